"""Trains the network: `python -m train.train --data FOLDER --out FOLDER`. Resumes from its checkpoint.

Several single-threaded processes train on their own batches and average their weights every few
steps; that loses less than threads on a shared machine. Every fifth batch or so is of names. A
schedule over wall-clock time makes the run end when planned, whatever else the machine does.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch import multiprocessing as mp
from torch.nn import functional

from onrecord.language.linking import CUE, distance_bucket
from onrecord.language.pieces import CLS, PAD, SEP, Window, cut_windows

from .config import Config
from .data import IGNORE, Document, name_documents, polnear_documents, with_soft_tags
from .network import Network, load_encoder

Item = tuple[Document, Window]


def batches(
    documents: list[Document], config: Config, generator: np.random.Generator
) -> Iterator[list[Item]]:
    """One pass in random order; windows of like length share a batch of at most `batch_pieces`."""
    size = int(generator.integers(config.window * 2 // 3, config.window + 1))
    items = [(d, w) for d in documents for w in cut_windows(d.pieces, size, 0)]
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

    With `context` the windows begin at their left context, else at their core.
    """
    starts = [w.context if context else w.core for _, w in batch]
    longest = max(w.end - start for (_, w), start in zip(batch, starts, strict=True)) + 2
    ids = torch.full((len(batch), longest), PAD)
    bits = torch.zeros_like(ids)
    for row, ((document, w), start) in enumerate(zip(batch, starts, strict=True)):
        length = w.end - start
        ids[row, 0], ids[row, length + 1] = CLS, SEP
        ids[row, 1 : length + 1] = torch.from_numpy(document.pieces.ids[start : w.end])
        bits[row, 1 : length + 1] = torch.from_numpy(document.pieces.bits[start : w.end])
    return ids, bits


def targets(batch: list[Item], shape: torch.Size, head: str) -> Tensor:
    """Labels of one head, (batch, time), IGNORE where there is none."""
    labels = torch.full(shape, IGNORE)
    for row, (document, w) in enumerate(batch):
        known = getattr(document, head)
        if known is not None:
            labels[row, 1 : w.end - w.core + 1] = torch.from_numpy(known[w.core : w.end])
    return labels


def link_loss(network: Network, batch: list[Item], vectors: Tensor) -> Tensor:
    """Every stretch points at the first cue of its attribution, that cue at the null vector."""
    parts = [
        link_loss_of(network, document, w, vectors[row]) for row, (document, w) in enumerate(batch)
    ]
    parts = [part for part in parts if part is not None]
    return torch.cat(parts).mean() if parts else torch.zeros(())


def link_loss_of(
    network: Network, document: Document, window: Window, vectors: Tensor
) -> Tensor | None:
    chunks = [c for c in document.chunks if c.start >= window.core and c.end <= window.end]
    cues = [c for c in chunks if c.role == CUE]
    centre: dict[int, int] = {}
    for number, cue in enumerate(cues):
        centre.setdefault(cue.attribution, number)
    chunks = [c for c in chunks if c.attribution in centre]
    if not chunks:
        return None
    query_start, query_end, key_start, key_end = vectors.split(network.link_width, -1)
    offset = 1 - window.core  # the window's first piece stands behind [CLS]
    query = (
        query_start[[c.start + offset for c in chunks]]
        + query_end[[c.end - 1 + offset for c in chunks]]
    )
    key = key_start[[c.start + offset for c in cues]] + key_end[[c.end - 1 + offset for c in cues]]
    role = torch.tensor([c.role for c in chunks])
    distances = np.array([[u.start - c.start for u in cues] for c in chunks])
    bucket = torch.from_numpy(distance_bucket(distances))
    scores = query @ key.T / network.link_width**0.5 + network.distance[role[:, None], bucket]
    itself = torch.tensor([[u is c for u in cues] for c in chunks])
    scores = torch.cat([network.null[role][:, None], scores.masked_fill(itself, -1e4)], 1)
    goal = [0 if c is cues[centre[c.attribution]] else centre[c.attribution] + 1 for c in chunks]
    return functional.cross_entropy(scores, torch.tensor(goal), reduction="none")


