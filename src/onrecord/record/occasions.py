"""Several reports of one occasion are one occasion: same person, same venue, days that can be one.

A report is what an article tells of an occasion. Two are of one occasion where they name the same outlet or
programme, or neither names any and the medium is the same, and their days overlap. A report that fits
two which do not fit each other stays apart: it may be either. What comes out depends on the reports
alone. Comes after `settling`, before `persons`.
"""

from __future__ import annotations

import calendar
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.record.name_forms import plain_name
from onrecord.values import HeldOccasion, HeldStatement, OccasionReport

SPOKEN_TO = frozenset({"interview", "podcast", "broadcast", "panel"})
"""Media that articles mix up: an interview on a podcast is called either."""
NEWS_CYCLE = timedelta(days=7)
"""A report that only says "by" its own day is compared as if of the week before."""
WITHIN = timedelta(days=366)
"""So long before such a report its one dated occasion of the same venue may lie."""
A_FEW_DAYS = timedelta(days=7)
"""Days told no closer than this make one of two reports that name no venue but its kind."""


@dataclass(frozen=True, slots=True)
class Report:
    """What statements of one person in one article say of where and when. Days are inclusive."""

    statements: tuple[str, ...]
    article: str
    medium: str | None
    outlet: str
    programme: str
    earliest: date | None
    latest: date | None
    utterances: frozenset[str] = frozenset()

    @property
    def is_dated(self) -> bool:
        """Whether both ends of the interval are known."""
        return self.earliest is not None and self.latest is not None

    @property
    def least(self) -> str:
        """The first of the ids of its statements."""
        return min(self.statements)


def settle_occasions(db: sqlite3.Connection, people: Iterable[str]) -> None:
    """Decide anew on the occasions of some people."""
    for person in sorted(people):
        rows = db.execute(
            "SELECT s.id, v.article, s.value, s.utterance, s.occasion, s.row FROM statements s"
            " JOIN versions v ON v.id = s.version WHERE s.person = ? AND v.current",
            (person,),
        ).fetchall()
        named = {
            statement: f"o{min(one.least for one in group)}"
            for group in group_reports(_reports(rows))
            for one in group
            for statement in one.statements
        }
        changed = [(named.get(row[0]), row[5]) for row in rows if row[4] != named.get(row[0])]
        db.executemany("UPDATE statements SET occasion = ? WHERE row = ?", changed)


def people_of_words(db: sqlite3.Connection, version: int) -> frozenset[str]:
    """The people who are said to have said what the statements of a version say."""
    rows = db.execute(
        "SELECT DISTINCT person FROM statements WHERE person IS NOT NULL AND utterance IN"
        " (SELECT utterance FROM statements WHERE version = ?)",
        (version,),
    )
    return frozenset(str(row[0]) for row in rows)


def as_occasion(told: Sequence[tuple[HeldStatement, str]]) -> HeldOccasion:
    """The occasion that statements, each with the text of its article, are reports of."""
    reports: dict[tuple[object, ...], OccasionReport] = {}
    for held, text in told:
        occasion = held.statement.occasion
        phrases = [e.span.of(text) for e in occasion.evidence if e.field == "said"]
        key = (
            held.article.key,
            occasion.medium,
            occasion.outlet,
            occasion.programme,
            occasion.said,
        )
        before = reports.get(key, OccasionReport(held.article, occasion, ()))
        reports[key] = replace(
            before,
            statements=(*before.statements, held.statement.id),
            phrases=tuple(dict.fromkeys([*before.phrases, *phrases])),
        )
    first = told[0][0].statement
    occasions = [report.occasion for report in reports.values()]
    earliest, latest = narrowed((o.earliest, o.latest) for o in occasions)
    return HeldOccasion(
        str(first.occasion.id),
        str(first.speaker.person),
        next((o.medium for o in occasions if o.medium), None),
        next((o.outlet for o in occasions if o.outlet), None),
        next((o.programme for o in occasions if o.programme), None),
        next((o.interviewer for o in occasions if o.interviewer), None),
        next((o.said for o in occasions if (o.earliest, o.latest) == (earliest, latest)), None)
        or edtf(earliest, latest),
        earliest,
        latest,
        tuple(reports.values()),
    )


def _reports(rows: Sequence[tuple[object, ...]]) -> list[Report]:
    """The reports that statements make, those of one article with the same venue and days together."""
    found: dict[tuple[object, ...], list[tuple[str, str]]] = defaultdict(list)
    for statement, article, value, utterance, *_ in rows:
        told = json.loads(str(value))["occasion"]
        venue = (plain_name(told["outlet"] or ""), plain_name(told["programme"] or ""))
        if told["medium"] or any(venue):
            key = (article, told["medium"], *venue, told["earliest"], told["latest"])
            found[key].append((str(statement), str(utterance)))
    return [_report(key, members) for key, members in found.items()]


def _report(key: tuple[object, ...], members: list[tuple[str, str]]) -> Report:
    article, medium, outlet, programme, earliest, latest = key
    return Report(
        tuple(sorted(statement for statement, _ in members)),
        str(article),
        None if medium is None else str(medium),
        str(outlet),
        str(programme),
        _day(earliest),
        _day(latest),
        frozenset(utterance for _, utterance in members),
    )


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


# --- which are one -----------------------------------------------------------------------------------


def group_reports(reports: Iterable[Report]) -> list[list[Report]]:
    """The reports by occasion. Each is in exactly one group."""
    ordered = sorted(reports, key=lambda report: report.least)
    related = _relations(ordered)
    unsure = {
        one
        for one, others in related.items()
        if any(b not in related[a] for a in others for b in others if a < b)
    }
    groups: list[list[int]] = []
    placed: set[int] = set()
    for one in range(len(ordered)):
        if one not in placed and one not in unsure:
            group = [one, *sorted(other for other in related[one] if other not in unsure)]
            placed.update(group)
            groups.append(group)
    found = [[ordered[n] for n in group] for group in groups]
    found += [[ordered[n]] for n in sorted(unsure)]
    return _join_open(found)


