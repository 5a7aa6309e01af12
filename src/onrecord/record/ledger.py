"""Which inputs have been read, what came of each, and which runs have not come to their end.

An input is one file that `add` was given. It is done when all its articles are in the record: the last of
them and the line here are written in one transaction, so that whatever stops a run, the next one knows
where to go on. An input counts as done only for the bytes, the onrecord and the model that it was read
with, and only as long as all its articles are as it left them. Comes after `connection`; `Store.ledger` is
one of these.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.record.connection import transaction, translated
from onrecord.values import Failure, LeftOut


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an input was read from and by: the digest of its bytes, and the onrecord, model and settings."""

    digest: str
    reader: str


@dataclass(frozen=True, slots=True)
class DoneInput:
    """What came of an input: keys and versions of its articles, and what could not be read or is left out."""

    articles: tuple[tuple[str, str], ...]
    told: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A run of `add` that has not come to its end: its paths as given, inputs found and inputs done."""

    number: int
    paths: tuple[str, ...]
    inputs: int
    done: int


_STALE = (
    "SELECT 1 FROM input_articles i WHERE i.input = ?1 AND NOT EXISTS (SELECT 1 FROM articles a"
    " JOIN versions v ON v.article = a.id AND v.current WHERE a.key = i.key"
    " AND v.version = i.version AND v.reader = ?2) LIMIT 1"
)


class Ledger:
    """The inputs and runs of one open record."""

    def __init__(self, db: sqlite3.Connection, path: Path | str) -> None:
        """Take the connection of the store."""
        self._db = db
        self._path = path

    # --- inputs ----------------------------------------------------------------------------------

    def done(self, place: str, stamp: Stamp, reader: str) -> DoneInput | None:
        """What came of an input, if it is done and all its articles are as it left them.

        `reader` is what its articles must have been read by.
        """
        with translated(self._path):
            row = self._db.execute(
                "SELECT id, told FROM inputs WHERE place = ? AND digest = ? AND reader = ?",
                (place, stamp.digest, stamp.reader),
            ).fetchone()
            if row is None or self._db.execute(_STALE, (row[0], reader)).fetchone():
                return None
            articles = self._db.execute(
                "SELECT key, version FROM input_articles WHERE input = ? ORDER BY key", (row[0],)
            ).fetchall()
        told = tuple(_as_told(*each) for each in json.loads(row[1]))
        return DoneInput(tuple((str(k), str(v)) for k, v in articles), told)

    def begin_input(self, place: str, reader: str) -> int:
        """The number of an input that is about to be read; what came of it before is forgotten."""
        self._db.execute("DELETE FROM inputs WHERE place = ?", (place,))
        cursor = self._db.execute(
            "INSERT INTO inputs (place, reader) VALUES (?, ?)", (place, reader)
        )
        return int(cursor.lastrowid or 0)

    def note_article(self, number: int, key: str, version: str) -> None:
        """Keep that an article is from an input, unless another program has begun to read that anew."""
        self._db.execute(
            "INSERT OR REPLACE INTO input_articles (input, key, version)"
            " SELECT id, ?, ? FROM inputs WHERE id = ?",
            (key, version, number),
        )

    def finish_input(self, number: int, digest: str, told: Sequence[Failure]) -> None:
        """Keep that all of an input is in the record, and what of it could not be read."""
        lines = json.dumps([[isinstance(t, LeftOut), t.path, t.reason] for t in told])
        self._db.execute(
            "UPDATE inputs SET digest = ?, told = ? WHERE id = ?", (digest, lines, number)
        )

    def forget_article(self, key: str) -> None:
        """Let nothing stay that tells of an article: its inputs are read again when they are added."""
        self._db.execute(
            "DELETE FROM inputs WHERE id IN (SELECT input FROM input_articles WHERE key = ?)",
            (key,),
        )

    # --- runs ------------------------------------------------------------------------------------

    def begin_job(self, paths: Sequence[str], inputs: int) -> int:
        """The number of a run that begins; unfinished ones of the same paths go on in it."""
        told = json.dumps(list(paths))
        with translated(self._path), transaction(self._db):
            self._db.execute("DELETE FROM jobs WHERE paths = ?", (told,))
            cursor = self._db.execute(
                "INSERT INTO jobs (paths, inputs, done) VALUES (?, ?, 0)", (told, inputs)
            )
            return int(cursor.lastrowid or 0)

    def note_done(self, number: int, done: int) -> None:
        """Keep how many inputs of a run are done, in the transaction that writes the last of them."""
        self._db.execute("UPDATE jobs SET done = ? WHERE number = ?", (done, number))

    def end_job(self, number: int) -> None:
        """Keep that a run has come to its end."""
        with translated(self._path), transaction(self._db):
            self._db.execute("DELETE FROM jobs WHERE number = ?", (number,))

    def unfinished(self) -> tuple[Job, ...]:
        """The runs that were stopped, or that another program is at, in the order of their beginning."""
        with translated(self._path):
            rows = self._db.execute(
                "SELECT number, paths, inputs, done FROM jobs ORDER BY number"
            ).fetchall()
        return tuple(Job(int(n), tuple(json.loads(p)), int(i), int(d)) for n, p, i, d in rows)


def _as_told(left_out: bool, path: str, reason: str) -> Failure:
    return LeftOut(path, reason) if left_out else Failure(path, reason)
