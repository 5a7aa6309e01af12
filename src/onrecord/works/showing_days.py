"""The days that words of a showing mean, as of the day on which they were printed.

"opens 24 October" is the next one, "opened on Thursday" the last, "until 9 May" all days from the print on. An interval
holds every day that the words allow. Read where facts are shown; the occasions of statements have a grammar of their
own, since nobody speaks on a day to come.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.values import Span

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
FEASTS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26), "new year’s eve": (12, 31),
    "new year’s day": (1, 1), "valentine’s day": (2, 14), "halloween": (10, 31),
}  # fmt: skip
MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
YEAR = r"(?:19|20)\d\d"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WHEN = (
    rf"(?:(?:{WEEKDAY},? )?\d{{1,2}}(?:st|nd|rd|th)?(?: to \d{{1,2}})? (?:of )?{MONTH},?(?: {YEAR})?|(?:{WEEKDAY},? )?{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\d),?(?: {YEAR})?|{MONTH}(?: {YEAR})?"
    rf"|(?:(?:next|last|this|this coming) )?{WEEKDAY}(?: (?:night|evening|morning))?|today|tonight|tomorrow|yesterday|last night"
    rf"|(?:this|next|last) (?:week|month|year|weekend|{MONTH}|spring|summer|autumn|fall)|(?:the )?(?:spring|summer|autumn|fall)(?: of)?(?: {YEAR})?"
    rf"|Christmas Eve|Christmas Day|Boxing Day|New Year[’']s (?:Eve|Day)|Valentine[’']s Day|Halloween|the end of the month|{YEAR})"
)
"""Words for a day or a stretch of days, as news of showings has them."""
UNTIL = re.compile(r"\b(?:until|till|through|to)\s*$", re.I)
SINCE = re.compile(r"\bsince\s*$", re.I)
PAST = re.compile(
    r"\b(?:opened|premiered|bowed|debuted|aired|came out|released|went|was|were|had|closed|screened|began|started|arrived|hit|played|won|gave|ran)\b"
)
FUTURE = re.compile(
    r"\b(?:will|would|opens?|to be|is due|due|set|starts?|begins?|arrives?|hits?|comes?|goes|goes out|airs?|from|returns?|premieres?|plans?|follows|slated|dated|lands?|be (?:released|shown|screened|published))\b"
)


SENTENCE = 160
FAR, CLOSE = 300, 60
"""A day so far off, where the other year's is so near, is unclear: the verb may tell of something else."""
BESIDE = 40
"""A verb so many characters before a phrase of time says nothing of it."""
EDGE = re.compile(r"[.!?][”\"’']? (?=[“\"‘'A-Z])|\n")


@dataclass(frozen=True, slots=True)
class Days:
    """A first and a last day."""

    earliest: date
    latest: date


def find_days(words: str, phrase: str, published: date) -> Days | None:
    """The days that `phrase` means within the words that tell of a showing; None where they are unclear.

    >>> seen = date(2025, 3, 12)
    >>> str(find_days("is in cinemas from Friday", "Friday", seen).earliest)
    '2025-03-14'
    >>> str(find_days("opened on Friday", "Friday", seen).earliest)
    '2025-03-07'
    >>> days = find_days("plays until 22 March", "22 March", seen)
    >>> str(days.earliest), str(days.latest)
    ('2025-03-12', '2025-03-22')
    """
    at = words.find(phrase)
    before = words[:at] if at >= 0 else ""
    found = days_of(phrase, published, is_past(before))
    if found is None:
        return None
    if UNTIL.search(before) and found.latest >= published:
        return Days(published, found.latest)
    if SINCE.search(before) and found.earliest <= published:
        return Days(found.earliest, published)
    return found


def words_around(text: str, span: Span) -> str:
    """The words of a fact with the beginning of their sentence, which may tell its tense."""
    low = max(0, span.start - SENTENCE)
    edges = [match.end() for match in EDGE.finditer(text, low, span.start)]
    return text[max([low, *edges]) : span.end]


def is_past(before: str) -> bool | None:
    """Whether the words before a phrase tell of a showing that has been; None where no
    verb stands near."""
    future = [*FUTURE.finditer(before)]
    past = [
        match
        for match in PAST.finditer(before)
        if not any(f.start() <= match.start() < f.end() for f in future)
    ]
    last = max((match.end() for match in (*past, *future)), default=0)
    if not last or len(before) - last > BESIDE:
        return None
    return bool(past) and past[-1].end() == last


def days_of(phrase: str, published: date, past: bool | None) -> Days | None:
    """The days of a phrase by itself; the nearest where `past` is None."""
    plain = phrase.lower().replace("'", "’").removeprefix("the ").strip(" ,.")
    for reading in (_relative, _feast, _season, _numbered, _weekday):
        found = next(reading(plain, published, past), None)
        if found is not None:
            return found
    return None


