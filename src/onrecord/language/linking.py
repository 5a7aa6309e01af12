"""Joins content and source stretches to the cue that governs them, by the model's link vectors."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.language.labels import Floats, Stretch
from onrecord.language.pieces import Pieces
from onrecord.language.pointing import Pointer, distance_bucket, ends_of
from onrecord.language.scores import Vectors

CONTENT, SOURCE, CUE = 0, 1, 2
# The network compares cues inside one window only, so far ones need a prior. Chosen on the held-out
# train articles (train/evaluate.py --links).
FARTHEST, GAP_PENALTY, BLOCK_PENALTY = 100, 0.3, 2.0


def link_stretches(
    stretches: list[Stretch], vectors: Vectors, pieces: Pieces, pointer: Pointer
) -> list[int | None]:
    """For each stretch the index of its governing cue (a governing cue: itself), or None.

    A window of cues around each stretch is scored, so that the cost is linear in the text's length.
    """
    cues = np.array([i for i, s in enumerate(stretches) if s.kind == CUE], np.int64)
    links: list[int | None] = [None] * len(stretches)
    if not len(cues):
        return links
    ends = ends_of(stretches, vectors)
    cue_starts, cue_ends, keys = ends.starts[cues], ends.ends[cues], ends.key[cues]
    for index, stretch in enumerate(stretches):
        near = cues_near(stretch, cue_starts, cue_ends)
        if not len(near):
            continue
        score = keys[near] @ ends.query[index] / np.sqrt(pointer.width)
        score = score + prior(stretch, cue_starts[near], cue_ends[near], pieces, pointer)
        if stretch.kind == CUE:
            score[cues[near] == index] = pointer.null[CUE]
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
    pointer: Pointer,
) -> Floats:
    """What distance says of each cue: the learnt bucket, and penalties for a gap and another block."""
    learnt = pointer.distance[stretch.kind, distance_bucket(starts - stretch.start)]
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
