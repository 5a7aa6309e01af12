"""Blocks of plain text: paragraphs, headings, list items and block quotes, told by line breaks.

Used for articles without mark-up; HTML brings its own blocks.
"""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.article.published import length_of_header
from onrecord.values import Block, BlockKind, Span

# Old files end lines with a lone \r; U+2028 and U+2029 come from pages, \f from converted documents.
BLANK_LINE = re.compile(r"(?:[\n\u2028]|\r\n?)[^\S\n\r\u2028]*[\n\r\u2028]\s*|[\u2029\f]\s*")
LINE_BREAK = re.compile(r"[\n\r\u2028\u2029\f]\s*")
ITEM = re.compile(r"(?:[-*•‣◦·–]|\d{1,2}[.)])\s+\S")
QUOTE_PREFIX = re.compile(r">\s?\S")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
PARTED = re.compile(r"[^\W_],?-?[^\S\n]*\Z")
OPENING = frozenset("“\"'‘-*•>")
LONGEST_HEADING = 14  # words; longer lines without a full stop are captions or clipped paragraphs
SMALL = frozenset(
    "a an and as at but by for from in into nor of on or over the to up via vs with".split()
)


def find_blocks(text: str) -> tuple[Block, ...]:
    """Blocks of `text` in order, without the white space around them; empty ones are left out.

    A single line break ends a paragraph too, unless the text is wrapped by hand at a fixed width, or a
    quotation or a parted word goes on behind it.
    A ` date YYYY-MM-DD ` header of a text crawl belongs to no block.

    >>> [(b.kind, b.span.start, b.span.end) for b in find_blocks("The End\\n\\nShe left. It rained.")]
    [('heading', 0, 7), ('paragraph', 9, 29)]
    """
    separator = BLANK_LINE if is_hard_wrapped(text) else LINE_BREAK
    start = length_of_header(text)
    spans = []
    for match in separator.finditer(text, start):
        if separator is LINE_BREAK and goes_on(text, start, match):
            continue
        spans.append(Span(start, match.start()))
        start = match.end()
    spans.append(Span(start, len(text)))
    trimmed = (trim(text, span) for span in spans)
    return tuple(
        Block(block_kind(span.of(text)), span) for span in trimmed if span.start < span.end
    )


def goes_on(text: str, start: int, line_break: re.Match[str]) -> bool:
    """Whether a paragraph that begins at `start` goes on behind a single line break.

    It does inside a word that a hyphen parts, and inside quotation marks where the line ends in the middle
    of a sentence and the next line opens no marks of its own: words pasted from a column.

    >>> text = "He said: “We can-\\nnot go\\non.” Then he\\nleft"
    >>> [goes_on(text, 0, match) for match in LINE_BREAK.finditer(text)]
    [True, True, False]
    """
    end, after = line_break.start(), text[line_break.end() : line_break.end() + 1]
    if text.count("\n", end, line_break.end()) > 1 or not PARTED.search(text, start, end):
        return False
    line = text[start:end]
    if line.rstrip().endswith("-") and after.islower():
        return True
    return is_open(line) and after not in OPENING


def is_open(line: str) -> bool:
    """Whether a line ends inside double quotation marks.

    >>> is_open("“Go,” she said. “And"), is_open('"Go."')
    (True, False)
    """
    return line.count("“") > line.count("”") or line.count('"') % 2 == 1


def trim(text: str, span: Span) -> Span:
    """The span without white space at either end."""
    piece = span.of(text)
    left = len(piece) - len(piece.lstrip())
    return Span(span.start + left, max(span.start + left, span.start + len(piece.rstrip())))


def is_hard_wrapped(text: str) -> bool:
    """Whether single line breaks are mere wrapping: most lines before one are 50 to 100 characters
    long and end inside a sentence; or are 20 to 100 long, as in a column or captions, and the line after
    begins with a small letter."""
    lines = [line.rstrip() for line in re.split(r"\n", text)[:400]]
    before_break = [a for a, b in pairwise(lines) if a and b]
    if len(before_break) < 4:
        return False
    wrapped = [a for a in before_break if 50 <= len(a) <= 100 and a[-1] not in '.?!"”:']
    narrow = [a for a, b in pairwise(lines) if 20 <= len(a) <= 100 and b.lstrip()[:1].islower()]
    return max(len(wrapped), len(narrow)) > 0.6 * len(before_break)


def block_kind(piece: str) -> BlockKind:
    """What one block of plain text is by its form alone.

    >>> block_kind("What Happens at the End?"), block_kind("- tickets"), block_kind("He left.")
    ('heading', 'item', 'paragraph')
    """
    if QUOTE_PREFIX.match(piece):
        return "quote"
    if ITEM.match(piece):
        return "item"
    return "heading" if looks_like_heading(piece) else "paragraph"


def looks_like_heading(piece: str) -> bool:
    """Whether a line reads as a heading: short, unquoted, no full stop, capitalised or a question."""
    if len(piece) > 160 or "\n" in piece or piece[0] in "\"“”«„'‘`(" or piece[-1] in ".,;:!…\"”'’)":
        return False
    words = WORD.findall(piece)
    if not 1 <= len(words) <= LONGEST_HEADING:
        return False
    if piece.endswith("?"):
        return True
    heavy = [word for word in words if word.lower() not in SMALL]
    capital = sum(word[0].isupper() or word[0].isdigit() for word in heavy)
    return (
        words[0][0].isupper() or words[0][0].isdigit()
        if capital == len(heavy)
        else len(words) <= 8 and words[0][0].isupper()
    )
