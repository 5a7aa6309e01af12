"""Dates, occasions and differences in a reader's words, from JSON cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.publish import phrases
from onrecord.record.codec import decode
from onrecord.values import Change, Occasion

CASES = json.loads(Path(__file__).with_name("phrases.json").read_text(encoding="utf-8"))


def labelled(rows: list[dict[str, Any]]) -> pytest.MarkDecorator:
    """A test for every row."""
    return pytest.mark.parametrize("case", rows, ids=[row["label"] for row in rows])


@labelled(CASES["said"])
def test_interval_in_words(case: dict[str, Any]) -> None:
    assert phrases.said_words(case["text"]) == case["expected"]


@labelled(CASES["occasion"])
def test_occasion_in_words(case: dict[str, Any]) -> None:
    occasion = decode(Occasion, json.dumps(case["value"]))

    assert phrases.occasion_words(occasion) == case["expected"]


@labelled(CASES["change"])
def test_difference_in_words(case: dict[str, Any]) -> None:
    change = decode(Change, json.dumps(case["value"]))

    assert phrases.change_words(change) == case["expected"]
