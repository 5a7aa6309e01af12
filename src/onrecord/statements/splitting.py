"""Drafts taken apart where the text shows that their content is not one statement.

Content stays in the paragraph of its cue: of 3,102 quoted attributions in PolNeAR's training part 97 %
do. A block quotation after a colon belongs to the cue before it only where that has no other
content. Called by `build` before sources are settled.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from onrecord.statements.drafts import Draft
from onrecord.statements.snapping import Marks
from onrecord.values import Reading, Span

NEW_SENTENCE = re.compile(r"\s+(?=[\"“‘'«„]?[A-Z])")


def take_apart(drafts: list[Draft], reading: Reading, marks: Marks) -> list[Draft]:
    """The drafts with quotations of other paragraphs as drafts of their own, and without
    unquoted content of other paragraphs."""
    paragraphs = Paragraphs(reading)
    found: list[Draft] = []
    for draft in drafts:
        kept = replace(draft, content=tuple(within_sentences(draft, reading.article.text, marks)))
        for part in by_block(kept, paragraphs, marks):
            found += by_sentence(part, reading.article.text, marks)
    return found


def by_sentence(draft: Draft, text: str, marks: Marks) -> Iterator[Draft]:
    """The draft without quotations that begin a sentence after its cue's has ended, unless the cue splits
    a quotation: 'She said it rained. “It poured,” he said.' In PolNeAR's training part 1,246 of 1,335 such
    quotations have a cue of their own."""
    if not draft.cue or any(span.end <= draft.cue[0].start for span in draft.content):
        yield draft
        return
    after = draft.cue[-1].end
    apart = [
        span
        for span in draft.content[1:]
        if span.start > after
        and marks.at(span.start) is not None
        and text[max(0, span.start - 5) : span.start].rstrip("\"”’' \n")[-1:] == "."
    ]
    yield replace(draft, content=tuple(span for span in draft.content if span not in apart))
    yield from (Draft((span,), score=draft.score) for span in apart)


class Paragraphs:
    """The blocks of an article, found by position."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.article.text
        self.spans = [block.span for block in reading.layout.blocks]
        self._starts = [span.start for span in self.spans]

    def at(self, position: int) -> int:
        """The number of the block that holds a character, or of the one before it; -1 before all."""
        return bisect_right(self._starts, position) - 1

    def leads_on(self, number: int) -> bool:
        """Whether a block ends with a colon, the closing marks after it left aside."""
        if number < 0:
            return False
        end = self.spans[number].end
        return self.text[max(0, end - 8) : end].rstrip("\"”’' ").endswith(":")

    def parts(self, span: Span, marks: Marks) -> Iterator[Span]:
        """The parts of a span in each block; a quotation of several blocks stays whole."""
        number, start = max(0, self.at(span.start)), span.start
        while start < span.end and number < len(self.spans):
            end = min(span.end, self.spans[number].end)
            while (inside := marks.at(end)) is not None and inside.span.start < end < span.end:
                end = min(span.end, inside.span.end)
            if start < end:
                yield Span(start, end)
            number = self.at(end) + 1
            start = self.spans[number].start if number < len(self.spans) else span.end


def by_block(draft: Draft, paragraphs: Paragraphs, marks: Marks) -> Iterator[Draft]:
    """The draft without content that stands in another paragraph than its cue, and drafts of the
    quotations among that content."""
    if not draft.cue or not draft.content:
        yield draft
        return
    home = paragraphs.at(draft.cue[0].start)
    kept: list[Span] = []
    away: list[Span] = []
    for whole in draft.content:
        for span in paragraphs.parts(whole, marks):
            (kept if paragraphs.at(span.start) == home else away).append(span)
    unmarked = len(draft.content) == 1 and not marks.within(draft.content[0])
    if not kept and (paragraphs.leads_on(home) or unmarked):
        kept, away = list(draft.content), []
    if kept:
        yield replace(draft, content=tuple(kept))
    yield from (Draft((s,), score=draft.score) for s in away if marks.at(s.start) is not None)


def within_sentences(draft: Draft, text: str, marks: Marks) -> Iterator[Span]:
    """The content spans, each cut where it runs on past a quotation that ends a sentence:
    of '“Nine weeks.” What she would not do was wait' only the words in marks are content."""
    for span in draft.content:
        end = span.end
        for quotation in marks.within(span):
            closed = quotation.span.end
            if quotation.span.start < span.start or closed >= end:
                continue
            ended = text[quotation.inner.end - 1 : quotation.inner.end] in (".", "?", "!", "…")
            follows = NEW_SENTENCE.match(text, closed, end)
            if ended and follows and marks.at(follows.end()) is None:
                end = closed
                break
        yield Span(span.start, end)
