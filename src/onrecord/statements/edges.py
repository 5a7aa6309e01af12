"""The edges of unquoted content: where a clause begins and ends that no marks bound.

Called by `build` once sources are settled. PolNeAR's convention: marks and an introducing "that" belong to
the content, a full stop after unquoted words does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.statements.drafts import Draft
from onrecord.statements.snapping import Marks
from onrecord.statements.sources import Scene
from onrecord.values import Span

LOOSE_START = re.compile(r"[\s,;:.)–—-]+")
LOOSE_END = re.compile(r"(?:[\s,;:(–—-]|(?<!\b[A-Z])(?<!\b[A-Z][a-z])\.(?=$))+$")
JOINING = re.compile(r"[\s,;–—-]+(?:and|but|while|with|as|before|then)?\s*$")


def settle_edges(drafts: list[Draft], scene: Scene, marks: Marks) -> list[Draft]:
    """The drafts with content that begins and ends where its clause does."""
    found = []
    governing = {d.source[0].end: d for d in drafts if d.source and d.cue}
    for draft in drafts:
        if not draft.turn:
            spans = (before_next_source(s, draft, governing, scene) for s in draft.content)
            opened = from_sentence_start(tuple(spans), draft, scene, marks)
            draft = replace(draft, content=tuple(tidy(opened, scene.text, marks)))
        found.append(draft)
    return found


def before_next_source(span: Span, draft: Draft, governing: dict[int, Draft], scene: Scene) -> Span:
    """The span cut before the source of another cue that follows it: of 'he was “glad” and Lund'
    (calling it …) the last two words go. `governing` has drafts by the end of their source."""
    other = governing.get(span.end)
    if other is None or other is draft:
        return span
    source, cue = other.source[0], other.cue[0]
    if span.start < source.start and source.end <= cue.start:
        joint = JOINING.search(scene.text, span.start, source.start)
        return Span(span.start, joint.start()) if joint else span
    return span


def from_sentence_start(
    spans: tuple[Span, ...], draft: Draft, scene: Scene, marks: Marks
) -> tuple[Span, ...]:
    """The spans, the first one grown to the start of its sentence where source and cue follow it.

    'Money was “tight for a month,” Lund said' reports from "Money" on.
    """
    if not spans or not draft.source or not draft.cue:
        return spans
    first = spans[0]
    if not marks.within(first):
        return spans
    sentence = scene.sentence(first.start)
    governing = min(draft.source[0].start, draft.cue[0].start)
    opened = marks.at(first.start)
    whole = opened is not None and scene.text[opened.inner.start : opened.inner.start + 1].isupper()
    inside = opened is not None and opened.span.start < first.start
    if not first.end <= governing <= sentence.end or whole or inside:
        return spans
    gap = Span(sentence.start, first.start)
    taken = scene.sources_from(gap.start, gap.end)
    if taken or marks.within(gap) or sentence.start == first.start:
        return spans
    return (Span(sentence.start, first.end), *spans[1:])


def tidy(spans: tuple[Span, ...], text: str, marks: Marks) -> Iterator[Span]:
    """The spans without punctuation at an unquoted edge; those left empty go."""
    for span in spans:
        start, end = span.start, span.end
        if marks.at(start) is None:
            loose = LOOSE_START.match(text, start, end)
            start = loose.end() if loose else start
        if end > start and marks.at(end - 1) is None:
            loose = LOOSE_END.search(text[start:end])
            end = start + loose.start() if loose else end
        if start < end:
            yield Span(start, end)
