"""The name that follows a pronoun which stands before it: "In her book, Jo Lund says so".

Comes after `words`; `pronouns` asks it.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.people import lexicon
from onrecord.people.words import Page

_FRONTED = lexicon.PREPOSITIONS | frozenset(
    "when while although though because if once having given unlike following whilst whereas".split()
)
"""Words that a phrase before its clause begins with."""
_REACH, _TITLES = 24, 3
"""Words from a pronoun to the name it may stand before, and words of titles before that name."""


def name_ahead(page: Page, name_at: Mapping[int, int], index: int) -> int | None:
    """The first word of the name that follows a fronted phrase with a pronoun: "In her book, Jo Lund ..."."""
    words = page.words
    sentence = words[index].sentence
    start = page.first_from(page.sentences[sentence].start)
    if index - start > _REACH or index >= len(words):
        return None
    opener = words[start].lower
    if not (opener in _FRONTED or opener.endswith(("ing", "ly", "ed"))):
        return None
    for at in range(index + 1, min(index + _REACH, len(words))):
        if words[at].sentence != sentence:
            return None
        if page.gap(at - 1, at).strip(" ") != ",":
            continue
        for first in range(at, min(at + _TITLES + 1, len(words))):
            if first > at and page.gap(first - 1, first) != " ":
                break
            if first in name_at:
                return first
    return None
