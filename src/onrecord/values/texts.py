"""Places, articles and their typography: what the packages `article` and `text` hand on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

# --- places in a text ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to, not including, `end` of an article's text, in code points from 0."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that this span covers.

        >>> Span(4, 9).of("The ending")
        'endin'
        """
        return text[self.start : self.end]

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words in the article that prove one field of a speaker or an occasion."""

    field: str
    span: Span


# --- articles ------------------------------------------------------------------------------

BlockKind = Literal["paragraph", "heading", "quote", "item"]
"""What a block of an article is: running text, a heading, a block quote, a list item."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like stretch of the text, without the line breaks around it.

    `stressed` is true where the mark-up sets all of it bold or in italics, as interviewers' questions are.
    """

    kind: BlockKind
    span: Span
    stressed: bool = field(default=False, metadata={"later": True})


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says without a break in a recording: `label` are the words that name the speaker.

    `words` leave out notes of sounds ("[applause]"), so that there may be several spans.
    """

    words: tuple[Span, ...]
    label: Span | None = None


@dataclass(frozen=True, slots=True, order=True)
class Timecode:
    """Where in the text a second of the recording begins: the words from `start` on are said from it on.

    Without `seconds` their time is not told (a damaged caption).
    """

    start: int
    seconds: float | None


@dataclass(frozen=True, slots=True, order=True)
class Markup:
    """A stretch of a text as given that is mark-up and nobody's words: a link's target, code, an asterisk.

    `stands_for` is the sign that it writes out ("&amp;"), if it does.
    """

    start: int
    end: int
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One document in one version. Its text never changes; every span points into it.

    `version` is the SHA-256 (hex) of the text in UTF-8. `blocks` holds what the mark-up said and is
    empty for plain text, whose blocks the text package finds. `repairs` are sentences for the
    user: what was changed in the text before it was stored, or what was dropped, and why. `turns` are
    those of captions and transcripts whose format tells them, `times` where the text stands in the
    recording; both are in text order and empty for everything else. `markup` is what of the text as given
    is no words, in text order (Markdown).
    """

    key: str
    version: str
    text: str
    path: str | None = None
    url: str | None = None
    source_id: str | None = None
    outlet: str | None = None
    headline: str | None = None
    byline: str | None = None
    published: date | None = None
    language: str | None = None
    metadata: dict[str, object] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    repairs: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = field(default=(), metadata={"later": True})
    times: tuple[Timecode, ...] = field(default=(), metadata={"later": True})
    markup: tuple[Markup, ...] = field(default=(), metadata={"later": True})

    def second_of(self, offset: int) -> float | None:
        """The second of the recording from which the character at `offset` is said, none if not told.

        >>> Article("k", "v", "Yes. No.", times=(Timecode(5, 61.5),)).second_of(6)
        61.5
        """
        at = bisect_right(self.times, offset, key=lambda time: time.start)
        return self.times[at - 1].seconds if at else None


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read: where, and why, in one clear line."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOut(Failure):
    """What an input holds that is not read, and why: no fault of it, and no failure of the run."""


# --- typography (text/) ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, or a block quote. Typography only, no meaning yet.

    `span` includes the marks, `inner` leaves them out. `depth` is 0 for outermost quotations and
    `parent` is the index of the enclosing one in the article's list. `closed` is false where the
    closing mark is missing. `inner_parts` are the pieces of `inner` that are words of the quotation: one,
    or one a paragraph where each paragraph re-opens the marks.
    """

    span: Span
    inner: Span
    style: Literal["double", "single", "guillemet", "low", "backtick", "block"]
    depth: int = 0
    parent: int | None = None
    closed: bool = True
    inner_parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The typography of an article: its blocks, sentences and quotations, each in text order.

    Sentences never cross a block. Blocks cover all text but white space.
    """

    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
