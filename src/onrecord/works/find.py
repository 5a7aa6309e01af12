"""The works of an article, complete: titles, mentions, characters and facts in one value each.

The first step of the package; `settle` and `passages` build on what it finds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.values import Fact, Reading, Span, Statement, Work
from onrecord.works.cast import CastLine, find_cast
from onrecord.works.characters import Story, find_story
from onrecord.works.facts import find_facts, year_facts
from onrecord.works.mentions import find_mentions
from onrecord.works.names import plain_title
from onrecord.works.narration import People
from onrecord.works.outline import Outline, Part, draw_outline
from onrecord.works.places import Places
from onrecord.works.tellings import Telling
from onrecord.works.titles import FILM_WORDS, Title, find_titles

SUBJECT = re.compile(
    r"(?P<name>(?:[A-Z][\w’'-]*)(?: (?:[A-Z][\w’'-]*|of|the|and|in|but|for|to))*)"
    r" (?:is|was|are|were) (?:\w+ )?$"
)
"""What a passive verb ("is produced by") is said of."""


MUCH = 2  # mentions that make a work the subject of an article
MUCH_TALK = 5  # words of film, stage or book that make an article one about a work
EARLY = 2  # blocks in which an article names its subject


@dataclass(frozen=True, slots=True)
class Ground:
    """What the stages of this package share about one article; `about` says that it is about its main
    work, `early` that its first blocks name that one."""

    outline: Outline
    people: People
    tellings: tuple[Telling, ...]
    works: tuple[Work, ...]
    places: Places
    about: bool
    early: bool
    _told: frozenset[int]

    def told(self) -> frozenset[int]:
        """Indices of all parts that tell a plot."""
        return self._told


def lay_ground(
    outline: Outline, people: People, tellings: tuple[Telling, ...], works: tuple[Work, ...]
) -> Ground:
    """The ground, with what is asked of it for every sentence worked out once."""
    told = frozenset(index for telling in tellings for index in telling.parts)
    early = bool(works) and is_named_early(works[0], outline)
    about = is_subject(works, outline)
    return Ground(outline, people, tellings, works, Places.of(works), about, early, told)


def is_subject(works: Sequence[Work], outline: Outline) -> bool:
    """Whether the article is about its main work: named early and again, or in much talk of such works, or
    in the headline."""
    if not works:
        return False
    main = works[0]
    if is_named_early(main, outline) and (
        len(main.mentions) >= MUCH or len(FILM_WORDS.findall(outline.text)) >= MUCH_TALK
    ):
        return True
    return in_headline(main.title, outline)


def is_named_early(work: Work, outline: Outline) -> bool:
    """Whether one of the first blocks names a work."""
    parts = (outline.part_at(mention.start) for mention in work.mentions)
    return any(part is not None and part.index <= EARLY for part in parts)


def find_works(reading: Reading, statements: Sequence[Statement]) -> tuple[Work, ...]:
    """The films, series and books that the article speaks of, the main one first."""
    return survey_works(reading, statements).works


def survey_works(reading: Reading, statements: Sequence[Statement]) -> Ground:
    """Works, people and tellings of an article together; made once, read by all that comes after."""
    outline = draw_outline(reading)
    titles = find_titles(reading, outline)
    story = find_story(reading, outline, statements, titles)
    works = [build_work(title, outline, story) for title in titles]
    works = [work for work in works if work.mentions or in_headline(work.title, outline)]
    works.sort(key=lambda work: (-standing(work, outline), work.title))
    placed = place_characters(works, outline, story.characters)
    facts = place_facts(placed, outline)
    done = tuple(
        Work(w.title, w.kind, w.mentions, w.characters, w.facts + facts[i])
        for i, w in enumerate(placed)
    )
    return lay_ground(outline, story.people, story.tellings if done else (), done)


def tell_works(
    reading: Reading, works: Sequence[Work], statements: Sequence[Statement]
) -> frozenset[int]:
    """Indices of the blocks that tell the plot of works already known, their characters given."""
    outline = draw_outline(reading)
    titles = tuple(Title(work.title, work.kind, False, 0.0) for work in works)
    known = [name for work in works for name in work.characters]
    story = find_story(reading, outline, statements, titles, known)
    return frozenset(index for telling in story.tellings for index in telling.parts)


def build_work(title: Title, outline: Outline, story: Story) -> Work:
    """One work with its mentions and the years beside them."""
    mentions = find_mentions(title, outline, story.tellings, story.characters)
    return Work(
        title.name,
        title.kind,
        mentions,
        facts=tuple(year_facts(title.name, mentions, outline.text)),
    )


def in_headline(title: str, outline: Outline) -> bool:
    """Whether the headline names the title."""
    return f" {plain_title(title)} " in f" {plain_title(outline.headline)} "


def standing(work: Work, outline: Outline) -> float:
    """How much the article is about a work: mentions, more in headings, the headline and early."""
    total = 0.0
    for span in work.mentions:
        part = outline.part_at(span.start)
        heading = bool(part and (part.is_heading or part.index < 2))
        total += 2.0 if heading else 1.0
    return total + 3.0 * in_headline(work.title, outline)


def nearest_work(
    works: Sequence[Work], places: Places, part: Part, span: Span | None = None
) -> Work | None:
    """The work that a place is about: named in the sentence, the block, the heading, else the main one.

    A work that is not the main one carries over only inside the block that names it.
    """
    if not works:
        return None
    for stretch in (span, part.span, part.heading):
        if stretch is None:
            continue
        inside = places.within(stretch)
        if inside:
            return works[inside[0]]
    return works[0]


def place_characters(
    works: Sequence[Work], outline: Outline, characters: Sequence[str]
) -> list[Work]:
    """The works with each character given to the work near which the name stands most often."""
    if not works:
        return []
    given: dict[str, list[str]] = {work.title: [] for work in works}
    places = Places.of(works)
    for name in characters:
        votes: dict[str, int] = {}
        for part in outline.parts_with(name):
            work = nearest_work(works, places, part)
            if work:
                votes[work.title] = votes.get(work.title, 0) + 1
        best = min(votes, key=lambda title: (-votes[title], title), default=works[0].title)
        given[best].append(name)
    return [
        Work(w.title, w.kind, w.mentions, tuple(sorted(given[w.title])), w.facts) for w in works
    ]


def place_facts(works: Sequence[Work], outline: Outline) -> list[tuple[Fact, ...]]:
    """For each work the facts that the blocks about it state, each name and value once."""
    found: list[dict[tuple[str, str], Fact]] = [{} for _ in works]
    if not works:
        return []
    titles = {plain_title(work.title) for work in works}
    numbers = {work.title: number for number, work in reversed([*enumerate(works)])}
    places = Places.of(works)
    for part in outline.parts:
        if part.is_heading:
            continue
        for fact in find_facts(part, outline.text):
            sentence = next((s for s in part.sentences if fact.span.start < s.end), part.span)
            work = nearest_work(works, places, part, sentence)
            other = is_of_another(fact, outline.text, titles)
            if work is None or other or plain_title(fact.value) in titles:
                continue
            slot = found[numbers[work.title]]
            slot.setdefault((fact.name, fact.value.casefold()), fact)
    cast = lines_by_word(find_cast(outline.text))
    for slot, work in zip(found, works, strict=True):
        for fact in cast_facts(work, cast, outline.text):
            slot.setdefault((fact.name, fact.value.casefold()), fact)
    return [tuple(sorted(slot.values(), key=lambda f: (f.span, f.name))) for slot in found]


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
            yield Fact("cast", actor, Span(start, end))
