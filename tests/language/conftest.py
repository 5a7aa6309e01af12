"""The bundled model, loaded once, and a way to lay out plain text."""

from __future__ import annotations

import pytest

from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.text import lay_out
from onrecord.values import Article, Layout


@pytest.fixture(scope="session")
def model() -> Model:
    return Model.load()


def laid_out(text: str) -> tuple[Article, Layout]:
    """An article of that text, with its layout."""
    article = article_from_text(text, key="text")
    return article, lay_out(article)
