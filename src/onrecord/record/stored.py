"""Whether what is stored is what was put there: the file, the rows, each text, value, span and column.

    file      SQLite's own check of pages and indexes
    rows      rows that belong to nothing
    text      an article's text and the digest of it
    values    what was read of it, its digest, and every span within the text
    columns   what queries look at, and what the values say

Comes after `rows`, before `verifying`; changes nothing.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from onrecord.errors import RecordError
from onrecord.record.connection import MEMORY, connect
from onrecord.record.corrected import correct_account, standing_of
from onrecord.record.corrections import read_corrections
from onrecord.record.findings import Fault
from onrecord.record.rows import digest, read_account, read_as_read, write_version
from onrecord.values import Account, Span

MOST = 50
"""Faults of the file that SQLite lists."""
AGAIN = "add its document again with: onrecord add FILE --anew"
REREAD = "read its text again with: onrecord add --reread"
EARLIER = (
    "it is of an earlier text of the article, which nothing shows: to be rid of it, remove and add"
)
_DERIVED = {"row", "version", "utterance", "person", "occasion"}
_OF_VERSION = ("url", "outlet", "headline", "byline", "published")
_PARTS = ("statements", "passages", "works", "people", "disputes")
_KEYED = (
    ("statement_works", "work", "statement", "statements"),
    ("statement_topics", "topic", "statement", "statements"),
    ("passage_works", "work", "passage", "passages"),
    ("passage_topics", "topic", "passage", "passages"),
)


def check_file(db: sqlite3.Connection) -> Iterator[Fault]:
    """What SQLite finds wrong with pages and indexes. Indexes can be rebuilt, pages cannot."""
    for (line,) in db.execute(f"PRAGMA integrity_check({MOST})").fetchall():
        if line != "ok":
            yield _of_file(str(line))


def _of_file(line: str) -> Fault:
    is_index = "index" in line and "*** in database" not in line
    advice = (
        "" if is_index else "restore the record from a copy, or add the articles into a new record"
    )
    return Fault("file", "the file", " ".join(line.split()), is_index, advice)


def check_rows(db: sqlite3.Connection) -> Iterator[Fault]:
    """Rows whose article, version or statement is gone."""
    counts: Counter[tuple[str, str]] = Counter()
    for table, _, parent, _ in db.execute("PRAGMA foreign_key_check").fetchall():
        counts[str(table), str(parent)] += 1
    for (table, parent), count in sorted(counts.items()):
        what = f"{count} rows belong to nothing in the table {parent}"
        yield Fault("rows", f"table {table}", what, can_rebuild=True)


def check_texts(db: sqlite3.Connection) -> Iterator[Fault]:
    """Articles whose text is not the one that was stored."""
    sql = "SELECT a.key, v.version, v.text FROM versions v JOIN articles a ON a.id = v.article ORDER BY v.id"
    for key, version, text in db.execute(sql):
        if not isinstance(text, str) or _sha256(text) != version:
            what = "its text is not the one that was stored (its digest is another)"
            yield Fault("text", str(key), what, advice=AGAIN)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class AccountCheck:
    """Looks at what is stored of versions, one after another; `seen` counts what was looked at."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._scratch = connect(MEMORY, create=True)
        self.seen: Counter[str] = Counter()

    def faults(self, version: int) -> Iterator[Fault]:
        """What is wrong with the values and columns of a version."""
        key, text_digest, text, held, current = self._db.execute(
            "SELECT a.key, v.version, v.text, v.digest, v.current FROM versions v JOIN articles a"
            " ON a.id = v.article WHERE v.id = ?",
            (version,),
        ).fetchone()
        advice = REREAD if _sha256(str(text)) == text_digest else AGAIN
        if not current:
            advice = EARLIER
        try:
            account, read = read_account(self._db, version), read_as_read(self._db, version)
        except RecordError as error:
            yield Fault("values", str(key), str(error).split(";")[0], advice=advice)
            return
        self.seen.update(articles=1, statements=len(account.statements))
        if held not in (digest(read), digest(replace(read, disputes=()))):
            what = "what was read of it is not what was stored (its digest is another)"
            yield Fault("values", str(key), what, advice=advice)
        spans = list(spans_in((account, read) if read != account else account))
        self.seen["spans"] += len(spans)
        if outside := [s for s in spans if not 0 <= s.start <= s.end <= len(account.article.text)]:
            what = f"{len(outside)} places lie outside its text, the first from {outside[0].start}"
            yield Fault("values", str(key), what, advice=advice)
            return
        if as_corrected(self._db, version, read) != account:
            what = "its statements are not as the user's corrections make them"
            yield Fault("columns", str(key), what, can_rebuild=True)
        for table in self._wrong_tables(version, account, read):
            what = f"the table {table} says something else than the values"
            yield Fault("columns", str(key), what, can_rebuild=True)

    def _wrong_tables(self, version: int, account: Account, read: Account) -> list[str]:
        """The tables in which a version stands otherwise than its account would be written."""
        scratch = self._scratch
        scratch.execute("BEGIN")
        try:
            scratch.execute("INSERT INTO articles (key) VALUES (?)", (account.article.key,))
            fresh = write_version(scratch, 1, account, read)
            ours, theirs = _shown(self._db, version), _shown(scratch, fresh)
        finally:
            scratch.rollback()
        return [table for table in theirs if ours[table] != theirs[table]]


def as_corrected(db: sqlite3.Connection, version: int, read: Account) -> Account:
    """What the user's corrections make of an account as it was read; earlier versions stay as they are."""
    (current,) = db.execute("SELECT current FROM versions WHERE id = ?", (version,)).fetchone()
    if not current:
        return read_account(db, version)
    standing = standing_of(read_corrections(db), read.article.key)
    return correct_account(read, standing).account if standing else read


def _shown(db: sqlite3.Connection, version: int) -> dict[str, list[tuple[object, ...]]]:
    """The columns of a version that its account decides, by table."""
    columns = ", ".join(_OF_VERSION)
    found = {
        "versions": db.execute(
            f"SELECT {columns} FROM versions WHERE id = ?", (version,)
        ).fetchall()
    }
    for table in _PARTS:
        names = [str(row[1]) for row in db.execute(f"PRAGMA table_info({table})")]
        columns = ", ".join(_compared(table, name) for name in names if name not in _DERIVED)
        sql = f"SELECT {columns} FROM {table} WHERE version = ? ORDER BY ordinal"
        found[table] = db.execute(sql, (version,)).fetchall()
    for table, column, of, parts in _KEYED:
        sql = (
            f"SELECT p.ordinal, k.{column} FROM {table} k JOIN {parts} p ON p.row = k.{of}"
            f" WHERE p.version = ? ORDER BY 1, 2"
        )
        found[table] = db.execute(sql, (version,)).fetchall()
    sql = (
        "SELECT d.ordinal, n.name, n.kind FROM dispute_names n JOIN disputes d ON d.row = n.dispute"
        " WHERE d.version = ? ORDER BY 1, 2, 3"
    )
    found["dispute_names"] = db.execute(sql, (version,)).fetchall()
    return found


def _compared(table: str, column: str) -> str:
    """A column as it is compared: venues of earlier versions in old records may be NULL where none is
    named."""
    is_venue = table == "statements" and column in ("outlet", "programme")
    return f"COALESCE({column}, '')" if is_venue else column


def spans_in(value: object) -> Iterator[Span]:
    """Every place that a value names, at any depth.

    >>> [span.end for span in spans_in((Span(0, 3), "word", (Span(4, 9),)))]
    [3, 9]
    """
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans_in(getattr(value, field.name))
