"""Mentions of people and bodies, each with the earlier mention that it means, by the model's vectors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.language.labels import ENTITIES, MENTIONS, Floats, Stretch, softmax
from onrecord.language.pointing import Ends, Pointer, distance_bucket, ends_of
from onrecord.language.scores import Vectors
from onrecord.values import Antecedent, Mention, MentionKind

REACH = 60
"""Earlier mentions that are compared with one: it keeps the cost linear in the text's length."""
MOST, LEAST = 12, 0.01
"""Antecedents that are kept of one mention at most, and the probability that each has at least."""
PERSONAL = frozenset({ENTITIES.index("person"), ENTITIES.index("organisation")})


@dataclass(frozen=True, slots=True)
class Found:
    """A mention among the pieces; its antecedents index the list that it is in."""

    kind: MentionKind
    stretch: Stretch
    antecedents: tuple[Antecedent, ...]
    first: float


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
        Found(kind, stretch, *antecedents_of(number, ends, pointer))
        for number, (stretch, kind) in enumerate(kinds)
    ]


def likeliest(mention: Mention | Found) -> int | None:
    """The index of the likeliest antecedent; None where that there is none is likelier."""
    best = mention.antecedents[:1]
    return best[0].mention if best and best[0].score > mention.first else None


def antecedents_of(
    number: int, ends: Ends, pointer: Pointer
) -> tuple[tuple[Antecedent, ...], float]:
    """The earlier mentions that one points at, likeliest first, and the probability of none."""
    first = max(0, number - REACH)
    shares = softmax(scores_of(number, first, ends, pointer)[None])[0]
    order = np.argsort(-shares[1:], kind="stable")[:MOST]
    likely = [(first + int(place), float(shares[1 + place])) for place in order]
    return tuple(Antecedent(*pair) for pair in likely if pair[1] >= LEAST), float(shares[0])


def scores_of(number: int, first: int, ends: Ends, pointer: Pointer) -> Floats:
    """Scores of nothing and of the mentions from `first` up to `number`, (1 + candidates,)."""
    earlier = slice(first, number)
    scores = ends.key[earlier] @ ends.query[number] / np.sqrt(pointer.width)
    distances = ends.starts[earlier] - ends.starts[number]
    scores = scores + pointer.distance[0, distance_bucket(distances)]
    return np.concatenate([pointer.null[:1], scores]).astype(np.float32)
