"""Words of a question that were typed with a slip, as the articles at hand spell them.

Only letters that changed places, and in longer words one letter too few or too many: a "flood" is
no "floor" with a slip. Before: `terms`. After: `ask` looks for the mended words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from rapidfuzz.distance import OSA

from onrecord.answers.terms import Term, holds_any, is_telling, word_term

LONG = 6
"""From so many letters on a word may lack a letter or have one too many."""


def mend_slips(
    terms: Iterable[Term], lines: Sequence[str], words: Collection[str]
) -> tuple[Term, ...]:
    """The terms, those that no line has in the spelling of a word that differs by a slip.

    `words` are the words of the articles, in lower case. A term that turns out to be a word like
    "the" goes.

    >>> terms = (word_term("teh"), word_term("endnig"), word_term("flood"))
    >>> [term.label for term in mend_slips(terms, [" the end "], {"the", "ending", "floor"})]
    ['ending', 'flood']
    """
    mended = []
    for term in terms:
        found = None if _is_held(term, lines) else find_slip(term.label, words)
        if found is None:
            mended.append(term)
        elif is_telling(found):
            mended.append(word_term(found))
    return tuple(mended)


def _is_held(term: Term, lines: Sequence[str]) -> bool:
    named = (*term.phrases, *term.kin)
    return term.name or " " in term.label or any(holds_any(line, named) for line in lines)


def find_slip(word: str, words: Iterable[str]) -> str | None:
    """The word that was meant, the first in the alphabet of several, or None.

    >>> find_slip("epilouge", ["epilogue"]), find_slip("boat", ["goat"])
    ('epilogue', None)
    """
    return min((other for other in words if _is_slip(word, other)), default=None)


def _is_slip(word: str, other: str) -> bool:
    if abs(len(word) - len(other)) > 1 or word[0] != other[0] or len(word) < 3:
        return False
    if len(word) == len(other):
        return sorted(word) == sorted(other) and OSA.distance(word, other) == 1
    return min(len(word), len(other)) >= LONG and OSA.distance(word, other) == 1
