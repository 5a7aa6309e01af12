"""What a passage or statement is about, from several kinds of evidence added up.

Words and phrases (`lexicon`), the heading above, the neighbouring words of the same block, and
whether the block tells a plot. No word alone decides: outside talk of a work only business, awards
and person may come out.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.text.needed import level, may_match
from onrecord.values import Topic
from onrecord.works.lexicon import stem_topics, topic_patterns
from onrecord.works.stems import WORD, stem

ORDER: tuple[Topic, ...] = (
    "plot", "ending", "meaning", "cut", "making", "reception", "awards", "availability", "business",
    "person", "other",
)  # fmt: skip
ANYWHERE: frozenset[Topic] = frozenset(["business", "person", "awards", "other"])
NEEDED = 2.5  # least score of a topic; set on tests/works/passages.json
NEEDED_ANYWHERE = 3.5  # the same outside talk of a work
SHARE = 0.45  # least share of the best topic's score
HEADING_WEIGHT = 0.55
CONTEXT_WEIGHT = 0.5
CONTEXT_ALONE = 1.0  # where the words themselves speak for no topic
SAYS_NOTHING = 1.0
TO_COME = re.compile(
    r"\b(?:is|are|will|can|opens?|arrives?|hits?|streams?|now|from|available|tickets?|until|(?<!-)out|due|next|soon|watch)\b",
    re.I,
)
"""Where to see a work is told of now and of days to come, not of an evening that is over."""
MOST = 3  # topics of one passage

Scores = Mapping[Topic, float]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a passage: context words, heading, whether it is film talk, whether it tells.

    `story` is how much somebody outside the story speaks of it (`story_talk`); `introduced` says that the
    context introduces the words of somebody who is named.
    """

    context: str = ""
    heading: str = ""
    film: bool = False
    told: bool = False
    told_end: bool = False
    story: float = 0.0
    introduced: bool = False


def score_words(text: str) -> dict[Topic, float]:
    """Topic → score of the words of a text alone; each stem and pattern counts once, more a little.

    >>> score_words("The ending is open to interpretation.")["meaning"] > 3
    True
    """
    return dict(_scored(text)) if text else {}


@lru_cache(maxsize=1024)
def _scored(text: str) -> Scores:
    """The scores of a text that is asked for as statement, as passage and as what stands beside others."""
    scores: dict[Topic, float] = defaultdict(float)
    by_stem = stem_topics()
    for key in dict.fromkeys(map(stem, WORD.findall(text))):
        for topic, weight in by_stem.get(key, ()):
            scores[topic] += weight
    levelled = level(text)
    for topic, weight, pattern, needed in topic_patterns():
        if not may_match(needed, levelled):
            continue
        hits = sum(1 for _ in pattern.finditer(text))
        if hits:
            scores[topic] += weight + 0.25 * min(2, hits - 1)
    return scores


def choose_topics(text: str, around: Surroundings) -> tuple[Topic, ...]:
    """The topics of a passage, the clearest first; `other` alone where none is clear.

    >>> choose_topics("She scored in the final minutes.", Surroundings())
    ('other',)
    """
    own = score_words(text)
    scores: dict[Topic, float] = defaultdict(float, own)
    silent = (
        around.introduced
        and max(own.values(), default=0.0) < SAYS_NOTHING
        and around.story < SAYS_NOTHING
    )
    add(scores, score_words(around.context), CONTEXT_ALONE if silent else CONTEXT_WEIGHT)
    scores["meaning"] += around.story
    own = {**own, "meaning": own.get("meaning", 0.0) + around.story}
    headed = heading_topics(around.heading) if around.film else {}
    lean(scores, own, headed)
    if not TO_COME.search(text):
        scores["availability"] *= 0.5
    if around.told:
        tell(scores, around)
    allowed = {
        topic: score for topic, score in scores.items()
        if (around.film and score >= NEEDED) or (topic in ANYWHERE and score >= NEEDED_ANYWHERE)
    }  # fmt: skip
    if not allowed and around.film:
        allowed = {
            topic: score for topic, score in headed.items() if score >= NEEDED and topic != "plot"
        }
    return settle(allowed)


