"""How much of a question a statement or passage speaks of: each term by its rarity and by its place.

The words themselves count in full, the sentence and block around them nearly so, a heading half. Rare
words weigh more, so that "the bell" cannot answer for "the stunt coordinator". Before: `candidates`.
After: `ask` keeps what is covered enough.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.answers.candidates import Candidate
from onrecord.answers.question import Wanted
from onrecord.answers.terms import FAINT, Term, holds_any, root
from onrecord.values import Topic
from onrecord.variants.commonness import word_list

# Set on examples/expected.json and tests/answers/data/questions.json; `docs/limits.md` has the figures.
STATEMENT_LEVELS = (
    ("own", 1.0), ("sentence", 0.95), ("prompt", 0.93), ("lead", 0.9), ("block", 0.8),
    ("going_on", 0.7), ("before", 0.5), ("heading", 0.55), ("article", 0.2),
)  # fmt: skip
PASSAGE_LEVELS = (("own", 1.0), ("before", 0.45), ("heading", 0.6), ("article", 0.2))
STRONG = frozenset({"own", "sentence", "prompt", "lead", "block", "topic"})
NEAR = 0.45
"""What the most telling words of a question must be worth, each, in what answers."""
TELLING = 0.8
"""Of the heaviest weight, where a word is one of the most telling."""
KIN = 0.92
"""What a synonym is worth, next to the word itself."""
TOPIC = 0.65
"""What a topic of a statement is worth for a word that stands for the topic."""
NAME_ABOVE = 0.6
"""What the name of a work or place is worth where the whole article is under it."""
HEADED = 0.85
"""What a heading is worth that has all terms of a question: it asks the question itself."""
ANOTHER_SENSE = 0.6
"""What such a word is worth where the topic was not found: a rope is cut, a scene is cut."""
TOPIC_WORDS: dict[str, Topic] = {
    **dict.fromkeys(map(root, "cut delete remove axe scrap trim omit unused".split()), "cut"),
    **dict.fromkeys(map(root, "award prize nomination".split()), "awards"),
    **dict.fromkeys(map(root, "watch stream available".split()), "availability"),
}
"""Words of a question that stand for a topic."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """`whole` of the question's weight that is spoken of, `strong` what of it is so nearby, 0 to 1.

    `telling` is the least that one of the question's most telling words is worth there.
    """

    whole: float
    strong: float
    telling: float


def weigh_terms(terms: Sequence[Term], candidates: Sequence[Candidate]) -> tuple[float, ...]:
    """The weight of each term: its share times its rarity among the candidates' own words."""
    count = len(candidates)
    weights = []
    for term in terms:
        named = (*term.phrases, *term.kin)
        held = sum(holds_any(candidate.own, named) for candidate in candidates)
        weights.append(term.share * math.log(1 + (count + 1) / (held + 1)))
    return tuple(weights)


def cover(
    candidate: Candidate,
    terms: Sequence[Term],
    weights: Sequence[float],
    speaker: str | None,
    headed: bool = False,
) -> Coverage:
    """How much of the terms a candidate speaks of. `speaker` is its speaker's line of roots.

    With `headed` a heading that asks the question answers for what stands under it.
    """
    total = sum(weights)
    if not total:
        return Coverage(1.0, 1.0, 1.0)
    whole = strong = 0.0
    telling = 1.0
    heaviest = max((w for t, w in zip(terms, weights, strict=True) if not t.name), default=0.0)
    for term, weight in zip(terms, weights, strict=True):
        level, place = _level(candidate, term, speaker)
        whole += level * weight
        strong += level * weight if place in STRONG else 0.0
        if not term.name and weight >= TELLING * heaviest:
            telling = min(telling, level)
    if headed and _is_headed(candidate, terms):
        return Coverage(max(whole / total, HEADED), HEADED, 1.0)
    return Coverage(whole / total, strong / total, telling)


