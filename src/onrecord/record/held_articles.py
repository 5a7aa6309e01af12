"""The articles that a record holds: their heads, texts and accounts. Comes after `opened`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.record import rows
from onrecord.record.codec import decode
from onrecord.record.opened import OpenRecord
from onrecord.values import Account, Article, ArticleHead, Span, Statement


class HeldArticles(OpenRecord):
    """What is asked of single articles, always of their current version."""

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

    def setting(self, key: str) -> Account:
        """An article with its works and people only, without what stands in it. Raises NotOnRecord."""
        with self.reading():
            return rows.read_setting(self._db, self._held_version(key))

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

    def _heads_of(self, versions: Sequence[int]) -> tuple[ArticleHead, ...]:
        sql = (
            f"SELECT {rows.HEAD} FROM versions v JOIN articles a ON a.id = v.article WHERE v.id = ?"
        )
        return tuple(rows.as_head(self._row(sql, version)) for version in versions)
