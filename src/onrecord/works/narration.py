"""How much a block or a sentence reads as the telling of a plot.

Weighs the actions of sentences by who acts: characters in the present tense speak for a plot,
people outside it (directors, actors, critics) and the past tense against. `tellings` asks besides what
ties a block to a work.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onrecord.works.actions import SPEECH, STORY_VERBS, Action, find_actions
from onrecord.works.outline import Outline, Part

OUTSIDE = re.compile(
    r"\b(?:directors?|reporters?|journalists?|press|said|told|spokes\w+|producers?|composer|editor|actors?|actress(?:es)?|box office|audiences?|critics?|festivals?|interview"
    r"|premier\w+|studio|reviews?|viewers|fans|cinemas?|theat(?:er|re)s|streaming|awards?|oscars?"
    r"|release[ds]?|stars?|cast|screenplay|performance|filmmaker\w*|cinematograph\w+|score"
    r"|production|role|picture|filmed|voiced|recorded|available|tickets?|box set|broadcaster|channel|interpretation|meaning|theory|symbolis\w+)\b", re.I,
)  # fmt: skip
FIRST_PERSON = re.compile(r"\b(?:I|I’m|I've|I’ve|my|me|you|your|our)\b")
WE_SEE = re.compile(
    r"\bwe (?:see|learn|watch|hear|meet|find|discover|are told|follow|first)\b", re.I
)
PLOT_HEADING = re.compile(
    r"\b(?:what happen(?:s|ed)|plot|synopsis|summary|the story|recap|how (?:does|do|did) .{1,60} end"
    r"|ending,? explained|at the end|storyline|what is .{1,50} about|what[’']s .{1,50} about)\b", re.I,
)  # fmt: skip
OTHER_HEADING = re.compile(
    r"\b(?:who (?:is|stars|plays)|cast|where to|how to watch|release|review|reception|awards|meaning|said|says"
    r"|interview|behind|box office|soundtrack|director)\b", re.I,
)  # fmt: skip
IN_BRACKETS = re.compile(r"\([^()]*\)")
NAME_IN_TEXT = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]+")
PREMISE = re.compile(
    r"\b(?:is|the film,) an? (?:[\w-]+,? ){0,5}?(?:film|movie|drama|comedy|comedy-drama|thriller|series|novel|story|western|romance|musical|satire|tale)"
    r" (?:following|about|that follows|in which|centred on|centered on|set in)\b|,? is set (?:in|on|over|at|during|among|around)\b", re.I,
)  # fmt: skip
PRESENT_WEIGHT = {"name": 1.0, "pronoun": 0.8, "it": 0.2, "noun": 0.45, "story": 0.3, "first": -0.5}


@dataclass(frozen=True, slots=True)
class People:
    """Who stands inside the story and who outside it, by the words of their names."""

    characters: frozenset[str]
    outsiders: frozenset[str]


@dataclass(frozen=True, slots=True)
class Signs:
    """What one sentence shows, whoever stands inside the story: its actions, the names in it, and what its
    other words add to a score and take from it, in order."""

    actions: tuple[Action, ...]
    names: tuple[str, ...]
    premise: float
    seen: float
    own: float
    outside: float


def read_parts(
    outline: Outline, shown: re.Pattern[str] | None, skip: Collection[int] = ()
) -> tuple[tuple[Signs, ...] | None, ...]:
    """The signs of the sentences of each part; None for headings and skipped parts."""
    return tuple(
        None if part.is_heading or part.index in skip else read_part(part, shown)
        for part in outline.parts
    )


def read_part(part: Part, shown: re.Pattern[str] | None) -> tuple[Signs, ...]:
    """The signs of a block's sentences but the shortest; a work that is named is "the film" there."""
    owns = [own for own in map(part.own_words, part.sentences) if len(own.split()) >= 3]
    return tuple(read_sentence(shown.sub("the film", own) if shown else own) for own in owns)


