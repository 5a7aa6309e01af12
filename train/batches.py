"""Batches of windows and their labels as tensors. Comes before `losses.py` and `train.py`."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from onrecord.language.pieces import CLS, PAD, SEP, Window, cut_windows

from .config import Config
from .data import IGNORE, Document

Item = tuple[Document, Window]


def batches(
    documents: list[Document], config: Config, generator: np.random.Generator
) -> Iterator[list[Item]]:
    """One pass in random order; windows of like length share a batch of at most `batch_pieces`."""
    size = int(generator.integers(config.window * 2 // 3, config.window + 1))
    items = [(d, w) for d in documents for w in cut_windows(d.pieces, size, 0, 0)]
    order, made = generator.permutation(len(items)), []
    for first in range(0, len(order), 400):
        part = sorted(
            (items[i] for i in order[first : first + 400]),
            key=lambda item: item[1].end - item[1].core,
        )
        current: list[Item] = []
        for item in part:
            if (
                current
                and (len(current) + 1) * (item[1].end - item[1].core + 2) > config.batch_pieces
            ):
                made.append(current)
                current = []
            current.append(item)
        made += [current] if current else []
    yield from (made[i] for i in generator.permutation(len(made)))


def endless(
    documents: list[Document], config: Config, generator: np.random.Generator
) -> Iterator[list[Item]]:
    while documents:
        yield from batches(documents, config, generator)


def to_tensors(batch: list[Item], context: bool = False) -> tuple[Tensor, Tensor]:
    """ids and bits, (batch, time) int64, with the encoder's own two pieces around each window.

    With `context` the windows have their context on both sides, else they are what is kept of them.
    """
    places = [(w.context, w.last) if context else (w.core, w.end) for _, w in batch]
    longest = max(end - start for start, end in places) + 2
    ids = torch.full((len(batch), longest), PAD)
    bits = torch.zeros_like(ids)
    for row, ((document, _), (start, end)) in enumerate(zip(batch, places, strict=True)):
        length = end - start
        ids[row, 0], ids[row, length + 1] = CLS, SEP
        ids[row, 1 : length + 1] = torch.from_numpy(document.pieces.ids[start:end])
        bits[row, 1 : length + 1] = torch.from_numpy(document.pieces.bits[start:end])
    return ids, bits


def targets(batch: list[Item], shape: torch.Size, head: str) -> Tensor:
    """Labels of one head, (batch, time), IGNORE where there is none."""
    labels = torch.full(shape, IGNORE)
    for row, (document, w) in enumerate(batch):
        known = document.labels.get(head)
        if known is not None:
            labels[row, 1 : w.end - w.core + 1] = torch.from_numpy(known[w.core : w.end])
    return labels


def soft_targets(batch: list[Item], shape: torch.Size, classes: int) -> Tensor | None:
    """A teacher's probabilities, (batch, time, classes), zero where there are none; None without any."""
    if all(document.soft is None for document, _ in batch):
        return None
    wanted = torch.zeros((*shape, classes))
    for row, (document, w) in enumerate(batch):
        if document.soft is not None:
            soft = document.soft[w.core : w.end].astype(np.float32)
            wanted[row, 1 : w.end - w.core + 1] = torch.from_numpy(soft)
    return wanted
