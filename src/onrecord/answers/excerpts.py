"""Where in a text the words of a quotation cluster: only that much of an article is then compared.

Candidate articles share a few rare words with a quotation; mostly in one paragraph of theirs. Pairs of
its words and its telling words are looked up in the text as it stands, which costs microseconds; what
is read word by word are the paragraphs around them. Before: the record names candidate articles.
After: `held_words`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.values import Span
from onrecord.variants import Wording
from onrecord.variants.commonness import EVERYDAY_WEIGHT, FUNCTION_WEIGHT, word_weight

NEAR = 400
"""Characters that may part two places of one cluster: what a marked omission may skip."""
MARGIN = 240
"""Characters around a cluster that are read with it; a paragraph is read to its end, if it is near."""
PARAGRAPH = 600
LEAST_PART = 0.25
"""A cluster counts if it has this share of what the heaviest has: a splice's other half is one."""
COPY_PART = 0.6
"""The same where the heaviest has nearly all: then only other copies of the words matter."""
NEARLY_ALL = 0.8
LEAST_FOUND = 0.3
"""The share of a quotation's seeds, by weight, that an article must have at all."""
MOST_CLUSTERS = 6
MOST_PLACES = 60
"""A seed that stands more often in a text tells nothing of where to look."""
SHORT = 4
_LEVEL = (
    *(("’", "'"), ("‘", "'"), ("\n", " "), ("\u00a0", " "), ("\u2011", "-"), ("\u2010", "-")),
    ("\t", " "),
)


@dataclass(frozen=True, slots=True)
class Seed:
    """Letters to look for, a space or other mark around them, and what finding them is worth."""

    letters: str
    weight: float


def level(text: str) -> str | None:
    """A text in small letters with plain spaces and apostrophes, each character in its place.

    None where small letters take another room than capitals ("İ").

    >>> level("It’s\\nFINE")
    "it's fine"
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        return None
    for sign, plain in _LEVEL:
        lowered = lowered.replace(sign, plain)
    return lowered


def find_seeds(wording: Wording) -> tuple[Seed, ...]:
    """What to look for: pairs of words that only space parts, and words that say something alone."""
    keys = [word.key for word in wording.words]
    short = len(keys) < SHORT
    seeds: dict[str, float] = {}
    for at, key in enumerate(keys):
        if at in wording.bracketed:
            continue
        weight = word_weight(key)
        if weight > (FUNCTION_WEIGHT if short else EVERYDAY_WEIGHT):
            seeds[key] = weight
        if at + 1 < len(keys) and _adjoin(wording, at):
            seeds[f"{key} {keys[at + 1]}"] = weight + word_weight(keys[at + 1])
    if not seeds:
        seeds = {key: word_weight(key) for key in keys}
    return tuple(Seed(letters, weight) for letters, weight in seeds.items())


def _adjoin(wording: Wording, at: int) -> bool:
    """Whether only space parts a word from the next, as it then will in a source."""
    first, second = wording.words[at : at + 2]
    between = wording.text[first.span.end : second.span.start]
    return between.isspace() and at + 1 not in wording.bracketed


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The stretches of a text in which seeds cluster, in text order, and the share in the best one."""

    spans: tuple[Span, ...]
    share: float


def find_excerpt(seeds: Sequence[Seed], text: str) -> Excerpt | None:
    """Where the seeds cluster in a text, None if it has too few; all of a text that is not levelled."""
    levelled = level(text)
    if levelled is None:
        return Excerpt((Span(0, len(text)),), 1.0)
    places = sorted(place for seed in seeds for place in _places(seed, levelled))
    found = {letters for _, _, letters in places}
    whole = sum(seed.weight for seed in seeds)
    if not found or sum(s.weight for s in seeds if s.letters in found) < LEAST_FOUND * whole:
        return None
    weights = {seed.letters: seed.weight for seed in seeds}
    clusters = [
        (sum(weights[letters] for letters in held), span) for span, held in _clusters(places)
    ]
    heaviest = max(weight for weight, _ in clusters)
    least = (COPY_PART if heaviest >= NEARLY_ALL * whole else LEAST_PART) * heaviest
    able = sorted((each for each in clusters if each[0] >= least), key=lambda each: -each[0])
    kept = sorted(span for _, span in able[:MOST_CLUSTERS])
    spans = tuple(_joined([_widened(span, text) for span in kept]))
    return Excerpt(spans, min(1.0, heaviest / whole))


def worth_comparing(shares: Sequence[float]) -> float:
    """The least share of an article that is compared, given those of all candidates.

    Where one has nearly all, articles that have half of it are neither its copies nor needed beside it.

    >>> worth_comparing([1.0, 0.4]), worth_comparing([0.5, 0.4])
    (0.6, 0.0)
    """
    best = max(shares, default=0.0)
    return COPY_PART * best if best >= NEARLY_ALL else 0.0


def _places(seed: Seed, levelled: str) -> Iterator[tuple[int, int, str]]:
    """Where a seed stands as whole words."""
    at, end = levelled.find(seed.letters), 0
    count = 0
    while at >= 0 and count < MOST_PLACES:
        end = at + len(seed.letters)
        if not (levelled[at - 1 : at].isalnum() or levelled[end : end + 1].isalnum()):
            yield at, end, seed.letters
            count += 1
        at = levelled.find(seed.letters, end)


def _clusters(places: Sequence[tuple[int, int, str]]) -> Iterator[tuple[Span, set[str]]]:
    """Places that are near one another, with the seeds found in each group."""
    start, end, held = places[0][0], places[0][1], {places[0][2]}
    for first, last, letters in places[1:]:
        if first - end > NEAR:
            yield Span(start, end), held
            start, held = first, set()
        end = max(end, last) if first - end <= NEAR else last
        held.add(letters)
    yield Span(start, end), held


def _widened(span: Span, text: str) -> Span:
    """A cluster with what stands around it, to the ends of its paragraphs where these are near."""
    start, end = max(0, span.start - MARGIN), min(len(text), span.end + MARGIN)
    before = text.rfind("\n", max(0, start - PARAGRAPH), start)
    after = text.find("\n", end, end + PARAGRAPH)
    begin = before + 1 if before >= 0 else _between_words(text, start, -1)
    if start <= PARAGRAPH and before < 0:
        begin = 0
    close = after if after >= 0 else _between_words(text, end, 1)
    return Span(begin, len(text) if after < 0 and len(text) - end <= PARAGRAPH else close)


def _between_words(text: str, at: int, step: int) -> int:
    """The nearest place in one direction that is not inside a word."""
    while 0 < at < len(text) and not text[at - 1].isspace():
        at += step
    return at


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans in order, those that overlap as one."""
    held: Span | None = None
    for span in spans:
        if held is not None and span.start <= held.end:
            held = Span(held.start, max(held.end, span.end))
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held
