"""What a record holds, in numbers, and how large it is. Comes after `connection`, before `store`."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from onrecord.record.connection import MEMORY


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


def read_status(db: sqlite3.Connection, path: Path | str) -> Status:
    """The status of an open record, in one state of it."""

    def count(sql: str) -> int:
        return int(db.execute(sql).fetchone()[0])

    return Status(
        path=str(path),
        bytes=_bytes_on_disk(path),
        schema=count("PRAGMA user_version"),
        articles=count("SELECT COUNT(*) FROM versions WHERE current"),
        versions=count("SELECT COUNT(*) FROM versions"),
        statements=count("SELECT COUNT(*) FROM current_statements"),
        utterances=count("SELECT COUNT(DISTINCT utterance) FROM statements"),
        passages=count("SELECT COUNT(*) FROM current_passages"),
        works=count(_distinct("works", "p.work")),
        people=count(_distinct("people", "p.name")),
        persons=count("SELECT COUNT(DISTINCT person) FROM sightings"),
        occasions=count("SELECT COUNT(DISTINCT occasion) FROM statements"),
    )


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
