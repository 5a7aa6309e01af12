"""Statements from given labels: where the marks, the grammar and the labels disagree."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import article_from_text
from onrecord.statements import build_statements
from onrecord.text import lay_out
from onrecord.values import Labels, Reading, Statement

CASES = [
    pytest.param(
        row,
        id=f"{path.stem}: {row['label']}",
        marks=[pytest.mark.xfail(strict=True, reason=row["missed"])] if "missed" in row else [],
    )
    for path in sorted((Path(__file__).parent / "cases").glob("*.json"))
    for row in json.loads(path.read_text(encoding="utf-8"))
]


def shown(statement: Statement, text: str, keys: set[str]) -> dict[str, Any]:
    """The parts of a statement that a case names, as text."""
    spans = {
        key: [span.of(text) for span in getattr(statement, key)]
        for key in ("content", "quoted", "cue", "source")
    }
    parts = {**spans, "form": statement.form, "act": statement.act}
    return {key: parts[key] for key in keys}


@pytest.mark.parametrize("row", CASES)
def test_statements_are_those_a_careful_reader_would_find(
    row: dict[str, Any], labelled: Callable[[str], Reading]
) -> None:
    reading = labelled(row["text"])

    statements = build_statements(reading)

    keys = [set(expected) for expected in row["expected"]] or [{"content"}]
    keys += keys[-1:] * (len(statements) - len(keys))
    found = [
        shown(s, reading.article.text, wanted) for s, wanted in zip(statements, keys, strict=False)
    ]
    assert found == row["expected"]


def test_block_quote_without_labels_is_somebodys_words() -> None:
    text = "Jo Lund wrote:\n\n> The sea was calm and nobody was on it but us."
    article = article_from_text(text, "case")

    statements = build_statements(Reading(article, lay_out(article), Labels((), (), ())))

    words = [span.of(text) for statement in statements for span in statement.quoted]
    assert words == ["The sea was calm and nobody was on it but us."]


def test_ids_depend_on_key_text_and_content_only(labelled: Callable[[str], Reading]) -> None:
    one = labelled("{1:“The sea was calm that day,”} <1:Lund> ^1:said^.")
    other = labelled("“The sea was calm that day,” Lund said.")
    again = labelled("{1:“The sea was calm that day,”} <1:Lund> ^1:said^.")

    ids = [[s.id for s in build_statements(reading)] for reading in (one, other, again)]

    assert ids[0] == ids[1] == ids[2]
    assert len(ids[0][0]) == 12


def test_capitals_throughout_lose_no_source(labelled: Callable[[str], Reading]) -> None:
    reading = labelled(
        "<1:HALVANE> ^1:SAID^ {1:THE BELL WAS REAL}. <2:SHE> ^2:TOLD^ LUND {2:THAT IT RANG}."
    )

    found = build_statements(reading)

    assert [[s.of(reading.article.text) for s in st.source] for st in found] == [
        ["HALVANE"],
        ["SHE"],
    ]
