"""Drafts of statements: spans that belong together, before form, act and id are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.values import Labels, Role, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """Content with the cue and source that govern it. `score` is a probability, 0 to 1; `turn` marks a
    speaker's turn of a transcript."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    score: float = 0.5
    turn: bool = False

    @property
    def reach(self) -> Span:
        """From the first to the last character of content, cue and source."""
        spans = (*self.content, *self.cue, *self.source)
        return Span(min(s.start for s in spans), max(s.end for s in spans))


def drafts_of(labels: Labels) -> list[Draft]:
    """One draft for each group of the model's labels, in text order."""
    drafts = []
    for group in labels.groups:
        chunks = [labels.chunks[index] for index in group]

        def spans(role: Role, chunks: Iterable = chunks) -> tuple[Span, ...]:  # type: ignore[type-arg]
            return tuple(sorted(c.span for c in chunks if c.role == role))

        score = sum(chunk.score for chunk in chunks) / len(chunks)
        drafts.append(Draft(spans("content"), spans("cue"), spans("source"), score))
    return in_order(drafts)


def in_order(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts by the first character of their content."""
    return sorted((d for d in drafts if d.content), key=lambda d: (d.content[0], d.content[-1].end))


def merge_spans(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Spans in order; those that overlap or have only white space between them become one.

    >>> merge_spans([Span(5, 8), Span(0, 4)], "She  left.")
    (Span(start=0, end=8),)
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and (
            span.start <= merged[-1].end or not text[merged[-1].end : span.start].strip()
        ):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
