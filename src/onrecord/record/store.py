"""The record: all accounts in one SQLite file, what they share, and the words to find them by.

    add      one transaction an article: rows, search index, word shingles, utterances
    remove   one transaction, then the file is rewritten so that none of the words stay in it
    the rest reads the current version of each article, in an order that depends on nothing else

Comes after `pipeline`, whose accounts it keeps, and before `answers`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Self

from onrecord.errors import RecordError
from onrecord.record import rows
from onrecord.record.connection import (
    MEMORY,
    PATIENCE,
    connect,
    is_writable,
    transaction,
    translated,
)
from onrecord.record.corrected import correct_account, standing_of
from onrecord.record.corrections import forget_statement_words, read_corrections
from onrecord.record.held_statements import HeldStatements
from onrecord.record.ledger import Ledger
from onrecord.record.lists import Lists
from onrecord.record.occasions import people_of_words, settle_occasions
from onrecord.record.persons import Persons
from onrecord.record.reviews import Reviews
from onrecord.record.settling import blocks_of_version, forget_sightings, settle_people
from onrecord.record.sightings import write_sightings
from onrecord.record.status import Status, read_status
from onrecord.record.utterances import join_utterances, part_utterances
from onrecord.record.vectors import write_vectors
from onrecord.record.wordings import forget_words, index_words
from onrecord.values import Account

Outcome = Literal["added", "unchanged", "replaced"]


class Store(HeldStatements):
    """A record, open. Use it as a context manager, in the thread that opened it."""

    def __init__(self, db: sqlite3.Connection, path: Path | str) -> None:
        """Take an open connection; `Store.open` makes one."""
        super().__init__(db, path)
        self.persons = Persons(db, path, self._recorrect)
        self.lists = Lists(db, path)
        self.reviews = Reviews(db, path, self.persons, self._recorrect)
        self.ledger = Ledger(db, path)

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False, patience: float = PATIENCE) -> Self:
        """The record in the file, brought to the newest version; `:memory:` is a new, empty one.

        `patience` is how many seconds to wait for another program that writes to it. Raises
        NotOnRecord where there is no file (unless `create`), NotARecord where it is something
        else, NewerRecord where a later onrecord wrote it.
        """
        store = cls(connect(path, create=create, patience=patience), path)
        store._finish_takedown()
        return store

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All that the block adds, or nothing of it. A block inside another belongs to that."""
        if self._db.in_transaction:
            yield
            return
        with translated(self._path), transaction(self._db):
            yield

    def add(self, account: Account, reader: str = "") -> Outcome:
        """Whether the account was new, already held, or has taken the place of an earlier one.

        Another text under the same key becomes the current version and the earlier ones are kept;
        the same text read anew replaces what was read of it. `reader` is kept as what read it.
        """
        with self.writing():
            outcome = self._add(account)
            self._db.execute(
                "UPDATE versions SET reader = ? WHERE id = ?",
                (reader, self._current(account.article.key)),
            )
            return outcome

    def _add(self, account: Account) -> Outcome:
        article = account.article
        self._db.execute("INSERT OR IGNORE INTO articles (key) VALUES (?)", (article.key,))
        (article_row,) = self._row("SELECT id FROM articles WHERE key = ?", article.key)
        current = self._current(article.key)
        if current is not None:
            (held,) = self._row("SELECT digest FROM versions WHERE id = ?", current)
            # Without a digest (`verify --repair`), what is held cannot be trusted.
            same = held == rows.digest(account)
            if same or (held and rows.is_as_corrected(self._db, current, account)):
                return "unchanged"
            self._retire(current)
        self._db.execute(
            "DELETE FROM versions WHERE article = ? AND version = ?",
            (article_row, article.version),
        )
        self._write(article_row, account)
        return "added" if current is None else "replaced"

    def _write(self, article_row: int, account: Account) -> None:
        """Write an account as the current version, with the user's corrections of its statements."""
        standing = standing_of(read_corrections(self._db), account.article.key)
        made = correct_account(account, standing).account if standing else account
        self._install(rows.write_version(self._db, article_row, made, account), made)

    def _recorrect(self, key: str) -> None:
        """Apply the corrections of an article's statements anew, if it is on record."""
        version = self._current(key)
        if version is None:
            return
        account = rows.read_as_read(self._db, version)
        article_row, reader = self._row(
            "SELECT article, reader FROM versions WHERE id = ?", version
        )
        self._retire(version)
        self._db.execute("DELETE FROM versions WHERE id = ?", (version,))
        self._write(article_row, account)
        self._db.execute(
            "UPDATE versions SET reader = ? WHERE article = ? AND current", (reader, article_row)
        )

    def _install(self, version: int, account: Account) -> None:
        """Make a version that was just written findable and join its utterances."""
        db, text = self._db, account.article.text
        for table, part in (("statements_words", "statements"), ("passages_words", "passages")):
            db.execute(
                f"INSERT INTO {table} (rowid, text) SELECT row, text FROM {part} WHERE version = ?",
                (version,),
            )
        index_words(db, version, text)
        write_vectors(db, version)
        join_utterances(db, version, account.statements, account.article)
        write_sightings(db, version, account)
        people = settle_people(db, blocks_of_version(db, version))
        settle_occasions(db, people | people_of_words(db, version))

    def _retire(self, version: int) -> None:
        """Take the current version out of searches and utterances; it stays as history."""
        db = self._db
        (text,) = self._row("SELECT text FROM versions WHERE id = ?", version)
        for table, part in (("statements_words", "statements"), ("passages_words", "passages")):
            db.execute(
                f"INSERT INTO {table} ({table}, rowid, text)"
                f" SELECT 'delete', row, text FROM {part} WHERE version = ?",
                (version,),
            )
        forget_words(db, version, text)
        db.execute("DELETE FROM vectors WHERE version = ?", (version,))
        people, blocks = people_of_words(db, version), blocks_of_version(db, version)
        part_utterances(db, version)
        people |= forget_sightings(db, version)
        db.execute("UPDATE versions SET current = 0 WHERE id = ?", (version,))
        settle_occasions(db, people | settle_people(db, blocks))

    def remove(self, key: str) -> int:
        """How many statements were taken down with the article: all its versions, all its words.

        Afterwards neither the file nor its journal holds any of them. Raises NotOnRecord for an
        unknown key, RecordError where another program still reads the old words.
        """
        with translated(self._path):
            with transaction(self._db):
                version = self._held_version(key)
                (statements,) = self._row(
                    "SELECT COUNT(*) FROM statements WHERE version = ?", version
                )
                self._retire(version)
                self.ledger.forget_article(key)
                self._db.execute("DELETE FROM articles WHERE key = ?", (key,))
                forget_statement_words(self._db, key)
                self._db.execute("INSERT OR IGNORE INTO chores (name) VALUES ('takedown')")
            if hindrance := self._rewrite():
                raise RecordError(
                    f"{self._path}: {key} is taken down and will not be found again, but its words "
                    f"stay in the file ({hindrance}); close other programs that use the record, "
                    "see that the disk is not full, then run: onrecord status"
                )
            return int(statements)

    def _rewrite(self) -> str | None:
        """What kept the file from being rewritten without what was deleted, None if it was.

        The search index forgets deleted words when its parts are merged, the file when it is
        vacuumed, the journal when it is emptied. Until all is done, the chore stays on the list.
        """
        db = self._db
        try:
            for table in ("statements_words", "passages_words", "articles_words"):
                db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
            db.execute("VACUUM")
            if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                return "another program is reading it"
            db.execute("DELETE FROM chores WHERE name = 'takedown'")
        except sqlite3.OperationalError as error:
            return str(error)
        return None

    def _finish_takedown(self) -> None:
        """Rewrite the file if a takedown could not, because another program was reading."""
        if str(self._path) == MEMORY or not is_writable(Path(self._path)):
            return
        with translated(self._path):
            if self._db.execute("SELECT 1 FROM chores WHERE name = 'takedown'").fetchone():
                self._rewrite()

    def status(self) -> Status:
        """What the record holds, and how large it is."""
        with self.reading():
            return read_status(self._db, self._path)
