from __future__ import annotations

import dataclasses
import json
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.record.codec import decode, encode
from onrecord.values import (
    Article,
    Dispute,
    Occasion,
    Passage,
    Person,
    Span,
    Speaker,
    Statement,
    Teller,
    Work,
)

VALUES = (Statement, Occasion, Passage, Work, Person, Dispute)


@settings(deadline=None)
@given(st.one_of(*(st.from_type(kind) for kind in VALUES)))
def test_what_is_encoded_comes_back_as_it_was(value: object) -> None:
    back = decode(type(value), encode(value))
    assert repr(back) == repr(value)  # by repr, in which a confidence of nan is equal to itself
    assert encode(back) == encode(value)


def test_a_speaker_from_before_chains_were_kept_is_read_and_keeps_its_bytes() -> None:
    before = encode(Speaker("Mara Lund", "person", "named"))
    told = Speaker("Mara Lund", "person", "named", via=(Teller("Ana Ruiz", "person", "3f9c"),))

    assert "via" not in before
    assert decode(Speaker, before).via == ()
    assert decode(Speaker, encode(told)) == told


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.text(), _json, max_size=3), st.dates() | st.none(), st.text())
def test_metadata_of_an_article_comes_back_as_it_was(
    metadata: dict[str, object], published: date | None, headline: str
) -> None:
    article = Article("k", "v", "", headline=headline, published=published, metadata=metadata)
    assert decode(Article, encode(article)) == article


@pytest.mark.parametrize(
    "value", [(1, 2), date(2024, 5, 1), datetime(2024, 5, 1), Span(0, 1), {1: 2}]
)
def test_metadata_that_json_would_change_is_refused(value: object) -> None:
    with pytest.raises(RecordError, match="metadata may hold"):
        encode(Article("k", "v", "", metadata={"odd": [value]}))


def test_every_field_is_written_so_that_a_later_default_changes_nothing() -> None:
    first = {f.name for f in dataclasses.fields(Speaker) if not f.metadata.get("later")}
    assert json.loads(encode(Speaker())).keys() == first


def test_a_field_added_later_takes_its_default() -> None:
    assert decode(Occasion, '{"outlet":"The Harbour"}') == Occasion(outlet="The Harbour")


@pytest.mark.parametrize(
    "text, message",
    [
        ('{"start":1,"end":2,"stop":3}', "unknown field 'stop'"),
        ('{"start":1}', "no field 'end'"),
        ('{"start":1,"end":"2"}', r"Span\.end: found '2' where int"),
        ('{"start":true,"end":2}', "found True where int"),
        ("[1, 2]", "where an object is expected"),
        ('{"start":1', "breaks off"),
    ],
)
def test_json_of_another_shape_is_an_error_that_says_where(text: str, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        decode(Span, text)


@pytest.mark.parametrize(
    "text, message",
    [
        ('{"medium":"séance"}', "none of interview"),
        ('{"earliest":"May"}', "where a date is expected"),
        ('{"evidence":{}}', "where a list is expected"),
        ('{"evidence":[{"field":"said","span":null}]}', "where an object is expected"),
    ],
)
def test_a_word_a_day_a_list_of_the_wrong_kind_is_an_error(text: str, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        decode(Occasion, text)
