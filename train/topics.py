"""Teaches the topic head on the frozen network: `python -m train.topics`.

    python -m train.topics               cross-validation by document, then learns from all open rows and
                                         writes topics.npz and its entry in the card beside the model
    python -m train.topics --dry         the cross-validation only
    python -m train.topics --folds DIR   and keeps its heads in DIR, for `benchmarks/topics.py --folds DIR`

A linear layer over what rules count in a stretch (`onrecord.works.topic_evidence`), the mean of static
vectors of its word pieces and of its block's, and the mean state of the lower network; then folded, so that
reading needs a small table and no vectors. Rows are those of `topic_rows`. Takes minutes on one core.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from onrecord.language.gist import CLASSES, FILE, TAUGHT, TOLD, TOPICS, TopicHead
from onrecord.language.labels import Floats
from onrecord.language.model import WEIGHTS, Model

from .topic_rows import Example, bench_documents, own_documents, read_examples

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from topics import ROOT, ROWS, f1

OTHER = TOPICS.index("other")
MOST = 3


@dataclass(frozen=True)
class TopicConfig:
    """What decides what the head learns. `decay` weighs the squares of the scaled weights; `folds` parts the
    documents of the cross-validation, which also sets the limit of each topic."""

    decay: float = 0.008
    steps: int = 150
    folds: int = 8
    least: float = 0.34
    highest: float = 0.5
    seed: int = 0


@dataclass(frozen=True)
class Layer:
    """A linear layer over features, as it was learned: weights (features, C) and bias (C,)."""

    weights: Floats
    bias: Floats

    def chances(self, features: Floats) -> Floats:
        """The probability of each topic, (rows, C)."""
        found: Floats = 1 / (1 + np.exp(-(features @ self.weights + self.bias)))
        return found


def load_vectors(path: Path) -> Floats:
    """Static vectors of all word pieces, (pieces, width), as `train.embeddings` keeps them."""
    with np.load(path) as saved:
        vectors: Floats = saved["vectors"].astype(np.float32) * saved["scale"][:, None]
    return vectors


def features_of(examples: Sequence[Example], vectors: Floats) -> Floats:
    """Numbers, mean vectors of the stretch and of the block, mean state: (examples, features)."""
    own, block = (
        np.stack([vectors[ids].mean(axis=0) for ids in pieces])
        for pieces in ([e.own for e in examples], [e.block for e in examples])
    )
    numbers, states = (
        np.stack(x) for x in zip(*((e.numbers, e.state) for e in examples), strict=True)
    )
    return np.concatenate([numbers, own, block, states], axis=1)


def gold_of(examples: Sequence[Example]) -> Floats:
    """What examples are, (examples, C): 1 where it has a topic or gives away what happens, NaN where that was
    not labelled."""
    return np.array([_gold_row(e) for e in examples], np.float32)


def _gold_row(example: Example) -> list[float]:
    spoiler = example.gold.spoiler
    told = [float("nan")] * 2 if spoiler is None else [spoiler != "none", spoiler == "ending"]
    return [*(topic in example.gold.topics for topic in TOPICS), *told]


def learn(features: Floats, gold: Floats, config: TopicConfig) -> Layer:
    """The layer that fits best, weights kept small: all rows at once, by L-BFGS, the same each time."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-3
    rows, wanted = torch.from_numpy((features - mean) / spread), torch.from_numpy(gold)
    known = ~wanted.isnan()
    wanted = wanted.nan_to_num()
    weights = torch.zeros(features.shape[1], CLASSES, requires_grad=True)
    bias = torch.zeros(CLASSES, requires_grad=True)
    search = torch.optim.LBFGS(
        [weights, bias], max_iter=config.steps, history_size=8, line_search_fn="strong_wolfe"
    )

    def loss() -> torch.Tensor:
        search.zero_grad()
        each = functional.binary_cross_entropy_with_logits(
            rows @ weights + bias, wanted, reduction="none"
        )
        missed = (each * known).mean()
        total: torch.Tensor = missed + config.decay * weights.square().sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    search.step(loss)  # type: ignore[no-untyped-call]
    scaled = weights.detach().numpy() / spread[:, None]
    return Layer(scaled, bias.detach().numpy() - mean @ scaled)


def part_documents(examples: Sequence[Example], config: TopicConfig) -> dict[str, int]:
    """The fold of each document."""
    names = sorted({e.document for e in examples})
    np.random.default_rng(config.seed).shuffle(names)
    return {name: place % config.folds for place, name in enumerate(names)}


def cross_validate(
    examples: Sequence[Example], features: Floats, gold: Floats, config: TopicConfig
) -> tuple[Floats, list[Layer]]:
    """The chances of each example by a layer that saw none of its document, nor any row held back, and the
    layer of each fold."""
    fold = part_documents(examples, config)
    folds = np.array([fold[e.document] for e in examples])
    is_open = np.array([e.gold.is_open for e in examples])
    chances, layers = np.zeros_like(gold), []
    for number in range(config.folds):
        seen = is_open & (folds != number)
        layer = learn(features[seen], gold[seen], config)
        chances[folds == number] = layer.chances(features[folds == number])
        layers.append(layer)
    return chances, layers


def best_limits(chances: Floats, gold: Floats, config: TopicConfig) -> Floats:
    """For each topic the chance from which it counts: that of the best F1, (C,), within the configured."""
    tried = np.arange(config.least, config.highest + 0.01, 0.02)
    limits = np.full(CLASSES, 0.5, np.float32)
    for topic in range(CLASSES):
        known = ~np.isnan(gold[:, topic])
        scores = [score((chances[:, topic] >= limit)[known], gold[known, topic]) for limit in tried]
        near = [
            limit for limit, one in zip(tried, scores, strict=True) if one >= max(scores) - 0.005
        ]
        limits[topic] = float(np.median(near))
    return limits


