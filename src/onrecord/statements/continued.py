"""Quoted words without a cue of their own that go on with the statement before them.

'“A,” she said. “B.”' is one statement. In half of PolNeAR's training part 650 quoted sentences follow
another sentence of their paragraph and have no cue of their own: 639 belong to the statement before, and
so do 27 of 35 that are a paragraph. Called by `build` once each draft is complete.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.statements.drafts import Draft, merge_spans
from onrecord.statements.snapping import Marks, line_before
from onrecord.values import Quotation

FEWEST_BELOW = 10  # words: a shorter paragraph in marks may be a reply, a title or a sign
REPLIES = 2
"""So many lines that may be replies make a text a dialogue, where the next paragraph is somebody else's. In
25 novels of LitBank's training part 7 of 8 wrong joins go by it, on held-out PolNeAR articles nothing."""
MOST_IN_TAG = 2  # statements told in a tag
LONGEST_TAG = 200  # characters from a statement to the end of its sentence
NEW_SENTENCE = re.compile(r"[.!?][\"”’']*\s+[\"“‘]?[A-Z]")
ENDED = re.compile(r"[.!?…][\"”’']*\s*$")
REST_OF_LINE = re.compile(r"[ \t.,]*(?=\n|$)")
RELATIVE = frozenset(("who", "which", "that", "whose"))


def join_continued(drafts: list[Draft], marks: Marks, text: str) -> list[Draft]:
    """The drafts, quoted content without a cue joined to the statement that it goes on with, in its
    paragraph or in the one below."""
    reply = sum(may_reply(draft, marks, text) for draft in drafts) >= REPLIES
    joined: list[Draft] = []
    for draft in drafts:
        place = continued_at(joined, draft, marks, text)
        if place is not None and reply and is_below(joined[place], draft, text):
            place = None
        if place is None:
            joined.append(draft)
            continue
        before = joined[place]
        content = merge_spans((*before.content, *draft.content), text)
        joined[place] = replace(before, content=content)
    return joined


def may_reply(draft: Draft, marks: Marks, text: str) -> bool:
    """Whether a draft is a short line or a question in marks that nobody is said to speak: "“O no.”" """
    quotation = whole_quotation(draft, marks)
    if quotation is None or draft.cue or draft.source:
        return False
    words = quotation.span.of(text)
    line = line_before(text, quotation.span.start)
    alone = not line.strip() and REST_OF_LINE.match(text, quotation.span.end) is not None
    return alone and (len(words.split()) < FEWEST_BELOW or "?" in words)


def is_below(before: Draft, draft: Draft, text: str) -> bool:
    """Whether a line ends between a draft and the next."""
    return "\n" in text[before.content[-1].end : draft.content[0].start]


def continued_at(joined: list[Draft], draft: Draft, marks: Marks, text: str) -> int | None:
    """The place of the draft that `draft` goes on with. It may lie before one that is told in its tag:
    '“A,” Lund said when asked which boat she meant. “B.”'"""
    if not joined:
        return None
    if continues(joined[-1], draft, marks, text):
        return len(joined) - 1
    recent = range(len(joined) - 1, max(-1, len(joined) - 2 - MOST_IN_TAG), -1)
    place = next((n for n in recent if marks.within(joined[n].content[-1])), None)
    if place is None or draft.cue or draft.source:
        return None
    before, start = joined[place], draft.content[0].start
    tags = joined[place + 1 :]
    between = all(
        before.content[-1].end <= t.content[0].start and t.reach.end <= start for t in tags
    )
    near = follows(before, draft, marks, text) or goes_on_below(before, draft, marks, text)
    return place if between and near else None


def continues(before: Draft, draft: Draft, marks: Marks, text: str) -> bool:
    """Whether `draft` goes on with the statement `before`."""
    free = not draft.cue and not draft.source
    if free and (follows(before, draft, marks, text) or goes_on_below(before, draft, marks, text)):
        return True
    return (free or only_relayed(before, draft, marks, text)) and goes_on(
        before, draft, marks, text
    )


def only_relayed(before: Draft, draft: Draft, marks: Marks, text: str) -> bool:
    """Whether a quotation's only cue is an "according to" at the end of the sentence before, which relays
    the words of that sentence: '“A,” Lund said, according to the Post. “B.”'"""
    if not draft.cue or draft.cue[0].of(text).lower() != "according to":
        return False
    start = draft.content[0].start
    ended = draft.reach.start < start and text[max(0, start - 4) : start].rstrip()[-1:] == "."
    return ended and before.reach.end <= draft.cue[0].start and marks.at(start) is not None


def goes_on(before: Draft, draft: Draft, marks: Marks, text: str) -> bool:
    """Whether `draft` is the second half of a quotation that `before`'s cue interrupts."""
    first, last = before.content[0], before.content[-1]
    if not before.cue or marks.at(draft.content[0].start) is None or marks.at(last.start) is None:
        return False
    between = text[max(last.end, before.reach.end) : draft.content[0].start]
    return (
        first.start < draft.content[0].start
        and "\n" not in text[last.end : draft.content[0].start]
        and (not between.strip(" ,.;:—–-") or (len(between) < 40 and between.rstrip()[-1:] in ",."))
    )


def follows(before: Draft, draft: Draft, marks: Marks, text: str) -> bool:
    """Whether `draft` is a quoted sentence right after the sentence of `before`: 'She said it rained for
    a month. “It poured.”'"""
    quotation = whole_quotation(draft, marks)
    start = draft.content[0].start
    if quotation is None or not before.cue or not before.source or before.reach.end > start:
        return False
    tag = text[before.reach.end : start]
    return (
        quotation.inner.of(text)[:1].isupper()
        and "\n" not in text[before.content[-1].end : start]
        and ENDED.search(text[max(0, start - 8) : start]) is not None
        and is_tag(tag)
    )


def goes_on_below(before: Draft, draft: Draft, marks: Marks, text: str) -> bool:
    """Whether `draft` is the whole next paragraph, where no colon has announced it and the paragraph before
    ends with the sentence of `before`."""
    if whole_quotation(draft, marks) is None or not before.cue or not before.source:
        return False
    if before.source[0].of(text).lower() in RELATIVE or before.reach.end > draft.content[0].start:
        return False  # "in letters, which asked for money": told by the way
    above, below = (span.of(text) for span in (before.content[-1], draft.content[0]))
    if "?" in above or "?" in below or len(below.split()) < FEWEST_BELOW:
        return False  # somebody else may answer
    tag, line, gap = text[before.reach.end : draft.content[0].start].rpartition("\n")
    after = REST_OF_LINE.match(text, draft.content[0].end)
    return (
        bool(line)
        and not gap.strip()
        and after is not None
        and "\n" not in tag.strip()
        and not (above + tag).rstrip("\"”’' \n").endswith(":")
        and is_tag(tag)
    )


def whole_quotation(draft: Draft, marks: Marks) -> Quotation | None:
    """The quotation that is all of a draft's content, if it is marked in the line."""
    quotation = marks.at(draft.content[0].start) if len(draft.content) == 1 else None
    if quotation is None or quotation.span != draft.content[0] or quotation.style == "block":
        return None
    return quotation


def is_tag(words: str) -> bool:
    """Whether the words after a statement only end its sentence: ", Lund said in an interview on Friday."

    >>> is_tag(", she said on Friday. "), is_tag(" on Friday. The room was cold. ")
    (True, False)
    """
    return len(words) <= LONGEST_TAG and NEW_SENTENCE.search(words.strip()) is None
