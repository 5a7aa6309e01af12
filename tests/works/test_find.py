"""Titles, kinds, characters and facts of works in short articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.article import article_from_text
from onrecord.text import lay_out
from onrecord.values import Labels, Reading, Work
from onrecord.works.facts import find_facts
from onrecord.works.outline import draw_outline

from .conftest import cases

WorksOf = Callable[[str], tuple[Work, ...]]


@pytest.mark.parametrize("row", cases("titles"))
def test_titles_are_those_of_works(row: dict[str, Any], works_of: WorksOf) -> None:
    assert [work.title for work in works_of(row["text"])] == row["expected"]


@pytest.mark.parametrize("row", cases("titles"))
def test_mentions_are_the_title_in_the_text(row: dict[str, Any], works_of: WorksOf) -> None:
    for work in works_of(row["text"]):
        assert work.mentions
        assert {span.of(row["text"]) for span in work.mentions} == {work.title}


@pytest.mark.parametrize("row", cases("kinds"))
def test_kind_is_what_the_article_talks_of(row: dict[str, Any], works_of: WorksOf) -> None:
    assert works_of(row["text"])[0].kind == row["expected"]


@pytest.mark.parametrize("row", cases("cast"))
def test_characters_are_people_in_the_story(row: dict[str, Any], works_of: WorksOf) -> None:
    assert [name for work in works_of(row["text"]) for name in work.characters] == row["expected"]


@pytest.mark.parametrize("row", cases("facts"))
def test_facts_are_those_that_the_words_state(row: dict[str, Any]) -> None:
    article = article_from_text(row["text"], "case")
    outline = draw_outline(Reading(article, lay_out(article), Labels((), (), ())))
    found = [fact for part in outline.parts for fact in find_facts(part, article.text)]
    assert [[fact.name, fact.value] for fact in found] == row["expected"]
    assert all(fact.value in fact.span.of(article.text) for fact in found)
