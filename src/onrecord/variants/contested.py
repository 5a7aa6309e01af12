"""Whether words that are denied or corrected are the words that somebody is reported to have said.

A denial seldom repeats a wording: "I never said the harbour was cursed" stands against "The harbour is
cursed". It is about the same words where it shares most of its telling ones with one sentence, and denies no
less and no more than that. Comes after `comparison`; `denials` and `notices` use it, and the record.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from onrecord.values import Statement
from onrecord.variants.commonness import FUNCTION_WEIGHT, is_negation, word_weight
from onrecord.variants.comparison import compare
from onrecord.variants.wordings import Wording, read_wording
from onrecord.works.stems import stem

LEAST_TELLING = 2
"""Telling words that a denial shares at least: one may stand in anything."""
LEAST_REPEATED = 3
"""Fewer words may stand in anything, unless they are all there is."""
LEAST_SHARE = 0.65
"""Of the telling words of what is denied, by weight: "the producers locked the crew in the ferry" against
"The producers locked us in the ferry"."""
NEAR = 3
"""Words before and behind the shared ones in which a negation belongs to them."""


def is_of(words: str, told: str) -> bool:
    """Whether contested words are those of a longer or shorter report of them.

    >>> is_of("the harbour was cursed", "The harbour is cursed and so is the script")
    True
    >>> is_of("the ending was a dream", "The ending is not a dream"), is_of("no to it", "No.")
    (False, False)
    """
    if telling_stems(words).isdisjoint(telling_stems(told)):
        return False
    return repeats(words, told) or _shares(_read(words), _read(told))


def repeats(words: str, told: str) -> bool:
    """Whether one wording stands in the other as it is, or with what is marked left out.

    >>> repeats("critics are furniture", "I said critics are furniture, and I meant it")
    True
    """
    if telling_stems(words).isdisjoint(telling_stems(told)):
        return False
    short, long = sorted((_read(words), _read(told)), key=lambda each: len(each.keys))
    if len(short.keys) < LEAST_REPEATED and short.keys != long.keys:
        return False
    found = compare(short, long, trusted=True)
    return found is not None and found.kind in ("verbatim", "fragment", "shortened", "bracketed")


def _shares(wording: Wording, target: Wording) -> bool:
    """Whether a sentence of the target has most of the telling words, with as many negations."""
    telling = {stem(key): word_weight(key) for key in wording.keys if is_telling(key)}
    if len(telling) < LEAST_TELLING:
        return False
    bounds = [0, *sorted(target.ends), len(target.keys)]
    for first, last in pairwise(bounds):
        places = [n for n in range(first, last) if stem(target.keys[n]) in telling]
        shared = {stem(target.keys[number]) for number in places}
        weight = sum(telling[each] for each in shared)
        if len(shared) < LEAST_TELLING or weight < LEAST_SHARE * sum(telling.values()):
            continue
        near = target.keys[max(first, places[0] - NEAR) : min(last, places[-1] + NEAR + 1)]
        if any(map(is_negation, near)) == any(map(is_negation, wording.keys)):
            return True
    return False


@lru_cache(
    maxsize=4096
)  # a denial is held against many statements, a statement against many denials
def _read(text: str) -> Wording:
    return read_wording(text)


@lru_cache(maxsize=4096)
def telling_stems(text: str) -> frozenset[str]:
    """The stems of a text's telling words: two texts that share none are of different words."""
    return frozenset(stem(key) for key in _read(text).keys if is_telling(key))


def is_telling(key: str) -> bool:
    """Whether a word says something by itself and does not only deny."""
    return word_weight(key) > FUNCTION_WEIGHT and not is_negation(key)


def reported_words(statement: Statement, text: str) -> str:
    """What a statement reports, its marks and the writer's "he said" left out."""
    return " … ".join(span.of(text) for span in statement.content)
