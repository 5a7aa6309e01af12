"""Joins content and source stretches to the cue that governs them, by the model's link vectors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.language.labels import Floats, Stretch
from onrecord.language.pieces import Pieces

BUCKETS = 10  # log2 distance buckets in each direction
CONTENT, SOURCE, CUE = 0, 1, 2
# The network compares cues inside one window only, so far ones need a prior. Chosen on the held-out
# train articles (train/evaluate.py --links).
FARTHEST, GAP_PENALTY, BLOCK_PENALTY = 100, 0.3, 2.0


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """The link head's small parameters: `width` of a vector, `distance` (3, 20), `null` (3,)."""

    width: int
    distance: Floats
    null: Floats


def distance_bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed log2 bucket, 0 to 19.

    >>> distance_bucket(np.array([0, 1, 7, -1])).tolist()
    [0, 1, 3, 11]
    """
    size = np.minimum(np.log2(np.abs(distance) + 1).astype(np.int64), BUCKETS - 1)
    signed: NDArray[np.int64] = np.where(distance < 0, BUCKETS + size, size)
    return signed


def link_stretches(
    stretches: list[Stretch], vectors: Floats, pieces: Pieces, weights: LinkWeights
) -> list[int | None]:
    """For each stretch the index of its governing cue (a governing cue: itself), or None.

    `vectors` has shape (pieces, 4 * width): query start, query end, key start, key end. A window of
    cues around each stretch is scored, so that the cost is linear in the text's length.
    """
    cues = np.array([i for i, s in enumerate(stretches) if s.kind == CUE], np.int64)
    links: list[int | None] = [None] * len(stretches)
    if not len(cues):
        return links
    starts = np.array([s.start for s in stretches])
    ends = np.array([s.end for s in stretches])
    query_start, query_end, key_start, key_end = np.split(vectors, 4, axis=1)
    keys = key_start[starts[cues]] + key_end[ends[cues] - 1]
    for index, stretch in enumerate(stretches):
        near = cues_near(stretch, starts[cues], ends[cues])
        if not len(near):
            continue
        query = query_start[stretch.start] + query_end[stretch.end - 1]
        score = keys[near] @ query / np.sqrt(weights.width)
        score = score + prior(stretch, starts[cues[near]], ends[cues[near]], pieces, weights)
        if stretch.kind == CUE:
            score[cues[near] == index] = weights.null[CUE]
        links[index] = int(cues[near[int(score.argmax())]])
    for cue in cues.tolist():  # a chain of cues ends at its centre
        centre = links[cue]
        if centre is not None and links[centre] != centre:
            links[cue] = cue
    return links


def cues_near(
    stretch: Stretch, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Positions, among the cues, of those at most FARTHEST pieces away from the stretch."""
    low = int(np.searchsorted(ends, stretch.start - FARTHEST, "left"))
    high = int(np.searchsorted(starts, stretch.end + FARTHEST, "right"))
    return np.arange(low, high)


def prior(
    stretch: Stretch,
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    pieces: Pieces,
    weights: LinkWeights,
) -> Floats:
    """What distance says of each cue: the learnt bucket, and penalties for a gap and another block."""
    learnt = weights.distance[stretch.kind, distance_bucket(starts - stretch.start)]
    gap = np.maximum(np.maximum(starts - stretch.end, stretch.start - ends), 0)
    block = pieces.block[starts]
    other = (block != pieces.block[stretch.start]) & (block != pieces.block[stretch.end - 1])
    penalty: Floats = learnt - GAP_PENALTY * np.log2(gap + 1) - BLOCK_PENALTY * other
    return penalty


def group_stretches(stretches: list[Stretch], links: list[int | None]) -> list[tuple[int, ...]]:
    """Attributions as tuples of indices: those of one cue together, content without a cue alone.

    Groups without content are left out.
    """
    groups: dict[int, list[int]] = {}
    for index, stretch in enumerate(stretches):
        centre = links[index]
        if centre is None:
            if stretch.kind == CONTENT:
                groups[-1 - index] = [index]
            continue
        further = links[centre]
        groups.setdefault(centre if further is None else further, []).append(index)
    with_content = [g for g in groups.values() if any(stretches[i].kind == CONTENT for i in g)]
    return sorted(tuple(group) for group in with_content)
