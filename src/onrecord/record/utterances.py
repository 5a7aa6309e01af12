"""The same words of the same person in different articles: which statements are one utterance.

1. each marked stretch of four words or more points to its wording, kept once (`stretches`);
2. a wording that is new is compared with those that share runs of words with it (`neighbours`, `links`);
3. nodes that may be joined otherwise than before are looked at (`nodes`);
4. an utterance is what hangs together by them, by a statement's several stretches, and by what an
   article itself relates.

What is copied costs what a statement costs: its wording is known. An utterance bears the least id in it,
so that the order in which articles were added leaves no trace. Comes before `store`.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field

from onrecord.record.links import linked_with, relink
from onrecord.record.neighbours import list_wording, unlist_wording
from onrecord.record.nodes import DAYS, clashing_names, edges, join, nodes_of, statement_of
from onrecord.record.rows import venue_keys
from onrecord.record.stretches import (
    Days,
    KeptWording,
    Node,
    find_wording,
    keep_wording,
    quoted_stretches,
    read_kept,
    stretch_wording,
)
from onrecord.values import Article, Statement

_GIVEN = "(SELECT value FROM json_each(?1))"

Pair = tuple[int, int]
"""Two statements (rows) of one utterance."""


@dataclass
class Change:
    """What an article that comes or goes changes: wordings (rows) whose links are others, and the days of
    statements of wordings that are held; `uncertain` are wordings whose utterances may have to be parted."""

    relinked: set[int] = field(default_factory=set)
    told: dict[int, set[Days]] = field(default_factory=lambda: defaultdict(set))
    uncertain: set[int] = field(default_factory=set)

    @property
    def days(self) -> set[Days]:
        """All days concerned."""
        return {days for own in self.told.values() for days in own}


def join_utterances(
    db: sqlite3.Connection, version: int, statements: Sequence[Statement], article: Article
) -> None:
    """Keep the words of a version's statements and join these with all others of the same words."""
    rows = _own_rows(db, version)
    db.execute("UPDATE statements SET utterance = id WHERE version = ?", (version,))
    pairs = list(_tie(db, statements, rows))
    change = Change()
    for statement in statements:
        for text in quoted_stretches(statement, article.text):
            wording = stretch_wording(text, statement.speaker)
            if wording is not None:
                days = _days(statement, article)
                pairs += _keep(db, rows[statement.id], wording, days, change)
    _settle_new(db, pairs, change)


def part_utterances(db: sqlite3.Connection, version: int) -> None:
    """Take a version's statements out of their utterances and settle what is left of these."""
    rows = set(_own_rows(db, version).values())
    left = _statements_with(db, _names_of(db, rows)) - rows
    change = _forget(db, version)
    for column in ("statement", "other"):
        db.execute(
            f"DELETE FROM ties WHERE {column} IN (SELECT row FROM statements WHERE version = ?)",
            (version,),
        )
    db.execute("UPDATE statements SET utterance = NULL WHERE version = ?", (version,))
    concerned = {statement_of(db, node) for node in _concerned(db, change)}
    uncertain = _all_statements(db, change.uncertain)
    settle(db, left | uncertain | {row for row in concerned if row is not None})


def _own_rows(db: sqlite3.Connection, version: int) -> dict[str, int]:
    rows = db.execute("SELECT id, row FROM statements WHERE version = ?", (version,))
    return {str(identity): int(row) for identity, row in rows.fetchall()}


def _days(statement: Statement, article: Article) -> Days:
    """When a statement was said and printed, and where, as its article tells."""
    occasion = statement.occasion
    outlet, programme = venue_keys(occasion)
    told = (article.published, occasion.earliest, occasion.latest)
    published, earliest, latest = (None if day is None else day.isoformat() for day in told)
    return Days(published, earliest, latest, outlet or programme)


def _tie(
    db: sqlite3.Connection, statements: Iterable[Statement], rows: dict[str, int]
) -> Iterator[Pair]:
    """Keep what an article relates of its own statements; a splice is of two utterances at once."""
    for statement in statements:
        for relation in statement.relations:
            if relation.kind != "spliced" and relation.to in rows:
                pair = rows[statement.id], rows[relation.to]
                db.execute("INSERT OR IGNORE INTO ties (statement, other) VALUES (?, ?)", pair)
                yield pair


