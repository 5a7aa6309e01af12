"""Times that an event gives which the text dates elsewhere: "after the elections", of 4 May.

Before: `times` found the times of each sentence. After: `frames` puts these beside them. What was said after
the event was said between its date and publication, what was said ahead of it not later than that; an
event that the text does not date gives no time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from onrecord.occasions.spans import opened
from onrecord.occasions.times import Time
from onrecord.values import Span

_BESIDE = re.compile(
    r"\b(?:(?P<after>[Aa]fter|[Ff]ollowing)|(?P<before>[Aa]head\s+of|[Bb]efore|[Pp]rior\s+to))\s+"
    r"(?:the|its|their|his|her)\s+(?:[a-z-]+\s+)?(?P<noun>[a-z-]{4,})(?=\s*(?:[,.;:\ufffc]|$|and\b|but\b))"
)
# An event to come has no date behind publication: "the festival, which opens on March 3".
_TO_COME = re.compile(r"\b(?:opens|begins|starts|runs|is|are|will|takes|closes|ends|kicks)\b")
_REACH = 70  # characters between an event and its date


def find_events(text: str) -> list[re.Match[str]]:
    """The phrases of a sentence that tell a time by an event.

    >>> [found["noun"] for found in find_events("She said after the elections, and left.")]
    ['elections']
    """
    return list(_BESIDE.finditer(text))


def event_times(
    found: Sequence[re.Match[str]],
    told: Sequence[tuple[str, int, Sequence[Time]]],
    published: date | None,
    start: int,
) -> tuple[Time, ...]:
    """The times of the phrases; `told` are sentences that may date the events, each with where it begins."""
    times = []
    for phrase in found:
        span = Span(start + phrase.start(), start + phrase.end())
        for text, base, dates in told:
            dated = next((t for t in dates if _dates(text, base, t, phrase["noun"], span)), None)
            meant = opened(phrase, dated.interval, published) if dated and dated.interval else None
            if dated and meant:
                times.append(Time(span, meant, f"{dated.rule}, of the event that is named again"))
                break
    return tuple(times)


def _dates(text: str, base: int, time: Time, noun: str, phrase: Span) -> bool:
    """Whether a time stands with the same noun, and tells when that was: "the local elections on 4 May"."""
    if time.span.overlaps(phrase):
        return False
    stem = re.compile(rf"\b{re.escape(noun.rstrip('s'))}(?:e?s)?\b")
    at, end = time.span.start - base, time.span.end - base
    for place in stem.finditer(text):
        if phrase.start <= base + place.start() < phrase.end:
            continue
        first, last = min(place.end(), end), max(place.start(), at)
        between = text[first:last]
        if len(between) <= _REACH and not re.search(r"[.;:]\s", between):
            return _TO_COME.search(between) is None
    return False
