from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import NotOnRecord
from onrecord.record import Store
from onrecord.record.rows import OUTLETS
from onrecord.record.wordings import (
    SURE_RUN,
    match_any,
    normal_words,
    sampled_hashes,
    shingle_hashes,
)
from onrecord.values import Span

LONG = (
    "The harbour was empty when the crew arrived. “We built the pier in nine days and burned it "
    "in one night,” Okafor told reporters, and the café owners of Brannock watched."
)


def test_statements_are_found_in_any_inflection_and_without_accents(
    store: Store, make_account
) -> None:
    store.add(make_account("a", LONG))
    assert [held.article.key for held, _ in store.find_statements(["burning"])] == ["a"]
    assert [held.article.key for held, _ in store.find_passages(["CAFE"])] == ["a"]
    assert store.find_statements(["harbour"]) == ()  # stands in the passage, not in the quotation


def test_more_of_the_words_rank_higher(store: Store, make_account) -> None:
    store.add(make_account("one", "“The pier is long,” she said."))
    store.add(make_account("two", "“The pier burned at night,” she said."))
    store.add(make_account("none", "“Nothing was left,” she said."))
    found = store.find_statements(["pier", "burned"])
    assert [held.article.key for held, _ in found] == ["two", "one"]
    assert found[0][1] > found[1][1]
    assert len(store.find_statements(["pier", "burned"], limit=1)) == 1


@pytest.mark.parametrize(
    "word", ['"', '""', "NEAR(", "a AND", "*", "^x", "text:pier", "-", "\0", "\ud800", "(", "", "'"]
)
def test_nothing_a_user_types_is_syntax(store: Store, make_account, word: str) -> None:
    store.add(make_account("a", LONG))
    store.find_passages([word])
    found = store.find_statements([word, "pier"])
    assert [held.article.key for held, _ in found] == ["a"]


@settings(deadline=None)
@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_words_can_be_asked_for(words: list[str]) -> None:
    with Store.open(":memory:") as store:
        assert store.find_statements(words) == store.find_passages(words) == ()
        assert store.find_words(" ".join(words)) == ()


def test_thousands_of_words_can_be_asked_for_at_once(store: Store, make_account) -> None:
    store.add(make_account("a", LONG))
    words = [f"word{number}" for number in range(5000)]
    assert len(store.find_statements([*words, "pier"])) == 1


def test_no_words_find_nothing() -> None:
    assert match_any([]) == match_any(["—", ""]) == ""


@pytest.mark.parametrize(
    "words",
    [
        "we built the pier in nine days",
        "WE BUILT the ‘pier’ in — nine days!",  # typography and case
        "they built the pier in two days",  # altered, but a shingle is shared
        "built a pier in nine days",
        "burned it",
        "Brannock",
        "the café owners",
    ],
)
def test_articles_are_found_by_words_of_their_text(store: Store, make_account, words: str) -> None:
    store.add(make_account("a", LONG))
    store.add(make_account("b", "“Another thing entirely,” said the mayor of somewhere else."))
    assert [head.key for head in store.find_words(words)] == ["a"]


def test_an_article_that_shares_rarer_words_comes_first(store: Store, make_account) -> None:
    common = "In the end it was all about the sea and the people by it."
    for number in range(9):
        store.add(make_account(f"c{number}", f"{common} “Part {number},” she said."))
    store.add(make_account("rare", LONG))
    found = store.find_words("in the end it was burned it in one night okafor told")
    assert found[0].key == "rare"


def test_ties_are_settled_by_key(store: Store, make_account) -> None:
    for key in ("b", "c", "a"):
        store.add(make_account(key, LONG, published=date(2024, 5, 1)))
    assert [head.key for head in store.find_words("we built the pier in nine days")] == [*"abc"]
    assert [head.key for head in store.find_words("pier in", limit=2)] == ["a", "b"]


def test_shingles_are_four_normal_words() -> None:
    words = normal_words("It’s the END, he said")
    assert words == ("it's", "the", "end", "he", "said")
    assert len(shingle_hashes(words)) == 2
    assert all(0 <= number < 2**31 for number in shingle_hashes(words))
    assert shingle_hashes(words[:4])[0] in shingle_hashes(words)


def test_long_question_without_a_common_run_is_left_to_phrases(store: Store, make_account) -> None:
    store.add(make_account("a", LONG))
    words = "they built the pier with nine men who burned it at one in the morning"
    assert store.find_words(words) == ()
    assert [head.key for head in store.find_phrases(words)] == ["a"]


