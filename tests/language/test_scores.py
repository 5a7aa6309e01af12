"""Vectors are kept where a label is in sight, and nowhere else."""

from __future__ import annotations

import numpy as np

from onrecord.language.scores import Collector, Outputs

SURE, OPEN = [20.0, 0, 0], [0.0, 1, 0]


def outputs(tags: list[list[float]], start: int) -> Outputs:
    """Outputs of a few pieces; the vector of piece n is full of n."""
    places = np.arange(start, start + len(tags), dtype=np.float32)
    return {
        "tags": np.array(tags, np.float32),
        "names": np.array([SURE] * len(tags), np.float32),
        "vectors": np.repeat(places[:, None], 4, axis=1),
    }


def test_vectors_of_labelled_pieces_come_back_and_others_are_zero() -> None:
    collector = Collector()
    collector.add(outputs([SURE, OPEN, SURE], 0), np.array([True, True, True]))
    collector.add(outputs([OPEN, SURE], 3), np.array([True, True]))

    found = collector.scores().links.at(np.array([0, 1, 3, 4]))

    assert found[:, 0].tolist() == [0, 1, 3, 0]


def test_all_pieces_of_a_word_are_kept_with_it() -> None:
    collector = Collector()
    collector.add(outputs([SURE, OPEN, SURE, SURE], 0), np.array([True, True, False, True]))

    assert collector.scores().links.pieces.tolist() == [1, 2]


def test_a_long_text_without_labels_keeps_no_vectors() -> None:
    collector = Collector()
    for start in range(0, 10_000, 250):
        collector.add(outputs([SURE] * 250, start), np.ones(250, bool))

    scores = collector.scores()

    assert len(scores.links.pieces) == 0
    assert scores.logits["tags"].shape == (10_000, 3)
    assert scores.links.at(np.array([5])).tolist() == [[0, 0, 0, 0]]


def test_heads_that_the_network_lacks_are_missing() -> None:
    collector = Collector()
    collector.add(outputs([OPEN], 0), np.array([True]))

    scores = collector.scores()

    assert "mentions" not in scores.logits
    assert len(scores.coref.pieces) == 0


def test_the_middle_of_a_long_stretch_keeps_no_vectors() -> None:
    inside = [[0.0, 20, 0]] + [[0.0, 0, 20]] * 50 + [[20.0, 0, 0]]
    collector = Collector()
    collector.add(outputs(inside, 0), np.ones(52, bool))

    assert collector.scores().links.pieces.tolist() == [0, 50]
