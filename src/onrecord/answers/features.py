"""What speaks for a candidate as the answer to a question, as numbers.

Words (`coverage`), meaning (`meaning`), names, and the kind of thing it is. `ranking` weighs them; the
weights are fitted on questions of training texts (`train/questions.py`). After: `ask`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.answers.candidates import Candidate
from onrecord.answers.coverage import (
    PASSAGE_LEVELS,
    STATEMENT_LEVELS,
    Coverage,
    cover,
    may_answer,
    names_new,
)
from onrecord.answers.meaning import LONGEST, Meanings, cosine, mean_of, nearest, sentences_of
from onrecord.answers.question import Question, Reading
from onrecord.answers.terms import FAINT, Term, holds_any, line_of, words_of
from onrecord.language.embeddings import Floats
from onrecord.values import HeldPassage

Features = dict[str, float]
NEAR = ("own", "sentence", "lead", "block", "prompt")
"""The places that are so near that a name in them is one of the words'."""
LITTLE, HALF, FULL = 0.45, 0.55, 0.85
"""Shares of a question from which on less, or more, counts in another way."""
MISSING = 0.3
"""What a word of a question is worth at most where it is missing."""
LEAST_LIKE = 0.2
"""Words less alike than this have nothing to do with one another."""
_REASON = re.compile(r"\bbecause\b|\bso (?:that|it|she|he|we|they|i)\b|\breason|\bin order\b", re.I)

_OF_MONEY = re.compile(r"\b(?:worth|cost|costs|price|pay|paid|budget|salary|earn|money)\b", re.I)
_MONEY = re.compile(
    r"[$£€¥]\s?\d|\b(?:pence|pounds?|dollars?|euros?|cents?|quid|million|billion|grand)\b|\d(?:p|m|bn)\b",
    re.I,
)
"""What a sum of money is told by."""
_PLACE = re.compile(r"\b(?:in|at|to|from|near|on|outside|across)\s(?:the\s)?[A-Z]")


@dataclass(frozen=True)
class Query:
    """One reading of a question, made ready: its terms with their weights and likenesses, its vector."""

    asked: Question
    reading: Reading
    terms: tuple[Term, ...]
    weights: tuple[float, ...]
    likeness: tuple[Floats, ...]
    vector: Floats
    told: Mapping[str, int]


def prepare(
    asked: Question,
    reading: Reading,
    terms: Sequence[Term],
    weights: Sequence[float],
    rest: str,
    meanings: Meanings,
    told: Mapping[str, int],
) -> Query:
    """A reading made ready; `meanings` has learnt the candidates' texts, `told` counts retellings."""
    return Query(
        asked,
        reading,
        tuple(terms),
        tuple(weights),
        tuple(meanings.likeness(term) for term in terms),
        meanings.sum_of(rest),
        told,
    )


def find_features(candidate: Candidate, query: Query, meanings: Meanings) -> Features:
    """What speaks for a candidate, by name; each about 0 to 1."""
    held = candidate.statement
    name = held.statement.speaker.name if held else None
    line = line_of(name) if name else None
    covered = cover(candidate, query.terms, query.weights, line, headed=not query.reading.said)
    found = {
        "bias": 1.0,
        **_words(covered),
        **_likenesses(candidate, query, meanings, line),
        **_cosines(candidate, query, meanings),
        **_kinds(candidate, query),
    }
    return found | _bends(found)


def _bends(found: Features) -> Features:
    """What a weighted sum cannot say of the others: what is too little, and what counts only together."""
    is_open = 1 - found["said"]
    return {
        "least low": max(0.0, LITTLE - found["least alike"]),
        "telling low": float(found["telling"] < LITTLE),
        "alike low": max(0.0, HALF - found["alike"]),
        "whole low": max(0.0, HALF - found["whole"]),
        "whole full": max(0.0, found["whole"] - FULL),
        "unnamed": float(found["named"] < 1),
        "whole and least": found["whole"] * found["least alike"],
        "open alike": is_open * found["alike"],
        "open least": is_open * found["least alike"],
        "open cosine": is_open * found["cosine sentence"],
        "passage cosine": found["passage"] * found["cosine sentence"],
    }


def _words(covered: Coverage) -> Features:
    return {"whole": covered.whole, "strong": covered.strong, "telling": covered.telling}


