"""Several reports of one occasion are one occasion: same person, same venue, days that can be one.

A report is what an article tells of an occasion. Two are of one occasion where they name the same outlet or
programme, or neither names any and the medium is the same, and their days overlap. A report that fits
two which do not fit each other stays apart: it may be either. What comes out depends on the reports
alone. Comes after `settling`, before `persons`.
"""

from __future__ import annotations

import calendar
import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

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
            "SELECT s.id, s.version, s.medium, s.outlet, s.programme, s.earliest, s.latest,"
            " s.utterance, s.occasion, s.row FROM statements s WHERE s.person = ?",
            (person,),
        ).fetchall()
        named = {
            statement: f"o{min(one.least for one in group)}"
            for group in group_reports(_reports(rows))
            for one in group
            for statement in one.statements
        }
        changed = [(named.get(row[0]), row[9]) for row in rows if row[8] != named.get(row[0])]
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
    for statement, *key, utterance, _, _ in rows:
        if any(key[1:4]):  # medium, outlet or programme
            found[tuple(key)].append((str(statement), str(utterance)))
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
    """The reports by occasion. Each is in exactly one group.

    Reports that tell the same are compared once. Those that may be of two occasions stay alone, each.
    """
    ordered = sorted(reports, key=lambda report: report.least)
    nodes = _alike(ordered)
    heads = [node[0] for node in nodes]
    related = _relations(heads)
    unsure = {n for n, others in related.items() if not _is_whole([heads[o] for o in others])}
    found: list[list[Report]] = []
    placed: set[int] = set()
    for number, node in enumerate(nodes):
        if number in unsure:
            found += [[report] for report in node]
        elif number not in placed:
            group = [number, *sorted(related[number] - unsure)]
            placed.update(group)
            found.append([report for each in group for report in nodes[each]])
    return _join_open(sorted(found, key=lambda group: min(r.least for r in group)))


def _alike(reports: Iterable[Report]) -> list[list[Report]]:
    """The reports that tell the same of venue and days together, if that makes them of one occasion."""
    nodes: dict[object, list[Report]] = {}
    for report in reports:
        told = (report.medium, report.outlet, report.programme, report.earliest, report.latest)
        nodes.setdefault(told if is_one(report, report) else report.least, []).append(report)
    return list(nodes.values())


def _is_whole(others: Sequence[Report]) -> bool:
    """Whether all reports that one fits fit each other too."""
    return all(is_one(a, b) for at, a in enumerate(others) for b in others[at + 1 :])


def _relations(reports: Sequence[Report]) -> dict[int, set[int]]:
    """For each report the others that it can be one with; only those of one venue and time are compared."""
    by_venue: dict[tuple[str, str], list[tuple[date, date, int]]] = defaultdict(list)
    for number, report in enumerate(reports):
        window = _window(report)
        for token in _venues(report) if window else ():
            by_venue[token].append((*(window or ()), number))
    related: dict[int, set[int]] = {number: set() for number in range(len(reports))}
    for told in by_venue.values():
        told.sort()
        for at, (_, last, one) in enumerate(told):
            for first, _, other in told[at + 1 :]:
                if first > last:
                    break
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
    """The groups, each report that lacks a day joined to the one group that it can only be of.

    By the same words, or where one dated occasion of the venue lies in the year before.
    """
    by_words: dict[str, list[int]] = defaultdict(list)
    dated: dict[tuple[str, str], list[tuple[date, int]]] = defaultdict(list)
    for number, group in enumerate(groups):
        is_dated = all(report.is_dated for report in group)
        if len(group) > 1 or is_dated:
            for utterance in {u for report in group for u in report.utterances}:
                by_words[utterance].append(number)
        if is_dated:
            first = max(report.earliest or date.min for report in group)
            for venue in {venue for report in group for venue in _named(report)}:
                dated[venue].append((first, number))
    for told in dated.values():
        told.sort()
    chosen = {
        number: _only_group(group[0], groups, by_words, dated)
        for number, group in enumerate(groups)
        if len(group) == 1 and not group[0].is_dated and _named(group[0])
    }
    joined = [list(group) for group in groups]
    for number, target in chosen.items():
        if target is not None:
            joined[target].append(groups[number][0])
    return [group for number, group in enumerate(joined) if chosen.get(number) is None]


def _only_group(
    one: Report,
    groups: Sequence[Sequence[Report]],
    by_words: dict[str, list[int]],
    dated: dict[tuple[str, str], list[tuple[date, int]]],
) -> int | None:
    """The one group that a report without its first day can be of, if there is one and no more."""
    told = {number for utterance in one.utterances for number in by_words.get(utterance, ())}
    found = {number for number in told if all(_may_be(one, other) for other in groups[number])}
    if not found and one.latest is not None:
        found = _dated_before(one, one.latest, groups, dated)
    return found.pop() if len(found) == 1 else None


def _dated_before(
    one: Report,
    latest: date,
    groups: Sequence[Sequence[Report]],
    dated: dict[tuple[str, str], list[tuple[date, int]]],
) -> set[int]:
    """Up to two groups of the report's venue that lie in the year before its last day."""
    found: set[int] = set()
    for venue in _named(one):
        told = dated.get(venue, [])
        at = bisect_right(told, latest, key=lambda each: each[0])
        for first, number in reversed(told[:at]):
            if len(found) > 1 or latest - first > 2 * WITHIN:
                break
            if all(_may_be(one, other) for other in groups[number]) and _is_near(
                groups[number], latest
            ):
                found.add(number)
    return found


def _may_be(one: Report, other: Report) -> bool:
    """Whether a report without a first day can be of the occasion of another."""
    if not same_venue(one, other):
        return False
    return one.latest is None or other.earliest is None or other.earliest <= one.latest


def _is_near(group: Sequence[Report], latest: date) -> bool:
    """Whether an occasion lies no more than a year before a day."""
    return all(r.latest is not None and latest - r.latest <= WITHIN for r in group)


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
