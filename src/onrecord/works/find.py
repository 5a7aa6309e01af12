"""The works of an article, complete: titles, mentions, characters and facts in one value each.

The first step of the package; `settle` and `passages` build on what it finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.values import Gist, Reading, Statement, Work
from onrecord.works.characters import Story, find_story
from onrecord.works.facts import year_facts
from onrecord.works.mentions import find_mentions
from onrecord.works.names import plain_title
from onrecord.works.narration import People
from onrecord.works.outline import Outline, draw_outline
from onrecord.works.places import Places, nearest_work
from onrecord.works.stating import state_facts
from onrecord.works.tellings import Telling
from onrecord.works.titles import FILM_WORDS, Title, find_titles

if TYPE_CHECKING:
    from onrecord.works.topic_evidence import View

MUCH = 2  # mentions that make a work the subject of an article
MUCH_TALK = 5  # words of film, stage or book that make an article one about a work
EARLY = 2  # blocks in which an article names its subject


@dataclass(frozen=True, slots=True)
class Ground:
    """What the stages of this package share about one article; `about` says that it is about its main
    work, `early` that its first blocks name that one. `gist` is asked for topics; `views` keeps what rules
    saw in blocks (`topic_evidence`), worked out when it is first asked for."""

    outline: Outline
    people: People
    tellings: tuple[Telling, ...]
    works: tuple[Work, ...]
    places: Places
    about: bool
    early: bool
    _told: frozenset[int]
    gist: Gist | None = None
    views: dict[int, View] = field(default_factory=dict, compare=False, repr=False)

    def told(self) -> frozenset[int]:
        """Indices of all parts that tell a plot."""
        return self._told


def lay_ground(
    outline: Outline,
    people: People,
    tellings: tuple[Telling, ...],
    works: tuple[Work, ...],
    gist: Gist | None = None,
) -> Ground:
    """The ground, with what is asked of it for every sentence worked out once."""
    told = frozenset(index for telling in tellings for index in telling.parts)
    early = bool(works) and is_named_early(works[0], outline)
    about = is_subject(works, outline)
    places = Places.of(works)
    return Ground(outline, people, tellings, works, places, about, early, told, gist)


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
    facts = state_facts(placed, outline, reading, story.people.outsiders)
    done = tuple(
        Work(w.title, w.kind, w.mentions, w.characters, w.facts + facts[i])
        for i, w in enumerate(placed)
    )
    tellings = story.tellings if done else ()
    return lay_ground(outline, story.people, tellings, done, reading.labels.gist)


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
