"""Pairs of double-type marks, over several paragraphs and with marks missing.

Beside `singles`, after `marks`. A block at a time, with a stack of what is open:
1. marks are paired; any style of double mark closes any other, guillemets their own kind first;
2. a quotation open at the end of a block goes on where the next block re-opens or only closes it;
3. else it ends there with `closed` false, before a reporting clause that ends the block.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.text.marks import Family, Mark
from onrecord.values import Block, Quotation, Span

_VERBS = (
    "said|says|added|adds|explained|explains|wrote|writes|recalled|recalls|insisted|insists|replied"
    "|continued|noted|notes|admitted|admits|told|joked|concluded"
)
_NAME = r"[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}"
_WHEN = r"of|in|on|after|at|during|when|while|as|from|to|about|last|this|yesterday|earlier|later"
REPORTING_CLAUSE = re.compile(
    rf"[,!?…](?=\s+(?:(?:(?:he|she|they|I|we|it|the\s\w+|{_NAME})\s(?:{_VERBS})"
    rf"(?:,[^.!?]{{0,80}}|\s(?:{_WHEN})\s[^.!?]{{0,80}})?)"
    rf"|(?:(?:{_VERBS})\s(?:{_NAME}|the\s\w+)(?:,[^.!?]{{0,80}})?))[.]?\s*$)"
)
"""A clause such as ", he said." or ", said Ruta Halvane, 34." at the end of a paragraph."""
REPORTING_REACH = 200
LONGEST_OUTER = 1_500
"""Characters of a quotation that has others of its own kind of marks in it; and how many marks."""
MOST_NESTED = 24
QUOTE_SIGNS = re.compile(r"[>\s]*")


@dataclass(slots=True)
class Open:
    """A quotation whose closing mark has not been met. `parts` are its finished paragraphs."""

    start: int
    inner: int
    family: Family
    parts: list[Span] = field(default_factory=list)


def find_doubles(
    text: str, blocks: Sequence[Block], marks: Sequence[list[Mark]]
) -> list[Quotation]:
    """The quotations in double-type marks, in the order in which they close.

    `marks` holds those of each block.
    """
    found: list[Quotation] = []
    stack: list[Open] = []
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        ahead = marks[number + 1] if following else []
        reopens = following is not None and takes_up(text, block, following, ahead)
        found += pair_marks(text, block, marks[number], stack, reopens)
        goes_on = bool(stack) and reopens and goes_over(text, stack[0], block)
        found += end_block(text, block, stack, goes_on)
    # A mark set twice by mistake opens nothing: ““So,” he said.
    return [q for q in found if q.closed or q.inner.start < q.inner.end]


def content_start(text: str, block: Block) -> int:
    """Where the words of a block begin: after the `>` of a plain-text block quote."""
    if block.kind != "quote":
        return block.span.start
    match = QUOTE_SIGNS.match(text, block.span.start, block.span.end)
    return match.end() if match else block.span.start


# --- within a block ----------------------------------------------------------------------------------


def pair_marks(
    text: str, block: Block, marks: Sequence[Mark], stack: list[Open], reopens: bool
) -> list[Quotation]:
    """Quotations closed in this block; `stack` keeps those still open."""
    found: list[Quotation] = []
    if stack:
        marks = resume(stack[0], marks, content_start(text, block))
    left = Counter(mark.side for mark in marks)
    for index, mark in enumerate(marks):
        left[mark.side] -= 1
        if mark.side == "open":
            short = left["close"] <= left["open"] + len(stack)
            if stack and not (
                nests(stack[-1], mark, left["close"], reopens)
                if short
                else closes_near(stack[-1], mark, marks[index + 1 : index + 1 + MOST_NESTED])
            ):
                found.append(unclosed(text, stack.pop(), mark.start))
            stack.append(Open(mark.start, mark.end, mark.family))
        elif stack:
            found += close(text, stack, mark)
        elif mark.side == "either":
            stack.append(Open(mark.start, mark.end, mark.family))
        elif not found and mark.start > block.span.start and text[mark.start - 1] in ".,!?…":
            found.append(unopened(text, block, mark))
    return found


def resume(opened: Open, marks: Sequence[Mark], start: int) -> Sequence[Mark]:
    """Goes on with a quotation in a new block; comes back are its marks without a re-opening one."""
    reopened = bool(marks) and marks[0].start == start and marks[0].side != "close"
    opened.inner = marks[0].end if reopened else start
    return marks[1:] if reopened else marks


def nests(outer: Open, mark: Mark, closers: int, reopens: bool) -> bool:
    """Whether `mark` opens a quotation inside `outer`, where too few marks close for both.

    Else `outer` has lost its closing mark: “A, he said. “B,” she said.
    """
    if outer.family != mark.family:
        return closers >= 1
    return closers >= 2 and reopens


def closes_near(outer: Open, mark: Mark, ahead: Sequence[Mark]) -> bool:
    """Whether, after `mark` has opened a quotation of the same kind in `outer`, both close within the
    length of a paragraph. In a text without line breaks a mark far off closes something else."""
    if outer.family != mark.family:
        return True
    depth = 1
    for following in ahead:
        if following.start - outer.inner > LONGEST_OUTER:
            return False
        depth += 1 if following.side == "open" else -1
        if depth < 0:
            return True
    return False


def close(text: str, stack: list[Open], mark: Mark) -> list[Quotation]:
    """The quotation that `mark` closes, after those inside it that have lost their mark."""
    found = []
    angular = mark.family == "guillemet"
    if any((opened.family == "guillemet") == angular for opened in stack):
        while (stack[-1].family == "guillemet") != angular:
            found.append(unclosed(text, stack.pop(), mark.start))
    opened = stack.pop()
    parts = (*opened.parts, Span(opened.inner, mark.start))
    inner = Span(parts[0].start, mark.start)
    span = Span(opened.start, mark.end)
    return [*found, Quotation(span, inner, opened.family, inner_parts=parts)]


def unclosed(text: str, opened: Open, end: int) -> Quotation:
    """The quotation that lost its closing mark: it ends at `end`, without the white space and the
    reporting clause before it."""
    end = reported_at(text, opened, end) or end
    while end > opened.inner and text[end - 1].isspace():
        end -= 1
    parts = (*opened.parts, Span(min(opened.inner, end), end))
    inner = Span(parts[0].start, end)
    return Quotation(Span(opened.start, end), inner, opened.family, 0, None, False, parts)


def unopened(text: str, block: Block, mark: Mark) -> Quotation:
    """The quotation that lost its opening mark: it begins with the block."""
    inner = Span(content_start(text, block), mark.start)
    return Quotation(Span(inner.start, mark.end), inner, mark.family, 0, None, False, (inner,))


# --- from block to block -----------------------------------------------------------------------------


def may_run_on(block: Block, following: Block) -> bool:
    """Whether a quotation may go on from one block to the next: not from or to a heading, nor over
    the edge of a block quote, though over its paragraphs."""
    kinds = (block.kind, following.kind)
    return "heading" not in kinds and kinds.count("quote") != 1


def goes_over(text: str, opened: Open, block: Block) -> bool:
    """Whether what is open can go over the end of the block: no reporting clause ends it there, and in a
    block quote it began with the block, so that it holds the whole of it."""
    if block.kind == "quote" and not opened.parts and opened.start != block.span.start:
        return False
    return reported_at(text, opened, block.span.end) is None


def takes_up(text: str, block: Block, following: Block, marks: Sequence[Mark]) -> bool:
    """Whether the following block re-opens what is open, or only closes it."""
    if not marks or not may_run_on(block, following):
        return False
    at_start = marks[0].start == content_start(text, following)
    return (marks[0].side == "close") != at_start


def reported_at(text: str, opened: Open, end: int) -> int | None:
    """Where a reporting clause begins that ends at `end`: words are quoted up to there, at most."""
    match = REPORTING_CLAUSE.search(text, max(opened.inner, end - REPORTING_REACH), end)
    return match.end() if match else None


def end_block(text: str, block: Block, stack: list[Open], goes_on: bool) -> list[Quotation]:
    """Ends at the block's end what does not run on; of nested ones only the outermost can."""
    found = [unclosed(text, stack.pop(), block.span.end) for _ in range(len(stack) - goes_on)]
    if stack:
        stack[0].parts.append(Span(stack[0].inner, block.span.end))
    return found
