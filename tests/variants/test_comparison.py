from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.values import Change
from onrecord.variants import compare_wordings
from onrecord.variants.comparison import is_distinctive
from onrecord.variants.wordings import read_wording

ROWS = json.loads(Path(__file__).with_name("wordings.json").read_text("utf-8"))


@dataclass(frozen=True)
class Row:
    label: str
    words: str
    target: str
    kind: str | None
    changes: tuple[Change, ...]
    miss: str | None


def read_rows() -> list[object]:
    rows = []
    for raw in ROWS:
        changes = tuple(
            Change(each["op"], each["from"], each["to"], each["grave"]) for each in raw["changes"]
        )
        row = Row(
            raw["label"], raw["words"], raw["target"], raw["kind"], changes, raw.get("known_miss")
        )
        marks = [pytest.mark.xfail(reason=row.miss, strict=True)] if row.miss else []
        rows.append(pytest.param(row, id=row.label, marks=marks))
    return rows


@pytest.mark.parametrize("row", read_rows())
def test_wordings_compare_as_the_rows_say(row: Row) -> None:
    found = compare_wordings(row.words, row.target)
    assert (found.kind if found else None) == row.kind
    if found is not None:
        assert found.changes == (row.changes if row.kind != "spliced" else found.changes)


def test_there_are_at_least_120_rows_with_labels_of_their_own() -> None:
    labels = [raw["label"] for raw in ROWS]
    assert len(labels) >= 120
    assert len(set(labels)) == len(labels)


def test_the_stretch_is_where_the_words_stand() -> None:
    target = "It rained. The fog was a gift, and we kept it."
    found = compare_wordings("the fog was a gift,", target)
    assert found is not None
    assert target[found.start : found.end] == "The fog was a gift"


def test_parts_are_the_pieces_that_an_omission_leaves() -> None:
    target = "The album was almost finished when the studio flooded."
    found = compare_wordings("The album was … finished when the studio flooded", target)
    assert found is not None
    pieces = [part.of(target) for part in found.parts]
    assert pieces == ["The album was", "finished when the studio flooded"]


def test_missing_names_the_words_that_the_target_lacks() -> None:
    words = "The referee had a very difficult evening"
    found = compare_wordings(words, "The referee had a difficult evening.")
    assert found is not None
    assert [span.of(words) for span in found.missing] == ["very"]


@pytest.mark.parametrize("words", ["the", "night", "no comment", "of the", ""])
def test_common_words_and_set_phrases_are_no_evidence(words: str) -> None:
    assert not is_distinctive(read_wording(words))


@pytest.mark.parametrize(
    "words", ["\0", "😀😀", "a" * 100_000, "a " * 20_000, "[" * 5_000, "." * 5_000]
)
def test_any_text_survives(words: str) -> None:
    compare_wordings(words, words)
    compare_wordings("the fog was a gift", words)
    compare_wordings(words[:2_000], "the fog was a gift")
