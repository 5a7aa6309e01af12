"""The name that follows a fronted phrase with a pronoun in it."""

from __future__ import annotations

import pytest

from onrecord.article import article_from_text
from onrecord.people.ahead import name_ahead
from onrecord.people.words import lay_words
from onrecord.text import lay_out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In her second book, Jo Lund writes of rain.", "Jo"),
        ("When she was nine, on a ferry, actress Jo Lund sang.", "Jo"),
        ("The book that she wrote, Jo Lund says, is lost.", None),
        ("In her second book there is rain. Later, Jo Lund left.", None),
        ("In her second book Jo Lund writes of rain.", None),
    ],
)
def test_the_name_after_the_fronted_phrase_is_found(text: str, expected: str | None) -> None:
    page = lay_words(text, lay_out(article_from_text(text, "case")))
    words = [word.text for word in page.words]
    pronoun = next(i for i, word in enumerate(words) if word in ("her", "she"))

    at = name_ahead(page, {words.index("Jo"): 0}, pronoun)

    assert (None if at is None else words[at]) == expected
