"""Which wordings are one utterance, once days, names and contexts are weighed: the edges between nodes.

A node is a wording; of plain words, which somebody may say again, a wording on certain days. It is joined
with the fuller wordings that it is linked with, unless

    days      plain words were said or printed too far apart, and not at one venue;
    names     one of the two is also linked with somebody of another name: a bare "Okafor" never makes Lena
              and Jude Okafor one, nor does who is not named at all;
    contexts  the fuller ones do not go together: a short fragment that two quotations have joins neither.

Each edge depends on the neighbours of its two ends alone. Comes after `links`, before `utterances`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from onrecord.record.links import SURE_WEIGHT, agree_around, fuller, linked_with
from onrecord.record.speakers import compatible
from onrecord.record.stretches import LIGHT_WEIGHT, MONTH, Days, KeptWording, Node, read_kept

LIGHT_DAYS = ((2.2, 3), (LIGHT_WEIGHT, 31))
"""Words lighter than the first are one only if printed within so many days."""
MOST_APART = 12
"""Fuller wordings that do not hang together, up to which it is looked whether they go on alike."""
_LAST = "~"
"""Behind every day."""


@dataclass(frozen=True, slots=True)
class Edges:
    """A statement (row) of each node that a node is joined with, and of each that it is only linked with."""

    joined: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()


def edges(db: sqlite3.Connection, node: Node) -> Edges:
    """What a node is joined with among the fuller wordings and, of plain words, the same on other days."""
    (own,) = read_kept(db, "WHERE w.row = ?", node.wording)
    return _Neighbourhood(db, own).edges(node.days)


class _Neighbourhood:
    """One wording and the fuller ones, each looked up once."""

    def __init__(self, db: sqlite3.Connection, own: KeptWording) -> None:
        self._db, self._own = db, own
        linked = fuller(db, own)
        self._fuller = [other for other in linked if not _names_clash(db, own, other)]
        self._barred = [other for other in linked if other not in self._fuller]
        self._parents: dict[Days | None, dict[KeptWording, list[int]]] = {}

    def edges(self, days: Days | None) -> Edges:
        """What the wording on these days is joined with."""
        near = self._near(days)
        found = [row for rows in near.values() for row in rows]
        barred = [row for other in self._barred for row in self._statements(other, days)]
        joined, apart = (found, barred) if self._go_together(near) else ([], [*found, *barred])
        for sibling, row in self._siblings(days):
            one = self._same_on(days) and self._same_on(sibling)
            (joined if one else apart).append(row)
        return Edges(frozenset(joined), frozenset(apart))

    def _near(self, days: Days | None) -> dict[KeptWording, list[int]]:
        """The fuller wordings that are near enough in time, each with statements of it."""
        if days not in self._parents:
            found = {other: self._statements(other, days) for other in self._fuller}
            self._parents[days] = {other: rows for other, rows in found.items() if rows}
        return self._parents[days]

    def _statements(self, other: KeptWording, days: Days | None) -> list[int]:
        """A statement of another wording; of a plain one, of each of its nodes that is near."""
        if days is None:
            sql = "SELECT statement FROM stretches WHERE wording = ? LIMIT 1"
            return [int(row[0]) for row in self._db.execute(sql, (other.row,))]
        found = near_nodes(self._db, other.row, days, self._apart, first=not other.is_plain)
        return [row for _, row in found]

    @property
    def _apart(self) -> int:
        return next(most for weight, most in LIGHT_DAYS if self._own.weight < weight)

    def _siblings(self, days: Days | None) -> list[tuple[Days, int]]:
        """The same plain words on other days that are near enough."""
        if days is None:
            return []
        found = near_nodes(self._db, self._own.row, days, self._apart)
        return [(other, row) for other, row in found if other != days]

    def _same_on(self, days: Days | None) -> bool:
        """Whether what the words on these and on near days are parts of goes together."""
        parents = dict(self._near(days))
        for sibling, _ in self._siblings(days):
            parents |= self._near(sibling)
        return self._go_together(parents)

    def _go_together(self, parents: Iterable[KeptWording]) -> bool:
        """Whether fuller wordings can all be of one quotation."""
        found = sorted(parents, key=lambda each: (each.rank, each.row))
        if self._own.weight >= SURE_WEIGHT or len(found) < 2:
            return True
        first = [group[0] for group in _linked_groups(self._db, found)]
        if len(first) > MOST_APART:
            return False
        pairs = [
            (one.row, other.row)
            for one, other in combinations(first, 2)
            if _agree(self._own, one, other)
        ]
        return len(set(join([each.row for each in first], pairs).values())) == 1


_agree = lru_cache(maxsize=8192)(agree_around)


def _linked_groups(db: sqlite3.Connection, found: Sequence[KeptWording]) -> list[list[KeptWording]]:
    """Wordings in groups that hang together by links, in their order."""
    rows = [each.row for each in found]
    given = json.dumps(rows)
    links = db.execute(
        "SELECT below, above FROM links WHERE joins AND below IN (SELECT value FROM json_each(?1))"
        " AND above IN (SELECT value FROM json_each(?1))",
        (given,),
    )
    heads = join(rows, links.fetchall())
    groups: dict[int, list[KeptWording]] = {}
    for each in found:
        groups.setdefault(heads[each.row], []).append(each)
    return list(groups.values())


def join(rows: Iterable[int], pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each row the least row that the pairs join it with (union-find).

    >>> join([1, 2, 3, 4], [(2, 3), (3, 4)])
    {1: 1, 2: 2, 3: 2, 4: 2}
    """
    above = {row: row for row in rows}

    def head(row: int) -> int:
        while above[row] != row:
            above[row] = above[above[row]]
            row = above[row]
        return row

    for one, other in pairs:
        low, high = sorted((head(one), head(other)))
        above[high] = low
    return {row: head(row) for row in above}


