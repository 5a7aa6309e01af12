"""What form, neighbouring words and labels say of each stretch that could be a title: the numbers that the
model's title head is given beside its own view.

After `runs`; `titles` asks for it when the model has such a head, and training in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.values import Reading, Span
from onrecord.works.runs import SHAPES, Run, shapes_of

CUES = (
    "apposed", "owned", "noun", "named", "part of", "episodes of", "in part", "director of", "starring in",
    "directed", "watched", "year", "own part", "crew", "is a", "of its maker", "made by", "stars", "shown",
    "opened", "playing at", "tells", "explained", "part number", "honoured", "reviewed", "recap", "review",
    "marks", "headline", "announced", "asked",
)  # fmt: skip
"""The cues whose weights are told, in their order; one that is missing here is not told."""
NUMBERS = len(SHAPES) + len(CUES) + 1


class Sighted(Protocol):
    """A place where a cue suggests a title."""

    @property
    def span(self) -> Span: ...
    @property
    def cue(self) -> str: ...
    @property
    def weight(self) -> float: ...


def weigh_runs(
    runs: Sequence[Run], reading: Reading, sighted: Iterable[Sighted], talk: float
) -> NDArray[np.float32]:
    """What speaks for each run, (runs, NUMBERS): its shape, the cues at just this place, and how much the
    article talks of works."""
    numbers = {cue: number for number, cue in enumerate(CUES)}
    cues = np.zeros((len(runs), len(CUES)), np.float32)
    rows: dict[int, list[int]] = {}
    for row, run in enumerate(runs):
        rows.setdefault(run.span.end, []).append(row)
    for each in sighted:
        if each.cue not in numbers:
            continue
        for row in rows.get(each.span.end, ()):
            if abs(runs[row].span.start - each.span.start) <= 1:
                at = (row, numbers[each.cue])
                cues[at] = max(cues[at], each.weight)
    talks = np.full((len(runs), 1), talk, np.float32)
    return np.concatenate([shapes_of(runs, reading), cues, talks], axis=1)
