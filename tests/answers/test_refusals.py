"""Explicit refusals to explain, and sentences that only look like them: rows of our own writing.

One row in five, by its hash, was held back while the patterns were written and scored once: 19 of 20.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.answers.refusals import is_refusal, refusal_of

ROWS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("refusals.json").read_text(encoding="utf-8")
)
HELD_BACK = 5
FLOOR = 19


def is_held_back(row: dict[str, Any]) -> bool:
    """Whether a row was not looked at while the patterns were written."""
    return int(hashlib.sha256(row["text"].encode()).hexdigest(), 16) % HELD_BACK == 0


SEEN = [row for row in ROWS if not is_held_back(row)]


@pytest.mark.parametrize("row", SEEN, ids=[row["text"][:50] for row in SEEN])
def test_refusal_is_told_from_what_looks_like_one(row: dict[str, Any]) -> None:
    assert is_refusal(row["text"]) is row["refusal"]


def test_rows_held_back_are_told_apart_as_they_were() -> None:
    held = [row for row in ROWS if is_held_back(row)]
    right = sum(is_refusal(row["text"]) is row["refusal"] for row in held)
    assert (right, len(held)) >= (FLOOR, 20)


def test_words_that_refuse_are_a_slice_of_the_text() -> None:
    for row in ROWS:
        found = refusal_of(row["text"])
        assert found is None or found in row["text"]
