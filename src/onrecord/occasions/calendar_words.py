"""The words of dates: months, weekdays, seasons and numbers, as patterns and as numbers.

Before: nothing. After: `absolute` and `relative` build their rules from these patterns. Months and
weekdays are read with their capital only: "may" and "march" are verbs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from onrecord.occasions.intervals import Interval

MONTHS = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SHORT_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()

FULL_MONTH = "(?:" + "|".join(MONTHS) + ")"
# "Jan" and "May" are also names: a short month needs its full stop or a number beside it.
DOTTED_MONTH = "(?:" + "|".join(MONTHS) + "|(?:" + "|".join(_SHORT_MONTHS) + r")\.)"
ANY_MONTH = "(?:" + "|".join(MONTHS) + "|(?:" + "|".join(_SHORT_MONTHS) + r")\b\.?)"
WEEKDAY = "(?:" + "|".join(WEEKDAYS) + r"|(?:Mon|Tues|Tue|Weds|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\.)"
FULL_WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
YEAR = r"(?:1[5-9]|20)\d\d"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
SEASON = "(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"

_SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {
    name: 10 * tens
    for tens, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_NUMBERS = {
    **{name: count for count, name in enumerate([*_SMALL, *_TEENS], 1)},
    **{
        f"{name}-{unit}": tens + count
        for name, tens in _TENS.items()
        for count, unit in enumerate(_SMALL[:9], 1)
    },
    **_TENS,
    "a dozen": 12,
}
NUMBER = (
    rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_SMALL[:9])}))?|"
    rf"{'|'.join([*_TEENS, *reversed(_SMALL)])}|a\s+dozen|an?|\d{{1,3}})"
)
UNIT = "(?:hour|day|night|week|fortnight|month|year|decade)"

# What may lead a time into a sentence and belongs to its evidence: "in", "back in", "late on".
LEAD = (
    r"(?:(?:\b(?:[Bb]ack|[Ee]arlier|[Ee]arly|[Ll]ate|[Ss]ometime|[Aa]gain)\s+)?"
    r"\b(?:[Ii]n|[Oo]n|[Dd]uring|[Aa]t|[Oo]ver)\s+)?"
)
PART = (
    r"(?:(?:the\s+)?(?:early|late|mid|middle\s+of|start\s+of|beginning\s+of|end\s+of|"
    r"(?:first|second|third|fourth|last|final|opening|closing)\s+(?:day|week|weekend|days|weeks|half|quarter)\s+of)"
    r"[\s-]+(?:the\s+)?)?"
)
AS_LATE_AS = r"[Aa]s\s+(?:early|late|recently|far\s+back)\s+as\s+"


Meaning = Callable[[re.Match[str], date], Interval | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to say a time: its name, its pattern, and what it means.

    `relative` rules mean nothing without a date of publication. `meaning` returns None where the
    words have no time in them or one after publication.
    """

    name: str
    pattern: re.Pattern[str]
    meaning: Meaning
    relative: bool = True


def month_number(word: str) -> int:
    """The number of a month by its first three letters.

    >>> month_number("Sept.")
    9
    """
    return [name[:3] for name in MONTHS].index(word[:3]) + 1


def weekday_number(word: str) -> int:
    """The number of a weekday by its first three letters; Monday is 0.

    >>> weekday_number("Thurs.")
    3
    """
    return [name[:3] for name in WEEKDAYS].index(word[:3])


def day_number(word: str) -> int:
    """A day of a month without its ending.

    >>> day_number("22nd")
    22
    """
    return int(word.rstrip("stndrh"))


def number(word: str) -> int:
    """A small number in words or figures.

    >>> number("three"), number("a"), number("twenty-five")
    (3, 1, 25)
    """
    word = word.lower()
    if word.isdigit():
        return int(word)
    if word in ("a", "an"):
        return 1
    return _NUMBERS[" ".join(word.split())]
