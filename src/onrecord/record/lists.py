"""Lists of what a record holds, a page at a time, for those who show them.

Each list has a fixed order and goes on behind the last name of the page before, so that a page costs what is
on it and not what is on record. Comes after `rows`; `Store.lists` is one of these.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.record import rows
from onrecord.record.connection import translated
from onrecord.values import ArticleHead, HeldStatement, Span

_HEADS = f"SELECT {rows.HEAD} FROM versions v JOIN articles a ON a.id = v.article WHERE v.current"
_IN = "(SELECT value FROM json_each(?))"
_UNDATED = "9999-99-99"
"""Sorts behind every day: articles without one stand last."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """Something that several statements share, with their ids."""

    id: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Titled:
    """A work by its title, with the keys of the articles that speak of it."""

    title: str
    articles: tuple[str, ...]


class Lists:
    """The lists of one open record."""

    def __init__(self, db: sqlite3.Connection, path: Path | str) -> None:
        """Take the connection of the store."""
        self._db, self._path = db, path

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with translated(self._path):
            return self._db.execute(sql, values).fetchall()

    # --- articles -------------------------------------------------------------------------------

    def heads(self, limit: int, after: str | None = None) -> tuple[ArticleHead, ...]:
        """Articles by day of publication, those without one last, then by key; behind the key `after`."""
        where, values = "", ()
        if after is not None:
            place = self._all(_HEADS + " AND a.key = ?", after)
            if not place:
                raise _no_such_place(after)
            where = f" AND (COALESCE(v.published, '{_UNDATED}'), a.key) > (?, ?)"
            values = (place[0][6] or _UNDATED, after)  # type: ignore[assignment]
        found = self._all(f"{_HEADS}{where} ORDER BY {rows.IN_ORDER} LIMIT ?", *values, limit)
        return tuple(rows.as_head(row) for row in found)

    def count_articles(self) -> int:
        """How many articles are on record."""
        return int(self._all("SELECT COUNT(*) FROM versions WHERE current")[0][0])

    def heads_of(self, keys: Sequence[str]) -> dict[str, ArticleHead]:
        """The articles of these keys, those that are on record."""
        found = self._all(f"{_HEADS} AND a.key IN {_IN}", json.dumps(sorted(set(keys))))
        return {str(row[0]): rows.as_head(row) for row in found}

    # --- works ----------------------------------------------------------------------------------

    def works(self, limit: int, after: str | None = None) -> tuple[Titled, ...]:
        """Works by title with their articles in the order of `heads`, behind the title `after`."""
        titles = self._all(
            "SELECT DISTINCT p.title FROM works p JOIN versions v ON v.id = p.version AND v.current"
            " WHERE p.title > ? ORDER BY p.title LIMIT ?",
            after or "",
            limit,
        )
        held: dict[str, list[str]] = {str(row[0]): [] for row in titles}
        for title, key in self._all(
            "SELECT p.title, a.key FROM works p JOIN versions v ON v.id = p.version AND v.current"
            f" JOIN articles a ON a.id = v.article WHERE p.title IN {_IN} ORDER BY {rows.IN_ORDER}",
            json.dumps(list(held)),
        ):
            held[title].append(str(key))
        return tuple(Titled(title, tuple(dict.fromkeys(keys))) for title, keys in held.items())

    def titles(self, limit: int) -> tuple[tuple[str, int], ...]:
        """The works that most articles speak of, with how many do."""
        found = self._all(
            "SELECT p.title, COUNT(DISTINCT p.version) AS n FROM works p"
            " JOIN versions v ON v.id = p.version AND v.current"
            " GROUP BY p.title ORDER BY n DESC, p.title LIMIT ?",
            limit,
        )
        return tuple((str(title), int(count)) for title, count in found)

    # --- statements -----------------------------------------------------------------------------

    def statement_ids(
        self, limit: int, after: str | None = None, *, article: str = "", person: str = ""
    ) -> tuple[str, ...]:
        """Ids of statements in their order, behind `after`; of one article, or of one person."""
        asked = [("a.key = ?", article)] if article else []
        asked += [("s.person = ?", person)] if person else []
        found = self._all(
            "SELECT s.id FROM statements s JOIN versions v ON v.id = s.version AND v.current"
            " JOIN articles a ON a.id = v.article WHERE s.id > ?"
            + "".join(f" AND {sql}" for sql, _ in asked)
            + " ORDER BY s.id LIMIT ?",
            after or "",
            *(value for _, value in asked),
            limit,
        )
        return tuple(str(row[0]) for row in found)

    def statements_of(self, person: str) -> tuple[HeldStatement, ...]:
        """The statements of a person by day of publication."""
        found = self._all(
            f"SELECT {rows.HEAD}, s.text, s.value, s.utterance, s.person, s.occasion"
            " FROM statements s JOIN versions v ON v.id = s.version AND v.current"
            " JOIN articles a ON a.id = v.article WHERE s.person = ?"
            f" ORDER BY {rows.IN_ORDER}, s.start, s.ordinal",
            person,
        )
        return tuple(rows.as_held_statement(row) for row in found)

    def statement_in(self, key: str, place: Span) -> str | None:
        """The id of the first statement of an article that begins inside the place."""
        found = self._all(
            "SELECT s.id FROM articles a JOIN versions v ON v.article = a.id AND v.current"
            " JOIN statements s ON s.version = v.id"
            " WHERE a.key = ? AND s.start >= ? AND s.start < ? ORDER BY s.start, s.ordinal LIMIT 1",
            key,
            place.start,
            place.end,
        )
        return str(found[0][0]) if found else None

    def utterances(self, limit: int, after: str | None = None) -> tuple[Grouped, ...]:
        """Utterances by id, with their statements, behind `after`."""
        return self._grouped("utterance", limit, after)

    def occasions(self, limit: int, after: str | None = None) -> tuple[Grouped, ...]:
        """Occasions by id, with the statements made on them, behind `after`."""
        return self._grouped("occasion", limit, after)

    def _grouped(self, column: str, limit: int, after: str | None) -> tuple[Grouped, ...]:
        names = self._all(
            f"SELECT DISTINCT {column} FROM statements WHERE {column} > ? ORDER BY {column} LIMIT ?",
            after or "",
            limit,
        )
        held: dict[str, list[str]] = {str(row[0]): [] for row in names}
        for name, identity in self._all(
            f"SELECT {column}, id FROM statements WHERE {column} IN {_IN} ORDER BY id",
            json.dumps(list(held)),
        ):
            held[name].append(str(identity))
        return tuple(Grouped(name, tuple(ids)) for name, ids in held.items())


def _no_such_place(cursor: str) -> UsageError:
    return UsageError(f"cursor {cursor!r}: no such place in this list; begin without a cursor")
