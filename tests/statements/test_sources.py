"""Sources that no label names: which words with a capital are somebody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.statements import build_statements
from onrecord.values import Entity, Reading, Span


def naming(reading: Reading, *names: str) -> Reading:
    """The reading, as if the model had found these names of people."""
    text = reading.article.text
    starts = [(text.index(name), name) for name in names]
    people = tuple(Entity("person", Span(s, s + len(name)), 0.9) for s, name in starts)
    return replace(reading, labels=replace(reading.labels, entities=people))


@pytest.mark.parametrize(
    ("text", "names", "source"),
    [
        ("In May Ann Lund ^1:called^ {1:it “a mess.”}", ["Ann Lund"], ["Ann Lund"]),
        ("But Lund ^1:called^ {1:it “a mess.”}", ["Lund"], ["Lund"]),
        ("The plan of Lund on Tuesday ^1:called^ {1:it “a mess.”}", ["Lund"], []),
        ("Usually, talk of Lund by others ^1:called^ {1:it “a mess.”}", ["Lund"], []),
    ],
)
def test_unlabelled_word_with_a_capital_is_a_source_only_where_it_is_a_name(
    text: str, names: list[str], source: list[str], labelled: Callable[[str], Reading]
) -> None:
    reading = naming(labelled(text), *names)

    statement = build_statements(reading)[0]

    assert [span.of(reading.article.text) for span in statement.source] == source


def test_quotation_that_leads_on_from_a_name_is_not_given_to_who_quotes_it(
    labelled: Callable[[str], Reading],
) -> None:
    text = "<1:Lund> ^1:quotes^ {1:a sailor}, Ana Ruiz:\n\n“Nobody sails before May, or alone.”"
    reading = naming(labelled(text), "Lund", "Ana Ruiz")

    statement = build_statements(reading)[-1]

    assert statement.content[0].of(reading.article.text).startswith("“Nobody")
    assert statement.source == ()
