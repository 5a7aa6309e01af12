"""Content and source find the cue that governs them."""

from __future__ import annotations

import numpy as np

from onrecord.language.labels import Stretch
from onrecord.language.linking import (
    CONTENT,
    CUE,
    FARTHEST,
    SOURCE,
    group_stretches,
    link_stretches,
)
from onrecord.language.pieces import Pieces
from onrecord.language.pointing import Pointer
from onrecord.language.scores import Vectors

WIDTH = 2
POINTER = Pointer(WIDTH, np.zeros((3, 20), np.float32), np.full(3, 1.0, np.float32))


def blank_pieces(count: int) -> Pieces:
    places = np.arange(count)
    return Pieces(places + 2000, places, places + 1, places * 0, places >= 0, places * 0)


def linked(stretches: list[Stretch], count: int = 400) -> list[int | None]:
    vectors = Vectors(np.arange(count), np.zeros((count, 4 * WIDTH), np.float16))
    return link_stretches(stretches, vectors, blank_pieces(count), POINTER)


def test_the_nearest_cue_governs_where_the_network_sees_no_difference() -> None:
    near_first = [Stretch(0, 3, CONTENT, 1), Stretch(4, 5, CUE, 1), Stretch(40, 41, CUE, 1)]

    assert linked(near_first) == [1, 1, 2]


def test_no_cue_leaves_all_unlinked() -> None:
    assert linked([Stretch(0, 3, CONTENT, 1), Stretch(4, 5, SOURCE, 1)]) == [None, None]


def test_cue_out_of_reach_governs_nothing() -> None:
    far = 10 + FARTHEST + 5

    assert linked([Stretch(0, 10, CONTENT, 1), Stretch(far, far + 1, CUE, 1)]) == [None, 1]


def test_groups_are_those_of_one_cue_and_lone_contents() -> None:
    stretches = [
        Stretch(0, 3, CONTENT, 1),
        Stretch(4, 5, CUE, 1),
        Stretch(5, 6, SOURCE, 1),
        Stretch(200, 203, CONTENT, 1),
        Stretch(300, 301, SOURCE, 1),
    ]

    assert group_stretches(stretches, [1, 1, 1, None, None]) == [(0, 1, 2), (3,)]
