"""What the network sees in each stretch that could be the title of a work: a probability.

The network's vectors, narrowed to a few numbers a piece, at the stretch and beside it, and what `works` tells
of its form and of the words beside it, go through one small layer. Comes after `scores`; `works` asks.
Training scores in the same way (`train/titles.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from onrecord.language.labels import Floats
from onrecord.language.scores import Halves, Outputs
from onrecord.values import Span

HEADS = ("vectors", "names", "mentions")
"""Outputs of the upper layers that are read, behind "hidden" of the lower."""
PLACES = 7
"""First piece, last piece, mean of all, one before, one behind, two before, two behind."""


@dataclass(frozen=True, slots=True)
class TitleHead:
    """The parameters. `narrow` (s, w) with `narrow_bias` (w,) of a piece's states, s numbers; `mix`
    (7w + n, h) with `mix_bias` (h,), n what is told of a stretch; `out` (h,) with `out_bias` ()."""

    narrow: Floats
    narrow_bias: Floats
    mix: Floats
    mix_bias: Floats
    out: Floats
    out_bias: Floats

    @classmethod
    def load(cls, path: Path) -> Self:
        """The parameters as `train.titles` wrote them."""
        with np.load(path) as saved:
            return cls(**{name: saved[name] for name in cls.__dataclass_fields__})

    def narrowed(self, states: Floats) -> Halves:
        """What is kept of the states of pieces, (pieces, s) to (pieces, w)."""
        return (states @ self.narrow + self.narrow_bias).astype(np.float16)

    def chances(self, seen: Floats, told: Floats) -> Floats:
        """The probability of each stretch, from its vectors (stretches, 7, w) and what is told of it
        (stretches, n)."""
        joined = np.concatenate([np.maximum(seen, 0).reshape(len(seen), -1), told], axis=1)
        raised = np.maximum(joined @ self.mix + self.mix_bias, 0) @ self.out + self.out_bias
        chances: Floats = 1 / (1 + np.exp(-raised))
        return chances


def states_of(lower: Outputs, upper: Outputs) -> Floats:
    """What the head reads of the pieces of one window, (1, pieces, s)."""
    return np.concatenate([lower["hidden"], *(upper[name] for name in HEADS)], axis=-1)


@dataclass(frozen=True, slots=True)
class TitleSight:
    """The narrowed vectors of an article's pieces, ready to be asked. `vectors` (pieces, w), `starts` and
    `ends` their characters."""

    head: TitleHead
    vectors: Halves
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def chances(self, spans: Sequence[Span], told: Floats) -> tuple[float, ...]:
        """How likely each stretch is the title of a work; `told` is what `works` says of each."""
        if not spans:
            return ()
        seen = vectors_at(self.vectors, self.head.narrow_bias, *self._ranges(spans))
        return tuple(self.head.chances(seen, told).tolist())

    def _ranges(self, spans: Sequence[Span]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        starts, ends = np.array([[s.start, s.end] for s in spans], np.int64).T
        return piece_ranges(starts, ends, self.starts, self.ends)


def piece_ranges(
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    pieces_start: NDArray[np.int64],
    pieces_end: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First piece and the one after the last of stretches of characters; at least one piece each.

    >>> ranges = piece_ranges(*(np.array(v) for v in ([4], [8], [0, 4, 6], [3, 6, 8])))
    >>> [r.tolist() for r in ranges]
    [[1], [3]]
    """
    low = np.searchsorted(pieces_end, starts, "right").clip(max=len(pieces_end) - 1)
    high = np.maximum(low + 1, np.searchsorted(pieces_start, ends, "left"))
    return low, high


def vectors_at(
    vectors: NDArray[np.floating], outside: Floats, low: NDArray[np.int64], high: NDArray[np.int64]
) -> Floats:
    """The vectors that speak for stretches of pieces, (stretches, 7, w); `outside` beyond the text."""
    count = len(vectors)
    held = np.concatenate([vectors.astype(np.float32), np.asarray(outside, np.float32)[None]])
    sums = np.concatenate(
        [np.zeros((1, held.shape[1]), np.float64), np.cumsum(held[:-1], 0, np.float64)]
    )
    mean = ((sums[high] - sums[low]) / (high - low)[:, None]).astype(np.float32)

    def at(places: NDArray[np.int64]) -> Floats:
        inside = (places >= 0) & (places < count)
        found: Floats = held[np.where(inside, places, count)]
        return found

    beside = (at(low - 1), at(high), at(low - 2), at(high + 1))
    return np.stack([at(low), at(high - 1), mean, *beside], axis=1)