def loss_of(network: Network, batch: list[Item], config: Config) -> Tensor:
    """The sum of the losses whose labels the batch has."""
    ids, bits = to_tensors(batch)
    with torch.autocast("cpu", torch.bfloat16, enabled=config.bfloat16):
        tags, names, vectors = network(ids, bits)
    if batch[0][0].tags is None:
        goal = targets(batch, ids.shape, "names")
        return functional.cross_entropy(
            names.float().flatten(0, 1), goal.flatten(), ignore_index=IGNORE
        )
    goal = targets(batch, ids.shape, "tags")
    tag_loss = functional.cross_entropy(
        tags.float().flatten(0, 1), goal.flatten(), ignore_index=IGNORE
    )
    if batch[0][0].soft is not None:
        taught = soft_loss(tags.float(), batch)
        tag_loss = (1 - config.teacher_weight) * tag_loss + config.teacher_weight * taught
    return tag_loss + config.link_weight * link_loss(network, batch, vectors.float())


def soft_loss(tags: Tensor, batch: list[Item]) -> Tensor:
    """Mean cross entropy with the teacher's probabilities over all pieces."""
    parts = []
    for row, (document, w) in enumerate(batch):
        assert document.soft is not None  # all documents of a taught run have them
        wanted = torch.from_numpy(document.soft[w.core : w.end].astype(np.float32))
        found = tags[row, 1 : w.end - w.core + 1].log_softmax(-1)
        parts.append(-(wanted * found).sum(-1))
    return torch.cat(parts).mean()


