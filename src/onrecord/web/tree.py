"""The tellings of an utterance as a tree for a page: each article under the one that it hangs on.

Before: a trace. After: the page of a statement draws it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from onrecord.publish.descents import descents_by_parent
from onrecord.publish.differences import find_differing
from onrecord.publish.phrases import basis_words
from onrecord.values import Descent, Gap, Span, Telling, Trace
from onrecord.variants import compare_wordings


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in pieces, each with whether it differs from what stands beside it."""

    pieces: tuple[tuple[str, bool], ...]

    @property
    def differs(self) -> bool:
        """Whether any piece does."""
        return any(differs for _, differs in self.pieces)


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: its words beside those of the fullest wording that they stand for (none if the same)."""

    telling: Telling
    words: Marked
    fuller: Marked | None


@dataclass(frozen=True, slots=True)
class Node:
    """An article of the tree, or an original that is cited and not held."""

    article: str | None
    tellings: tuple[Told, ...]
    why: str
    under: tuple[Node, ...]
    gap: Gap | None = None


def grow(trace: Trace) -> tuple[Node, ...]:
    """The roots: originals that are not held first, then articles by date."""
    under = descents_by_parent(trace.lineage)
    lost = tuple(
        Node(None, (), "", _nodes(trace, under, number), gap)
        for number, gap in enumerate(trace.lineage.originals)
    )
    return lost + _nodes(trace, under, None)


def _nodes(
    trace: Trace, under: defaultdict[str | int | None, list[Descent]], on: str | int | None
) -> tuple[Node, ...]:
    return tuple(
        Node(
            each.article,
            tuple(lay_beside(trace.tellings[number], trace.wording) for number in each.tellings),
            basis_words(each.basis, each.reason),
            _nodes(trace, under, each.article),
        )
        for each in under[on]
    )


def lay_beside(telling: Telling, wording: str) -> Told:
    """A telling beside the stretch of the fullest wording that it stands for, their differences marked."""
    plain = Told(telling, Marked(((telling.text, False),)), None)
    found = compare_wordings(telling.text, wording) if telling.changes else None
    if found is None:
        return plain
    fuller = wording[found.start : found.end]
    differing = find_differing(fuller, telling.text, telling.changes)
    ours, theirs = mark(telling.text, differing.draft), mark(fuller, differing.source)
    return Told(telling, ours, theirs) if ours.differs or theirs.differs else plain


def mark(text: str, spans: tuple[Span, ...]) -> Marked:
    """The text cut at the spans, which differ.

    >>> mark("anyone telling", (Span(0, 6),)).pieces
    (('anyone', True), (' telling', False))
    """
    cuts = sorted({0, len(text), *(at for span in spans for at in (span.start, span.end))})
    pieces = [
        (text[low:high], any(Span(low, high) in span for span in spans))
        for low, high in pairwise(cuts)
    ]
    return Marked(tuple(pieces))
