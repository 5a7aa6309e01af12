"""How likely a finished draft is right, from the model's own certainty and the draft's shape.

The network is surer of itself than it is right, and a statement with a cue and a source is right more
often than one without. So a logistic curve over a few signs, fitted by `train/calibrate.py` on articles
held out of training, turns them into a probability. A turn of a transcript keeps its own figure: the
articles that the curve was fitted on have none.
"""

from __future__ import annotations

import json
from functools import cache
from math import exp, log
from pathlib import Path

from onrecord.statements.drafts import Draft

CURVE = Path(__file__).parent / "confidence.json"
LEAST = 0.02
"""A certainty nearer to 0 or 1 than this counts as this far away, so that its logit stays finite."""

SLIGHTEST = 0.001
"""A confidence is never 0 or 1."""

Signs = dict[str, float]


def confidence_of(draft: Draft) -> float:
    """The probability that content and source of a draft are right, to three places."""
    return round(draft.score, 3) if draft.turn else weigh(signs_of(draft), load_curve())


def signs_of(draft: Draft) -> Signs:
    """What the curve weighs: the logit of the model's certainty, and what the draft has.

    Its form and length were tried too: on other articles than those fitted on they told nothing more.
    """
    sure = min(max(draft.score, LEAST), 1 - LEAST)
    return {
        "constant": 1.0,
        "certainty": log(sure / (1 - sure)),
        "cue": float(bool(draft.cue)),
        "source": float(bool(draft.source)),
    }


def weigh(signs: Signs, curve: Signs) -> float:
    """The logistic of the signs' weighted sum, to three places.

    >>> weigh({"constant": 1.0, "cue": 1.0}, {"constant": -1.0, "cue": 1.0})
    0.5
    """
    share = 1 / (1 + exp(-sum(curve[name] * value for name, value in signs.items())))
    return min(max(round(share, 3), SLIGHTEST), 1 - SLIGHTEST)


@cache
def load_curve() -> Signs:
    """The fitted weight of each sign."""
    weights: Signs = json.loads(CURVE.read_text(encoding="utf-8"))["weights"]
    return weights
