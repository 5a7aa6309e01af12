"""`verify`: a sound record is sound; each kind of damage is found, and repaired where it can be."""

from __future__ import annotations

import io
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.publish.export import write_export
from onrecord.record import Store
from onrecord.record.findings import Verification
from onrecord.record.persons import Signature
from onrecord.record.schema import NEWEST
from onrecord.record.verifying import verify

DATA = Path(__file__).with_name("data")
FIRST = (
    "Reporters met her. “It was burned in a single night so that nobody could walk back,” she said."
)
SECOND = "Later too: “burned in a single night so that nobody could walk back”."
THIRD = "“The tide keeps its own counsel, and so did we,” Ada Moll said."


@pytest.fixture
def path(tmp_path: Path, make_account: Callable) -> Path:
    """A record of three articles, one of which has an earlier version, with corrections."""
    place = tmp_path / "record.db"
    with Store.open(place, create=True) as store:
        store.add(make_account("a", FIRST.replace("single", "whole")))
        store.add(make_account("a", FIRST))
        store.add(make_account("b", SECOND))
        store.add(make_account("c", THIRD, speaker="Ada Moll"))
        by = Signature("R. Tallow", "asked")
        store.persons.rename("ada-moll", "Ada Moll-Voss", by)
        store.reviews.name_speaker(store.statements(article="c")[0].statement.id, "Ona Perrin", by)
    return place