def _level(candidate: Candidate, term: Term, speaker: str | None) -> tuple[float, str]:
    """The best that a candidate has for a term, 0 to 1, and where."""
    levels = STATEMENT_LEVELS if candidate.statement else PASSAGE_LEVELS
    best = (0.0, "")
    if speaker and term.name and holds_any(speaker, (*term.phrases, *term.kin)):
        best = (1.0, "own")
    for place, worth in levels:
        line = candidate.line(place)
        if holds_any(line, term.phrases):
            best = max(best, (NAME_ABOVE if term.name and place == "article" else worth, place))
        elif holds_any(line, term.kin):
            best = max(best, (KIN * worth, place))
    stands_for = TOPIC_WORDS.get(term.phrases[0])
    if stands_for is None or candidate.topics == ("other",):
        return best
    if stands_for in candidate.topics:
        return max(best, (TOPIC, "topic"))
    return best[0] * ANOTHER_SENSE, best[1]


def _is_headed(candidate: Candidate, terms: Iterable[Term]) -> bool:
    """Whether the heading above has every term: the article asks the same question."""
    terms = tuple(term for term in terms if term.share > FAINT)
    return len(terms) > 1 and all(
        holds_any(candidate.line("heading"), (*term.phrases, *term.kin)) for term in terms
    )


# --- what kind of thing answers ------------------------------------------------------------------------

_NUMBER = r"(?:\d[\d,.]*|" + "|".join(sorted(word_list("numbers"))) + r")"
_UNIT = (
    r"(?:second|minute|hour|day|night|week|fortnight|month|season|year|decade|century|centurie|mile"
    r"|metre|meter|kilometre|kilometer|km|foot|feet|inch|pound|kilo|ton|tonne|degree|game|match|point)s?"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|spring|summer|autumn|winter|christmas|easter)"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday|tonight|midnight|noon"
ANSWERS: dict[str, re.Pattern[str]] = {
    "amount": re.compile(rf"[$£€¥]\s?\d|\b\d[\d,.]*\s?%|\b{_NUMBER}[\s-]?(?:p|per ?cent|pence|pounds?"
                         r"|dollars?|euros?|million|billion|thousand|m|bn|grand)\b", re.I),
    "count": re.compile(rf"\b{_NUMBER}\b", re.I),
    "length": re.compile(rf"\b{_NUMBER}[\s-](?:\w+\s)?{_UNIT}\b|\b{_UNIT}\b|,\s\d\d,"
                         r"|\b(?:aged?|age of)\s\d", re.I),
    "when": re.compile(rf"\b(?:{_MONTH}|{_DAY}|(?:19|20)\d\d|{_NUMBER}[\s-](?:\w+\s)?{_UNIT}"
                       rf"|(?:last|next|this) {_UNIT}|\d[ap]m|ago)\b", re.I),
}  # fmt: skip
"""What a text must have to answer: a sum of money, a number, a length, a time."""


def may_answer(wanted: Wanted, text: str) -> bool:
    """Whether a text has the kind of thing that is wanted.

    >>> may_answer("amount", "It cost £2.3m."), may_answer("amount", "It cost a lot.")
    (True, False)
    """
    pattern = ANSWERS.get(wanted)
    return pattern is None or pattern.search(text) is not None


def names_new(text: str, question: str) -> bool:
    """Whether a text names somebody or something that the question does not.

    >>> names_new("It was always Emeric.", "who rings the bell"), names_new("He did.", "who did")
    (True, False)
    """
    asked = question.casefold()
    for match in re.finditer(
        r"(?<=[^.!?:\"“‘\n]\s)[A-Z][\w’'-]+|\b[A-Z][\w’'-]+\s[A-Z][\w’'-]+", text
    ):
        name = match.group().removesuffix("’s").removesuffix("'s")
        if name not in ("I", "I'm", "I’m", "I've", "I’ve") and name.casefold() not in asked:
            return True
    return False
