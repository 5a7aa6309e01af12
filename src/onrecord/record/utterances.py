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

from onrecord.record.groups import (
    Pair,
    all_statements,
    merge,
    names_of,
    settle,
    statements_with,
)
from onrecord.record.links import Link, linked_with, relink
from onrecord.record.neighbours import list_wording, unlist_wording
from onrecord.record.nodes import (
    DAYS,
    clashing_names,
    days_apart,
    edges,
    go_together,
    names_clash,
    near_nodes,
    nodes_of,
    statement_of,
)
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


@dataclass
class Change:
    """What an article that comes or goes changes: links that are others, and new days of wordings (rows);
    `uncertain` are wordings whose utterances may have to be parted."""

    links: set[Link] = field(default_factory=set)
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
    _settle_new(db, version, pairs, change)


def part_utterances(db: sqlite3.Connection, version: int) -> None:
    """Take a version's statements out of their utterances and settle what is left of these."""
    rows = set(_own_rows(db, version).values())
    left = statements_with(db, names_of(db, rows)) - rows
    change = _forget(db, version)
    for column in ("statement", "other"):
        db.execute(
            f"DELETE FROM ties WHERE {column} IN (SELECT row FROM statements WHERE version = ?)",
            (version,),
        )
    db.execute("UPDATE statements SET utterance = NULL WHERE version = ?", (version,))
    near = _plain_near(db, change)
    settle(db, left | near | all_statements(db, change.uncertain))


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
        change.links |= relink(db, kept)
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
            relinked = {each for link in relink(db, wording) for each in link}
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
            near = linked_with(db, [wording])
            change.uncertain |= (near | _clashing(db, near)) - {wording}
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


def _settle_new(db: sqlite3.Connection, version: int, pairs: list[Pair], change: Change) -> None:
    """Join what a new version brings together. Only where something may have come apart, all that
    hangs together is looked at."""
    changed = _joining(db, change.links) | set(_told_links(db, change))
    known = _read_all(db, {row for link in changed for row in link} | change.told.keys())
    together = {row: go_together(db, wording) for row, wording in known.items()}
    doubtful: set[int] = set()
    for below, above in sorted(changed):
        own, other = known[below], known[above]
        if (own.is_bare or other.is_bare) and names_clash(db, own, other):
            change.uncertain |= {below, above}
        elif together[below] and (
            (below, above) not in change.links or go_together(db, own, without=above)
        ):
            pairs += _joined_pairs(db, own, other, change)
        else:
            doubtful.add(below)
    for row, days in change.told.items():
        if known[row].is_plain and together[row]:
            pairs += _sibling_pairs(db, known[row], days)
        elif known[row].is_plain:
            doubtful.add(row)
    new = min(_own_rows(db, version).values(), default=0)
    parted = set(_look_at(db, [known[row] for row in sorted(doubtful)], pairs, new))
    change.uncertain |= _clashing(db, {row for link in change.links for row in link})
    merge(db, pairs)
    if parted or change.uncertain:
        settle(db, parted | all_statements(db, change.uncertain))


def _look_at(
    db: sqlite3.Connection, wordings: Iterable[KeptWording], pairs: list[Pair], new: int
) -> Iterator[int]:
    """Add to the pairs what the nodes of some wordings are joined with; statements come back of those that
    are joined no more with what they were joined with before the `new` statements (first row)."""
    for wording in wordings:
        for node in _all_nodes(db, wording):
            own = statement_of(db, node)
            if own is not None:
                found = edges(db, node)
                pairs += [(own, row) for row in found.values()]
                if edges(db, node, before=new).keys() - found.keys():
                    yield own


def _all_nodes(db: sqlite3.Connection, wording: KeptWording) -> Iterator[Node]:
    if not wording.is_plain:
        yield Node(wording.row)
        return
    sql = f"SELECT DISTINCT {DAYS} FROM stretches WHERE wording = ?"
    yield from (Node(wording.row, Days(*row)) for row in db.execute(sql, (wording.row,)).fetchall())


def _joining(db: sqlite3.Connection, links: Iterable[Link]) -> set[Link]:
    """Those of some links that join, and are held."""
    sql = "SELECT below, above FROM links WHERE below = ? AND above = ? AND joins"
    return {pair for link in links if (pair := db.execute(sql, link).fetchone()) is not None}


def _read_all(db: sqlite3.Connection, rows: set[int]) -> dict[int, KeptWording]:
    given = json.dumps(sorted(rows))
    found = read_kept(db, "JOIN json_each(?) j ON j.value = w.row", given)
    return {each.row: each for each in found}


def _told_links(db: sqlite3.Connection, change: Change) -> Iterator[Link]:
    """The links of wordings that are told on new days, which matter where plain words are the shorter."""
    for wording in _read_all(db, set(change.told)).values():
        sql = "SELECT below, above FROM links WHERE joins AND (above = ?1 OR below = ?1 AND ?2)"
        yield from db.execute(sql, (wording.row, wording.is_plain)).fetchall()


def _joined_pairs(
    db: sqlite3.Connection, below: KeptWording, above: KeptWording, change: Change
) -> Iterator[Pair]:
    """The statements that a link joins: of plain words those near the days that are new."""
    if not below.is_plain:
        yield from _pair(statement_of(db, Node(below.row)), statement_of(db, Node(above.row)))
        return
    apart = days_apart(below)
    for days in change.told.get(below.row, ()):
        for _, row in near_nodes(db, above.row, days, apart)[: None if above.is_plain else 1]:
            yield from _pair(statement_of(db, Node(below.row, days)), row)
    for days in change.told.get(above.row, ()):
        for _, row in near_nodes(db, below.row, days, apart):
            yield from _pair(statement_of(db, Node(above.row, days)), row)


def _sibling_pairs(
    db: sqlite3.Connection, own: KeptWording, told: Iterable[Days]
) -> Iterator[Pair]:
    """The statements of the same plain words on days that are near new ones."""
    for days in told:
        for _, row in near_nodes(db, own.row, days, days_apart(own)):
            yield from _pair(statement_of(db, Node(own.row, days)), row)


def _pair(one: int | None, other: int | None) -> Iterator[Pair]:
    if one is not None and other is not None:
        yield one, other


def _plain_near(db: sqlite3.Connection, change: Change) -> set[int]:
    """Statements of plain words that days which are told no more may concern."""
    rows = set(change.told)
    for row in change.told:
        below = "SELECT below FROM links WHERE above = ? AND joins"
        rows |= {int(each[0]) for each in db.execute(below, (row,))}
    nodes = (
        node
        for wording in _read_all(db, rows).values()
        if wording.is_plain
        for node in nodes_of(db, wording, change.days)
    )
    return {found for node in nodes if (found := statement_of(db, node)) is not None}
