"""Fits the curve that turns the model's certainty into a statement's confidence.

    python -m train.calibrate --data FOLDER [--out src/onrecord/statements/confidence.json]

Fits on the train articles held out of training, so that dev, of which it knows nothing, measures the curve:
`python benchmarks/calibration.py polnear_dev.jsonl.gz`. Fitting on a half of dev did no better on the other
half. Run it after every change of the model. No torch is needed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.statements.build import make_statement, marks_of, settle_drafts
from onrecord.statements.confidence import CURVE, Signs, signs_of
from onrecord.text import lay_out
from onrecord.values import Reading

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from calibration import are_right
from documents import HELD_OUT, Row, hold_out, load_rows, spans_of

Array = NDArray[np.float64]
PENALTY = 1.0
"""L2 on all weights but the constant: the articles are few."""
STEPS = 30


def judged_drafts(row: Row, model: Model) -> Iterator[tuple[Signs, bool]]:
    """The signs of every statement found in a document, and whether gold bears it out; turns left out."""
    article = article_from_text(row["text"], key=row["id"])
    layout = lay_out(article)
    reading = Reading(article, layout, model.label(article, layout))
    marks = marks_of(reading)
    drafts = settle_drafts(reading, marks)
    statements = [make_statement(draft, article, marks, {}) for draft in drafts]
    verdicts = are_right(row["text"], row["quotes"], [spans_of(s) for s in statements])
    for draft, right in zip(drafts, verdicts, strict=True):
        if not draft.turn:
            yield signs_of(draft), right


def fit_weights(signs: Array, right: Array, penalised: Array) -> Array:
    """Logistic regression by Newton's steps: `signs` (statements, signs), `right` (statements,), 0 or 1."""
    weights = np.zeros(signs.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (right - chance) - PENALTY * penalised * weights
        bend = (signs * (chance * (1 - chance))[:, None]).T @ signs + np.diag(PENALTY * penalised)
        weights = weights + np.linalg.solve(bend + 1e-9 * np.eye(len(weights)), slope)
    return weights


def fit_curve(judged: list[tuple[Signs, bool]]) -> Signs:
    """The weight of each sign, to four places."""
    names = list(judged[0][0])
    signs = np.array([[each[name] for name in names] for each, _ in judged])
    right = np.array([float(verdict) for _, verdict in judged])
    penalised = np.array([float(name != "constant") for name in names])
    weights = fit_weights(signs, right, penalised)
    return {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=CURVE)
    given = parser.parse_args()
    rows = hold_out(load_rows(given.data / "polnear_train.jsonl.gz"), HELD_OUT)
    model = Model.load()
    judged = [each for row in rows for each in judged_drafts(row, model)]
    saved: dict[str, Any] = {
        "made_by": "python -m train.calibrate",
        "fitted_on": f"{len(judged)} statements of {len(rows)} PolNeAR train articles held out of training",
        "model": model.card["name"],
        "weights": fit_curve(judged),
    }
    given.out.write_text(json.dumps(saved, indent=1) + "\n", encoding="utf-8")
    print(given.out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
