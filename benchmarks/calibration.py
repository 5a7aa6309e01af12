"""How far a statement's confidence can be believed: reliability in ten bins, and the calibration error.

    python benchmarks/calibration.py DATA.jsonl.gz [--held-out 80] [--plot docs/reliability.svg]

A statement is right if a gold attribution shares at least half of its content's words (one to one) and,
where gold names a source, half of the source's. ECE is the mean gap between confidence and share of
right ones over the bins, weighted by their statements; it is also told of each half of the documents, by
hash. Fewer statements give a larger error by chance alone. `train/calibrate.py` fits on held-out train
articles (`--held-out 80` measures on the same), so that all of dev measures the curve.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import sqrt
from pathlib import Path

from documents import (
    Row,
    digest_of,
    hold_out,
    likeness,
    load_rows,
    read_statements,
    spans_of,
    words_in,
)
from drawing import BLUE, LEADER, Axis, Frame, Point, draw, draw_line, draw_points
from onrecord.language import Model

BINS = 10
HALF = 0.5


@dataclass(frozen=True)
class Judged:
    """A statement's confidence, and whether gold bears it out."""

    confidence: float
    right: bool


@dataclass(frozen=True)
class Bin:
    """Statements with a confidence from `low` to `high`: how many, their mean, the share that is right."""

    low: float
    high: float
    count: int
    mean: float
    right: float


def are_right(text: str, gold: Sequence[Row], found: Sequence[Row]) -> list[bool]:
    """For each attribution found, whether gold has it: the nearest pairs first, one to one.

    >>> ours = {"content": [[9, 14]], "source": [[0, 3]]}
    >>> are_right("Ann said it is.", [ours], [ours, {"content": [[4, 8]], "source": []}])
    [True, False]
    """
    wanted = [words_in(text, row["content"]) for row in gold]
    ours = [words_in(text, row["content"]) for row in found]
    pairs = sorted(
        (-likeness(wanted[i], ours[j]), i, j)
        for i, j in product(range(len(gold)), range(len(found)))
        if wanted[i] and likeness(wanted[i], ours[j]) >= HALF
    )
    right, met, used = [False] * len(found), set[int](), set[int]()
    for _, i, j in pairs:
        if i in met or j in used:
            continue
        met.add(i)
        used.add(j)
        source = words_in(text, gold[i]["source"])
        right[j] = not source or likeness(source, words_in(text, found[j]["source"])) >= HALF
    return right


def judge(row: Row, model: Model) -> list[Judged]:
    """Every statement found in a document, with its verdict."""
    statements = read_statements(row["id"], row["text"], model)
    verdicts = are_right(row["text"], row["quotes"], [spans_of(s) for s in statements])
    return [Judged(s.confidence, right) for s, right in zip(statements, verdicts, strict=True)]


def fill_bins(judged: Sequence[Judged], count: int = BINS) -> list[Bin]:
    """Bins of equal width, those without a statement left out."""
    bins = []
    for number in range(count):
        mine = [j for j in judged if min(int(j.confidence * count), count - 1) == number]
        if mine:
            mean = sum(j.confidence for j in mine) / len(mine)
            right = sum(j.right for j in mine) / len(mine)
            bins.append(Bin(number / count, (number + 1) / count, len(mine), mean, right))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """ECE, 0 to 1.

    >>> calibration_error([Bin(0.0, 0.5, 1, 0.25, 0.0), Bin(0.5, 1.0, 3, 0.75, 1.0)])
    0.25
    """
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.mean - b.right) for b in bins) / max(1, total)


def in_first_half(row: Row) -> bool:
    """By the last digit of the SHA-256 of a document's id."""
    return int(digest_of(row["id"])[-1], 16) % 2 == 0


def print_table(bins: Sequence[Bin]) -> None:
    print("| confidence | statements | mean confidence | right |\n|---|---|---|---|")
    for b in bins:
        print(f"| {b.low:.1f}–{b.high:.1f} | {b.count} | {b.mean:.2f} | {b.right:.2f} |")


# --- the plot -------------------------------------------------------------------------------------


def draw_reliability(bins: Sequence[Bin], error: float, title: str) -> str:
    """The share of right statements against their confidence, with 95 % intervals; where a confidence can be
    believed its dot lies on the slanting line."""
    share = Axis("right", 1.0, 0.2, ".1f")
    frame = Frame(
        Axis(f"confidence (calibration error {error:.3f})", 1.0, 0.2, ".1f"),
        share,
        width=360,
        column=110,
    )
    parts = [draw_line(frame.x(0), frame.y(0), frame.x(1), frame.y(1), LEADER)]
    for each in bins:
        low, high = wilson(each.right, each.count)
        x = frame.x(each.mean)
        parts.append(draw_line(x, frame.y(low), x, frame.y(high), BLUE))
    points = [Point(b.mean, b.right, f"{b.count} statements", BLUE) for b in bins]
    return draw(frame, title, [*parts, *draw_points(frame, points)])


def wilson(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share of `count`.

    >>> low, high = wilson(0.5, 100)
    >>> round(low, 3), round(high, 3)
    (0.404, 0.596)
    """
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    reach = z / (1 + z * z / count) * sqrt(share * (1 - share) / count + (z / count / 2) ** 2)
    return max(0.0, middle - reach), min(1.0, middle + reach)


# --- command --------------------------------------------------------------------------------------


def error_of(judged: Sequence[Judged]) -> float:
    """ECE of statements."""
    return calibration_error(fill_bins(judged))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--held-out", type=int, help="only so many documents, as train/ holds out")
    parser.add_argument("--plot", type=Path, help="draw the reliability into this SVG")
    given = parser.parse_args()
    rows = load_rows(given.data)
    rows = hold_out(rows, given.held_out) if given.held_out else rows
    model = Model.load()
    read = {row["id"]: judge(row, model) for row in rows}
    judged = [each for verdicts in read.values() for each in verdicts]
    halves = [
        [each for row in rows if in_first_half(row) == first for each in read[row["id"]]]
        for first in (True, False)
    ]
    bins, error = fill_bins(judged), error_of(judged)
    print_table(bins)
    right = sum(each.right for each in judged) / max(1, len(judged))
    print(
        f"\n{len(rows)} documents, {len(judged)} statements, {right:.1%} right, ECE {error:.3f} ",
        end="",
    )
    print("({:.3f} and {:.3f} on the halves)".format(*map(error_of, halves)))
    if given.plot:
        title = f"{len(judged)} statements of {len(rows)} articles"
        given.plot.write_text(draw_reliability(bins, error, title), encoding="utf-8")


if __name__ == "__main__":
    main()
