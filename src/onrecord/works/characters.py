"""Who is a character: named by cast patterns, or acting in a telling beside those who are.

After `outsiders` and `tellings`, before `mentions`: a title may also be the name of a character, and only
the cast and the telling show it. Nobody who speaks to the press, no organisation and no place is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from onrecord.values import Reading, Statement
from onrecord.works.actions import NOT_NAMES, find_actions
from onrecord.works.cast import (
    NOT_CHARACTERS,
    ROLE_WORDS,
    CastLine,
    find_cast,
    name_words,
    tidy_name,
    words_of,
)
from onrecord.works.names import NAME, NAME_WORD, TITLE_ENDERS, plain_title
from onrecord.works.narration import People
from onrecord.works.outline import Outline
from onrecord.works.outsiders import find_outsiders, find_press, spoken_parts
from onrecord.works.tellings import Scene, Telling, find_tellings, set_scene
from onrecord.works.titles import Title

DEMONYM = re.compile(r"(?:ian|ish|ese|ican)s?$")
TELLING_VERBS = frozenset(
    "tells follows opens centres centers concerns chronicles depicts explores".split()
)
"""What a work does and no character: "Ashes tells the story of"."""
PLACE_BEFORE = re.compile(
    r"\b(?:in|at|from|to|near|of|across|outside|around|through|into|via|for) (?:the )?$"
)
LONGEST_LABEL = 60  # characters of a speaker's label before its colon


@dataclass(frozen=True, slots=True)
class Story:
    """Who stands inside and outside the stories of an article, its characters by their fullest names, and
    where they are told of."""

    people: People
    characters: tuple[str, ...]
    tellings: tuple[Telling, ...]


def find_story(
    reading: Reading,
    outline: Outline,
    statements: Sequence[Statement],
    titles: Sequence[Title],
    known: Sequence[str] = (),
) -> Story:
    """Characters and tellings of an article; none without a title. `known` are characters named before.

    Two passes: tellings found by tense alone give names; with these the weaker blocks are found.
    """
    if not titles:
        return Story(People(frozenset(), frozenset()), (), ())
    press = find_press(outline, statements)
    keys = {plain_title(title.name) for title in titles}
    cast = [line for line in find_cast(outline.text) if not names_title(line, keys)]
    outsiders = find_outsiders(outline, statements, cast, titles) | press
    scene = set_scene(
        outline, [t.name for t in titles], spoken_parts(outline, statements, outsiders)
    )
    named = [*known, *cast_names(cast, scene, outsiders, press)]
    named += namesakes(outline, titles, words_of(actors_of(cast)) | outsiders)
    unlikely = named_otherwise(reading)
    people = People(words_of(named), outsiders - words_of(named))
    for _ in range(2):
        told = [
            name
            for name in names_in_tellings(outline, find_tellings(scene, people), people)
            if plain_title(name) not in unlikely or name in scene.titles
        ]
        inside = words_of([*named, *told])
        people = People(inside, outsiders - inside)
    names = fullest(fuller_name(name, outline, people.outsiders) for name in [*named, *told])
    return Story(people, names, find_tellings(scene, people))


def names_title(line: CastLine, titles: Collection[str]) -> bool:
    """Whether a line sets a title beside a name, not a role: "Gilded Lily (Rosa Amado)"."""
    role = " " in line.character and plain_title(line.character) in titles
    return role or (line.actor is not None and plain_title(line.actor) in titles)


def actors_of(cast: Iterable[CastLine]) -> list[str]:
    """The actors of the cast."""
    return [line.actor for line in cast if line.actor]


def cast_names(
    cast: Sequence[CastLine], scene: Scene, outsiders: Collection[str], press: Collection[str]
) -> list[str]:
    """Characters by cast patterns, where the place speaks of a work; nobody who speaks to the press."""
    actors = words_of(actors_of(cast))
    return [
        line.character
        for line in cast
        if not set(name_words(line.character)) & (actors if line.actor else {*actors, *outsiders})
        and not set(name_words(line.character)) & set(press)
        and speaks_of_work(line.start, scene)
    ]


def speaks_of_work(start: int, scene: Scene) -> bool:
    """Whether a place can speak of a work's cast: the article is about one, its block names one, or it is
    the label of a turn ("Tom Hale (Karel):")."""
    part = scene.outline.part_at(start)
    if part is None or scene.subjects:
        return part is not None
    label = part.span.of(scene.outline.text).partition(":")[0]
    is_label = start - part.span.start < len(label) <= LONGEST_LABEL
    return is_label or part.index in scene.opened or part.index in scene.naming


def named_otherwise(reading: Reading) -> frozenset[str]:
    """Plain names that the model takes more often for an organisation, a place or a work than a person."""
    votes: Counter[str] = Counter()
    for entity in reading.labels.entities:
        name = plain_title(entity.span.of(reading.article.text))
        votes[name] += -1 if entity.label == "person" else 1
    return frozenset(name for name, balance in votes.items() if balance > 0)


def fuller_name(name: str, outline: Outline, outside: Collection[str]) -> str:
    """The name with the given name that the article sets before it inside a sentence, if it does."""
    if " " in name or name in outside:
        return name
    pattern = re.compile(rf"(?<!\w)(?P<given>{NAME_WORD}) {re.escape(name)}(?!\w)")
    for part in outline.parts_with(f" {name}"):
        for match in pattern.finditer(part.plain):
            given = match["given"]
            known = given.lower() in NOT_NAMES | ROLE_WORDS or given in NOT_CHARACTERS | set(
                outside
            )
            if not known and not is_sentence_start(part.plain, match.start()):
                return f"{given} {name}"
    return name


def namesakes(outline: Outline, titles: Sequence[Title], outside: Collection[str]) -> list[str]:
    """Fuller names in running text that begin with a one-word title: a film "Ida" has its "Ida Voss"."""
    names = set()
    text = "\n".join(part.plain for part in outline.parts if not part.is_heading)
    for title in titles:
        if not re.fullmatch(NAME_WORD, title.name):
            continue
        pattern = (
            rf"(?<!\w){re.escape(title.name)} (?P<last>{NAME_WORD})(?![\w’'-])(?! {NAME_WORD})"
        )
        for match in re.finditer(pattern, text):
            last = match.group("last")
            if (
                last not in outside
                and last.lower() not in NOT_NAMES
                and not TITLE_ENDERS.match(f" {last}")
            ):
                names.add(f"{title.name} {last}")
    return sorted(names)


def names_in_tellings(outline: Outline, tellings: Sequence[Telling], people: People) -> list[str]:
    """Names that act in a telling, or stand in it twice and not as a place."""
    acting: set[str] = set()
    seen: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    for telling in tellings:
        for index in telling.parts:
            part = outline.parts[index]
            acting |= {
                a.subject
                for a in find_actions(part.plain)
                if a.kind == "name" and a.tense == "present" and a.verb not in TELLING_VERBS
            }
            for match in re.finditer(NAME, part.plain):
                name = tidy_name(match.group())
                if (
                    not name
                    or DEMONYM.search(name)
                    or (
                        is_sentence_start(part.plain, match.start())
                        and " " not in name
                        and name not in acting
                    )
                ):
                    continue
                seen[name] += 1
                placed[name] += bool(
                    PLACE_BEFORE.search(part.plain[max(0, match.start() - 14) : match.start()])
                )
    return [
        name for name, times in seen.items()
        if not set(name_words(name)) & people.outsiders
        and placed[name] < times
        and (name.split()[-1] in acting or name.split()[0] in acting or times >= 2)
    ]  # fmt: skip


def is_sentence_start(text: str, at: int) -> bool:
    """Whether a sentence begins at `at`."""
    before = text[:at].rstrip()[-1:] if at < 400 else text[max(0, at - 8) : at].rstrip()[-1:]
    return not before or before in '.!?:”"'


def fullest(names: Iterable[str]) -> tuple[str, ...]:
    """Names in order of the alphabet, each only in its fullest form.

    >>> fullest(["Ida", "Ida Voss", "Tom"])
    ('Ida Voss', 'Tom')
    """
    words = {name: frozenset(name.split()) for name in sorted(set(names))}
    holding: dict[str, list[frozenset[str]]] = {}
    for own in words.values():
        for word in own:
            holding.setdefault(word, []).append(own)
    return tuple(
        name
        for name, own in words.items()
        if not any(own < other for other in holding.get(name.split()[0], ()))
    )
