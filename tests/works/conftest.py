"""Articles read without the language model: what the tests of `works` start from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import article_from_text
from onrecord.text import lay_out
from onrecord.values import Labels, Passage, Reading, Work
from onrecord.works import find_passages, find_works, survey_works


def cases(name: str) -> list[Any]:
    """The rows of one file; a row with `missed` is a known miss and says why."""
    rows = json.loads((Path(__file__).parent / f"{name}.json").read_text("utf-8"))
    return [
        pytest.param(
            row,
            id=row["label"],
            marks=[pytest.mark.xfail(strict=True, reason=row["missed"])] if "missed" in row else [],
        )
        for row in rows
    ]


def read_plain(text: str) -> Reading:
    """The reading of a text in which the model labels nothing."""
    article = article_from_text(text, "case")
    return Reading(article, lay_out(article), Labels((), (), ()))


@pytest.fixture
def works_of() -> Callable[[str], tuple[Work, ...]]:
    """Finds the works of a text."""
    return lambda text: find_works(read_plain(text), ())


@pytest.fixture
def passages_of() -> Callable[[str], tuple[Passage, ...]]:
    """Finds the passages of a text that holds no statements."""

    def find(text: str) -> tuple[Passage, ...]:
        reading = read_plain(text)
        return find_passages(survey_works(reading, ()), ())

    return find
