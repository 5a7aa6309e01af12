"""`explain` as of a day: only what was published by then, undated documents left out and counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from onrecord.answers.explain import explain
from onrecord.article import article_from_text
from onrecord.errors import NotOnRecord
from onrecord.facade import Reader
from onrecord.record import Store
from onrecord.record.as_of import StoreAsOf
from onrecord.values import Citation, Explanation

DAY = date(2025, 11, 30)


@pytest.fixture(scope="module")
def by_then(example_store: Store) -> Explanation:
    """The example film as of the end of November, before the director went back on her words."""
    return explain(example_store, "Lowenna", as_of=DAY)


def cited(explanation: Explanation) -> Iterator[Citation]:
    """Every place that an explanation names."""
    yield from (fact.citation for fact in explanation.facts)
    yield from (place for gap in explanation.gaps for place in gap.cited_by)
    for section in explanation.sections:
        yield from section.tellings
        for entry in section.entries:
            yield entry.citation
            yield from entry.also
            yield from (each.citation for each in (*entry.disputed, *entry.against))


def test_nothing_is_cited_that_came_later(by_then: Explanation, example_store: Store) -> None:
    published = {head.key: head.published for head in example_store.heads()}
    days = [published[place.article] for place in cited(by_then)]
    assert days
    assert all(day is not None and day <= DAY for day in days)


def test_words_are_not_disputed_before_they_were(
    by_then: Explanation, example_store: Store
) -> None:
    words = "I think she is free at the end"
    now, then = (
        [e for s in found.sections for e in s.entries if words in e.text]
        for found in (explain(example_store, "Lowenna"), by_then)
    )
    assert all(entry.disputed for entry in now)
    assert then
    assert not any(entry.disputed or entry.against for entry in then)


def test_day_itself_counts(example_store: Store) -> None:
    first = min(head.published for head in example_store.heads() if head.published)
    shown = explain(example_store, "Lowenna", as_of=first)
    assert {place.article for place in cited(shown)} == {example_store.heads()[0].key}


def test_before_the_first_article_nothing_is_on_record(example_store: Store) -> None:
    with pytest.raises(NotOnRecord, match="published by 1 January 2020"):
        explain(example_store, "Lowenna", as_of=date(2020, 1, 1))


def test_undated_articles_are_left_out_and_counted() -> None:
    text = (
        "“Salt Road”, directed by Ada Brandt, ends with a lit window. “The window is her mother,” Brandt"
        " told The Gull. Salt Road opens in cinemas on Friday."
    )
    with Store.open(":memory:", create=True) as store:
        reader = Reader()
        dated = replace(article_from_text(text, "dated"), published=date(2025, 3, 1))
        for article in (dated, article_from_text(text.replace("Friday", "Monday"), "undated")):
            store.add(reader.account(article))
        shown = explain(store, "Salt Road", as_of=date(2025, 3, 2))

    assert shown.undated == 1
    assert {place.article for place in cited(shown)} == {"dated"}


def test_occasion_has_the_days_that_reports_by_then_have_in_common(example_store: Store) -> None:
    ids = {h.statement.occasion.id for h in example_store.statements() if h.statement.occasion.id}
    then = StoreAsOf(example_store, DAY)
    for occasion_id in ids:
        reports = example_store.occasion(occasion_id).reports
        early = [r for r in reports if (r.article.published or date.max) <= DAY]
        if early:
            assert len(then.occasion(occasion_id).reports) == len(early)
