"""Words and their stems: the coarse matching under topics here and under `ask` in `answers`.

A light suffix stripper is enough: both sides of every comparison pass through it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
IRREGULAR = {
    "wrote": "write", "written": "write", "writing": "write", "shot": "shoot", "shots": "shoot",
    "won": "win", "winning": "win", "said": "say", "says": "say", "made": "make", "making": "make",
    "meant": "mean", "told": "tell", "thought": "think", "felt": "feel", "left": "leave",
    "leaves": "leave", "died": "die", "dies": "die", "dying": "die", "cutting": "cut",
    "cuts": "cut", "saw": "see", "seen": "see", "knew": "know", "known": "know", "took": "take",
    "taken": "take", "came": "come", "went": "go", "goes": "go", "gone": "go", "women": "woman",
    "men": "man", "children": "child", "wives": "wife", "theatres": "theater",
    "theatre": "theater", "grew": "grow", "grown": "grow", "chose": "choose", "chosen": "choose",
    "bought": "buy", "sold": "sell", "began": "begin", "begun": "begin", "sang": "sing",
    "played": "play", "spoke": "speak", "spoken": "speak", "paid": "pay", "lost": "lose",
    "losing": "lose", "kept": "keep", "met": "meet", "rang": "ring", "rung": "ring",
    "movies": "movie", "series": "series", "was": "be", "is": "be", "are": "be", "were": "be",
    "critics": "critic", "reviews": "review", "premiered": "premiere",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text as it stands, its stem, and where it begins and ends."""

    surface: str
    stem: str
    start: int
    end: int


def split_words(text: str, offset: int = 0) -> tuple[Word, ...]:
    """The words of `text` in order; their places count from `offset`.

    >>> [word.stem for word in split_words("Her endings were written.")]
    ['her', 'end', 'be', 'writ']
    """
    return tuple(
        Word(m.group(), stem(m.group()), offset + m.start(), offset + m.end())
        for m in WORD.finditer(text)
    )


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without endings of number, tense and person, for comparison only.

    >>> stem("interpretations"), stem("interpreted"), stem("Ending’s"), stem("wrote")
    ('interpret', 'interpret', 'end', 'writ')
    """
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s").rstrip("'")
    word = IRREGULAR.get(word, word)
    if len(word) > 3:
        word = strip_plural(word)
        word = strip_tense(word)
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def strip_plural(word: str) -> str:
    """The word without a plural or third-person ending."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def strip_tense(word: str) -> str:
    """The word without -ing, -ed or -ation, where enough of it is left to be a word."""
    for suffix in ("ations", "ation", "ing", "ed"):
        rest = word.removesuffix(suffix)
        if rest != word and len(rest) >= 3 and any(letter in "aeiouy" for letter in rest):
            doubled = len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsze"
            return rest[:-1] if doubled else rest
    if word.endswith("ied"):
        return word[:-3] + "y"
    return word
