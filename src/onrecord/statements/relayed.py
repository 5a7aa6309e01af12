"""Statements that report a whole sentence with somebody else's report in it.

'Lund said the sea was “calm,” Ruiz recalled': the labels cannot lie over one another, so that "Ruiz recalled"
is left with nothing to govern. Comes once sources are settled and each quotation has its draft.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from onrecord.statements.drafts import Draft
from onrecord.statements.phrases import SAYING
from onrecord.values import Chunk, Reading, Span

PLAIN_CUE = re.compile(rf"(?:\w+ly )?{SAYING}")
CLOSED = re.compile(r"[,?!—–-][\"”’']*\s*$")


def find_relayed(drafts: list[Draft], reading: Reading) -> list[Draft]:
    """Drafts of what stands before a cue and its source that no content has been given to, where a cue of
    the same sentence already reports the end of it."""
    chunks = reading.labels.chunks
    governing = {
        index
        for group in reading.labels.groups
        if any(chunks[member].role == "content" for member in group)
        for index in group
    }
    told = {draft.content[-1].end: draft for draft in drafts if draft.cue and draft.content}
    found: list[Draft] = []
    for index, chunk in enumerate(chunks):
        if chunk.role == "cue" and index not in governing:
            draft = relayed_by(chunk, source_beside(index, reading), told, reading)
            found += [draft] if draft else []
    return found


def source_beside(index: int, reading: Reading) -> Span | None:
    """The source that the model has found right before or right after a cue."""
    chunks, text = reading.labels.chunks, reading.article.text
    cue = chunks[index].span
    for other in (*chunks[max(0, index - 1) : index], *chunks[index + 1 : index + 2]):
        first, second = sorted((cue, other.span))
        if other.role == "source" and not text[first.end : second.start].strip():
            return other.span
    return None


def relayed_by(
    cue: Chunk, source: Span | None, told: dict[int, Draft], reading: Reading
) -> Draft | None:
    """The draft of a cue with its source: its sentence up to them. `told` has drafts by their end."""
    text, sentences = reading.article.text, reading.layout.sentences
    if source is None or not PLAIN_CUE.fullmatch(cue.span.of(text)):
        return None
    start = min(cue.span.start, source.start)
    at = bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1
    closed = CLOSED.search(text, max(0, start - 6), start)
    if at < 0 or not closed:
        return None
    inner = next((told[end] for end in range(closed.start(), start + 1) if end in told), None)
    if inner is None or inner.cue[0].start < sentences[at].start or inner.cue[0].end > start:
        return None
    end = inner.content[-1].end
    begun = min(sentences[at].start, inner.content[-1].start)
    return Draft((Span(begun, end),), (cue.span,), (source,), cue.score)
