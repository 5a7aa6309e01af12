"""The losses of all heads over one batch: each head learns from the documents that have its labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.language.labels import ROLES, bio_size
from onrecord.language.linking import CUE
from onrecord.language.pieces import Window
from onrecord.language.pointing import distance_bucket

from .batches import Item, soft_targets, targets, to_tensors
from .config import Config
from .data import IGNORE, Document
from .network import Network, Outputs, Pointer

FURTHER = ("marks", "acts", "mentions")


def loss_of(network: Network, batch: list[Item], config: Config) -> Tensor:
    """The weighted sum of the losses whose labels the batch has."""
    ids, bits = to_tensors(batch)
    with torch.autocast("cpu", torch.bfloat16, enabled=config.bfloat16):
        early, last = network(ids, bits)
    early, last = (
        {head: values.float() for head, values in outputs.items()} for outputs in (early, last)
    )
    total = statement_loss(network.heads.link, last, batch, config)
    if config.early_weight:
        exits = statement_loss(network.early.link, early, batch, config)
        total = total + config.early_weight * exits
    for head in FURTHER:
        total = total + config.further_weight * tag_loss(last[head], batch, head)
    return total + config.coref_weight * coref_loss(network.coref, last["coref"], batch)


def statement_loss(link: Pointer, outputs: Outputs, batch: list[Item], config: Config) -> Tensor:
    """Tags (with the teacher's view of them, where there is one), names and links of one exit."""
    tags = tag_loss(outputs["tags"], batch, "tags")
    wanted = soft_targets(batch, outputs["tags"].shape[:2], bio_size(len(ROLES)))
    if wanted is not None:
        known = wanted.sum().clamp(min=1)  # every piece has probabilities that sum to 1
        taught = -(wanted * outputs["tags"].log_softmax(-1)).sum() / known
        tags = (1 - config.teacher_weight) * tags + config.teacher_weight * taught
    links = [
        link_loss(link, document, window, outputs["vectors"][row])
        for row, (document, window) in enumerate(batch)
    ]
    return tags + tag_loss(outputs["names"], batch, "names") + config.link_weight * mean_of(links)


def tag_loss(logits: Tensor, batch: list[Item], head: str) -> Tensor:
    """Mean cross entropy of one head over the pieces that are labelled; zero where none is."""
    goal = targets(batch, logits.shape[:2], head)
    known = (goal != IGNORE).sum().clamp(min=1)
    summed = functional.cross_entropy(
        logits.flatten(0, 1), goal.flatten(), ignore_index=IGNORE, reduction="sum"
    )
    return summed / known


def mean_of(parts: list[Tensor | None]) -> Tensor:
    kept = [part for part in parts if part is not None]
    return torch.cat(kept).mean() if kept else torch.zeros(())


@dataclass(frozen=True)
class Stretches:
    """Where stretches begin and end among the pieces of a window with the encoder's own piece before."""

    starts: list[int]
    lasts: list[int]
    kinds: list[int]


def scores_between(
    pointer: Pointer, vectors: Tensor, queries: Stretches, keys: Stretches
) -> Tensor:
    """How strongly each query points at nothing and at each key, (queries, 1 + keys)."""
    query_start, query_end, key_start, key_end = vectors.split(pointer.width, -1)
    query = query_start[queries.starts] + query_end[queries.lasts]
    key = key_start[keys.starts] + key_end[keys.lasts]
    kinds = torch.tensor(queries.kinds)
    distances = np.subtract.outer(keys.starts, queries.starts).T
    bucket = torch.from_numpy(distance_bucket(distances))
    scores = query @ key.T / pointer.width**0.5 + pointer.distance[kinds[:, None], bucket]
    return torch.cat([pointer.null[kinds][:, None], scores], 1)


def link_loss(
    pointer: Pointer, document: Document, window: Window, vectors: Tensor
) -> Tensor | None:
    """Every stretch points at the first cue of its attribution, that cue at nothing."""
    chunks = [c for c in document.chunks if c.start >= window.core and c.end <= window.end]
    cues = [c for c in chunks if c.role == CUE]
    centre: dict[int, int] = {}
    for number, cue in enumerate(cues):
        centre.setdefault(cue.attribution, number)
    chunks = [c for c in chunks if c.attribution in centre]
    if not chunks:
        return None
    offset = 1 - window.core
    queries, keys = (
        Stretches(
            [c.start + offset for c in part],
            [c.end - 1 + offset for c in part],
            [c.role for c in part],
        )
        for part in (chunks, cues)
    )
    scores = scores_between(pointer, vectors, queries, keys)
    itself = torch.tensor([[False, *(u is c for u in cues)] for c in chunks])
    goal = [0 if c is cues[centre[c.attribution]] else centre[c.attribution] + 1 for c in chunks]
    return functional.cross_entropy(
        scores.masked_fill(itself, -1e4), torch.tensor(goal), reduction="none"
    )


def coref_loss(pointer: Pointer, vectors: Tensor, batch: list[Item]) -> Tensor:
    """Every mention points at all earlier ones of its chain together, the first of a chain at nothing."""
    return mean_of(
        [antecedent_loss(pointer, d, w, vectors[row]) for row, (d, w) in enumerate(batch)]
    )


def antecedent_loss(
    pointer: Pointer, document: Document, window: Window, vectors: Tensor
) -> Tensor | None:
    """Minus the log of the share of an antecedent of the chain; mentions whose chain began before the
    window and does not show in it are left out."""
    mentions = [m for m in document.mentions if m.start >= window.core and m.end <= window.end]
    before = {m.chain for m in document.mentions if m.start < window.core}
    offset, chains = 1 - window.core, np.array([m.chain for m in mentions])
    if len(mentions) < 2:
        return None
    places = Stretches(
        [m.start + offset for m in mentions],
        [m.end - 1 + offset for m in mentions],
        [0] * len(mentions),
    )
    earlier = np.tri(len(mentions), k=-1, dtype=bool)
    same = (chains[:, None] == chains[None, :]) & earlier
    null = ~same.any(1)
    wanted = np.concatenate([null[:, None], same], 1)
    allowed = np.concatenate([np.ones((len(mentions), 1), bool), earlier], 1)
    counted = [
        n for n, m in enumerate(mentions) if m.sought and not (null[n] and m.chain in before)
    ]
    if not counted:
        return None
    scores = scores_between(pointer, vectors, places, places)
    scores = scores.masked_fill(torch.from_numpy(~allowed), -1e4).log_softmax(-1)
    found = scores.masked_fill(torch.from_numpy(~wanted), -1e9).logsumexp(-1)
    return -found[counted]
