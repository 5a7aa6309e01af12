"""A copy of the record while others write to it: one state of it, whole, checked before it has its name.

Comes after `store`, before the faces.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from onrecord.errors import RecordError
from onrecord.record.connection import MEMORY, transaction, translated
from onrecord.record.store import Store

PAGES = 2_000
"""Pages that are copied between two looks at the progress."""

Progress = Callable[[int, int], None]
"""Told how many pages are copied, of how many."""


def back_up(
    store: Store, target: Path, *, force: bool = False, tell: Progress | None = None
) -> int:
    """How many articles the copy holds that has been written to `target`.

    What others write meanwhile is not in it. Raises RecordError where there is such a file already (unless
    `force`), where it is the record itself, or where the copy is not sound.
    """
    _look_at(store, target, force)
    partial = target.with_name(f"{target.name}.part")
    try:
        partial.unlink(missing_ok=True)
        with translated(target):
            copy_database(store.connection, partial, tell)
            articles = _check(partial, target)
            _settle_on_disk(partial)
            partial.replace(target)
            _settle_on_disk(target.absolute().parent)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            partial.with_name(partial.name + ending).unlink(missing_ok=True)
    return articles


def _look_at(store: Store, target: Path, force: bool) -> None:
    if not target.absolute().parent.is_dir():
        raise RecordError(f"{target}: there is no folder {target.absolute().parent}; make it first")
    if not target.exists():
        return
    if str(store.path) != MEMORY and target.samefile(store.path):
        raise RecordError(f"{target}: is the record itself; name another file for the copy")
    if not target.is_file() or not force:
        raise RecordError(f"{target}: is there already; name another file, or give --force")


def copy_database(db: sqlite3.Connection, target: Path, tell: Progress | None = None) -> None:
    """Copy one state of a database into a new file, which takes no journal.

    The copy is read in one transaction: without it, it would begin anew whenever somebody writes.
    """
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        with transaction(db, "BEGIN"):
            db.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
            db.backup(
                copy,
                pages=PAGES,
                progress=lambda _, left, total: tell(total - left, total) if tell else None,
            )
        copy.execute("PRAGMA journal_mode = DELETE")


def _check(copy: Path, target: Path) -> int:
    """How many articles a copy holds, once it is found sound and its texts are what they were."""
    from onrecord.record.verifying import find_damage

    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as db:
        damage = find_damage(db)
        if damage:
            raise RecordError(
                f"{target}: the copy is not sound ({damage[0].where}: {damage[0].what}) and is not kept; "
                "look at the record with: onrecord verify"
            )
        (articles,) = db.execute("SELECT COUNT(*) FROM versions WHERE current").fetchone()
    return int(articles)


def _settle_on_disk(path: Path) -> None:
    """Have the system write a file, or the names of a folder, to the disk now."""
    if path.is_dir() and os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
