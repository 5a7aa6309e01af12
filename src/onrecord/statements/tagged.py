"""Quotations with a tag of their own that the model heard only in part: '“Nine weeks,” says Lund'.

A source that stands right behind the closing mark and a verb of saying is that quotation's, whatever cue the
model gave it. Called by `build` before anything else is done with a draft.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.statements.acts import WORD, says
from onrecord.statements.drafts import Draft
from onrecord.values import Chunk, Labels, Span

TAG = re.compile(r"[,.?!–—-]?[\"”’']\s+([a-z]+)\s+$")
"""What stands between quoted words and the source of their tag: the closing mark and one verb."""
ENDS = re.compile(r"[.!?][\"”’')]*\s+(?=[A-Z“\"])")
OPENING = frozenset("\"“‘'")
LONGEST = 24  # characters


def ascribe_tagged(drafts: list[Draft], labels: Labels, text: str) -> list[Draft]:
    """The drafts, each quotation that a tag follows with that tag's verb and source."""
    sources = {tag_before(c, text): c for c in labels.chunks if c.role == "source"}
    return [part for draft in drafts for part in tagged(draft, sources, text)]


def tag_before(source: Chunk, text: str) -> Span | None:
    """The verb between a closing mark and a source."""
    start = max(0, source.span.start - LONGEST)
    found = TAG.search(text[start : source.span.start])
    if found is None or not says(WORD.findall(found[1])):
        return None
    return Span(start + found.start(1), start + found.end(1))


def tagged(draft: Draft, sources: dict[Span | None, Chunk], text: str) -> list[Draft]:
    """The draft, each stretch apart that has a tag right behind it which is not the draft's own, or that
    stands in marks some sentences before the draft's cue."""
    apart: list[Draft] = []
    for content in draft.content:
        cue = next((c for c in sources if c and follows(content, c, text)), None)
        if cue is None and is_far(content, draft, text):
            apart.append(replace(draft, content=(content,), cue=(), source=()))
            continue
        source = (sources[cue].span,) if cue else draft.source
        if cue is not None and cue not in draft.cue and source != draft.source:
            own = replace(draft, content=(content,), cue=(cue,), source=source)
            apart.append(own)
    taken = {part.content[0] for part in apart}
    rest = tuple(content for content in draft.content if content not in taken)
    return [*apart, replace(draft, content=rest)] if rest else apart


def is_far(content: Span, draft: Draft, text: str) -> bool:
    """Whether a quotation ends its sentence and another sentence stands between it and every cue after."""
    if len(draft.content) < 2 or not draft.cue or text[content.start] not in OPENING:
        return False
    gaps = [text[content.end - 2 : cue.start] for cue in draft.cue if content.end <= cue.start]
    return len(gaps) == len(draft.cue) and all(len(ENDS.findall(gap)) > 1 for gap in gaps)


def follows(content: Span, cue: Span, text: str) -> bool:
    """Whether nothing but a mark stands between words that begin with one and a verb after them."""
    if text[content.start] not in OPENING or not 0 <= cue.start - content.end <= 3:
        return False
    return not text[content.end : cue.start].strip("\"”’' ")
