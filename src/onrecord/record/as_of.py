"""The record as it stood on a day: only what articles published by then say.

An article without a day of publication is not shown: nobody can tell whether it was there. Words are grouped
into utterances, and people settled, by all articles; which of them are shown depends on the day alone.
Comes after `store`; `answers` reads it like any store.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from onrecord.record.disputes import StoredDispute
from onrecord.record.store import Store
from onrecord.values import (
    ArticleHead,
    HeldOccasion,
    HeldPassage,
    HeldStatement,
    LinkKind,
    Work,
)


class OfArticle(Protocol):
    """Whatever stands in one article."""

    @property
    def article(self) -> ArticleHead:
        """The article."""
        ...


Held = TypeVar("Held", bound=OfArticle)


class StoreAsOf(Store):
    """A store, read as if it held only articles published by a day."""

    def __init__(self, store: Store, day: date) -> None:
        """Look at an open store as of a day, that day included."""
        super().__init__(store._db, store._path)
        self.day = day

    def is_out(self, head: ArticleHead) -> bool:
        """Whether an article was published by the day."""
        return head.published is not None and head.published <= self.day

    def kept(self, found: Iterable[Held]) -> tuple[Held, ...]:
        """What stands in articles published by the day."""
        return tuple(one for one in found if self.is_out(one.article))

    def heads(self) -> tuple[ArticleHead, ...]:
        """As `Store.heads`."""
        return tuple(head for head in super().heads() if self.is_out(head))

    def works(self) -> tuple[tuple[Work, ArticleHead], ...]:
        """As `Store.works`."""
        return tuple(pair for pair in super().works() if self.is_out(pair[1]))

    def statements(
        self, *, article: str | None = None, work: str | None = None
    ) -> tuple[HeldStatement, ...]:
        """As `Store.statements`."""
        return self.kept(super().statements(article=article, work=work))

    def passages(
        self, *, article: str | None = None, work: str | None = None
    ) -> tuple[HeldPassage, ...]:
        """As `Store.passages`."""
        return self.kept(super().passages(article=article, work=work))

    def utterance(self, utterance_id: str) -> tuple[HeldStatement, ...]:
        """As `Store.utterance`; empty where all that report the words came later."""
        return self.kept(super().utterance(utterance_id))

    def linked(self, utterance_id: str) -> tuple[tuple[HeldStatement, LinkKind], ...]:
        """As `Store.linked`."""
        return tuple(pair for pair in super().linked(utterance_id) if self.is_out(pair[0].article))

    def disputes(self, utterance_id: str) -> tuple[StoredDispute, ...]:
        """As `Store.disputes`."""
        return self.kept(super().disputes(utterance_id))

    def find_words(self, text: str, limit: int = 20, without: str = "") -> tuple[ArticleHead, ...]:
        """As `Store.find_words`."""
        found = super().find_words(text, limit, without)
        return tuple(head for head in found if self.is_out(head))

    def occasion(self, occasion_id: str, until: date | None = None) -> HeldOccasion:
        """As `Store.occasion`, with the days that reports published by the day have in common."""
        return super().occasion(occasion_id, min(until or self.day, self.day))
