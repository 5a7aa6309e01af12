"""Statements that have words of a trace and are none of its tellings: linked, not merged.

What the record takes for another utterance, words that only overlap, and the same words by somebody else.
Before: `trace` has decided on the tellings. After: `publish` and the command line show both apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.answers.citing import cite_slice
from onrecord.answers.stretches import ToldStretch
from onrecord.values import HeldStatement, Linked, LinkKind, Span
from onrecord.variants import Comparison, Wording, compare, may_be_same
from onrecord.variants.alignment import align
from onrecord.variants.commonness import total_weight

if TYPE_CHECKING:
    from onrecord.record import Store

LEAST_SHARED = 4
"""Fewer words in common are no more than chance."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a trace is of: the fullest wording, the sentences of it that were asked for, the words asked."""

    fullest: ToldStretch
    focus: Span
    asked: Wording


def find_linked(
    store: Store,
    sought: Sought,
    others: Iterable[ToldStretch],
    kinds: Mapping[str, tuple[HeldStatement, LinkKind]],
) -> tuple[Linked, ...]:
    """The statements among others that are linked with what is sought, by date, each once."""
    best: dict[str, tuple[float, ToldStretch, Span, LinkKind]] = {}
    for stretch in others:
        shared = _shared(stretch, sought)
        kind = _kind(stretch, sought, kinds) if shared else None
        if shared is None or kind is None:
            continue
        weight, span = shared
        statement = stretch.held.statement.id
        if statement not in best or weight > best[statement][0]:
            best[statement] = weight, stretch, span, kind
    found = sorted(best.values(), key=lambda each: each[1].order)
    return tuple(_linked(store, stretch, span, kind) for _, stretch, span, kind in found)


def _shared(stretch: ToldStretch, sought: Sought) -> tuple[float, Span] | None:
    """The heaviest run of a stretch that the sentences asked for have too, with its weight and place."""
    fuller = sought.fullest.wording
    runs = [
        (total_weight(stretch.wording.keys[run.here : run.here_end]), run.here, run.here_end)
        for run in align(stretch.wording, fuller)
        if run.length >= LEAST_SHARED
        and fuller.span(run.there, run.there_end).overlaps(sought.focus)
    ]
    if not runs:
        return None
    weight, first, last = max(runs)
    return weight, stretch.wording.span(first, last)


def _kind(
    stretch: ToldStretch, sought: Sought, kinds: Mapping[str, tuple[HeldStatement, LinkKind]]
) -> LinkKind | None:
    """What a stretch is to the words: as the record links it, or as words and speakers tell."""
    statement = stretch.held.statement
    if not may_be_same(statement.speaker, sought.fullest.held.statement.speaker):
        return "other_speaker" if _same_words(stretch.wording, sought.fullest.wording) else None
    if statement.id in kinds:
        return kinds[statement.id][1]
    asked = len(sought.asked.keys) >= LEAST_SHARED
    return "overlap" if asked and _has(stretch.wording, sought.asked) else None


def _same_words(one: Wording, other: Wording) -> bool:
    """Whether one of two wordings is a form or a part of the other."""
    return any(_is_one(compare(*pair)) for pair in ((one, other), (other, one)))


def _has(wording: Wording, asked: Wording) -> bool:
    """Whether a wording has the words asked for as they are."""
    found = compare(asked, wording)
    return found is not None and _is_one(found) and not found.changes


def _is_one(found: Comparison | None) -> bool:
    return found is not None and found.kind != "spliced"


def _linked(store: Store, stretch: ToldStretch, shared: Span, kind: LinkKind) -> Linked:
    """One linked statement, with its place in its article."""
    held = stretch.held
    return Linked(
        kind=kind,
        statement=held.statement.id,
        text=stretch.text,
        shared=shared.of(stretch.wording.text),
        speaker=held.statement.speaker,
        published=held.article.published,
        outlet=held.article.outlet,
        citation=cite_slice(store.article(held.article.key), stretch.span),
    )
