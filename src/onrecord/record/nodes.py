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
from dataclasses import astuple
from datetime import date
from functools import cached_property, lru_cache
from itertools import combinations

from onrecord.record.links import SURE_WEIGHT, agree_around, fuller, linked_with
from onrecord.record.speakers import compatible
from onrecord.record.stretches import LIGHT_WEIGHT, MONTH, Days, KeptWording, Node, read_kept

LIGHT_DAYS = ((2.2, 3), (LIGHT_WEIGHT, 31))
"""Words lighter than the first are one only if printed within so many days."""
MOST_APART = 12
"""Fuller wordings that do not hang together, up to which it is looked whether they go on alike."""
HUBS = 8
"""The fullest of some wordings, of which nearly always one is linked with all."""
_LAST = "~"
"""Behind every day."""
_ALL = 1 << 62
"""Behind every row."""


def edges(db: sqlite3.Connection, node: Node, before: int = _ALL) -> dict[Node, int]:
    """The fuller nodes that a node is joined with, and of plain words the same on other days, each with a
    statement (row) of it. With `before`, as it was before statements of that row and later."""
    (own,) = read_kept(db, "WHERE w.row = ?", node.wording)
    return _Neighbourhood(db, own, before).edges(node.days)


class _Neighbourhood:
    """One wording and the fuller ones, each looked up once."""

    def __init__(self, db: sqlite3.Connection, own: KeptWording, before: int) -> None:
        self._db, self._own, self._before = db, own, before
        self._fuller = [
            other
            for other in fuller(db, own)
            if not names_clash(db, own, other) and statement_of(db, Node(other.row), before)
        ]
        self._parents: dict[Days | None, dict[KeptWording, dict[Node, int]]] = {}

    def edges(self, days: Days | None) -> dict[Node, int]:
        """What the wording on these days is joined with."""
        near = self._near(days)
        joined: dict[Node, int] = {}
        if self._go_together(near):
            joined = {node: row for nodes in near.values() for node, row in nodes.items()}
        for sibling, row in self._siblings(days):
            if self._same_on(days) and self._same_on(sibling):
                joined[Node(self._own.row, sibling)] = row
        return joined

    def _near(self, days: Days | None) -> dict[KeptWording, dict[Node, int]]:
        """The fuller wordings that are near enough in time, each with its nodes and a statement of each."""
        if days not in self._parents:
            found = {other: self._nodes(other, days) for other in self._fuller}
            self._parents[days] = {other: nodes for other, nodes in found.items() if nodes}
        return self._parents[days]

    def _nodes(self, other: KeptWording, days: Days | None) -> dict[Node, int]:
        """The nodes of another wording that are near, each with a statement."""
        if days is None:
            row = statement_of(self._db, Node(other.row), self._before)
            return {} if row is None else {Node(other.row): row}
        found = self._near_nodes(other, days, first=not other.is_plain)
        return {Node(other.row, on if other.is_plain else None): row for on, row in found}

    def _siblings(self, days: Days | None) -> list[tuple[Days, int]]:
        """The same plain words on other days that are near enough."""
        if days is None:
            return []
        found = self._near_nodes(self._own, days)
        return [(other, row) for other, row in found if other != days]

    def _near_nodes(
        self, other: KeptWording, days: Days, *, first: bool = False
    ) -> list[tuple[Days, int]]:
        found = near_nodes(self._db, other.row, days, days_apart(self._own), before=self._before)
        return found[:1] if first else found

    def _same_on(self, days: Days | None) -> bool:
        """Whether what the words on these and on near days are parts of goes together."""
        parents = dict(self._near(days))
        for sibling, _ in self._siblings(days):
            parents |= self._near(sibling)
        return self._go_together(parents)

    def _go_together(self, parents: Iterable[KeptWording]) -> bool:
        """Whether fuller wordings can all be of one quotation."""
        return len({self._quotations[each.row] for each in parents}) < 2

    @cached_property
    def _quotations(self) -> dict[int, int]:
        """For each fuller wording (row) one that stands for all of the same quotation."""
        return _quotations(self._db, self._own, self._fuller)


