from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.errors import NotOnRecord, RecordError
from onrecord.record import Store
from onrecord.values import Account, Article, ArticleHead, Speaker

FIRST = "“The tide was never going to wait for anybody,” Okafor said."
SECOND = "“The tide was never going to wait for anyone at all,” Okafor said."


def test_an_account_comes_back_as_it_was_added(store: Store, make_account) -> None:
    account = make_account(
        "a",
        FIRST,
        published=date(2024, 5, 1),
        outlet="The Harbour",
        headline="Low water",
        byline="J. Marsh",
        url="https://harbour.example/a",
        path="a.txt",
        metadata={"section": ["film", 2]},
        repairs=("A byte order mark was dropped.",),
    )
    assert store.add(account) == "added"
    assert store.account("a") == account
    assert store.article("a") == account.article
    assert store.heads() == (
        ArticleHead(
            key="a",
            version=account.article.version,
            url="https://harbour.example/a",
            outlet="The Harbour",
            headline="Low water",
            byline="J. Marsh",
            published=date(2024, 5, 1),
        ),
    )


def test_adding_the_same_again_changes_nothing(store: Store, make_account) -> None:
    store.add(make_account("a", FIRST))
    before = store.status()
    assert store.add(make_account("a", FIRST)) == "unchanged"
    assert store.add(make_account("a", FIRST, path="moved/a.txt")) == "unchanged"
    assert store.status() == before


def test_a_changed_text_replaces_and_the_earlier_version_is_kept(
    store: Store, make_account
) -> None:
    old, new = make_account("a", FIRST), make_account("a", SECOND)
    store.add(old)
    assert store.add(new) == "replaced"
    status = store.status()
    assert (status.articles, status.versions, status.statements) == (1, 2, 1)
    assert [held.statement.id for held in store.statements()] == [new.statements[0].id]
    assert store.account("a") == new
    assert [held.text for held in store.passages()] == [SECOND]
    assert store.find_statements(["anybody"]) == store.find_passages(["anybody"]) == ()
    assert store.find_words("going to wait for anybody") != ()
    assert store.find_words("for anybody") == ()
    with pytest.raises(NotOnRecord, match="current version"):
        store.statement(old.statements[0].id)


def test_a_text_that_returns_is_current_again(store: Store, make_account) -> None:
    for text in (FIRST, SECOND, FIRST):
        store.add(make_account("a", text))
    assert store.article("a").text == FIRST
    assert store.status().versions == 2
    assert [held.text for held, _ in store.find_statements(["anybody", "anyone"])] == [
        FIRST[: FIRST.index("”") + 1]
    ]


def test_the_same_text_read_anew_replaces_the_reading(store: Store, make_account) -> None:
    account = make_account("a", FIRST)
    store.add(account)
    speaker = Speaker("Jude Okafor", "person")
    better = replace(account, statements=(replace(account.statements[0], speaker=speaker),))
    assert store.add(better) == "replaced"
    assert store.account("a") == better
    assert store.status().versions == 1


def test_statements_stand_in_the_order_of_articles_and_text(store: Store, make_account) -> None:
    store.add(make_account("undated", "“Four,” she said."))
    store.add(make_account("b", "“Two,” she said. “Three.”", published=date(2024, 5, 2)))
    store.add(make_account("a", "“One,” she said.", published=date(2024, 5, 2)))
    store.add(make_account("z", "“Nought,” she said.", published=date(2024, 5, 1)))
    texts = [held.text for held in store.statements()]
    assert texts == ["“Nought,”", "“One,”", "“Two,”", "“Three.”", "“Four,”"]
    assert [head.key for head in store.heads()] == ["z", "a", "b", "undated"]
    assert [held.article.key for held in store.passages()] == ["z", "a", "b", "undated"]


def test_statements_and_passages_of_one_article_or_work(store: Store, make_account) -> None:
    store.add(make_account("a", FIRST, works=("The Keeper’s Daughter",)))
    store.add(make_account("b", SECOND))
    assert [held.article.key for held in store.statements(article="a")] == ["a"]
    assert [held.article.key for held in store.statements(work="the keeper's daughter")] == ["a"]
    assert [held.article.key for held in store.passages(work="THE LOW TIDE")] == ["b"]
    assert [held.article.key for held in store.passages(article="b")] == ["b"]
    assert store.statements(article="a", work="The Low Tide") == ()
    assert store.passages(article="nowhere") == ()
    assert [(work.title, head.key) for work, head in store.works()] == [
        ("The Keeper’s Daughter", "a"),
        ("The Low Tide", "b"),
    ]
    assert [(person.name, head.key) for person, head in store.people()] == [
        ("Lena Okafor", "a"),
        ("Lena Okafor", "b"),
    ]


@pytest.mark.parametrize(
    "text", ["", "\0", "“one\0two three four five,” she said.", "🎬 “é”", "x" * 99_999]
)
def test_any_text_is_kept_as_it_is(store: Store, make_account, text: str) -> None:
    account = make_account("odd", text)
    store.add(account)
    assert store.account("odd") == account
    assert [held.text for held in store.passages()] == [text]
    store.add(make_account("odd", text + "."))
    assert store.remove("odd") == len(account.statements)


def test_half_a_character_is_refused_with_advice_and_leaves_nothing(store: Store) -> None:
    article = Article("half", "v", "a \ud800 b")
    with pytest.raises(RecordError, match=r"half a character \(U\+D800\).*repair"):
        store.add(Account(article, ()))
    assert store.status().articles == 0


def test_an_account_that_cannot_be_written_leaves_nothing(store: Store, make_account) -> None:
    account = make_account("a", FIRST)
    twice = replace(account, statements=account.statements * 2)
    with pytest.raises(RecordError, match="bear the same id"):
        store.add(twice)
    assert store.heads() == ()
    assert store.find_words("the tide was never going") == ()


def test_asking_for_what_is_not_held_says_so(store: Store) -> None:
    with pytest.raises(NotOnRecord, match=r"no article 'a'.*onrecord list"):
        store.article("a")
    with pytest.raises(NotOnRecord, match="no article 'a'"):
        store.account("a")
    with pytest.raises(NotOnRecord, match="no article 'a'"):
        store.remove("a")
    with pytest.raises(NotOnRecord, match="no statement 's'"):
        store.statement("s")
    with pytest.raises(NotOnRecord, match="no utterance 'u'"):
        store.utterance("u")
