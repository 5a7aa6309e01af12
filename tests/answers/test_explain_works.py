"""Which work a title means, where several share it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from onrecord.answers.explain import explain
from onrecord.answers.explain_works import find_subject
from onrecord.errors import NotOnRecord
from onrecord.record import Store
from onrecord.values import Account, Article, Fact, Passage, Span, Work

TEXT = "Ashes is a story about a mill. It opens on Friday at the Regal in Harrow."


def held(key: str, title: str, *facts: tuple[str, str], kind: str = "film") -> Account:
    """An article that speaks of one work and states these facts of it."""
    text = f"{TEXT} {key}"
    article = Article(key, hashlib.sha256(text.encode()).hexdigest(), text)
    stated = tuple(Fact(name, value, Span(0, 5)) for name, value in facts)
    work = Work(title, kind, (Span(0, 5),), facts=stated)  # type: ignore[arg-type]
    passage = Passage(Span(31, 73), "report", ("availability",), works=(title,))
    return Account(article, (), (passage,), (work,))


@pytest.fixture
def store() -> Iterator[Store]:
    """Two films called Ashes, one of them in two articles; a play of that name; another film."""
    with Store.open(":memory:", create=True) as opened:
        opened.add(held("a", "Ashes", ("director", "Mara Quill"), ("cast", "Tom Hale")))
        opened.add(held("b", "Ashes", ("cast", "Tom Hale"), ("year", "2019")))
        opened.add(held("c", "Ashes", ("director", "Ola Vint"), ("year", "1974")))
        opened.add(held("d", "Ashes", ("writer", "Ada Moll"), kind="play"))
        opened.add(held("e", "The Salt Road", ("director", "Mara Quill")))
        yield opened


def test_articles_that_name_the_same_people_speak_of_one_work(store: Store) -> None:
    assert set(find_subject(store, "Ashes").works) == {"a", "b"}


def test_film_and_an_article_that_names_only_its_writer_are_one_work() -> None:
    with Store.open(":memory:", create=True) as store:
        store.add(held("a", "Ashes", ("director", "Mara Quill"), ("writer", "Tom Hale")))
        store.add(held("b", "Ashes", ("writer", "Ada Moll")))
        store.add(held("c", "Ashes", kind="book"))
        assert set(find_subject(store, "Ashes").works) == {"a", "b", "c"}


def test_namesake_gets_a_label_that_tells_it_apart(store: Store) -> None:
    assert explain(store, "Ashes").work == "Ashes (2019)"


@pytest.mark.parametrize(
    ("asked", "article"),
    [
        ("Ashes (1974)", "c"),
        ("Ashes (Ola Vint)", "c"),
        ("Ashes (Vint)", "c"),
        ("Ashes (play)", "d"),
    ],
)
def test_brackets_choose_a_namesake(store: Store, asked: str, article: str) -> None:
    explained = explain(store, asked)

    assert explained.work == asked
    cited = {e.citation.article for section in explained.sections for e in section.entries}
    assert cited == {article}


def test_brackets_that_name_no_namesake_find_nothing(store: Store) -> None:
    with pytest.raises(
        NotOnRecord, match=r"'Ashes \(1931\)' is not on record; on record are Ashes"
    ):
        explain(store, "Ashes (1931)")


def test_title_without_namesakes_stands_alone(store: Store) -> None:
    assert explain(store, "The Salt Road").work == "The Salt Road"
    assert explain(store, "Salt Road (Mara Quill)").work == "The Salt Road"


def test_empty_record_says_what_to_do() -> None:
    with (
        Store.open(":memory:", create=True) as store,
        pytest.raises(NotOnRecord, match="add coverage with: onrecord add"),
    ):
        explain(store, "Ashes")


def test_facts_are_stated_once_and_cited(store: Store) -> None:
    facts = explain(store, "Ashes").facts

    assert [(fact.name, fact.value) for fact in facts] == [
        ("director", "Mara Quill"),
        ("cast", "Tom Hale"),
        ("year", "2019"),
    ]
    assert {fact.citation.article for fact in facts} == {"a", "b"}
