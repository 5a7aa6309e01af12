"""How far a score would move on other documents of the same kind: bootstrap intervals over documents.

The scorer is asked about one document at a time; documents are then drawn with replacement and its counts
added up, as it does itself.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from documents import Row

Counts = NDArray[np.float64]
SUBSETS = ("all", "quoted", "indirect")
FIGURES = {
    **{f"joint {subset}": (subset, "joint") for subset in SUBSETS},
    "overlap": ("all", "overlap"),
    "exact": ("all", "exact"),
    "source accuracy": ("all", "source"),
}


def load_scorer(path: Path) -> Callable[[list[Row], dict[str, Row]], dict[str, Any]]:
    """The scorer's `score(gold documents, predictions by id)`."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score  # type: ignore[no-any-return]


def count_each(
    gold: Sequence[Row], found: Mapping[str, Sequence[Row]], scorer: Path
) -> dict[str, Counts]:
    """For each figure the counts of every document, (documents, 4): right and all of those found, right
    and all of gold. `found` holds the attributions of a document by its id."""
    score = load_scorer(scorer)
    each = []
    for row in gold:
        document = {**row, "attributions": row.get("attributions", row["quotes"])}
        each.append(score([document], {row["id"]: {"attributions": found.get(row["id"], [])}}))
    return {
        name: np.array([counts_of(scores[subset], kind) for scores in each])
        for name, (subset, kind) in FIGURES.items()
    }


def counts_of(scores: dict[str, Any], kind: str) -> list[float]:
    """The counts behind one of a document's figures; source accuracy has the same ones twice."""
    if kind == "source":
        return [scores["source_acc"] * scores["source_n"], scores["source_n"]] * 2
    of_kind = scores[kind]
    return [
        of_kind["p"] * scores["pred"],
        scores["pred"],
        of_kind["r"] * scores["gold"],
        scores["gold"],
    ]


def f1_of(counts: Counts) -> Counts:
    """F1 in percent of counts added up, (…, 4) to (…).

    >>> f1_of(np.array([1.0, 2.0, 1.0, 1.0])).round(1).item()
    66.7
    """
    precision = counts[..., 0] / np.maximum(counts[..., 1], 1)
    recall = counts[..., 2] / np.maximum(counts[..., 3], 1)
    f1: Counts = 200 * precision * recall / np.maximum(precision + recall, 1e-9)
    return f1


def resample(counts: Counts, times: int, seed: int) -> tuple[float, float, float]:
    """F1 in percent, and the bounds that 95 % of the resamplings keep to. The same seed draws the same
    documents for every figure."""
    generator = np.random.default_rng(seed)
    documents = len(counts)
    drawn = generator.multinomial(documents, np.full(documents, 1 / documents), size=times)
    low, high = np.percentile(f1_of(drawn @ counts), [2.5, 97.5])
    return float(f1_of(counts.sum(axis=0))), float(low), float(high)


def print_intervals(
    gold: Sequence[Row], found: Mapping[str, Sequence[Row]], scorer: Path, times: int, seed: int
) -> None:
    """The table of all figures with their intervals."""
    print(f"\n{times} resamplings of {len(gold)} documents, seed {seed}\n")
    print("| figure | value | 95 % interval |\n|---|---|---|")
    for name, counts in count_each(gold, found, scorer).items():
        value, low, high = resample(counts, times, seed)
        print(f"| {name} | {value:.1f} | {low:.1f} to {high:.1f} |")
