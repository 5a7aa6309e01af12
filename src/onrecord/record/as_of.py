"""The record as it stood on a day, or as it is, looked at for one long answer.

As of a day only what articles published by then say is there. An article without a day of publication is not
shown: nobody can tell whether it was there. Words are grouped into utterances, and people settled, by all
articles; which of them are shown depends on the day alone. What an answer asks again is read once: do not
keep one while the record changes. Comes after `store`; `answers` reads it like any store.
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
    """A store, read as if it held only articles published by a day; all of them if no day is given."""

    def __init__(self, store: Store, day: date | None = None) -> None:
        """Look at an open store as of a day, that day included."""
        super().__init__(store._db, store._path)
        self.day = day
        self._read: dict[tuple[str | None, str | None], tuple[HeldStatement, ...]] = {}
        self._known: dict[str, HeldStatement] = {}
        self._utterances: dict[str, tuple[HeldStatement, ...]] = {}

    def is_out(self, head: ArticleHead) -> bool:
        """Whether an article was published by the day."""
        return self.day is None or (head.published is not None and head.published <= self.day)

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
        if (article, work) not in self._read:
            found = self.kept(super().statements(article=article, work=work))
            self._read[article, work] = found
            self._known.update((held.statement.id, held) for held in found)
        return self._read[article, work]

    def passages(
        self, *, article: str | None = None, work: str | None = None
    ) -> tuple[HeldPassage, ...]:
        """As `Store.passages`."""
        return self.kept(super().passages(article=article, work=work))

    def utterance(self, utterance_id: str) -> tuple[HeldStatement, ...]:
        """As `Store.utterance`; empty where all that report the words came later."""
        if utterance_id not in self._utterances:
            found = self._gathered(utterance_id) or self.kept(super().utterance(utterance_id))
            self._utterances[utterance_id] = found
        return self._utterances[utterance_id]

    def _gathered(self, utterance_id: str) -> tuple[HeldStatement, ...]:
        """The statements of an utterance if all of them have been read, else none."""
        ids = self._all(
            "SELECT s.id FROM statements s JOIN versions v ON v.id = s.version AND v.current"
            " WHERE s.utterance = ?",
            utterance_id,
        )
        if not all(row[0] in self._known for row in ids):
            return ()
        return tuple(sorted((self._known[row[0]] for row in ids), key=in_order))

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
        days = [day for day in (until, self.day) if day is not None]
        return super().occasion(occasion_id, min(days, default=None))


def in_order(held: HeldStatement) -> tuple[date, str, int]:
    """Statements by day of publication, key and place, as a record lists them."""
    start = min(span.start for span in held.statement.content)
    return held.article.published or date.max, held.article.key, start