def _quotations(
    db: sqlite3.Connection, own: KeptWording, found: Sequence[KeptWording]
) -> dict[int, int]:
    """The fuller wordings of one, parted into those that can be of one quotation."""
    rows = [each.row for each in found]
    if own.weight >= SURE_WEIGHT or hang_together(db, rows):
        return dict.fromkeys(rows, rows[0] if rows else 0)
    heads = join(rows, _links_among(db, rows))
    first = [each for each in found if heads[each.row] == each.row]
    alike = [
        (one.row, other.row)
        for one, other in combinations(first, 2)
        if len(first) <= MOST_APART and _agree(own, one, other)
    ]
    joined = join([each.row for each in first], alike)
    return {row: joined[heads[row]] for row in rows}


def days_apart(wording: KeptWording) -> int:
    """How many days apart plain words may be printed."""
    return next(most for weight, most in LIGHT_DAYS if wording.weight < weight)


_agree = lru_cache(maxsize=8192)(agree_around)


def hang_together(db: sqlite3.Connection, rows: Sequence[int]) -> bool:
    """Whether some wordings, the fullest first, hang together by links with the fullest of them."""
    sql = (
        "SELECT l.below, l.above FROM json_each(?) a JOIN json_each(?) b"
        " JOIN links l ON l.below = b.value AND l.above = a.value WHERE l.joins"
    )
    for hubs in (1, HUBS):
        links = db.execute(sql, (json.dumps(rows[:hubs]), json.dumps(rows))).fetchall()
        if len(set(join(rows, links).values())) < 2:
            return True
    return False


def go_together(db: sqlite3.Connection, own: KeptWording, without: int = 0) -> bool:
    """Whether all fuller wordings of one, but for one left out, hang on the fullest: then any of them do."""
    if own.weight >= SURE_WEIGHT:
        return True
    sql = "SELECT above FROM links JOIN wordings w ON w.row = above WHERE below = ? AND joins ORDER BY rank"
    rows = [int(row[0]) for row in db.execute(sql, (own.row,))]
    return hang_together(db, [row for row in rows if row != without])


def _links_among(db: sqlite3.Connection, rows: Sequence[int]) -> list[tuple[int, int]]:
    """The joining links between some wordings."""
    links = db.execute(
        "SELECT below, above FROM links WHERE joins AND below IN (SELECT value FROM json_each(?1))"
        " AND above IN (SELECT value FROM json_each(?1))",
        (json.dumps(rows),),
    )
    return links.fetchall()


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


def names_clash(db: sqlite3.Connection, one: KeptWording, other: KeptWording) -> bool:
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
_STRETCHES = (
    f"SELECT statement, {DAYS} FROM stretches WHERE wording = :wording AND statement < :before"
)
_NEAR = (
    f"{_STRETCHES} AND published BETWEEN :first AND :last",
    f"{_STRETCHES} AND published IS NULL",
    f"{_STRETCHES} AND venue <> '' AND venue = :venue",
    f"{_STRETCHES} AND since BETWEEN :month AND :until AND until >= :since",
)


def near_nodes(
    db: sqlite3.Connection, wording: int, days: Days, apart: int, *, before: int = _ALL
) -> list[tuple[Days, int]]:
    """The days of a wording that are near some days, each with a statement of it, older than `before`.

    Near are days of publication, or days on which it was said, at most so many days apart, and reports of one
    venue however late; if what was said can have been said at once.
    """
    since, until = days.said
    rows = db.execute(
        f"SELECT statement, {DAYS} FROM"
        f" ({_STRETCHES if days.published is None else ' UNION ALL '.join(_NEAR)})"
        " WHERE max(ifnull(earliest, ''), :earliest)"
        f" <= min(ifnull(latest, '{_LAST}'), ifnull(published, '{_LAST}'), :upper)"
        f" GROUP BY {DAYS}",
        {
            "wording": wording,
            "before": before,
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


def statement_of(db: sqlite3.Connection, node: Node, before: int = _ALL) -> int | None:
    """A statement (row) of a node that is older than `before`, None if it has none."""
    sql = "SELECT statement FROM stretches WHERE wording = ? AND statement < ?"
    values: list[object] = [node.wording, before]
    if node.days is not None:
        sql += " AND published IS ? AND earliest IS ? AND latest IS ? AND venue = ?"
        values += astuple(node.days)
    row = db.execute(f"{sql} LIMIT 1", values).fetchone()
    return None if row is None else int(row[0])
