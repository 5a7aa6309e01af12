"""The record: all accounts in one SQLite file, what they share, and the words to find them by.

    add      one transaction an article: rows, search index, word shingles, utterances
    remove   one transaction, then the file is rewritten so that none of the words stay in it
    the rest reads the current version of each article, in an order that depends on nothing else

Comes after `pipeline`, whose accounts it keeps, and before `answers`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from onrecord.errors import NotOnRecord, RecordError
from onrecord.record import rows
from onrecord.record.codec import decode
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
from onrecord.record.disputes import (
    StoredDispute,
    disputes_against,
    disputes_near,
    disputes_of,
)
from onrecord.record.holders import heads_with_most, heads_with_phrases, heads_with_words
from onrecord.record.ledger import Ledger
from onrecord.record.linked import linked_statements
from onrecord.record.lists import Lists
from onrecord.record.occasions import as_occasion, people_of_words, settle_occasions
from onrecord.record.persons import Persons
from onrecord.record.reviews import Reviews
from onrecord.record.settling import blocks_of_version, forget_sightings, settle_people
from onrecord.record.sightings import write_sightings
from onrecord.record.utterances import join_utterances, part_utterances
from onrecord.record.wordings import forget_words, index_words, match_any
from onrecord.values import (
    Account,
    Article,
    ArticleHead,
    HeldOccasion,
    HeldPassage,
    HeldStatement,
    LinkKind,
    Person,
    Span,
    Statement,
    Work,
)

Outcome = Literal["added", "unchanged", "replaced"]

_STATEMENTS = (
    f"SELECT {rows.HEAD}, s.text, s.value, s.utterance, s.person, s.occasion{{more}} FROM statements s"
    " JOIN versions v ON v.id = s.version AND v.current JOIN articles a ON a.id = v.article"
)
_PASSAGES = (
    f"SELECT {rows.HEAD}, p.text, p.value{{more}} FROM passages p"
    " JOIN versions v ON v.id = p.version AND v.current JOIN articles a ON a.id = v.article"
)
_STATEMENT_ORDER = f" ORDER BY {rows.IN_ORDER}, s.start, s.ordinal"
_PASSAGE_ORDER = f" ORDER BY {rows.IN_ORDER}, p.start, p.ordinal"


@dataclass(frozen=True, slots=True)
class Status:
    """What a record holds. Counts are of current versions; `versions` counts the earlier ones too.

    `bytes` is the size of the file with its journal, 0 in memory; `works` and `people` count
    different titles and names, `persons` and `occasions` those settled across articles.
    """

    path: str
    bytes: int
    schema: int
    articles: int
    versions: int
    statements: int
    utterances: int
    passages: int
    works: int
    people: int
    persons: int
    occasions: int


class Store:
    """A record, open. Use it as a context manager, in the thread that opened it."""

    def __init__(self, db: sqlite3.Connection, path: Path | str) -> None:
        """Take an open connection; `Store.open` makes one."""
        self._db = db
        self._path = path
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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The open file, for those of this package that look after it as a whole."""
        return self._db

    @property
    def path(self) -> Path | str:
        """The file, or `:memory:`."""
        return self._path

    def close(self) -> None:
        """Close the file. Closing twice does no harm."""
        with translated(self._path):
            self._db.close()

    # --- writing ---------------------------------------------------------------------------

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

    # --- articles ----------------------------------------------------------------------------

    def heads(self) -> tuple[ArticleHead, ...]:
        """The current version of every article, by day of publication (unknown last) and key."""
        sql = (
            f"SELECT {rows.HEAD} FROM versions v JOIN articles a ON a.id = v.article"
            f" WHERE v.current ORDER BY {rows.IN_ORDER}"
        )
        return tuple(rows.as_head(row) for row in self._all(sql))

    def held(self, key: str) -> tuple[ArticleHead, str] | None:
        """The current version of an article and what read it, None if there is none of that key."""
        sql = (
            f"SELECT {rows.HEAD}, v.reader FROM versions v JOIN articles a ON a.id = v.article"
            " WHERE a.key = ? AND v.current"
        )
        found = self._all(sql, key)
        return (rows.as_head(found[0][:7]), str(found[0][7])) if found else None

    def read_otherwise(self, reader: str) -> tuple[str, ...]:
        """The keys of the articles that something else has read, in the order of `heads`."""
        sql = (
            "SELECT a.key FROM versions v JOIN articles a ON a.id = v.article"
            f" WHERE v.current AND v.reader <> ? ORDER BY {rows.IN_ORDER}"
        )
        return tuple(str(row[0]) for row in self._all(sql, reader))

    def head(self, key: str) -> ArticleHead:
        """The current version of an article, without its text. Raises NotOnRecord."""
        with self.reading():
            return self._heads_of((self._held_version(key),))[0]

    def article(self, key: str) -> Article:
        """The current version of an article, with its text. Raises NotOnRecord."""
        with self.reading():
            return rows.read_article(self._db, self._held_version(key))

    def text(self, key: str) -> str:
        """The text of the current version of an article, and nothing else of it. Raises NotOnRecord."""
        sql = (
            "SELECT v.text FROM articles a JOIN versions v ON v.article = a.id AND v.current"
            " WHERE a.key = ?"
        )
        found = self._all(sql, key)
        if not found:
            raise self._not_held(key)
        return str(found[0][0])

    def statements_at(self, key: str, places: Sequence[Span]) -> tuple[Statement, ...]:
        """The statements of an article whose content reaches into one of the places, in text order."""
        rows_found = self._all(
            "SELECT s.value, s.start, s.start + length(s.text) FROM statements s"
            " JOIN versions v ON v.id = s.version JOIN articles a ON a.id = v.article"
            " WHERE a.key = ? AND v.current AND s.start < ? AND s.start + length(s.text) > ?"
            " ORDER BY s.start, s.ordinal",
            key,
            max((place.end for place in places), default=0),
            min((place.start for place in places), default=0),
        )
        return tuple(
            decode(Statement, str(value))
            for value, start, end in rows_found
            if any(start < place.end and place.start < end for place in places)
        )

    def account(self, key: str) -> Account:
        """All that was found in the current version of an article. Raises NotOnRecord."""
        with self.reading():
            return rows.read_account(self._db, self._held_version(key))

    def settled_account(self, key: str) -> Account:
        """The same, each statement with the person and the occasion that it has across articles."""
        with self.reading():
            version = self._held_version(key)
            sql = "SELECT id, person, occasion FROM statements WHERE version = ?"
            ids = {row[0]: row[1:] for row in self._db.execute(sql, (version,))}
            account = rows.read_account(self._db, version)
        settled = tuple(rows.with_ids(s, *ids[s.id]) for s in account.statements)
        return replace(account, statements=settled)

    def outlets(self, without: str) -> tuple[str, ...]:
        """The outlets of the current articles, one version left out."""
        return tuple(str(row[0]) for row in self._all(rows.OUTLETS, without))

    def speakers_of(self, outlet: str, without: str) -> tuple[str, ...]:
        """The names of those quoted in the current articles of an outlet, one version left out."""
        sql = (
            "SELECT DISTINCT s.speaker_name FROM versions v JOIN statements s ON s.version = v.id"
            " WHERE v.current AND v.outlet = ? AND v.version <> ? AND s.speaker_name IS NOT NULL"
            " ORDER BY s.speaker_name"
        )
        return tuple(str(row[0]) for row in self._all(sql, outlet, without))

    # --- statements and passages ---------------------------------------------------------------

    def statements(
        self, *, article: str | None = None, work: str | None = None
    ) -> tuple[HeldStatement, ...]:
        """The statements of all articles, or of one, or about one work, in the order of `heads`
        and of the text. A key or a title that is not held gives none."""
        where, values = _conditions(
            article, work, "s.row IN (SELECT statement FROM statement_works WHERE work = ?)"
        )
        sql = _STATEMENTS.format(more="") + where + _STATEMENT_ORDER
        return tuple(rows.as_held_statement(row) for row in self._all(sql, *values))

    def statement(self, statement_id: str) -> HeldStatement:
        """The statement of that id. Raises NotOnRecord, for earlier versions of articles too."""
        found = self._all(_STATEMENTS.format(more="") + " WHERE s.id = ?", statement_id)
        if not found:
            raise NotOnRecord(
                f"{self._path}: no statement {statement_id!r} in the current version of any "
                "article; ids are printed by: onrecord export"
            )
        return rows.as_held_statement(found[0])

    def passages(
        self, *, article: str | None = None, work: str | None = None
    ) -> tuple[HeldPassage, ...]:
        """The passages of all articles, or of one, or about one work, ordered as statements are."""
        where, values = _conditions(
            article, work, "p.row IN (SELECT passage FROM passage_works WHERE work = ?)"
        )
        sql = _PASSAGES.format(more="") + where + _PASSAGE_ORDER
        return tuple(rows.as_held_passage(row) for row in self._all(sql, *values))

    def works(self) -> tuple[tuple[Work, ArticleHead], ...]:
        """Every work of every article with its article, in the order of `heads`."""
        return tuple(
            (decode(Work, str(row[7])), rows.as_head(row[:7])) for row in self._parts("works")
        )

    def people(self) -> tuple[tuple[Person, ArticleHead], ...]:
        """Every person of every article with the article, in the order of `heads`."""
        return tuple(
            (decode(Person, str(row[7])), rows.as_head(row[:7])) for row in self._parts("people")
        )

    # --- finding ---------------------------------------------------------------------------------

    def find_statements(
        self, words: Sequence[str], limit: int = 50
    ) -> tuple[tuple[HeldStatement, float], ...]:
        """Statements that hold any of the words, in any inflection, best first: higher is better.

        Words are words: nothing in them is taken as syntax.
        """
        sql = (
            _STATEMENTS.format(more=", -bm25(statements_words) AS score")
            + " JOIN statements_words ON statements_words.rowid = s.row"
            " WHERE statements_words MATCH ? ORDER BY score DESC, s.id LIMIT ?"
        )
        found = self._match(sql, words, limit)
        return tuple((rows.as_held_statement(row), float(row[12])) for row in found)

    def find_passages(
        self, words: Sequence[str], limit: int = 50
    ) -> tuple[tuple[HeldPassage, float], ...]:
        """Passages that hold any of the words, in any inflection, best first: higher is better."""
        sql = (
            _PASSAGES.format(more=", -bm25(passages_words) AS score")
            + " JOIN passages_words ON passages_words.rowid = p.row"
            " WHERE passages_words MATCH ? ORDER BY score DESC, a.key, p.ordinal LIMIT ?"
        )
        found = self._match(sql, words, limit)
        return tuple((rows.as_held_passage(row), float(row[9])) for row in found)

    def find_words(self, text: str, limit: int = 20, without: str = "") -> tuple[ArticleHead, ...]:
        """Articles whose text may hold these words, those that share the rarest words first.

        Where one has them all, those that have little of them are not named. `without` is a version
        that is left out.
        """
        with self.reading():
            return heads_with_words(self._db, text, limit, without)

    def find_phrases(
        self, text: str, limit: int = 20, without: str = ""
    ) -> tuple[ArticleHead, ...]:
        """Articles whose text holds some three words on end of the text's, best first."""
        with self.reading():
            return heads_with_phrases(self._db, text, limit, without)

    def find_most(
        self, words: Sequence[str], limit: int = 20, without: str = ""
    ) -> tuple[ArticleHead, ...]:
        """Articles with a statement that holds all but one of a few words, in any inflection, best first."""
        with self.reading():
            return heads_with_most(self._db, words, limit, without)

    def _heads_of(self, versions: Sequence[int]) -> tuple[ArticleHead, ...]:
        sql = (
            f"SELECT {rows.HEAD} FROM versions v JOIN articles a ON a.id = v.article WHERE v.id = ?"
        )
        return tuple(rows.as_head(self._row(sql, version)) for version in versions)

    def utterance(self, utterance_id: str) -> tuple[HeldStatement, ...]:
        """All statements of one utterance, by day of publication. Raises NotOnRecord."""
        sql = _STATEMENTS.format(more="") + " WHERE s.utterance = ?" + _STATEMENT_ORDER
        found = self._all(sql, utterance_id)
        if not found:
            raise NotOnRecord(
                f"{self._path}: no utterance {utterance_id!r}; look at the statement itself, whose "
                "utterance may have another name since articles were added or removed"
            )
        return tuple(rows.as_held_statement(row) for row in found)

    def linked(self, utterance_id: str) -> tuple[tuple[HeldStatement, LinkKind], ...]:
        """Statements of other utterances that have words of this one, each with what it is to it, by date."""
        with self.reading():
            kinds = linked_statements(self._db, utterance_id)
            sql = _STATEMENTS.format(more=", s.row") + (
                " WHERE s.row IN (SELECT value FROM json_each(?))" + _STATEMENT_ORDER
            )
            found = self._db.execute(sql, (json.dumps(sorted(kinds)),)).fetchall()
        return tuple((rows.as_held_statement(row), kinds[int(row[12])]) for row in found)

    def disputes(self, utterance_id: str) -> tuple[StoredDispute, ...]:
        """What articles say against the words of one utterance: corrections, editor's notes, denials."""
        with self.reading():
            near = disputes_near(self._db, utterance_id)
        return disputes_against(near, self.utterance(utterance_id)) if near else ()

    def disputes_in(self, key: str) -> tuple[StoredDispute, ...]:
        """What one article says against words that it or others report, in text order."""
        with self.reading():
            return disputes_of(self._db, key)

    def occasion(self, occasion_id: str, until: date | None = None) -> HeldOccasion:
        """One occasion with all its reports, or those published until a day. Raises NotOnRecord."""
        sql = _STATEMENTS.format(more=", v.text") + " WHERE s.occasion = ?" + _STATEMENT_ORDER
        found = [(rows.as_held_statement(row), str(row[12])) for row in self._all(sql, occasion_id)]
        if until is not None:
            found = [pair for pair in found if (pair[0].article.published or date.max) <= until]
        if not found:
            raise NotOnRecord(
                f"{self._path}: no occasion {occasion_id!r}; its id may be another since articles "
                "were added or removed: see onrecord export"
            )
        return as_occasion(found)

    def status(self) -> Status:
        """What the record holds, and how large it is."""
        with self.reading():
            return Status(
                path=str(self._path),
                bytes=_bytes_on_disk(self._path),
                schema=self._count("PRAGMA user_version"),
                articles=self._count("SELECT COUNT(*) FROM versions WHERE current"),
                versions=self._count("SELECT COUNT(*) FROM versions"),
                statements=self._count("SELECT COUNT(*) FROM current_statements"),
                utterances=self._count("SELECT COUNT(DISTINCT utterance) FROM statements"),
                passages=self._count("SELECT COUNT(*) FROM current_passages"),
                works=self._count(_distinct("works", "p.work")),
                people=self._count(_distinct("people", "p.name")),
                persons=self._count("SELECT COUNT(DISTINCT person) FROM sightings"),
                occasions=self._count("SELECT COUNT(DISTINCT occasion) FROM statements"),
            )

    # --- how it reads -----------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the record for several queries, whatever others write meanwhile.

        Inside another such block it is that one's state.
        """
        with translated(self._path):
            if self._db.in_transaction:
                yield
                return
            with transaction(self._db, "BEGIN"):
                yield

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with translated(self._path):
            return self._db.execute(sql, values).fetchall()

    def _row(self, sql: str, *values: object) -> tuple[Any, ...]:
        row: tuple[Any, ...] = self._db.execute(sql, values).fetchone()
        return row

    def _count(self, sql: str) -> int:
        return int(self._row(sql)[0])

    def _match(self, sql: str, words: Sequence[str], limit: int) -> list[tuple[Any, ...]]:
        """The rows that an FTS5 question for any of the words gives."""
        question = match_any(words)
        return self._all(sql, question, limit) if question else []

    def _parts(self, table: str) -> list[tuple[Any, ...]]:
        """The heads and values of the rows of a table of parts."""
        return self._all(
            f"SELECT {rows.HEAD}, p.value FROM {table} p"
            " JOIN versions v ON v.id = p.version AND v.current"
            f" JOIN articles a ON a.id = v.article ORDER BY {rows.IN_ORDER}, p.ordinal"
        )

    def _current(self, key: str) -> int | None:
        """The row of the current version of an article, if it is held."""
        row = self._db.execute(
            "SELECT v.id FROM versions v JOIN articles a ON a.id = v.article"
            " WHERE a.key = ? AND v.current",
            (key,),
        ).fetchone()
        return None if row is None else int(row[0])

    def _held_version(self, key: str) -> int:
        """The row of the current version of an article. Raises NotOnRecord."""
        version = self._current(key)
        if version is None:
            raise self._not_held(key)
        return version

    def _not_held(self, key: str) -> NotOnRecord:
        return NotOnRecord(f"{self._path}: no article {key!r}; keys are printed by: onrecord list")


def _conditions(article: str | None, work: str | None, about: str) -> tuple[str, tuple[str, ...]]:
    """The WHERE clause and its values for statements or passages of an article, about a work."""
    asked = [("a.key = ?", article)] if article is not None else []
    if work is not None:
        asked.append((about, rows.work_key(work)))
    if not asked:
        return "", ()
    return " WHERE " + " AND ".join(sql for sql, _ in asked), tuple(value for _, value in asked)


def _distinct(table: str, column: str) -> str:
    """The SQL that counts the different values of a column in current versions."""
    return (
        f"SELECT COUNT(DISTINCT {column}) FROM {table} p"
        " JOIN versions v ON v.id = p.version AND v.current"
    )


def _bytes_on_disk(path: Path | str) -> int:
    """The size of the record's file with its journal, in bytes; 0 in memory."""
    files = (Path(path), Path(f"{path}-wal"))
    if str(path) == MEMORY:
        return 0
    return sum(file.stat().st_size for file in files if file.exists())
