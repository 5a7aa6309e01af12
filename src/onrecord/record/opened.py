"""A record that is open: its connection, and how everything in this package asks it.

Comes after `connection`, which opens the file; `held_articles`, `held_statements` and `store` build on it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from onrecord.errors import NotOnRecord
from onrecord.record.connection import transaction, translated


class OpenRecord:
    """The connection to a record, and the few ways of asking it."""

    def __init__(self, db: sqlite3.Connection, path: Path | str) -> None:
        """Take an open connection; `Store.open` makes one."""
        self._db = db
        self._path = path

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
