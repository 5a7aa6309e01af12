"""Rules for times that name a date: days, months, seasons, years, decades.

Before: `calendar_words` and `intervals`. After: `times` runs these rules together with the relative
ones. A date without a year is the latest one not after publication, so it needs that date.
"""

from __future__ import annotations

import re
from datetime import date

from onrecord.occasions.calendar_words import (
    ANY_MONTH,
    AS_LATE_AS,
    DAY,
    DOTTED_MONTH,
    LEAD,
    PART,
    SEASON,
    WEEKDAY,
    YEAR,
    Meaning,
    Rule,
    day_number,
    month_number,
)
from onrecord.occasions.intervals import (
    Interval,
    between,
    day,
    join,
    latest_season,
    month,
    season,
    shift_months,
    year,
)

_OF_YEAR = r"(?:,?\s+(?:of\s+|in\s+)?(?P<year>" + YEAR + r")\b)"
_WHICH = r"(?:,?\s+(?:of\s+)?(?P<which>last|this|the\s+previous)\s+year\b)"
_WD = r"(?:" + WEEKDAY + r",?[^\S\n]+(?P<open>\()?)?"  # "on Sunday (March 2)"
_CLOSE = r"(?(open)\))"
_TO_DAY = r"(?:(?:\s?[-–]\s?|\s+(?:and|to)\s+)(?P<to>" + DAY + r"))?"


def _spelled_year(found: re.Match[str], published: date) -> int | None:
    groups = found.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("which"):
        return published.year - (groups["which"] != "this")
    return None


def _day_of_month(found: re.Match[str], published: date) -> Interval | None:
    """The day or run of days; the latest not after publication where no year is given."""
    number, first = month_number(found["month"]), day_number(found["day"])
    last = day_number(found["to"]) if found.groupdict().get("to") else first
    spelled = _spelled_year(found, published)
    # A 29 February without a year may lie seven years back.
    years = [spelled] if spelled else [published.year - back for back in range(9)]
    for year_number in years:
        try:
            interval = between(date(year_number, number, first), date(year_number, number, last))
        except ValueError:
            continue
        if first <= last and (spelled or (interval.earliest or published) <= published):
            return interval
    return None


def latest_month(found: re.Match[str], published: date) -> Interval:
    """The month of the year that is spelled out, else the latest not after publication."""
    number = month_number(found["month"])
    spelled = _spelled_year(found, published)
    if spelled is None:
        spelled = published.year - (number > published.month)
    return month(spelled, number)


def _last_month_of_name(found: re.Match[str], published: date) -> Interval | None:
    """ "Last November": of the year before, or of this one where it is over: then either."""
    number, which = month_number(found["month"]), found["which"].lower()
    if which.endswith(("this", "past")):
        gone = number > published.month or (number == published.month and which.endswith("past"))
        if gone and which == "this":
            return None
        return month(published.year - gone, number)
    if number >= published.month:
        return month(published.year - 1, number)
    return join(month(published.year - 1, number), month(published.year, number))


def _month_range(found: re.Match[str], published: date) -> Interval | None:
    first, last = month_number(found["month"]), month_number(found["to"])
    spelled = found.groupdict().get("year")
    end = int(spelled) if spelled else published.year - (last > published.month)
    return join(month(end - (first > last), first), month(end, last))


def _iso(found: re.Match[str], published: date) -> Interval | None:
    try:
        return day(date.fromisoformat(found["iso"]))
    except ValueError:
        return None


def _year(found: re.Match[str], published: date) -> Interval:
    return year(int(found["year"]))


def _years(found: re.Match[str], published: date) -> Interval | None:
    first, last = int(found["year"]), int(found["to"])
    return join(year(first), year(last)) if first < last else None


_TIES = "thir fort fift sixt seve eigh nine".split()


def _decade(found: re.Match[str], published: date) -> Interval:
    digits = found["decade"].lstrip("'’‘").rstrip("s")
    if digits[0].isalpha():
        digits = str(30 + 10 * _TIES.index(digits.lower()[:4]))
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    if len(digits) == 2 and first + 100 <= published.year - 10:
        first += 100 if int(digits) < 30 else 0
    return join(year(first), year(first + 9))


def _season_of_year(found: re.Match[str], published: date) -> Interval:
    """The season; "the winter of 2010" may be the one that opens or the one that ends 2010."""
    spelled = _spelled_year(found, published) or published.year
    if found.groupdict().get("end"):  # "the winter of 2010-11"
        return join(month(spelled, 12), month(spelled + 1, 3))
    return season(found["season"].lower(), spelled)


def _latest_season(found: re.Match[str], published: date) -> Interval | None:
    which = (found["which"] or "the").lower().split()[-1]
    name = found["season"].lower()
    if which != "last":
        recent = latest_season(name, published, over=False)
        if which == "this" and recent.latest and shift_months(recent.latest, 9) < published:
            return None
        if which == "this" and recent.earliest and recent.latest and published < recent.latest:
            return between(recent.earliest, published)
        return recent
    return latest_season(name, published, over=True)


def _rule(name: str, pattern: str, meaning: Meaning, *, relative: bool) -> Rule:
    return Rule(name, re.compile(pattern), meaning, relative)


