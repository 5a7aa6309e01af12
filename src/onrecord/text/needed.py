"""The words that a pattern cannot match without, so that most texts need not be searched with it at all.

For packages that try many patterns on every sentence (`works`, `occasions`): a plain look for a few words
costs a tenth of a search. What they find stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

try:
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # a Python that keeps its parser elsewhere: every pattern is searched with
    _parser = None

MOST = 96  # words of one pattern that are looked for; more would cost what the search does
_LONG = 5  # letters from which a word is as good a sign as a longer one
_KEPT = 8  # letters of a word that are looked for

Words = frozenset[str]
_NOTHING: Words = frozenset([""])


def words_needed(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Strings of small letters, one of which stands in every `level` text that the pattern matches; none
    where that is not known.

    Ask once for a pattern, not for every text.

    >>> words_needed(re.compile(r"\\b(?:box[- ]office|(?:opening|first) weekend)s?\\b", re.I))
    ('box offi', 'box-offi', 'first we', 'opening ')
    >>> words_needed(re.compile(r"\\w+"))
    ()
    """
    if _parser is None:
        return ()
    found = _needed(_parser.parse(pattern.pattern, pattern.flags)) or ()
    heads = {word[:_KEPT] for word in found}
    return tuple(sorted(h for h in heads if not any(o != h and o in h for o in heads)))


def level(text: str) -> str:
    """The text in small letters, as patterns that ignore case take it: "ı", "ſ" and "İ" are i and s.

    >>> level("The FİLM ſtars")
    'the film stars'
    """
    small = text.lower()
    if small.isascii():
        return small
    return small.replace("ſ", "s").replace("ı", "i").replace("i\u0307", "i")


def may_match(needed: tuple[str, ...], levelled: str) -> bool:
    """Whether a pattern that needs one of these words can match the text of which this is the `level`.

    >>> may_match(("film", "play"), level("Two Plays")), may_match(("film",), "two plays")
    (True, False)
    """
    if not needed:
        return True
    for word in needed:  # noqa: SIM110 - a generator takes twice the time
        if word in levelled:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Sought:
    """A pattern that a text is searched with only where it has one of the words that the pattern needs."""

    pattern: re.Pattern[str]
    needed: tuple[str, ...]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """What the pattern finds in a text."""
        return self.pattern.finditer(text) if may_match(self.needed, _level(text)) else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        """The first that the pattern finds."""
        return self.pattern.search(text) if may_match(self.needed, _level(text)) else None


@cache
def sought(pattern: re.Pattern[str]) -> Sought:
    """A pattern with the words that it needs.

    >>> film = sought(re.compile(r"\\bfilm(?:s|ed)?\\b"))
    >>> [m.start() for m in film.finditer("A film, two films")], film.search("A play") is None
    ([2, 12], True)
    """
    return Sought(pattern, words_needed(pattern))


@lru_cache(maxsize=64)
def _level(text: str) -> str:
    return level(text)


def _needed(sequence: Iterable[tuple[Any, Any]]) -> Words | None:
    """The best set of strings, one of which is in every match of a parsed sequence."""
    found: list[Words] = []
    run = _NOTHING
    for item in sequence:
        spelled = _spell_item(item)
        if spelled is not None and len(run) * len(spelled) <= MOST:
            run = _joined(run, spelled)
            continue
        found.append(run)
        run = _NOTHING if spelled is None else spelled
        inside = _needed_in(item) if spelled is None else None
        if inside is not None:
            found.append(inside)
    found.append(run)
    good = [words for words in found if "" not in words and len(words) <= MOST]
    return max(good, key=_worth, default=None)


def _worth(words: Words) -> tuple[int, int]:
    """How rare the words are in texts: by their shortest, then by their number."""
    return min(_LONG, min(map(len, words))), -len(words)


def _needed_in(item: tuple[Any, Any]) -> Words | None:
    """What one item of a sequence needs that cannot be spelled out."""
    kind, value = str(item[0]), item[1]
    if kind == "SUBPATTERN":
        return _needed(value[3])
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        return _needed(value[2]) if value[0] else None
    if kind != "BRANCH":
        return None
    branches = [_needed(branch) for branch in value[1]]
    known = [words for words in branches if words is not None]
    return frozenset().union(*known) if len(known) == len(branches) else None


def _spell(sequence: Iterable[tuple[Any, Any]]) -> Words | None:
    """All strings that a parsed sequence matches, in small letters; none where they are too many."""
    run = _NOTHING
    for item in sequence:
        spelled = _spell_item(item)
        if spelled is None or len(run) * len(spelled) > MOST:
            return None
        run = _joined(run, spelled)
    return run


def _spell_item(item: tuple[Any, Any]) -> Words | None:
    """All strings that one item matches; an anchor matches nothing at all."""
    kind, value = str(item[0]), item[1]
    if kind == "LITERAL":
        return frozenset([level(chr(value))])
    if kind == "AT":
        return _NOTHING
    if kind == "SUBPATTERN":
        return _spell(value[3])
    if kind in ("MAX_REPEAT", "MIN_REPEAT") and (value[0], value[1]) == (0, 1):
        inside = _spell(value[2])
        return None if inside is None else inside | _NOTHING
    if kind == "IN" and all(str(each[0]) == "LITERAL" for each in value):
        return frozenset(level(chr(each[1])) for each in value)
    if kind != "BRANCH":
        return None
    spelled = [_spell(branch) for branch in value[1]]
    known = [words for words in spelled if words is not None]
    return frozenset().union(*known) if len(known) == len(spelled) else None


def _joined(one: Words, other: Words) -> Words:
    """Each string of the one with each of the other behind it."""
    return frozenset(a + b for a in one for b in other)