def score_parts(
    outline: Outline, read: Sequence[tuple[Signs, ...] | None], people: People
) -> list[float]:
    """How much each part reads as the telling of a plot, by its signs; -9 for those without."""
    scores = []
    acting: str | None = None
    for part, signs in zip(outline.parts, read, strict=True):
        if signs is None:
            scores.append(-9.0)
            acting = None if part.is_heading else acting
            continue
        score, acting = score_part(signs, people, acting)
        scores.append(score)
    return scores


def score_part(
    signs: Sequence[Signs], people: People, acting: str | None
) -> tuple[float, str | None]:
    """The mean score of a block's sentences, and the name that acted last in it."""
    total = 0.0
    for each in signs:
        score, acting = weigh_signs(each, people, acting)
        total += score
    return (total / len(signs) if signs else 0.0), acting


def score_sentence(own: str, people: People, acting: str | None = None) -> tuple[float, str | None]:
    """How much one sentence tells a plot, and the name that acted last.

    >>> nobody = People(frozenset(), frozenset())
    >>> score_sentence("Mara hides the letter and leaves him.", nobody)[0] > 1
    True
    >>> score_sentence("The company reported a loss on Monday.", nobody)[0] < 0
    True
    """
    return weigh_signs(read_sentence(own), people, acting)


def read_sentence(own: str) -> Signs:
    """The signs of one sentence."""
    return Signs(
        actions=find_actions(IN_BRACKETS.sub(lambda match: " " * len(match.group()), own)),
        names=tuple(NAME_IN_TEXT.findall(own)),
        premise=1.4 if PREMISE.search(own) else 0.0,
        seen=min(1.0, 0.8 * len(WE_SEE.findall(own))),
        own=min(1.5, 0.5 * len(FIRST_PERSON.findall(own))),
        outside=min(1.6, 0.4 * len(OUTSIDE.findall(own))),
    )


def weigh_signs(signs: Signs, people: People, acting: str | None) -> tuple[float, str | None]:
    """The score of a sentence with these signs, and the name that acted last."""
    score = 0.0
    for action in signs.actions:
        if action.kind == "name":
            acting = action.subject
        score += weigh_action(action, people, acting)
    score = min(score, 3.0) + signs.premise + signs.seen - signs.own - signs.outside
    inside = sum(1 for name in signs.names if name in people.characters)
    return score + min(0.6, 0.3 * inside), acting


def weigh_action(action: Action, people: People, acting: str | None) -> float:
    """What one action says for (above 0) or against a plot."""
    actor = action.subject if action.kind == "name" else acting
    known = action.kind in ("name", "pronoun") and actor in people.characters
    if action.kind in ("name", "pronoun") and actor in people.outsiders and not known:
        return -1.2
    if action.kind == "noun" and OUTSIDE.fullmatch(action.subject):
        return -1.0
    if (
        action.kind == "name"
        and action.verb in ("are", "have")
        and action.subject.endswith("s")
        and not known
    ):
        return 0.0
    if action.verb in ("has", "have") and not known:
        return 0.2
    if action.kind == "story":
        return 1.2 if action.verb in STORY_VERBS else 0.0
    if action.subject == "who" and action.tense == "past":
        return 0.0
    if action.tense == "past":
        return 0.6 if known else -0.7 if action.kind in ("name", "pronoun") else -0.3
    if action.verb in SPEECH and not known:
        return -0.4
    kind = "it" if action.subject.lower() in ("it", "who") else action.kind
    weight = PRESENT_WEIGHT[kind] * (0.6 if action.chained else 1.0)
    return weight * 1.4 if known else weight


def plot_heading(part: Part, outline: Outline) -> bool | None:
    """Whether the heading above announces a plot (True), something else (False), or nothing (None)."""
    if part.heading is None:
        return None
    words = part.heading.of(outline.text)
    if PLOT_HEADING.search(words):
        return True
    return False if OTHER_HEADING.search(words) else None
