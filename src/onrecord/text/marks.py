"""Quotation marks as characters: which family each belongs to, and whether it opens or closes.

First of three: `pairing` pairs the double-type marks found here, `singles` the single ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.values import Span

Family = Literal["double", "single", "guillemet", "low", "backtick"]
Side = Literal["open", "close", "either"]

SIGN = re.compile(r"``|(?<![\w,]),,(?=\w)|[\"“”„‟＂❝❞«»‹›‘’‚‛']")
SIGN_PAIRS = re.compile(r"``|(?<![\w,]),,(?=\w)|''|‘‘|’’|\"\"|[\"“”„‟＂❝❞«»‹›‘’‚‛']")
FAMILIES: dict[str, Family] = {
    **dict.fromkeys(('"', '""', *"“”‟＂❝❞"), "double"),
    **dict.fromkeys("‘’‚‛'‹›", "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys(("„", ",,"), "low"),  # two commas: a low mark typed or scanned
    **dict.fromkeys(("``", "''", "‘‘", "’’"), "backtick"),
}
ALWAYS_OPEN = frozenset(("“", "❝", "„", ",,", "``", "‘‘"))
ALWAYS_CLOSE = frozenset(("”", "❞", "’’"))
OPENERS = frozenset("([{—–-/“\"‘'«„¿¡>*_")
BEGINNERS = frozenset("([{¿¡$£€#@…‘'“\"")
"""Signs that begin a quotation as well as a letter does: "[The] end", "$5", "‘Go’"."""
PUNCTUATION = frozenset(".,!?…;’'”")

TWICE_SINGLE = re.compile(r"``|(?:(?<=[\s(\[—–-])|^)''(?=[^\s'])")
ONE_SINGLE = re.compile(r"(?:(?<=[\s(\[—–\"“-])|^)'(?=\w)")
TWICE_DOUBLE = re.compile(r'(?:(?<=[\s(])|^)""(?=\w)'), re.compile(r'[\w.,!?…]""(?=\W|$)')
NUMBER_BEFORE = re.compile(r"(?:^|[\s(–—-]|\d['’′]\s?)\d{1,3}(?:[.,]\d{1,3}|/\d|[½¼¾⅓⅔])?$")


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark of a text: its place, its family and the side that its form shows."""

    start: int
    end: int
    family: Family
    side: Side


def find_signs(text: str, block: Span) -> list[re.Match[str]]:
    """Every sign of a block that can be a quotation mark, in order; `''` and `‘‘` are one sign.

    Two single marks side by side are one double-type mark where the block opens such a one, as in
    ``so'' and ''so''. Else the first ends a quotation inside the other. The same goes for `""so""`,
    which tables write for a mark inside a cell.
    """
    joined = {"``", ",,"}
    piece = block.of(text)
    if "''" in piece and (TWICE_SINGLE.search(piece) or not ONE_SINGLE.search(piece)):
        joined.add("''")
    if "‘‘" in piece:
        joined |= {"‘‘", "’’"}
    elif "‘" not in piece:
        joined.add("’’")  # “so,’’ he said
    if all(pattern.search(piece) for pattern in TWICE_DOUBLE):
        joined.add('""')
    pattern = SIGN if joined == {"``", ",,"} else SIGN_PAIRS
    signs: list[re.Match[str]] = []
    for match in pattern.finditer(text, block.start, block.end):
        if len(match.group()) == 2 and match.group() not in joined:
            signs += SIGN.finditer(text, match.start(), match.end())
        else:
            signs.append(match)
    return signs


def find_marks(text: str, block: Span, signs: list[re.Match[str]]) -> list[Mark]:
    """The double-type marks among the signs of a block, in order.

    A straight mark opens before a word and closes after one; where form does not tell it is "either".
    """
    marks = [
        Mark(sign.start(), sign.end(), FAMILIES[sign.group()], side_of(text, sign, block))
        for sign in signs
        if FAMILIES[sign.group()] != "single"
    ]
    return list(without_units(text, without_empty_pairs(text, marks), block))


def side_of(text: str, match: re.Match[str], block: Span) -> Side:
    """Whether a double-type mark opens or closes, by its character first and its neighbours next."""
    sign = match.group()
    before = text[match.start() - 1] if match.start() > block.start else " "
    after = text[match.end()] if match.end() < block.end else " "
    shape = shape_of(before, after)
    if sign in "“”" and match.end() == block.end:
        return "close"
    if sign in "“”" and match.start() == block.start:
        return "open"
    if sign in ALWAYS_OPEN:
        # “so“ set with two opening marks: the second closes where its shape can tell
        ended = before in ".,!?…" or after not in "([{¿¡$£€#@‘"
        closes = shape == "close" and not after.isalnum() and ended
        return "close" if closes and sign == "“" else "open"
    if sign in ALWAYS_CLOSE:
        return "open" if shape == "open" else "close"
    if sign in "«»":
        return shape if shape != "either" else ("open" if sign == "«" else "close")
    return shape


def shape_of(before: str, after: str) -> Side:
    """What the characters on both sides of a mark say.

    >>> shape_of(" ", "A"), shape_of(".", " "), shape_of(" ", " "), shape_of("e", "h")
    ('open', 'close', 'either', 'either')
    """
    left_free = before.isspace() or before in OPENERS
    word_after = after.isalnum() or after in BEGINNERS or after == "."
    if left_free and word_after and after != ".":
        return "open"
    if left_free:
        return "close" if before in "\"'“‘«" and after != "." else "either"
    if not word_after:
        return "close"
    if after.isalnum():
        return "either"
    return "close" if before.isalnum() or before in PUNCTUATION else "either"


def without_empty_pairs(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks without a lone `''` that stands for an empty string, not for one mark."""
    lone = [m for m in marks if m.side == "either" and text[m.start : m.end] == "''"]
    if len(lone) != 1 or any(m.family == "backtick" for m in marks if m is not lone[0]):
        return marks
    return [mark for mark in marks if mark is not lone[0]]


def without_units(text: str, marks: list[Mark], block: Span) -> Iterator[Mark]:
    """The marks that do not stand for inches or seconds: 6'2", a 12" record.

    After a number a straight mark is a unit where no quotation is open, or where the quotation
    that is open has another closing mark after it: "I bought a 12" record," he said.
    """
    is_open = False
    for index, mark in enumerate(marks):
        following = marks[index + 1].side if index + 1 < len(marks) else "open"
        if follows_number(text, mark, block) and (not is_open or following == "close"):
            continue
        is_open = mark.side == "open" or (mark.side == "either" and not is_open)
        yield mark


def follows_number(text: str, mark: Mark, block: Span) -> bool:
    """Whether a straight mark stands right after a number of up to three digits."""
    if text[mark.start : mark.end] not in ('"', "''"):
        return False
    return bool(NUMBER_BEFORE.search(text[max(block.start, mark.start - 10) : mark.start]))