# --- names -----------------------------------------------------------------------------------------------


def _names_clash(db: sqlite3.Connection, one: KeptWording, other: KeptWording) -> bool:
    """Whether one of two linked wordings is also linked with somebody who cannot be the other's speaker."""
    return _bears(one, clashing_names(db, other)) or _bears(other, clashing_names(db, one))


def _bears(wording: KeptWording, names: frozenset[tuple[str, str]]) -> bool:
    return (wording.name, wording.kind) in names


def clashing_names(db: sqlite3.Connection, wording: KeptWording) -> frozenset[tuple[str, str]]:
    """The names that a wording of a bare name is linked with and that cannot be one person's."""
    if not wording.is_bare:
        return frozenset()
    given = json.dumps(sorted(linked_with(db, [wording.row])))
    sql = "JOIN json_each(?) j ON j.value = w.row WHERE w.name <> '' GROUP BY w.name, w.kind"
    named = read_kept(db, sql, given)
    clashing = [
        pair for pair in combinations(named, 2) if not compatible(pair[0].claim, pair[1].claim)
    ]
    return frozenset((each.name, each.kind) for pair in clashing for each in pair)


# --- days ------------------------------------------------------------------------------------------------

DAYS = "published, earliest, latest, venue"
"""The columns of a node's days."""
_STRETCHES = f"SELECT statement, {DAYS} FROM stretches WHERE wording = :wording"
_NEAR = (
    f"{_STRETCHES} AND published BETWEEN :first AND :last",
    f"{_STRETCHES} AND published IS NULL",
    f"{_STRETCHES} AND venue <> '' AND venue = :venue",
    f"{_STRETCHES} AND since BETWEEN :month AND :until AND until >= :since",
)


def near_nodes(
    db: sqlite3.Connection, wording: int, days: Days, apart: int, *, first: bool = False
) -> list[tuple[Days, int]]:
    """The days of a wording that are near some days, each with a statement of it; or the first found.

    Near are days of publication, or days on which it was said, at most so many days apart, and reports of one
    venue however late; if what was said can have been said at once.
    """
    since, until = days.said
    rows = db.execute(
        f"SELECT statement, {DAYS} FROM"
        f" ({_STRETCHES if days.published is None else ' UNION ALL '.join(_NEAR)})"
        " WHERE max(ifnull(earliest, ''), :earliest)"
        f" <= min(ifnull(latest, '{_LAST}'), ifnull(published, '{_LAST}'), :upper)"
        + (" LIMIT 1" if first else f" GROUP BY {DAYS}"),
        {
            "wording": wording,
            "first": _moved(days.published, -apart),
            "last": _moved(days.published, apart),
            "month": _moved(since, -apart - MONTH),
            "since": _moved(since, -apart),
            "until": _moved(until, apart),
            "venue": days.venue,
            "earliest": days.earliest or "",
            "upper": _upper(days),
        },
    )
    return [(Days(*row[1:]), int(row[0])) for row in rows.fetchall()]


def _upper(days: Days) -> str:
    return min(days.latest or _LAST, days.published or _LAST)


def _moved(day: str | None, by: int) -> str:
    """A day so many days later, as far as the calendar goes."""
    if day is None:
        return ""
    number = date.fromisoformat(day).toordinal() + by
    return date.fromordinal(min(max(number, 1), date.max.toordinal())).isoformat()


def nodes_of(
    db: sqlite3.Connection, wording: KeptWording, around: Iterable[Days]
) -> Iterator[Node]:
    """The node of a wording; of a plain one, those that a change on some days may concern."""
    if not wording.is_plain:
        yield Node(wording.row)
        return
    reached = set(around)
    for _ in range(2):  # what is near a change, and what is near that
        near = (near_nodes(db, wording.row, days, LIGHT_DAYS[-1][1]) for days in tuple(reached))
        reached |= {days for found in near for days, _ in found}
    yield from (Node(wording.row, days) for days in tuple(reached))


def statement_of(db: sqlite3.Connection, node: Node) -> int | None:
    """A statement (row) of a node, None if it has none any more."""
    if node.days is None:
        sql, values = "SELECT statement FROM stretches WHERE wording = ? LIMIT 1", (node.wording,)
        row = db.execute(sql, values).fetchone()
    else:
        days = node.days
        row = db.execute(
            "SELECT statement FROM stretches WHERE wording = ?"
            " AND published IS ? AND earliest IS ? AND latest IS ? AND venue = ? LIMIT 1",
            (node.wording, days.published, days.earliest, days.latest, days.venue),
        ).fetchone()
    return None if row is None else int(row[0])
