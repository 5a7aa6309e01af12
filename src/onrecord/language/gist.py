"""What the network adds to the rules about the topics of a stretch: how its word pieces lean.

Each piece leans to each topic twice, by itself (a table) and in its place (the lower network's state). The
means over a stretch and over the block around it join the numbers that `works` has counted, in one linear
layer (`train/topics.py`). Beside `venues`; `works` asks once passages and statements are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self, get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.language.labels import Floats
from onrecord.language.scores import Halves
from onrecord.values import Span, Topic

TOPICS: tuple[Topic, ...] = get_args(Topic)
TOLD = ("tells the plot", "tells the end")
"""What else is learned: whether a stretch gives away what happens, and how it ends."""
TAUGHT: tuple[str, ...] = (*TOPICS, *TOLD)
CLASSES = len(TAUGHT)
FILE = "topics.npz"


@dataclass(frozen=True, slots=True)
class TopicHead:
    """The parameters. C is CLASSES, w the width of the network's states, n the numbers of the rules.

    `table` (pieces, 2C) int8 with a `scale` (2C,): how a piece leans in the stretch and in the block around
    it; `states` (w, C) the same by its state; `numbers` (n, C) what each number counts; `bias` (C,).
    """

    table: NDArray[np.int8]
    scale: Floats
    states: Floats
    numbers: Floats
    bias: Floats

    @classmethod
    def load(cls, path: Path) -> Self:
        """The parameters as `train.topics` wrote them."""
        with np.load(path) as saved:
            return cls(**{name: saved[name] for name in cls.__dataclass_fields__})

    def lean(self, states: Floats) -> Floats:
        """How pieces lean by their states, (…, C), for states (…, w)."""
        leaning: Floats = states @ self.states
        return leaning


@dataclass(frozen=True, slots=True)
class TopicGist:
    """An article's pieces, ready to be asked: `ids` (pieces,) of the vocabulary, `leaning` (pieces, C) by
    their states, `starts` and `ends` their characters."""

    head: TopicHead
    ids: NDArray[np.int64]
    leaning: Halves
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def chances(
        self, numbers: Sequence[float], own: Sequence[Span], block: Span
    ) -> dict[str, float]:
        """The probability of each of TAUGHT for a stretch, of one span or more, inside a block."""
        head = self.head
        logits = head.bias + np.asarray(numbers, np.float32) @ head.numbers
        places = np.concatenate([self._places(span) for span in own])
        if len(places):
            logits += head.scale[:CLASSES] * self._mean(places)[:CLASSES]
            logits += self.leaning[places].astype(np.float32).mean(axis=0)
        around = self._places(block)
        if len(around):
            logits += head.scale[CLASSES:] * self._mean(around)[CLASSES:]
        chances = 1 / (1 + np.exp(-logits))
        return dict(zip(TAUGHT, chances.tolist(), strict=True))

    def _places(self, span: Span) -> NDArray[np.int64]:
        """The pieces that a span touches."""
        low = int(np.searchsorted(self.ends, span.start, "right"))
        return np.arange(low, max(low, int(np.searchsorted(self.starts, span.end, "left"))))

    def _mean(self, places: NDArray[np.int64]) -> Floats:
        """The mean row of the table."""
        mean: Floats = self.head.table[self.ids[places]].astype(np.float32).mean(axis=0)
        return mean
