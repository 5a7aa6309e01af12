"""The grammar of quotation marks: pairs, nesting, several paragraphs, missing marks, block quotes.

Typography only: scare quotes and titles are quotations too; later stages tell them apart.
The scan has three stages, a block at a time:
1. double-type marks are paired with a stack; any style of double mark closes any other;
2. a quotation open at the end of a block goes on where the next block re-opens or only closes it,
   else it ends there with `closed` false;
3. single marks are paired inside a block and kept where they do not cross a double pair.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.text.marks import Family, Mark, find_marks, pair_singles
from onrecord.values import Block, Quotation, Span


@dataclass(slots=True)
class Open:
    """A quotation whose closing mark has not been met. `parts` are its finished paragraphs."""

    start: int
    inner: int
    family: Family
    parts: list[Span] = field(default_factory=list)


def find_quotations(text: str, blocks: tuple[Block, ...]) -> tuple[Quotation, ...]:
    """All quotations of a text in text order, outer before inner, with their nesting.

    >>> text = "“He told me, ‘Go,’” she said."
    >>> [q.inner.of(text) for q in find_quotations(text, (Block("paragraph", Span(0, len(text))),))]
    ['He told me, ‘Go,’', 'Go,']
    """
    found: list[Quotation] = []
    stack: list[Open] = []
    marks = [find_marks(text, block.span) for block in blocks]
    for number, block in enumerate(blocks):
        found += pair_doubles(text, block, marks[number], stack)
        if block.kind == "quote":
            found.append(block_quotation(text, block, marks[number]))
        following = marks[number + 1] if number + 1 < len(blocks) else []
        following_block = blocks[number + 1] if number + 1 < len(blocks) else None
        goes_on = following_block is not None and runs_on(stack, following, following_block)
        found += end_block(text, block, stack, goes_on)
        found += [single_quotation(*pair) for pair in pair_singles(text, block.span)]
    return nest(found)


def pair_doubles(text: str, block: Block, marks: list[Mark], stack: list[Open]) -> list[Quotation]:
    """Stage 1: quotations closed in this block; `stack` keeps those still open."""
    found: list[Quotation] = []
    if stack:
        first = marks[0] if marks else None
        reopened = first is not None and first.start == block.span.start and first.side != "close"
        stack[0].inner = first.end if reopened and first else block.span.start
        marks = marks[1:] if reopened else marks
    closers = sum(mark.side == "close" for mark in marks)
    openers = sum(mark.side == "open" for mark in marks)
    for mark in marks:
        if mark.side == "open":
            openers -= 1
            if stack and closers <= openers + len(stack) and not nests(stack[-1], mark, closers):
                found.append(unclosed(text, stack.pop(), mark.start))
            stack.append(Open(mark.start, mark.end, mark.family))
        elif stack:
            closers -= mark.side == "close"
            found.append(close(stack.pop(), mark))
        elif mark.side == "either":
            stack.append(Open(mark.start, mark.end, mark.family))
        else:
            closers -= 1
            if not found and mark.start > block.span.start and text[mark.start - 1] in ".,!?…":
                found.append(unopened(block, mark))
    return found


def nests(outer: Open, mark: Mark, closers: int) -> bool:
    """Whether `mark` opens a quotation inside `outer` (else `outer` has lost its closing mark)."""
    return closers >= 2 or (closers == 1 and outer.family != mark.family)


def runs_on(stack: list[Open], marks: list[Mark], block: Block) -> bool:
    """Stage 2: whether an open quotation goes on in the next block: re-opened, or only closed there."""
    if not stack or not marks:
        return False
    first = marks[0]
    if first.start == block.span.start:
        return first.side != "close"
    return first.side == "close"


def end_block(text: str, block: Block, stack: list[Open], goes_on: bool) -> list[Quotation]:
    """Ends at the block's end what does not run on; of nested ones only the outermost can."""
    found = [unclosed(text, stack.pop(), block.span.end) for _ in range(len(stack) - goes_on)]
    if stack:
        stack[0].parts.append(Span(stack[0].inner, block.span.end))
    return found


def close(opened: Open, mark: Mark) -> Quotation:
    """The quotation from its opening to its closing mark."""
    first = opened.parts[0].start if opened.parts else opened.inner
    return Quotation(
        span=Span(opened.start, mark.end),
        inner=Span(first, mark.start),
        style=opened.family,
        inner_parts=(*opened.parts, Span(opened.inner, mark.start)),
    )


def unclosed(text: str, opened: Open, end: int) -> Quotation:
    """The quotation that lost its closing mark: it ends at `end`, without the white space before it."""
    while end > opened.inner and text[end - 1].isspace():
        end -= 1
    first = opened.parts[0].start if opened.parts else opened.inner
    parts = (*opened.parts, Span(min(opened.inner, end), end))
    return Quotation(
        Span(opened.start, end), Span(first, end), opened.family, 0, None, False, parts
    )


def unopened(block: Block, mark: Mark) -> Quotation:
    """The quotation that lost its opening mark: it begins with the block."""
    inner = Span(block.span.start, mark.start)
    return Quotation(Span(inner.start, mark.end), inner, mark.family, 0, None, False, (inner,))


def single_quotation(opened: Span, closed: Span) -> Quotation:
    """The quotation between two single marks."""
    inner = Span(opened.end, closed.start)
    return Quotation(Span(opened.start, closed.end), inner, "single", inner_parts=(inner,))


def block_quotation(text: str, block: Block, marks: list[Mark]) -> Quotation:
    """A block quote as a quotation; its own outer marks or the `>` of plain text stay outside `inner`."""
    start = block.span.start
    while start < block.span.end and (text[start] == ">" or text[start].isspace()):
        start += 1
    inner = Span(start, block.span.end)
    if len(marks) >= 2 and marks[0].start == start and marks[-1].end == inner.end:
        inner = Span(marks[0].end, marks[-1].start)
    return Quotation(block.span, inner, "block", inner_parts=(inner,))


def nest(found: list[Quotation]) -> tuple[Quotation, ...]:
    """Stage 3: quotations in text order with depth and parent; single pairs that cross a double go."""
    ordered = sorted(found, key=lambda q: (q.span.start, -q.span.end, q.style != "block"))
    kept: list[Quotation] = []
    path: list[int] = []
    for quotation in ordered:
        while path and kept[path[-1]].span.end <= quotation.span.start:
            path.pop()
        if path and quotation.span.end > kept[path[-1]].span.end:
            continue
        parent = path[-1] if path else None
        path.append(len(kept))
        kept.append(
            Quotation(
                quotation.span,
                quotation.inner,
                quotation.style,
                len(path) - 1,
                parent,
                quotation.closed,
                quotation.inner_parts,
            )
        )
    return tuple(kept)
