"""Fragments and altered wordings inside one article, linked to the fuller quotation or left alone.

In a row's text `{1:…}` is the content of statement 1; its marked stretches are what the quotation grammar
finds. `expected` lists every link in text order: anything else must stay unlinked.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import article_from_text
from onrecord.text import lay_out
from onrecord.values import Labels, Reading, Span, Speaker, Statement
from onrecord.variants import relate_wordings

ROWS = json.loads(Path(__file__).with_name("relations.json").read_text("utf-8"))
MARK = re.compile(r"\{(\d):([^{}]*)\}")


def read_row(row: dict[str, Any]) -> tuple[Reading, tuple[Statement, ...]]:
    """The reading of a row's text without its marks, and its statements."""
    content: dict[str, list[Span]] = {}
    text, at = "", 0
    for found in MARK.finditer(row["text"]):
        text += row["text"][at : found.start()]
        content.setdefault(found[1], []).append(Span(len(text), len(text) + len(found[2])))
        text, at = text + found[2], found.end()
    text += row["text"][at:]
    article = article_from_text(text, key="case")
    layout = lay_out(article)
    statements = []
    for number, spans in sorted(content.items()):
        inside = [q for q in layout.quotations if any(q.span in s for s in spans)]
        marked = tuple(part for q in inside for part in q.inner_parts or (q.inner,))
        whole = {q.span for q in inside} == set(spans)
        name = row.get("speakers", {}).get(number, row["speaker"])
        statements.append(
            Statement(
                id=number,
                form="direct" if whole else "mixed",
                act="speech",
                content=tuple(spans),
                quoted=marked,
                speaker=Speaker(name=name, kind="person" if name else None),
            )
        )
    return Reading(article, layout, Labels((), (), ())), tuple(statements)


def find_links(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The links that are found, in the form of a row's `expected`."""
    reading, statements = read_row(row)
    text = reading.article.text
    return [
        {
            "quoted": statement.quoted[relation.quoted].of(text),
            "target": relation.target.of(text),
            "kind": relation.kind,
            "changes": [[c.op, c.before, c.after] for c in relation.changes],
        }
        for statement in relate_wordings(reading, statements)
        for relation in statement.relations
    ]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row,
            id=row["label"],
            marks=[pytest.mark.xfail(reason=row["known_miss"], strict=True)]
            if "known_miss" in row
            else [],
        )
        for row in ROWS
    ],
)
def test_links_inside_an_article_are_those_of_the_row(row: dict[str, Any]) -> None:
    assert find_links(row) == row["expected"]


def test_targets_are_other_places_than_the_fragment() -> None:
    for row in ROWS:
        reading, statements = read_row(row)
        for statement in relate_wordings(reading, statements):
            for relation in statement.relations:
                assert not relation.target.overlaps(statement.quoted[relation.quoted])
