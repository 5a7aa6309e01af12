"""An article as works reads it: blocks with their sentences, heading and the text outside marks.

Made once for an article from its layout; titles, narration, topics and passages all read it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.values import Block, Reading, Span

SECTION_END = re.compile(
    r"\s*(?:related|read more|most read|share|comments|sign up|newsletter|more reviews)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Part:
    """One block: its sentences, the last heading above it and the quotations inside it.

    `plain` is the block's text with everything in double quotation marks turned into spaces, so
    that offsets stay: what the writer says in words of their own.
    """

    block: Block
    index: int
    sentences: tuple[Span, ...]
    heading: Span | None
    plain: str

    @property
    def span(self) -> Span:
        """The block's span."""
        return self.block.span

    @property
    def is_heading(self) -> bool:
        """Whether the block is itself a heading."""
        return self.block.kind == "heading"

    def own_words(self, span: Span) -> str:
        """The writer's own words of a span inside this block, quotations blanked."""
        return self.plain[span.start - self.span.start : span.end - self.span.start]


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of an article in text order, and where each begins; `plain` is the text with quotations
    blanked."""

    text: str
    plain: str
    headline: str
    byline: str
    parts: tuple[Part, ...]
    starts: tuple[int, ...]

    def part_at(self, offset: int) -> Part | None:
        """The part that holds an offset, or the one before it."""
        index = bisect_right(self.starts, offset) - 1
        return self.parts[index] if index >= 0 else None

    def parts_in(self, span: Span) -> tuple[Part, ...]:
        """The parts that a span touches, in order."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        after = bisect_right(self.starts, max(span.start, span.end - 1))
        return self.parts[first:after]

    def parts_with(self, words: str) -> Iterator[Part]:
        """The parts in whose own words these stand, in order."""
        at = self.plain.find(words)
        while at >= 0:
            part = self.part_at(at)
            inside = part is not None and at + len(words) <= part.span.end
            if part is not None and inside:
                yield part
            at = self.plain.find(words, part.span.end if part is not None and inside else at + 1)


def draw_outline(reading: Reading) -> Outline:
    """The outline of an article, from its layout."""
    text = reading.article.text
    blanked = blank_quotations(reading)
    sentences = list(reading.layout.sentences)
    parts: list[Part] = []
    heading: Span | None = None
    at = 0
    for index, block in enumerate(reading.layout.blocks):
        inside = []
        while at < len(sentences) and sentences[at].start < block.span.end:
            inside.append(sentences[at])
            at += 1
        plain = blanked[block.span.start : block.span.end]
        own = tuple(inside) or (block.span,)
        parts.append(Part(block, index, own, None if block.kind == "heading" else heading, plain))
        if block.kind == "heading":
            heading = block.span
    starts = tuple(part.span.start for part in parts)
    article = reading.article
    headline, byline = article.headline or "", article.byline or ""
    return Outline(text, blanked, headline, byline, tuple(parts), starts)


def blank_quotations(reading: Reading) -> str:
    """The text with every longer stretch in quotation marks turned into as many spaces.

    Titles and single words in marks stay: they are the writer's own words.
    """
    text = reading.article.text
    pieces: list[str] = []
    done = 0
    for quotation in reading.layout.quotations:
        span = quotation.span
        if span.start < done or quotation.style == "block" or is_short(quotation.inner.of(text)):
            continue
        pieces.append(text[done : span.start])
        pieces.append(" " * (span.end - span.start))
        done = span.end
    pieces.append(text[done:])
    return "".join(pieces)


def is_short(inner: str) -> bool:
    """Whether the words in marks are a title or a single word rather than somebody's sentence."""
    words = inner.split()
    return len(words) <= 1 or (
        len(words) <= 8 and all(not w[0].islower() or len(w) < 4 for w in words)
    )