def add(scores: dict[Topic, float], more: Scores, weight: float) -> None:
    """Adds a second kind of evidence at a lower weight, never more than the words themselves could."""
    for topic, score in more.items():
        scores[topic] += min(3.0, weight * score)


HEADINGS: tuple[tuple[tuple[Topic, ...], str], ...] = (
    (("ending", "meaning"), r"\b(?:ending|finale)\b.*\b(?:explained|meaning|means?)\b|\bexplain"),
    (("availability",), r"\b(?:where|how) (?:to|can \w+) (?:watch|see|stream|listen|buy)\b|\btickets\b|\bwhere .{1,40} (?:streaming|showing)\b"),
    (("making",), r"\b(?:behind the|making of|on (?:the )?set|the shoot|in (?:the )?rehearsals?)\b|\bhow (?:(?:was|were|did|do) )?(?:it|they|he|she|we|the \w+)(?: \w+)? (?:made|make|did it|do it|shot|shoot|film(?:ed)?|built|build|pulled|done|animated?|design(?:ed)?|written|composed?|created?|written)\b"),
    (("cut",), r"\b(?:did ?n[’']?t see|never saw|wo ?n[’']?t see|deleted|was cut|left out|alternat\w+|(?:different|other|original|earlier|first) (?:ending|version|draft|finale))\b"),
    (("reception",), r"\b(?:critics|reactions?|reception|audiences?|viewers)\b"),
)  # fmt: skip
ASKED = re.compile(
    r"(?:so,? |but,? |and,? )?(?:did|does|do|is|was|were|who|whose|why|what)\b.*\?$", re.I
)
ASKED_ELSE = re.compile(
    r"\b(?:plays|stars|cast|direct(?:s|ed)|released?|season|sequel|series|next|watch|stream|where|when|happen(?:s|ed)|about"
    r"|true|real|based|budget|cost|score|soundtrack|song)\b", re.I,
)  # fmt: skip


def heading_topics(heading: str) -> dict[Topic, float]:
    """Topic → score of a heading; "ending explained" speaks of the ending and of its meaning.

    A question about the story ("Who was in the barn?") is answered with what it means.
    """
    scores = score_words(heading) if heading else {}
    for topics, rule in HEADINGS:
        if re.search(rule, heading, re.I):
            for topic in topics:
                scores[topic] = max(3.0, scores.get(topic, 0.0))
    if (
        max(scores.values(), default=0.0) < NEEDED
        and ASKED.match(heading)
        and not ASKED_ELSE.search(heading)
    ):
        scores = {"meaning": 3.0}
    if "cut" in scores:
        scores.pop("ending", None)
    return scores


def lean(scores: dict[Topic, float], own: Scores, headed: Scores) -> None:
    """Adds the heading's topics, fully only where the words themselves already lean that way."""
    for topic, score in headed.items():
        support = 1.0 if own.get(topic, 0.0) >= 1.0 else 0.6
        scores[topic] += HEADING_WEIGHT * support * min(score, 4.0)


def tell(scores: dict[Topic, float], around: Surroundings) -> None:
    """Makes plot the first topic of a telling; what characters' lives share with news is dropped."""
    best = max(scores.values(), default=0.0)
    for topic in ("person", "business", "making", "availability", "awards", "cut", "reception"):
        scores.pop(topic, None)
    scores["plot"] = max(4.0, best)
    if scores.get("meaning", 0.0) < 4.0:
        scores.pop("meaning", None)
    if around.told_end:
        scores["ending"] = max(3.5, scores.get("ending", 0.0))
    elif scores.get("ending", 0.0) < 2.0:
        scores.pop("ending", None)


def settle(allowed: Scores) -> tuple[Topic, ...]:
    """The topics that come near the best one, at most three, best first."""
    if not allowed:
        return ("other",)
    best = max(allowed.values())
    near = [topic for topic, score in allowed.items() if score >= SHARE * best]
    near.sort(key=lambda topic: (-allowed[topic], ORDER.index(topic)))
    return tuple(near[:MOST])
