"""Which work each fact that an article states is of, each fact once.

Runs the rules of `facts`, `makers` and `players` over the article's own words, titles masked; the work is
the one whose title the words hold, else the nearest in the sentence, else the one that the place is about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.text.needed import level
from onrecord.values import Fact, Reading, Span, Work
from onrecord.works.cast import CastLine, find_cast
from onrecord.works.characters import named_otherwise
from onrecord.works.facts import find_facts
from onrecord.works.makers import find_makers
from onrecord.works.masking import full_names, mask_titles
from onrecord.works.names import plain_title
from onrecord.works.outline import Outline, Part
from onrecord.works.places import Places, nearest_work
from onrecord.works.players import find_players
from onrecord.works.titles import FILM_WORDS

SUBJECT = re.compile(
    r"(?P<name>(?:[A-Z][\w’'-]*)(?: (?:[A-Z][\w’'-]*|of|the|and|in|but|for|to))*)"
    r" (?:is|was|are|were) (?:\w+ )?$"
)
"""What a passive verb ("is produced by") is said of."""

OF_PEOPLE = (
    "director", "creator", "writer", "artist", "cast", "composer", "cinematographer", "editor", "producer",
)  # fmt: skip
MAIN = 2
ON_SCREEN = ("film", "series")
AUTHOR = re.compile(r"(?:[Aa]uthor|[Nn]ovelist|[Pp]laywright) ")
BOOK = re.compile(r"\b(?:novel|book|memoir|novella|bestseller|biography)\b")
"""Whose book a film comes from is not whose film it is."""
NOT_PLAYED = ("album", "book")
"""Kinds of works that have no cast."""

Slots = list[dict[tuple[str, str], Fact]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What all facts of an article are placed by: `full` are full names by surname, `titles` plain titles,
    `outside` words of the names of people outside the story, `nobody` plain names that are nobody's."""

    works: Sequence[Work]
    outline: Outline
    places: Places
    full: Mapping[str, str]
    titles: Collection[str]
    outside: Collection[str]
    nobody: Collection[str]


def state_facts(
    works: Sequence[Work], outline: Outline, reading: Reading, outside: Collection[str]
) -> list[tuple[Fact, ...]]:
    """For each work the facts that the article states of it, each name and value once, in text order.

    `outside` are words of the names of people outside the story.
    """
    if not works:
        return []
    mentions = [span for work in works for span in work.mentions]
    masked = mask_titles(outline.plain, mentions)
    titles = {plain_title(work.title) for work in works}
    full, nobody = full_names(reading, masked), named_otherwise(reading) | titles
    ground = Ground(works, outline, Places.of(works), full, titles, outside, nobody)
    found: Slots = [{} for _ in works]
    for part in outline.parts:
        if not part.is_heading:
            for number, fact in facts_of(part, masked, ground):
                keep(found[number], fact)
    cast = lines_by_word(find_cast(outline.text))
    for slot, work in zip(found, works, strict=True):
        for fact in cast_facts(work, cast, outline.text):
            if plain_title(fact.value) not in nobody and work.kind not in NOT_PLAYED:
                keep(slot, fact)
    return [tuple(sorted(slot.values(), key=lambda f: (f.span, f.name))) for slot in found]


def keep(slot: dict[tuple[str, str], Fact], fact: Fact) -> None:
    """The fact among those of its work; of two that say the same, the first, and its role from either."""
    key = (fact.name, fact.value.casefold())
    held = slot.setdefault(key, fact)
    if fact.role and not held.role:
        slot[key] = fact


def facts_of(part: Part, masked: str, ground: Ground) -> Iterator[tuple[int, Fact]]:
    """The facts of one block with the numbers of their works."""
    outline_text = ground.outline.text
    words = masked[part.span.start : part.span.end]
    levelled = level(words)
    stated = [
        *find_facts(replace(part, plain=words), ground.outline.text),
        *shifted(find_players(words, ground.full, levelled, ground.outside), part),
        *shifted(find_makers(words, kind_at(part, ground), ground.full, levelled), part),
    ]
    for fact in stated:
        number = work_of(fact, part, ground)
        unfit = ground.nobody if fact.name in OF_PEOPLE else ground.titles
        if number is None or plain_title(fact.value) in unfit:
            continue
        kind = ground.works[number].kind
        if fact.name in ("cast", "director") and kind in NOT_PLAYED:
            continue
        if kind in ON_SCREEN and AUTHOR.match(fact.span.of(outline_text)):
            continue
        if fact.name == "writer" and kind in ON_SCREEN and BOOK.search(fact.span.of(outline_text)):
            continue
        yield number, fact


