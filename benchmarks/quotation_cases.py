"""Test quotations: passages of articles, kept or changed, each in a small draft with a claimed speaker.

Before: `quotation_sources` gives stretches, `quotation_changes` the changes. After: `quotations` checks them.
A changed wording that some article of the record has on end is no case of a change and is made again.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import quotation_changes as changes
from quotation_sources import LEAST_WORDS, Source, Stretch, Texts, plain_words, set_inner_marks

Wanted = Literal["accepted", "flagged", "not_found", "other_speaker", "qualifier_cut"]
MOST_WORDS = 60
APART = 100
"""Words between two passages that no reader takes for one."""
TRIES = 12
MOST_ROUNDS = 40
"""Walks through all stretches in search of cases before a kind has as many as there are."""

LEGITIMATE: dict[str, changes.Change] = {
    "verbatim": changes.keep,
    "typography": changes.typography,
    "broken lines": changes.broken_lines,
    "fragment": changes.fragment,
    "marked ellipsis": changes.ellipsis,
    "bracket": changes.bracket,
}
CHANGED: dict[str, changes.Change] = {
    "dropped word": changes.drop_word,
    "inserted word": changes.insert_word,
    "substituted word": lambda words, rng: None,
    "negation added": changes.add_negation,
    "negation removed": changes.drop_negation,
    "number changed": changes.change_number,
    "reordered": changes.reorder,
    "ellipsis over a negation": changes.hide_negation,
}
OTHERS = (
    "ellipsis over a distance",
    "spliced within",
    "spliced across",
    "fabricated",
    "misattributed within",
    "misattributed across",
    "qualifier cut",
)
KINDS = (*LEGITIMATE, *CHANGED, *OTHERS)


@dataclass(frozen=True)
class Case:
    """One test quotation: the words of the draft, who is said to have said them, what should be found.

    `articles` are those that rightly count as the source; `adjoining` tells of a fragment whether a
    qualifier stands right beside it in its sentence, `is_cut` whether chance has made it what the kind
    "qualifier cut" makes on purpose: to call it cut is as right as for that kind.
    """

    kind: str
    wanted: Wanted
    quote: str
    speaker: str
    articles: tuple[str, ...]
    draft: str
    adjoining: bool = False
    is_cut: bool = False


@dataclass(frozen=True)
class Passage:
    """Sentences of one stretch on end, as written words."""

    stretch: Stretch
    words: tuple[str, ...]

    @property
    def speaker(self) -> str:
        """Who said them."""
        return self.stretch.speaker or ""


class Workshop:
    """Makes cases of the articles of one seed; `texts` are all that the record holds."""

    def __init__(self, sources: Sequence[Source], texts: Texts, seed: int) -> None:
        self.texts = texts
        self.rng = random.Random(seed)
        self._sources = {source.key: source for source in sources}
        self._stretches = [s for source in sources for s in source.stretches if s.speaker]
        self._of: dict[str, list[Stretch]] = defaultdict(list)
        for stretch in self._stretches:
            self._of[stretch.speaker or ""].append(stretch)
        self._gold: dict[str, list[Stretch]] = {s.key: list(s.stretches) for s in sources}
        self._next: dict[str, list[str]] = defaultdict(list)
        for source in sources:
            for stretch in source.stretches:
                words = stretch.text.split()
                for one, other in itertools.pairwise(words):
                    self._next[one].append(other)
        vocabulary = {w for words in self._next.values() for w in words}
        self._vocabulary = sorted(w for w in vocabulary if changes.is_bare(w) and len(w) > 4)

    def make(self, kind: str, count: int) -> list[Case]:
        """So many cases of one kind, or as many as the articles have room for."""
        found: list[Case] = []
        seen: set[str] = set()
        for _ in range(MOST_ROUNDS):
            before = len(found)
            for stretch in self.rng.sample(self._stretches, len(self._stretches)):
                case = self._one(kind, stretch)
                if case is not None and case.draft not in seen:
                    seen.add(case.draft)
                    found.append(case)
                if len(found) == count:
                    return found
            if len(found) == before:
                break
        return found

    def _one(self, kind: str, stretch: Stretch) -> Case | None:
        passage = self._passage(stretch)
        if kind in LEGITIMATE:
            return self._legitimate(kind, passage)
        if kind in CHANGED:
            return self._changed(kind, passage)
        makers: dict[str, Callable[[str, Passage], Case | None]] = {
            "fabricated": self._fabricated,
            "spliced within": self._spliced_within,
            "ellipsis over a distance": self._spliced_within,
            "spliced across": self._spliced_across,
            "misattributed within": self._misattributed,
            "misattributed across": self._misattributed,
            "qualifier cut": self._cut,
        }
        return makers[kind](kind, passage)

    def _passage(self, stretch: Stretch, most: int = MOST_WORDS) -> Passage:
        """Sentences of a stretch from one of its first on, at most so many words if it has several."""
        sentences = list(split_sentences(stretch.text.split()))
        start = self.rng.randrange(len(sentences))
        words = list(sentences[start])
        for sentence in sentences[start + 1 :]:
            if len(words) + len(sentence) > most:
                break
            words += sentence
        if len(words) < LEAST_WORDS:
            words = sentences[start - 1] + words if start else stretch.text.split()
        return Passage(stretch, tuple(words[:most]))

    # --- kinds ---------------------------------------------------------------------------------

    def _legitimate(self, kind: str, passage: Passage) -> Case | None:
        quote = LEGITIMATE[kind](passage.words, self.rng)
        if quote is None:
            return None
        case = self._case(kind, "accepted", quote, passage)
        if kind != "fragment":
            return case
        place = find_place(passage, quote)
        return replace(case, adjoining=changes.adjoins(*place), is_cut=changes.is_cut(*place))

    def _changed(self, kind: str, passage: Passage) -> Case | None:
        change = CHANGED[kind]
        if kind == "substituted word":
            change = changes.substitute_word(self._vocabulary)
        for _ in range(TRIES):
            quote = change(passage.words, self.rng)
            if quote is None:
                return None
            words = plain_words(quote)
            if not self.texts.stands(words) and words != plain_words(" ".join(passage.words)):
                return self._case(kind, "flagged", quote, passage)
        return None

    def _spliced_within(self, kind: str, passage: Passage) -> Case | None:
        source = self._sources[passage.stretch.article]
        far = [
            other
            for other in source.stretches
            if other.speaker == passage.speaker
            and other is not passage.stretch
            and words_between(source.text, other, passage.stretch) > APART
        ]
        mark = " … " if kind == "ellipsis over a distance" else " "
        return self._joined(kind, passage, far, mark)

    def _spliced_across(self, kind: str, passage: Passage) -> Case | None:
        far = [s for s in self._of[passage.speaker] if s.article != passage.stretch.article]
        return self._joined(kind, passage, far, " ")

    def _joined(
        self, kind: str, passage: Passage, far: Sequence[Stretch], mark: str
    ) -> Case | None:
        """The head of a passage and the tail of another, five to fifteen words each."""
        if not far:
            return None
        other = self._passage(self.rng.choice(far))
        head = passage.words[: self.rng.randint(LEAST_WORDS, 15)]
        tail = other.words[-self.rng.randint(LEAST_WORDS, 15) :]
        quote = " ".join(head) + mark + " ".join(tail)
        if any(piece.count("[") != piece.count("]") for piece in map(" ".join, (head, tail))):
            return None
        one, two = plain_words(" ".join(head)), plain_words(" ".join(tail))
        here = plain_words(self._sources[passage.stretch.article].text)
        holders = set(self.texts.holders(one)), set(self.texts.holders(two))
        across = kind == "spliced across"
        close = kind != "spliced across" and least_gap(here, one, two) <= APART
        if close or self.texts.stands(one + two) or (across and holders[0] & holders[1]):
            return None
        articles = tuple(sorted(holders[0] | holders[1]))
        return self._case(kind, "flagged", quote, passage, articles=articles)

    def _fabricated(self, kind: str, passage: Passage) -> Case | None:
        """A walk from word to following word over all quotations that never has four of one article."""
        start = self.rng.choice(self._stretches).text.split()[0]
        words = [start]
        length = self.rng.randint(8, 25)
        while len(words) < length:
            able = self._next.get(words[-1], [])
            able = list(self.rng.sample(able, min(len(able), TRIES)))
            fresh = [
                w
                for w in able
                if not self.texts.shares_shingle(plain_words(" ".join([*words[-4:], w])))
            ]
            words.append(fresh[0] if fresh else self.rng.choice(self._vocabulary))
        quote = " ".join(words)
        if self.texts.shares_shingle(plain_words(quote)):
            return None
        return self._case(kind, "not_found", quote, passage, articles=())

    def _misattributed(self, kind: str, passage: Passage) -> Case | None:
        """The words with the name of somebody whom no article has say them."""
        within = kind == "misattributed within"
        here = self._sources[passage.stretch.article]
        names = here.speakers if within else tuple(self._of)
        able = [name for name in names if not alike(name, passage.speaker)]
        if not within:
            able = [name for name in able if name.split()[-1] not in here.text]
        holders = self.texts.holders(plain_words(" ".join(passage.words)))
        if not able or set(holders) != {here.key}:
            return None
        return self._case(
            kind, "other_speaker", " ".join(passage.words), passage, speaker=self.rng.choice(able)
        )

    def _cut(self, kind: str, passage: Passage) -> Case | None:
        sentence = self.rng.choice(list(split_sentences(list(passage.words))))
        quote = changes.cut_qualifier(sentence, self.rng)
        if quote is None or len(plain_words(quote)) < LEAST_WORDS:
            return None
        if self.texts.holders(plain_words(quote)) != [passage.stretch.article]:
            return None
        return self._case(kind, "qualifier_cut", quote, passage)

    # --- drafts ----------------------------------------------------------------------------------

    def _case(
        self,
        kind: str,
        wanted: Wanted,
        quote: str,
        passage: Passage,
        *,
        speaker: str | None = None,
        articles: tuple[str, ...] | None = None,
    ) -> Case:
        speaker = speaker or passage.speaker
        if articles is None:
            held = self.texts.holders(plain_words(" ".join(passage.words)))
            articles = tuple(held or [passage.stretch.article])
        draft = write_draft(quote, speaker, self.rng, straight=kind == "typography")
        return Case(kind, wanted, quote, speaker, articles, draft)


def split_sentences(words: Sequence[str]) -> Iterator[list[str]]:
    """Written words in runs that end with a full stop.

    >>> list(split_sentences("We lost. Why? No".split()))
    [['We', 'lost.'], ['Why?'], ['No']]
    """
    run: list[str] = []
    for word in words:
        run.append(word)
        if word.rstrip("’”\"')]")[-1:] in (".", "!", "?") and len(changes.core(word)) > 1:
            yield run
            run = []
    if run:
        yield run


def words_between(text: str, one: Stretch, other: Stretch) -> int:
    """How many words of the article part two stretches."""
    first, second = sorted((one.place, other.place))
    return len(text[first.end : second.start].split())


def least_gap(text: Sequence[str], one: Sequence[str], other: Sequence[str]) -> int:
    """How few words of a text part any two places of two runs of words, whichever stands first.

    >>> least_gap("a b x x x c d".split(), ["a", "b"], ["c", "d"])
    3
    """

    def places(run: Sequence[str]) -> list[int]:
        return [n for n in range(len(text)) if list(text[n : n + len(run)]) == list(run)]

    gaps = [max(b - a - len(one), a - b - len(other)) for a in places(one) for b in places(other)]
    return min(gaps, default=len(text))


def alike(one: str, other: str) -> bool:
    """Whether two full names share any word."""
    return bool(set(one.lower().split()) & set(other.lower().split()))


def find_place(passage: Passage, quote: str) -> tuple[list[str], int, int]:
    """The sentences of a passage that a fragment of it touches, and its first word and its end in these."""
    asked = quote.split()
    start = next(
        at for at in range(len(passage.words)) if list(passage.words[at : at + len(asked)]) == asked
    )
    end, at = start + len(asked), 0
    begun, ended = 0, len(passage.words)
    for sentence in split_sentences(passage.words):
        if at <= start < at + len(sentence):
            begun = at
        if at < end <= at + len(sentence):
            ended = at + len(sentence)
        at += len(sentence)
    return list(passage.words[begun:ended]), start - begun, end - begun


# --- drafts --------------------------------------------------------------------------------------

OPENINGS = (
    "The library keeps a binder of press cuttings from the campaign.",
    "Our readers sent in the lines that they remember best.",
    "This column has looked back at the year in words.",
    "The museum will show letters and speeches until spring.",
)


def write_draft(quote: str, speaker: str, rng: random.Random, *, straight: bool = False) -> str:
    """A paragraph of ours around a quotation, its edge marks as a newsroom sets them."""
    words = set_inner_marks(quote).strip(" ")
    marks = ('"', '"') if straight else ("“", "”")
    ended = words.rstrip("’ ")[-1:] in ("?", "!")
    bare = words if ended else words.rstrip(" .,;:—–-")
    told = {
        "after": f"{marks[0]}{bare}{'' if ended else ','}{marks[1]} {speaker} said.",
        "before": f"{speaker} said: {marks[0]}{bare}{'' if ended else '.'}{marks[1]}",
        "inside": f"{speaker} said that {marks[0]}{bare}{marks[1]} in the spring.",
        "told": f"As {speaker} told the audience, {marks[0]}{bare}{'' if ended else '.'}{marks[1]}",
    }
    whole = words[:1].isupper()
    way = rng.choice(["after", "before", "told"] if whole else ["after", "inside", "inside"])
    return f"{rng.choice(OPENINGS)}\n\n{told[way]}\n"
