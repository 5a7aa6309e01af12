"""Venues of statements, and how they are carried from one statement to the next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = [
    case
    for name in (
        "venues.json",
        "venues_later.json",
        "venues_fresh.json",
        "venues_carried.json",
        "venues_news.json",
        "venues_gatherings.json",
        "venues_near.json",
    )
    for case in json.loads((HERE / name).read_text(encoding="utf-8"))
]
MISSES = {case["label"] for case in CASES if case.get("known_miss")}
OPTIONS = ("published", "speakers", "entities", "outlet", "headline", "form")


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["label"],
            marks=pytest.mark.xfail(strict=True) if case["label"] in MISSES else (),
        )
        for case in CASES
    ],
)
def test_occasion_is_what_the_words_say(case, settle):
    options = {name: case[name] for name in OPTIONS if name in case}
    _, occasions = settle(case["text"], **options)
    found = [{name: getattr(o, name) for name in case["expected"][0]} for o in occasions]
    assert found == case["expected"], [o.reason for o in occasions]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_every_filled_field_has_its_words(case, settle):
    options = {name: case[name] for name in OPTIONS if name in case}
    text, occasions = settle(case["text"], **options)
    for occasion in occasions:
        assert occasion.reason
        for name in ("outlet", "programme", "interviewer"):
            spans = [e.span for e in occasion.evidence if e.field == name]
            assert bool(getattr(occasion, name)) == bool(spans)
        assert all(0 <= e.span.start < e.span.end <= len(text) for e in occasion.evidence)