def _relative(plain: str, published: date, past: bool | None) -> Iterator[Days]:
    """Today, tomorrow, this week, next month, last year, the end of the month."""
    shifts = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "last night": -1}
    if plain in shifts:
        day = published + timedelta(shifts[plain])
        yield Days(day, day)
    if plain == "end of the month":
        yield Days(published, _month(published.year, published.month).latest)
    match = re.fullmatch(r"(this|next|last) (week|weekend|month|year)", plain)
    if not match:
        return
    step = {"this": 0, "next": 1, "last": -1}[match[1]]
    monday = published - timedelta(published.weekday()) + timedelta(7 * step)
    if match[2] == "week":
        yield Days(monday, monday + timedelta(6))
    elif match[2] == "weekend":
        yield Days(monday + timedelta(4), monday + timedelta(6))
    elif match[2] == "month":
        number = published.year * 12 + published.month - 1 + step
        yield _month(number // 12, number % 12 + 1)
    else:
        year = published.year + step
        yield Days(date(year, 1, 1), date(year, 12, 31))


def _feast(plain: str, published: date, past: bool | None) -> Iterator[Days]:
    """Christmas Eve and the like."""
    if plain in FEASTS:
        month, day = FEASTS[plain]
        near = _nearest(month, day, published, past)
        if near:
            yield Days(near, near)


def _season(plain: str, published: date, past: bool | None) -> Iterator[Days]:
    """Autumn, this summer, the spring of 2026."""
    match = re.fullmatch(
        r"(?:(this|next|last) )?(spring|summer|autumn|fall)(?: of)?(?: (\d{4}))?", plain
    )
    if not match:
        return
    first, last = SEASONS[match[2]]
    year = int(match[3]) if match[3] else published.year
    if not match[3]:
        if not past and match[1] != "last" and published.month > last:
            year += 1
        elif (past or match[1] == "last") and published.month < first:
            year -= 1
        if match[1] == "next" and published.month < first:
            year += 1
    yield Days(date(year, first, 1), _month(year, last).latest)


def _numbered(plain: str, published: date, past: bool | None) -> Iterator[Days]:
    """A day of a month, a month or a year, with or without its year; "9 to 12 June"."""
    if re.fullmatch(r"\d{4}", plain):
        yield Days(date(int(plain), 1, 1), date(int(plain), 12, 31))
        return
    month = re.search(rf"\b({'|'.join(MONTHS)})[a-z]*", plain)
    if not month:
        return
    number, year = MONTHS.index(month[1]) + 1, re.search(r"\b(?:19|20)\d\d\b", plain)
    days = [int(d) for d in re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", plain)]
    first, last = (min(days), max(days)) if days else (1, 0)
    if year:
        yield _within(int(year[0]), number, first, last)
        return
    if re.match(r"(?:last|next|this) ", plain):
        past = plain.startswith("last")
    near = _nearest(number, last or 1, published, past, whole_month=not days)
    if near:
        yield _within(near.year, number, first, last)


def _weekday(plain: str, published: date, past: bool | None) -> Iterator[Days]:
    """A day of the week: the last one, or the next; "next Friday" in the week after."""
    match = re.fullmatch(rf"(?:(next|last|this|this coming) )?({'|'.join(DAYS)})(?: \w+)?", plain)
    if not match:
        return
    ahead = (DAYS.index(match[2]) - published.weekday()) % 7
    if past or match[1] == "last":
        day = published - timedelta((7 - ahead) % 7 or (7 if match[1] == "last" else 0))
        yield Days(day, day)
    elif match[1] == "next":
        yield Days(published + timedelta(ahead or 7), published + timedelta((ahead or 7) + 7))
    else:
        day = published + timedelta(ahead)
        yield Days(day, day)


def _within(year: int, month: int, first: int, last: int) -> Days:
    """Days of a month; the whole of it where `last` is 0."""
    whole = _month(year, month)
    if not last or last > whole.latest.day:
        return whole
    return Days(date(year, month, max(1, first)), date(year, month, last))


def _month(year: int, month: int) -> Days:
    """All days of a month."""
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _nearest(
    month: int, day: int, published: date, past: bool | None, *, whole_month: bool = False
) -> date | None:
    """The last such day up to the print where the words tell of the past, else the next from it on."""
    held = monthrange(published.year, month)[1]
    here = date(published.year, month, min(day, held))
    if whole_month and month == published.month:
        return here
    near = nearest_of(here, published)
    if past is None:
        return near
    step = -1 if past and here > published else 1 if not past and here < published else 0
    year = published.year + step
    chosen = date(year, month, min(day, monthrange(year, month)[1]))
    far = abs((chosen - published).days) > FAR and abs((near - published).days) < CLOSE
    return None if far else chosen


def nearest_of(here: date, published: date) -> date:
    """The same day of this year, the last or the next, whichever stands nearest to the print."""
    last = monthrange(here.year - 1, here.month)[1], monthrange(here.year + 1, here.month)[1]
    years = (
        here,
        date(here.year - 1, here.month, min(here.day, last[0])),
        date(here.year + 1, here.month, min(here.day, last[1])),
    )
    return min(years, key=lambda day: abs((day - published).days))
