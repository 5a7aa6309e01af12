from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
import tempfile
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from onrecord.errors import NotARecord, NotOnRecord, RecordError
from onrecord.record import Status, Store
from onrecord.record.schema import NEWEST

DATA = Path(__file__).with_name("data")
TEXT = "“We built the pier in nine days and burned it in one night,” Okafor said."


def test_a_record_outlives_its_store(tmp_path: Path, make_account) -> None:
    path = tmp_path / "record.db"
    with Store.open(path, create=True) as store:
        store.add(make_account("a", TEXT))
    with Store.open(str(path)) as store:
        assert store.account("a") == make_account("a", TEXT)
    assert [file.name for file in tmp_path.iterdir()] == ["record.db"]


def test_status_counts_what_is_held(tmp_path: Path, make_account) -> None:
    path = tmp_path / "record.db"
    with Store.open(path, create=True) as store:
        store.add(make_account("a", TEXT))
        store.add(make_account("b", TEXT, works=("The Low Tide", "Ebb")))
        size = sum(file.stat().st_size for file in tmp_path.glob("record.db*"))
        shm = (tmp_path / "record.db-shm").stat().st_size
        assert store.status() == Status(
            path=str(path),
            bytes=size - shm,
            schema=NEWEST,
            articles=2,
            versions=2,
            statements=2,
            utterances=1,
            passages=2,
            works=2,
            people=1,
            persons=1,
            occasions=0,
        )


def test_a_record_in_memory_is_new_and_empty() -> None:
    with Store.open(":memory:") as store:
        assert store.status().articles == store.status().bytes == 0


def test_a_missing_file_is_only_made_when_asked(tmp_path: Path) -> None:
    with pytest.raises(NotOnRecord, match="no record there; make one with: onrecord add"):
        Store.open(tmp_path / "record.db")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"there is no folder .*nowhere; make it first"):
        Store.open(tmp_path / "nowhere" / "record.db", create=True)


def test_a_folder_is_not_a_record(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="a folder, not a record"):
        Store.open(tmp_path, create=True)


def test_a_pipe_is_not_a_record_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotARecord, match="a device or a pipe"):
        Store.open(tmp_path / "pipe", create=True)


@pytest.mark.parametrize("create", [True, False])
def test_another_programs_database_is_left_alone(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "bookmarks.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bookmarks (url TEXT)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(NotARecord, match="database of another program"):
        Store.open(path, create=create)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"Not a database at all. " * 60, b"\0" * 4096, b"A short note."]
)
def test_a_file_of_another_kind_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(NotARecord, match=r"notes\.txt: not a record; name another file"):
        Store.open(path, create=True)
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_record_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.touch()
    with pytest.raises(NotARecord, match="an empty file"):
        Store.open(path)
    with Store.open(path, create=True) as store:
        assert store.heads() == ()


def test_a_name_that_no_file_can_have_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be opened"):
        Store.open(tmp_path / ("x" * 300), create=True)


def test_a_damaged_file_says_so(tmp_path: Path, make_account) -> None:
    path = tmp_path / "record.db"
    with Store.open(path, create=True) as store:
        for number in range(20):
            store.add(make_account(f"k{number}", f"{TEXT} {number}"))
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xaa" * (len(content) - 8192)
    path.write_bytes(content)
    with (
        pytest.raises(RecordError, match=r"damaged; restore it from a copy"),
        Store.open(path) as store,
    ):
        store.add(make_account("new", TEXT))


def test_a_full_disk_leaves_the_record_as_it_was(tmp_path: Path, make_account) -> None:
    with Store.open(tmp_path / "record.db", create=True) as store:
        store.add(make_account("a", TEXT))
        (pages,) = store._db.execute("PRAGMA page_count").fetchone()
        store._db.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(RecordError, match="the disk is full; free some space"):
            store.add(make_account("b", TEXT * 2000))
        assert [head.key for head in store.heads()] == ["a"]


def test_a_record_that_another_program_writes_says_so(tmp_path: Path, make_account) -> None:
    path = tmp_path / "record.db"
    with Store.open(path, create=True) as first, Store.open(path, patience=0.05) as second:
        first.add(make_account("a", TEXT))
        first._db.execute("BEGIN IMMEDIATE")
        assert len(second.heads()) == 1  # readers never wait
        with pytest.raises(RecordError, match="another program is writing"):
            second.add(make_account("b", TEXT))
        first._db.rollback()
        assert second.add(make_account("b", TEXT)) == "added"


def _add_many(path: Path, name: str, accounts) -> None:
    with Store.open(path, create=True) as store:
        for account in accounts:
            store.add(account)


def test_two_programs_may_add_at_the_same_time(tmp_path: Path, make_account) -> None:
    path = tmp_path / "record.db"
    context = multiprocessing.get_context("fork")
    workers = []
    for name in ("left", "right"):
        accounts = [make_account(f"{name}{n}", f"{TEXT} {name} {n}") for n in range(15)]
        workers.append(context.Process(target=_add_many, args=(path, name, accounts)))
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    with Store.open(path) as store:
        assert (store.status().articles, store.status().utterances) == (30, 1)


def test_a_reader_sees_whole_articles_while_another_writes(tmp_path: Path, make_account) -> None:
    path = tmp_path / "record.db"
    accounts = [
        make_account(f"k{n}", f"{TEXT} “And again, {n} times over,” he said.") for n in range(25)
    ]
    with Store.open(path, create=True) as reader:
        writer = threading.Thread(target=_add_many, args=(path, "writer", accounts))
        writer.start()
        while writer.is_alive():
            status = reader.status()
            assert status.statements == 2 * status.articles
        writer.join()
        assert reader.status().articles == 25


def _use_as_nobody(path: Path, results: Connection) -> None:
    """What a user who may not write sees of a record, one line each."""
    os.setgid(65534)
    os.setuid(65534)
    with Store.open(path) as store:
        results.send(f"{[head.key for head in store.heads()]} {store.status().articles}")
        try:
            store.remove("a")
        except RecordError as error:
            results.send(str(error))
    for other in (path.with_name("new.db"), path.with_name("old.db")):
        try:
            Store.open(other, create=True)
        except RecordError as error:
            results.send(str(error))


@pytest.mark.skipif(os.getuid() != 0, reason="needs a user to step down to")
def test_a_read_only_folder_can_be_read_and_says_why_not_written(make_account) -> None:
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        Path(folder).chmod(0o755)
        with Store.open(path, create=True) as store:
            store.add(make_account("a", TEXT))
        shutil.copy(DATA / "version_1.db", path.with_name("old.db"))
        worker = context.Process(target=_use_as_nobody, args=(path, there))
        worker.start()
        worker.join()
        assert worker.exitcode == 0
        assert here.recv() == "['a'] 1"
        assert "it cannot be written; copy it to a folder" in here.recv()
        assert "it cannot be opened; look whether" in here.recv()
        assert "to be brought to version" in here.recv()