def _relations(reports: Sequence[Report]) -> dict[int, set[int]]:
    """For each report the others that it can be one with; only those of one venue are compared."""
    by_venue: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        for token in _venues(report):
            by_venue[token].append(number)
    related: dict[int, set[int]] = {number: set() for number in range(len(reports))}
    for numbers in by_venue.values():
        for at, one in enumerate(numbers):
            for other in numbers[at + 1 :]:
                if is_one(reports[one], reports[other]):
                    related[one].add(other)
                    related[other].add(one)
    return related


def _venues(report: Report) -> tuple[tuple[str, str], ...]:
    """What a report is found by: outlet and programme, or else the medium."""
    named = (("outlet", report.outlet), ("programme", report.programme))
    told = tuple(venue for venue in named if venue[1])
    return told or (("medium", report.medium or ""),)


def is_one(one: Report, other: Report) -> bool:
    """Whether two reports of one person can be of one occasion: venue, medium and days go together."""
    if not same_venue(one, other):
        return False
    if not (one.outlet or one.programme):
        return _on_the_same_days(one, other)
    return _overlap(_window(one), _window(other))


def same_venue(one: Report, other: Report) -> bool:
    """Whether the venues are one: nothing that both name differs, and something is the same."""
    for ours, theirs in ((one.outlet, other.outlet), (one.programme, other.programme)):
        if ours and theirs and ours != theirs:
            return False
    if bool(_named(one)) != bool(_named(other)):
        return False
    if _named(one) and _named(one).isdisjoint(_named(other)):
        return False
    media = {one.medium, other.medium}
    if not _named(one):
        return len(media) == 1
    return len(media) == 1 or None in media or media <= SPOKEN_TO


def _named(report: Report) -> frozenset[tuple[str, str]]:
    return frozenset(venue for venue in _venues(report) if venue[0] != "medium")


Window = tuple[date, date] | None


def _window(report: Report) -> Window:
    """The days that a report is compared by, none if it tells none."""
    if report.latest is None:
        return None
    return report.earliest or report.latest - NEWS_CYCLE, report.latest


def _overlap(one: Window, other: Window) -> bool:
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


def _on_the_same_days(one: Report, other: Report) -> bool:
    """Whether both tell the days, and tell them closely enough to mean the same event of its kind."""
    windows = _window(one), _window(other)
    close = all(
        r.is_dated and w and w[1] - w[0] <= A_FEW_DAYS
        for r, w in zip((one, other), windows, strict=True)
    )
    return close and _overlap(*windows)


def _join_open(groups: list[list[Report]]) -> list[list[Report]]:
    """The groups, those that lack a day joined to the one that they can only be.

    By the same words, or where one dated occasion of the venue lies in the year before.
    """
    dated = [group for group in groups if all(report.is_dated for report in group)]
    joined = {id(group): list(group) for group in groups}
    for group in groups:
        if len(group) > 1 or group[0].is_dated:
            continue
        (one,) = group
        able = [g for g in groups if g is not group and all(_may_be(one, o) for o in g)]
        by_words = [g for g in able if any(o.utterances & one.utterances for o in g)]
        by_venue = [g for g in able if g in dated and _lies_before(g, one)]
        chosen = by_words if by_words else by_venue
        if len(chosen) == 1 and (chosen[0] in dated or len(chosen[0]) > 1):
            joined.pop(id(group))
            joined[id(chosen[0])].append(one)
    return list(joined.values())


def _may_be(one: Report, other: Report) -> bool:
    """Whether a report without a first day can be of the occasion of another."""
    if not _named(one) or not same_venue(one, other):
        return False
    return one.latest is None or other.earliest is None or other.earliest <= one.latest


def _lies_before(group: Sequence[Report], one: Report) -> bool:
    return one.latest is not None and all(
        report.latest is not None and one.latest - report.latest <= WITHIN for report in group
    )


# --- the interval ----------------------------------------------------------------------------------


def narrowed(days: Iterable[tuple[date | None, date | None]]) -> tuple[date | None, date | None]:
    """The days that all intervals have in common, as first and last; None where an end is open.

    >>> narrowed([(date(2025, 10, 1), date(2025, 10, 31)), (None, date(2025, 10, 20))])
    (datetime.date(2025, 10, 1), datetime.date(2025, 10, 20))
    """
    told = list(days)
    earliest = max((first for first, _ in told if first), default=None)
    latest = min((last for _, last in told if last), default=None)
    return earliest, latest


def edtf(earliest: date | None, latest: date | None) -> str | None:
    """An interval as EDTF, a month or a year where it is one.

    >>> edtf(date(2025, 10, 1), date(2025, 10, 31)), edtf(None, date(2025, 10, 20)), edtf(None, None)
    ('2025-10', '../2025-10-20', None)
    """
    if earliest is None and latest is None:
        return None
    if earliest is None or latest is None:
        return f"{earliest or '..'}/{latest or '..'}"
    if earliest == latest:
        return earliest.isoformat()
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
        return (
            str(earliest.year) if earliest.year == latest.year else f"{earliest.year}/{latest.year}"
        )
    last = calendar.monthrange(latest.year, latest.month)[1]
    same_month = (earliest.year, earliest.month) == (latest.year, latest.month)
    if same_month and (earliest.day, latest.day) == (1, last):
        return f"{earliest:%Y-%m}"
    return f"{earliest}/{latest}"
