"""Opening the file of a record: is it one, of which version, and what went wrong if not.

Every error of SQLite leaves this package as one of `errors`, with what was found, where, and
what to do next. Comes after `schema`, `wordings` and `utterances` (a migration derives them anew),
before `store`.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import NewerRecord, NotARecord, NotOnRecord, RecordError
from onrecord.record.codec import decode
from onrecord.record.disputes import name_disputes
from onrecord.record.occasions import settle_occasions
from onrecord.record.rows import read_account, read_article, write_disputes
from onrecord.record.schema import APPLICATION_ID, NEWEST, STEPS
from onrecord.record.settling import derive_anew
from onrecord.record.utterances import join_utterances
from onrecord.record.wordings import index_words
from onrecord.statements import find_notices, outside_notices
from onrecord.text import lay_out
from onrecord.values import Labels, Reading, Statement
from onrecord.variants import find_disputes

MEMORY = ":memory:"
SQLITE_FILE = b"SQLite format 3\0"
"""The bytes that every SQLite database begins with (sqlite.org/fileformat.html)."""
A_MOMENT = 0.02
"""Seconds between two tries."""
PATIENCE = 10.0
"""Seconds to wait for another program that writes to the same record."""


def connect(path: Path | str, *, create: bool, patience: float = PATIENCE) -> sqlite3.Connection:
    """An open connection to the record, brought to the newest version.

    Raises NotOnRecord where there is no file and none shall be made, NotARecord, NewerRecord.
    """
    if str(path) == MEMORY:
        return _prepare(sqlite3.connect(MEMORY, isolation_level=None), path, create=True)
    file = Path(path)
    with translated(file):
        _look_at(file, create)
        db = sqlite3.connect(
            _address(file, create), uri=True, timeout=patience, isolation_level=None
        )
        try:
            return _prepare(db, file, create=create)
        except BaseException:
            db.close()
            raise


def _look_at(file: Path, create: bool) -> None:
    """Raise where there is no file that SQLite could open."""
    if file.is_dir():
        raise NotARecord(f"{file}: a folder, not a record; name a file in it, as {file}/record.db")
    if file.exists() and not file.is_file():
        raise NotARecord(f"{file}: a device or a pipe, not a record; name a file with --record")
    if not file.exists() and not create:
        raise NotOnRecord(
            f"{file}: no record there; make one with: onrecord add PATH --record {file}"
        )
    if not file.exists() and not file.parent.is_dir():
        raise RecordError(f"{file}: there is no folder {file.parent}; make it first")
    # SQLite takes a file of a few bytes for an empty one, and would write over somebody's notes.
    if file.exists() and _first_bytes(file) not in (b"", SQLITE_FILE):
        raise NotARecord(f"{file}: not a record; name another file with --record")


def _first_bytes(file: Path) -> bytes:
    """As many bytes of the file as tell whether it is SQLite's."""
    with file.open("rb") as opened:
        return opened.read(len(SQLITE_FILE))


def is_writable(file: Path) -> bool:
    """Whether the record can be written: its file, and the folder that takes the journal."""
    if file.exists() and not os.access(file, os.W_OK):
        return False
    return os.access(file.parent, os.W_OK)


def _address(file: Path, create: bool) -> str:
    """The URI of the file for SQLite, in the mode that file and folder allow."""
    base = file.absolute().as_uri()
    if is_writable(file):
        return f"{base}?mode={'rwc' if create else 'rw'}"
    journal = file.with_name(file.name + "-wal")
    # A folder that cannot be written has no room for the shared memory of a journal: only a
    # record at rest can be read there.
    at_rest = not journal.exists() or journal.stat().st_size == 0
    return f"{base}?mode=ro" + ("&immutable=1" if at_rest else "")


def _prepare(db: sqlite3.Connection, path: Path | str, *, create: bool) -> sqlite3.Connection:
    """The connection, set up, after a look at whose file it is and the steps still missing."""
    set_up(db)
    with transaction(db, "BEGIN"):  # one look: another program may be making the record
        version = _version_found(db, path, create)
    if version < NEWEST:
        if version and isinstance(path, Path) and not is_writable(path):
            raise RecordError(
                f"{path}: a record of version {version}, to be brought to version {NEWEST} before "
                "it can be read, but it is read-only; copy it to a folder that you can write"
            )
        _migrate(db, path, create)
    return db


def set_up(db: sqlite3.Connection) -> None:
    """Set what SQLite keeps per connection. Deleted words are overwritten, not just unlinked."""
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA temp_store = MEMORY")


