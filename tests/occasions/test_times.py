"""Times of speaking, from their words to their interval."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = [
    case
    for name in ("times.json", "times_later.json", "times_scenes.json")
    for case in json.loads((HERE / name).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_time_of_speaking_is_as_exact_as_its_words(case, settle):
    text, occasions = settle(case["text"], case["published"])
    assert occasions[0].said == case["expected"], occasions[0].reason
    if case["expected"] and case["phrase"]:
        said = [e.span.of(text) for e in occasions[0].evidence if e.field == "said"]
        assert said
        assert said[0] in case["phrase"]