def damage(path: Path, *commands: str) -> None:
    """Change the file behind the record's back."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        for command in commands:
            db.execute(command)
        db.commit()


def look(path: Path, *, repair: bool = False, quick: bool = False) -> Verification:
    """What is found."""
    with Store.open(path) as store:
        return verify(store, repair=repair, quick=quick)


def exported(path: Path) -> str:
    """All of the record that a user sees."""
    stream = io.StringIO()
    with Store.open(path) as store:
        write_export(store, "json", stream)
        found = [store.find_statements(["burned", "tide"]), store.find_words(FIRST)]
    return stream.getvalue() + repr(found)


def test_a_sound_record_is_sound(path: Path) -> None:
    found = look(path)

    assert (found.found, found.left, found.skipped) == ((), (), ())
    assert found.is_sound
    assert found.checked["articles"] == 4
    assert found.checked["statements"] == 4
    assert found.checked["spans"] > 8


def test_looking_changes_nothing(path: Path) -> None:
    damage(path, "UPDATE statements SET utterance = 'x', person = 'y'")
    before = path.read_bytes()

    assert not look(path).is_sound

    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["record.db"]


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
def test_a_migrated_record_is_sound_once_repaired(tmp_path: Path, version: int) -> None:
    place = Path(shutil.copy(DATA / f"version_{version}.db", tmp_path / "record.db"))

    found = look(place)

    # Version 6 was stored by an onrecord that kept other runs of words.
    assert {fault.part for fault in found.left} <= {"shingles"}
    assert look(place, repair=True).is_sound


REPAIRABLE = {
    "a column": ("UPDATE statements SET text = 'something else' WHERE ordinal = 0", "columns"),
    "a start": ("UPDATE statements SET start = 99999", "columns"),
    "a speaker column": ("UPDATE statements SET speaker_name = 'Nobody'", "columns"),
    "a corrected mark": ("UPDATE statements SET corrected = 1 - corrected", "columns"),
    "a publication": ("UPDATE versions SET published = '2001-01-01' WHERE current", "columns"),
    "a passage": ("UPDATE passages SET text = 'x'", "columns"),
    "a topic": ("DELETE FROM statement_topics", "columns"),
    "a work": ("UPDATE works SET work = 'another'", "columns"),
    "an index of words": ("DELETE FROM statements_words_data WHERE id > 10", "index"),
    "an index of articles": (
        "INSERT INTO articles_words (rowid, text) VALUES (1, 'extra')",
        "index",
    ),
    "vectors": ("UPDATE vectors SET statements = substr(statements, 2)", "index"),
    "shingles": ("DELETE FROM article_shingles", "shingles"),
    "an utterance": ("UPDATE statements SET utterance = id", "utterances"),
    "no utterance": ("UPDATE statements SET utterance = NULL", "utterances"),
    "a person": ("UPDATE statements SET person = 'somebody'", "people"),
    "sightings": ("DELETE FROM sightings", "people"),
    "a sighting": ("UPDATE sightings SET person = 'somebody'", "people"),
    "an occasion": ("UPDATE statements SET occasion = 'o123'", "occasions"),
    "rows of nothing": (
        "INSERT INTO people (version, ordinal, name, kind, value) VALUES (99, 0, 'x', 'person', '{}')",
        "rows",
    ),
    "keyed rows of nothing": (
        "INSERT INTO statement_topics (topic, statement) VALUES ('ending', 999)",
        "rows",
    ),
}


@pytest.mark.parametrize("kind", REPAIRABLE)
def test_what_follows_from_texts_and_values_is_repaired(path: Path, kind: str) -> None:
    before = exported(path)
    command, part = REPAIRABLE[kind]
    damage(path, command)

    found = look(path)
    assert part in {fault.part for fault in found.left}
    assert all(fault.where and fault.what for fault in found.left)

    repaired = look(path, repair=True)
    assert repaired.is_sound
    assert repaired.repaired
    assert exported(path) == before
    with Store.open(path) as store:
        assert len(store.persons.corrections()) == 2


_NOW = "version IN (SELECT id FROM versions WHERE current)"
LOST = {
    "a text": ("UPDATE versions SET text = 'X' || substr(text, 2) WHERE current", "text", "--anew"),
    "a value": (f"UPDATE statements SET value = '{{' WHERE {_NOW}", "values", "--reread"),
    "a changed value": (
        f"UPDATE statements SET value = replace(value, 'Okafor', 'Okofar') WHERE {_NOW}",
        "values",
        "--reread",
    ),
    "a place outside": (
        f"UPDATE passages SET value = replace(value, '\"start\":0', '\"start\":7000') WHERE {_NOW}",
        "values",
        "--reread",
    ),
}


@pytest.mark.parametrize("kind", LOST)
def test_what_cannot_be_rebuilt_is_listed_with_what_to_do(path: Path, kind: str) -> None:
    command, part, advice = LOST[kind]
    damage(path, command)

    found = look(path, repair=True)

    assert not found.is_sound
    (fault, *_) = [fault for fault in found.left if fault.part == part]
    assert fault.where == "a"
    assert advice in fault.advice


@pytest.mark.parametrize("kind", ["a value", "a changed value", "a place outside"])
def test_adding_again_mends_what_a_repair_has_marked(
    path: Path, make_account: Callable, kind: str
) -> None:
    before = exported(path)
    damage(path, LOST[kind][0])
    look(path, repair=True)

    with Store.open(path) as store:
        for account in (
            make_account("a", FIRST),
            make_account("b", SECOND),
            make_account("c", THIRD, speaker="Ada Moll"),
        ):
            store.add(account)

    assert look(path, repair=True).is_sound
    assert exported(path) == before


def test_a_quick_look_leaves_out_what_must_be_derived(path: Path) -> None:
    damage(path, "UPDATE statements SET utterance = id")

    found = look(path, quick=True)

    assert found.is_sound
    assert found.skipped == ("utterances and people: not derived anew",)


def test_damaged_pages_are_told(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    for at in range(3 * 4096, len(raw), 4096):
        raw[at : at + 64] = b"\xff" * 64
    path.write_bytes(raw)

    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        from onrecord.record.verifying import find_damage

        try:
            damage_found = [fault.part for fault in find_damage(db)]
        except sqlite3.DatabaseError:
            damage_found = ["file"]
    assert "file" in damage_found
