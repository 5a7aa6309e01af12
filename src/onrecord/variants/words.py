"""The words of a text in the form in which two wordings are compared.

Typography is never a difference: curly quotes, dashes, ligatures, soft hyphens, hyphens at the end
of a line, accents and case all vanish here. What remains is one `Word` after the other, each with
its place in the unchanged text. The comparison (`wordings`) and the record's word index both read
texts through this module, so that what one finds the other can align.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from onrecord.values import Span

_APOSTROPHES = "'\u2019\u2018\u02bc\u201b\uff07\u00b4`"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LETTER = r"[^\W_]"
_WORD = re.compile(
    r"[$£€¥%&]"
    rf"|{_LETTER}+(?:(?:"
    rf"[\u0300-\u036f{_INVISIBLE}]+"
    rf"|[{_APOSTROPHES}](?={_LETTER})"  # won't, O'Hara
    r"|(?<=\d)\.(?=\d)"  # 3.5
    r"|(?<=\d),(?=\d{3}(?!\d))"  # 1,000
    r"|[-\u2010][ \t]{0,80}\r?\n[ \t]{0,80}(?=[a-zà-öø-ÿ])"  # a hyphen that ends a line
    rf"){_LETTER}*)*"
)
_DROPPED = re.compile(rf"[{_INVISIBLE}]|[-\u2010]?\s+|(?<=\d),")
_ANY_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_SIGNS = {"%": "percent", "&": "and"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place and `key`, the form in which it is compared with other words."""

    span: Span
    key: str


def split_words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of `text`, or of its characters `start` to `end`, in order, with places in `text`.

    Hyphens and dashes part words; signs of money are words. A word keeps its inner apostrophes
    ("won't"), a number its decimal point; thousands' commas go. A word that a hyphen parts at the end
    of a line is one word.

    >>> [word.key for word in split_words("“It’s the ﬁrst-\\never 1,000 — Café!”")]
    ["it's", 'the', 'firstever', '1000', 'cafe']
    >>> split_words("So, no.")[1].span
    Span(start=4, end=6)
    """
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return tuple([Word(Span(*match.span()), word_key(match[0])) for match in found])


@lru_cache(maxsize=50_000)
def word_key(word: str) -> str:
    """One word in the form in which it is compared: folded to plain lower-case letters.

    >>> word_key("Ca\\u00adfé’s")
    "cafe's"
    """
    if word.isascii() and word.isalpha():
        return word.lower()
    word = _ANY_APOSTROPHE.sub("'", _DROPPED.sub("", word))
    parted = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in parted if not unicodedata.combining(letter))
    plain = unicodedata.normalize("NFKC", plain) or word
    return _SIGNS.get(plain, plain)
