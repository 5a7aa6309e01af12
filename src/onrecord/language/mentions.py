"""Mentions of people and bodies, each with the earlier mention that it means, by the model's vectors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.language.labels import ENTITIES, MENTIONS, Floats, Stretch, softmax
from onrecord.language.pointing import Ends, Pointer, distance_bucket, ends_of
from onrecord.language.scores import Vectors
from onrecord.values import MentionKind

REACH = 60
"""Earlier mentions that are compared with one: it keeps the cost linear in the text's length."""
PERSONAL = frozenset({ENTITIES.index("person"), ENTITIES.index("organisation")})


@dataclass(frozen=True, slots=True)
class Found:
    """A mention among the pieces; `antecedent` indexes the list that it is in."""

    kind: MentionKind
    stretch: Stretch
    antecedent: int | None
    certainty: float


def find_mentions(
    names: list[Stretch], others: list[Stretch], vectors: Vectors, pointer: Pointer
) -> list[Found]:
    """Names of people and bodies, nominals and pronouns in text order, with their antecedents."""
    kinds: list[tuple[Stretch, MentionKind]] = [(s, "name") for s in names if s.kind in PERSONAL]
    kinds += [(s, MENTIONS[s.kind]) for s in others]
    kinds.sort(key=lambda pair: (pair[0].start, pair[0].end))
    if not kinds:
        return []
    ends = ends_of([stretch for stretch, _ in kinds], vectors)
    return [
        Found(kind, stretch, *antecedent_of(number, ends, pointer))
        for number, (stretch, kind) in enumerate(kinds)
    ]


def antecedent_of(number: int, ends: Ends, pointer: Pointer) -> tuple[int | None, float]:
    """The earlier mention that one points at, or None, and the probability of that."""
    first = max(0, number - REACH)
    probabilities = softmax(scores_of(number, first, ends, pointer)[None])[0]
    best = int(probabilities.argmax())
    return (None if best == 0 else first + best - 1), float(probabilities[best])


def scores_of(number: int, first: int, ends: Ends, pointer: Pointer) -> Floats:
    """Scores of nothing and of the mentions from `first` up to `number`, (1 + candidates,)."""
    earlier = slice(first, number)
    scores = ends.key[earlier] @ ends.query[number] / np.sqrt(pointer.width)
    distances = ends.starts[earlier] - ends.starts[number]
    scores = scores + pointer.distance[0, distance_bucket(distances)]
    return np.concatenate([pointer.null[:1], scores]).astype(np.float32)