def optimiser(parameters: list[torch.nn.Parameter], config: Config) -> torch.optim.AdamW:
    groups = [
        {"params": [p for p in parameters if p.dim() > 1], "weight_decay": config.weight_decay},
        {"params": [p for p in parameters if p.dim() < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=config.learning_rate, betas=(0.9, 0.98))


class Run:
    """What the worker processes share: the averaged weights, the clock and the place of checkpoints."""

    def __init__(self, config: Config, out: Path, done_minutes: float) -> None:
        self.config, self.out, self.done_minutes = config, out, done_minutes
        self.started = time.time()

    def progress(self) -> float:
        """Share of the time budget that is used, resumed runs included, 0 to 1."""
        return (self.done_minutes + (time.time() - self.started) / 60) / self.config.minutes


def work(
    rank: int,
    run: Run,
    network: Network,
    centre: list[Tensor],
    lock: object,
    sets: tuple[list[Document], ...],
) -> None:
    """One worker's training loop until the time is used up."""
    config = run.config
    torch.set_num_threads(1)
    torch.manual_seed(config.seed * 100 + rank)
    generator = np.random.default_rng(config.seed * 100 + rank)
    parameters = [p for p in network.parameters() if p.requires_grad]
    optimise = optimiser(parameters, config)
    streams = [endless(documents, config, generator) for documents in sets]
    step, seen, recent = 0, 0, [[0.0], [0.0]]
    while (fraction := run.progress()) < 1:
        kind = int(bool(sets[1]) and generator.random() < config.names_share)
        batch = next(streams[kind])
        rate = config.learning_rate * min(1, (step + 1) / 40) * (1 - fraction) + 1e-6
        for group in optimise.param_groups:
            group["lr"] = rate
        loss = loss_of(network, batch, config)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimise.step()
        optimise.zero_grad(set_to_none=True)
        step, seen = step + 1, seen + sum(w.end - w.core for _, w in batch)
        recent[kind].append(loss.item())
        if step % config.sync_steps == 0:
            average(parameters, centre, lock)
        if rank == 0 and step % 25 == 0:
            report(run, step, seen, recent)
        if rank == 0 and step % 200 == 0:
            save(network, centre, run, config.minutes * fraction)
    average(parameters, centre, lock)


def average(parameters: list[torch.nn.Parameter], centre: list[Tensor], lock: object) -> None:
    """Moves the shared weights halfway to this worker's and takes them over."""
    with lock, torch.no_grad():  # type: ignore[attr-defined]
        for parameter, shared in zip(parameters, centre, strict=True):
            shared.lerp_(parameter, 0.5)
            parameter.copy_(shared)


def report(run: Run, step: int, seen: int, recent: list[list[float]]) -> None:
    tags, names = (float(np.mean(values[-25:])) for values in recent)
    speed = seen / (time.time() - run.started)
    print(
        f"{run.progress():6.1%} step {step} tags+links {tags:.3f} names {names:.3f} {speed:.0f} pieces/s",
        flush=True,
    )


def save(network: Network, centre: list[Tensor], run: Run, minutes: float) -> None:
    """Writes the shared weights beside their configuration; a kill leaves the last checkpoint whole."""
    trained = [p for p in network.parameters() if p.requires_grad]
    kept = [p.detach().clone() for p in trained]
    with torch.no_grad():
        for parameter, shared in zip(trained, centre, strict=True):
            parameter.copy_(shared)
        state = {
            "network": network.state_dict(),
            "config": run.config.as_dict(),
            "minutes": minutes,
        }
        torch.save(state, run.out / "checkpoint.tmp")
        os.replace(run.out / "checkpoint.tmp", run.out / "checkpoint.pt")
        for parameter, own in zip(trained, kept, strict=True):
            parameter.copy_(own)


def load_checkpoint(path: Path) -> tuple[Network, Config, float]:
    """The network of a checkpoint, its configuration and the minutes it was trained."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    config = Config(**state["config"])
    network = Network(config)
    network.load_state_dict(state["network"])
    return network, config, float(state["minutes"])


def train(config: Config, data: Path, out: Path) -> None:
    """Trains, or goes on from `out/checkpoint.pt`, and leaves the finished network there."""
    out.mkdir(parents=True, exist_ok=True)
    checkpoint, done = out / "checkpoint.pt", 0.0
    network = Network(config)
    load_encoder(network, config)
    if config.start:
        network = load_checkpoint(Path(config.start) / "checkpoint.pt")[0]
    if checkpoint.exists():
        network, config, done = load_checkpoint(checkpoint)
    network.train()
    network.word.weight.requires_grad_(False)  # half of all weights, little to gain in a few passes
    fit = (
        []
        if config.open_only
        else polnear_documents(data, config.held_out, config.seed, config.restyled_share)[0]
    )
    if config.teacher:
        fit = with_soft_tags(fit, Path(config.teacher))
    sets = (fit, name_documents(data, config.seed))
    for name, documents in zip(("attributions", "names"), sets, strict=True):
        print(
            name,
            len(documents),
            "documents",
            sum(len(d.pieces) for d in documents),
            "pieces",
            flush=True,
        )
    run = Run(config, out, done)
    centre = [p.detach().clone().share_memory_() for p in network.parameters() if p.requires_grad]
    context = mp.get_context("fork")
    lock = context.Lock()
    processes = [
        context.Process(target=work, args=(rank, run, network, centre, lock, sets))
        for rank in range(config.workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    save(network, centre, run, config.minutes)
    print("done", (out / "checkpoint.pt").name, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    for item in fields(Config):
        flag = "--" + item.name.replace("_", "-")
        if isinstance(item.default, bool):
            parser.add_argument(flag, action=argparse.BooleanOptionalAction, default=item.default)
        else:
            parser.add_argument(flag, type=type(item.default), default=item.default)
    given = vars(parser.parse_args())
    data, out = given.pop("data"), given.pop("out")
    train(replace(Config(), **given), data, out)


if __name__ == "__main__":
    main()
