"""An article without its mark-up, and the way back: what Markdown's signs are is nobody's words.

The article keeps its text as given; `markup` says which stretches of it are signs, link targets or code. The
layout and the pipeline read the words alone, and every span that they find is put back into the text as
given. Before: `article` marks the stretches. After: all that reads words.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from onrecord.values import Article, Block, Markup, Span

T = TypeVar("T")
JOINER = "\u2060"
"""A character without width that parts no word: "[T\\]he" stays one word."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the words alone: where it begins there, and the characters as given that it stands for.

    `plain` runs are as long in both; others are one sign written out ("&amp;").
    """

    start: int
    given: Span
    plain: bool


@dataclass(frozen=True, slots=True)
class Unmarked:
    """An article without mark-up, and where each run of its text stands in the text as given."""

    article: Article
    runs: tuple[Run, ...]

    def put_back(self, value: T) -> T:
        """The value, a frozen dataclass or a tuple of them, with its spans in the text as given."""
        return cast(T, self._put_back(value))

    def _put_back(self, value: object) -> object:
        if isinstance(value, Span):
            return self.given(value)
        if isinstance(value, tuple):
            return tuple(self._put_back(each) for each in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            held = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
            moved = {name: self._put_back(each) for name, each in held.items()}
            changed = {name: each for name, each in moved.items() if each != held[name]}
            return replace(value, **changed) if changed else value
        return value

    def given(self, span: Span) -> Span:
        """Where a span of the words alone stands in the text as given, mark-up at its edges left out."""
        if not self.runs:
            return Span(0, 0)
        first = self._run_at(span.start)
        start = first.given.start + (span.start - first.start if first.plain else 0)
        if span.start >= span.end:
            return Span(start, start)
        last = self._run_at(span.end - 1)
        end = last.given.start + (span.end - last.start) if last.plain else last.given.end
        return Span(start, end)

    def _run_at(self, offset: int) -> Run:
        return self.runs[max(0, bisect_right(self.runs, offset, key=lambda run: run.start) - 1)]


def unmark(article: Article) -> Unmarked:
    """The article's words alone, its blocks among them.

    >>> from onrecord.values import Markup
    >>> marked = Article("k", "v", "so *much* &amp; more", markup=(
    ...     Markup(3, 4), Markup(8, 9), Markup(10, 15, "&")))
    >>> words = unmark(marked)
    >>> words.article.text, words.given(Span(3, 9)), words.given(Span(8, 9))
    ('so much & more', Span(start=4, end=15), Span(start=10, end=15))
    """
    runs = tuple(_runs(article))
    text = "".join(
        run.given.of(article.text) if run.plain else sign for run, sign in _signed(article, runs)
    )
    blocks = tuple(_blocks(article, text, runs))
    return Unmarked(replace(article, text=text, blocks=blocks, markup=(), times=()), runs)


def _runs(article: Article) -> Iterator[Run]:
    at, length = 0, 0
    for mark in article.markup:
        if at < mark.start:
            yield Run(length, Span(at, mark.start), True)
            length += mark.start - at
        if mark.stands_for:
            yield Run(length, Span(mark.start, mark.end), False)
            length += len(mark.stands_for)
        at = mark.end
    if at < len(article.text):
        yield Run(length, Span(at, len(article.text)), True)


def _signed(article: Article, runs: tuple[Run, ...]) -> Iterator[tuple[Run, str]]:
    signs = {mark.start: mark.stands_for for mark in article.markup}
    return ((run, "" if run.plain else signs[run.given.start]) for run in runs)


def _blocks(article: Article, text: str, runs: tuple[Run, ...]) -> Iterator[Block]:
    """The blocks in the words alone, those without a word left out."""
    for block in article.blocks:
        start, end = (_without(runs, at, len(text)) for at in (block.span.start, block.span.end))
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start < end:
            yield replace(block, span=Span(start, end))


def _without(runs: tuple[Run, ...], given: int, length: int) -> int:
    """Where a place of the text as given is in the words alone; at the next word if inside mark-up."""
    at = bisect_right(runs, given, key=lambda run: run.given.start) - 1
    if at < 0:
        return 0
    run = runs[at]
    if run.plain and given < run.given.end:
        return run.start + given - run.given.start
    return (
        runs[at + 1].start
        if at + 1 < len(runs) and given > run.given.start
        else (length if given > run.given.start else run.start)
    )


def words_in(article: Article, span: Span) -> str:
    """The words in a stretch of an article as a reader sees them: no mark-up, spaces in its place as one.

    >>> from onrecord.values import Markup
    >>> marked = Article("k", "v", "a [ferry](x.org) ran", markup=(Markup(2, 3), Markup(8, 16)))
    >>> words_in(marked, Span(0, 20))
    'a ferry ran'
    """
    if not article.markup:
        return span.of(article.text)
    inside = [mark for mark in article.markup if span.start < mark.end and mark.start < span.end]
    parts, at = [], span.start
    for mark in inside:
        parts += [article.text[at : max(at, mark.start)], mark.stands_for]
        at = max(at, mark.end)
    return "".join([*parts, article.text[at : span.end]])


def blank_markup(article: Article) -> Article:
    """The article with its mark-up blanked and no character moved, for those who compare words.

    A sign inside a word becomes one that parts no word, all else spaces.

    >>> from onrecord.values import Markup
    >>> marked = Article("k", "v", "*a* fer*ry*boat &amp; ran", markup=(
    ...     Markup(0, 1), Markup(2, 3), Markup(7, 8), Markup(10, 11), Markup(16, 21, "&")))
    >>> blank_markup(marked).text.replace(JOINER, "^")
    ' a  fer^ry^boat &     ran'
    """
    if not article.markup:
        return article
    parts, at = [], 0
    for mark in article.markup:
        filler = mark.stands_for or (JOINER if _joins(article.text, mark) else "")
        parts += [article.text[at : mark.start], filler.ljust(mark.end - mark.start)]
        at = mark.end
    return replace(article, text="".join(parts) + article.text[at:])


def _joins(text: str, mark: Markup) -> bool:
    """Whether one sign stands inside a word: "un*frigging*real", "[T\\]he"."""
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]
    return (
        mark.end - mark.start == 1 and before.isalnum() and (after.isalnum() or after in ("[", "]"))
    )
