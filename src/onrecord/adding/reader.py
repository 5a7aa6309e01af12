"""Reads documents with one model: from paths to articles, from articles to accounts.

Comes after `pipeline`. What is slow to import (the model's runtime, the readers) is imported by the call that
needs it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import UnreadableDocument
from onrecord.settings import Settings
from onrecord.values import Account, Article, Failure
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.language import Model

WEIGHTS = Path(__file__).parents[1] / "language" / "weights"


class Reader:
    """Reads documents with one model, which it loads when the first article needs it."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._model: Model | None = None

    def articles(self, paths: Iterable[str]) -> Iterator[Article | Failure]:
        """Every document at the paths, or why it could not be read."""
        from onrecord.article import read_paths

        return iter(read_paths(paths, self.settings))

    def account(self, article: Article) -> Account:
        """All that is found in the article."""
        from onrecord.pipeline import read_article

        return read_article(article, self._loaded_model())

    def accounts(self, paths: Iterable[str]) -> Iterator[Account | Failure]:
        """Every document at the paths, read, or why it could not be."""
        for article in self.articles(paths):
            yield article if isinstance(article, Failure) else self.attempt(article)

    def attempt(self, article: Article) -> Account | Failure:
        """All that is found in the article, or why it could not be read."""
        try:
            return self.account(article)
        except UnreadableDocument as error:
            return Failure(article.path or article.key, str(error))

    def _loaded_model(self) -> Model:
        if self._model is None:
            from onrecord.language import Model

            self._model = Model.load(self.settings.threads, name=self.settings.model)
        return self._model


def article_stamp(settings: Settings) -> str:
    """What an article is read by: the version of onrecord, the model and its weights, in one word each."""
    return f"onrecord {__version__} {settings.model} {weights_digest(WEIGHTS)}"


def input_stamp(settings: Settings) -> str:
    """What an input is read by: the same, and the settings that decide which articles it gives."""
    fields = ",".join(f"{ours}={theirs}" for ours, theirs in sorted(settings.fields))
    language = "any" if settings.any_language else "English"
    return f"{article_stamp(settings)} {language} {settings.max_bytes} {fields}".rstrip()


@lru_cache(maxsize=1)
def weights_digest(folder: Path) -> str:
    """Twelve digits that tell these weights from all others."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]
