"""Makers, roles and days of showing that words state."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.text.needed import level
from onrecord.values import Span
from onrecord.works.makers import find_makers
from onrecord.works.masking import mask_titles
from onrecord.works.players import find_players
from onrecord.works.showing_days import find_days, words_around
from onrecord.works.showings import find_showings

from .conftest import cases


@pytest.mark.parametrize("row", cases("makers"))
def test_makers_are_those_beside_the_title(row: dict[str, Any]) -> None:
    at = row["text"].index(row["title"])
    masked = mask_titles(row["text"], [Span(at, at + len(row["title"]))])
    found = find_makers(masked, {at: row["kind"]}, row.get("full", {}), level(masked))
    assert [[fact.name, fact.value] for fact in found] == row["expected"]


@pytest.mark.parametrize("row", cases("players"))
def test_roles_are_those_that_the_words_give(row: dict[str, Any]) -> None:
    text = row["text"]
    found = find_players(text, {}, level(text), row.get("outside", ()))
    assert [[fact.value, fact.role] for fact in found] == row["expected"]


@pytest.mark.parametrize("row", cases("showings"))
def test_days_of_showing_are_as_of_the_print(row: dict[str, Any]) -> None:
    text, published = row["text"], date.fromisoformat(row["published"])
    found = []
    for fact in find_showings(text):
        days = find_days(words_around(text, fact.span), fact.value, published)
        assert days is not None
        found.append([fact.value, days.earliest.isoformat(), days.latest.isoformat()])
    assert found == row["expected"]
