"""What the network says of every piece of a document, kept so that memory hardly grows with its length.

The label heads are a few numbers a piece; the vectors that point from one stretch to another are hundreds,
and only those at the edges of stretches are ever asked for. So vectors are kept where a label is in sight.
Comes between `model` and the decoding in `labels`, `linking` and `mentions`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.language.labels import Floats, softmax

CHANCE = 0.002
"""Least probability at which a piece may be the edge of a stretch."""

Outputs = dict[str, Floats]
Halves = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors of some pieces: `pieces` int64 in rising order, `values` (len(pieces), width) float16."""

    pieces: NDArray[np.int64]
    values: Halves

    def at(self, wanted: NDArray[np.int64]) -> Floats:
        """The vectors of the wanted pieces, (len(wanted), width); zeros for those that were not kept."""
        found = np.zeros((len(wanted), self.values.shape[1]), np.float32)
        if len(self.pieces):
            places = np.searchsorted(self.pieces, wanted).clip(max=len(self.pieces) - 1)
            kept = self.pieces[places] == wanted
            found[kept] = self.values[places[kept]]
        return found


@dataclass(frozen=True, slots=True)
class Scores:
    """Logits of all pieces, (pieces, classes) each, and the vectors of some; `venues` and `titles` have a
    vector for each piece, `topics` how it leans to each, float16. A head that the network lacks is missing
    from `logits`, or None."""

    logits: Outputs
    links: Vectors
    coref: Vectors
    venues: Halves | None = None
    titles: Halves | None = None
    topics: Halves | None = None


class Collector:
    """Takes the network's outputs window by window and keeps what decoding will ask for."""

    def __init__(self) -> None:
        self._logits: dict[str, list[Floats]] = {}
        self._vectors: dict[str, list[tuple[NDArray[np.int64], Halves]]] = {
            "vectors": [],
            "coref": [],
        }
        self._whole: dict[str, list[Halves]] = {"venues": [], "titles": [], "topics": []}
        self._length = 0

    def add(self, outputs: Outputs, first_of_word: NDArray[np.bool_]) -> None:
        """The outputs of the next pieces, in text order; `first_of_word` tells which begin a word."""
        for head, values in outputs.items():
            if head in self._whole:
                self._whole[head].append(values.astype(np.float16))
            elif head not in self._vectors:
                self._logits.setdefault(head, []).append(values.copy())
        for head, by in (("vectors", ("tags",)), ("coref", ("names", "mentions"))):
            if head in outputs:
                kept = np.flatnonzero(in_sight([outputs[name] for name in by], first_of_word))
                self._vectors[head].append(
                    (kept + self._length, outputs[head][kept].astype(np.float16))
                )
        self._length += len(first_of_word)

    def scores(self) -> Scores:
        """All that was added."""
        logits = {head: np.concatenate(parts) for head, parts in self._logits.items()}
        whole = {head: np.concatenate(parts) for head, parts in self._whole.items() if parts}
        links, coref = joined(self._vectors["vectors"]), joined(self._vectors["coref"])
        return Scores(
            logits, links, coref, whole.get("venues"), whole.get("titles"), whole.get("topics")
        )


def in_sight(heads: list[Floats], first_of_word: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Pieces of words that may begin or end a stretch of some head: (pieces,) bool.

    A word may end one where it may have a label and the next word may not go on with it.
    """
    word = np.maximum(np.cumsum(first_of_word) - 1, 0)
    firsts = np.flatnonzero(np.diff(word, prepend=-1))
    seen = np.zeros(len(firsts), bool)
    for logits in heads:
        chances = softmax(logits[firsts])
        goes_on = np.append(chances[1:, 2::2].sum(axis=1), 0.0)
        ends = (chances[:, 0] < 1 - CHANCE) & (goes_on < 1 - CHANCE)
        seen |= ends | (chances[:, 1::2].sum(axis=1) > CHANCE)
    sight: NDArray[np.bool_] = seen[word]
    return sight


def joined(parts: list[tuple[NDArray[np.int64], Halves]]) -> Vectors:
    """The vectors of all windows together."""
    if not parts:
        return Vectors(np.zeros(0, np.int64), np.zeros((0, 4), np.float16))
    return Vectors(np.concatenate([p for p, _ in parts]), np.concatenate([v for _, v in parts]))
