"""Documents of a few lines, and a reader without a model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.adding.reader import Reader
from onrecord.errors import UnreadableDocument
from onrecord.settings import Settings
from onrecord.values import Account, Article, Person, Span, Speaker, Statement

TEXT = (
    " date 2025-11-03 The ferry on the river has crossed for {years} years and the film about it opened "
    "last week in the town where it was shot. “The water was {degrees} degrees and nobody was getting in "
    "it,” said the director of the film, Mara Tolland, after the screening."
)


class QuickReader(Reader):
    """Takes whatever stands in curly marks for Mara Tolland's words; keeps what it was asked to read."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self.read: list[str] = []

    def account(self, article: Article) -> Account:
        self.read.append(article.key)
        if "DO NOT READ" in article.text:
            raise UnreadableDocument("says that it must not be read")
        if "STOP HERE" in article.text:
            raise KeyboardInterrupt
        start, end = article.text.index("“"), article.text.index("”") + 1
        statement = Statement(
            article.version[:12],
            "direct",
            "speech",
            (Span(start, end),),
            (Span(start + 1, end - 1),),
            speaker=Speaker("Mara Tolland", "person", "named at the statement", 0.9),
        )
        return Account(article, (statement,), people=(Person("Mara Tolland", "person"),))


@pytest.fixture
def reader() -> QuickReader:
    """A reader that needs no model."""
    return QuickReader()


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Writes a document below the folder in which the test runs; its name comes back."""
    monkeypatch.chdir(tmp_path)

    def make(name: str, degrees: str = "eleven", years: str = "thirty", more: str = "") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(degrees=degrees, years=years) + more, encoding="utf-8")
        return name

    return make
