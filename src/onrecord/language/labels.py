"""The label sets of the model's heads and the decoding of BIO logits into stretches of pieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.language.pieces import BREAK, Pieces
from onrecord.values import Act, EntityLabel, MentionKind, Role

ROLES: tuple[Role, ...] = ("content", "source", "cue")
ENTITIES: tuple[EntityLabel, ...] = ("person", "organisation", "place", "work", "event")
MENTIONS: tuple[MentionKind, ...] = ("pronoun", "nominal")
ACTS: tuple[Act, ...] = ("speech", "writing", "thought")
FORBIDDEN = -1e9

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces `start` up to `end` with one class. `score` is the mean probability of its labels."""

    start: int
    end: int
    kind: int
    score: float


def bio_size(classes: int) -> int:
    """Number of BIO labels for that many classes: O, then B and I of each.

    >>> bio_size(3)
    7
    """
    return 1 + 2 * classes


def decode_bio(logits: Floats, pieces: Pieces) -> list[Stretch]:
    """The best legal label sequence over words, as stretches of pieces.

    `logits` has shape (pieces, labels), float32. A word takes the label of its first piece; a
    stretch never ends on a break.
    """
    words = np.flatnonzero(pieces.first)
    if not len(words):
        return []
    log_probabilities = log_softmax(logits[words])
    labels = best_path(log_probabilities)
    chosen = np.exp(log_probabilities[np.arange(len(words)), labels])
    nexts = np.append(words[1:], len(pieces))
    stretches: list[Stretch] = []
    open_at = -1
    for number, label in enumerate(labels.tolist()):
        if label == 0 or label % 2 == 1 or open_at < 0:
            open_at = number if label else -1
        ends_here = number + 1 == len(labels) or int(labels[number + 1]) in (0, *range(1, 99, 2))
        if label and ends_here:
            stretch = to_stretch(open_at, number, labels, chosen, words, nexts, pieces)
            stretches += [stretch] if stretch else []
            open_at = -1
    return stretches


def to_stretch(
    first: int,
    last: int,
    labels: NDArray[np.int64],
    chosen: Floats,
    words: NDArray[np.int64],
    nexts: NDArray[np.int64],
    pieces: Pieces,
) -> Stretch | None:
    """The stretch from word `first` to word `last`, breaks at its ends left out."""
    score = float(chosen[first : last + 1].mean())
    while first <= last and pieces.ids[words[first]] == BREAK:
        first += 1
    while last >= first and pieces.ids[words[last]] == BREAK:
        last -= 1
    if first > last:
        return None
    kind = (int(labels[first]) - 1) // 2
    return Stretch(int(words[first]), int(nexts[last]), kind, score)


def log_softmax(logits: Floats) -> Floats:
    """Row-wise log-probabilities."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    normed: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return normed


def softmax(logits: Floats) -> Floats:
    """Row-wise probabilities."""
    probabilities: Floats = np.exp(log_softmax(logits))
    return probabilities


def best_path(log_probabilities: Floats) -> NDArray[np.int64]:
    """Viterbi over BIO labels: I-x only after B-x or I-x. Shape (words,) of labels."""
    steps, size = log_probabilities.shape
    transition = np.zeros((size, size), np.float32)
    for inside in range(2, size, 2):
        transition[:, inside] = FORBIDDEN
        transition[[inside - 1, inside], inside] = 0.0
    score = log_probabilities[0].copy()
    score[2::2] = FORBIDDEN
    back = np.zeros((steps, size), np.int64)
    for step in range(1, steps):
        candidates = score[:, None] + transition
        back[step] = candidates.argmax(axis=0)
        score = candidates.max(axis=0) + log_probabilities[step]
    path = np.zeros(steps, np.int64)
    path[-1] = score.argmax()
    for step in range(steps - 1, 0, -1):
        path[step - 1] = back[step, path[step]]
    return path