def score(given: np.ndarray, gold: np.ndarray) -> float:
    """F1 of one topic."""
    return f1(int((given * gold).sum()), int(given.sum()), int(gold.sum()))


def given_topics(chances: Floats, limits: Floats) -> Floats:
    """What the head gives, (rows, C): up to three likely topics, `other` where none is."""
    above = np.where(chances >= limits, chances / limits, 0.0)[:, : len(TOPICS)]
    above[:, OTHER] = 0.0
    third = np.sort(above, axis=1)[:, -MOST][:, None]
    given = ((above > 0) & (above >= third)).astype(np.float32)
    given[:, OTHER] = given.sum(axis=1) == 0
    return np.concatenate([given, chances[:, len(TOPICS) :] >= limits[len(TOPICS) :]], axis=1)


def print_scores(name: str, given: Floats, gold: Floats) -> dict[str, float]:
    """F1 of each topic, macro and micro, printed and for the card."""
    topics = slice(0, len(TOPICS))
    each = {topic: score(given[:, i], gold[:, i]) for i, topic in enumerate(TOPICS)}
    told = ~np.isnan(gold).any(axis=1)
    for place, name_of in enumerate(TOLD, start=len(TOPICS)):
        each[name_of] = score(given[told, place], gold[told, place])
    macro = sum(each[topic] for topic in TOPICS) / len(TOPICS)
    found = {"macro": macro, "micro": score(given[:, topics], gold[:, topics]), **each}
    print(f"{name:12}", *(f"{key} {value:.3f}" for key, value in found.items()))
    return {key: round(value, 3) for key, value in found.items()}


def fold_layer(layer: Layer, limits: Floats, vectors: Floats, numbers: int) -> TopicHead:
    """The layer as it is shipped: vectors times weights as a table of bytes, limits moved to 0.5."""
    width = vectors.shape[1]
    parts = np.split(layer.weights, [numbers, numbers + width, numbers + 2 * width])
    table = np.concatenate([vectors @ parts[1], vectors @ parts[2]], axis=1)
    scale = np.abs(table).max(axis=0) / 127
    shift = np.log(limits / (1 - limits))
    return TopicHead(
        table=np.rint(table / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        states=parts[3].astype(np.float32),
        numbers=parts[0].astype(np.float32),
        bias=(layer.bias - shift).astype(np.float32),
    )


def sources() -> list[Path]:
    """The files that are learned from."""
    return [*sorted((ROOT / "train" / "rows").glob("topics*.jsonl")), ROWS]


def save_head(head: TopicHead, path: Path) -> None:
    """Writes a head as `TopicHead.load` reads it."""
    held = {name: getattr(head, name) for name in head.__dataclass_fields__}
    np.savez_compressed(path, **held)


def write_head(head: TopicHead, config: TopicConfig, scores: dict[str, Any], out: Path) -> None:
    """Puts the head and its entry in the card beside the model."""
    save_head(head, out / FILE)
    card = json.loads((out / "card.json").read_text(encoding="utf-8"))
    card["topics"] = {
        "made_by": "python -m train.topics",
        "configuration": asdict(config),
        "data": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sources()},
        "scores": scores,
    }
    (out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def gather(model: Model) -> list[Example]:
    """The examples of all documents."""
    found: list[Example] = []
    for documents, bench in ((own_documents(), False), (bench_documents(), True)):
        for document in documents:
            found += read_examples(document, model, bench=bench)
    return found


def main() -> None:
    """Cross-validates, learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dry", action="store_true", help="print the cross-validation only")
    parser.add_argument("--folds", type=Path, help="keep the heads of the cross-validation here")
    parser.add_argument("--vectors", type=Path, default=WEIGHTS / "embeddings.npz")
    asked = parser.parse_args()
    torch.manual_seed(0)
    config, vectors = TopicConfig(), load_vectors(asked.vectors)
    examples = gather(Model.load())
    features, gold = features_of(examples, vectors), gold_of(examples)
    bench, is_open = np.array([(e.is_bench, e.gold.is_open) for e in examples]).T
    print(f"{len(examples)} examples, {int((bench & is_open).sum())} of them open rows")
    chances, layers = cross_validate(examples, features, gold, config)
    limits = best_limits(chances[bench & is_open], gold[bench & is_open], config)
    given = given_topics(chances, limits)
    scores = {
        name: print_scores(name, given[rows], gold[rows])
        for name, rows in (("written", ~bench), ("open", bench & is_open))
    }
    print("limits", dict(zip(TAUGHT, limits.round(2).tolist(), strict=True)))
    numbers = len(examples[0].numbers)
    if asked.folds:
        asked.folds.mkdir(parents=True, exist_ok=True)
        for place, one in enumerate(layers):
            save_head(fold_layer(one, limits, vectors, numbers), asked.folds / f"{place}.npz")
        told = json.dumps(part_documents(examples, config))
        (asked.folds / "folds.json").write_text(told, encoding="utf-8")
    if not asked.dry:
        layer = learn(features[is_open], gold[is_open], config)
        head = fold_layer(layer, limits, vectors, numbers)
        write_head(head, config, {"cross-validated": scores}, WEIGHTS)


if __name__ == "__main__":
    main()
