"""Readings with given labels from short marked-up articles: what the tests of `statements` are written in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.article import article_from_text
from onrecord.text import lay_out
from onrecord.values import Chunk, Labels, Reading


def read_labelled(plain: Any) -> Reading:
    """The reading of an article whose marked spans are the model's chunks, one group a number."""
    article = article_from_text(plain.text, "case")
    chunks = sorted(
        (
            (Chunk(role, span, 0.9), number)
            for number, roles in plain.spans.items()
            for role, spans in roles.items()
            for span in spans
        ),
        key=lambda pair: pair[0].span,
    )
    groups = tuple(
        tuple(i for i, (_, number) in enumerate(chunks) if number == wanted)
        for wanted in sorted(plain.spans)
    )
    labels = Labels(tuple(chunk for chunk, _ in chunks), groups, ())
    return Reading(article, lay_out(article), labels)


@pytest.fixture
def labelled(unmark: Callable[[str], Any]) -> Callable[[str], Reading]:
    """Reads a marked-up article as if the model had labelled what is marked."""
    return lambda text: read_labelled(unmark(text))
