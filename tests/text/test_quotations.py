"""Quotation marks on rows of text. `expected` are the words inside the marks, nested lists what lies in
the quotation before them; `unclosed` those with a mark missing, `parts` those of several paragraphs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import article_from_text
from onrecord.text import lay_out
from onrecord.values import Quotation

ROWS = json.loads(Path(__file__).with_name("quotations.json").read_text("utf-8"))


def read(text: str) -> tuple[Quotation, ...]:
    return lay_out(article_from_text(text)).quotations


def as_tree(text: str, quotations: Sequence[Quotation], parent: int | None = None) -> list[Any]:
    tree: list[Any] = []
    for number, quotation in enumerate(quotations):
        if quotation.parent == parent:
            tree.append(quotation.inner.of(text))
            inside = as_tree(text, quotations, number)
            tree += [inside] if inside else []
    return tree


@pytest.mark.parametrize("row", ROWS, ids=[row["label"] for row in ROWS])
def test_quotations_are_found_as_the_rows_say(row: dict[str, Any]) -> None:
    text = row["text"]
    found = read(text)

    assert as_tree(text, found) == row["expected"]
    unclosed = [q.inner.of(text) for q in found if not q.closed]
    assert unclosed == row.get("unclosed", [])
    parts = [[p.of(text) for p in q.inner_parts] for q in found if len(q.inner_parts) > 1]
    assert parts == row.get("parts", [])


def test_there_are_at_least_130_rows_with_labels_of_their_own() -> None:
    labels = [row["label"] for row in ROWS]
    assert len(labels) >= 130
    assert len(set(labels)) == len(labels)
