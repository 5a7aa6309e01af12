"""Trains the network: `python -m train.train --data FOLDER --out FOLDER`. Resumes from its checkpoint.

Several single-threaded processes train on their own batches and average their weights every few
steps; that loses less than threads on a shared machine. Each batch is of one stream of documents
(`read_streams`). A schedule over wall-clock time makes the run end when planned, whatever else the
machine does.
"""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch import multiprocessing as mp

from .attributions import open_documents, polnear_documents
from .batches import endless
from .config import Config
from .data import Document
from .losses import loss_of
from .mentions import mention_documents
from .names import name_documents
from .network import Network, load_encoder


@dataclass(frozen=True)
class Stream:
    """Documents of one kind and the share of batches that are taken from them."""

    name: str
    share: float
    documents: list[Document]


def read_streams(config: Config, data: Path) -> tuple[Stream, ...]:
    """The streams of a run; shares of 0 are left out, and the first takes what the others leave."""
    further = {
        "open attributions": (config.open_share, lambda: open_documents(data)),
        "names": (config.names_share, lambda: name_documents(data, config.seed)),
        "mentions": (config.mentions_share, lambda: mention_documents(data, config.seed)),
    }
    streams = [Stream(name, share, read()) for name, (share, read) in further.items() if share]
    if not config.open_only:
        teacher = Path(config.teacher) if config.teacher else None
        rest = 1 - sum(stream.share for stream in streams)
        polnear = polnear_documents(
            data, config.held_out, config.seed, config.restyled_share, teacher
        )
        streams.insert(0, Stream("PolNeAR", rest, polnear))
    return tuple(streams)


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
    streams: tuple[Stream, ...],
) -> None:
    """One worker's training loop until the time is used up."""
    config = run.config
    torch.set_num_threads(1)
    torch.manual_seed(config.seed * 100 + rank)
    generator = np.random.default_rng(config.seed * 100 + rank)
    parameters = [p for p in network.parameters() if p.requires_grad]
    optimise = optimiser(parameters, config)
    sources = [endless(stream.documents, config, generator) for stream in streams]
    shares = np.array([stream.share for stream in streams])
    step, seen, recent = 0, 0, [[0.0] for _ in streams]
    while (fraction := run.progress()) < 1:
        kind = int(generator.choice(len(streams), p=shares / shares.sum()))
        batch = next(sources[kind])
        rate = config.learning_rate * min(1, (step + 1) / 40) * (1 - fraction) + 1e-6
        for group in optimise.param_groups:
            group["lr"] = rate
        loss = loss_of(network, batch, config)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimise.step()
        optimise.zero_grad(set_to_none=True)
        step, seen = step + 1, seen + sum(w.end - w.core for _, w in batch)
        recent[kind].append(loss.item())
        if step % config.sync_steps == 0:
            average(parameters, centre, lock)
        if rank == 0 and step % 25 == 0:
            report(run, step, seen, streams, recent)
        if rank == 0 and step % 200 == 0:
            save(network, centre, run, config.minutes * fraction)
    average(parameters, centre, lock)


def average(parameters: list[torch.nn.Parameter], centre: list[Tensor], lock: object) -> None:
    """Moves the shared weights halfway to this worker's and takes them over."""
    with lock, torch.no_grad():  # type: ignore[attr-defined]
        for parameter, shared in zip(parameters, centre, strict=True):
            shared.lerp_(parameter, 0.5)
            parameter.copy_(shared)


def report(
    run: Run, step: int, seen: int, streams: tuple[Stream, ...], recent: list[list[float]]
) -> None:
    """Prints the share of the time used, the loss of each stream's last batches and the speed."""
    losses = " ".join(
        f"{stream.name} {np.mean(values[-25:]):.3f}"
        for stream, values in zip(streams, recent, strict=True)
    )
    speed = seen / (time.time() - run.started)
    print(f"{run.progress():6.1%} step {step} {losses} {speed:.0f} pieces/s", flush=True)


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


def begin_with(network: Network, run: Path) -> None:
    """Takes over the weights of a run that have the same names and shapes here."""
    theirs = torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=True)["network"]
    ours = network.state_dict()
    fitting = {k: v for k, v in theirs.items() if k in ours and ours[k].shape == v.shape}
    network.load_state_dict({**ours, **fitting})
    print(f"begins with {len(fitting)} of {len(ours)} parameters of {run}", flush=True)


def train(config: Config, data: Path, out: Path) -> None:
    """Trains, or goes on from `out/checkpoint.pt`, and leaves the finished network there."""
    out.mkdir(parents=True, exist_ok=True)
    checkpoint, done = out / "checkpoint.pt", 0.0
    torch.manual_seed(config.seed)
    network = Network(config)
    load_encoder(network, config)
    if config.start:
        begin_with(network, Path(config.start))
    if checkpoint.exists():
        network, config, done = load_checkpoint(checkpoint)
    network.train()
    network.word.weight.requires_grad_(False)  # half of all weights, little to gain in a few passes
    streams = read_streams(config, data)
    for stream in streams:
        pieces = sum(len(d.pieces) for d in stream.documents)
        print(stream.name, len(stream.documents), "documents", pieces, "pieces", flush=True)
    run = Run(config, out, done)
    centre = [p.detach().clone().share_memory_() for p in network.parameters() if p.requires_grad]
    context = mp.get_context("fork")
    lock = context.Lock()
    processes = [
        context.Process(target=work, args=(rank, run, network, centre, lock, streams))
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
