"""What the network sees of the venue of one statement: which words name it, and of what medium it is.

The network's head "venues" gives every piece a vector. A statement's vectors, at its cue, its source and its
content, make one question; the pieces around it answer as the first or the last of the words that name the
outlet, the programme, the interviewer, the medium and the time. Comes after `scores`; `occasions` asks.
Training scores in the same way (`train/venue_head.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import erf
from pathlib import Path
from typing import Self, get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.language.labels import Floats, softmax
from onrecord.language.scores import Halves
from onrecord.values import Medium, SeenPart, SeenVenue, Span, Statement

PARTS = ("outlet", "programme", "interviewer", "medium", "time")
"""What words may name, in the order of the head's scores: a first and a last piece of each."""
CLASSES: tuple[Medium | None, ...] = (None, *get_args(Medium))
OUTSIDE, OWN_CONTENT, OWN_CUE, OWN_SOURCE, CONTENT, CUE, SOURCE = range(7)
BEFORE, BEHIND = 160, 64
"""Pieces before and behind a statement that are looked at: rows of training are hardly longer."""
DISTANCES = 41
LONGEST = 14
"""Pieces of a name at most."""
FIRSTS = 3
"""Likeliest first pieces that are tried."""


@dataclass(frozen=True, slots=True)
class VenueHead:
    """The parameters of the question and of the answers. `width` is w of a piece's vector, K = len(PARTS).

    `ask` (3w, w) with `ask_bias` (w,); `queries` and `keys` (2K, k, w) with biases (2K, k); `distance`
    (42, 2K); `role` (8, 2K); `null` (K, w) with `null_bias` (K,); `media` (16, 2w) with `media_bias` (16,).
    """

    ask: Floats
    ask_bias: Floats
    queries: Floats
    queries_bias: Floats
    keys: Floats
    keys_bias: Floats
    distance: Floats
    role: Floats
    null: Floats
    null_bias: Floats
    media: Floats
    media_bias: Floats

    @classmethod
    def load(cls, path: Path) -> Self:
        """The parameters as `train.venues` wrote them."""
        with np.load(path) as saved:
            return cls(**{name: saved[name] for name in cls.__dataclass_fields__})

    def question(self, cue: Floats, source: Floats, content: Floats) -> Floats:
        """The vector of a statement, (w,), from the means of its parts' vectors, zeros where it has none."""
        return gelu(np.concatenate([cue, source, content]) @ self.ask + self.ask_bias)

    def scores(self, asked: Floats, vectors: Floats) -> Floats:
        """How each piece answers, (pieces, 2K), before distance and role."""
        queries = np.einsum("ckw,w->ck", self.queries, asked) + self.queries_bias
        folded = np.einsum("ckw,ck->cw", self.keys, queries)
        constant = (self.keys_bias * queries).sum(axis=1)
        scores: Floats = (vectors @ folded.T + constant) / np.sqrt(self.keys.shape[1])
        return scores


def gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit, by the error function."""
    bent: Floats = x * 0.5 * (1 + np.array([erf(v / 2**0.5) for v in x.tolist()], np.float32))
    return bent


def distance_classes(places: NDArray[np.int64], anchors: NDArray[np.int64]) -> NDArray[np.int64]:
    """How far pieces stand from the nearest anchor, in classes: 0 to 19 behind or at it, 20 to 39 before.

    41 where there is no anchor.

    >>> distance_classes(np.array([3, 4, 6]), np.array([4])).tolist()
    [22, 0, 3]
    """
    if not len(anchors):
        return np.full(len(places), DISTANCES, np.int64)
    at = np.searchsorted(anchors, places)
    before = anchors[np.maximum(at - 1, 0)]
    behind = anchors[np.minimum(at, len(anchors) - 1)]
    nearest = np.where(np.abs(places - before) <= np.abs(behind - places), before, behind)
    signed = places - nearest
    size = np.minimum(np.log2(np.abs(signed) + 1) * 2.3, 19).astype(np.int64)
    classes: NDArray[np.int64] = np.where(signed < 0, 20 + size, size)
    return classes


def distances_of(roles: NDArray[np.int64]) -> NDArray[np.int64]:
    """The distance class of each piece from the statement's cue or source, else from its content."""
    anchors = np.flatnonzero((roles == OWN_CUE) | (roles == OWN_SOURCE))
    if not len(anchors):
        anchors = np.flatnonzero(roles == OWN_CONTENT)
    return distance_classes(np.arange(len(roles)), anchors)


