"""Which blocks tell what happens in a work, and where each telling begins and ends.

A run of blocks that read so (`narration`) is a telling only where something ties it to a work: a sentence
that opens it (`openings`), a heading that announces a plot, or, in an article about the work, a
character who acts. What the press is told there never is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from onrecord.works.actions import find_actions
from onrecord.works.contexts import work_mentions
from onrecord.works.narration import (
    NAME_IN_TEXT,
    People,
    Signs,
    plot_heading,
    read_parts,
    score_parts,
)
from onrecord.works.openings import find_subjects, naming_parts, opened_parts
from onrecord.works.outline import Outline, Part

TELLS = 0.75  # least mean score of a block's sentences that tells a plot, by our own examples
TELLS_BESIDE = 0.35  # the same beside another block of the telling
TELLS_HEADED = 0.45  # the same under a heading that announces a plot, or with a sentence that does


@dataclass(frozen=True, slots=True)
class Telling:
    """A run of blocks that tell the plot of a work: indices of its parts, in text order."""

    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What tellings are looked for in: the article, its titles, those that it is about, the parts that name
    one, the parts in which a sentence opens a telling, and the signs of the parts that are nobody's words."""

    outline: Outline
    titles: tuple[str, ...]
    subjects: frozenset[str]
    naming: frozenset[int]
    opened: frozenset[int]
    read: tuple[tuple[Signs, ...] | None, ...]


def set_scene(outline: Outline, titles: Sequence[str], spoken: Collection[int] = ()) -> Scene:
    """The scene of an article with these titles; `spoken` names parts that are somebody's words."""
    subjects = find_subjects(outline, titles)
    naming = naming_parts(outline, titles)
    opened = opened_parts(outline, titles, subjects, naming)
    read = read_parts(outline, work_mentions(titles), frozenset(spoken)) if titles else ()
    return Scene(outline, tuple(titles), subjects, naming, opened, read)


def find_tellings(scene: Scene, people: People) -> tuple[Telling, ...]:
    """The tellings of an article in text order; none without a title."""
    if not scene.titles:
        return ()
    scores = score_parts(scene.outline, scene.read, people)
    runs = group_runs(scene, scores)
    return tuple(Telling(kept) for run in runs for kept in keep_tied(run, scene, people))


def group_runs(scene: Scene, scores: Sequence[float]) -> list[tuple[int, ...]]:
    """Neighbouring parts that tell: a run starts at a clear one and takes in weaker ones beside it."""
    runs: list[tuple[int, ...]] = []
    current: list[int] = []
    for part in scene.outline.parts:
        score = bridged(scores, part.index)
        needed = TELLS_BESIDE if current else TELLS
        if plot_heading(part, scene.outline):
            needed = min(needed, TELLS_HEADED)
        if score >= needed:
            current.append(part.index)
        else:
            if current:
                runs.append(tuple(current))
            current = []
    if current:
        runs.append(tuple(current))
    return runs


def bridged(scores: Sequence[float], index: int) -> float:
    """The part's score, raised where it stands between two clear parts of one telling."""
    score = scores[index]
    inside = 0 < index < len(scores) - 1 and -0.6 <= score < TELLS_BESIDE
    if inside and min(scores[index - 1], scores[index + 1]) >= TELLS_BESIDE:
        return TELLS_BESIDE
    return score


def keep_tied(run: tuple[int, ...], scene: Scene, people: People) -> Iterator[tuple[int, ...]]:
    """The stretches of a run in which a work's plot is told: each begins with a part that something ties
    to a work and goes on while it is about those whom it tells of.

    After "the film follows a nurse" a block about a shopkeeper is the report again, present tense or not.
    """
    kept: list[int] = []
    names: set[str] = set()
    for index in run:
        part = scene.outline.parts[index]
        if is_tied(part, scene, people) or (kept and goes_on(part, names, people)):
            kept.append(index)
            names |= set(NAME_IN_TEXT.findall(part.plain)) - people.outsiders
        elif kept:
            yield tuple(kept)
            kept, names = [], set()
    if kept:
        yield tuple(kept)


def is_tied(part: Part, scene: Scene, people: People) -> bool:
    """Whether a part tells of a work by itself: opened, headed or, where it may, with its characters."""
    if part.index in scene.opened:
        return True
    if plot_heading(part, scene.outline) and (scene.subjects or names_title(part, scene)):
        return True
    return bool(scene.subjects) and has_acting(part, people.characters)


def goes_on(part: Part, names: Collection[str], people: People) -> bool:
    """Whether a part goes on with the people of the parts before it: names one of them, or nobody new."""
    told = people.characters | (set(names) - people.outsiders)
    acting = {
        action.subject
        for action in find_actions(part.plain)
        if action.kind == "name" and action.tense == "present"
    }
    return not acting or bool(acting & told)


def names_title(part: Part, scene: Scene) -> bool:
    """Whether the heading above a part names a work."""
    heading = part.heading.of(scene.outline.text) if part.heading else ""
    return any(title in heading for title in scene.titles)


def has_acting(part: Part, names: Collection[str]) -> bool:
    """Whether one of the names acts in the present tense in the writer's own words."""
    return any(
        action.kind == "name" and action.tense == "present" and action.subject in names
        for action in find_actions(part.plain)
    )
