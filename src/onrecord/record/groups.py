"""Utterances by name: statements brought together, or found anew where something may have come apart.

An utterance bears the least id in it, so that the order of adding leaves no trace. Comes after `nodes`, whose
edges it follows; `utterances` says when.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onrecord.record.nodes import DAYS, edges, join
from onrecord.record.stretches import Days, Node, read_kept

_GIVEN = "(SELECT value FROM json_each(?1))"

Pair = tuple[int, int]
"""Two statements (rows) of one utterance."""


def merge(db: sqlite3.Connection, pairs: Iterable[Pair]) -> None:
    """Make one utterance of each pair's."""
    pairs = set(pairs)
    if not pairs:
        return
    given = json.dumps(sorted({row for pair in pairs for row in pair}))
    found = db.execute(f"SELECT row, utterance FROM statements WHERE row IN {_GIVEN}", (given,))
    names = {int(row): str(name) for row, name in found.fetchall()}
    order = sorted(set(names.values()))
    number = {name: at for at, name in enumerate(order)}
    together = ((number[names[one]], number[names[other]]) for one, other in pairs)
    for each, head in join(range(len(order)), together).items():
        if each != head:
            db.execute(
                "UPDATE statements SET utterance = ? WHERE utterance = ?",
                (order[head], order[each]),
            )


def names_of(db: sqlite3.Connection, rows: Iterable[int]) -> set[str]:
    """The utterances of some statements."""
    found = db.execute(
        f"SELECT DISTINCT utterance FROM statements WHERE row IN {_GIVEN} AND utterance IS NOT NULL",
        (json.dumps(list(rows)),),
    )
    return {str(row[0]) for row in found}


def statements_with(db: sqlite3.Connection, names: Iterable[str]) -> set[int]:
    """The statements of some utterances."""
    found = db.execute(
        f"SELECT row FROM statements WHERE utterance IN {_GIVEN}", (json.dumps(sorted(names)),)
    )
    return {int(row[0]) for row in found}


def all_statements(db: sqlite3.Connection, wordings: Iterable[int]) -> set[int]:
    """The statements of some wordings."""
    found = db.execute(
        f"SELECT statement FROM stretches WHERE wording IN {_GIVEN}",
        (json.dumps(sorted(wordings)),),
    )
    return {int(row[0]) for row in found}


def settle(db: sqlite3.Connection, rows: Iterable[int]) -> None:
    """Find anew the utterances that some statements are of, and all that they lead to."""
    members: set[int] = set()
    pairs: list[Pair] = []
    names = names_of(db, rows)
    while names:
        fresh = statements_with(db, names) - members
        members |= fresh
        found = list(_pairs_of(db, fresh))
        pairs += found
        names = names_of(db, {row for pair in found for row in pair} - members)
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
        yield from ((first, other) for other in edges(db, node).values())


def _plain(db: sqlite3.Connection, wordings: set[int]) -> set[int]:
    """Those of some wordings (rows) that are plain."""
    given = json.dumps(sorted(wordings))
    found = read_kept(db, "JOIN json_each(?) j ON j.value = w.row", given)
    return {each.row for each in found if each.is_plain}
