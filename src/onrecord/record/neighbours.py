"""Which wordings are compared: those of like names that share runs of words, counted in wordings.

A shingle is kept with the surname beside it; a list holds the wordings that have it, the fullest first. The
first `LISTED` of a list are compared with all of it, the others with these only: a part of a quotation is
compared with the fullest of those that have its words, and a phrase in thousands of wordings costs no more
than one in a hundred. Two wordings are proposed if the fuller is so listed under a quarter of the shingles
of the one that has fewer: that depends on what is held alone, not on the order of adding. Comes after
`stretches`, before `links`, which decides.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from functools import lru_cache
from hashlib import blake2b

from onrecord.record.stretches import KeptWording, read_kept
from onrecord.record.wordings import shingle_hashes

LISTED = 100
"""Wordings under one run of words that are compared with all others under it."""
LEAST_SHARE = 4
"""A proposed wording shares at least one in four shingles of the shorter of the two."""


@lru_cache(maxsize=4096)
def keyed_shingles(wording: KeptWording) -> tuple[int, ...]:
    """The shingles of a wording, each mixed with the surname; none where nobody is named."""
    if not wording.name:
        return ()
    surname = f"{wording.kind == 'character'}\0{wording.name.split()[-1]}"
    mark = int.from_bytes(blake2b(surname.encode(), digest_size=4).digest(), "big") >> 1
    return tuple(number ^ mark for number in shingle_hashes(wording.keys))


def list_wording(db: sqlite3.Connection, wording: KeptWording) -> set[int]:
    """Put a wording on its lists; the wordings (rows) come back that are no longer among the first of one."""
    hashes = keyed_shingles(wording)
    db.executemany(
        "INSERT INTO wording_shingles (hash, rank, wording) VALUES (?, ?, ?)",
        ((number, wording.rank, wording.row) for number in hashes),
    )
    db.execute("UPDATE wordings SET shingles = ? WHERE row = ?", (len(hashes), wording.row))
    return _behind(db, wording)


def unlist_wording(db: sqlite3.Connection, wording: KeptWording) -> set[int]:
    """Take a wording off its lists; the wordings (rows) come back that are now among the first of one.

    Should words be normalised otherwise than when they were put in, the count shows it, and all lists are
    searched.
    """
    moved = _behind(db, wording)
    hashes = json.dumps(keyed_shingles(wording))
    gone = db.execute(
        "DELETE FROM wording_shingles WHERE wording = ? AND rank = ?"
        " AND hash IN (SELECT value FROM json_each(?))",
        (wording.row, wording.rank, hashes),
    ).rowcount
    (count,) = db.execute("SELECT shingles FROM wordings WHERE row = ?", (wording.row,)).fetchone()
    if gone != count:
        db.execute("DELETE FROM wording_shingles WHERE wording = ?", (wording.row,))
    return moved


def _behind(db: sqlite3.Connection, wording: KeptWording) -> set[int]:
    """The wordings that stand right behind the first of a list on which this one is among them."""
    found: set[int] = set()
    for number in keyed_shingles(wording):
        row = db.execute(
            "SELECT rank, wording FROM wording_shingles WHERE hash = ? ORDER BY rank, wording"
            " LIMIT 1 OFFSET ?",
            (number, LISTED),
        ).fetchone()
        if row is not None and tuple(row) > (wording.rank, wording.row):
            found.add(int(row[1]))
    return found


def propose(db: sqlite3.Connection, wording: KeptWording) -> list[KeptWording]:
    """The wordings to compare a kept one with: of enough common shingles, or of the same words."""
    shared: Counter[int] = Counter()
    for number in _known(db, wording):
        above = _listed(db, number, "<", wording, LISTED)
        shared.update(above)
        if len(above) < LISTED:
            shared.update(_listed(db, number, ">", wording, -1))
    rows = json.dumps(list(shared))
    found = read_kept(db, "JOIN json_each(?) j ON j.value = w.row ORDER BY w.rank", rows)
    count = len(keyed_shingles(wording))
    enough = [
        other
        for other in found
        if shared[other.row] * LEAST_SHARE >= min(count, len(keyed_shingles(other)))
    ]
    return enough + _of_same_words(db, wording)


def _known(db: sqlite3.Connection, wording: KeptWording) -> list[int]:
    """The shingles of a wording that another wording has too."""
    sql = (
        "SELECT value FROM json_each(?) j WHERE EXISTS"
        " (SELECT 1 FROM wording_shingles s WHERE s.hash = j.value AND s.wording <> ?)"
    )
    hashes = json.dumps(keyed_shingles(wording))
    return [int(row[0]) for row in db.execute(sql, (hashes, wording.row)).fetchall()]


def _listed(
    db: sqlite3.Connection, number: int, side: str, wording: KeptWording, limit: int
) -> list[int]:
    """The wordings (rows) on a list before or behind one."""
    rows = db.execute(
        f"SELECT wording FROM wording_shingles WHERE hash = ? AND (rank, wording) {side} (?, ?)"
        " ORDER BY rank, wording LIMIT ?",
        (number, wording.rank, wording.row, limit),
    )
    return [int(row[0]) for row in rows]


def _of_same_words(db: sqlite3.Connection, wording: KeptWording) -> list[KeptWording]:
    """The wordings of the same words where one of the two is nobody's by name."""
    found = read_kept(db, "WHERE w.words = ? ORDER BY w.rank", wording.words)
    return [o for o in found if o.row != wording.row and not (wording.name and o.name)]
