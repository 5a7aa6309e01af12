"""Statements and passages that hold any of some words, best first. Words are words: no query syntax.

Before: the record's index finds them. After: the command line prints them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.answers.entries import Clippings, tells_same
from onrecord.variants import split_words

if TYPE_CHECKING:
    from onrecord.record import Store
    from onrecord.values import Citation, Entry, HeldStatement

MORE = 4
"""So many times the limit are looked at, for what is told several times is shown once."""


def search(store: Store, words: str, limit: int = 20) -> tuple[Entry, ...]:
    """Statements and passages with any of the words, in any inflection, best first.

    Words that several articles tell of one utterance come once; a passage with statements that are
    shown, or named as other places, is left out.
    """
    keys = list(dict.fromkeys(word.key for word in split_words(words)))
    if not keys or limit < 1:
        return ()
    clippings = Clippings(store)
    entries = [
        (score, clippings.of_statement(held))
        for held, score in _once(store.find_statements(keys, MORE * limit))
    ]
    places = [place for _, entry in entries for place in (entry.citation, *entry.also)]
    for held, score in store.find_passages(keys, MORE * limit):
        entry = clippings.of_passage(held)
        if not any(_holds(entry.citation, place) for place in places):
            entries.append((score, entry))
    entries.sort(key=lambda each: (-each[0], each[1].citation.article, each[1].citation.start))
    return tuple(entry for _, entry in entries[:limit])


def _holds(passage: Citation, place: Citation) -> bool:
    """Whether a place lies in a passage, or overlaps it."""
    return (
        passage.article == place.article and passage.start < place.end and place.start < passage.end
    )


def _once(
    found: tuple[tuple[HeldStatement, float], ...],
) -> list[tuple[HeldStatement, float]]:
    """The best found of each utterance's words."""
    kept: list[tuple[HeldStatement, float]] = []
    for held, score in found:
        if not any(
            held.utterance == other.utterance and tells_same(held.text, other.text)
            for other, _ in kept
        ):
            kept.append((held, score))
    return kept
