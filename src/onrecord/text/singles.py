"""Single quotation marks and the apostrophes among them, within one block.

Second of three, after `marks` and beside `pairing`: `quotations` hands over the single signs that lie
in the same double quotation, so that no pair found here crosses a double one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from onrecord.text.marks import FAMILIES, OPENERS
from onrecord.values import Span

LEADING_APOSTROPHE = re.compile(
    r"(?:em|tis|twas|twere|til|till|cause|bout|round|nuff|cos|coz|cuz|ere|neath|tude|hood|burbs"
    r"|cello|phone|fraid|scuse|nother|kay|gainst|\d0s)\b",
    re.I,
)
SHORT_YEAR = re.compile(r"\d\d(?!\w)")
BEFORE_YEAR = re.compile(
    r"\b(?:of|in|since|from|to|by|until|till|the|and|early|late|mid)[\s-]$", re.I
)
"""The words before a year without its century: "the summer of ’68". Others quote: ‘20 years of it’."""
ROCK_N_ROLL = re.compile(r"['’‘]n['’‘](?!\w)", re.I)
WORD_CUT_SHORT = re.compile(r"(?:s|\d|\w(?:in|n)|\b(?:o|th|ol|wi|an|n|po|mo|lil))$", re.I)
SPACED_S = re.compile(r"s\s$", re.I)
SPEAKS = re.compile(
    r"\s+(?:he|she|they|we|I|it|said|says|asked|wrote|added|replied)\b|\s+[A-Z]\w+ (?:said|says)\b"
)
CLOSING_PUNCTUATION = frozenset('.,!?…;:—–-"”')
SHORT_PAIR = 40
"""Characters within which two ’ may stand for ‘so’; further apart they are apostrophes."""
FEWEST_UNCLOSED_WORDS = 4


class Chance(IntEnum):
    """How far the form of a sign allows it to open, or to close, a quotation."""

    none = 0
    doubtful = 1
    sure = 2


@dataclass(frozen=True, slots=True)
class Single:
    """A single mark of a block that is not surely an apostrophe."""

    start: int
    end: int
    sign: str
    opens: Chance
    closes: Chance
    spaced: bool = False


def find_singles(text: str, block: Span, signs: Sequence[re.Match[str]]) -> list[Single]:
    """The single signs among `signs` that can open or close a quotation.

    >>> text = "the ’90s, rock ’n’ roll and O’Neill’s ‘end’"
    >>> import re
    >>> [s.start for s in find_singles(text, Span(0, len(text)), list(re.finditer("[‘’]", text)))]
    [38, 42]
    """
    found, until = [], block.start
    for match in signs:
        if FAMILIES[match.group()] != "single" or match.start() < until:
            continue
        if contraction := ROCK_N_ROLL.match(text, match.start(), block.end):
            until = contraction.end()
            continue
        single = read_single(text, match, block)
        if single.opens or single.closes:
            found.append(single)
    return found


def read_single(text: str, match: re.Match[str], block: Span) -> Single:
    """One sign with its chances to open and to close, by its neighbours."""
    start, end = match.span()
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    spaced = before.isspace() and after.isspace() and match.group() not in "‹›"
    if spaced:
        opens, closes = spaced_chances(text, match, block)
    else:
        opens = opening_chance(text, match, before, after)
        closes = closing_chance(text, match, before, after)
    return Single(start, end, match.group(), opens, closes, spaced)


def spaced_chances(text: str, match: re.Match[str], block: Span) -> tuple[Chance, Chance]:
    """Chances of a mark with white space on both sides, as tokenised text has: ' so '."""
    if match.group() in "‘‚":
        return Chance.sure, Chance.none
    if match.start() == block.start:
        return Chance.doubtful, Chance.none
    possessive = SPACED_S.search(text, max(block.start, match.start() - 2), match.start())
    opens = Chance.none if possessive or match.group() == "’" else Chance.doubtful
    return opens, Chance.doubtful if possessive else Chance.sure


def opening_chance(text: str, match: re.Match[str], before: str, after: str) -> Chance:
    """Free on its left, and a word on its right that has lost no letters."""
    sign = match.group()
    if after.isspace():
        return Chance.none
    if sign == "›":
        return Chance.sure if before.isspace() and after.isalnum() else Chance.none
    free = before.isspace() or before in OPENERS or before == ":"
    if not free and (sign not in "‘‚‹" or before.isalnum()):
        return Chance.none
    if sign == "‘" and not free and not after.isalnum():
        return Chance.none
    if sign == "’" and not after.isalnum():
        return Chance.none
    if LEADING_APOSTROPHE.match(text, match.end()) or is_short_year(text, match):
        return Chance.none if sign == "’" else Chance.doubtful
    return Chance.doubtful if sign == "’" else Chance.sure


def is_short_year(text: str, match: re.Match[str]) -> bool:
    """Whether the sign stands for the century of a year: the summer of ‘68."""
    before = text[max(0, match.start() - 8) : match.start()]
    return bool(SHORT_YEAR.match(text, match.end()) and BEFORE_YEAR.search(before))


def closing_chance(text: str, match: re.Match[str], before: str, after: str) -> Chance:
    """A word or punctuation on its left, none on its right; a plural possessive is doubtful."""
    sign = match.group()
    if sign == "‚" or before.isspace() or after.isalnum():
        return Chance.none
    if sign in "‘‹" and (before in OPENERS or after in "([{“"):
        return Chance.none
    word = text[max(0, match.start() - 4) : match.start()]
    if WORD_CUT_SHORT.search(word) and (after.isspace() or after in "-—–"):
        following = text[match.end() : match.end() + 3].lstrip()
        return Chance.doubtful if following[:1].isalnum() else Chance.sure
    return Chance.sure


def pair_singles(text: str, singles: Sequence[Single]) -> list[tuple[int, int]]:
    """Index pairs of the marks that open and close a quotation; the others are apostrophes."""
    pairs: list[tuple[int, int]] = []
    index = 0
    while index < len(singles):
        found = close_at(text, singles, index) if singles[index].opens else []
        pairs += found
        index = found[0][1] + 1 if found else index + 1
    return pairs


def close_at(text: str, singles: Sequence[Single], opened: int) -> list[tuple[int, int]]:
    """The pair that begins with mark `opened`, and the one nested in it; empty if there is none.

    The first mark that cannot be an apostrophe closes. A possible plural possessive does if the
    next quotation opens, or the block ends, before such a mark.
    """
    doubtful: int | None = None
    for index in range(opened + 1, len(singles)):
        sign = singles[index]
        if sign.closes == Chance.sure:
            fits = singles[opened].opens == Chance.sure or ends_doubtful(
                text, singles, opened, index
            )
            return [(opened, index)] if fits else []
        if sign.closes == Chance.doubtful:
            doubtful = index if doubtful is None else doubtful
        elif sign.opens == Chance.sure:
            if doubtful is None:
                return nested_pairs(singles, opened, index)
            break
    sure = singles[opened].opens == Chance.sure
    return [(opened, doubtful)] if doubtful is not None and sure else []


def ends_doubtful(text: str, singles: Sequence[Single], opened: int, closing: int) -> bool:
    """Whether a mark closes what only perhaps opened: 'Tis the season,' he said; ' so '; ’so’."""
    first, last = singles[opened], singles[closing]
    if first.spaced:
        return last.spaced
    near = first.sign == "’" and last.sign == "’" and last.start - first.end <= SHORT_PAIR
    return near or text[last.start - 1] in ".,!?…"


def nested_pairs(singles: Sequence[Single], opened: int, inner: int) -> list[tuple[int, int]]:
    """The outer and inner pair of ‘so ‘so’ so’: two marks must close before a third opens."""
    closing: list[int] = []
    for index in range(inner + 1, len(singles)):
        if singles[index].closes == Chance.sure:
            closing.append(index)
        elif singles[index].opens == Chance.sure:
            break
        if len(closing) == 2:
            return [(opened, closing[1]), (inner, closing[0])]
    return []


# --- quotations that their block does not close -------------------------------------------------------


def open_at_end(
    text: str, singles: Sequence[Single], pairs: Sequence[tuple[int, int]], block: Span, start: int
) -> Single | None:
    """The mark whose quotation is still open where the block ends, if there is one.

    It stands at the block's `start` or after a comma, colon or dash, and no pair follows it.
    """
    last = max((closing for _, closing in pairs), default=-1)
    for single in singles[last + 1 :]:
        if single.opens != Chance.sure:
            continue
        introduced = single.start == start or text[max(start, single.start - 2)] in ",:—–"
        return single if introduced else None
    return None


def perhaps_open(text: str, singles: Sequence[Single], pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether the only pair of a block that begins with a mark ends in what may be an apostrophe:
    ‘We took the boys’ hats. The next block must open anew for that to count."""
    if len(pairs) != 1 or pairs[0][0] != 0:
        return False
    closing = singles[pairs[0][1]]
    return closing.closes == Chance.doubtful and not SPEAKS.match(text, closing.end)


def is_worth_keeping(text: str, single: Single, block: Span) -> bool:
    """Whether a lone opening mark begins a quotation that has lost its closing mark: only the
    curly one tells, and only before several words."""
    words = text[single.end : block.end].split(None, FEWEST_UNCLOSED_WORDS)
    return single.sign == "‘" and len(words) >= FEWEST_UNCLOSED_WORDS
