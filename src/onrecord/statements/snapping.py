"""Fits content to quotation marks: the marks decide where quoted words begin and end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.statements.drafts import Draft, merge_spans
from onrecord.values import Quotation, Span

# A stretch of content that reaches into a quotation with less than this share of its characters
# was cut a little off: it is cut back instead of grown over the whole quotation.
SLIGHT_OVERLAP = 0.15


class Marks:
    """The outermost quotations of an article, found by position.

    `quoting` has the probability that somebody's words stand in the marks, where the model says.
    """

    def __init__(
        self, quotations: Sequence[Quotation], quoting: Mapping[Span, float] | None = None
    ) -> None:
        self._quoting = quoting or {}
        self.outer = sorted((q for q in quotations if q.depth == 0), key=lambda q: q.span)
        self._starts = [q.span.start for q in self.outer]
        self._nested = {q.span: q.inner_parts or (q.inner,) for q in quotations if q.depth}

    def nested(self, span: Span) -> tuple[Span, ...]:
        """The words of a quotation that stands inside another and is exactly `span`; else none."""
        return self._nested.get(span, ())

    def quoting(self, quotation: Quotation) -> float | None:
        """The probability that a quotation holds somebody's words; None where nothing is known."""
        return self._quoting.get(quotation.span)

    def at(self, position: int) -> Quotation | None:
        """The outermost quotation that holds the character at `position`."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and position < self.outer[index].span.end:
            return self.outer[index]
        return None

    def within(self, span: Span) -> list[Quotation]:
        """Outermost quotations that share a character with `span`, in order."""
        index = max(bisect_right(self._starts, span.start) - 1, 0)
        found = []
        while index < len(self.outer) and self.outer[index].span.start < span.end:
            if self.outer[index].span.overlaps(span):
                found.append(self.outer[index])
            index += 1
        return found


def snap(draft: Draft, marks: Marks, text: str) -> Draft:
    """The draft with each content span grown to, or cut back from, the marks that its edges stand in.

    Content governed by a cue inside the same quotation (somebody quoting somebody) stays inside it.
    """
    spans = [snap_span(span, draft, marks) for span in draft.content]
    return replace(draft, content=merge_spans((s for s in spans if s.start < s.end), text))


def snap_span(span: Span, draft: Draft, marks: Marks) -> Span:
    """One content span fitted to the marks at its edges."""
    first, last = marks.at(span.start), marks.at(max(span.end - 1, span.start))
    if first is not None and governs_inside(draft, first) and span in first.span:
        return span
    start, end = span.start, span.end
    if first is not None and not governs_inside(draft, first):
        slight = first is not last and (first.span.end - start) < SLIGHT_OVERLAP * length(
            first.span
        )
        start = first.span.end if slight else first.span.start
    if last is not None and not governs_inside(draft, last):
        slight = first is not last and (end - last.span.start) < SLIGHT_OVERLAP * length(last.span)
        end = last.span.start if slight else last.span.end
    return Span(start, end)


def governs_inside(draft: Draft, quotation: Quotation) -> bool:
    """Whether the draft's cue stands inside the quotation."""
    return any(cue in quotation.inner for cue in draft.cue)


def line_before(text: str, position: int) -> str:
    """What stands before a position in its line."""
    return text[text.rfind("\n", 0, position) + 1 : position]


def length(span: Span) -> int:
    """Characters in a span."""
    return span.end - span.start


def share_out(drafts: list[Draft], marks: Marks) -> list[Draft]:
    """Each outermost quotation in the content of one draft only, unless the second is nested in it.

    Where snapping has grown two drafts over one quotation, the surer keeps it.
    """
    owner: dict[int, int] = {}
    for number, draft in enumerate(drafts):
        for span in draft.content:
            for quotation in marks.within(span):
                key = quotation.span.start
                if quotation.span not in span or governs_inside(draft, quotation):
                    continue
                if key not in owner or rank(draft) > rank(drafts[owner[key]]):
                    owner[key] = number
    return [
        replace(
            draft,
            content=tuple(
                span for span in draft.content if keeps(number, span, draft, marks, owner)
            ),
        )
        for number, draft in enumerate(drafts)
    ]


def rank(draft: Draft) -> tuple[bool, bool, float]:
    """How sure it is that a draft owns its quotation."""
    return (bool(draft.source), bool(draft.cue), draft.score)


def keeps(number: int, span: Span, draft: Draft, marks: Marks, owner: dict[int, int]) -> bool:
    """Whether a draft keeps a content span: it is not just a quotation that another owns."""
    inside = marks.within(span)
    taken = [q for q in inside if owner.get(q.span.start, number) != number and q.span in span]
    if not taken or governs_inside(draft, taken[0]):
        return True
    quoted = sum(length(q.span) for q in taken)
    return quoted < 0.8 * length(span)
