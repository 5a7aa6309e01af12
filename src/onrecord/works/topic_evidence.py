"""What rules count about a stretch of an article, as numbers for the learned topics.

The weighted words of `lexicon` and the groups of `topic_words`, in the stretch, its block, the blocks beside
it and the heading; signs of its place and voice; and the topics that rules alone would give it. Between
`topics` and `settle` and `passages`, which ask for the topics of statements and passages.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from onrecord.language.labels import Floats
from onrecord.values import Span, SpoilerClass, Topic
from onrecord.works.find import Ground
from onrecord.works.outline import Part
from onrecord.works.story import story_talk
from onrecord.works.topic_words import WIDTH, count_groups
from onrecord.works.topics import MOST, ORDER, TO_COME, Scores, heading_topics, score_words

SCORED: tuple[Topic, ...] = ORDER[:-1]
HIGHEST = 6.0
"""A score that is no higher for more words."""
LIKELY = 0.5
"""From this chance on a topic counts: the shipped biases put each topic's best limit here."""
VOICES = ("narration", "report", "statement", "inference")
QUOTED = ("“", '"', "'", "‘")
MONEY = re.compile(r"[£$€]")
DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage, or the content of a statement (`voice` None), inside one block; `ruled` are the topics that
    rules alone give it."""

    spans: tuple[Span, ...]
    part: Part
    ruled: tuple[Topic, ...]
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a stretch is about, the likeliest first, and what it gives away; None where only rules know."""

    topics: tuple[Topic, ...]
    spoiler: SpoilerClass | None = None


def learned_topics(stretch: Stretch, ground: Ground) -> Finding:
    """What is learned of a stretch; the topics of the rules where the model has no view of it."""
    if ground.gist is None:
        return Finding(stretch.ruled)
    numbers = count_evidence(stretch, ground).tolist()
    chances = ground.gist.chances(numbers, stretch.spans, stretch.part.span)
    return Finding(likely_topics(chances), likely_spoiler(chances))


def likely_spoiler(chances: Mapping[str, float]) -> SpoilerClass:
    """What a stretch likely gives away.

    >>> likely_spoiler({"tells the plot": 0.9, "tells the end": 0.6})
    'ending'
    """
    if chances.get("tells the end", 0.0) >= LIKELY:
        return "ending"
    return "plot" if chances.get("tells the plot", 0.0) >= LIKELY else "none"


def likely_topics(chances: Mapping[str, float]) -> tuple[Topic, ...]:
    """The topics that are likely, likeliest first, at most three; `other` alone where none is.

    >>> likely_topics({"making": 0.6, "cut": 0.8, "plot": 0.1, "other": 0.9})
    ('cut', 'making')
    >>> likely_topics({"making": 0.3, "other": 0.1})
    ('other',)
    """
    found = [topic for topic in SCORED if chances.get(topic, 0.0) >= LIKELY]
    found.sort(key=lambda topic: -chances[topic])
    return tuple(found[:MOST]) or ("other",)


def count_evidence(stretch: Stretch, ground: Ground) -> Floats:
    """The numbers of a stretch, in an order that never changes: what was learned goes by it."""
    text = " ".join(span.of(ground.outline.text) for span in stretch.spans)
    part, parts = stretch.part, ground.outline.parts
    whole = stretch.spans == (part.span,)
    block = view_part(part, ground)
    own = block if whole else view_text(text)
    before = view_part(parts[part.index - 1], ground) if part.index else NOTHING
    after = view_part(parts[part.index + 1], ground) if part.index + 1 < len(parts) else NOTHING
    heading = part.heading.of(ground.outline.text) if part.heading else ""
    head = view_heading(part, heading, ground)
    return np.concatenate(
        [
            own.scores, block.scores, before.scores, head.scores, after.scores,
            place_signs(stretch, text, heading, ground),
            own.groups, block.groups, head.groups,
        ]
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """A text as rules see it: `scores` of SCORED topics, and `groups` of words."""

    scores: Floats
    groups: Floats


NOTHING = View(np.zeros(len(SCORED), np.float32), np.zeros(WIDTH, np.float32))


@lru_cache(maxsize=256)
def view_text(text: str) -> View:
    """What rules see in a text; the same is asked for as statement, as passage and as block."""
    return View(as_numbers(score_words(text)), count_groups(text))


def view_part(part: Part, ground: Ground) -> View:
    """What rules see in a block, worked out once."""
    key = part.index
    if key not in ground.views:
        ground.views[key] = view_text(part.span.of(ground.outline.text))
    return ground.views[key]


def view_heading(part: Part, heading: str, ground: Ground) -> View:
    """What rules see in the heading above a block, worked out once for the blocks under it."""
    if part.heading is None:
        return NOTHING
    key = -1 - part.heading.start
    if key not in ground.views:
        ground.views[key] = View(as_numbers(heading_topics(heading)), count_groups(heading))
    return ground.views[key]


def as_numbers(scores: Scores) -> Floats:
    """Scores of topics in the order of SCORED."""
    return np.array([min(scores.get(topic, 0.0), HIGHEST) for topic in SCORED], np.float32)


def place_signs(stretch: Stretch, text: str, heading: str, ground: Ground) -> Floats:
    """Kind, voice, place and looks of a stretch, and what rules make of it."""
    count, index = len(ground.outline.parts), stretch.part.index
    signs = [
        stretch.voice is not None,
        bool(ground.works),
        ground.about,
        bool(TO_COME.search(text)),
        math.log1p(len(text.split())),
        index / count,
        index < 2,
        index >= count - 2,
        heading.endswith("?"),
        "?" in text,
        text.startswith(QUOTED),
        len(DIGIT.findall(text)) / max(10, len(text)),
        bool(MONEY.search(text)),
        story_talk(text, ground.people.characters, ground.people.outsiders),
        *(stretch.voice == voice for voice in VOICES),
        *(topic in stretch.ruled for topic in ORDER),
    ]
    return np.array(signs, np.float32)