# --- what check fetches of one article -----------------------------------------------------------


def test_statements_at_places_are_those_that_reach_into_them(store: Store, make_account) -> None:
    text = "“The pier is long,” she said. Rain fell. “The boats are gone,” he said."
    store.add(make_account("a", text))
    every = store.statements(article="a")
    assert len(every) == 2
    for held in every:
        place = held.statement.content[0]
        found = store.statements_at("a", (Span(place.end - 1, place.end),))
        assert [each.id for each in found] == [held.statement.id]
    assert store.statements_at("a", (Span(len(text) - 2, len(text)),)) == ()
    assert store.statements_at("a", ()) == store.statements_at("b", (Span(0, 9),)) == ()


def test_head_of_an_article_is_that_of_the_list(store: Store, make_account) -> None:
    store.add(make_account("a", LONG, outlet="The Brannock Post"))
    store.add(make_account("b", LONG))
    assert [store.head(key) for key in "ab"] == list(store.heads())
    with pytest.raises(NotOnRecord, match="no article 'c'"):
        store.head("c")


def test_text_of_an_article_is_its_own(store: Store, make_account) -> None:
    store.add(make_account("a", LONG))
    assert store.text("a") == LONG
    with pytest.raises(NotOnRecord, match="no article 'b'"):
        store.text("b")


def test_speakers_of_an_outlet_leave_one_version_out(store: Store, make_account) -> None:
    one, two = make_account("a", LONG), make_account("b", LONG.replace("nine", "ten"))
    for account in (one, two):
        article = replace(account.article, outlet="Harbour Post")
        store.add(replace(account, article=article))
    names = {h.statement.speaker.name for h in store.statements()} - {None}
    assert set(store.speakers_of("Harbour Post", "")) == names
    assert store.outlets("") == ("Harbour Post",)
    store.remove("b")
    assert store.speakers_of("Harbour Post", one.article.version) == ()
    assert store.outlets(one.article.version) == ()


# --- the index is used ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT version FROM article_shingles WHERE hash = 7",
        "SELECT row FROM statements WHERE version = 3",
        "SELECT DISTINCT s.speaker_name FROM versions v JOIN statements s ON s.version = v.id"
        " WHERE v.current AND v.outlet = 'x'",
        OUTLETS.replace("?", "'v'"),
    ],
)
def test_what_a_check_asks_is_found_by_an_index(store: Store, sql: str) -> None:
    plan = store._db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    scanned = [row[3] for row in plan if row[3].startswith("SCAN") and "held" not in row[3]]

    assert scanned in ([], ["SCAN CONSTANT ROW"])


def test_any_nine_words_on_end_have_a_kept_shingle() -> None:
    words = normal_words(LONG)
    kept = set(sampled_hashes(words))

    assert len(kept) < len(shingle_hashes(words))
    for at in range(len(words) - SURE_RUN + 1):
        assert kept & set(shingle_hashes(words[at : at + SURE_RUN]))


def test_where_one_has_all_words_those_with_a_stock_phrase_are_left_out(
    store: Store, make_account
) -> None:
    stock = "We will do what we can. “At the end of the day number {} sings,” she said."
    for number in range(30):
        store.add(make_account(f"s{number:02}", stock.format(number)))
    words = "at the end of the day nobody in Brannock had ever burned a pier before us"
    store.add(make_account("all", f"“{words.capitalize()},” Okafor said."))
    store.add(make_account("varied", f"“{words.replace('ever', 'once').capitalize()},” he said."))
    assert [head.key for head in store.find_words(words)] == ["all", "varied"]
    assert len(store.find_words("at the end of the day", limit=5)) == 5


def test_a_version_left_out_is_no_measure_for_others(store: Store, make_account) -> None:
    store.add(make_account("a", LONG))
    store.add(make_account("b", LONG.replace("nine days", "two days").replace("burned", "lost")))
    own = store.head("a").version
    asked = "We built the pier in nine days and burned it in one night"
    assert store.find_words(asked)[0].key == "a"
    assert [head.key for head in store.find_words(asked, without=own)] == ["b"]


@pytest.mark.parametrize("changed", range(6))
def test_six_words_are_found_whichever_was_changed(
    store: Store, make_account, changed: int
) -> None:
    told = "it has consequences around the world".split()
    store.add(make_account("a", f"“{' '.join(told).capitalize()},” he said."))
    told[changed] = "ferry"
    assert [head.key for head in store.find_words(" ".join(told))] == ["a"]
