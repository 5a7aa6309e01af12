"""Entries are slices with their citations and the other places of the same words."""

from __future__ import annotations

from onrecord.answers.citing import MARGIN
from onrecord.answers.entries import Clippings, extent
from onrecord.record import Store
from onrecord.values import HeldStatement


def statement_with(store: Store, words: str) -> HeldStatement:
    return next(held for held in store.statements() if words in held.text)


def test_statement_is_cut_with_its_margins(example_store: Store) -> None:
    held = statement_with(example_store, "the film is not a riddle with a key")
    entry = Clippings(example_store).of_statement(held)
    text = example_store.article(held.article.key).text
    span = extent(held.statement)

    assert entry.text == text[span.start : span.end] == held.text
    assert entry.citation.prefix == text[max(0, span.start - MARGIN) : span.start]
    assert entry.citation.suffix == text[span.end : span.end + MARGIN]
    assert entry.speaker == held.statement.speaker


def test_other_tellings_are_named_and_not_the_entry_itself(example_store: Store) -> None:
    held = statement_with(example_store, "the film is not a riddle with a key")
    entry = Clippings(example_store).of_statement(held)

    assert entry.also
    assert entry.citation not in entry.also
    assert len(set(entry.also)) == len(entry.also)


def test_passage_has_no_speaker_and_says_why(example_store: Store) -> None:
    held = example_store.passages()[0]
    entry = Clippings(example_store).of_passage(held)

    assert entry.text == held.text
    assert (entry.speaker.name, entry.speaker.kind) == (None, None)
    assert entry.speaker.reason == "the article's own words"
