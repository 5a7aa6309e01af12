"""How much of a story words give away: nothing, some of what happens, or how it ends.

Words that the tellings of a plot have and its premise has not are its secrets: who speaks of two of them
gives something away, whatever the words are about. Before: `explain_coverage`. After: the sections.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from onrecord.answers.explain_coverage import Coverage
from onrecord.answers.explain_tellings import spoiler_of
from onrecord.values import HeldPassage, SpoilerClass, Topic
from onrecord.variants import split_words
from onrecord.variants.commonness import RARE_WEIGHT, is_number, word_weight
from onrecord.works.stems import stem
from onrecord.works.story import story_talk
from onrecord.works.topics import score_words

CLASSES: tuple[SpoilerClass, ...] = get_args(SpoilerClass)
"""What words give away, least first."""
SECRETS_OF_THE_END = 2.0
"""So much of the end, or of the course of the story, makes words give it away."""
SECRETS_OF_THE_COURSE = 3.0
SHARED_SECRET = 0.5
"""What a word is worth that the end has and the story before it too."""
SPEAKS_OF_THE_END = 2.5
"""Words that score so much as talk of an ending speak of it."""
TALKS = 1.1
"""From this on somebody speaks of what characters do."""
TURNS = re.compile(
    r"\b(?:dies|died|dying|death|dead|killed|kills|killer|murderer|drowns?|drowned|survives?|survived|alive|ghosts?|suicide"
    r"|twist|turns? out (?:to be|that)|revealed to be|all along|wakes up|never wakes|kissed|kisses)\b",
    re.I,
)  # fmt: skip
OF_A_CHARACTER = re.compile(
    r"\b(?:she|he|her|his|him|they|heroine|hero|character|protagonist|mother|father|brother|sister|son|daughter|husband|wife)\b",
    re.I,
)
GIVING_AWAY = frozenset(["plot", "ending", "meaning", "cut"])
OPEN_TO_ALL = frozenset(["awards", "availability", "business"])


@dataclass(frozen=True, slots=True)
class Secrets:
    """Stems of telling words that the end of a story has, those of its course, and names in it."""

    end: frozenset[str] = frozenset()
    course: frozenset[str] = frozenset()
    characters: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()

    def class_of(self, text: str, topics: Sequence[Topic] = ()) -> SpoilerClass:
        """What words on these topics give away."""
        found = rare_stems(text)
        of_end = sum(SHARED_SECRET if s in self.course else 1.0 for s in found & self.end)
        talk = talk_of_story(text, self.characters, self.people)
        named = bool(self.characters.intersection(re.findall(r"[^\W\d_]+", text)))
        ending = own_scores(text).get("ending", 0.0) >= SPEAKS_OF_THE_END
        told = bool(of_end or named or talk >= TALKS)
        if of_end >= SECRETS_OF_THE_END or (
            told and (ending or {"ending", "meaning"} & set(topics))
        ):
            return "ending"
        if TURNS.search(text) and (named or talk >= TALKS or OF_A_CHARACTER.search(text)):
            return "ending"
        if GIVING_AWAY.intersection(topics) or len(found & self.course) >= SECRETS_OF_THE_COURSE:
            return "plot"
        return "plot" if named and talk >= 2 * TALKS else "none"

    def class_of_passage(self, held: HeldPassage) -> SpoilerClass:
        """What a passage gives away: of a telling by its place, of other words by what they say."""
        passage = held.passage
        if passage.voice == "narration":
            return spoiler_of(held)
        found = self.class_of(held.text, passage.topics)
        return max(found, passage.gives_away, key=CLASSES.index)


def find_secrets(coverage: Coverage) -> Secrets:
    """The secrets of a story, by all who tell it."""
    told = [held for held in coverage.passages if held.passage.voice == "narration"]
    ends = [held for held in told if "ending" in held.passage.topics]
    courses = [held for held in told if held.passage.spoiler and held not in ends]
    characters, people = coverage.names
    names = {stem(word.lower()) for word in (*people, *characters)}
    known = (
        names
        | told_openly(coverage)
        | stems_of(held.text for held in told if not held.passage.spoiler)
        | stems_of([coverage.subject.title])
    )
    return Secrets(
        stems_of(held.text for held in ends) - known,
        stems_of(held.text for held in courses) - known,
        characters,
        people,
    )


def told_openly(coverage: Coverage) -> frozenset[str]:
    """The stems that reports for those who have not seen the work have, in more than one article."""
    places: dict[str, set[str]] = defaultdict(set)
    for held in coverage.passages:
        passage = held.passage
        if passage.voice == "report" and OPEN_TO_ALL.issuperset(passage.topics):
            for each in rare_stems(held.text):
                places[each].add(held.article.key)
    return frozenset(each for each, keys in places.items() if len(keys) > 1)


def stems_of(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the rare words of some texts."""
    return frozenset(each for text in texts for each in rare_stems(text))


@lru_cache(maxsize=4096)
def own_scores(text: str) -> Mapping[Topic, float]:
    """What a text's own words score for each topic; asked again by every step that places it."""
    return score_words(text)


@lru_cache(maxsize=4096)
def talk_of_story(text: str, characters: frozenset[str], people: frozenset[str]) -> float:
    """How much words speak of the story itself; asked again by every step that places them."""
    return story_talk(text, characters, people)


@lru_cache(maxsize=4096)
def rare_stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that few texts have; no numbers.

    >>> sorted(rare_stems("The boat drifts for seven days and the engine is off."))
    ['boat', 'drift', 'engin']
    """
    keys = {word.key for word in split_words(text)}
    return frozenset(
        stem(key) for key in keys if word_weight(key) == RARE_WEIGHT and not is_number(key)
    )