def _version_found(db: sqlite3.Connection, path: Path | str, create: bool) -> int:
    """The version of the record in the file, 0 for an empty file that may become one."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (tables,) = db.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION_ID:
        if tables or application or version:
            raise NotARecord(
                f"{path}: an SQLite database of another program, not a record of onrecord; "
                "name another file with --record"
            )
        if not create:
            raise NotARecord(
                f"{path}: an empty file, not a record; fill it with: onrecord add PATH"
            )
    if version > NEWEST:
        raise NewerRecord(
            f"{path}: a record of version {version}, this onrecord knows versions up to {NEWEST}; "
            "upgrade onrecord to read it"
        )
    return int(version)


def _migrate(db: sqlite3.Connection, path: Path | str, create: bool) -> None:
    """Run the missing steps in one transaction; another program may have run them meanwhile."""
    if isinstance(path, Path):
        _keep_journal(db)
    with transaction(db):
        version = _version_found(db, path, create)
        missing = STEPS[version:]
        for step in missing:
            for command in step.sql.split(";\n"):
                db.execute(command)
        if any(step.reindex for step in missing):
            reindex(db)
        if any(step.resettle for step in missing) and version:
            settle_occasions(db, derive_anew(db))
        if any(step.dispute for step in missing) and version:
            find_disputes_anew(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {NEWEST}")


def _keep_journal(db: sqlite3.Connection) -> None:
    """Let readers go on while somebody writes. For this one command SQLite does not wait for others by
    itself, so we do, as long as for any other."""
    (patience,) = db.execute("PRAGMA busy_timeout").fetchone()
    until = time.monotonic() + patience / 1000
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            busy = getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")
            if not busy or time.monotonic() > until:
                raise
            time.sleep(A_MOMENT)


def reindex(db: sqlite3.Connection) -> None:
    """Derive shingles and utterances anew from the articles and statements that are held."""
    for table in ("ties", "links", "stretches", "wording_shingles", "wordings", "article_shingles"):
        db.execute(f"DELETE FROM {table}")
    db.execute("INSERT INTO articles_words (articles_words) VALUES ('delete-all')")
    db.execute("UPDATE statements SET utterance = NULL")
    for (version,) in db.execute("SELECT id FROM versions WHERE current ORDER BY id").fetchall():
        article = read_article(db, version)
        index_words(db, version, article.text)
        rows = db.execute(
            "SELECT value FROM statements WHERE version = ? ORDER BY ordinal", (version,)
        )
        statements = [decode(Statement, str(row[0])) for row in rows.fetchall()]
        join_utterances(db, version, statements, article)


def find_disputes_anew(db: sqlite3.Connection) -> None:
    """Find what the held articles say against reported words, in records from before this was kept."""
    db.execute("DELETE FROM disputes")
    for (version,) in db.execute("SELECT id FROM versions WHERE current ORDER BY id").fetchall():
        account = read_account(db, version)
        reading = Reading(account.article, lay_out(account.article), Labels((), (), ()))
        notices = find_notices(reading)
        statements = outside_notices(account.statements, notices)
        write_disputes(db, version, find_disputes(reading, notices, statements, account.people))
    people = "SELECT person, version, name, kind FROM sightings WHERE person IS NOT NULL"
    for person, version, name, kind in db.execute(people).fetchall():
        name_disputes(db, person, version, name, kind)


@contextmanager
def transaction(db: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """All of the block or nothing of it."""
    db.execute(begin)
    try:
        yield
    except BaseException:
        if db.in_transaction:
            db.rollback()
        raise
    db.commit()


_ADVICE = {
    "SQLITE_BUSY": "another program is writing to it; wait until it is done, then try again",
    "SQLITE_LOCKED": "another part of this program is using it; close that first",
    "SQLITE_READONLY": "it cannot be written; copy it to a folder that you can write, or change "
    "the permissions of the file and of its folder",
    "SQLITE_CANTOPEN": "it cannot be opened; look whether its folder exists and whether you may "
    "write there",
    "SQLITE_FULL": "the disk is full; free some space, then try again: nothing was half written",
    "SQLITE_IOERR": "the disk cannot be read or written; look at the disk, then restore the "
    "record from a copy if it persists",
    "SQLITE_CORRUPT": "the file is damaged; restore it from a copy, or add the articles again "
    "into a new record",
    "SQLITE_CONSTRAINT": "two parts of one article bear the same id, which they never should; "
    "please report this with the article",
}


@contextmanager
def translated(path: Path | str) -> Iterator[None]:
    """Run a block whose SQLite errors become RecordError with what, where and what next."""
    try:
        yield
    except sqlite3.Error as error:
        raise _as_record_error(error, path) from error
    except OSError as error:
        raise RecordError(
            f"{path}: it cannot be opened ({error.strerror}); look at the permissions of its folder"
        ) from error
    except UnicodeEncodeError as error:
        raise RecordError(
            f"{path}: a text holds half a character (U+{ord(error.object[error.start]):04X}), "
            "which no file can keep; repair it and give it again"
        ) from error


def _as_record_error(error: sqlite3.Error, path: Path | str) -> RecordError:
    """The error of ours that says what an error of SQLite means for the user."""
    name = getattr(error, "sqlite_errorname", None) or ""
    if name == "SQLITE_NOTADB":
        return NotARecord(f"{path}: not a record; name another file with --record")
    for start, advice in _ADVICE.items():
        if name.startswith(start):
            return RecordError(f"{path}: {advice} ({error})")
    return RecordError(f"{path}: the record refused ({error}); please report this")
