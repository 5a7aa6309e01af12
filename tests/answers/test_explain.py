"""`explain` on the example coverage: the sections a careful editor expects, each entry a true slice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from onrecord.answers.explain import HEADINGS, explain
from onrecord.errors import NotOnRecord
from onrecord.record import Store
from onrecord.values import Citation, Entry, Explanation
from onrecord.variants import same_name

KEY: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "examples" / "expected.json").read_text("utf-8")
)["explain"]
MISSED: dict[tuple[str, str], str] = {}
"""Section and stretch → why it is known to be missed."""


def pairs(key: str) -> Iterator[Any]:
    """Section and stretch of each row, known misses marked."""
    for section, stretches in KEY[key].items():
        for stretch in stretches:
            why = MISSED.get((section, stretch))
            marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
            yield pytest.param(section, stretch, id=f"{section}: {stretch[:40]}", marks=marks)


@pytest.fixture(scope="module")
def explained(example_store: Store) -> Explanation:
    """The example film, explained."""
    return explain(example_store, KEY["work"])


def entries_of(explanation: Explanation, section: str) -> tuple[Entry, ...]:
    """The entries of one section, none where it is not there."""
    return tuple(e for s in explanation.sections if s.key == section for e in s.entries)


def texts_of(explanation: Explanation, section: str) -> str:
    """All words of one section, on one line an entry."""
    return "\n".join(" ".join(entry.text.split()) for entry in entries_of(explanation, section))


@pytest.mark.parametrize(("section", "stretch"), list(pairs("sections")))
def test_section_has_what_an_editor_expects(
    explained: Explanation, section: str, stretch: str
) -> None:
    assert stretch in texts_of(explained, section)


@pytest.mark.parametrize(("section", "stretch"), list(pairs("never")))
def test_section_has_nothing_that_does_not_belong(
    explained: Explanation, section: str, stretch: str
) -> None:
    assert stretch not in texts_of(explained, section)


def test_inference_of_a_writer_is_nobodys_statement(explained: Explanation) -> None:
    for name, stretches in KEY["never_as_statement_of"].items():
        said = " ".join(
            entry.text
            for section in explained.sections
            for entry in section.entries
            if entry.speaker.name and same_name(entry.speaker.name, name)
        )
        assert [stretch for stretch in stretches if stretch in said] == []
        assert all(stretch in texts_of(explained, "inference") for stretch in stretches)


@pytest.mark.parametrize("gap", KEY["gaps"], ids=str)
def test_gap_is_named(explained: Explanation, gap: dict[str, str]) -> None:
    venue = gap.get("programme") or gap["outlet"]
    named = [g for g in explained.gaps if venue in (g.occasion.programme, g.occasion.outlet)]
    assert named
    assert same_name(named[0].speaker.name or "", gap["speaker"])


def test_original_that_is_held_is_no_gap(explained: Explanation) -> None:
    venues = {g.occasion.programme or g.occasion.outlet for g in explained.gaps}
    assert not venues & {"Kestrel Film Quarterly", "Last Reel But One", "Longshore"}


@pytest.mark.parametrize("fact", KEY["facts"], ids=lambda fact: f"{fact['name']} {fact['value']}")
def test_fact_is_stated(explained: Explanation, fact: dict[str, str]) -> None:
    assert [f for f in explained.facts if f.name == fact["name"] and fact["value"] in f.value]


def test_every_entry_is_the_slice_that_it_cites(
    explained: Explanation, example_store: Store
) -> None:
    for section in explained.sections:
        for entry in section.entries:
            text = example_store.article(entry.citation.article).text
            assert text[entry.citation.start : entry.citation.end] == entry.text


def test_every_citation_stands_where_its_margins_say(
    explained: Explanation, example_store: Store
) -> None:
    for cited in citations_of(explained):
        text = example_store.article(cited.article).text
        assert 0 <= cited.start < cited.end <= len(text)
        assert text[: cited.start].endswith(cited.prefix)
        assert text[cited.end :].startswith(cited.suffix)


def citations_of(explanation: Explanation) -> Iterator[Citation]:
    """Every citation of an explanation."""
    yield from (fact.citation for fact in explanation.facts)
    for section in explanation.sections:
        for entry in section.entries:
            yield entry.citation
            yield from entry.also
    for gap in explanation.gaps:
        yield from gap.cited_by


def test_plot_and_ending_are_told_by_one_article_in_its_order(explained: Explanation) -> None:
    told = [e.citation for s in ("plot", "ending") for e in entries_of(explained, s)]
    assert len({cited.article for cited in told}) == 1
    assert told == sorted(told, key=lambda cited: cited.start)


def test_words_printed_in_many_articles_are_one_entry(explained: Explanation) -> None:
    words = "which is that we never filmed her dying"
    told = [e for s in explained.sections for e in s.entries if words in e.text]
    assert len({e.citation for e in told}) == 1
    assert told[0].citation.article == "06-northgate-wire.txt"
    assert len({cited.article for cited in told[0].also}) >= 2


def test_no_slice_is_shown_twice_in_a_section(explained: Explanation) -> None:
    for section in explained.sections:
        cited = sorted(
            (e.citation.article, e.citation.start, e.citation.end) for e in section.entries
        )
        for one, other in pairwise(cited):
            assert one[0] != other[0] or one[2] <= other[1]


def test_sections_stand_in_their_order_and_none_is_empty(explained: Explanation) -> None:
    keys = [section.key for section in explained.sections]
    assert keys == [key for key in HEADINGS if key in keys]
    assert all(section.entries for section in explained.sections)


def test_without_spoilers_nothing_tells_the_ending(example_store: Store) -> None:
    explained = explain(example_store, KEY["work"], spoilers=False)

    assert not [section for section in explained.sections if section.spoiler]
    shown = " ".join(entry.text for section in explained.sections for entry in section.entries)
    for stretch in (
        *KEY["sections"]["plot"],
        *KEY["sections"]["ending"],
        *KEY["sections"]["meaning"],
        *KEY["sections"]["cut"],
    ):
        assert stretch not in shown
    assert explained.facts


def test_unknown_title_names_the_titles_on_record(example_store: Store) -> None:
    with pytest.raises(NotOnRecord, match=r"'Salt Road' is not on record; on record are Lowenna"):
        explain(example_store, "Salt Road")


def test_name_of_a_character_is_no_work(example_store: Store) -> None:
    with pytest.raises(NotOnRecord, match="'Lowenna Pask' is not on record"):
        explain(example_store, "Lowenna Pask")


@pytest.mark.parametrize("asked", ["lowenna", "LOWENNA", "“Lowenna”"])
def test_title_is_found_in_any_case_and_marks(example_store: Store, asked: str) -> None:
    assert explain(example_store, asked).work == "Lowenna"


def test_work_named_in_passing_gets_only_the_sentences_that_name_it(example_store: Store) -> None:
    explained = explain(example_store, "The Crossing Keeper")

    assert not entries_of(explained, "plot")
    shown = [entry.text for section in explained.sections for entry in section.entries]
    assert shown
    assert all("Crossing Keeper" in text for text in shown)
