"""Quotation marks as characters: which family each belongs to, and whether it opens or closes.

`quotations` pairs them. An apostrophe is no mark; the test for that is here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.values import Span

Family = Literal["double", "single", "guillemet", "low", "backtick"]
Side = Literal["open", "close", "either"]

MARK = re.compile(r"``|''|[\"“”„‟＂«»‹›‘’‚‛']")
FAMILIES: dict[str, Family] = {
    **dict.fromkeys('"“”‟＂', "double"),
    **dict.fromkeys("‘’‚‛'‹›", "single"),
    **dict.fromkeys("«»", "guillemet"),
    "„": "low",
    "``": "backtick",
    "''": "backtick",
}
OPENERS = frozenset("([{—–-/“\"‘'«„¿¡>*_")
LEADING_APOSTROPHE = re.compile(
    r"(?:em|tis|twas|til|till|cause|bout|round|n|nuff|cos|coz|ere|neath|tude|\d0s|\d\d)\b", re.I
)
PLURAL_POSSESSIVE = re.compile(r"s['’]\s+[a-z]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark of a text: its place, its family and the side that its form shows."""

    start: int
    end: int
    family: Family
    side: Side


def find_marks(text: str, block: Span) -> list[Mark]:
    """Double-type marks of a block in order (single ones: `pair_singles`).

    A straight mark opens before a word and closes after one; where form does not tell it is "either".
    """
    marks = []
    for match in MARK.finditer(text, block.start, block.end):
        family = FAMILIES[match.group()]
        if family == "single" or is_inch_mark(text, match, block):
            continue
        marks.append(Mark(match.start(), match.end(), family, side_of(text, match, block)))
    return marks


def side_of(text: str, match: re.Match[str], block: Span) -> Side:
    """Whether a double-type mark opens or closes, by its character first and its neighbours next."""
    sign = match.group()
    before = text[match.start() - 1] if match.start() > block.start else " "
    after = text[match.end()] if match.end() < block.end else " "
    shape = shape_of(before, after)
    if sign in ("“", "„", "``"):
        # “so” set with two opening marks: the second closes where only its shape can tell
        return "close" if sign == "“" and shape == "close" and not after.isalnum() else "open"
    if sign == "”":
        return "open" if shape == "open" else "close"
    if sign in "«»":
        return shape if shape != "either" else ("open" if sign == "«" else "close")
    return shape


def shape_of(before: str, after: str) -> Side:
    """What the characters on both sides of a mark say.

    >>> shape_of(" ", "A"), shape_of(".", " "), shape_of(" ", " ")
    ('open', 'close', 'either')
    """
    left_free = before.isspace() or before in OPENERS
    right_free = after.isspace() or (not after.isalnum() and after not in "([{¿¡$£€#@…‘'“\".")
    if left_free and not right_free:
        return "open"
    if right_free and not left_free:
        return "close"
    if not left_free and not right_free:
        return "close" if before in ".,!?…;" else "either"
    return "either"


def is_inch_mark(text: str, match: re.Match[str], block: Span) -> bool:
    """Whether a straight double mark stands for inches or seconds: 6'2", 27" wide."""
    if match.group() not in ('"', "''") or match.start() - 1 < block.start:
        return False
    number = re.search(
        r"(?:^|[\s(])(?:\d+['’])?\d+(?:\.\d+)?$",
        text[max(block.start, match.start() - 8) : match.start()],
    )
    if not number:
        return False
    opened = text.rfind('"', block.start, match.start())
    return opened < 0 or "'" in number.group() or "’" in number.group()


def pair_singles(text: str, block: Span) -> list[tuple[Span, Span]]:
    """Pairs of single marks of a block that quote something; apostrophes are in none of them."""
    signs = [
        m for m in MARK.finditer(text, block.start, block.end) if FAMILIES[m.group()] == "single"
    ]
    pairs, index = [], 0
    while index < len(signs):
        closing = (
            closing_single(text, signs, index, block)
            if opens_single(text, signs[index], block)
            else None
        )
        if closing is None:
            index += 1
            continue
        pairs.append((Span(*signs[index].span()), Span(*signs[closing].span())))
        index = closing + 1
    return pairs


def opens_single(text: str, sign: re.Match[str], block: Span) -> bool:
    """Whether a single mark can open a quotation: free on its left, a word on its right."""
    before = text[sign.start() - 1] if sign.start() > block.start else " "
    after = text[sign.end()] if sign.end() < block.end else " "
    if after.isspace() or not (before.isspace() or before in OPENERS):
        return False
    if sign.group() == "›" or (sign.group() == "’" and not after.isalnum()):
        return False
    return not (sign.group() in "'’‘" and LEADING_APOSTROPHE.match(text, sign.end()))


def closing_single(
    text: str, signs: list[re.Match[str]], opened: int, block: Span, reach: int = 60
) -> int | None:
    """Index of the mark that closes `signs[opened]`: the first that cannot be an apostrophe, else the
    first that might be a plural possessive. `reach` bounds the search, in marks."""
    doubtful = None
    for index in range(opened + 1, min(len(signs), opened + reach)):
        sign = signs[index]
        before = text[sign.start() - 1]
        after = text[sign.end()] if sign.end() < block.end else " "
        if sign.group() in "‘‚‹" or before.isspace() or after.isalnum():
            if sign.group() == "‘" and doubtful is not None:
                return doubtful
            continue
        if PLURAL_POSSESSIVE.match(text, sign.start() - 1):
            doubtful = index if doubtful is None else doubtful
            continue
        return index
    return doubtful
