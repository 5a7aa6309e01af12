"""Whether a quotation cut from a sentence keeps its sense, by what stands beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.answers.qualifiers import judge_context
from onrecord.variants import compare_wordings, read_wording

ROWS = json.loads(Path(__file__).with_name("qualifiers.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row,
            id=row["label"],
            marks=[pytest.mark.xfail(reason=row["miss"], strict=True)] if "miss" in row else [],
        )
        for row in ROWS
    ],
)
def test_what_stands_beside_a_quotation_decides(row: dict[str, Any]) -> None:
    before, quote, after = row["sentence"].split("|")
    sentence = before + quote.strip() + after
    found = compare_wordings(quote, sentence)
    assert found is not None
    assert judge_context(read_wording(sentence), found, (), ()) == row["expected"]


def test_a_draft_that_says_not_itself_has_kept_it() -> None:
    found = compare_wordings(
        "sell the mill to the county", "We did not sell the mill to the county."
    )
    assert found is not None
    source = read_wording("We did not sell the mill to the county.")
    assert judge_context(source, found, ("he", "did", "not"), ()) == "kept"
    assert judge_context(source, found, ("he", "did"), ()) == "qualifier_cut"
