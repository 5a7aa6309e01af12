"""Rules for times that count from the day of publication: "yesterday", "two weeks ago".

Before: `calendar_words` and `intervals`. After: `times` runs these rules together with the absolute
ones. A vague phrase gives the widest interval that it allows.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.occasions.calendar_words import (
    FULL_MONTH,
    FULL_WEEKDAY,
    LEAD,
    NUMBER,
    PART,
    UNIT,
    YEAR,
    Rule,
    number,
    weekday_number,
)
from onrecord.occasions.intervals import (
    Interval,
    between,
    day,
    join,
    last_weekday,
    latest_season,
    month,
    shift_months,
    until,
    week,
    weekend,
    year,
)

_ONE_DAY = timedelta(days=1)


def _named_day(found: re.Match[str], published: date) -> Interval:
    words = found["word"].lower()
    back = 2 if "before" in words else int("yesterday" in words or "last" in words)
    return day(published - back * _ONE_DAY)


def _weekday(found: re.Match[str], published: date) -> Interval | None:
    """ "On Tuesday", "this Tuesday", "last Tuesday", "Tuesday of last week".

    "Last Tuesday" on a Wednesday may be yesterday or a week before: both are inside.
    """
    which = " ".join((found["which"] or "").lower().split())
    latest = last_weekday(weekday_number(found["weekday"]), published)
    if found["week"]:
        monday = last_weekday(0, published) - timedelta(weeks="last" in found["week"])
        chosen = monday + timedelta(days=weekday_number(found["weekday"]))
        return day(chosen) if chosen <= published else None
    if which == "this" and (published - latest).days > published.weekday():
        return None
    if which in ("last", "this past", "past") and latest == published:
        latest -= timedelta(weeks=1)
    if which == "last" and (published - latest).days <= published.weekday():
        return between(latest - timedelta(weeks=1), latest)
    return day(latest)


def _calendar_unit(unit: str, published: date, back: int) -> Interval:
    """The week, month, quarter or year so many before that of publication."""
    if unit in ("week", "fortnight"):
        return week(published, back * (1 + (unit == "fortnight")))
    if unit == "month":
        then = shift_months(published, -back)
        return month(then.year, then.month)
    if unit == "quarter":
        then = shift_months(published, -3 * back)
        first = then.month - (then.month - 1) % 3
        return join(month(then.year, first), month(then.year, first + 2))
    return year(published.year - back)


def _last_unit(found: re.Match[str], published: date) -> Interval:
    return _calendar_unit(found["unit"].lower(), published, 1)


def _this_unit(found: re.Match[str], published: date) -> Interval:
    """ "Earlier this month": from its first day to publication, "this month": the month."""
    unit = (found["unit"] or found["unit2"]).lower()
    whole = _calendar_unit(unit, published, 0)
    if found["earlier"] or found["since"] or unit == "week":
        return between(whole.earliest or published, published)
    return whole


def _past_unit(found: re.Match[str], published: date) -> Interval:
    """ "This past week": the days up to publication, the calendar week before them included.

    A piece of Wednesday calls an event of Sunday a week ago one of "this past week".
    """
    unit = found["unit"].lower()
    if unit == "week":
        return between(week(published, 1).earliest or published, published)
    if unit == "quarter":  # the last three months, or the quarter before this one
        return between(_calendar_unit(unit, published, 1).earliest or published, published)
    return between(shift_months(published, {"month": -1, "year": -12}[unit]), published)


def _weekend(found: re.Match[str], published: date) -> Interval | None:
    which = (found["which"] or "").lower().split()
    if which == ["this"] and published.weekday() in (1, 2, 3, 4):
        return None  # from Tuesday on, "this weekend" is the coming one
    return weekend(published, over="last" in which or "past" in which)


def _units_ago(found: re.Match[str], published: date) -> Interval | None:
    count, unit = number(found["number"]), found["unit"].lower()
    about = (found["about"] or "").lower()
    exact = _counted_back(count, unit, published)
    if exact is None or exact.latest is None:
        return None
    if about in ("over", "more than", "at least"):
        return until(exact.latest)
    if about:
        return join(
            _counted_back(count + 1, unit, published) or exact,
            _counted_back(max(count - 1, 0), unit, published) or exact,
        )
    return exact


def _counted_back(count: int, unit: str, published: date) -> Interval | None:
    """So many units before publication, in the precision of the unit."""
    if unit == "hour":
        return between(published - timedelta(days=(count + 23) // 24), published)
    if unit in ("day", "night"):
        return day(published - count * _ONE_DAY)
    if unit == "decade":
        spread = max(1, 2 * count)
        return join(
            year(published.year - 10 * count - spread), year(published.year - 10 * count + spread)
        )
    return _calendar_unit(unit, published, count)


def _half_years_ago(found: re.Match[str], published: date) -> Interval:
    """ "A year and a half ago": the year of it, as "two years ago" names a year."""
    return year(shift_months(published, -12 * number(found["number"]) - 6).year)


def _weekdays_ago(found: re.Match[str], published: date) -> Interval:
    """ "Two Sundays ago": the Sunday before the latest one."""
    latest = last_weekday(weekday_number(found["weekday"].title()), published - _ONE_DAY)
    return day(latest - timedelta(weeks=number(found["number"]) - 1))


def _week_ago_weekday(found: re.Match[str], published: date) -> Interval:
    """ "A week ago Tuesday", "Tuesday week ago", "Thursday week last": the one of the week before."""
    latest = last_weekday(weekday_number(found["weekday"] or found["weekday2"]), published)
    return day(latest - timedelta(weeks=number(found["number"] or "a")))


def _to_the_day(found: re.Match[str], published: date) -> Interval:
    """ "A week ago today", "two years ago yesterday"."""
    unit, count = found["unit"].lower(), number(found["number"])
    then = published - int(found["day"] == "yesterday") * _ONE_DAY
    if unit in ("month", "year"):
        return day(shift_months(then, -count * (12 if unit == "year" else 1)))
    return day(then - timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit]))


def _before_last(found: re.Match[str], published: date) -> Interval:
    """ "The week before last", "the Tuesday before last"."""
    unit = found["unit"]
    if unit in ("week", "month", "year"):
        return _calendar_unit(unit, published, 2)
    if unit == "weekend":
        return weekend(published - timedelta(weeks=1), over=True)
    latest = last_weekday(weekday_number(unit), published - _ONE_DAY)
    return day(latest - timedelta(weeks=1))


def _last_units(found: re.Match[str], published: date) -> Interval:
    """ "In the past ten days": from so many before publication to it."""
    unit, count = found["unit"].lower(), number(found["number"])
    days = {"hour": (count + 23) // 24, "day": count, "week": 7 * count, "fortnight": 14 * count}
    if unit in days:
        return between(published - timedelta(days=days[unit]), published)
    months = {"month": 1, "year": 12, "decade": 120}[unit]
    return between(shift_months(published, -months * count), published)


def _seasons_ago(found: re.Match[str], published: date) -> Interval:
    """ "Two summers ago": the one before the latest that has begun."""
    latest, back = found["season"].lower(), number(found["number"]) - 1
    return latest_season(latest, shift_months(published, -12 * back), over=False)


def _overnight(found: re.Match[str], published: date) -> Interval:
    return between(published - _ONE_DAY, published)


def _quarter(found: re.Match[str], published: date) -> Interval | None:
    """ "In the first quarter": three months, the latest begun by publication where no year is given."""
    ordinal = _QUARTERS.index(found["quarter"]) % 4 if found["quarter"] else int(found["digit"]) - 1
    first, spelled = 1 + 3 * ordinal, found["year"]
    number_of_year = int(spelled) if spelled else published.year - (first > published.month)
    return join(month(number_of_year, first), month(number_of_year, first + 2))


def _vaguely_ago(found: re.Match[str], published: date) -> Interval:
    """ "Months ago", "a few weeks ago": at least one of the unit before publication."""
    unit = found["unit"].lower()
    if unit in ("day", "night", "hour", "moment", "minute"):
        return until(published - _ONE_DAY) if unit in ("day", "night") else until(published)
    if unit in ("week", "fortnight"):
        return until(published - timedelta(weeks=1 + (unit == "fortnight")))
    return until(shift_months(published, {"month": -1, "year": -12, "decade": -120}[unit]))


def _open_end(found: re.Match[str], published: date) -> Interval:
    return until(published)


_PAST = r"(?P<which>[Ll]ast|[Tt]his\s+past|[Pp]ast|[Tt]his)"
# A weekday may begin the name of a paper: "the Sunday Gazette".
_PAPER = (
    r"\s+(?:Times|Telegraph|Mail|Express|Mirror|Post|Herald|Gazette|Independent|Tribune|Record|"
    r"Night\s+[A-Z])"
)
_TIME_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night|lunchtime|[ap]\.?m\.?))?"
_ABOUT = r"(?P<about>about|around|some|roughly|nearly|almost|over|more\s+than|at\s+least)"

_QUARTERS = ("first", "second", "third", "fourth", "1st", "2nd", "3rd", "4th")

RULES = (
    Rule(
        "weekday a week before the latest",
        re.compile(
            rf"\b(?:[Oo]n\s+)?(?:(?P<number>[Aa]|[Oo]ne|[Tt]wo)\s+weeks?\s+(?:ago\s+(?:on\s+|last\s+)?|last\s+)(?P<weekday>{FULL_WEEKDAY})\b"
            rf"|(?P<weekday2>{FULL_WEEKDAY})\s+(?:week\s+ago|week\s+last|last\s+week\s+but\s+one)\b)"
        ),
        _week_ago_weekday,
    ),
    Rule(
        "units before publication, to the day",
        re.compile(
            rf"\b(?P<number>(?i:{NUMBER}))\s+(?P<unit>day|week|fortnight|month|year)s?\s+ago\s+(?P<day>today|yesterday)\b"
        ),
        _to_the_day,
    ),
    Rule(
        "the one before the last",
        re.compile(
            rf"\b(?:[Oo]n\s+|[Ii]n\s+)?[Tt]he\s+(?P<unit>weekend|week|month|year|{FULL_WEEKDAY})\s+before\s+last\b"
        ),
        _before_last,
    ),
    Rule(
        "last units up to publication",
        re.compile(
            rf"\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin)\s+the\s+(?:past|last)\s+(?P<number>(?!an?\b){NUMBER})\s+"
            rf"(?P<unit>{UNIT})s?\b"
        ),
        _last_units,
    ),
    Rule(
        "seasons before publication",
        re.compile(
            rf"\b(?P<number>(?i:{NUMBER}))\s+(?P<season>(?i:spring|summer|autumn|fall|winter))s?\s+ago\b"
        ),
        _seasons_ago,
    ),
    Rule(
        "night before publication", re.compile(r"\b[Oo]vernight\b(?=\s*(?:[,.;:]|$))"), _overnight
    ),
    Rule(
        "quarter of a year",
        re.compile(
            rf"{LEAD}(?:the\s+)?\b(?:(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter|Q(?P<digit>[1-4]))\b"
            rf"(?:\s+(?:of\s+)?(?P<year>{YEAR})\b)?(?!\s+of\b)"
        ),
        _quarter,
    ),
    Rule(
        "day counted from publication",
        re.compile(
            r"\b(?:(?:[Ee]arlier|[Ll]ate|[Ee]arly|[Ll]ater)\s+)?(?P<word>[Tt]he\s+day\s+before\s+yesterday|"
            r"[Yy]esterday|[Tt]oday|[Tt]onight|[Ll]ast\s+night|[Tt]his\s+(?:morning|afternoon|evening))"
            rf"{_TIME_OF_DAY}\b"
        ),
        _named_day,
    ),
    Rule(
        "latest such weekday",
        re.compile(
            r"\b(?:(?:[Ee]arlier|[Ee]arly|[Ll]ate)\s+)?(?:[Oo]n\s+)?"
            rf"(?:{_PAST}\s+)?\b(?P<weekday>{FULL_WEEKDAY})(?!\w|{_PAPER}|\s+week\b|\s+in\s+{FULL_MONTH}\b){_TIME_OF_DAY}"
            r"(?:,?\s+(?:of\s+)?(?P<week>last|this)\s+week\b)?"
        ),
        _weekday,
    ),
    Rule(
        "unit before that of publication",
        re.compile(
            rf"{LEAD}{PART}\b(?:(?:[Ee]arlier|[Ee]arly|[Ll]ate|[Ss]ometime)\s+)?"
            r"(?:[Ll]ast|[Tt]he\s+previous)\s+(?P<unit>week|month|quarter|year)\b(?!\s+of\b)"
        ),
        _last_unit,
    ),
    Rule(
        "unit of publication",
        re.compile(
            rf"{LEAD}(?:(?P<earlier>[Ee]arlier\s+(?:in\s+)?|[Ee]arly\s+)?\b(?:[Tt]his)\s+"
            r"(?P<unit>week|month|quarter|year))\b|"
            r"\b(?P<since>[Ee]arlier\s+in|(?:[Aa]t|[Ss]ince)\s+the\s+(?:start|beginning)\s+of)\s+(?:the|this)\s+"
            r"(?P<unit2>week|month|quarter|year)\b"
        ),
        _this_unit,
    ),
    Rule(
        "days up to publication",
        re.compile(
            rf"{LEAD}\b(?:[Tt]his|[Tt]he)\s+(?:past|last)\s+(?P<unit>week|month|quarter|year)\b(?!\s+of\b)"
        ),
        _past_unit,
    ),
    Rule(
        "latest weekend",
        re.compile(
            r"\b(?:(?:[Ee]arlier|[Oo]ver|[Aa]t|[Oo]n|[Dd]uring)\s+)?(?:the\s+)?"
            rf"(?:{_PAST}\s+)?(?<!-)\bweekend\b"
        ),
        _weekend,
    ),
    Rule(
        "units before publication",
        re.compile(
            rf"\b(?:{_ABOUT}\s+)?(?P<number>{NUMBER})[\s-]+(?P<unit>{UNIT})s?\s+ago\b",
            re.IGNORECASE,
        ),
        _units_ago,
    ),
    Rule(
        "years and a half before publication",
        re.compile(
            rf"\b(?P<number>{NUMBER})\s+(?:years?\s+and\s+a\s+half|and\s+a\s+half\s+years?)\s+ago\b",
            re.IGNORECASE,
        ),
        _half_years_ago,
    ),
    Rule(
        "weekdays before publication",
        re.compile(
            rf"\b(?P<number>{NUMBER})\s+(?P<weekday>{FULL_WEEKDAY})s?\s+ago\b", re.IGNORECASE
        ),
        _weekdays_ago,
    ),
    Rule(
        "some units before publication",
        re.compile(
            r"\b(?:(?:just\s+|only\s+)?(?:a\s+few|several|many|some|a\s+couple\s+of|a\s+couple)\s+|just\s+)?"
            r"\b(?P<unit>hour|day|night|week|fortnight|month|year|decade|moment|minute)s\s+ago\b",
            re.IGNORECASE,
        ),
        _vaguely_ago,
    ),
    Rule(
        "not long before publication",
        re.compile(
            r"\b(?:(?:in|over)\s+(?:the\s+)?(?:recent|past\s+few|last\s+few)\s+"
            r"(?:days|weeks|months|years)|recently|lately|(?<!on\s)the\s+other\s+(?:day|night|evening|week|month|morning)|not\s+(?:so\s+|too\s+|very\s+)?long\s+ago)\b",
            re.IGNORECASE,
        ),
        _open_end,
    ),
)
