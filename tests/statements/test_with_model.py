"""Statements read with the bundled model, where the marks and the grammar must win over its labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.statements import build_statements
from onrecord.text import lay_out
from onrecord.values import Reading, Statement

ROWS = json.loads((Path(__file__).parent / "with_model.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.load()


def read(text: str, model: Model) -> tuple[Statement, ...]:
    article = article_from_text(text, "case")
    layout = lay_out(article)
    return build_statements(Reading(article, layout, model.label(article, layout)))


def has(statement: Statement, wanted: dict[str, Any], text: str) -> bool:
    """Whether the statement has the content, and the source and form if they are named."""
    spans = {key: [s.of(text) for s in getattr(statement, key)] for key in ("content", "source")}
    found = {**spans, "form": statement.form}
    return all(found[key] == value for key, value in wanted.items())


@pytest.mark.parametrize("row", ROWS, ids=[row["label"] for row in ROWS])
def test_marks_and_grammar_win_over_the_labels(row: dict[str, Any], model: Model) -> None:
    text = row["text"]
    statements = read(text, model)

    for wanted in row["some"]:
        assert any(has(statement, wanted, text) for statement in statements), [
            [span.of(text) for span in (*s.content, *s.source)] for s in statements
        ]
    whole = [s.content[0].of(text) for s in statements if len(s.content) == 1]
    assert not set(whole) & set(row["none"])
