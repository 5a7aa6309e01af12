"""Looks at everything in a record, says what is wrong where, and repairs what texts and values are enough
for.

    1. the file, and rows that belong to nothing           (stored)
    2. texts, values, spans, columns of every version      (stored)
    3. the index of words                                  (derived)
    4. shingles, utterances, people, occasions             (derived)

To look, a copy is made and derived anew: the record itself is only read, and others may write to it
meanwhile. To repair, the same is done in the record, in one transaction. Comes last in `record`.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from onrecord.record.backup import copy_database
from onrecord.record.connection import MEMORY, is_writable, set_up, transaction, translated
from onrecord.record.derived import check_derived, check_words, derive_all
from onrecord.record.findings import Fault, Tell, Verification
from onrecord.record.rows import read_as_read, write_version
from onrecord.record.store import Store
from onrecord.record.stored import (
    AccountCheck,
    as_corrected,
    check_file,
    check_rows,
    check_texts,
)


def verify(
    store: Store, *, repair: bool = False, quick: bool = False, tell: Tell = lambda what: None
) -> Verification:
    """What is wrong in a record, and what is left of it if it shall be repaired.

    `quick` leaves out what has to be derived anew, which takes as long as adding without reading.
    """
    with translated(store.path):
        with _copy_of(store, tell) as copy:
            found = _Look(copy, quick, tell)
            found.look()
        if not repair or not any(fault.can_rebuild for fault in found.faults):
            return found.told(found.faults)
        tell("repairing")
        with transaction(store.connection):
            _repair(store.connection, found)
        with _copy_of(store, tell) as copy:
            left = _Look(copy, quick, tell)
            left.look()
    return found.told(left.faults, repaired=True)


def find_damage(db: sqlite3.Connection) -> list[Fault]:
    """What is wrong with the file, its rows and its texts: what no deriving puts right."""
    return [*check_file(db), *check_rows(db), *check_texts(db)]


@contextmanager
def _copy_of(store: Store, tell: Tell) -> Iterator[sqlite3.Connection]:
    """One state of the record, to be changed at will."""
    tell("copying")
    at = store.path if isinstance(store.path, Path) else Path(store.path)
    beside = str(at) != MEMORY and is_writable(at)
    with tempfile.TemporaryDirectory(
        prefix=".onrecord-verify-", dir=at.absolute().parent if beside else None
    ) as folder:
        place = Path(folder) / "copy.db"
        copy_database(store.connection, place)
        db = sqlite3.connect(place, isolation_level=None)
        try:
            set_up(db)
            db.execute("PRAGMA synchronous = OFF")
            db.execute("PRAGMA secure_delete = OFF")
            yield db
        finally:
            db.close()


class _Look:
    """One look at a database, which is changed by it."""

    def __init__(self, db: sqlite3.Connection, quick: bool, tell: Tell) -> None:
        self._db = db
        self._quick = quick
        self._tell = tell
        self.faults: list[Fault] = []
        self.seen: Counter[str] = Counter()
        self.unreadable: list[int] = []
        """Versions whose values cannot be trusted."""
        self.miswritten: list[int] = []
        """Versions whose columns are not what the values say."""
        self.skipped: list[str] = []

    def look(self) -> None:
        """Take in all that is wrong. What cannot be looked at, for the file is damaged, is told as
        skipped."""
        for name, step in (
            ("the file", self._file),
            ("texts and values", self._values),
            ("the index of words", self._words),
            ("utterances and people", self._derived),
        ):
            self._tell(name)
            try:
                with transaction(self._db):
                    step()
            except sqlite3.DatabaseError as error:
                self.skipped.append(f"{name}: cannot be looked at ({error})")

    def told(self, left: list[Fault], *, repaired: bool = False) -> Verification:
        """What there is to say."""
        return Verification(
            dict(self.seen), tuple(self.faults), tuple(left), repaired, tuple(self.skipped)
        )

    def _file(self) -> None:
        self.faults += [*check_file(self._db), *check_rows(self._db), *check_texts(self._db)]

    def _values(self) -> None:
        check = AccountCheck(self._db)
        self.seen = check.seen
        for (version,) in self._db.execute("SELECT id FROM versions ORDER BY id").fetchall():
            found = list(check.faults(version))
            self.faults += found
            if any(fault.part == "values" for fault in found):
                self.unreadable.append(version)
            elif found:
                self.miswritten.append(version)

    def _words(self) -> None:
        self.faults += check_words(self._db)

    def _derived(self) -> None:
        if self._quick:
            self.skipped.append("utterances and people: not derived anew")
            return
        _mend(self._db, self.unreadable, self.miswritten)
        self.faults += check_derived(self._db)


def _mend(db: sqlite3.Connection, unreadable: list[int], miswritten: list[int]) -> None:
    """In a copy: leave out what cannot be trusted and write the rest as its values say, to derive from it."""
    db.executemany("UPDATE versions SET current = 0 WHERE id = ?", [(v,) for v in unreadable])
    _drop_orphans(db)
    for version in miswritten:
        _write_again(db, version)


def _repair(db: sqlite3.Connection, found: _Look) -> None:
    """Put right what can be: indexes, orphans, columns, and all that is derived.

    Of articles whose values cannot be trusted the digest is taken away, so that adding them again, or reading
    their text again, replaces them; until then nothing is derived from them.
    """
    with suppress(sqlite3.DatabaseError):
        db.execute("REINDEX")
    _drop_orphans(db)
    for version in found.miswritten:
        _write_again(db, version)
    for version in found.unreadable:
        db.execute("UPDATE versions SET digest = '', reader = '' WHERE id = ?", (version,))
    if not found.unreadable:
        derive_all(db)


def _drop_orphans(db: sqlite3.Connection) -> None:
    """Take away rows that belong to nothing."""
    while gone := db.execute("PRAGMA foreign_key_check").fetchall():
        before = db.total_changes
        for table, row, parent, _ in gone:
            if row is not None:
                db.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
            else:
                _drop_keyed(db, str(table), str(parent))
        if db.total_changes == before:
            return


def _drop_keyed(db: sqlite3.Connection, table: str, parent: str) -> None:
    """Take away rows of a table without row numbers whose parent is gone."""
    for _, _, of, column, target, *_ in db.execute(f"PRAGMA foreign_key_list({table})").fetchall():
        if of == parent:
            key = (
                target
                or db.execute(
                    "SELECT name FROM pragma_table_info(?) WHERE pk = 1", (parent,)
                ).fetchone()[0]
            )
            db.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT {key} FROM {parent})")


def _write_again(db: sqlite3.Connection, version: int) -> None:
    """Write a version as its values say; what is derived from it is derived anew afterwards."""
    read = read_as_read(db, version)
    account = as_corrected(db, version, read)
    article, current, reader = db.execute(
        "SELECT article, current, reader FROM versions WHERE id = ?", (version,)
    ).fetchone()
    db.execute("DELETE FROM versions WHERE id = ?", (version,))
    db.execute("DELETE FROM article_shingles WHERE version = ?", (version,))
    held = db.execute(
        "SELECT id FROM versions WHERE article = ? AND current", (article,)
    ).fetchone()
    if held:
        db.execute("UPDATE versions SET current = 0 WHERE id = ?", held)
    written = write_version(db, article, account, read)
    db.execute(
        "UPDATE versions SET reader = ?, current = ? WHERE id = ?", (reader, current, written)
    )
    if held:
        db.execute("UPDATE versions SET current = 1 WHERE id = ?", held)
