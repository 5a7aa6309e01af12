"""What a trace shows beside its tellings: the same words by others or for another utterance, overlaps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

import pytest

from onrecord.answers.trace import trace
from onrecord.record import Store
from onrecord.values import Account, Article, Linked, Span, Speaker, Statement

PILOT = "he was the most careful pilot, and the river knew his name"
PRIZE = "I give the prize to the most careful pilot of this winter"
PART = "the most careful pilot"
FULL = "the whole pier was burned in a single night so that nobody could ever walk back along it"
BURNED = "the whole pier was burned in a single night"
WALK = "burned in a single night so that nobody could ever swim that far out before the tide is in"


def told(key: str, words: str, speaker: str, month: int = 1) -> Account:
    """An account of one quotation."""
    text = f"It rained. “{words},” came the reply to {key}."
    start = text.index(words)
    statement = Statement(
        hashlib.sha256(key.encode()).hexdigest()[:12],
        "direct",
        "speech",
        (Span(start - 1, start + len(words) + 2),),
        quoted=(Span(start, start + len(words)),),
        speaker=Speaker(speaker, "person"),
    )
    article = Article(key, f"{key}-1", text, published=date(2024, month, 1))
    return Account(article, (statement,))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def linked(store: Store, words: str) -> dict[str, tuple[str, str]]:
    """The kind and the common words of what a trace links, by article."""
    found = trace(store, words).linked
    return {each.citation.article: (each.kind, each.shared) for each in found}


def test_the_same_words_by_somebody_else_are_shown_and_not_counted(store: Store) -> None:
    store.add(told("a", FULL, "Lena Okafor"))
    store.add(told("b", FULL, "Jude Marsh"))
    store.add(told("c", BURNED, "Jude Marsh"))
    found = trace(store, FULL)
    assert [telling.citation.article for telling in found.tellings] == ["a"]
    assert linked(store, FULL) == {"b": ("other_speaker", FULL), "c": ("other_speaker", BURNED)}


def test_a_fragment_of_two_quotations_is_shown_beside_each(store: Store) -> None:
    for key, words in (("a", PILOT), ("b", PRIZE), ("c", PART)):
        store.add(told(key, words, "Lena Okafor"))
    assert linked(store, PILOT) == {"c": ("apart", PART)}
    assert linked(store, PRIZE) == {"c": ("apart", PART)}


def test_words_that_only_overlap_are_shown_with_what_is_common(store: Store) -> None:
    store.add(told("a", FULL, "Lena Okafor"))
    store.add(told("b", WALK, "Lena Okafor"))
    common = "burned in a single night so that nobody could ever"
    assert linked(store, FULL) == {"b": ("overlap", common)}


def test_plain_words_of_another_month_are_shown_apart(store: Store) -> None:
    store.add(told("a", "we are going to build a pier", "Lena Okafor"))
    store.add(told("b", "we are going to build a pier", "Lena Okafor", month=7))
    assert linked(store, "we are going to build a pier") == {
        "b": ("apart", "we are going to build a pier")
    }


def test_what_is_linked_stands_by_date_and_cites_its_words(example_store: Store) -> None:
    found = trace(example_store, "when someone says your name in a crowd and you turn round")
    every: tuple[Linked, ...] = found.linked
    for each in every:
        text = example_store.article(each.citation.article).text
        assert text[each.citation.start : each.citation.end] == each.text
        assert each.shared in each.text
    assert "other_speaker" in {each.kind for each in every}
    assert not {each.statement for each in every} & {t.statement for t in found.tellings}


def test_only_words_of_the_sentence_asked_for_are_linked(store: Store) -> None:
    store.add(told("a", f"{BURNED}. The bell is nobody's but the river's own", "Lena Okafor"))
    store.add(told("b", BURNED, "Jude Marsh"))
    assert linked(store, "the bell is nobody's but the river's own") == {}