# --- words that come and go ------------------------------------------------------------------------------


def _keep(
    db: sqlite3.Connection, statement: int, wording: KeptWording, days: Days, change: Change
) -> list[Pair]:
    """Keep a stretch of a statement; another statement of the same node comes back with it."""
    kept = find_wording(db, wording)
    if kept is None:
        kept = keep_wording(db, wording)
        moved = list_wording(db, kept)
        change.relinked |= relink(db, kept) | {kept.row}
        _relink_moved(db, moved, change)
    other = statement_of(db, Node(kept.row, days if kept.is_plain else None))
    if statement_of(db, Node(kept.row, days)) is None:
        change.told[kept.row].add(days)
    db.execute(
        f"INSERT INTO stretches (statement, wording, {DAYS}, since, until)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (statement, kept.row, *astuple(days), *days.said),
    )
    return [] if other is None else [(statement, other)]


def _relink_moved(db: sqlite3.Connection, moved: Iterable[int], change: Change) -> None:
    """Link anew what stands elsewhere on a list of wordings than before."""
    for row in moved:
        for wording in read_kept(db, "WHERE w.row = ?", row):
            relinked = relink(db, wording)
            change.relinked |= relinked
            change.uncertain |= linked_with(db, sorted(relinked))


def _forget(db: sqlite3.Connection, version: int) -> Change:
    """Delete the stretches of a version, and the wordings that nothing else has."""
    change = Change()
    stretches = db.execute(
        f"SELECT row, wording, {DAYS} FROM stretches"
        " WHERE statement IN (SELECT row FROM statements WHERE version = ?)",
        (version,),
    ).fetchall()
    for row, wording, *days in stretches:
        db.execute("DELETE FROM stretches WHERE row = ?", (row,))
        change.told[int(wording)].add(Days(*days))
    for wording in list(change.told):
        if statement_of(db, Node(wording)) is None:
            (kept,) = read_kept(db, "WHERE w.row = ?", wording)
            change.relinked |= linked_with(db, [wording]) - {wording}
            change.uncertain |= _clashing(db, change.relinked | {wording})
            moved = unlist_wording(db, kept)
            db.execute("DELETE FROM wordings WHERE row = ?", (wording,))
            _relink_moved(db, moved - {wording}, change)
    return change


def _clashing(db: sqlite3.Connection, wordings: Iterable[int]) -> set[int]:
    """What some wordings are linked with, of those that several people's wordings are linked with."""
    found: set[int] = set()
    for row in wordings:
        for wording in read_kept(db, "WHERE w.row = ?", row):
            if clashing_names(db, wording):
                found |= linked_with(db, [row])
    return found


# --- utterances that come together -----------------------------------------------------------------------


def _settle_new(db: sqlite3.Connection, pairs: list[Pair], change: Change) -> None:
    """Join what a new version brings together. Only where something may have come apart, all that
    hangs together is looked at."""
    apart: list[Pair] = []
    for node in _concerned(db, change):
        own = statement_of(db, node)
        if own is not None:
            found = edges(db, node)
            pairs += [(own, row) for row in found.joined]
            apart += [(own, row) for row in found.apart]
    _merge(db, pairs)
    parted = {row for pair in apart if len(_names_of(db, pair)) == 1 for row in pair}
    change.uncertain |= _clashing(db, change.relinked)
    if parted or change.uncertain:
        settle(db, parted | _all_statements(db, change.uncertain))


def _concerned(db: sqlite3.Connection, change: Change) -> list[Node]:
    """The nodes whose edges a change may concern: of what is relinked, and of plain words near in time."""
    found: dict[Node, None] = {}
    near = set(change.relinked | change.uncertain)
    for row in change.told:
        below = "SELECT below FROM links WHERE above = ? AND joins"
        near |= {row, *(int(each[0]) for each in db.execute(below, (row,)))}
    for row in sorted(near):
        for wording in read_kept(db, "WHERE w.row = ?", row):
            if wording.is_plain or row in change.relinked or row in change.uncertain:
                found |= dict.fromkeys(nodes_of(db, wording, change.days))
    return list(found)


