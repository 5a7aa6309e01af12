"""Which statements hang together: links between them, and the utterances that these make.

A link depends on its two statements alone. It is firm where both name the speaker, or where one article
relates its own statements; it is loose where the words are equal and somebody is not named. Firm
links make utterances. What nobody is named for joins an utterance by loose links only if these
lead to no second one: words that one article gives to Okafor and another to Marsh stay two
utterances, whoever repeats them without a name.

An utterance is named by the least id in it, so that the order in which articles were added leaves no
trace. Comes after `utterances` has decided on the links of an article.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

_GIVEN = "(SELECT value FROM json_each(?1))"
_LINKED = (
    f"SELECT high AS row FROM links WHERE low IN {_GIVEN}"
    f" UNION SELECT low FROM links WHERE high IN {_GIVEN}"
)
_LINKS_BETWEEN = f"SELECT low, high, firm FROM links WHERE low IN {_GIVEN}"


def link(db: sqlite3.Connection, one: int, other: int, *, firm: bool) -> None:
    """Keep that two statements (rows) are of the same words; a firm link outweighs a loose one."""
    if one != other:
        db.execute(
            "INSERT INTO links (low, high, firm) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET firm = max(firm, excluded.firm)",
            (min(one, other), max(one, other), int(firm)),
        )


def linked_outside(db: sqlite3.Connection, version: int) -> tuple[int, ...]:
    """The statements of other versions that are linked with statements of this one."""
    rows = db.execute("SELECT row FROM statements WHERE version = ?", (version,)).fetchall()
    own = {int(row[0]) for row in rows}
    return tuple(sorted(_linked_with(db, own) - own))


def settle_new(db: sqlite3.Connection, rows: Sequence[int]) -> None:
    """Settle the utterances of newly linked statements and of all that they now hang with.

    Where all links are firm, which is nearly always, utterances only ever merge, and need not be
    found anew from their links.
    """
    together = json.dumps(sorted(_linked_with(db, rows) | set(rows)))
    touched = db.execute(
        "SELECT row FROM statements WHERE utterance IN"
        f" (SELECT utterance FROM statements WHERE row IN {_GIVEN})",
        (together,),
    ).fetchall()
    members = json.dumps([int(row[0]) for row in touched])
    loose = db.execute(
        f"SELECT 1 FROM links WHERE firm = 0 AND low IN {_GIVEN}"
        f" UNION ALL SELECT 1 FROM links WHERE firm = 0 AND high IN {_GIVEN} LIMIT 1",
        (members,),
    ).fetchone()
    if loose:
        settle(db, rows)
        return
    for row in rows:
        _merge(db, row)


def settle(db: sqlite3.Connection, rows: Iterable[int]) -> None:
    """Find anew the utterances of these statements and of all that any links lead to."""
    done: set[int] = set()
    for row in rows:
        if row in done:
            continue
        reached = _all_linked_with(db, row)
        done |= reached
        for group in _groups(db, reached):
            db.execute(
                "UPDATE statements SET utterance ="
                f" (SELECT MIN(id) FROM statements WHERE row IN {_GIVEN}) WHERE row IN {_GIVEN}",
                (json.dumps(group),),
            )


def _merge(db: sqlite3.Connection, row: int) -> None:
    """Make one utterance of a statement and all that it is linked with."""
    together = json.dumps([row, *_linked_with(db, (row,))])
    names = db.execute(
        f"SELECT DISTINCT utterance FROM statements WHERE row IN {_GIVEN}", (together,)
    ).fetchall()
    least, *others = sorted(str(name[0]) for name in names)
    if others:
        db.execute(
            f"UPDATE statements SET utterance = ?2 WHERE utterance IN {_GIVEN}",
            (json.dumps(others), least),
        )


def _linked_with(db: sqlite3.Connection, rows: Iterable[int]) -> set[int]:
    """The statements that one link leads to from any of these."""
    return {int(row[0]) for row in db.execute(_LINKED, (json.dumps(sorted(rows)),))}


def _all_linked_with(db: sqlite3.Connection, row: int) -> set[int]:
    """All statements that links lead to from this one, itself included."""
    found = {row}
    ends = {row}
    while ends:
        ends = _linked_with(db, ends) - found
        found |= ends
    return found


def _groups(db: sqlite3.Connection, rows: set[int]) -> list[list[int]]:
    """The statements, closed under links, parted into utterances."""
    links = db.execute(_LINKS_BETWEEN, (json.dumps(sorted(rows)),)).fetchall()
    firm = [(int(low), int(high)) for low, high, is_firm in links if is_firm]
    loose = [(int(low), int(high)) for low, high, is_firm in links if not is_firm]
    heads = _join(rows, firm)
    named = {heads[row] for row in _named(db, rows)}
    unnamed = [
        (low, high) for low, high in loose if heads[low] not in named and heads[high] not in named
    ]
    heads = _join(rows, firm + unnamed)
    named = {heads[row] for row in _named(db, rows)}
    lead_to: defaultdict[int, set[int]] = defaultdict(set)
    for low, high in loose:
        for one, other in ((heads[low], heads[high]), (heads[high], heads[low])):
            if one not in named and other in named:
                lead_to[one].add(other)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for row in sorted(rows):
        known = lead_to[heads[row]]
        groups[min(known) if len(known) == 1 else heads[row]].append(row)
    return list(groups.values())


def _named(db: sqlite3.Connection, rows: set[int]) -> list[int]:
    """Those of the statements whose article names the speaker."""
    found = db.execute(
        f"SELECT row FROM statements WHERE speaker_name IS NOT NULL AND row IN {_GIVEN}",
        (json.dumps(sorted(rows)),),
    )
    return [int(row[0]) for row in found]


def _join(rows: Iterable[int], pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each row the least row that the pairs join it with (union-find).

    >>> _join([1, 2, 3, 4], [(2, 3), (3, 4)])
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
