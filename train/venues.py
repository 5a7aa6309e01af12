"""Teaches the venue head on the frozen network: `python -m train.venues RUN`.

    python -m train.venues RUN                  learns from all rows, writes RUN/venues.pt
    python -m train.venues RUN --folds 4        cross-validation over passages: a table, nothing written

Rows are `train/rows/*.jsonl` and the open sets of `benchmarks/occasions`, or those named. Afterwards
`python -m train.export RUN` puts the head into the shipped model.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.language.model import Model
from onrecord.language.venues import (
    CONTENT,
    CUE,
    OWN_CONTENT,
    OWN_CUE,
    OWN_SOURCE,
    PARTS,
    SOURCE,
    VenueHead,
    VenueSight,
    distances_of,
)
from onrecord.values import SeenVenue

from .train import load_checkpoint
from .venue_head import VenueConfig, VenueNetwork, parameters_of
from .venue_rows import NAMED, Example, fold_of, load_rows, own_sets, read_examples

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from venues import plain

SURE = 0.5  # the least probability at which the table of a cross-validation counts a part as named


# --- batches --------------------------------------------------------------------------------------


def to_tensors(examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """States (batch, time, 768), roles, distances (batch, time), mask: true where there is no piece."""
    batch, time = len(examples), max(len(e.roles) for e in examples)
    states = np.zeros((batch, time, examples[0].states.shape[1]), np.float32)
    roles, distances = (np.zeros((batch, time), np.int64) for _ in range(2))
    mask = np.ones((batch, time), bool)
    for row, example in enumerate(examples):
        own = slice(0, len(example.roles))
        states[row, own], roles[row, own], mask[row, own] = example.states, example.roles, False
        distances[row, own] = distances_of(example.roles)
    return torch.tensor(states), torch.tensor(roles), torch.tensor(distances), torch.tensor(mask)


def joined(one: Example, other: Example, *, after: bool) -> Example:
    """A row with another's passage beside it, whose venue is not the first one's."""
    turned = other.roles.copy()
    for own, role in ((OWN_CONTENT, CONTENT), (OWN_CUE, CUE), (OWN_SOURCE, SOURCE)):
        turned[other.roles == own] = role
    order = 1 if after else -1
    shift = 0 if after else len(other.roles)
    return Example(
        one.row,
        one.pieces,
        np.concatenate([one.states, other.states][::order]),
        np.concatenate([one.roles, turned][::order]),
        np.where(one.edges > 0, one.edges + shift, 0),
        np.concatenate([one.told, np.zeros(len(other.told), bool)][::order]),
        one.medium,
        one.marked,
        one.is_copy,
        one.occasion,
    )


# --- learning -------------------------------------------------------------------------------------


def loss_of(network: VenueNetwork, examples: Sequence[Example], config: VenueConfig) -> Tensor:
    """Cross-entropy of the medium and of the edges of each part, as far as the rows are marked."""
    states, roles, distances, mask = to_tensors(examples)
    scores, nulls, media = network(states, roles, distances, mask)
    loss = config.medium_weight * functional.cross_entropy(
        media, torch.tensor([e.medium for e in examples])
    )
    marked = torch.tensor([e.marked for e in examples], dtype=torch.float32)
    for number, part in enumerate(PARTS):
        weight = torch.ones(len(examples)) if part in NAMED else marked
        if part == "medium":
            loss = loss + 0.5 * told_loss(scores, nulls, examples, weight)
            continue
        for edge in (0, 1):
            logits = torch.cat([nulls[:, number : number + 1], scores[:, :, 2 * number + edge]], 1)
            wanted = torch.tensor([int(e.edges[number, edge]) for e in examples])
            each = functional.cross_entropy(logits, wanted, reduction="none")
            loss = loss + 0.5 * (each * weight).sum() / weight.sum().clamp(min=1)
    return loss


def told_loss(scores: Tensor, nulls: Tensor, examples: Sequence[Example], weight: Tensor) -> Tensor:
    """Minus the log-probability of all pieces together that tell the medium, or of none."""
    number = PARTS.index("medium")
    logits = torch.cat([nulls[:, number : number + 1], scores[:, :, 2 * number]], 1).log_softmax(1)
    wanted = torch.zeros(logits.shape, dtype=torch.bool)
    for row, example in enumerate(examples):
        wanted[row, 1 : 1 + len(example.told)] = torch.tensor(example.told)
        wanted[row, 0] = not example.told.any()
    each = -torch.logsumexp(logits.masked_fill(~wanted, -1e4), 1)
    return (each * weight).sum() / weight.sum().clamp(min=1)


def learn(examples: Sequence[Example], config: VenueConfig) -> VenueNetwork:
    """A head fitted to the examples; the learning rate falls linearly to zero."""
    torch.manual_seed(config.seed)
    drawn = random.Random(config.seed)
    network = VenueNetwork(examples[0].states.shape[1], config)
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay
    )
    steps, step = config.epochs * -(-len(examples) // config.batch), 0
    for _ in range(config.epochs):
        order = drawn.sample(list(examples), len(examples))
        for at in range(0, len(order), config.batch):
            batch = [
                joined(e, drawn.choice(order), after=drawn.random() < 0.4)
                if drawn.random() < config.joined_share
                else e
                for e in order[at : at + config.batch]
            ]
            for group in optimiser.param_groups:
                group["lr"] = config.learning_rate * min(1, step / 50) * (1 - step / steps)
            loss = loss_of(network, batch, config)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1
    return network.eval()


# --- handing on -----------------------------------------------------------------------------------


def look(network: VenueNetwork, config: VenueConfig, example: Example) -> SeenVenue:
    """What the head sees for an example, by the code that ships."""
    with torch.inference_mode():
        states = torch.tensor(example.states.astype(np.float32))[None]
        vectors = network.context(states, torch.zeros((1, 1, 1, 1)))[0].numpy()
    pieces = example.pieces
    sight = VenueSight(
        VenueHead(**parameters_of(network, config)),
        vectors.astype(np.float16),
        pieces.starts,
        pieces.ends,
        pieces.first,
    )
    return sight.answer(vectors, example.roles, 0)


# --- cross-validation -----------------------------------------------------------------------------


def cross_validate(
    examples: Sequence[Example], config: VenueConfig, folds: int
) -> list[tuple[Example, SeenVenue]]:
    """Each row that is no copy, as a head sees it that has learnt from other passages only."""
    seen = []
    for fold in range(folds):
        network = learn([e for e in examples if fold_of(e.row, folds) != fold], config)
        own = [e for e in examples if fold_of(e.row, folds) == fold and not e.is_copy]
        seen += [(example, look(network, config, example)) for example in own]
    return seen


def print_table(seen: Sequence[tuple[Example, SeenVenue]]) -> None:
    """F1 of each field: the rules', the head's, and the rules' with what the head adds."""
    print(f"{len(seen)} rows\n{'field':12}{'told':>5}{'rules':>8}{'head':>8}{'both':>8}")
    for field in ("medium", *NAMED):
        told = [plain(example.row[field]) for example, _ in seen]
        rules = [plain(getattr(e.occasion, field)) if e.occasion else None for e, _ in seen]
        heads = [plain(named(field, venue, example)) for example, venue in seen]
        both = [rule or head for rule, head in zip(rules, heads, strict=True)]
        figures = "".join(f"{100 * f1(told, column):8.1f}" for column in (rules, heads, both))
        print(f"{field:12}{sum(t is not None for t in told):>5}{figures}")


