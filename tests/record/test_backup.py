"""Copies of a record: whole, one state of it, checked, also while somebody writes."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.publish.export import write_export
from onrecord.record import Store, backup
from onrecord.record.backup import back_up
from onrecord.record.verifying import verify

TEXT = "“It was burned in a single night so that nobody could walk back,” she said of pier {}."


@pytest.fixture
def filled(store: Store, make_account: Callable) -> Store:
    """A record of ten articles."""
    for number in range(10):
        store.add(make_account(f"key {number}", TEXT.format(number)))
    return store


def exported(path: Path) -> str:
    """All statements as lines."""
    stream = io.StringIO()
    with Store.open(path) as store:
        write_export(store, "jsonl", stream)
    return stream.getvalue()


def test_a_copy_holds_all(filled: Store, tmp_path: Path) -> None:
    assert back_up(filled, tmp_path / "copy.db") == 10
    assert exported(tmp_path / "copy.db") == exported(Path(filled.path))
    with Store.open(tmp_path / "copy.db") as copy:
        assert verify(copy).is_sound


def test_a_file_that_is_there_stays_unless_forced(filled: Store, tmp_path: Path) -> None:
    there = tmp_path / "notes.db"
    there.write_text("notes", encoding="utf-8")

    with pytest.raises(RecordError, match=r"is there already.*--force"):
        back_up(filled, there)
    assert there.read_text(encoding="utf-8") == "notes"
    assert back_up(filled, there, force=True) == 10


def test_the_record_is_no_copy_of_itself(filled: Store) -> None:
    with pytest.raises(RecordError, match="is the record itself"):
        back_up(filled, Path(filled.path), force=True)


def test_a_folder_that_is_not_there_is_told(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no folder"):
        back_up(filled, tmp_path / "none" / "copy.db")


def test_a_copy_that_is_not_sound_is_not_kept(filled: Store, tmp_path: Path) -> None:
    filled.connection.execute("UPDATE versions SET text = 'X' WHERE id = 3")

    with pytest.raises(RecordError, match=r"the copy is not sound .*is not kept"):
        back_up(filled, tmp_path / "copy.db")
    assert sorted(file.name for file in tmp_path.glob("copy*")) == []


def test_an_older_copy_stays_if_the_new_one_fails(filled: Store, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "copy.db")
    before = (tmp_path / "copy.db").read_bytes()
    filled.connection.execute("UPDATE versions SET text = 'X' WHERE id = 3")

    with pytest.raises(RecordError, match="not sound"):
        back_up(filled, tmp_path / "copy.db", force=True)
    assert (tmp_path / "copy.db").read_bytes() == before


def test_a_copy_is_one_state_while_another_process_writes(
    filled: Store, make_account: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "PAGES", 5)
    before = exported(Path(filled.path))
    written: list[int] = []

    def write(done: int, total: int) -> None:
        if len(written) < 3:
            subprocess.run([sys.executable, "-c", WRITER, str(filled.path)], check=True, timeout=60)
            written.append(done)

    assert back_up(filled, tmp_path / "copy.db", tell=write) == 10
    assert len(written) == 3
    assert exported(tmp_path / "copy.db") == before
    assert filled.connection.execute("SELECT COUNT(*) FROM chores").fetchone() == (1,)


WRITER = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1], timeout=20) as db:
    db.execute("INSERT OR REPLACE INTO chores (name) VALUES ('written meanwhile')")
    db.execute("UPDATE versions SET headline = 'written meanwhile'")
"""


def test_a_record_in_memory_is_copied_too(make_account: Callable, tmp_path: Path) -> None:
    with Store.open(":memory:") as store:
        store.add(make_account("a", TEXT))
        assert back_up(store, tmp_path / "copy.db") == 1
        assert verify(store).is_sound
