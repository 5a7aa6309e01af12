"""Utterances for an explanation, and which of them only repeat or put together what fuller ones say.

`explain_statements` makes one for every thing that was said; here those are taken out again whose words all
stand in others. Every utterance is compared only with those that have one of its rarest words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.answers.citing import as_retelling
from onrecord.answers.explain_coverage import Order
from onrecord.values import Citation, Entry, HeldStatement, RelationKind, Retelling, Topic
from onrecord.variants import Wording, compare, may_be_same, read_wording

FEWEST_REPEATED = 4
"""Words of which a sentence must have so many before it is said to be repeated."""
EXACT = frozenset(["verbatim", "fragment", "shortened", "bracketed"])
REPEATED = EXACT | {"altered"}
ALIKE = 0.7
"""Wordings with a smaller share of words in common are not compared."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing that was said: its entry, what it is about by all who print it, and when.

    `told` are its statements about the work, the one that is shown first; `words` are its marked stretches;
    `headings` are the sections it stands in.
    """

    entry: Entry
    topics: tuple[Topic, ...]
    order: Order
    told: tuple[HeldStatement, ...] = ()
    words: tuple[Wording, ...] = ()
    whole: Wording | None = None
    headings: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many words it has in marks."""
        return len(self.whole.keys) if self.whole else 0


# --- one slice, one entry ----------------------------------------------------------------------------


def drop_overlaps(told: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """The utterances without those whose slice is shown by another; the longer slice stays.

    Two statements of one sentence give the same sentence to show.
    """
    taken: dict[str, list[Citation]] = defaultdict(list)
    kept: set[int] = set()
    for number, each in sorted(enumerate(told), key=lambda pair: -len(pair[1].entry.text)):
        cited = each.entry.citation
        if not any(overlap(cited, other) for other in taken[cited.article]):
            taken[cited.article].append(cited)
            kept.add(number)
    return tuple(each for number, each in enumerate(told) if number in kept)


def overlap(one: Citation, other: Citation) -> bool:
    """Whether two slices of one article share characters."""
    return one.article == other.article and one.start < other.end and other.start < one.end


# --- what only repeats -------------------------------------------------------------------------------


class Shelf:
    """Utterances that are kept, found again by the words in them."""

    def __init__(self) -> None:
        self.kept: list[Utterance] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)

    def keep(self, one: Utterance) -> None:
        """Put an utterance on the shelf."""
        for key in set(one.whole.keys if one.whole else ()):
            self._by_word[key].append(len(self.kept))
        self.kept.append(one)

    def holding(self, wording: Wording) -> Iterable[int]:
        """The numbers of the utterances that may have enough of a wording's words, in order.

        Who has 7 of 10 words has one of any four: the four rarest are looked up.
        """
        keys = sorted(set(wording.keys), key=lambda key: len(self._by_word.get(key, ())))
        least = 1 + int((1 - ALIKE) * len(keys))
        return sorted({number for key in keys[:least] for number in self._by_word.get(key, ())})


def absorb(told: Sequence[Utterance]) -> list[Utterance]:
    """The utterances without those that only put together, or repeat for nobody, what fuller ones say.

    "I have an answer … I was tired" out of two answers is spliced: each sentence is said elsewhere, the
    whole nowhere. Words that an article prints without a name are told where the name stands.
    """
    shelf = Shelf()
    for each in sorted(told, key=lambda each: -each.size):
        sources = repeated_from(each, shelf)
        if sources is None:
            shelf.keep(each)
            continue
        for number in sources:
            source = shelf.kept[number]
            also = (*source.entry.also, retold(each, source), *each.entry.also)
            shelf.kept[number] = replace(source, entry=replace(source.entry, also=also))
    return shelf.kept


def retold(one: Utterance, source: Utterance) -> Retelling:
    """The place of an utterance, with how its words stand to those of a fuller one."""
    found = compare(one.whole, source.whole) if one.whole and source.whole else None
    spliced = found is None or bool(found.missing)
    relation: RelationKind | None = "spliced" if spliced and one.size else None
    return as_retelling(
        one.entry.citation,
        found.kind if found and not spliced else relation,
        found.changes if found and not spliced else (),
    )


def repeated_from(one: Utterance, shelf: Shelf) -> list[int] | None:
    """The utterances that between them have all words of one, None if some words are only its own."""
    pieces = [piece for words in one.words for piece in by_sentence(words)]
    if max((len(piece.keys) for piece in pieces), default=0) < FEWEST_REPEATED:
        return None
    found: list[int] = []
    for piece in pieces:
        near = shelf.holding(piece)
        source = next((n for n in near if has_words(shelf.kept[n], piece, one)), None)
        if source is None:
            return None
        if source not in found:
            found.append(source)
    return found


def by_sentence(wording: Wording) -> Iterator[Wording]:
    """The wording, a sentence at a time."""
    ends = [0, *sorted(wording.ends), len(wording.words)]
    for first, last in pairwise(ends):
        if first < last:
            yield read_wording(wording.slice(first, last))


def has_words(other: Utterance, wording: Wording, one: Utterance) -> bool:
    """Whether a fuller utterance of what may be the same speaker has all words of a sentence.

    Where nobody is named, only the very same words are the same.
    """
    nameless = one.entry.speaker.name is None
    if other.whole is None or not (nameless or may_be_same(one.entry.speaker, other.entry.speaker)):
        return False
    keys = set(wording.keys)
    if len(keys & set(other.whole.keys)) < ALIKE * len(keys):
        return False
    if len(wording.keys) < FEWEST_REPEATED:
        return has_run(wording.keys, other.whole.keys)
    same = compare(wording, other.whole)
    return same is not None and not same.missing and same.kind in (EXACT if nameless else REPEATED)


def has_run(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether the words stand in a row among the others.

    >>> has_run(["in", "it"], ["getting", "in", "it"]), has_run(["in", "it"], ["it", "in"])
    (True, False)
    """
    size = len(few)
    return any(tuple(many[at : at + size]) == tuple(few) for at in range(len(many) - size + 1))