def shifted(facts: Iterable[Fact], part: Part) -> Iterator[Fact]:
    """Facts of a block's words with their places in the article."""
    start = part.span.start
    for fact in facts:
        yield replace(fact, span=Span(fact.span.start + start, fact.span.end + start))


def kind_at(part: Part, ground: Ground) -> Mapping[int, str]:
    """The kind of the work at each mention in a block, by the place of its first character in the block."""
    return {
        span.start - part.span.start: work.kind
        for number in ground.places.within(part.span)
        for work in (ground.works[number],)
        for span in work.mentions
        if part.span.start <= span.start < part.span.end
    }


def work_of(fact: Fact, part: Part, ground: Ground) -> int | None:
    """The number of the work that a fact is of, None where the sentence states it of something else."""
    held = ground.places.within(fact.span)
    if len(held) == 1:
        return held[0]
    if is_of_another(fact, ground.outline.text, ground.titles):
        return None
    sentence = next((s for s in part.sentences if fact.span.start < s.end), part.span)
    near = ground.places.nearest(fact.span, clause_of(fact.span, sentence, ground.outline.text))
    if near is None:
        near = ground.places.nearest(fact.span, sentence)
    if near is not None:
        return near
    inside = ground.places.within(part.span)
    if len(inside) > 1 and not is_main(inside[0], inside[1:], ground.works):
        return None
    work = nearest_work(ground.works, ground.places, part, sentence)
    return None if work is None else next(n for n, w in enumerate(ground.works) if w is work)


def is_main(one: int, others: Sequence[int], works: Sequence[Work]) -> bool:
    """Whether a work is named so much more often than the others of a block that its sentences are of it."""
    most = max(len(works[number].mentions) for number in others)
    return len(works[one].mentions) >= MAIN * most


def clause_of(span: Span, sentence: Span, text: str) -> Span:
    """The stretch of a sentence between semicolons in which a span lies: lists name a work in each.

    >>> clause_of(Span(6, 7), Span(0, 10), "aa; bbb c; d").of("aa; bbb c; d")
    ' bbb c'
    """
    start = text.rfind(";", sentence.start, span.start) + 1
    end = text.find(";", span.end, sentence.end)
    return Span(max(start, sentence.start), end if end >= 0 else sentence.end)


def is_of_another(fact: Fact, text: str, titles: Collection[str]) -> bool:
    """Whether the sentence states it of something else: "The Night Desk is produced by Ada Moll"."""
    before = SUBJECT.search(text, max(0, fact.span.start - 90), fact.span.start)
    if before is None or plain_title(before["name"]) in titles:
        return False
    return not FILM_WORDS.search(before["name"])


def lines_by_word(cast: Sequence[CastLine]) -> dict[str, list[tuple[int, CastLine]]]:
    """For each word of a character's name the lines that name an actor beside it, numbered in text order."""
    found: dict[str, list[tuple[int, CastLine]]] = {}
    for number, line in enumerate(cast):
        if line.actor:
            for word in set(line.character.split()):
                found.setdefault(word, []).append((number, line))
    return found


def cast_facts(
    work: Work, cast: Mapping[str, Sequence[tuple[int, CastLine]]], text: str
) -> Iterator[Fact]:
    """Who plays the characters of the work, where the article sets actor and character side by side."""
    known = {word for name in work.characters for word in name.split()}
    lines = {number: line for word in known for number, line in cast.get(word, ())}
    for _, line in sorted(lines.items(), key=lambda item: item[0]):
        actor = line.actor or ""
        at = text.find(actor, max(0, line.start - 120), line.start + 160)
        if at >= 0:
            start, end = min(at, line.start), max(at + len(actor), line.start)
            end = max(end, line.start + len(line.character))
            yield Fact("cast", actor, Span(start, end), line.character)
