"""Dates of two public sets as our grammar of times reads them, beside dateparser and parsedatetime.

Run from `times.py --dates FOLDER`. The folder holds `recognizers_dt.jsonl.gz` (test sentences of a date
library, with the day they are read on) and `meantime.jsonl.gz` (Wikinews with TIMEX3). Of their dev rows
these are asked for: days and stretches of days that have begun by the day of reading; times of day,
durations, sets, times open to one side and dates to come are left out, for no words were spoken then.
Each reader is given the whole text, and what it finds at the words of the gold date is compared:

- found: anything at those words; contains and equals: as in `times.py`; too exact: strictly inside the gold.

A library gives a moment, which is taken for its day. A gold date that may be read in two ways (of this year
or the next) is right in either. parsedatetime is asked where it is installed.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from documents import Row, read_split
from onrecord.occasions.times import find_times

Stretch = tuple[date | None, date | None]
Found = tuple[int, int, Stretch]
Reader = Callable[[str, date], list[Found]]


@dataclass(frozen=True)
class Dated:
    """A gold date: its text, the day it is read on, its words, and the stretches that it may mean."""

    text: str
    day: date
    start: int
    end: int
    meant: tuple[tuple[date, date], ...]


# --- the sets ----------------------------------------------------------------------------------------


def dates_of(path: Path) -> Iterator[Dated]:
    """The dates that are asked for, of the dev rows of a set."""
    for row in read_split(path, "dev"):
        if not re.match(r"\d{4}-\d\d-\d\d", row["date"] or ""):
            continue  # without a day to read it on
        day = date.fromisoformat(row["date"][:10])
        for time in row["times"]:
            meant = tuple(
                stretch for stretch in stretches_of(time) if stretch and stretch[0] <= day
            )
            if meant:
                yield Dated(row["text"], day, time["start"], time["end"], meant)


def stretches_of(time: Row) -> list[tuple[date, date] | None]:
    """What a gold date may mean, as first and last day."""
    if time["type"] not in ("DATE", "DATERANGE"):
        return []
    if "values" not in time:
        return [stretch_of_timex(time["value"])]
    return [stretch_of_value(value) for value in time["values"]]


def stretch_of_value(value: dict[str, Any]) -> tuple[date, date] | None:
    """A resolved value, whose end is the day after the last; None where a side is open."""
    try:
        if "value" in value:
            day = date.fromisoformat(value["value"])
            return day, day
        first = date.fromisoformat(value["start"])
        return first, date.fromisoformat(value["end"]) - timedelta(days=1)
    except (KeyError, ValueError):
        return None


def stretch_of_timex(value: str) -> tuple[date, date] | None:
    """A TIMEX3 value that is a day, a week, a month, a quarter or a year.

    >>> stretch_of_timex("2008-Q1")
    (datetime.date(2008, 1, 1), datetime.date(2008, 3, 31))
    """
    found = re.fullmatch(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|W(\d\d)|Q([1-4])))?", value or "")
    if found is None:
        return None
    year, month, day, week, quarter = (int(part) if part else None for part in found.groups())
    if year is None:
        return None
    try:
        if month and day:
            return date(year, month, day), date(year, month, day)
        if week:
            first = date.fromisocalendar(year, week, 1)
            return first, first + timedelta(days=6)
    except ValueError:
        return None
    first_month = month or (3 * quarter - 2 if quarter else 1)
    last_month = month or (3 * quarter if quarter else 12)
    return date(year, first_month, 1), date(
        year, last_month, calendar.monthrange(year, last_month)[1]
    )


# --- the readers -------------------------------------------------------------------------------------


def read_ours(text: str, day: date) -> list[Found]:
    """Our grammar, which reads what may be a time of speaking."""
    return [
        (time.span.start, time.span.end, (time.interval.earliest, time.interval.latest))
        for time in find_times(text, day)
        if time.interval
    ]


def read_dateparser(text: str, day: date) -> list[Found]:
    """dateparser's search, told to prefer the past."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": midday(day), "PREFER_DATES_FROM": "past"}
    found, at = [], 0
    for words, moment in search_dates(text, languages=["en"], settings=settings) or ():
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            found.append((start, at, (moment.date(), moment.date())))
    return found


def read_parsedatetime(text: str, day: date) -> list[Found]:
    """parsedatetime's search of running text."""
    import parsedatetime  # type: ignore[import-not-found, unused-ignore]

    moments = parsedatetime.Calendar().nlp(text, sourceTime=midday(day)) or ()
    return [(start, end, (when.date(), when.date())) for when, _, start, end, _ in moments]


def midday(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)


# --- what is printed ---------------------------------------------------------------------------------


def print_dates(folder: Path) -> None:
    """One table: each set as each reader reads it."""
    readers: dict[str, Reader] = {"onrecord": read_ours, "dateparser": read_dateparser}
    if find_spec("parsedatetime"):
        readers["parsedatetime"] = read_parsedatetime
    print(
        f"{'set':15}{'reader':15}{'n':>5}{'found':>8}{'contains':>10}{'equals':>8}{'too exact':>11}"
    )
    for name in ("recognizers_dt", "meantime"):
        dates = list(dates_of(folder / f"{name}.jsonl.gz"))
        for reader, read in readers.items():
            shares = "".join(
                f"{100 * count / max(1, len(dates)):>{width}.1f}"
                for count, width in zip(judge(dates, read), (8, 10, 8, 11), strict=True)
            )
            print(f"{name:15}{reader:15}{len(dates):>5}{shares}")


def judge(dates: list[Dated], read: Reader) -> tuple[int, int, int, int]:
    """How many dates are found, contained, equal and read too exactly."""
    found = contains = equals = too_exact = 0
    for gold in dates:
        at = [f[2] for f in read(gold.text, gold.day) if f[0] < gold.end and gold.start < f[1]]
        cut = [(first, min(last, gold.day)) for first, last in gold.meant]
        found += bool(at)
        equals += any(one in (*gold.meant, *cut) for one in at)
        contains += any(covers(one, other) for one in at for other in cut)
        too_exact += bool(at) and all(
            any(one != other and covers(other, one) for other in cut) for one in at
        )
    return found, contains, equals, too_exact


def covers(outer: Stretch, inner: Stretch) -> bool:
    """Whether a stretch holds all days of another; an open side holds all on that side."""
    begins = outer[0] is None or (inner[0] is not None and outer[0] <= inner[0])
    ends = outer[1] is None or (inner[1] is not None and outer[1] >= inner[1])
    return begins and ends
