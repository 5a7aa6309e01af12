"""Times that count from one told before: "the following day", "a week later", "at the time".

Before: `times` found the times of each sentence. After: `frames` puts these beside them. The time that
they count from is the nearest one told before, in the same sentence or in the few before it; without
one they are no time. "A week later" than a day is a day, than a month a stretch of days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.occasions.calendar_words import FULL_WEEKDAY, NUMBER, SEASON, number
from onrecord.occasions.intervals import (
    Interval,
    between,
    day,
    join,
    month,
    not_after,
    shift_months,
    week,
    year,
)
from onrecord.occasions.times import Time
from onrecord.text.needed import sought
from onrecord.values import Span

COUNTED = "counted from a time told before"
LOOK_BACK = 3  # sentences in which the time told before may stand

_UNIT = "day|night|morning|afternoon|evening|week|fortnight|month|year"
_PART_OF_DAY = "night|morning|afternoon|evening|lunchtime"
_AT_END = r"(?=\s*(?:[,.;:)—–]|$))"
_COUNTED = (
    r"(?:(?:[Ss]ome|[Aa]bout|[Aa]round|[Jj]ust|[Oo]nly|[Bb]arely|[Nn]early|[Aa]lmost)\s+)?"
    rf"\b(?P<number>(?i:{NUMBER}))\s+(?P<unit>hour|day|week|fortnight|month|year)s?\s+"
    rf"(?P<way>(?:later|earlier)(?!\s+than)|afterwards?|previously|after\s+that|before\s+that|(?:on|before){_AT_END})"
)
_CHAIN = sought(
    re.compile(
        rf"{_COUNTED}|"
        rf"\b(?:[Oo]n\s+|[Ii]n\s+)?[Tt]he\s+(?P<next>following|next|previous|preceding)\s+(?P<next_unit>{_UNIT}|{FULL_WEEKDAY})\b|"
        rf"\b[Tt]he\s+(?P<beside>day|night|evening|morning|week|month|year)\s+(?P<side>before|after|earlier){_AT_END}|"
        rf"\b(?:[Oo]n\s+|[Ii]n\s+)?(?:[Tt]hat\s+(?:very\s+|same\s+)?|[Tt]he\s+(?:very\s+)?same\s+)"
        rf"(?P<that>{_UNIT}|lunchtime|weekend|{SEASON})\b|"
        rf"\b[Ll]ater\s+(?:that|the\s+same)\s+(?P<later>{_UNIT})\b|"
        r"\b(?P<since>[Ss]ince\s+then)\b|\b(?P<then>[Aa]t\s+the\s+time(?!\s+(?:of|when|that|was|is|he|she|they|it)\b)|[Bb]ack\s+then|[Aa]t\s+that\s+(?:point|moment|time|stage)|[Oo]n\s+that\s+occasion|[Ii]n\s+those\s+days|"
        rf"(?<=[a-z]\s)then{_AT_END})"
    )
)
_THERE = re.compile(r"^[\s“”\"]*(?P<there>There|In\s+it|At\s+that\s+meeting)\b,")


@dataclass(frozen=True, slots=True)
class Chain:
    """Words that count from a time told before, and how far: so many units on, or back."""

    span: Span
    unit: str
    count: int
    part: bool = False  # within the unit told before, as in "that month"


def find_chains(text: str) -> Iterator[Chain]:
    """The phrases of a sentence that need a time told before; spans count from its beginning.

    >>> [(c.count, c.unit) for c in find_chains("Two weeks later she said so.")]
    [(2, 'week')]
    """
    for found in _CHAIN.finditer(text):
        yield _read(found)
    there = _THERE.match(text)
    if there:
        yield Chain(Span(there.start("there"), there.end("there")), "same", 0)


def _read(found: re.Match[str]) -> Chain:
    span = Span(found.start() + len(found.group()) - len(found.group().lstrip()), found.end())
    if found["then"] or found["since"]:
        return Chain(span, "same" if found["then"] else "since", 0)
    if found["unit"]:
        count = number(found["number"])
        back = found["way"].startswith(("earlier", "before", "prev"))
        return Chain(span, found["unit"], -count if back else count)
    if found["next"]:
        back = found["next"] in ("previous", "preceding")
        return Chain(span, _plain(found["next_unit"]), -1 if back else 1, part=True)
    if found["beside"]:
        back = found["side"] != "after"
        return Chain(span, _plain(found["beside"]), -1 if back else 1)
    if found["later"]:
        return Chain(span, _plain(found["later"]), 0, part=True)
    return Chain(span, _plain(found["that"]), 0, part=True)


def _plain(unit: str) -> str:
    return "day" if re.fullmatch(_PART_OF_DAY, unit) else unit


def counted(chain: Chain, told: Interval, published: date | None) -> Interval | None:
    """The interval that the words mean where `told` is the time before them.

    >>> counted(Chain(Span(0, 0), "week", 1), day(date(2021, 7, 10)), None).said
    '2021-07-17'
    """
    if told.earliest is None or told.latest is None:
        return told if chain.unit == "same" else None
    try:
        meant = _meant(chain, told, told.earliest, told.latest, published)
    except (ValueError, OverflowError):  # outside the calendar
        return None
    return not_after(meant, published) if meant else None


def _meant(
    chain: Chain, told: Interval, first: date, last: date, published: date | None
) -> Interval | None:
    count, unit = chain.count, chain.unit
    if unit == "since":
        return join(told, day(published)) if published and published > last else None
    if unit == "same" or (count == 0 and unit in ("day", "weekend", "week", "fortnight")):
        return told
    if unit == "hour":
        return join(told, day(last + timedelta(days=1)) if count > 0 else told)
    if unit[0].isupper():  # "the following Tuesday"
        return _weekday_beside(unit, count, first, last)
    if unit == "day":
        return _shifted(told, first, last, timedelta(days=count))
    if unit in ("week", "fortnight"):
        weeks = count * (1 + (unit == "fortnight"))
        if chain.part:  # "the following week": of the calendar
            return between(week(first, -weeks).earliest or first, week(last, -weeks).latest or last)
        return _shifted(told, first, last, timedelta(weeks=weeks))
    if unit == "month":
        one, other = shift_months(first, count), shift_months(last, count)
        return join(month(one.year, one.month), month(other.year, other.month))
    if unit == "year":
        return join(year(first.year + count), year(last.year + count))
    return told  # "that summer": as the text has told it


def _shifted(told: Interval, first: date, last: date, step: timedelta) -> Interval:
    if first == last:
        return day(first + step)
    if step == timedelta(0):
        return told
    return between(first + step, last + step)


def _weekday_beside(name: str, count: int, first: date, last: date) -> Interval | None:
    names = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    if first != last:
        return None
    step = (names.index(name) - first.weekday()) % 7 or 7
    return day(first + timedelta(days=step if count > 0 else step - 7 if step < 7 else -7))


def chain_times(
    chains: list[Chain],
    own: tuple[Time, ...],
    before: list[Time],
    published: date | None,
    start: int,
) -> tuple[Time, ...]:
    """The times of the chains of one sentence; `before` are those of the sentences before, nearest last."""
    found: list[Time] = []
    for chain in chains:
        span = Span(chain.span.start + start, chain.span.end + start)
        if any(time.span.overlaps(span) for time in own):
            continue
        told = [t for t in sorted((*own, *found), key=lambda t: t.span) if t.span.end <= span.start]
        if not (told or before):
            continue
        anchor = (told or before)[-1]
        meant = counted(chain, anchor.interval, published) if anchor.interval else None
        if meant is None and anchor.interval is not None:
            continue
        found.append(Time(span, meant, f"{COUNTED} ({anchor.rule})"))
    return tuple(found)