@dataclass(frozen=True, slots=True)
class VenueSight:
    """The vectors of an article's pieces, ready to be asked. `vectors` (pieces, w), `starts` and `ends`
    their characters, `first` whether a piece begins a word."""

    head: VenueHead
    vectors: Halves
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    first: NDArray[np.bool_]

    def see(self, statements: Sequence[Statement]) -> tuple[SeenVenue, ...]:
        """What the network takes for the venue of each statement."""
        others = np.zeros(len(self.starts), np.int64)
        for role in (CONTENT, CUE, SOURCE):
            for statement in statements:
                self._mark(others, spans_of(statement, role - CONTENT), role)
        return tuple(self._of(statement, others) for statement in statements)

    def _mark(self, roles: NDArray[np.int64], spans: Iterable[Span], role: int) -> None:
        for span in spans:
            low, high = self._range(span)
            roles[low:high] = role

    def _range(self, span: Span) -> tuple[int, int]:
        low = int(np.searchsorted(self.ends, span.start, "right"))
        return low, int(np.searchsorted(self.starts, span.end, "left"))

    def _of(self, statement: Statement, others: NDArray[np.int64]) -> SeenVenue:
        spans = [span for part in range(3) for span in spans_of(statement, part)]
        ranges = [self._range(span) for span in spans]
        low = max(0, min((r[0] for r in ranges), default=0) - BEFORE)
        high = min(len(self.starts), max((r[1] for r in ranges), default=0) + BEHIND)
        if low >= high:
            return SeenVenue()
        roles = others[low:high].copy()
        for part, role in enumerate((OWN_CONTENT, OWN_CUE, OWN_SOURCE)):
            for span in spans_of(statement, part):
                first, last = self._range(span)
                roles[max(0, first - low) : max(0, last - low)] = role
        window = self.vectors[low:high].astype(np.float32)
        return self.answer(window, roles, low)

    def answer(self, window: Floats, roles: NDArray[np.int64], low: int) -> SeenVenue:
        """What pieces from `low` on, (pieces, w), with their roles answer to the statement among them."""
        head = self.head
        asked = head.question(
            *(mean_of(window, roles == role) for role in (OWN_CUE, OWN_SOURCE, OWN_CONTENT))
        )
        scores = head.scores(asked, window) + head.distance[distances_of(roles)] + head.role[roles]
        nulls = head.null @ asked + head.null_bias
        chances = chances_of(scores, np.repeat(nulls, 2))
        medium = 2 * PARTS.index("medium")
        pooled = chances[1:, medium] @ window
        media = softmax((head.media @ np.concatenate([pooled, asked]) + head.media_bias)[None])[0]
        order = np.argsort(-media, kind="stable")[:3].tolist()
        firsts = np.argsort(-chances[1:, ::2], axis=0, kind="stable")[:FIRSTS]
        parts = (
            self._part(firsts[:, number], chances[1:, 2 * number : 2 * number + 2], low)
            for number in range(len(PARTS))
        )
        return SeenVenue(
            media=tuple((CLASSES[place], float(media[place])) for place in order),
            **dict(zip(PARTS, parts, strict=True)),
        )

    def _part(self, firsts: NDArray[np.int64], edges: Floats, low: int) -> SeenPart | None:
        """The likeliest words from a first to a last piece, whole words; None where there are none.

        `firsts` are the first pieces that are tried; `edges` (pieces, 2) the chances to be first and last.
        """
        best: tuple[float, int, int] = (0.0, 0, 0)
        for start in firsts.tolist():
            ends = edges[start : start + LONGEST, 1]
            length = int(ends.argmax())
            best = max(best, (float(edges[start, 0] * ends[length]) ** 0.5, start, start + length))
        score, start, end = best
        if not score:
            return None
        start, end = start + low, end + low + 1
        while start > 0 and not self.first[start]:
            start -= 1
        while end < len(self.first) and not self.first[end]:
            end += 1
        return SeenPart(Span(int(self.starts[start]), int(self.ends[end - 1])), score)


def chances_of(scores: Floats, nulls: Floats) -> Floats:
    """Probabilities of no piece and of each, by column: (1 + pieces, 2K)."""
    joined = np.concatenate([nulls[None], scores])
    raised = np.exp(joined - joined.max(axis=0))
    chances: Floats = raised / raised.sum(axis=0)
    return chances


def mean_of(vectors: Floats, chosen: NDArray[np.bool_]) -> Floats:
    """The mean of the chosen vectors, zeros where none is."""
    if not chosen.any():
        return np.zeros(vectors.shape[1], np.float32)
    mean: Floats = vectors[chosen].mean(axis=0)
    return mean


def spans_of(statement: Statement, part: int) -> tuple[Span, ...]:
    """A statement's content (0), cue (1) or source (2)."""
    return (statement.content, statement.cue, statement.source)[part]
