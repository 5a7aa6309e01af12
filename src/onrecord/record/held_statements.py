"""What a record holds beside whole articles: statements, passages, works, people, and what they share.

Everything is of the current versions, in an order that depends on nothing else. Comes after `held_articles`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import NotOnRecord
from onrecord.record import rows
from onrecord.record.codec import decode
from onrecord.record.connection import is_writable, transaction, translated
from onrecord.record.disputes import (
    StoredDispute,
    disputes_against,
    disputes_near,
    disputes_of,
)
from onrecord.record.held_articles import HeldArticles
from onrecord.record.holders import heads_with_most, heads_with_phrases, heads_with_words
from onrecord.record.linked import linked_statements
from onrecord.record.occasions import as_occasion
from onrecord.record.vectors import Shelf, missing_vectors, read_shelf, write_vectors
from onrecord.record.wordings import match_any
from onrecord.values import (
    ArticleHead,
    HeldOccasion,
    HeldPassage,
    HeldStatement,
    LinkKind,
    Person,
    Work,
)

if TYPE_CHECKING:
    from onrecord.language.embeddings import Floats

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


class HeldStatements(HeldArticles):
    """What is asked of statements and passages, by article, work, words, meaning, utterance or occasion."""

    _held_shelf: tuple[tuple[int, int], Shelf] | None = None

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

    def names(self) -> tuple[str, ...]:
        """The names of all people and bodies outside stories, each once, in their order."""
        sql = (
            "SELECT DISTINCT p.name FROM people p JOIN versions v ON v.id = p.version AND v.current"
            " WHERE p.kind <> 'character' ORDER BY p.name"
        )
        return tuple(str(row[0]) for row in self._all(sql))

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

    def find_keys(self, words: Sequence[str], limit: int = 60) -> tuple[tuple[str, float], ...]:
        """The articles with statements or passages that hold any of the words, by their best, best first."""
        found: dict[int, float] = {}
        question = match_any(words)
        for table, part in (("statements_words", "statements"), ("passages_words", "passages")):
            sql = (
                f"SELECT p.version, -f.rank FROM (SELECT rowid, rank FROM {table}"
                f" WHERE {table} MATCH ? ORDER BY rank, rowid LIMIT ?) f JOIN {part} p ON p.row = f.rowid"
            )
            for version, score in self._all(sql, question, limit) if question else ():
                found[version] = max(score, found.get(version, score))
        keys = self._keys_of(found)
        return tuple(sorted(((keys[v], s) for v, s in found.items()), key=lambda f: (-f[1], f[0])))

    def find_alike(self, asked: Floats, limit: int = 30) -> tuple[tuple[str, float], ...]:
        """The articles with the statements or passages nearest in meaning to a vector of length one, best
        first, with the cosine."""
        found = self._shelf().nearest(asked, limit)
        keys = self._keys_of(dict(found))
        return tuple((keys[version], cosine) for version, cosine in found)

    def _keys_of(self, versions: Iterable[int]) -> dict[int, str]:
        sql = "SELECT a.key FROM versions v JOIN articles a ON a.id = v.article WHERE v.id = ?"
        return {version: str(self._row(sql, version)[0]) for version in versions}

    def _shelf(self) -> Shelf:
        """The vectors on record, read once as long as nobody writes; missing ones are made first."""
        state = (self._db.total_changes, self._count("PRAGMA data_version"))
        if self._held_shelf is None or self._held_shelf[0] != state:
            with translated(self._path):
                missing = missing_vectors(self._db)
                if missing and is_writable(Path(self._path)):
                    with transaction(self._db):
                        for version in missing:
                            write_vectors(self._db, version)
                shelf = read_shelf(self._db)
            state = (self._db.total_changes, self._count("PRAGMA data_version"))
            self._held_shelf = (state, shelf)
        return self._held_shelf[1]

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

    # --- what statements share -------------------------------------------------------------------

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


def _conditions(article: str | None, work: str | None, about: str) -> tuple[str, tuple[str, ...]]:
    """The WHERE clause and its values for statements or passages of an article, about a work."""
    asked = [("a.key = ?", article)] if article is not None else []
    if work is not None:
        asked.append((about, rows.work_key(work)))
    if not asked:
        return "", ()
    return " WHERE " + " AND ".join(sql for sql, _ in asked), tuple(value for _, value in asked)
