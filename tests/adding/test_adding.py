"""What a run of `add` reads, passes over and writes, in one process."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.adding.adding import Adding
from onrecord.adding.outcomes import Added, Outcome
from onrecord.adding.reader import Reader
from onrecord.publish.export import write_export
from onrecord.record import Store
from onrecord.record.persons import Signature
from onrecord.settings import Settings
from onrecord.values import Failure, LeftOut

Write = Callable[..., str]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new record."""
    with Store.open(tmp_path / "record.db", create=True) as opened:
        yield opened


def add(store: Store, reader: Reader, *paths: str, anew: bool = False) -> list[Outcome]:
    """What became of the documents at the paths."""
    return list(Adding(store, reader, paths, anew=anew).outcomes())


def hows(outcomes: list[Outcome]) -> dict[str, str]:
    """What became of each article by key; of failures "failed"."""
    return {
        o.key: o.how if isinstance(o, Added) else "" for o in outcomes if isinstance(o, Added)
    } | {
        o.path: "left out" if isinstance(o, LeftOut) else "failed"
        for o in outcomes
        if isinstance(o, Failure)
    }


def exported(store: Store) -> str:
    """The whole record as lines."""
    stream = io.StringIO()
    write_export(store, "jsonl", stream)
    return stream.getvalue()


def test_a_second_run_reads_nothing(store: Store, reader: Reader, write: Write) -> None:
    write("a/one.txt"), write("a/two.txt", "nine")

    assert hows(add(store, reader, "a")) == {"one.txt": "added", "two.txt": "added"}
    assert hows(add(store, reader, "a")) == {"one.txt": "unchanged", "two.txt": "unchanged"}
    assert reader.read == ["one.txt", "two.txt"]


def test_a_second_run_does_not_open_what_is_done(
    store: Store, reader: Reader, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a/one.txt")
    add(store, reader, "a")

    def never(*_: object) -> None:
        raise AssertionError("opened again")

    monkeypatch.setattr("onrecord.adding.tasks.open_articles", never)
    assert hows(add(store, reader, "a")) == {"one.txt": "unchanged"}


def test_a_failure_of_an_unchanged_document_is_told_again(
    store: Store, reader: Reader, write: Write
) -> None:
    write("a/bad.txt", more=" DO NOT READ"), write("a/good.txt")

    first, second = add(store, reader, "a"), add(store, reader, "a")

    assert hows(first) == {"a/bad.txt": "failed", "good.txt": "added"}
    assert [o for o in first if isinstance(o, Failure)] == [
        o for o in second if isinstance(o, Failure)
    ]
    assert len([o for o in second if isinstance(o, Failure)]) == 1
    assert reader.read == ["bad.txt", "good.txt"]


def test_a_changed_document_is_read_again(store: Store, reader: Reader, write: Write) -> None:
    add(store, reader, write("one.txt"))
    add(store, reader, write("one.txt", "nine"))

    assert [held.text for held in store.statements()] == [
        "“The water was nine degrees and nobody was getting in it,”"
    ]


def test_a_document_changed_back_is_as_it_was(store: Store, reader: Reader, write: Write) -> None:
    add(store, reader, write("one.txt"))
    before = exported(store)
    add(store, reader, write("one.txt", "nine"))
    add(store, reader, write("one.txt"))

    assert exported(store) == before


def test_another_model_reads_it_again(store: Store, reader: Reader, write: Write) -> None:
    add(store, reader, write("one.txt"))
    other = type(reader)(Settings(model="fast"))

    add(store, other, "one.txt")
    add(store, other, "one.txt")

    assert other.read == ["one.txt"]


def test_what_was_taken_down_is_read_again_when_added_again(
    store: Store, reader: Reader, write: Write
) -> None:
    add(store, reader, write("one.txt"))
    store.remove("one.txt")

    assert hows(add(store, reader, "one.txt")) == {"one.txt": "added"}


def test_nothing_of_an_article_stays_in_the_ledger_when_it_is_taken_down(
    store: Store, reader: Reader, write: Write, tmp_path: Path
) -> None:
    add(store, reader, write("a-name-of-a-file.txt"))
    store.remove("a-name-of-a-file.txt")
    store.close()

    held = (tmp_path / "record.db").read_bytes()
    assert b"a-name-of-a-file" not in held


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_of_two_texts_with_one_key_the_same_is_kept_in_any_order(
    store: Store, reader: Reader, write: Write, order: tuple[str, str]
) -> None:
    write("a/one.txt", "eleven"), write("b/one.txt", "nine")

    outcomes = add(store, reader, *order)

    assert [held.text[:24] for held in store.statements()] == ["“The water was eleven de"]
    assert [o.path for o in outcomes if isinstance(o, Failure)] == ["b/one.txt"]
    assert hows(add(store, reader, *order)) == hows(outcomes) | {"one.txt": "unchanged"}


def test_a_run_that_was_stopped_goes_on_behind_what_is_done(
    store: Store, reader: Reader, write: Write
) -> None:
    write("a/1.txt", "one"), write("a/2.txt", "two", more=" STOP HERE"), write("a/3.txt", "three")
    with pytest.raises(KeyboardInterrupt):
        add(store, reader, "a")

    assert [(job.paths, job.inputs, job.done) for job in store.ledger.unfinished()] == [
        (("a",), 3, 1)
    ]
    write("a/2.txt", "two")
    add(store, reader, "a")

    assert reader.read == ["1.txt", "2.txt", "2.txt", "3.txt"]
    assert store.ledger.unfinished() == ()


def test_lines_of_a_file_are_kept_one_by_one(
    store: Store, reader: Reader, write: Write, tmp_path: Path
) -> None:
    rows = [
        {
            "id": n,
            "text": f"{n} said “{n} is a number of some size” to all of us here, with a smile."
            " It was the third time that somebody did so in this town, which has seen much.",
        }
        for n in ("one", "two", "three")
    ]
    rows[1]["text"] += " STOP HERE"
    write("x.txt")
    lines = tmp_path / "rows.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        add(store, reader, "rows.jsonl")
    assert store.status().articles == 1
    rows[1]["text"] = str(rows[1]["text"]).removesuffix(" STOP HERE")
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    add(store, reader, "rows.jsonl")
    add(store, reader, "rows.jsonl")

    assert store.status().articles == 3
    assert len(reader.read) == 4


def test_what_a_user_has_corrected_outlives_another_reading(
    store: Store, reader: Reader, write: Write
) -> None:
    add(store, reader, write("one.txt"))
    store.persons.rename("mara-tolland", "Mara Tolland-Voss", Signature("R. Tallow", "married"))

    add(store, reader, "one.txt", anew=True)
    add(store, type(reader)(Settings(model="fast")), "one.txt")

    assert store.persons.person("mara-tolland").name == "Mara Tolland-Voss"
    assert len(store.persons.corrections()) == 1


def test_inputs_that_are_not_there_are_told_each_time(
    store: Store, reader: Reader, write: Write
) -> None:
    write("one.txt")

    for _ in range(2):
        outcomes = add(store, reader, "gone.txt", "one.txt")
        assert [o.path for o in outcomes if isinstance(o, Failure)] == ["gone.txt"]
