"""What statements and passages mean, as vectors: kept with each version, read to find what words alone miss.

A version has one row: the vectors of its statements and of its passages in their order, a byte a number
(`language/embeddings`). What stands before a statement tells what "it" is: a part of its vector is that of
the text before it. Records from before this was kept, and those made with other vectors, are filled in
when they are first asked, if they can be written. Comes after `rows`, before `store`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.language.embeddings import Floats, Small

BEFORE = 400
"""Characters before a statement that its vector speaks of too."""
SHARE = 0.5
"""The weight of these, next to the statement's own words."""

_MISSING = (
    "SELECT v.id FROM versions v LEFT JOIN vectors m ON m.version = v.id AND m.model = ?"
    " WHERE v.current AND m.version IS NULL ORDER BY v.id"
)
_HELD = (
    "SELECT m.version, m.statements, m.passages FROM vectors m JOIN versions v ON v.id = m.version"
    " WHERE v.current AND m.model = ? ORDER BY m.version"
)


@dataclass(frozen=True)
class Shelf:
    """The vectors of all current versions: `rows` (n, width), and of each the version it belongs to."""

    rows: Small
    versions: Sequence[int]
    starts: Sequence[int]

    def nearest(self, asked: Floats, limit: int) -> list[tuple[int, float]]:
        """The versions with the statement or passage nearest to a vector of length one, and its cosine."""
        import numpy as np

        if not len(self.rows):
            return []
        scores = np.concatenate(
            [
                self.rows[at : at + CHUNK].astype(np.float32) @ asked
                for at in range(0, len(self.rows), CHUNK)
            ]
        )
        best = np.maximum.reduceat(scores, np.array(self.starts)) / 127
        order = np.argsort(-best, kind="stable")[:limit]
        return [(self.versions[at], float(best[at])) for at in order]


CHUNK = 16384
"""Rows that are unpacked at a time."""


def write_vectors(db: sqlite3.Connection, version: int) -> None:
    """Keep the vectors of one version that was just written."""
    from onrecord.language.embeddings import bundled_embeddings, packed, unit

    embeddings = bundled_embeddings()
    (text,) = db.execute("SELECT text FROM versions WHERE id = ?", (version,)).fetchone()
    packs = []
    for table in ("statements", "passages"):
        sql = f"SELECT start, text FROM {table} WHERE version = ? ORDER BY ordinal"
        found = db.execute(sql, (version,)).fetchall()
        own = embeddings.encode([words for _, words in found])
        before = embeddings.encode([text[max(0, start - BEFORE) : start] for start, _ in found])
        packs.append(packed(unit(own + SHARE * before)).tobytes())
    db.execute(
        "INSERT OR REPLACE INTO vectors (version, model, statements, passages) VALUES (?, ?, ?, ?)",
        (version, embeddings.name, *packs),
    )


def missing_vectors(db: sqlite3.Connection) -> list[int]:
    """The current versions that have no vectors of today's."""
    from onrecord.language.embeddings import bundled_embeddings

    return [int(row[0]) for row in db.execute(_MISSING, (bundled_embeddings().name,))]


def read_shelf(db: sqlite3.Connection) -> Shelf:
    """The vectors of all current versions; those without any are left out."""
    import numpy as np

    from onrecord.language.embeddings import bundled_embeddings

    embeddings = bundled_embeddings()
    packs, versions, starts, at = [], [], [], 0
    for version, statements, passages in db.execute(_HELD, (embeddings.name,)):
        pack = statements + passages
        if pack:
            packs.append(pack)
            versions.append(int(version))
            starts.append(at)
            at += len(pack) // embeddings.width
    rows = np.frombuffer(b"".join(packs), np.int8).reshape(-1, embeddings.width)
    return Shelf(rows, versions, starts)
