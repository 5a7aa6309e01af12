"""Rules for days that a calendar names: "Christmas Eve", "Good Friday", "the second Monday of May".

Before: `calendar_words` and `intervals`. After: `times` runs these rules with the others. Without a year a
day is the latest one not after publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from onrecord.occasions.calendar_words import (
    ANY_MONTH,
    DAY,
    FULL_MONTH,
    FULL_WEEKDAY,
    YEAR,
    Rule,
    day_number,
    month_number,
    weekday_number,
)
from onrecord.occasions.intervals import (
    Interval,
    between,
    day,
    last_weekday,
    month,
    shift_months,
    week,
)

_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}


def nth_weekday(year: int, month_of_year: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month (Monday is 0), counted from its end where `nth` is below nought.

    >>> nth_weekday(2024, 11, 3, 4)
    datetime.date(2024, 11, 28)
    """
    whole = month(year, month_of_year)
    days = [
        (whole.earliest or date.min) + timedelta(days=step)
        for step in range(31)
        if whole.earliest and whole.latest and whole.earliest + timedelta(days=step) <= whole.latest
    ]
    fitting = [when for when in days if when.weekday() == weekday]
    return fitting[nth - 1 if nth > 0 else nth] if len(fitting) >= abs(nth) else None


def easter(year: int) -> date:
    """Easter Sunday of a year by the Gregorian reckoning (Meeus, Jones and Butcher).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (
        century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 19 * golden + 15
    ) % 30
    shift = (32 + 2 * (century % 4) + 2 * (rest // 4) - correction - rest % 4) % 7
    late = (golden + 11 * correction + 22 * shift) // 451
    total = correction + shift - 7 * late + 114
    return date(year, total // 31, total % 31 + 1)


def _fixed(month_of_year: int, day_of_month: int) -> Callable[[int], date | None]:
    return lambda year: date(year, month_of_year, day_of_month)


def _from_easter(days: int) -> Callable[[int], date | None]:
    return lambda year: easter(year) + timedelta(days=days)


def _weekday_of(month_of_year: int, weekday: int, nth: int) -> Callable[[int], date | None]:
    return lambda year: nth_weekday(year, month_of_year, weekday, nth)


# Patterns of names, each with its day in a year.
_FEASTS: dict[str, Callable[[int], date | None]] = {
    r"New\s+Year['’]s\s+Day": _fixed(1, 1),
    r"New\s+Year['’]s\s+Eve": _fixed(12, 31),
    r"Christmas\s+Eve": _fixed(12, 24),
    r"Christmas\s+Day": _fixed(12, 25),
    r"Boxing\s+Day": _fixed(12, 26),
    r"Hallowe['’]?en": _fixed(10, 31),
    r"Valentine['’]s\s+Day": _fixed(2, 14),
    r"(?:the\s+)?Fourth\s+of\s+July": _fixed(7, 4),
    r"July\s+(?:Fourth|4th)": _fixed(7, 4),
    r"Bastille\s+Day": _fixed(7, 14),
    r"Bonfire\s+Night": _fixed(11, 5),
    r"Thanksgiving(?:\s+Day)?": _weekday_of(11, 3, 4),
    r"Labor\s+Day": _weekday_of(9, 0, 1),
    r"Memorial\s+Day": _weekday_of(5, 0, -1),
    r"Good\s+Friday": _from_easter(-2),
    r"Easter\s+(?:Sunday|Day)": _from_easter(0),
    r"Easter\s+Monday": _from_easter(1),
    r"Palm\s+Sunday": _from_easter(-7),
    r"Ash\s+Wednesday": _from_easter(-46),
}


def _named_feast(found: re.Match[str], published: date) -> Interval | None:
    words = found["feast"]
    of_year = next(meant for name, meant in _FEASTS.items() if re.fullmatch(name, words))
    years = [int(found["year"])] if found["year"] else [published.year, published.year - 1]
    for number in years:
        when = of_year(number)
        if when and (found["year"] or when <= published):
            return day(when)
    return None


def _edge_of_month(found: re.Match[str], published: date) -> Interval | None:
    """ "The first day of September"."""
    whole = _month_meant(found, published)
    edge = whole.earliest if found["end"] == "first" else whole.latest
    return day(edge) if edge else None


def _month_meant(found: re.Match[str], published: date) -> Interval:
    """The month by its name, or "this month", "last month"."""
    if found["which"]:
        then = shift_months(published, -int(found["which"] != "this"))
        return month(then.year, then.month)
    number = month_number(found["month"])
    spelled = int(found["year"]) if found["year"] else published.year - (number > published.month)
    return month(spelled, number)


def _weekday_of_month(found: re.Match[str], published: date) -> Interval | None:
    """ "The second Monday of this month"; the latest one where no year is given."""
    whole = _month_meant(found, published).earliest or published
    weekday, nth = weekday_number(found["weekday"]), _NTH[found["nth"]]
    when = nth_weekday(whole.year, whole.month, weekday, nth)
    if when and when > published and not (found["year"] or found["which"]):
        when = nth_weekday(whole.year - 1, whole.month, weekday, nth)
    return day(when) if when else None


def _day_of_this_month(found: re.Match[str], published: date) -> Interval | None:
    """ "On the 14th": of the month of publication, or of the one before where it is to come."""
    number = day_number(found["day"])
    back = int(found["which"] == "last") if found["which"] else int(number > published.day)
    then = shift_months(published.replace(day=1), -back)
    try:
        return day(then.replace(day=number))
    except ValueError:
        return None


def _week_of(found: re.Match[str], published: date) -> Interval | None:
    """ "The week of March 3", "the weekend of 4 May": the days around the date named."""
    number = month_number(found["month"] or found["month2"])
    in_month = day_number(found["day"] or found["day2"])
    years = [int(found["year"])] if found["year"] else [published.year, published.year - 1]
    for year in years:
        try:
            when = date(year, number, in_month)
        except ValueError:
            continue
        if when > published and not found["year"]:
            continue
        if found["unit"] == "weekend":
            saturday = last_weekday(5, when + timedelta(days=1))
            return between(saturday, saturday + timedelta(days=1))
        return week(when, 0)
    return None


_OF_YEAR = rf"(?:,?\s+(?:of\s+|in\s+)?(?P<year>{YEAR})\b)?"
_OF_MONTH = rf"(?:(?P<month>{FULL_MONTH}){_OF_YEAR}|(?P<which>this|last)\s+month\b)"

RULES = (
    Rule(
        "named day of the year",
        re.compile(rf"\b(?:[Oo]n\s+)?(?P<feast>{'|'.join(_FEASTS)})\b{_OF_YEAR}"),
        _named_feast,
    ),
    Rule(
        "first or last day of a month",
        re.compile(rf"\b(?:[Oo]n\s+)?the\s+(?P<end>first|last|final)\s+day\s+of\s+{_OF_MONTH}"),
        _edge_of_month,
    ),
    Rule(
        "weekday of a month",
        re.compile(
            rf"\b(?:[Oo]n\s+)?[Tt]he\s+(?P<nth>{'|'.join(_NTH)})\s+(?P<weekday>{FULL_WEEKDAY})\s+"
            rf"(?:of|in)\s+{_OF_MONTH}"
        ),
        _weekday_of_month,
    ),
    Rule(
        "day of this month",
        re.compile(
            r"\b[Oo]n\s+the\s+(?P<day>\d{1,2}(?:st|nd|rd|th))"
            r"(?:\s+of\s+(?P<which>this|last)\s+month\b|(?=\s*[,.;:)]|$))"
        ),
        _day_of_this_month,
    ),
    Rule(
        "week of a day",
        re.compile(
            rf"\b(?:[Ii]n\s+|[Oo]n\s+|[Dd]uring\s+|[Oo]ver\s+)?the\s+(?P<unit>week|weekend)\s+(?:of|beginning|commencing)\s+"
            rf"(?:(?P<month>{ANY_MONTH})\s+(?P<day>{DAY})|(?P<day2>{DAY})\s+(?P<month2>{ANY_MONTH}))(?!\w){_OF_YEAR}"
        ),
        _week_of,
    ),
)
