"""Where a title stands for the work, and where the same name stands for a character.

After titles and cast, before facts and topics, which both ask which work a sentence is about.
"""

from __future__ import annotations

from collections.abc import Collection

from onrecord.text.whole_words import find_whole
from onrecord.values import Span
from onrecord.works.contexts import PERSON_AFTER, WORK_AFTER_RE, WORK_BEFORE
from onrecord.works.outline import Outline
from onrecord.works.tellings import Telling
from onrecord.works.titles import Title

LIKELY = 0.15
"""The least probability at which a word is a mention of a title of one word."""


def find_mentions(
    title: Title,
    outline: Outline,
    tellings: Collection[Telling],
    characters: Collection[str],
) -> tuple[Span, ...]:
    """Places where the title means the work, in text order."""
    told = {index for telling in tellings for index in telling.parts}
    longer = [name for name in characters if name != title.name and title.name in name.split()]
    names = {word for name in characters for word in name.split()}
    shared = bool(longer) or bool(set(title.name.split()) & names)
    spans = []
    for start in find_whole(title.name, outline.text):
        span = Span(start, start + len(title.name))
        if any(outline.text.startswith(name, span.start) for name in longer):
            continue
        if title.chances and is_doubtful(title, span):
            continue
        if not shared or means_work(span, outline, told):
            spans.append(span)
    return tuple(spans)


def is_doubtful(title: Title, span: Span) -> bool:
    """Whether the model takes a place of a title of one word for something else: a day, a name."""
    if " " in title.name:
        return False
    chance = next((c for place, c in title.chances.items() if place.end == span.end), 0.0)
    return chance < LIKELY


def means_work(span: Span, outline: Outline, told: Collection[int]) -> bool:
    """Whether a name that work and character share means the work at this place."""
    text = outline.text
    before = text[max(0, span.start - 40) : span.start]
    after = text[span.end : span.end + 90]
    if PERSON_AFTER.match(after):
        return False
    if WORK_BEFORE.search(before) or WORK_AFTER_RE.match(after):
        return True
    part = outline.part_at(span.start)
    if part is None:
        return True
    return part.is_heading or part.index not in told
