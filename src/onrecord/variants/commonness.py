"""How much a shared word says: function words little, everyday words more, rare words most.

Two wordings that share only common words are not the same words. The lists are everyday English
(`common_words.json`), chosen from the words that stand in more than a tenth of news articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

FUNCTION_WEIGHT = 0.3
EVERYDAY_WEIGHT = 0.7
RARE_WEIGHT = 1.0


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of `common_words.json`: function, everyday, stock, negations, limiters, numbers."""
    held = json.loads(files(__package__).joinpath("common_words.json").read_text("utf-8"))
    return frozenset(entry for line in held[name] for entry in line.split(", "))


@lru_cache(maxsize=8192)
def word_weight(key: str) -> float:
    """What one shared word is worth as evidence, between 0 and 1.

    >>> word_weight("the"), word_weight("place"), word_weight("epilogue")
    (0.3, 0.7, 1.0)
    """
    if key in word_list("function") or len(key) == 1:
        return FUNCTION_WEIGHT
    return EVERYDAY_WEIGHT if key in word_list("everyday") else RARE_WEIGHT


def total_weight(keys: Iterable[str]) -> float:
    """What all these words are worth together."""
    return sum(word_weight(key) for key in keys)


def is_stock_phrase(keys: Iterable[str]) -> bool:
    """Whether these words are a set phrase that anybody may say, like "no comment".

    >>> is_stock_phrase(["no", "comment"])
    True
    """
    return " ".join(keys) in word_list("stock")


def is_negation(key: str) -> bool:
    """Whether a word denies: not, never, won't, hardly.

    >>> is_negation("wasn't"), is_negation("hardly"), is_negation("note")
    (True, True, False)
    """
    return key.endswith("n't") or key in word_list("negations")


def is_number(key: str) -> bool:
    """Whether a word is a number, in digits or letters.

    >>> is_number("3.5"), is_number("twelve"), is_number("million"), is_number("tent")
    (True, True, True, False)
    """
    return key[:1].isdigit() or key in word_list("numbers")


def is_grave(key: str) -> bool:
    """Whether a change of this word changes the sense gravely: a negation or a number."""
    return is_negation(key) or is_number(key)