def _merge(db: sqlite3.Connection, pairs: Iterable[Pair]) -> None:
    """Make one utterance of each pair's."""
    for pair in dict.fromkeys(pairs):
        least, *others = sorted(_names_of(db, pair))
        if others:
            db.execute(
                f"UPDATE statements SET utterance = ?2 WHERE utterance IN {_GIVEN}",
                (json.dumps(others), least),
            )


def _names_of(db: sqlite3.Connection, rows: Iterable[int]) -> set[str]:
    """The utterances of some statements."""
    found = db.execute(
        f"SELECT DISTINCT utterance FROM statements WHERE row IN {_GIVEN} AND utterance IS NOT NULL",
        (json.dumps(list(rows)),),
    )
    return {str(row[0]) for row in found}


def _statements_with(db: sqlite3.Connection, names: Iterable[str]) -> set[int]:
    """The statements of some utterances."""
    found = db.execute(
        f"SELECT row FROM statements WHERE utterance IN {_GIVEN}", (json.dumps(sorted(names)),)
    )
    return {int(row[0]) for row in found}


def _all_statements(db: sqlite3.Connection, wordings: Iterable[int]) -> set[int]:
    """The statements of some wordings."""
    found = db.execute(
        f"SELECT statement FROM stretches WHERE wording IN {_GIVEN}",
        (json.dumps(sorted(wordings)),),
    )
    return {int(row[0]) for row in found}


# --- utterances found anew -------------------------------------------------------------------------------


def settle(db: sqlite3.Connection, rows: Iterable[int]) -> None:
    """Find anew the utterances that some statements are of, and all that they lead to."""
    members: set[int] = set()
    pairs: list[Pair] = []
    names = _names_of(db, rows)
    while names:
        fresh = _statements_with(db, names) - members
        members |= fresh
        found = list(_pairs_of(db, fresh))
        pairs += found
        names = _names_of(db, {row for pair in found for row in pair} - members)
    groups: dict[int, list[int]] = {}
    for row, head in join(members, pairs).items():
        groups.setdefault(head, []).append(row)
    for group in groups.values():
        _name(db, group)


def _name(db: sqlite3.Connection, group: Sequence[int]) -> None:
    """Name an utterance by the least id of its statements."""
    given = json.dumps(group)
    sql = f"SELECT MIN(id) FROM statements WHERE row IN {_GIVEN}"
    (least,) = db.execute(sql, (given,)).fetchone()
    db.execute(
        f"UPDATE statements SET utterance = ?2 WHERE row IN {_GIVEN} AND utterance IS NOT ?2",
        (given, least),
    )


def _pairs_of(db: sqlite3.Connection, rows: set[int]) -> Iterator[Pair]:
    """All that joins some statements, with one another and with others."""
    given = json.dumps(sorted(rows))
    for column, other in (("statement", "other"), ("other", "statement")):
        sql = f"SELECT {column}, {other} FROM ties WHERE {column} IN {_GIVEN}"
        yield from db.execute(sql, (given,)).fetchall()
    by_node: defaultdict[Node, list[int]] = defaultdict(list)
    told = db.execute(
        f"SELECT statement, wording, {DAYS} FROM stretches WHERE statement IN {_GIVEN}",
        (given,),
    ).fetchall()
    plain = _plain(db, {int(row[1]) for row in told})
    for statement, wording, *days in told:
        by_node[Node(wording, Days(*days) if wording in plain else None)].append(statement)
    for node, (first, *others) in by_node.items():
        yield from ((first, other) for other in others)
        yield from ((first, other) for other in edges(db, node).joined)


def _plain(db: sqlite3.Connection, wordings: set[int]) -> set[int]:
    """Those of some wordings (rows) that are plain."""
    given = json.dumps(sorted(wordings))
    found = read_kept(db, "JOIN json_each(?) j ON j.value = w.row", given)
    return {each.row for each in found if each.is_plain}
