"""Held statements and passages as entries of an answer: the words, exactly one slice, and where they stand.

Before: the record hands out statements and passages. After: `ask`, `search` and `explain` put entries
in order, and `publish` and the command line print them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.answers.citing import cite_slice
from onrecord.answers.disputes import disputed_words
from onrecord.values import (
    Article,
    ArticleHead,
    Citation,
    Disputed,
    Entry,
    HeldPassage,
    HeldStatement,
    Occasion,
    Span,
    Speaker,
    Statement,
)
from onrecord.variants import split_words

if TYPE_CHECKING:
    from onrecord.record import Store

SAME_RUN = 4
"""So many words in a row make two tellings of one utterance tell the same words of it."""
OWN_WORDS = "the article's own words"


def extent(statement: Statement) -> Span:
    """From the first to the last character of a statement's content; a "he said" inside it included.

    >>> extent(Statement("a", "direct", "speech", (Span(40, 60), Span(3, 20))))
    Span(start=3, end=60)
    """
    return Span(
        min(span.start for span in statement.content), max(span.end for span in statement.content)
    )


class Clippings:
    """Cuts entries out of the articles of one record; each article is fetched once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles: dict[str, Article] = {}
        self._disputed: dict[str, tuple[Disputed, ...]] = {}

    def article(self, key: str) -> Article:
        """The current version of an article. Raises NotOnRecord."""
        if key not in self._articles:
            self._articles[key] = self._store.article(key)
        return self._articles[key]

    def text(self, key: str) -> str:
        """The text of the current version of an article. Raises NotOnRecord."""
        return self.article(key).text

    def cite(self, article: ArticleHead, span: Span) -> Citation:
        """The citation of one slice of an article."""
        return cite_slice(self.article(article.key), span)

    def of_statement(self, held: HeldStatement) -> Entry:
        """A statement as an entry; `also` are the other tellings of its utterance, by date."""
        return Entry(
            text=held.text,
            speaker=held.statement.speaker,
            occasion=held.statement.occasion,
            citation=self.cite(held.article, extent(held.statement)),
            also=tuple(self.cite(o.article, extent(o.statement)) for o in self.retold(held)),
            disputed=self.disputed(held.utterance),
        )

    def disputed(self, utterance: str) -> tuple[Disputed, ...]:
        """What is held against the words of an utterance, by date."""
        if utterance not in self._disputed:
            self._disputed[utterance] = disputed_words(self._store, (utterance,))
        return self._disputed[utterance]

    def of_passage(self, held: HeldPassage, same: Iterable[HeldPassage] = ()) -> Entry:
        """A passage as an entry without a speaker; `same` are passages with the same words."""
        also = tuple(self.cite(other.article, other.passage.span) for other in same)
        return self.of_slice(held.article, held.passage.span, also)

    def of_slice(self, article: ArticleHead, span: Span, also: tuple[Citation, ...] = ()) -> Entry:
        """A stretch of an article's own words as an entry, without a speaker."""
        return Entry(
            text=span.of(self.text(article.key)),
            speaker=Speaker(reason=OWN_WORDS),
            occasion=Occasion(reason=OWN_WORDS),
            citation=self.cite(article, span),
            also=also,
            kind="passage",
        )

    def retold(self, held: HeldStatement) -> tuple[HeldStatement, ...]:
        """The other statements of the utterance that tell some of the same words, by date."""
        return tuple(
            other
            for other in self._store.utterance(held.utterance)
            if other.statement.id != held.statement.id and tells_same(held.text, other.text)
        )


def tells_same(one: str, other: str) -> bool:
    """Whether two tellings of one utterance have a run of words in common, short ones all words.

    >>> tells_same("“She gave it up for the crossing.”", "“for the crossing”")
    True
    >>> tells_same("“She gave it up.”", "“for the crossing”")
    False
    """
    first, second = ([word.key for word in split_words(text)] for text in (one, other))
    size = max(1, min(SAME_RUN, len(first), len(second)))
    runs = {tuple(first[at : at + size]) for at in range(len(first) - size + 1)}
    return any(tuple(second[at : at + size]) in runs for at in range(len(second) - size + 1))
