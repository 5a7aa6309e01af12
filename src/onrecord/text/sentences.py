"""Sentences of blocks, by punctuation; good enough for evidence and passages, no parser.

Sentence ends inside quotation marks count; a closing mark belongs to the sentence it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.values import Block, Span

END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s+)|[.!?…]+[\"”’'»)\]]*$")
STARTS_SENTENCE = re.compile(r"\s+[\"“‘'«„(\[]*[A-Z0-9À-ÞА-Я]")
LAST_WORD = re.compile(r"(\S+)$")
ABBREVIATIONS = frozenset(
    """mr mrs ms mx dr prof sen rep gov gen lt col capt sgt rev hon st jr sr vs etc inc ltd co corp
    no vol pp ed eds fig jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat
    sun u.s u.k u.n e.u d.c a.m p.m e.g i.e ph.d cf al est dept univ assn bros messrs mt ft""".split()
)


def split_sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Span, ...]:
    """Sentence spans in text order; none crosses a block.

    >>> text = "Dr. Lund left. “No!” she said."
    >>> [s.of(text) for s in split_sentences(text, (Block("paragraph", Span(0, 30)),))]
    ['Dr. Lund left.', '“No!” she said.']
    """
    return tuple(sentence for block in blocks for sentence in sentences_of(text, block.span))


def sentences_of(text: str, block: Span) -> Iterator[Span]:
    """Sentences of one block."""
    start = block.start
    for match in END.finditer(text, block.start, block.end):
        if match.end() < block.end and is_sentence_end(text, match, block):
            yield Span(start, match.end())
            start = match.end()
            while start < block.end and text[start].isspace():
                start += 1
    if start < block.end:
        yield Span(start, block.end)


def is_sentence_end(text: str, match: re.Match[str], block: Span) -> bool:
    """Whether punctuation at `match` ends a sentence: a capital follows and no abbreviation stands before."""
    if not STARTS_SENTENCE.match(text, match.end(), block.end):
        return False
    if match.group()[0] != ".":
        return True
    before = LAST_WORD.search(text[max(block.start, match.start() - 20) : match.start()])
    word = before.group(1).lstrip("(\"“‘'[").lower() if before else ""
    return word not in ABBREVIATIONS and not (len(word) == 1 and word.isalpha() and word != "i")
