"""Plots as small SVG files, for the benchmarks beside this file.

A frame with two axes, points, and labels in a column beside the frame, so that no label lies on another
however near the points are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

INK, GRID, LEADER = "#222", "#ddd", "#aaa"
RED, BLUE = "#b2182b", "#2166ac"
STYLE = 'font-family="sans-serif" font-size="12"'
LINE_HEIGHT = 15


@dataclass(frozen=True)
class Axis:
    """Numbers from 0 to `most`, one written every `step`, as Python's format `form` writes them."""

    title: str
    most: float
    step: float
    form: str = ",.0f"

    def ticks(self) -> list[float]:
        """The numbers that are written.

        >>> Axis("share", 1.0, 0.5).ticks()
        [0.0, 0.5, 1.0]
        """
        return [number * self.step for number in range(round(self.most / self.step) + 1)]


@dataclass(frozen=True)
class Frame:
    """Where the axes lie in a picture. `column` is the room on the right that labels have."""

    across: Axis
    up: Axis
    width: int = 580
    height: int = 360
    column: int = 0
    left: int = 60
    top: int = 40
    below: int = 50

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height

    def x(self, value: float) -> float:
        return self.left + self.width * value / self.across.most

    def y(self, value: float) -> float:
        return self.bottom - self.height * value / self.up.most


@dataclass(frozen=True)
class Point:
    """A dot at (x, y) with a label; a ring if it is not `filled`."""

    x: float
    y: float
    label: str
    colour: str = BLUE
    filled: bool = True


def draw(frame: Frame, title: str, parts: Sequence[str]) -> str:
    """A whole SVG file: title, axes, then the parts."""
    width, height = frame.right + 20 + frame.column, frame.bottom + frame.below
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" {STYLE}>',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        write(frame.right, 22, title, "end"),
    ]
    return "\n".join([*head, *draw_axes(frame), *parts, "</svg>"]) + "\n"


def draw_axes(frame: Frame) -> list[str]:
    parts = []
    for value in frame.up.ticks():
        y = frame.y(value)
        parts.append(draw_line(frame.left, y, frame.right, y, GRID if value else INK))
        parts.append(write(frame.left - 8, y + 4, format(value, frame.up.form), "end"))
    for value in frame.across.ticks():
        words = format(value, frame.across.form)
        parts.append(write(frame.x(value), frame.bottom + 18, words, "middle"))
    middle = (frame.left + frame.right) / 2
    parts.append(write(middle, frame.bottom + 38, frame.across.title, "middle"))
    return [*parts, write(8, 22, frame.up.title, "start")]


def draw_points(frame: Frame, points: Sequence[Point]) -> list[str]:
    """The points, each with its label in the column and a thin line from one to the other."""
    ordered = sorted(points, key=lambda p: (-p.y, -p.x))
    heights = spread([frame.y(p.y) for p in ordered], LINE_HEIGHT, frame.top, frame.bottom)
    lines, dots, labels = [], [], []
    for point, height in zip(ordered, heights, strict=True):
        x, y = frame.x(point.x), frame.y(point.y)
        lines.append(draw_line(x, y, frame.right + 12, height, LEADER))
        dots.append(draw_circle(x, y, 4.5, point.colour if point.filled else "#fff", point.colour))
        labels.append(write(frame.right + 16, height + 4, point.label, "start"))
    return [*lines, *dots, *labels]


def spread(heights: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Ascending heights moved up and down alike until each is `gap` from the next; within `low` and
    `high` if there is room for all.

    >>> spread([10, 20, 20, 50], gap=6, low=0, high=50)
    [9.0, 17.0, 23.0, 50.0]
    """
    lower = push_down(heights, gap)
    upper = [-height for height in reversed(push_down([-h for h in reversed(heights)], gap))]
    middle = [(a + b) / 2 for a, b in zip(lower, upper, strict=True)]
    risen = push_down([-min(high, h) for h in reversed(middle)], gap)
    return push_down([float(max(low, -height)) for height in reversed(risen)], gap)


def push_down(heights: Sequence[float], gap: float) -> list[float]:
    """Ascending heights, each at least `gap` more than the one before.

    >>> push_down([10, 10, 12, 50], gap=5)
    [10, 15, 20, 50]
    """
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + gap) if placed else height)
    return placed


def write(x: float, y: float, words: str, anchor: str) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" fill="{INK}" text-anchor="{anchor}">{escape(words)}</text>'
    )


def draw_line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}"/>'


def draw_circle(x: float, y: float, radius: float, fill: str, stroke: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" stroke="{stroke}"/>'