def _likenesses(
    candidate: Candidate, query: Query, meanings: Meanings, speaker: str | None
) -> Features:
    """How much of the question is spoken of in words of like meaning, in all and in its own words."""
    levels = STATEMENT_LEVELS if candidate.statement else PASSAGE_LEVELS
    total = sum(query.weights)
    plain = [
        (t, w, like) for t, w, like in zip(query.terms, query.weights, query.likeness, strict=True)
    ]
    whole = own = names = held = asked = missing = 0.0
    least = any_least = 1.0
    heaviest = max((w for t, w, _ in plain if not t.name), default=0.0)
    for term, weight, like in plain:
        by_place = {}
        for place, worth in levels:
            text = candidate.text if place == "own" else candidate.places[place]
            words = meanings.words(text)
            best = max(0.0, float(like[list(words)].max())) if words else 0.0
            if holds_any(candidate.line(place), (*term.phrases, *term.kin)):
                best = 1.0
            by_place[place] = worth * best if best >= LEAST_LIKE else 0.0
        if speaker and term.name and holds_any(speaker, (*term.phrases, *term.kin)):
            by_place["own"] = 1.0
        level = max(by_place.values())
        whole += weight * level
        own += weight * by_place["own"]
        if not term.name and weight >= 0.8 * heaviest:
            least = min(least, level)
        if term.name and max(by_place.get(place, 0.0) for place in NEAR) >= 0.7:
            names += 1
        if not term.name and term.share > FAINT:
            asked += 1
            missing += level < MISSING
            any_least = min(any_least, level)
        held += term.name and max(by_place.values()) > 0.15
    named = sum(term.name for term in query.terms)
    return {
        "named": held / named if named else 1.0,
        "sentence alike": _best_sentence(candidate, query, meanings) / total if total else 1.0,
        "alike": whole / total if total else 1.0,
        "own alike": own / total if total else 1.0,
        "least alike": least,
        "names": names / named if named else 1.0,
        "least of all": any_least,
        "missing": missing / asked if asked else 0.0,
        "few terms": 1 / (1 + len(query.terms)),
    }


def _best_sentence(candidate: Candidate, query: Query, meanings: Meanings) -> float:
    """The weight of what the most telling of its sentences says of the question by itself."""
    best = 0.0
    for sentence in sentences_of(candidate.text[:LONGEST]):
        words = list(meanings.words(sentence))
        if words:
            alike = (
                weight * float(like[words].max())
                for weight, like in zip(query.weights, query.likeness, strict=True)
            )
            best = max(best, sum(each for each in alike if each > 0))
    return best


def _cosines(candidate: Candidate, query: Query, meanings: Meanings) -> Features:
    """How near the question as a whole comes to its words, sentence by sentence, and to what is around."""
    places = candidate.places
    own = meanings.sum_of(candidate.text)
    around = [meanings.sum_of(places[p]) for p in ("lead", "block", "prompt", "before", "heading")]
    vectors = [v for v in around if v.any()]
    near = mean_of([own, *vectors], [1.0] + [0.5] * len(vectors)) if own.any() else own
    prompt = meanings.sum_of(places["prompt"])
    return {
        "cosine own": cosine(query.vector, own),
        "cosine sentence": nearest(query.vector, meanings.sentences(candidate.text)),
        "cosine around": cosine(query.vector, near),
        "cosine prompt": cosine(query.vector, prompt) if prompt.any() else 0.0,
        "cosine article": cosine(query.vector, meanings.sum_of(places["article"])),
        "cosine heading": cosine(query.vector, meanings.sum_of(places["heading"])),
    }


def _kinds(candidate: Candidate, query: Query) -> Features:
    """What kind of thing it is, and whether that is wanted."""
    held = candidate.statement
    form = held.statement.form if held else ""
    voice = candidate.held.passage.voice if isinstance(candidate.held, HeldPassage) else ""
    words = len(words_of(candidate.text))
    wanted = query.asked.wanted
    suits = suits_question(wanted, candidate.text, query.asked.text)
    told = query.told.get(held.utterance, 1) if held else 1
    said = query.reading.said
    title = held is None and is_title(candidate.text)
    return {
        "said by": float(said and query.reading.speaker is not None),
        "said": float(said),
        "loose": float(query.reading.loose),
        "passage": float(held is None),
        "indirect": float(form == "indirect"),
        "mixed": float(form == "mixed" and candidate.text[:1].isalnum()),
        "turn": float(form == "turn"),
        "inference": float(voice == "inference"),
        "block": float(voice == "statement"),
        "title": float(title),
        "title for why": float(title and wanted in ("why", "how")),
        "short": max(0.0, 1 - words / 8),
        "length": min(1.0, math.log1p(words) / 6),
        "who unsuited": float(wanted == "who" and not suits),
        "suits": float(suits and wanted != "open"),
        "suits not": float(not suits),
        "place": float(wanted == "where" and _PLACE.search(candidate.text) is not None),
        "reason": float(wanted == "why" and _REASON.search(candidate.text) is not None),
        "retold": min(3, told - 1) / 3,
    }


def suits_question(wanted: str, text: str, question: str) -> bool:
    """Whether a text has the number, time or name that a question wants."""
    if wanted == "who":
        return names_new(text, question)
    if wanted == "amount" and _OF_MONEY.search(question):
        return _MONEY.search(text) is not None
    return may_answer(wanted, text)  # type: ignore[arg-type]


def is_title(text: str) -> bool:
    """Whether a text is no sentence: a headline, a cell of a table."""
    return text.rstrip("\"”’')]")[-1:] not in (".", "!", "?", "…")


def as_row(features: Features, names: Sequence[str]) -> Floats:
    """The features in the order of their names."""
    return np.array([features[name] for name in names], np.float32)
