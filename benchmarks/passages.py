"""Passages with one statement to judge, as `benchmarks/occasions` has them, and what onrecord finds in them.

Used by `times.py` and `venues.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from documents import WORD, Row
from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.pipeline import read_article
from onrecord.values import Statement

ENOUGH = 0.5  # the share of a row's words that a statement must have to answer for it


def load_sets(paths: Iterable[Path]) -> list[Row]:
    """The rows of some sets, a JSON object a line."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines if line]


def read_rows(rows: list[Row], model: Model) -> Iterator[tuple[Row, Statement | None]]:
    """Each row, read with its own date of publication, and the statement that answers for it."""
    for row in rows:
        published = date.fromisoformat(row["published"]) if row["published"] else None
        article = replace(article_from_text(row["text"], key=row["id"]), published=published)
        yield row, answering(row, read_article(article, model).statements)


def answering(row: Row, statements: tuple[Statement, ...]) -> Statement | None:
    """The statement that shares most words with the row's, or None where none has half of them.

    Of several, the one with fewest other words: a sentence may report who reported the words.
    """
    wanted = set(WORD.findall(row["words"].lower()))
    best, chosen = (0, 0), None
    for statement in statements:
        words = " ".join(span.of(row["text"]) for span in statement.content).lower()
        has = set(WORD.findall(words))
        score = (len(wanted & has), -len(has - wanted))
        if score[0] >= ENOUGH * len(wanted) and (chosen is None or score > best):
            best, chosen = score, statement
    return chosen
