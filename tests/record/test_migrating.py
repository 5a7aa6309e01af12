from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import NewerRecord, RecordError
from onrecord.record import Store
from onrecord.record.schema import APPLICATION_ID, NEWEST, STEPS

DATA = Path(__file__).with_name("data")
VERSIONS = range(1, NEWEST + 1)


@pytest.fixture(params=VERSIONS)
def held(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the stored record of each version."""
    return Path(shutil.copy(DATA / f"version_{request.param}.db", tmp_path / "record.db"))


def _shape(path: Path) -> list[tuple[str, str, str]]:
    """Tables, columns and indexes of a record, without what FTS5 keeps for itself."""
    with sqlite3.connect(path) as db:
        found = db.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
    db.close()
    return [(kind, name, " ".join((sql or "").split())) for kind, name, sql in found]


def test_there_is_a_stored_record_of_each_version() -> None:
    assert {file.name for file in DATA.glob("*.db")} == {f"version_{n}.db" for n in VERSIONS}
    for number in VERSIONS:
        with sqlite3.connect(f"file:{DATA}/version_{number}.db?immutable=1", uri=True) as db:
            assert db.execute("PRAGMA user_version").fetchone() == (number,)
            assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        db.close()


def test_a_record_of_any_version_opens_as_the_newest(held: Path) -> None:
    with Store.open(held) as store:
        status = store.status()
        assert status.schema == NEWEST
        assert (status.articles, status.versions, status.statements) == (2, 3, 2)
        assert status.utterances == 1
        assert [head.key for head in store.heads()] == ["a", "b"]
        assert len(store.find_statements(["pier", "burned"])) == 2
        assert [h.key for h in store.find_words("nobody could walk back came the reply")] == [*"ab"]


def test_a_migrated_record_has_the_shape_of_a_new_one(held: Path, tmp_path: Path) -> None:
    Store.open(held).close()
    Store.open(tmp_path / "new.db", create=True).close()
    assert _shape(held) == _shape(tmp_path / "new.db")


def test_a_migrated_record_can_be_written_and_taken_down(held: Path, make_account) -> None:
    with Store.open(held) as store:
        assert store.add(store.account("a")) == "unchanged"
        assert (
            store.add(make_account("c", "“It was burned in a single night,” she said.")) == "added"
        )
        assert [store.remove(key) for key in ("a", "b", "c")] == [1, 1, 1]
        assert store.status().versions == 0
    assert b"burned in a single" not in held.read_bytes()


def test_a_step_that_fails_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "version_1.db", tmp_path / "record.db"))
    with sqlite3.connect(path) as db:
        db.execute("UPDATE statements SET value = '{}'")
    db.close()
    before = _shape(path)
    with pytest.raises(RecordError, match=r"no field 'act'"):
        Store.open(path)
    assert _shape(path) == before
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
    db.close()


def test_a_record_of_a_later_version_is_left_alone(held: Path) -> None:
    with sqlite3.connect(held) as db:
        db.execute(f"PRAGMA user_version = {NEWEST + 1}")
    db.close()
    with pytest.raises(NewerRecord, match=f"version {NEWEST + 1}.*upgrade onrecord"):
        Store.open(held)


def test_every_step_says_what_it_is_about() -> None:
    assert all(step.about for step in STEPS)


def test_people_and_occasions_are_settled_when_an_old_record_is_opened(held: Path) -> None:
    with Store.open(held) as store:
        (person,) = store.persons.find()
        assert (person.id, person.articles) == ("lena-okafor", ("a", "b"))
        assert {h.statement.speaker.person for h in store.statements()} == {"lena-okafor"}


def test_what_the_user_has_said_outlives_later_versions(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "version_4.db", tmp_path / "record.db"))
    with Store.open(path) as store:
        assert store.persons.person("lena-okafor").name == "Lena Okafor-Bell"
        assert [c.who for c in store.persons.corrections()] == ["R. Tallow"]
        assert store.persons.tables() == (("films.csv", "works", 1),)


def test_what_has_been_read_is_still_known(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "version_9.db", tmp_path / "record.db"))
    with Store.open(path) as store:
        (job,) = store.ledger.unfinished()
        assert (job.paths, job.inputs, job.done) == (("coverage",), 2, 1)
        row = store.connection.execute("SELECT place, told FROM inputs").fetchone()
        assert row == ("coverage/a.txt as a", '[[true, "coverage/a.txt", "a picture"]]')
