"""Teaches the title head on the frozen network that ships: `python -m train.titles --data FOLDER`.

    python -m train.titles --data FOLDER              learns from all rows, writes titles.npz and the card
    python -m train.titles --data FOLDER --folds 2    cross-validation over our own rows, nothing written

Reads the shipped files, so it is run again after every `train.export`. Rows: `title_rows`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.language.labels import Floats
from onrecord.language.model import WEIGHTS
from onrecord.language.titles import PLACES, TitleHead
from onrecord.works import seen
from onrecord.works.seen import choose

from .title_rows import ROOT, SAMPLE, Example, place_of, read_examples
from .title_rows import WEIGHTS as COUNTS

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class TitleConfig:
    """The configuration of the head and of its training."""

    width: int = 48
    mixed: int = 64
    dropout: float = 0.2
    epochs: int = 6
    batch: int = 256
    copies: int = 3
    learning_rate: float = 2e-3
    weight_decay: float = 0.02
    seed: int = 0


class TitleNetwork(nn.Module):
    """The head as it learns; `mean` and `spread` bring the states to one size."""

    def __init__(self, mean: Tensor, spread: Tensor, told: int, config: TitleConfig) -> None:
        super().__init__()
        self.mean, self.spread = nn.Buffer(mean), nn.Buffer(spread)
        self.dropout = nn.Dropout(config.dropout)
        self.narrow = nn.Linear(len(mean), config.width)
        self.mix = nn.Linear(PLACES * config.width + told, config.mixed)
        self.out = nn.Linear(config.mixed, 1)

    def forward(self, seen: Tensor, told: Tensor) -> Tensor:
        """Logits (n,) of stretches, from states (n, 7, states) and what is told of them (n, numbers)."""
        states = self.dropout((seen - self.mean) / self.spread)
        narrow = self.dropout(functional.relu(self.narrow(states))).flatten(1)  # (n, 7 · width)
        mixed = functional.relu(self.mix(torch.cat([narrow, told], 1)))
        logits: Tensor = self.out(self.dropout(mixed))[:, 0]
        return logits


def learn(examples: Sequence[Example], config: TitleConfig) -> TitleNetwork:
    """A head fitted to the examples; the learning rate rises shortly and falls linearly to zero."""
    torch.manual_seed(config.seed)
    seen = torch.tensor(np.concatenate([e.seen for e in examples]))
    told = torch.tensor(np.concatenate([e.told for e in examples]))
    right = torch.tensor(np.concatenate([e.right for e in examples])).float()
    counts = torch.tensor(
        np.concatenate([np.full(len(e.right), COUNTS[e.source]) for e in examples])
    )
    firsts = seen[::11, 0].float()
    network = TitleNetwork(firsts.mean(0), firsts.std(0) + 1e-3, told.shape[1], config)
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay
    )
    steps, step = config.epochs * -(-len(right) // config.batch), 0
    for _ in range(config.epochs):
        for batch in torch.randperm(len(right)).split(config.batch):
            for group in optimiser.param_groups:
                group["lr"] = config.learning_rate * min(1, step / 50) * (1 - step / steps)
            logits = network(seen[batch].float(), told[batch])
            each = functional.binary_cross_entropy_with_logits(
                logits, right[batch], reduction="none"
            )
            loss = (each * counts[batch]).sum() / counts[batch].sum()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            step += 1
    return network.eval()


def parameters_of(network: TitleNetwork) -> dict[str, np.ndarray]:
    """The parameters by the names and shapes of `TitleHead`, mean and spread folded in."""
    held = {name: value.detach().numpy() for name, value in network.named_parameters()}
    mean, spread = network.mean.numpy(), network.spread.numpy()
    narrow = held["narrow.weight"].T / spread[:, None]
    return {
        "narrow": narrow.astype(np.float32),
        "narrow_bias": held["narrow.bias"] - mean @ narrow,
        "mix": held["mix.weight"].T.copy(),
        "mix_bias": held["mix.bias"],
        "out": held["out.weight"][0],
        "out_bias": held["out.bias"][0],
    }


def chances_of(head: TitleHead, example: Example) -> Floats:
    """What the head says of the stretches of an example, by the code that ships."""
    narrowed = head.narrowed(example.seen.astype(np.float32)).astype(np.float32)
    return head.chances(narrowed, example.told)


# --- cross-validation -----------------------------------------------------------------------------


def fold_of(row: str, folds: int) -> int:
    """The part of a cross-validation that a row is judged in."""
    return int(hashlib.sha256(row.encode()).hexdigest()[8:16], 16) % folds


def cross_validate(
    examples: Sequence[Example], config: TitleConfig, folds: int
) -> list[tuple[Example, Floats]]:
    """Each of our own rows, no copies, with the chances of a head that has learnt from others only."""
    judged = []
    for fold in range(folds):
        is_own = {
            id(e): e.source in ("own", "copy") and fold_of(e.row, folds) == fold for e in examples
        }
        network = learn([e for e in examples if not is_own[id(e)]], config)
        head = TitleHead(**parameters_of(network))
        judged += [
            (e, chances_of(head, e)) for e in examples if is_own[id(e)] and e.source == "own"
        ]
    return judged


def print_table(judged: Sequence[tuple[Example, Floats]]) -> None:
    """Precision, recall and F1 of mentions by the least probability."""
    for rows in ("w", "t"):
        own = [pair for pair in judged if pair[0].row.startswith(rows)]
        print(f"{len(own)} rows {'of benchmarks/works' if rows == 'w' else 'of train/rows'}")
        for least in THRESHOLDS:
            seen.SURE = least
            told = found = hits = 0
            for example, chances in own:
                runs = choose(example.runs, chances.tolist())
                ours = {place_of(example.text, r.span.start, r.span.end) for r in runs}
                told, found = told + len(example.gold), found + len(ours)
                hits += len(ours & example.gold)
            shares = (hits / max(1, found), hits / max(1, told), 2 * hits / max(1, told + found))
            print(f"{least:5}" + "".join(f"{100 * share:7.1f}" for share in shares))


def write_card(config: TitleConfig, out: Path) -> None:
    """How the head was made, in the model's card."""
    card = json.loads((out / "card.json").read_text(encoding="utf-8"))
    paths = (ROOT / "benchmarks" / "works" / "rows.jsonl", ROOT / "train" / "rows" / "titles.jsonl")
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    card["titles"] = {
        "made_by": "python -m train.titles --data FOLDER",
        "configuration": asdict(config),
        "rows": digests,
        "licence": "written for this project; samples of the sets below as under data",
        "samples": SAMPLE,
        "titles_in_copies": "film_gazetteer (MIT)",
    }
    (out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Learn from the rows, or cross-validate on them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder of the sets")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate and print a table")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="the folder of the model's files")
    for name, default in asdict(TitleConfig()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    given = parser.parse_args()
    torch.set_num_threads(1)
    config = TitleConfig(**{name: getattr(given, name) for name in asdict(TitleConfig())})
    examples = list(read_examples(given.data, config.copies))
    print(f"{len(examples)} passages, {sum(len(e.right) for e in examples)} stretches", flush=True)
    if given.folds:
        print_table(cross_validate(examples, config, given.folds))
        return
    np.savez(given.out / "titles.npz", **parameters_of(learn(examples, config)))
    write_card(config, given.out)
    print(given.out / "titles.npz")


if __name__ == "__main__":
    main()
