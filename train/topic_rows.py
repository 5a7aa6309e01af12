"""Stretches with gold topics as examples for the topic head: what rules count there, and the word pieces.

Documents written for this (`rows/topics*.jsonl`, a document a line, its blocks labelled) and the open rows
of `benchmarks/topics`, labelled by the rules of `docs/topics.md`. Each document is read as `onrecord read`
does, with a gist in the model's place that writes down what it is asked. Before `topics`, which learns.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.language.labels import Floats
from onrecord.language.pieces import Pieces, cut_pieces, cut_windows
from onrecord.pipeline import read_article
from onrecord.text import lay_out
from onrecord.values import Article, Labels, Layout, Span, SpoilerClass, Topic

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from topics import ROOT, article_of, by_document, load_rows, overlap, spans_of

COVERED = 0.5
"""The share of a row's stretch that what was asked must cover to stand for it."""


@dataclass(frozen=True)
class Gold:
    """A stretch with its topics and what it gives away, None where that was not labelled. `kind` is
    "passage", "statement", or "block" for both."""

    spans: tuple[Span, ...]
    topics: tuple[Topic, ...]
    spoiler: SpoilerClass | None
    kind: str
    is_open: bool


@dataclass(frozen=True)
class Document:
    """An article with gold labels: stretches of it, each with its topics; open rows are learned from."""

    name: str
    article: Article
    gold: tuple[Gold, ...]


@dataclass(frozen=True)
class Asked:
    """One stretch that `works` asked about."""

    numbers: tuple[float, ...]
    own: tuple[Span, ...]
    block: Span


@dataclass
class Recorder:
    """A gist that gives nothing and writes down what it is asked."""

    asked: list[Asked] = field(default_factory=list)

    def chances(
        self, numbers: Sequence[float], own: Sequence[Span], block: Span
    ) -> dict[str, float]:
        """No topic at all."""
        self.asked.append(Asked(tuple(numbers), tuple(own), block))
        return {}


@dataclass(frozen=True)
class Watched:
    """A model whose labels ask a recorder for topics."""

    model: Model
    recorder: Recorder

    def label(self, article: Article, layout: Layout) -> Labels:
        """The model's labels, with the recorder for a gist."""
        return replace(self.model.label(article, layout), gist=self.recorder)


@dataclass(frozen=True)
class Example:
    """A stretch: the numbers of the rules, the pieces of it and of its block, its mean state, its topics."""

    document: str
    kind: str
    numbers: Floats
    own: np.ndarray
    block: np.ndarray
    state: Floats
    gold: Gold
    is_bench: bool


def own_documents() -> Iterator[Document]:
    """The documents that were written for this, in the order of their files."""
    for path in sorted((ROOT / "train" / "rows").glob("topics*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield as_document(json.loads(line))


def as_document(held: dict[str, Any]) -> Document:
    """One written document: its blocks a blank line apart, each block's labels for all that stands in it."""
    text = ""
    gold: list[Gold] = []
    for block in held["blocks"]:
        span = Span(len(text), len(text) + len(block["text"]))
        text += block["text"] + "\n\n"
        if "topics" in block:
            gold.append(Gold((span,), tuple(block["topics"]), block["spoiler"], "block", True))
    return Document(held["id"], article_from_text(text, held["id"]), tuple(gold))


def bench_documents() -> Iterator[Document]:
    """The documents of the benchmark, those held back among their rows marked as not open."""
    for (source, name), rows in by_document(load_rows()).items():
        gold = tuple(
            Gold(
                spans_of(row),
                tuple(row["topics"]),
                row.get("spoiler"),
                row["kind"],
                not row["held_back"],
            )
            for row in rows
        )
        yield Document(f"{source} {name}", article_of(source, name), gold)


@dataclass(frozen=True)
class States:
    """The pieces of an article and the lower network's states of them, (pieces, w)."""

    pieces: Pieces
    values: Floats

    def places(self, spans: Sequence[Span]) -> np.ndarray:
        """The pieces that spans touch."""
        found = [
            np.arange(
                np.searchsorted(self.pieces.ends, span.start, "right"),
                np.searchsorted(self.pieces.starts, span.end, "left"),
            )
            for span in spans
        ]
        return np.concatenate(found).astype(np.int64)

    @cached_property
    def width(self) -> int:
        """The numbers of a state."""
        return int(self.values.shape[1])


def states_of(model: Model, article: Article, layout: Layout) -> States:
    """The lower network's states of an article, window by window."""
    pieces = cut_pieces(model.tokenizer, article.text, layout)
    kept = [model.states(pieces, window) for window in cut_windows(pieces)]
    return States(pieces, np.concatenate(kept).astype(np.float32))


def read_examples(document: Document, model: Model, *, bench: bool) -> Iterator[Example]:
    """The examples of one document: what was asked, with the topics of the gold stretch that it stands in."""
    recorder = Recorder()
    read_article(document.article, Watched(model, recorder))  # type: ignore[arg-type]
    states = states_of(model, document.article, lay_out(document.article))
    for asked in recorder.asked:
        kind = "passage" if asked.numbers[PASSAGE] else "statement"
        gold = gold_of(asked, kind, document)
        own, block = states.places(asked.own), states.places([asked.block])
        if gold is None or not len(own):
            continue
        yield Example(
            document.name, kind, np.array(asked.numbers, np.float32), states.pieces.ids[own],
            states.pieces.ids[block], states.values[own].mean(axis=0), gold, bench,
        )  # fmt: skip


PASSAGE = 50
"""The place, among the numbers, of the sign that tells passages from statements."""


def gold_of(asked: Asked, kind: str, document: Document) -> Gold | None:
    """The gold stretch that shares most with what was asked, None where none shares enough."""
    best: tuple[float, Gold | None] = (0.0, None)
    size = sum(span.end - span.start for span in asked.own)
    for gold in document.gold:
        if gold.kind not in ("block", kind):
            continue
        whole = sum(s.end - s.start for s in gold.spans) if gold.kind != "block" else 0
        covered = overlap(gold.spans, asked.own) / max(1, whole, size)
        if covered > best[0]:
            best = (covered, gold)
    return best[1] if best[0] >= COVERED else None
