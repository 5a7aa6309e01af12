"""One utterance across the example coverage: its tellings, its earliest source, its differences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.answers.trace import trace
from onrecord.errors import NotOnRecord
from onrecord.record import Store
from onrecord.values import Account, Article, Span, Speaker, Statement, Telling, Trace
from onrecord.variants import split_words

EXAMPLES = Path(__file__).parents[2] / "examples"
RELATIONS = json.loads((EXAMPLES / "expected.json").read_text("utf-8"))["relations"]
WITHIN = [row for row in RELATIONS if row["document"] == row["target_document"]]
ACROSS = [row for row in RELATIONS if row["document"] != row["target_document"]]


def words_of(text: str) -> str:
    return " ".join(word.key for word in split_words(text))


def find_document(store: Store, name: str) -> Article:
    for head in store.heads():
        article = store.article(head.key)
        file = Path(article.path or "").name
        if name in (file, f"{file}#{article.source_id}"):
            return article
    raise AssertionError(name)


def tells(telling: Telling, article: Article, quote: str) -> bool:
    """Whether a telling is of an article and has, or is part of, these words."""
    ours, theirs = words_of(telling.text), words_of(quote)
    return telling.citation.article == article.key and (theirs in ours or ours in theirs)


def label(row: dict[str, Any]) -> str:
    return f"{row['document'][:2]} {row['quote'][:30]}"


# --- within one article ------------------------------------------------------------------------


@pytest.mark.parametrize("row", [r for r in WITHIN if not r.get("optional")], ids=label)
def test_fragment_is_linked_to_the_fuller_words_of_its_article(
    row: dict[str, Any], example_store: Store
) -> None:
    article = find_document(example_store, row["document"])
    found = [
        relation
        for held in example_store.statements(article=article.key)
        for relation in held.statement.relations
        if words_of(held.statement.quoted[relation.quoted].of(article.text))
        == words_of(row["quote"])
    ]
    (relation,) = found
    assert relation.kind == row["kind"]
    target = words_of(relation.target.of(article.text))
    fuller = words_of(row["target_quote"])
    assert target in fuller or fuller in target
    planned = [(c["op"], c["from"], c["to"], c["grave"]) for c in row["changes"]]
    assert [(c.op, c.before, c.after, c.grave) for c in relation.changes] == planned


def test_relations_within_articles_are_of_one_speaker(example_store: Store) -> None:
    held = {each.statement.id: each.statement for each in example_store.statements()}
    for statement in held.values():
        for relation in statement.relations:
            names = {statement.speaker.name, held[relation.to].speaker.name} - {None}
            assert len(names) <= 1, (statement.id, relation.to)


# --- across articles -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def traces(example_store: Store) -> dict[str, Trace]:
    return {row["quote"]: trace(example_store, row["quote"]) for row in ACROSS}


@pytest.mark.parametrize(
    "row",
    [r for r in ACROSS if r["kind"] != "spliced" and not r.get("optional")],
    ids=label,
)
def test_trace_leads_to_the_source_of_repeated_words(
    row: dict[str, Any], example_store: Store, traces: dict[str, Trace]
) -> None:
    found = traces[row["quote"]]
    target = find_document(example_store, row["target_document"])
    assert any(tells(t, target, row["target_quote"]) for t in found.tellings)
    earliest = example_store.article(found.earliest.article)
    assert (earliest.published or target.published) <= target.published


@pytest.mark.parametrize(
    "row",
    [r for r in ACROSS if not r.get("optional") and not r.get("other_speaker")],
    ids=label,
)
def test_trace_shows_the_repeated_words_with_their_kind(
    row: dict[str, Any], example_store: Store, traces: dict[str, Trace]
) -> None:
    article = find_document(example_store, row["document"])
    own = [t for t in traces[row["quote"]].tellings if tells(t, article, row["quote"])]
    assert own
    # A telling is all that one statement quotes, so two kinds of marks may meet in one.
    assert ("altered" in {t.kind for t in own}) == (row["kind"] == "altered")
    if row["kind"] in ("shortened", "bracketed"):
        assert {t.kind for t in own} & {"shortened", "bracketed"}
    planned = [
        (c["op"], words_of(c["from"]), words_of(c["to"]), c["grave"]) for c in row["changes"]
    ]
    told = {(c.op, words_of(c.before), words_of(c.after), c.grave) for t in own for c in t.changes}
    assert set(planned) <= told


def test_words_given_to_another_speaker_are_another_utterance(
    example_store: Store, traces: dict[str, Trace]
) -> None:
    (row,) = [r for r in ACROSS if r.get("other_speaker")]
    herald = find_document(example_store, row["document"])
    assert not any(t.citation.article == herald.key for t in traces[row["quote"]].tellings)


def test_tellings_stand_by_date_and_cite_their_words(
    example_store: Store, traces: dict[str, Trace]
) -> None:
    for found in traces.values():
        dates = [t.published for t in found.tellings if t.published]
        assert dates == sorted(dates)
        assert found.earliest == found.tellings[0].citation
        for telling in found.tellings:
            text = example_store.article(telling.citation.article).text
            assert text[telling.citation.start : telling.citation.end] == telling.text


def test_a_statement_and_its_words_give_one_trace(example_store: Store) -> None:
    words = "Nerys learned to pilot the boat in nine weeks"
    by_words = trace(example_store, words)
    by_id = trace(example_store, by_words.tellings[0].statement)
    assert by_words.earliest == by_id.earliest


def test_two_plain_words_are_found_where_they_stand_exactly(example_store: Store) -> None:
    found = trace(example_store, "getting in it")
    assert {"06-northgate-wire.txt"} <= {t.citation.article for t in found.tellings}


@pytest.mark.parametrize("asked", ["the harbour was never painted green", "0123456789ab", "  "])
def test_words_that_nobody_said_are_not_on_record(asked: str, example_store: Store) -> None:
    with pytest.raises(NotOnRecord, match="no statement in the record"):
        trace(example_store, asked)


def test_a_single_quoted_word_is_not_followed() -> None:
    text = "He said that the so-called “bridge” in the film is a painted one."
    said = Statement(
        "a1",
        "mixed",
        "speech",
        (Span(8, 64),),
        quoted=(Span(28, 34),),
        speaker=Speaker("Tom Rusk", "person", "named", 0.9),
    )
    with Store.open(":memory:", create=True) as store:
        store.add(Account(Article("k", "f" * 64, text), (said,)))
        with pytest.raises(NotOnRecord, match="too few words are quoted to follow them"):
            trace(store, "a1")