_MONTH_DAY = rf"{LEAD}\b{_WD}(?:the\s+)?(?P<month>{ANY_MONTH})\s+(?P<day>{DAY})\b{_TO_DAY}(?!:|\d)"
_DAY_MONTH = (
    rf"(?:\b[Bb]etween\s+)?{LEAD}\b{_WD}(?:the\s+)?(?P<day>{DAY}){_TO_DAY}\s+(?:of\s+)?"
    rf"(?P<month>{ANY_MONTH})(?!\w)"
)
_NAMED_MONTH = rf"(?P<month>{DOTTED_MONTH})(?!\w)"
_IN_SEASON = rf"{LEAD}{PART}(?:the\s+)?"

RULES = (
    _rule("day, month and year", _MONTH_DAY + _OF_YEAR + _CLOSE, _day_of_month, relative=False),
    _rule("day, month and year", _DAY_MONTH + _OF_YEAR + _CLOSE, _day_of_month, relative=False),
    _rule("day and month of last year", _MONTH_DAY + _WHICH + _CLOSE, _day_of_month, relative=True),
    _rule("day and month of last year", _DAY_MONTH + _WHICH + _CLOSE, _day_of_month, relative=True),
    _rule("latest such day", _MONTH_DAY + _CLOSE, _day_of_month, relative=True),
    _rule("latest such day", _DAY_MONTH + _CLOSE, _day_of_month, relative=True),
    _rule("day, month and year", rf"{LEAD}\b(?P<iso>{YEAR}-\d\d-\d\d)\b", _iso, relative=False),
    _rule(
        "months of a year",
        rf"{LEAD}(?:[Bb]etween\s+)?\b(?P<month>{DOTTED_MONTH})(?:\s+(?:and|to)\s+|\s?[-–/]\s?)"
        rf"(?P<to>{DOTTED_MONTH}){_OF_YEAR}",
        _month_range,
        relative=False,
    ),
    _rule(
        "latest such months",
        rf"\b(?:[Bb]etween|[Ff]rom)\s+(?P<month>{DOTTED_MONTH})\s+(?:and|to)\s+(?P<to>{DOTTED_MONTH})(?!\w|\s+\d)",
        _month_range,
        relative=True,
    ),
    _rule(
        "month and year",
        rf"{LEAD}{PART}\b{_NAMED_MONTH}(?:\s+issue\s+of)?{_OF_YEAR}",
        latest_month,
        relative=False,
    ),
    _rule(
        "month of last year", rf"{LEAD}{PART}\b{_NAMED_MONTH}{_WHICH}", latest_month, relative=True
    ),
    _rule(
        "last such month",
        rf"{LEAD}{PART}\b(?P<which>[Ll]ast|[Tt]his\s+past|[Tt]his)\s+{_NAMED_MONTH}(?!\s+\d)",
        _last_month_of_name,
        relative=True,
    ),
    _rule(
        "latest such month",
        r"\b(?:(?:(?:[Bb]ack|[Ee]arlier|[Ee]arly|[Ll]ate)\s+)?(?:[Ii]n|[Dd]uring|[Aa]t)\s+|"
        rf"{AS_LATE_AS}){PART}{_NAMED_MONTH}(?!\s+\d|['’]s)",
        latest_month,
        relative=True,
    ),
    _rule(
        "season of a year",
        rf"{_IN_SEASON}\b(?P<season>{SEASON})(?:\s+of)?\s+(?P<year>{YEAR})\b(?:[-–/](?P<end>\d\d)\b)?",
        _season_of_year,
        relative=False,
    ),
    _rule(
        "season of last year",
        rf"{_IN_SEASON}\b(?P<season>{SEASON})\s+(?:of\s+)?"
        r"(?P<which>last|this|the\s+previous)\s+year\b",
        _season_of_year,
        relative=True,
    ),
    _rule(
        "latest such season",
        rf"\b(?:(?:[Ee]arlier|[Ii]n|[Oo]ver|[Dd]uring)\s+)?{PART}(?P<which>[Ll]ast|[Tt]his|[Tt]his\s+past)"
        rf"\s+(?P<season>{SEASON})\b",
        _latest_season,
        relative=True,
    ),
    _rule(
        "latest such season",
        rf"\b(?:[Ii]n|[Oo]ver|[Dd]uring)\s+(?P<which>the)\s+(?:early\s+|late\s+)?(?P<season>{SEASON})\b",
        _latest_season,
        relative=True,
    ),
    _rule(
        "years",
        rf"\b(?:[Bb]etween|[Ff]rom|[Ii]n|[Dd]uring|[Oo]ver)\s+(?P<year>{YEAR})(?:\s+(?:and|to|through|until)\s+|\s?[-–]\s?)(?P<to>{YEAR})\b",
        _years,
        relative=False,
    ),
    _rule(
        "year",
        rf"\b(?:[Bb]ack\s+|{AS_LATE_AS}|[Ee]arly\s+|[Ll]ate\s+)?"
        rf"(?:\b(?:[Ii]n|[Dd]uring|[Ff]rom)\s+)?(?<![\d-]){PART}\b(?P<year>{YEAR})\b(?![-–]\d|['’]?s|\.\d)",
        _year,
        relative=False,
    ),
    _rule(
        "decade",
        rf"\b(?:[Ii]n|[Dd]uring)\s+(?:the\s+)?{PART}(?P<decade>(?:1[5-9]|20)\d0)s\b",
        _decade,
        relative=False,
    ),
    _rule(
        "decade",
        rf"\b(?:[Ii]n|[Dd]uring)\s+(?:the\s+)?{PART}(?P<decade>['’‘]?[2-9]0s|(?i:thirties|forties|fifties|sixties|seventies|eighties|nineties))\b",
        _decade,
        relative=True,
    ),
)
