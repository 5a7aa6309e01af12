"""Paragraphs without marks that a colon announces as somebody's words: block quotations of plain text.

A page has mark-up for them; a text file has only "In her column she wrote:" and the next paragraph. The
quotation grammar sees no sign in it, so they are found here, before content is fitted to marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from onrecord.statements.phrases import SAYING
from onrecord.values import Block, Quotation, Reading

ANNOUNCING = re.compile(
    rf"\b(?:{SAYING}|write|read|reads|reading|ran|runs|went|goes|began|begins|saying|writing|adding"
    r"|words|statement|letter|column|note|message|post|e-?mail|diary|passage|paragraph)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.!?\n]*:\s*$")
MARK = re.compile(r"[\"“”«»„‘]|(?:^|\s)'")
FEWEST_WORDS = 8
"""A shorter paragraph after a colon is rather an item of a list."""


def announced_quotations(reading: Reading) -> Iterator[Quotation]:
    """The paragraphs right below a sentence of saying that ends in a colon, as block quotations."""
    held = [q.span for q in reading.layout.quotations]
    for before, block in pairwise(reading.layout.blocks):
        if announces(before, block, reading.article.text) and not any(
            block.span.overlaps(span) for span in held
        ):
            yield Quotation(block.span, block.span, "block", inner_parts=(block.span,))


def announces(before: Block, block: Block, text: str) -> bool:
    """Whether the first block announces the second as somebody's words."""
    said = SENTENCE.search(before.span.of(text))
    words = block.span.of(text)
    return (
        said is not None
        and ANNOUNCING.search(said.group()) is not None
        and before.kind == block.kind == "paragraph"
        and not MARK.search(words)
        and len(words.split()) >= FEWEST_WORDS
        and words.rstrip()[-1:] in ".!?…"
    )
