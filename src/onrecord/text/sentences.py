"""Sentences of blocks, by punctuation; good enough for evidence and passages, no parser.

Sentence ends inside quotation marks count; a closing mark belongs to the sentence it ends. After
`blocks`, beside `quotations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.values import Block, Span

END = re.compile(
    r"(?<![.!?…])[.!?…]++(?:[\"”’'»›)\]]|(?<=[’'])[ \u00a0\u2009\u202f](?=[”]|\"(?:\s|$)))*+(?=\s|$)"
)
START = re.compile(r"\s+[\"“‘'«‹„(\[*_$£€#@]*(?P<first>[^\W_])")
NEXT_WORD = re.compile(r"\W*(?P<word>\w+)")
LAST_WORD = re.compile(r"(\S+)$")
DOTTED = re.compile(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}$")
"""U.S., p.m., J.R.R., Ph.D., e.g. without its last full stop."""
LABEL = re.compile(r"[\"“‘'«(\[]*(?:\d{1,3}|[A-Za-z])$")
"""The number or letter of a list item or heading: "1. Tickets"."""

TITLES = frozenset(
    """mr mrs ms mx dr drs prof sen sens rep reps gov gen lt col capt cpt sgt cmdr maj adm pvt rev hon
    fr st messrs mme mlle sr mt ft supt insp pres det""".split()
)
"""Written with a capital, they stand before a name."""
BEFORE_NUMBERS = frozenset(
    """no nos vol vols pp p fig figs art sec ch para jan feb mar apr jun jul aug sep sept oct nov dec mon
    tue tues wed thu thur thurs fri sat sun""".split()
)
"""Abbreviations before a number, most of them words of their own: "No. 5", but "He said no. Then …"."""
ABBREVIATIONS = frozenset(
    "vs etc inc ltd co corp bros dept univ assn jr cf al est approx ave blvd rd ed eds plc cie".split()
)
NEVER_LAST = frozenset("e.g i.e vs cf approx v".split())
STARTERS = frozenset(
    """a after all also although an and another as asked at because before but by despite during each even
    every first for four he her here his how however i if in instead it its last later many meanwhile
    most my next no nobody not nothing now on once one our she since so some still that the their then
    there these they this those though three to today two under until we what when where whether which
    while who why with yesterday yet you your""".split()
)
"""Words that begin a sentence when they follow an abbreviation with a capital."""
SPEAKS = re.compile(
    r"\s+(?:[A-Z][\w’'-]*\.?\s+){1,3}(?:said|says|asked|asks|added|adds|wrote|writes|replied|wondered"
    r"|exclaimed|shouted|cried|joked|recalled|told|continued|explained)\b"
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
        if match.end() < block.end and is_sentence_end(text, match, Span(start, block.end)):
            yield Span(start, match.end())
            start = match.end()
            while start < block.end and text[start].isspace():
                start += 1
    if start < block.end:
        yield Span(start, block.end)


def is_sentence_end(text: str, match: re.Match[str], sentence: Span) -> bool:
    """Whether punctuation at `match` ends the sentence that it stands in: a capital or a number
    follows, no abbreviation stands before, and no "said Lund" goes on with a quoted question."""
    following = START.match(text, match.end(), sentence.end)
    if not following or not (following["first"].isupper() or following["first"].isdigit()):
        return False
    if match.group().endswith(("”", '"', "’", "»")) and match.group()[0] != ".":
        return not SPEAKS.match(text, match.end(), sentence.end)
    if is_label(text, match, sentence):
        return False
    if match.group() != ".":
        return True
    before = LAST_WORD.search(text[max(sentence.start, match.start() - 20) : match.start()])
    return before is None or ends_after(before.group(1), text, match, sentence)


def is_label(text: str, match: re.Match[str], sentence: Span) -> bool:
    """Whether all before a full stop is the number or letter of a list item: "(1.) Tickets"."""
    before = text[sentence.start : min(match.start(), sentence.start + 8)]
    near = match.start() - sentence.start <= len(before)
    return match.group()[0] == "." and near and bool(LABEL.match(before))


def ends_after(written: str, text: str, match: re.Match[str], sentence: Span) -> bool:
    """Whether a full stop after the word `written` ends a sentence, and not only an abbreviation."""
    word = written.lstrip("(\"“‘'«[—–-").rpartition("—")[2]
    small = word.lower()
    next_word = NEXT_WORD.match(text, match.end(), sentence.end)
    following = next_word["word"] if next_word else ""
    if small in TITLES and word[:1].isupper():
        return following.lower() in STARTERS and small in ("st", "sr", "mt", "ft")
    if small in BEFORE_NUMBERS:
        return not following[:1].isdigit()
    if small in NEVER_LAST:
        return False
    shortened = small in ABBREVIATIONS or DOTTED.match(word) or is_initial(word)
    return not shortened or following.lower() in STARTERS


def is_initial(word: str) -> bool:
    """Whether a word is one capital letter: the "J." of a name."""
    return len(word) == 1 and word.isupper() and word != "I"
