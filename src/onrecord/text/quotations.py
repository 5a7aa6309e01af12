"""The grammar of quotation marks: pairs, nesting, several paragraphs, missing marks, block quotes.

Typography only: scare quotes and titles are quotations too; later stages tell them apart.
1. double-type marks are paired over all blocks (`pairing`);
2. single marks are paired among those that lie in the same double quotation (`singles`), and over
   blocks where each paragraph re-opens them;
3. block quotes are quotations with or without marks;
4. all are put in order, with depth and parent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.text.marks import FAMILIES, find_marks, find_signs
from onrecord.text.pairing import content_start, find_doubles, may_run_on
from onrecord.text.singles import (
    Chance,
    Single,
    find_singles,
    is_worth_keeping,
    open_at_end,
    pair_singles,
    perhaps_open,
)
from onrecord.values import Block, Quotation, Span


def find_quotations(text: str, blocks: tuple[Block, ...]) -> tuple[Quotation, ...]:
    """All quotations of a text in text order, outer before inner, with their nesting.

    >>> text = "“He told me, ‘Go,’” she said."
    >>> [q.inner.of(text) for q in find_quotations(text, (Block("paragraph", Span(0, len(text))),))]
    ['He told me, ‘Go,’', 'Go,']
    """
    signs = [find_signs(text, block.span) for block in blocks]
    marks = [find_marks(text, blocks[i].span, found) for i, found in enumerate(signs)]
    doubles = nest(find_doubles(text, blocks, marks))  # 1
    singles = [find_singles(text, blocks[i].span, found) for i, found in enumerate(signs)]
    paired = find_single_quotations(text, blocks, group_singles(singles, doubles))  # 2
    marked = {part.start: part for q in reversed(doubles) for part in q.inner_parts}
    blocked = [block_quotation(text, b, marked) for b in blocks if b.kind == "quote"]  # 3
    return nest([*doubles, *paired, *blocked])  # 4


# --- 2. single marks -----------------------------------------------------------------------------------

Groups = dict[int, list[Single]]
"""The single marks of a block by the double quotation that they lie in; those in none under -1."""
OUTSIDE = -1


def group_singles(
    singles: Sequence[Sequence[Single]], doubles: Sequence[Quotation]
) -> list[Groups]:
    """The groups of each block. A pair within one group never crosses a double pair."""
    grouped: list[Groups] = []
    path: list[int] = []
    following = 0
    for of_block in singles:
        groups: Groups = defaultdict(list)
        for single in of_block:
            while following < len(doubles) and doubles[following].span.start < single.start:
                path.append(following)
                following += 1
            while path and doubles[path[-1]].span.end <= single.start:
                path.pop()
            groups[path[-1] if path else OUTSIDE].append(single)
        grouped.append(groups)
    return grouped


def find_single_quotations(
    text: str, blocks: Sequence[Block], grouped: Sequence[Groups]
) -> list[Quotation]:
    """The quotations in single marks."""
    found: list[Quotation] = []
    running: list[Span] = []
    for number, block in enumerate(blocks):
        for key, group in grouped[number].items():
            if key != OUTSIDE:
                found += closed_quotations(group, pair_singles(text, group))
        outside = grouped[number].get(OUTSIDE, [])
        reopens = number + 1 < len(blocks) and reopens_single(
            text, block, blocks[number + 1], grouped[number + 1].get(OUTSIDE, [])
        )
        found += read_outside(text, block, outside, running, reopens)
    return found


def closed_quotations(group: Sequence[Single], pairs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """The quotation of each pair."""
    found = []
    for opening, closing in pairs:
        inner = Span(group[opening].end, group[closing].start)
        span = Span(group[opening].start, group[closing].end)
        found.append(Quotation(span, inner, "single", inner_parts=(inner,)))
    return found


def reopens_single(text: str, block: Block, following: Block, group: Sequence[Single]) -> bool:
    """Whether the following block begins with an opening single mark."""
    return (
        bool(group)
        and group[0].opens == Chance.sure
        and group[0].start == content_start(text, following)
        and may_run_on(block, following)
    )


def read_outside(
    text: str, block: Block, group: Sequence[Single], running: list[Span], reopens: bool
) -> list[Quotation]:
    """The quotations of the single marks outside double ones, those of several paragraphs included.

    `running` holds the parts of a quotation that this block goes on with, its opening mark in the
    first; it is changed to what the next block has to go on with.
    """
    pairs = pair_singles(text, group)
    if reopens and perhaps_open(text, group, pairs):
        pairs = []
    found = []
    if running:
        if pairs and pairs[0][0] == 0:
            part = Span(group[0].end, group[pairs[0][1]].start)
            found.append(run_of(running, part, group[pairs[0][1]].end, closed=True))
            running.clear()
            pairs = pairs[1:]
        else:
            part = Span(group[0].end, block.span.end)
            found += closed_quotations(group, pairs)
            return [*found, *go_on(running, part, reopens)]
    found += closed_quotations(group, pairs)
    if opened := open_at_end(text, group, pairs, block.span, content_start(text, block)):
        part = Span(opened.start, block.span.end)
        if reopens or is_worth_keeping(text, opened, block.span):
            found += go_on(running, part, reopens)
    return found


def go_on(running: list[Span], part: Span, reopens: bool) -> list[Quotation]:
    """Adds a part to a running quotation; where no block goes on with it, that quotation."""
    if reopens:
        running.append(part)
        return []
    found = run_of(running, part, part.end, closed=False)
    running.clear()
    return [found]


def run_of(running: Sequence[Span], last: Span, end: int, closed: bool) -> Quotation:
    """The quotation of several paragraphs that ends with the part `last`."""
    parts = [*running, last]
    start = parts[0].start
    parts[0] = Span(start + 1, parts[0].end)
    inner = Span(start + 1, last.end)
    return Quotation(Span(start, end), inner, "single", 0, None, closed, tuple(parts))


# --- 3. block quotes -------------------------------------------------------------------------------------


def block_quotation(text: str, block: Block, marked: dict[int, Span]) -> Quotation:
    """A block quote as a quotation; its own outer marks or the `>` of plain text stay outside `inner`.

    `marked` are the stretches between double-type marks, by where they start.
    """
    whole = Span(content_start(text, block), block.span.end)
    inner = next(filter(None, (marked.get(whole.start + length) for length in (1, 2))), whole)
    if not (whole.end - 2 <= inner.end <= whole.end and is_mark(text[inner.end : whole.end])):
        inner = whole
    return Quotation(block.span, inner, "block", inner_parts=(inner,))


def is_mark(sign: str) -> bool:
    """Whether a sign is one double-type mark, or nothing."""
    return not sign or FAMILIES.get(sign, "single") != "single"


# --- 4. nesting ------------------------------------------------------------------------------------------


def nest(found: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Quotations in text order with depth and parent; one that crosses an earlier one is left out."""
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
        kept.append(replace(quotation, depth=len(path) - 1, parent=parent))
    return tuple(kept)
