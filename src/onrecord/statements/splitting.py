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
    blocks = [block.span for block in reading.layout.blocks]
    found: list[Draft] = []
    for draft in drafts:
        kept = replace(draft, content=tuple(within_sentences(draft, reading.article.text, marks)))
        found += by_block(kept, blocks, reading.article.text, marks)
    return found


def by_block(draft: Draft, blocks: list[Span], text: str, marks: Marks) -> Iterator[Draft]:
    """The draft without content that stands in another paragraph than its cue, and drafts of the
    quotations among that content."""
    if not draft.cue or not draft.content:
        yield draft
        return
    starts = [block.start for block in blocks]
    home = bisect_right(starts, draft.cue[0].start) - 1
    kept: list[Span] = []
    away: list[Span] = []
    for whole in draft.content:
        for span in paragraphs_of(whole, blocks, starts, marks):
            (kept if bisect_right(starts, span.start) - 1 == home else away).append(span)
    led_to = home >= 0 and text[: blocks[home].end].rstrip("\"”’' ").endswith(":")
    if not kept and (led_to or len(draft.content) == 1):
        kept, away = list(draft.content), []
    if kept:
        yield replace(draft, content=tuple(kept))
    yield from (Draft((s,), score=draft.score) for s in away if marks.at(s.start) is not None)


def paragraphs_of(
    span: Span, blocks: list[Span], starts: list[int], marks: Marks
) -> Iterator[Span]:
    """The parts of a span in each paragraph; a quotation of several paragraphs stays whole."""
    at = max(0, bisect_right(starts, span.start) - 1)
    start = span.start
    while start < span.end and at < len(blocks):
        end = min(span.end, blocks[at].end)
        while (open_at := marks.at(end)) is not None and open_at.span.start < end < span.end:
            end = min(span.end, open_at.span.end)
        if start < end:
            yield Span(start, end)
        at = bisect_right(starts, end)
        start = blocks[at].start if at < len(blocks) else span.end


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