def named(field: str, seen: SeenVenue, example: Example) -> str | None:
    """What the head says of a field, where it is sure enough."""
    if field == "medium":
        return seen.media[0][0] if seen.media else None
    part = getattr(seen, field)
    return part.span.of(example.row["text"]) if part and part.score > SURE else None


def f1(told: Sequence[str | None], ours: Sequence[str | None]) -> float:
    """F1 of what is filled.

    >>> f1(["a", None, "b"], ["a", "c", None])
    0.5
    """
    hits = sum(t is not None and t == o for t, o in zip(told, ours, strict=True))
    count = sum(t is not None for t in told) + sum(o is not None for o in ours)
    return 2 * hits / max(1, count)


def main() -> None:
    """Learn from the rows, or cross-validate on them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path, help="the folder that train.train wrote")
    parser.add_argument("--rows", type=Path, nargs="*", help="sets in place of the project's own")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate and print a table")
    for name, default in asdict(VenueConfig()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    given = parser.parse_args()
    torch.set_num_threads(1)
    config = VenueConfig(**{name: getattr(given, name) for name in asdict(VenueConfig())})
    network, _, _ = load_checkpoint(given.run / "checkpoint.pt")
    rows = load_rows(given.rows or own_sets(), config.copies)
    examples = list(read_examples(rows, Model.load(), network.eval()))
    print(
        f"{len(examples)} examples, {sum(e.is_copy for e in examples)} of them copies", flush=True
    )
    if given.folds:
        print_table(cross_validate(examples, config, given.folds))
        return
    head = learn(examples, config)
    torch.save({"config": asdict(config), "head": head.state_dict()}, given.run / "venues.pt")
    print(given.run / "venues.pt")


if __name__ == "__main__":
    main()
