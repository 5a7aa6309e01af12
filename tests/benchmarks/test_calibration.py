"""What counts as right, and the error over bins."""

from __future__ import annotations

from typing import Any

import pytest

from calibration import Bin, Judged, are_right, calibration_error, draw_reliability, fill_bins

TEXT = "Odile Brandt said the ferry will close in March. The crew called it a shame."


def attribution(content: str, source: str = "") -> dict[str, Any]:
    def place(words: str) -> list[list[int]]:
        return [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []

    return {"content": place(content), "source": place(source)}


GOLD = attribution("the ferry will close in March", "Odile Brandt")


@pytest.mark.parametrize(
    "label, gold, found, expected",
    [
        ("the same", [GOLD], [GOLD], [True]),
        (
            "half of the content is enough",
            [GOLD],
            [attribution("ferry will close", "Odile Brandt")],
            [True],
        ),
        ("less is not", [GOLD], [attribution("in March", "Odile Brandt")], [False]),
        (
            "another source",
            [GOLD],
            [attribution("the ferry will close in March", "The crew")],
            [False],
        ),
        ("no source found", [GOLD], [attribution("the ferry will close in March")], [False]),
        (
            "gold without source takes any",
            [attribution("it a shame")],
            [attribution("it a shame", "The crew")],
            [True],
        ),
        (
            "one to one, the nearest first",
            [GOLD],
            [attribution("ferry will close in", "Odile Brandt"), GOLD],
            [False, True],
        ),
        ("nothing in gold", [], [GOLD], [False]),
    ],
)
def test_a_statement_is_right_where_gold_has_it(
    label: str, gold: list[Any], found: list[Any], expected: list[bool]
) -> None:
    assert are_right(TEXT, gold, found) == expected


def test_full_confidence_falls_into_the_last_bin() -> None:
    assert fill_bins([Judged(1.0, True), Judged(0.95, False)]) == [Bin(0.9, 1.0, 2, 0.975, 0.5)]


def test_no_statement_gives_no_error() -> None:
    assert calibration_error(fill_bins([])) == 0


def test_plot_has_a_dot_and_a_count_for_each_bin() -> None:
    bins = [Bin(0.0, 0.1, 12, 0.05, 0.0), Bin(0.9, 1.0, 30, 0.95, 1.0)]

    drawn = draw_reliability(bins, 0.05, "Two bins")

    assert drawn.count("<circle") == 2
    assert "12 statements" in drawn
    assert "30 statements" in drawn
    assert "calibration error 0.050" in drawn
