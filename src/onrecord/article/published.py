"""Days of publication in the forms that files, pages and feeds write them in.

The readers call this for a header, a JSONL field or a page's metadata. Only dates that can be read
one way are read: "03/04/2025" is two days, so it is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_BARE = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T\d|$)")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)")
_DAY_MONTH = re.compile(
    rf"(?:[a-z]{{3,9}}\.?,?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})(?!\d)",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"(?:[a-z]{{3,9}}\.?,?\s+)?{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)",
    re.I,
)
_NUMBERS = re.compile(r"(?P<one>\d{1,2})[/.](?P<two>\d{1,2})[/.](?P<year>\d{4})(?!\d)")
_HEADER = re.compile(r"\s{0,8}date\s{1,4}(?P<day>\d{4}-\d{2}-\d{2})(?!\S)")


def day_of_header(text: str) -> date | None:
    """The day in the ` date YYYY-MM-DD ` that a text crawl begins with, or none.

    >>> day_of_header(" date 2025-03-12 The director spoke.")
    datetime.date(2025, 3, 12)
    """
    match = _HEADER.match(text)
    return read_day(match["day"]) if match else None


def length_of_header(text: str) -> int:
    """How many characters the ` date YYYY-MM-DD ` header takes, 0 without one.

    >>> length_of_header(" date 2025-03-12 The"), length_of_header("The")
    (16, 0)
    """
    match = _HEADER.match(text)
    return match.end() if match else 0


def read_day(written: object) -> date | None:
    """The day that `written` names, as its writer's calendar has it, or none if it may be two days.

    >>> read_day("Wed, 12 Mar 2025 23:30:00 -0500"), read_day("March 12th, 2025")
    (datetime.date(2025, 3, 12), datetime.date(2025, 3, 12))
    >>> read_day("03/04/2025"), read_day("25/03/2025")
    (None, datetime.date(2025, 3, 25))
    """
    if not isinstance(written, str):
        return None
    written = written.strip()[:80]
    for pattern, read in _FORMS:
        if match := pattern.match(written):
            return read(match)
    return None


def _by_numbers(match: re.Match[str]) -> date | None:
    return _day(int(match["year"]), int(match["month"]), int(match["day"]))


def _by_name(match: re.Match[str]) -> date | None:
    month = _MONTHS.index(match["month"].lower()) + 1
    return _day(int(match["year"]), month, int(match["day"]))


def _either_order(match: re.Match[str]) -> date | None:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    readings = {_day(year, one, two), _day(year, two, one)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date | None]], ...] = (
    (_ISO, _by_numbers),
    (_BARE, _by_numbers),
    (_YEAR_FIRST, _by_numbers),
    (_DAY_MONTH, _by_name),
    (_MONTH_DAY, _by_name),
    (_NUMBERS, _either_order),
)
