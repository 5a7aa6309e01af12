"""Scores by which one stretch of pieces points at another: links to cues, mentions to antecedents.

Training scores pairs in the same way (`train/losses.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.language.labels import Floats, Stretch
from onrecord.language.scores import Vectors

BUCKETS = 10  # log2 distance buckets in each direction


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointing head's small parameters: `width` of a vector, `distance` (kinds, 20), `null` (kinds,)."""

    width: int
    distance: Floats
    null: Floats


@dataclass(frozen=True, slots=True)
class Ends:
    """Queries and keys of stretches, (stretches, width) float32 each, and where they start and end."""

    query: Floats
    key: Floats
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def ends_of(stretches: list[Stretch], vectors: Vectors) -> Ends:
    """What each stretch asks and offers: the sum of its first and its last piece's vectors."""
    starts = np.array([s.start for s in stretches], np.int64)
    ends = np.array([s.end for s in stretches], np.int64)
    query_start, _, key_start, _ = np.split(vectors.at(starts), 4, axis=1)
    _, query_end, _, key_end = np.split(vectors.at(ends - 1), 4, axis=1)
    return Ends(query_start + query_end, key_start + key_end, starts, ends)


def distance_bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed log2 bucket, 0 to 19.

    >>> distance_bucket(np.array([0, 1, 7, -1])).tolist()
    [0, 1, 3, 11]
    """
    size = np.minimum(np.log2(np.abs(distance) + 1).astype(np.int64), BUCKETS - 1)
    signed: NDArray[np.int64] = np.where(distance < 0, BUCKETS + size, size)
    return signed
