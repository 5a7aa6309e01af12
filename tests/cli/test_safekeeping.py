"""`verify` and `backup` on a record of two articles; what `add` says of how it reads."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.record import Store


@pytest.fixture
def damaged(record: Path) -> Path:
    """The record with the utterance of each statement mistaken, and one column."""
    with closing(sqlite3.connect(record)) as db:
        db.execute("UPDATE statements SET utterance = id, act = 'thought'")
        db.commit()
    return record


def test_verify_says_that_all_is_sound(onrecord: Callable, record: Path) -> None:
    ran = onrecord("verify")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("sound; checked 2 articles, 3 statements, ")


def test_verify_names_place_and_fault_and_what_to_do(onrecord: Callable, damaged: Path) -> None:
    ran = onrecord("verify")

    assert ran.code == 1
    assert (
        "kestrel.txt: the table statements says something else than the values; "
        "repaired by: onrecord verify --repair\n"
    ) in ran.out
    assert "the utterance that it belongs to" in ran.out


def test_verify_repairs(onrecord: Callable, damaged: Path) -> None:
    ran = onrecord("verify", "--repair")

    assert ran.code == 0
    assert "repaired, " in ran.out
    assert onrecord("verify").out.startswith("sound; ")


def test_verify_as_json(onrecord: Callable, damaged: Path) -> None:
    ran = onrecord("verify", "--quick", "--format", "json")

    shown = json.loads(ran.out)
    assert ran.code == 1
    assert {fault["part"] for fault in shown["left"]} == {"columns"}
    assert (shown["sound"], shown["repaired"]) == (False, False)
    assert shown["skipped"] == ["utterances and people: not derived anew"]


def test_verify_of_what_is_no_record(onrecord: Callable, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("notes that are longer than a header", encoding="utf-8")

    assert onrecord("verify", "--record", "notes.db").code == 2
    assert onrecord("verify", "--record", "gone.db").code == 2


def test_backup_copies_and_does_not_replace(onrecord: Callable, record: Path) -> None:
    first, again = onrecord("backup", "copy.db"), onrecord("backup", "copy.db")

    assert (first.code, first.out) == (0, "2 articles in copy.db, checked\n")
    assert again.code == 2
    assert "--force" in again.err
    assert onrecord("backup", "copy.db", "--force").code == 0
    assert onrecord("export", "--record", "copy.db").out == onrecord("export").out


def test_status_shows_how_to_go_on_with_a_run_that_was_stopped(
    onrecord: Callable, record: Path
) -> None:
    with Store.open(record) as store:
        job = store.ledger.begin_job(("my coverage", "b.txt"), 12)
        with store.writing():
            store.ledger.note_done(job, 5)

    told = " ".join(onrecord("status").out.split())
    assert "5 of 12 inputs done; to go on: onrecord add 'my coverage' b.txt" in told
    assert json.loads(onrecord("status", "--format", "json").out)["unfinished"] == [
        {"paths": ["my coverage", "b.txt"], "inputs": 12, "done": 5}
    ]


@pytest.mark.parametrize("arguments", [(), ("--reread", "x.txt")])
def test_add_needs_paths_or_reread(
    onrecord: Callable, record: Path, arguments: tuple[str, ...]
) -> None:
    ran = onrecord("add", *arguments)

    assert ran.code == 2
    assert "name" in ran.err


def test_reread_needs_a_record(onrecord: Callable) -> None:
    ran = onrecord("add", "--reread", "--record", "gone.db")

    assert ran.code == 2
    assert not Path("gone.db").exists()
