"""Sentences that hold nobody's words but introduce somebody's: "Pryce sat down with the Gazette."

Before: frames. After: `settle` lets their venues hold for the statements that follow.
"""

from __future__ import annotations

import re

from onrecord.occasions.names import NAME, Known, bare
from onrecord.text.whole_words import find_whole
from onrecord.values import Reading, Span


def mentions(visible: str, name: str) -> bool:
    """Whether a sentence names a person or organisation, by the full or the last name.

    >>> mentions("Dunmore sat down with us.", "Ana Dunmore")
    True
    """
    words = name.split()
    if not words:
        return False
    last = (
        words[-1] if words[-1] not in ("Jr.", "Sr.", "II", "III") or len(words) == 1 else words[-2]
    )
    return any(True for _ in find_whole(last, visible))


def begins_with_another(visible: str, name: str | None, known: Known) -> bool:
    """Whether a sentence is of somebody else, who opens it: "Ashby gave a speech. Quill, a farmer, said"."""
    opening = re.match(NAME, visible)
    if opening is None or not name or mentions(visible, name):
        return False
    return bare(opening.group()) in known.people


def introduces(reading: Reading, sentence: Span, start: int, adjoining: bool) -> bool:
    """Whether the words at `start` follow this sentence at once, in its block or after its colon."""
    if not adjoining:
        return False
    between = reading.article.text[sentence.end : start]
    ends_open = sentence.of(reading.article.text).rstrip(" \"”'’").endswith(":")
    return ends_open or "\n" not in between
