"""Search takes any words and shows what holds them."""

from __future__ import annotations

import pytest

from onrecord.answers.search import search
from onrecord.record import Store


def test_any_of_the_words_is_enough(example_store: Store) -> None:
    found = search(example_store, "xylophone pontoon")

    assert found
    assert all("pontoon" in entry.text.lower() for entry in found)


def test_inflections_are_found(example_store: Store) -> None:
    assert any("tides" in entry.text.lower() for entry in search(example_store, "tide"))


def test_more_and_rarer_words_come_first(example_store: Store) -> None:
    assert "riddle" in search(example_store, "riddle key seat film")[0].text


SYNTAX = (
    "bell AND|NOT bell|NEAR(bell rope)|text:bell|\"bell|(bell|bell OR|^bell|{bell}|'bell'|bell*"
)


@pytest.mark.parametrize("words", SYNTAX.split("|"))
def test_syntax_is_words(words: str, example_store: Store) -> None:
    assert any("bell" in entry.text.lower() for entry in search(example_store, words))


def test_operators_are_looked_for_as_words(example_store: Store) -> None:
    assert all("near" in entry.text.lower() for entry in search(example_store, "NEAR"))


@pytest.mark.parametrize("words", ["", "  ", "?!", "“”", "*", "\0", "\n", "—", "🚢"])
def test_no_words_find_nothing(words: str, example_store: Store) -> None:
    assert search(example_store, words) == ()


@pytest.mark.parametrize("limit", [0, 1, 3, 7])
def test_limit_cuts_the_same_order(limit: int, example_store: Store) -> None:
    found = search(example_store, "bell ferry river", limit=20)

    assert search(example_store, "bell ferry river", limit=limit) == found[:limit]


def test_order_is_stable(example_store: Store) -> None:
    assert search(example_store, "the bell") == search(example_store, "the bell")


def test_an_utterance_comes_once_with_its_other_places(example_store: Store) -> None:
    found = search(example_store, "riddle with a key taped under the seat")
    places = [(entry.citation.article, entry.citation.start) for entry in found]
    retold = [(cited.article, cited.start) for entry in found for cited in entry.also]

    assert retold
    assert not set(places) & set(retold)


def test_text_is_the_slice_that_is_cited(example_store: Store) -> None:
    for entry in search(example_store, "bell bridge morning", limit=50):
        text = example_store.article(entry.citation.article).text
        assert entry.text == text[entry.citation.start : entry.citation.end]
