"""Intervals of days and the arithmetic of calendars, so that a time is never made too precise.

Before: nothing but dates. After: `times` turns phrases into these intervals, `settle` puts them into
occasions. An interval keeps the precision of the words in `said` (EDTF) and its bounds as days.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

MONDAY_FIRST, SUNDAY_FIRST = 0, 6


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of days as EDTF and as bounds, both inclusive; an open side is None."""

    said: str
    earliest: date | None
    latest: date | None


def day(when: date) -> Interval:
    """One day.

    >>> day(date(2024, 11, 5)).said
    '2024-11-05'
    """
    return Interval(when.isoformat(), when, when)


def month(year_number: int, month_number: int) -> Interval:
    """One calendar month.

    >>> month(2024, 2).latest
    datetime.date(2024, 2, 29)
    """
    first = date(year_number, month_number, 1)
    return Interval(
        f"{first:%Y-%m}" if year_number > 999 else first.isoformat()[:7], first, _last(first)
    )


def year(number: int) -> Interval:
    """One calendar year.

    >>> year(2019).earliest
    datetime.date(2019, 1, 1)
    """
    return Interval(f"{number:04d}", date(number, 1, 1), date(number, 12, 31))


def between(first: date, last: date) -> Interval:
    """All days from `first` to `last`; one day when they are the same.

    >>> between(date(2024, 11, 1), date(2024, 11, 3)).said
    '2024-11-01/2024-11-03'
    """
    if first == last:
        return day(first)
    return Interval(f"{first.isoformat()}/{last.isoformat()}", first, last)


def until(last: date) -> Interval:
    """Any day up to and including `last`.

    >>> until(date(2025, 3, 12)).said
    '../2025-03-12'
    """
    return Interval(f"../{last.isoformat()}", None, last)


def join(first: Interval, last: Interval) -> Interval:
    """From the beginning of one to the end of the other, each side in its own precision.

    >>> join(month(2024, 11), day(date(2025, 3, 12))).said
    '2024-11/2025-03-12'
    """
    begin, end = first.said.split("/")[0], last.said.split("/")[-1]
    return Interval(begin if begin == end else f"{begin}/{end}", first.earliest, last.latest)


def not_after(interval: Interval, published: date | None) -> Interval | None:
    """The interval without the days after publication; None when none is left.

    A month or a year keeps its name, only its bound moves: nobody is quoted from the future.

    >>> not_after(month(2025, 3), date(2025, 3, 12)).latest
    datetime.date(2025, 3, 12)
    >>> not_after(year(2026), date(2025, 3, 12)) is None
    True
    """
    if published is None or interval.latest is None or interval.latest <= published:
        return interval
    if interval.earliest is not None and interval.earliest > published:
        return None
    if len(interval.said.split("/")[-1]) == len("2025-03-12"):
        begin = interval.said.split("/")[0]
        end = published.isoformat()
        said = end if begin == end else f"{begin}/{end}"
        return Interval(said, interval.earliest, published)
    return replace(interval, latest=published)


def _last(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def shift_months(when: date, months: int) -> date:
    """The same day so many months on (or back); the month's last day where it has no such day.

    >>> shift_months(date(2025, 3, 31), -1)
    datetime.date(2025, 2, 28)
    """
    total = max(12, when.year * 12 + when.month - 1 + months)
    first = date(total // 12, total % 12 + 1, 1)
    return first.replace(day=min(when.day, _last(first).day))


def last_weekday(weekday: int, published: date) -> date:
    """The latest such weekday (Monday is 0), up to and including the day of publication.

    News copy says "on Tuesday" of the Tuesday just past.

    >>> last_weekday(1, published=date(2024, 5, 2))
    datetime.date(2024, 4, 30)
    """
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def week(published: date, weeks_back: int) -> Interval:
    """The week so many weeks before that of publication, whether weeks begin on Sunday or Monday.

    British and American calendars disagree by a day; both are inside.

    >>> week(date(2025, 3, 12), 1).said
    '2025-03-02/2025-03-09'
    """
    firsts = [last_weekday(start, published) for start in (MONDAY_FIRST, SUNDAY_FIRST)]
    back = timedelta(weeks=weeks_back)
    return between(min(firsts) - back, max(firsts) - back + timedelta(days=6))


def weekend(published: date, *, over: bool) -> Interval:
    """The latest Saturday and Sunday: begun by publication, or `over` before the day of publication.

    >>> weekend(date(2025, 3, 12), over=False).said
    '2025-03-08/2025-03-09'
    """
    saturday = last_weekday(5, published)
    if over and saturday + timedelta(days=1) >= published:
        saturday -= timedelta(weeks=1)
    return between(saturday, saturday + timedelta(days=1))


# Seasons by calendar and by sun together: "spring" is March to June whichever the writer keeps.
_SEASON_MONTHS = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "fall": (9, 12)}


def season(name: str, year_number: int) -> Interval:
    """A season of a year, in months. A winter may be the one that opens or the one that ends the year.

    >>> season("spring", 2021).said
    '2021-03/2021-06'
    >>> season("winter", 2021).said
    '2020-12/2022-03'
    """
    if name == "winter":
        return join(month(year_number - 1, 12), month(year_number + 1, 3))
    first, last = _SEASON_MONTHS[name]
    return join(month(year_number, first), month(year_number, last))


def latest_season(name: str, published: date, *, over: bool) -> Interval:
    """The latest season of that name: begun by publication, or `over` before it.

    >>> latest_season("summer", date(2025, 3, 12), over=False).said
    '2024-06/2024-09'
    """
    for year_number in (published.year + 1, published.year, published.year - 1):
        found = (
            join(month(year_number - 1, 12), month(year_number, 3))
            if name == "winter"
            else season(name, year_number)
        )
        edge = found.latest if over else found.earliest
        if edge is not None and (edge < published or (not over and edge == published)):
            return found
    return season(name, published.year - 2)
