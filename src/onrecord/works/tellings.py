"""Which blocks tell what happens in a work, and where each telling begins and ends.

A run of blocks that read so (`narration`) is a telling only where something ties it to a work: a sentence
that opens it (`openings`), a heading that announces a plot, or, in an article about the work, a
character who acts. What the press is told there never is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onrecord.works.actions import find_actions
from onrecord.works.contexts import work_mentions
from onrecord.works.narration import People, plot_heading, score_parts
from onrecord.works.openings import find_subjects, opened_parts
from onrecord.works.outline import Outline, Part

TELLS = 0.75  # least mean score of a block's sentences that tells a plot, by our own examples
TELLS_BESIDE = 0.35  # the same beside another block of the telling
TELLS_HEADED = 0.45  # the same under a heading that announces a plot


@dataclass(frozen=True, slots=True)
class Telling:
    """A run of blocks that tell the plot of a work: indices of its parts, in text order."""

    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What tellings are looked for in: the article, its titles, those that it is about, the parts in which a
    sentence opens a telling, and the parts that are somebody's words."""

    outline: Outline
    titles: tuple[str, ...]
    subjects: frozenset[str]
    opened: frozenset[int]
    spoken: frozenset[int]


def set_scene(outline: Outline, titles: Sequence[str], spoken: Collection[int] = ()) -> Scene:
    """The scene of an article with these titles; `spoken` names parts that are somebody's words."""
    subjects = find_subjects(outline, titles)
    opened = opened_parts(outline, titles, subjects)
    return Scene(outline, tuple(titles), subjects, opened, frozenset(spoken))


def find_tellings(scene: Scene, people: People) -> tuple[Telling, ...]:
    """The tellings of an article in text order; none without a title."""
    if not scene.titles:
        return ()
    scores = score_parts(scene.outline, people, work_mentions(scene.titles), scene.spoken)
    runs = group_runs(scene.outline, scores)
    kept = (keep_tied(run, scene, people) for run in runs)
    return tuple(Telling(run) for run in kept if run)


def group_runs(outline: Outline, scores: Sequence[float]) -> list[tuple[int, ...]]:
    """Neighbouring parts that tell: a run starts at a clear one and takes in weaker ones beside it."""
    runs: list[tuple[int, ...]] = []
    current: list[int] = []
    for part in outline.parts:
        score = bridged(scores, part.index)
        needed = TELLS_BESIDE if current else TELLS
        if plot_heading(part, outline) is True:
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


def keep_tied(run: tuple[int, ...], scene: Scene, people: People) -> tuple[int, ...]:
    """The parts of a run that a work's plot is told in, empty where nothing ties it to one.

    In an article about something else, a telling goes on only with those whom it tells of.
    """
    first = next((at for at, index in enumerate(run) if is_tied(index, scene, people)), None)
    if first is None:
        return ()
    if scene.subjects:
        return run
    last = first
    while last + 1 < len(run) and is_tied(run[last + 1], scene, people, goes_on=True):
        last += 1
    return run[first : last + 1]


def is_tied(index: int, scene: Scene, people: People, *, goes_on: bool = False) -> bool:
    """Whether a part tells of a work by itself: opened, headed or, where it may, with its characters."""
    part = scene.outline.parts[index]
    before = scene.outline.parts[index - 1] if index else None
    if index in scene.opened or (before is not None and before.index in scene.opened):
        return True
    if plot_heading(part, scene.outline) and (scene.subjects or names_title(part, scene)):
        return True
    return (bool(scene.subjects) or goes_on) and has_acting(part, people.characters)


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
