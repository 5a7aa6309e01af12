"""Intervals over documents."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from resampling import count_each, resample

SCORER = """
def score(gold, predicted):
    wanted = [a for row in gold for a in row["attributions"]]
    found = [a for each in predicted.values() for a in each["attributions"]]
    share = {"p": 1.0 if found else 0.0, "r": len(found) / len(wanted)}
    subset = {"pred": len(found), "gold": len(wanted), "joint": share, "overlap": share, "exact": share}
    return dict.fromkeys(("all", "quoted", "indirect"), {**subset, "source_acc": 0.5, "source_n": 2})
"""


@pytest.fixture
def scorer(tmp_path: Path) -> Path:
    path = tmp_path / "score.py"
    path.write_text(SCORER)
    return path


def test_counts_come_document_by_document(scorer: Path) -> None:
    gold = [{"id": "a", "text": "", "quotes": [1, 2]}, {"id": "b", "text": "", "quotes": [1]}]

    counts = count_each(gold, {"a": [{"content": []}]}, scorer)

    assert counts["joint all"].tolist() == [[1, 1, 1, 2], [0, 0, 0, 1]]
    assert counts["source accuracy"].tolist() == [[1, 2, 1, 2]] * 2


def test_interval_holds_the_figure_and_one_seed_gives_one_interval() -> None:
    counts = np.array([[4.0, 5, 4, 6], [1, 4, 1, 4], [5, 5, 5, 5]])

    value, low, high = resample(counts, 500, seed=1)

    assert low < value < high
    assert (value, low, high) == resample(counts, 500, seed=1)


def test_documents_alike_leave_no_room() -> None:
    value, low, high = resample(np.array([[1.0, 2, 1, 2]] * 4), 50, seed=1)

    assert low == pytest.approx(value) == pytest.approx(high) == pytest.approx(50)
