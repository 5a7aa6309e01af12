"""All that the record holds about one work, and how slices are cut out of it.

Between `explain_works`, which says what articles speak of the work, and the sections.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from onrecord.answers.entries import Clippings
from onrecord.answers.explain_works import Subject
from onrecord.text import find_blocks, split_sentences
from onrecord.values import ArticleHead, HeldPassage, HeldStatement, Span, Statement

if TYPE_CHECKING:
    from onrecord.record import Store

SENTENCE_END = re.compile(r"[.!?][”\"’']?\s")
WIDEST_GAP = 200
"""Characters of the writer's ("she said, looking up") between parts of one slice."""

Order = tuple[date, date, str, int]
"""When it was said, when it was printed, where."""


@dataclass(slots=True)
class Coverage:
    """The statements and passages about one work, in the order of the record."""

    store: Store
    subject: Subject
    clippings: Clippings
    statements: tuple[HeldStatement, ...]
    passages: tuple[HeldPassage, ...]
    _sentences: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    _guesses: dict[str, tuple[Span, ...]] | None = None

    def sentences(self, key: str) -> tuple[Span, ...]:
        """The sentences of an article, found once."""
        if key not in self._sentences:
            article = self.store.article(key)
            blocks = article.blocks or find_blocks(article.text)
            self._sentences[key] = split_sentences(article.text, blocks)
        return self._sentences[key]

    def guesses(self, key: str) -> tuple[Span, ...]:
        """Where the writer of an article guesses at a meaning."""
        if self._guesses is None:
            found: dict[str, list[Span]] = {}
            for held in self.passages:
                if held.passage.voice == "inference":
                    found.setdefault(held.article.key, []).append(held.passage.span)
            self._guesses = {key: tuple(spans) for key, spans in found.items()}
        return self._guesses.get(key, ())

    def whole_sentences(self, key: str, span: Span) -> Span:
        """The span, widened to the sentences that it touches."""
        sentences = self.sentences(key)
        first = bisect_right([each.start for each in sentences], span.start) - 1
        last = bisect_left([each.end for each in sentences], span.end)
        start = sentences[first].start if first >= 0 else span.start
        end = sentences[last].end if last < len(sentences) else span.end
        return Span(min(start, span.start), max(end, span.end))


def gather(store: Store, subject: Subject) -> Coverage:
    """What is on record about the work, in the articles that speak of it."""
    titles = dict.fromkeys(work.title for work in subject.works.values())
    statements = {
        held.statement.id: held for title in titles for held in store.statements(work=title)
    }
    passages = {
        (held.article.key, held.passage.span): held
        for title in titles
        for held in store.passages(work=title)
    }
    return Coverage(
        store,
        subject,
        Clippings(store),
        tuple(held for held in statements.values() if held.article.key in subject.works),
        tuple(held for held in passages.values() if held.article.key in subject.works),
    )


def order_of(held: HeldStatement) -> Order:
    """Statements by when they were said, as far as that is known, then by date of publication."""
    printed = held.article.published or date.max
    said = held.statement.occasion.earliest or printed
    return min(said, printed), printed, held.article.key, held.statement.content[0].start


def order_of_place(article: ArticleHead, span: Span) -> Order:
    """The same for a stretch of an article's own words."""
    printed = article.published or date.max
    return printed, printed, article.key, span.start


def main_stretch(statement: Statement, text: str) -> Span:
    """The content from its first to its last character, or its largest part where more than a "she
    said" stands between.

    >>> text = "“I left,” she said. “It was late.” The train had gone. Snow fell. “Never again.”"
    >>> parts = tuple(Span(text.index(p), text.index(p) + len(p)) for p in ("“I l", "late.”", "“N"))
    >>> main_stretch(Statement("a", "direct", "speech", parts), text).of(text)
    '“I left,” she said. “It was late.”'
    """
    stretches: list[Span] = []
    for span in sorted(statement.content):
        if stretches and is_one(text[stretches[-1].end : span.start]):
            stretches[-1] = Span(stretches[-1].start, max(span.end, stretches[-1].end))
        else:
            stretches.append(span)
    return max(stretches, key=lambda span: (span.end - span.start, -span.start))


def is_one(between: str) -> bool:
    """Whether so little stands between two parts that they are shown as one slice."""
    ends = SENTENCE_END.findall(between)
    parted = "\n" in between.strip()
    return len(between) <= WIDEST_GAP and len(ends) <= 1 and not parted
