"""Logits become legal stretches of whole words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.language.labels import best_path, decode_bio, log_softmax
from onrecord.language.pieces import BREAK, Pieces

O, B, I = 0, 1, 2  # noqa: E741


def pieces_of(first: list[bool], breaks: tuple[int, ...] = ()) -> Pieces:
    count = len(first)
    ids = np.full(count, 2000)
    ids[list(breaks)] = BREAK
    starts = np.arange(count) * 4
    zeros = np.zeros(count, np.int64)
    return Pieces(ids, starts, starts + 3, zeros, np.array(first), zeros)


def logits_of(labels: list[int], size: int = 3) -> np.ndarray:
    return np.eye(size, dtype=np.float32)[labels] * 8


def found(
    labels: list[int], first: list[bool], breaks: tuple[int, ...] = ()
) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in decode_bio(logits_of(labels), pieces_of(first, breaks))]


@pytest.mark.parametrize(
    "label, labels, first, breaks, expected",
    [
        ("nothing labelled", [O, O], [True, True], (), []),
        ("one stretch to the end", [O, B, I], [True] * 3, (), [(1, 3)]),
        ("two that touch stay two", [B, I, B, I], [True] * 4, (), [(0, 2), (2, 4)]),
        ("a word takes the label of its first piece", [B, O, I], [True, False, True], (), [(0, 3)]),
        ("the last word is taken whole", [O, B, O], [True, True, False], (), [(1, 3)]),
        ("a break at the end is left out", [B, I, I], [True] * 3, (2,), [(0, 2)]),
        ("a break in the middle stays", [B, I, I], [True] * 3, (1,), [(0, 3)]),
        ("only a break is no stretch", [O, B, O], [True] * 3, (1,), []),
    ],
)
def test_labels_become_stretches(
    label: str,
    labels: list[int],
    first: list[bool],
    breaks: tuple[int, ...],
    expected: list[tuple[int, int]],
) -> None:
    assert found(labels, first, breaks) == expected


def test_no_pieces_give_no_stretches() -> None:
    assert decode_bio(np.zeros((0, 3), np.float32), pieces_of([])) == []


@given(arrays(np.float32, (9, 7), elements=st.floats(-8, 8, width=32)))
def test_inside_follows_only_its_own_class(logits: np.ndarray) -> None:
    path = best_path(log_softmax(logits)).tolist()

    for before, label in zip([0, *path], path, strict=False):
        assert label % 2 == 1 or label == 0 or before in (label, label - 1)


def test_sure_labels_have_a_high_score() -> None:
    (stretch,) = decode_bio(logits_of([B, I]), pieces_of([True, True]))

    assert stretch.score == pytest.approx(1.0, abs=0.01)
