"""How answers to questions are scored, and that entries are the slices that they cite."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord import Record
from onrecord.record import Store
from questions import ROOT, Row, Shown, is_right, score
from spans import count

SETS = sorted((ROOT / "benchmarks" / "questions").glob("*.jsonl"))
ROW = Row("a", "films", "Why?", None, True, ("She let go of the rope.",), "Ruta Halvane", "", None)
UNANSWERED = Row("b", "films", "Why not?", None, False, (), None, "", "topic")


@pytest.mark.parametrize(
    ("text", "speaker", "right"),
    [
        ("“She let go\nof the rope,” he said. “At last.”", "Halvane", True),
        ("“She let go of the rope", None, True),
        ("let go of the rope", "Ruta Halvane", True),
        ("the rope", "Ruta Halvane", False),
        ("She let go of the rope.", "Nerys Aldaine", False),
        ("She held the rope.", "Ruta Halvane", False),
    ],
)
def test_an_entry_is_right_with_the_words_of_the_one_asked(
    text: str, speaker: str | None, right: bool
) -> None:
    assert is_right((text, speaker), ROW) == right


def test_refusing_is_right_only_where_nothing_answers() -> None:
    found = score([ROW, UNANSWERED], [Shown((), 0.0), Shown((), 0.0)])

    assert (found.first, found.refused, found.wrongly) == (0.0, 100.0, 100.0)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_rows_have_answers_where_there_is_one(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]

    assert len({row["id"] for row in rows}) == len(rows)
    assert all(bool(row["answers"]) == row["answered"] for row in rows)


def test_entries_are_exactly_the_slices_that_they_cite(tmp_path: Path) -> None:
    with Record(tmp_path / "note.db") as record:
        record.add(ROOT / "examples" / "coverage" / "02-kestrel-interview.txt")
    with Store.open(tmp_path / "note.db") as store:
        assert count(store, wanted=200, seed=1) == (200, 0)
