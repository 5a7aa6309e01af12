"""Whom a pronoun may stand for: what speaks for each figure, weighed into probabilities.

Comes after `salience` and `pointed`; the walk asks it. `train.antecedents` fits the weights in
`antecedents.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

FARTHEST = 8
"""Sentences: a figure spoken of longer ago counts as this far away."""
LEAD = 1.25
"""How far the best candidate must lead the next in salience alone."""
AGAINST = 0.02
"""The probability up to which all that is known speaks against one who stands out."""
LEAST = 0.01
"""A share below this counts as this much, so that its logarithm stays finite."""


Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that a pronoun may stand for.

    `seen` is the model's probability of it, `stands_out` its share of the salience of all candidates, both
    0 to 1; `lines` the sentences since it was last spoken of; `subject` whether it was the subject there,
    `spoke` whether it was a statement's source, and `parallel` whether the pronoun is a subject too; `told`
    1 where its gender is known to fit, -1 where its given name is the other gender's; `shape` whether it is
    known by the shape of its name alone; `ahead` whether its name follows the fronted phrase that the pronoun
    stands in, `verb` whether a verb follows that name.
    """

    figure: int
    seen: float
    stands_out: float
    lines: int
    subject: bool
    spoke: bool
    parallel: bool
    told: int
    shape: bool
    ahead: bool = False
    verb: bool = False

    def features(self) -> dict[str, float]:
        """What the weights weigh."""
        return {
            "seen": log(max(self.seen, LEAST)),
            "stands_out": log(max(self.stands_out, LEAST)),
            "unnamed": float(self.figure < 0),
            "unnamed_seen": float(self.figure < 0) * log(max(self.seen, LEAST)),
            "lines": min(self.lines, FARTHEST) / FARTHEST,
            "same_line": float(self.lines == 0),
            "subject": float(self.subject),
            "spoke": float(self.spoke),
            "parallel": float(self.parallel),
            "told": float(self.told),
            "shape": float(self.shape),
            "ahead": float(self.ahead),
            "ahead_verb": float(self.ahead and self.verb),
            "ahead_unseen": float(self.ahead and not self.stands_out),
        }


def probabilities(
    candidates: list[Candidate], weights: Weights | None = None
) -> list[tuple[float, int]]:
    """The probability of each figure, best first; what is missing to 1 goes to none of them."""
    if weights is None:
        weights = load_weights()
    scores = [sum(weights[k] * v for k, v in c.features().items()) for c in candidates]
    highest = max([*scores, weights["nobody"]])
    shares = [exp(score - highest) for score in scores]
    whole = sum(shares) + exp(weights["nobody"] - highest)
    ranked = [(share / whole, c.figure) for share, c in zip(shares, candidates, strict=True)]
    return sorted(ranked, key=lambda pair: (-pair[0], pair[1]))


def judge(candidates: list[Candidate], *, reports: bool) -> list[tuple[float, int]]:
    """Whom a pronoun stands for: the probability of each figure, best first.

    In a text that `reports` statements, as news copy does, the one who stands out clearly is meant, unless
    all that is known together speaks against it: the sets that the weights are fitted to have little such
    copy.
    """
    if not any(candidate.seen or candidate.ahead for candidate in candidates):
        return by_salience(candidates)
    ranked = probabilities(candidates)
    plain = by_salience(candidates)
    sure, figure = plain[0]
    share = {f: p for p, f in ranked}[figure]
    return plain if sure and reports and share > AGAINST else ranked


def by_salience(candidates: list[Candidate]) -> list[tuple[float, int]]:
    """What stands in for probabilities where the model says nothing: shares of salience, none above 0.92;
    under a half where the best does not lead clearly, or has another's given name beside rivals."""
    ranked = sorted(candidates, key=lambda c: (-c.stands_out, c.figure))
    if not ranked:
        return []
    best, second = ranked[0], ranked[1].stands_out if len(ranked) > 1 else 0.0
    open_ = best.stands_out < LEAD * second or (second and best.told < 0)
    ratio = best.stands_out / max(second, 0.05)
    sure = 0.0 if open_ else min(0.92, 0.6 + 0.1 * min(3.0, ratio - 1))
    return [(sure, best.figure), *((0.0, c.figure) for c in ranked[1:])]


@cache
def load_weights() -> Weights:
    """The fitted weight of each feature, and the score of nobody."""
    text = (Path(__file__).parent / "antecedents.json").read_text(encoding="utf-8")
    weights: Weights = json.loads(text)
    return weights
