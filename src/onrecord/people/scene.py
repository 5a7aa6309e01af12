"""What the walk through an article finds, and what it knows of the statements.

Comes after `words`; `salience` and `walk` build on it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.people.words import Page
from onrecord.values import Span, Statement

_NESTED = 8
"""Contents that begin before a character and are looked at: those of one or two statements."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Whom one mention stands for. `figure` is a number of the roster, negative for somebody whom the
    article does not name (then `words` says how it calls them), null where it is left open."""

    span: Span
    figure: int | None
    reason: str
    confidence: float
    form: str = "name"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the walk knows of the statements: words that name speakers, words that are content, the
    content of each source word, and (start, end, source word) of every content."""

    source_words: frozenset[int]
    content: tuple[Span, ...]
    starts: tuple[int, ...]
    said: Mapping[int, tuple[Span, ...]]
    told: tuple[tuple[int, int, int], ...] = ()

    def sources_of(self, offset: int) -> Iterator[int]:
        """The source words of those of the last statements to begin whose content holds a character."""
        at = bisect_right(self.told, (offset, offset + 1, 0))
        for start, end, word in self.told[max(0, at - _NESTED) : at]:
            if start <= offset < end:
                yield word

    def reports(self, offset: int) -> bool:
        """Whether the character lies in the content of a statement."""
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.content[at].end


def set_scene(page: Page, statements: Sequence[Statement]) -> Scene:
    """The scene of an article's statements; contents that touch or nest are merged."""
    said = {i: s.content for s in statements for span in s.source for i in page.between(span)}
    merged: list[Span] = []
    for span in sorted(c for s in statements for c in s.content):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    told = tuple(sorted((c.start, c.end, word) for word, spans in said.items() for c in spans))
    return Scene(frozenset(said), tuple(merged), tuple(m.start for m in merged), said, told)
