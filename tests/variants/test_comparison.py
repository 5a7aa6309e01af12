from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.values import Change, Span
from onrecord.variants import compare, compare_wordings
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


def test_a_bracket_of_the_target_excuses_no_other_sentence() -> None:
    target = "[They closed the mill,] and nobody in the valley has slept well since that Monday"
    words = "Every ferryman knew it well, and nobody in the valley has slept well since that Monday"
    found = compare_wordings(words, target)
    assert found is not None
    assert found.kind == "altered"


# --- words of the writer between two quotations ---------------------------------------------------


def compare_parted(words: str, writer: str) -> set[str | None]:
    """The kinds of comparisons with two marked stretches that words of the writer part."""
    one, other = "The fog was a gift from the harbour", "and we kept every frame of it"
    target = f"{one} {writer} {other}"
    spans = [Span(0, len(one)), Span(len(target) - len(other), len(target))]
    readings = read_wording(target, spans), read_wording(target).within(spans)
    found = [compare(read_wording(words), reading) for reading in readings]
    return {each.kind if each else None for each in found}


@pytest.mark.parametrize(
    ("mark", "count", "kind"),
    [
        ("", 4, "verbatim"),
        ("", 29, "verbatim"),
        ("", 31, "spliced"),
        (" … ", 31, "verbatim"),
        (" … ", 99, "verbatim"),
        (" … ", 101, "spliced"),
    ],
)
def test_what_the_writer_says_between_makes_passages_distant(
    mark: str, count: int, kind: str
) -> None:
    words = f"The fog was a gift from the harbour{mark} and we kept every frame of it"
    assert compare_parted(words, "told " * count) == {kind}


def test_part_of_a_wording_reads_like_its_spans() -> None:
    text = "“It is [the sea], Mr. Vall,” she said. “We … go. You stay.” Then “no.”"
    marked = ("It is [the sea], Mr. Vall,", "We … go. You stay.", "no.")
    starts = [text.index(words) for words in marked]
    spans = [Span(at, at + len(words)) for at, words in zip(starts, marked, strict=True)]
    part, read = read_wording(text).within(spans), read_wording(text, spans)
    assert part == read


def test_part_of_an_excerpt_counts_what_the_excerpt_leaves_out() -> None:
    text = "“It is the sea,” she said, and went on. Rain fell. Nobody came. “We go home.”"
    excerpt = read_wording(text, [Span(0, 25), Span(text.index("came"), len(text))])
    marked = [Span(1, 14), Span(text.index("We go"), len(text) - 1)]
    assert excerpt.within(marked).parted == {4: 9}
    assert read_wording(text).within(marked).parted == {4: 9}


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
