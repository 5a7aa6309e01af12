"""Vectors of statements and passages: kept with an article, made where they are missing, gone with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.language.embeddings import Embeddings, bundled_embeddings
from onrecord.record import Store
from onrecord.values import Account

PIER = "“The pier burned down in a single night,” she said."
SALE = "“We sold the shop to pay what we owed,” she said."


def nearest(store: Store, text: str) -> list[str]:
    return [key for key, _ in store.find_alike(bundled_embeddings().encode([text])[0])]


@pytest.fixture
def store(tmp_path: Path, make_account: Callable[..., Account]) -> Iterator[Store]:
    with Store.open(tmp_path / "record.db", create=True) as store:
        store.add(make_account("pier", PIER))
        store.add(make_account("sale", SALE))
        yield store


def test_articles_are_found_by_words_of_like_meaning(store: Store) -> None:
    assert nearest(store, "a fire destroyed the jetty")[0] == "pier"
    assert nearest(store, "selling a store over debts")[0] == "sale"


def test_what_is_added_or_taken_down_is_known_at_once(
    store: Store, make_account: Callable[..., Account]
) -> None:
    assert len(nearest(store, "fire")) == 2
    store.add(make_account("boat", "“The boat caught fire at sea,” he said."))
    assert len(nearest(store, "fire")) == 3
    store.remove("boat")
    assert "boat" not in nearest(store, "fire")


def test_missing_vectors_are_made_when_they_are_asked_for(store: Store) -> None:
    before = store.find_alike(bundled_embeddings().encode(["fire"])[0])
    store.connection.execute("DELETE FROM vectors")
    assert store.find_alike(bundled_embeddings().encode(["fire"])[0]) == before
    assert store.connection.execute("SELECT COUNT(*) FROM vectors").fetchone() == (2,)


def test_vectors_of_another_model_are_not_compared(store: Store) -> None:
    store.connection.execute("UPDATE vectors SET model = 'other'")
    nearest(store, "fire")
    models = store.connection.execute("SELECT DISTINCT model FROM vectors").fetchall()
    assert models == [(Embeddings.load().name,)]


def test_an_empty_record_has_nothing_near() -> None:
    with Store.open(":memory:", create=True) as store:
        assert nearest(store, "fire") == []
