"""Quotations with a tag of their own that the model heard only in part: '“Nine weeks,” says Lund'.

A source that stands right behind the closing mark and a verb of saying is that quotation's, whatever cue the
model gave it. Called by `build` before anything else is done with a draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.statements.acts import WORD, says
from onrecord.statements.drafts import Draft
from onrecord.values import Chunk, Labels, Span

TAG = re.compile(r"[,.?!–—-]?[\"”’']\s+([a-z]+)\s+$")
"""What stands between quoted words and the source of their tag: the closing mark and one verb."""
ENDS = re.compile(r"[.!?][\"”’')]*\s+(?=[A-Z“\"])")
OPENING = frozenset("\"“‘'")
LONGEST, NEAR = 24, 3  # characters of a tag's verb with its mark, and between words and a verb


@dataclass(frozen=True, slots=True)
class Tag:
    """A verb of saying and the source behind it."""

    cue: Span
    source: Span


def ascribe_tagged(drafts: list[Draft], labels: Labels, text: str) -> list[Draft]:
    """The drafts, each quotation that a tag follows with that tag's verb and source."""
    found = (tag_before(chunk, text) for chunk in labels.chunks if chunk.role == "source")
    tags = {tag.cue.start: tag for tag in found if tag}
    return [part for draft in drafts for part in tagged(draft, tags, text)]


def tag_before(source: Chunk, text: str) -> Tag | None:
    """The tag that a source ends: one verb between a closing mark and it."""
    start = max(0, source.span.start - LONGEST)
    found = TAG.search(text[start : source.span.start])
    if found is None or not says(WORD.findall(found[1])):
        return None
    return Tag(Span(start + found.start(1), start + found.end(1)), source.span)


def tagged(draft: Draft, tags: dict[int, Tag], text: str) -> list[Draft]:
    """The draft, each stretch apart that has a tag right behind it which is not the draft's own, or that
    stands in marks some sentences before the draft's cue."""
    apart: list[Draft] = []
    for content in draft.content:
        tag = tag_behind(content, tags, text)
        if tag is None and is_far(content, draft, text):
            apart.append(replace(draft, content=(content,), cue=(), source=()))
        elif tag and tag.cue not in draft.cue and (tag.source,) != draft.source:
            own = replace(draft, content=(content,), cue=(tag.cue,), source=(tag.source,))
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


def tag_behind(content: Span, tags: dict[int, Tag], text: str) -> Tag | None:
    """The tag, by its first character, that nothing but a mark parts from words that begin with one."""
    if text[content.start] not in OPENING:
        return None
    places = range(content.end, content.end + NEAR + 1)
    near = (tags[place] for place in places if place in tags)
    return next((t for t in near if not text[content.end : t.cue.start].strip("\"”’' ")), None)
