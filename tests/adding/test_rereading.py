"""`add --reread`: articles that are held, read again from their text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.adding.adding import Adding
from onrecord.adding.outcomes import Added, Outcome
from onrecord.adding.reader import Reader
from onrecord.adding.rereading import Rereading
from onrecord.record import Store
from onrecord.record.persons import Signature
from onrecord.settings import Settings
from onrecord.values import Failure

Write = Callable[..., str]


@pytest.fixture
def store(tmp_path: Path, reader: Reader, write: Write) -> Iterator[Store]:
    """A record of two articles whose files are gone."""
    write("a/one.txt"), write("a/two.txt", "nine")
    with Store.open(tmp_path / "record.db", create=True) as opened:
        list(Adding(opened, reader, ("a",)).outcomes())
        (tmp_path / "a" / "one.txt").unlink()
        (tmp_path / "a" / "two.txt").unlink()
        yield opened


def reread(store: Store, reader: Reader, *, anew: bool = False) -> list[Outcome]:
    """What became of the articles."""
    return list(Rereading(store, reader, anew=anew).outcomes())


def test_only_what_something_else_has_read_is_read_again(store: Store, reader: Reader) -> None:
    other = type(reader)(Settings(model="fast"))

    assert reread(store, reader) == []
    assert reread(store, other) == [Added("one.txt", "unchanged"), Added("two.txt", "unchanged")]
    assert reread(store, other) == []


def test_anew_reads_all(store: Store, reader: Reader) -> None:
    assert len(reread(store, reader, anew=True)) == 2


def test_another_reading_takes_the_place_of_the_first(
    store: Store, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = type(reader).account

    def without_people(self: Reader, article: object) -> object:
        from dataclasses import replace

        return replace(reading(self, article), statements=())  # type: ignore[arg-type]

    monkeypatch.setattr(type(reader), "account", without_people)

    assert reread(store, reader, anew=True) == [
        Added("one.txt", "replaced"),
        Added("two.txt", "replaced"),
    ]
    assert store.status().statements == 0


def test_corrections_of_people_and_statements_stay(store: Store, reader: Reader) -> None:
    statement = store.statements(article="one.txt")[0].statement.id
    store.persons.rename("mara-tolland", "Mara Tolland-Voss", Signature("R. Tallow", "married"))
    store.reviews.name_speaker(statement, "Ona Perrin", Signature("R. Tallow", "asked them"))

    reread(store, reader, anew=True)
    reread(store, type(reader)(Settings(model="fast")))

    assert store.statement(statement).statement.speaker.name == "Ona Perrin"
    assert store.persons.person("mara-tolland").name == "Mara Tolland-Voss"


def test_a_run_that_was_stopped_goes_on(
    store: Store, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = type(reader).account

    def stop_at_second(self: Reader, article: object) -> object:
        if article.key == "two.txt":  # type: ignore[attr-defined]
            raise KeyboardInterrupt
        return reading(self, article)  # type: ignore[arg-type]

    other = type(reader)(Settings(model="fast"))
    with monkeypatch.context() as stopping:
        stopping.setattr(type(reader), "account", stop_at_second)
        with pytest.raises(KeyboardInterrupt):
            reread(store, other)

    assert reread(store, other) == [Added("two.txt", "unchanged")]


def test_an_article_that_cannot_be_read_stays_as_it_was(
    store: Store, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.errors import UnreadableDocument

    def refuse(self: Reader, article: object) -> object:
        raise UnreadableDocument("is too long")

    monkeypatch.setattr(type(reader), "account", refuse)

    outcomes = reread(store, reader, anew=True)

    assert [o.reason for o in outcomes if isinstance(o, Failure)] == ["is too long"] * 2
    assert store.status().statements == 2
