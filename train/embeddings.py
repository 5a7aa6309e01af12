"""Makes the static embeddings that `ask` compares meanings by: `python -m train.embeddings --data FOLDER`.

    1. the teacher's vector of every word piece alone, with principal components      (as model2vec does)
    2. weights by how often a piece stands in the training texts                      (SIF, Arora et al. 2017)
    3. the teacher's vectors of sentences, which a weighted mean of pieces is taught to come near
    4. a headline taught to come nearer to its own first paragraph than to others'
    5. int8, with a scale a piece: src/onrecord/language/weights/embeddings.npz, and the model's card

A text of the training sets is held out by the hash of its id (a fifth); what each step gains there is
printed: how well the vectors find a headline's first paragraph, and a sentence's neighbour.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from onrecord.language.embeddings import FILE
from onrecord.language.model import WEIGHTS
from onrecord.language.pieces import CLS, PAD, SEP
from onrecord.text import find_blocks, split_sentences

from .config import Config
from .encoders import ENCODERS, WORDS
from .network import Network, load_encoder

SETS = {
    "polnear_train": "none stated; text (c) its publishers; used for training only, no text is shipped",
    "film_wiki_silver": "MIT (text of Wikipedia CC BY-SA)",
    "gum_permissive": "CC BY 4.0 (texts CC BY, CC BY-SA or public)",
    "meantime": "CC BY 4.0 (text CC BY 2.5)",
}


@dataclass(frozen=True)
class EmbeddingConfig:
    """What a run is made with. `smooth` is a of SIF's a / (a + p); `hold` keeps vectors where they began."""

    width: int = 160
    smooth: float = 1e-3
    sentences: int = 24000
    longest: int = 48
    epochs: int = 12
    batch: int = 256
    learning_rate: float = 1e-2
    hold: float = 0.02
    pair_epochs: int = 2
    pair_rate: float = 2e-3
    temperature: float = 0.05
    seed: int = 1


@dataclass(frozen=True)
class Text:
    """One training text: its headline, if it has one, and its sentences."""

    name: str
    headline: str
    lead: str
    sentences: tuple[str, ...]

    @property
    def is_held_out(self) -> bool:
        """Whether it is kept to choose on."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 5 == 0


def read_texts(folder: Path) -> Iterator[Text]:
    """The train texts of all sets."""
    for name in SETS:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["split"] == "train":
                    yield read_text(row)


def read_text(row: dict[str, str]) -> Text:
    """One row as a text; its lead is its first paragraph of twelve words that is not the headline."""
    text = row["text"]
    blocks = find_blocks(text)
    sentences = tuple(s.of(text) for s in split_sentences(text, blocks))
    title = " ".join(row.get("title", "").split())
    paragraphs = (" ".join(block.span.of(text).split()) for block in blocks)
    long = (p for p in paragraphs if len(p.split()) >= 12 and title[:30] not in p)
    kept = tuple(s for s in sentences if len(s.split()) >= 4)
    return Text(row["id"], title, next(long, ""), kept)


# --- the teacher ------------------------------------------------------------------------------------


class Teacher:
    """The pretrained sentence encoder: the mean of its last states, of length one."""

    def __init__(self) -> None:
        config = Config(encoder="minilm", layers=6)
        self.network = Network(config).eval()
        load_encoder(self.network, config)

    @torch.no_grad()
    def encode(self, rows: Sequence[Sequence[int]], batch: int = 128) -> Tensor:
        """Ids of pieces -> (rows, 384). Rows of like length go together."""
        order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
        found = torch.zeros(len(rows), ENCODERS["minilm"].hidden)
        for first in range(0, len(order), batch):
            own = order[first : first + batch]
            longest = max(len(rows[at]) for at in own) + 2
            ids = torch.full((len(own), longest), PAD)
            for place, at in enumerate(own):
                ids[place, : len(rows[at]) + 2] = torch.tensor([CLS, *rows[at], SEP])
            hidden, bias = self.network.lower(ids, torch.zeros_like(ids))
            states = self.network.states(hidden, bias)  # (batch, time, 384)
            mask = (ids != PAD).float()[:, :, None]
            found[own] = functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)
        return found


def principal(vectors: Tensor, width: int) -> tuple[Tensor, Tensor]:
    """The mean (384,) and the first principal components (384, width) of vectors (n, 384)."""
    mean = vectors.mean(0)
    _, _, basis = torch.linalg.svd(vectors - mean, full_matrices=False)
    return mean, basis[:width].T


# --- the pupil -----------------------------------------------------------------------------------


class Pupil(nn.Module):
    """A vector for each piece; a text is the sum of its pieces' vectors, of length one."""

    def __init__(self, vectors: Tensor) -> None:
        super().__init__()
        self.bag = nn.EmbeddingBag.from_pretrained(vectors.clone(), freeze=False, mode="sum")

    def forward(self, rows: Sequence[Sequence[int]]) -> Tensor:
        """Ids of pieces -> (rows, width)."""
        flat = torch.tensor([piece for row in rows for piece in row])
        offsets = torch.tensor([0, *np.cumsum([len(row) for row in rows])[:-1].tolist()])
        return functional.normalize(self.bag(flat, offsets), dim=1)


def frequencies(rows: Iterable[Sequence[int]]) -> Tensor:
    """The share of each piece among all pieces, (WORDS,); one that is never seen counts half a time."""
    counts = torch.full((WORDS,), 0.5)
    for row in rows:
        counts.index_add_(0, torch.tensor(row), torch.ones(len(row)))
    return counts / counts.sum()


def batches(count: int, size: int, seed: int) -> Iterator[list[int]]:
    """The numbers below `count` in a drawn order, `size` at a time."""
    order = torch.randperm(count, generator=torch.Generator().manual_seed(seed)).tolist()
    for first in range(0, count - 1, size):
        if len(order[first : first + size]) > 1:
            yield order[first : first + size]


def teach(
    pupil: Pupil, rows: Sequence[Sequence[int]], wanted: Tensor, run: EmbeddingConfig
) -> None:
    """Brings the pupil's vectors of sentences near the teacher's, (rows, width), and near one another as
    the teacher's are."""
    begun = pupil.bag.weight.detach().clone()
    adam = torch.optim.Adam(pupil.parameters(), run.learning_rate)
    steps = run.epochs * math.ceil(len(rows) / run.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(adam, lambda at: max(0.0, 1 - at / steps))
    for epoch in range(run.epochs):
        for own in batches(len(rows), run.batch, run.seed + epoch):
            found = pupil([rows[at] for at in own])
            right = wanted[own]
            near = 1 - (found * right).sum(1).mean()
            pairs = (found @ found.T - right @ right.T).square().mean()
            held = (pupil.bag.weight - begun).square().sum(1).mean()
            loss = near + 10 * pairs + run.hold * held
            adam.zero_grad()
            loss.backward()
            adam.step()
            schedule.step()


def contrast(
    pupil: Pupil, pairs: Sequence[tuple[list[int], list[int]]], run: EmbeddingConfig
) -> None:
    """Brings each pair nearer together than to the others of its batch."""
    adam = torch.optim.Adam(pupil.parameters(), run.pair_rate)
    for epoch in range(run.pair_epochs):
        for own in batches(len(pairs), run.batch, run.seed + 100 + epoch):
            one, other = (pupil([pairs[at][side] for at in own]) for side in (0, 1))
            scores = one @ other.T / run.temperature
            right = torch.arange(len(own))
            loss = functional.cross_entropy(scores, right) + functional.cross_entropy(
                scores.T, right
            )
            adam.zero_grad()
            loss.backward()
            adam.step()


# --- what it is worth ------------------------------------------------------------------------------


def pairs_of(texts: Iterable[Text], cut: Cutter) -> list[tuple[list[int], list[int]]]:
    """Headlines with first paragraphs, and sentences with the next but one of the same text."""
    found = [(text.headline, text.lead) for text in texts if text.headline and text.lead]
    return [(cut(one), cut(other)) for one, other in found if cut(one) and cut(other)]


def neighbours_of(texts: Iterable[Text], cut: Cutter) -> list[tuple[list[int], list[int]]]:
    """Two sentences on end, one pair of each text."""
    found = []
    for text in texts:
        long = [s for s in text.sentences if len(s.split()) >= 8]
        if len(long) > 5:
            found.append((cut(long[3]), cut(long[4])))
    return found


def hits(one: Tensor, other: Tensor) -> float:
    """The share of rows whose own partner is the nearest of all, in percent."""
    best = (one @ other.T).argmax(1)
    return 100 * float((best == torch.arange(len(one))).float().mean())


class Cutter:
    """Cuts texts into the ids of word pieces."""

    def __init__(self, longest: int) -> None:
        self.tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
        self.longest = longest

    def __call__(self, text: str) -> list[int]:
        ids: list[int] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return ids[: self.longest]


# --- what ships -----------------------------------------------------------------------------------


def quantised(vectors: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """(pieces, width) as int8 and a scale a piece, float32."""
    scale = vectors.abs().amax(1).clamp(min=1e-8) / 127
    return (
        (vectors / scale[:, None]).round().to(torch.int8).numpy(),
        scale.numpy().astype(np.float32),
    )


def write(
    pupil: Pupil, run: EmbeddingConfig, folder: Path, scores: dict[str, dict[str, float]]
) -> None:
    """The file that ships, and what the card says of it."""
    vectors, scale = quantised(pupil.bag.weight.detach())
    np.savez_compressed(WEIGHTS / FILE, vectors=vectors, scale=scale)
    card = json.loads((WEIGHTS / "card.json").read_text(encoding="utf-8"))
    card["embeddings"] = {
        "made_by": "python -m train.embeddings --data FOLDER",
        "teacher": ENCODERS["minilm"].credit,
        "configuration": asdict(run),
        "data": {
            name: {"licence": licence, "sha256": digest(folder, name)}
            for name, licence in SETS.items()
        },
        "held_out": scores,
    }
    text = json.dumps(card, ensure_ascii=False, indent=1) + "\n"
    (WEIGHTS / "card.json").write_text(text, encoding="utf-8")


def digest(folder: Path, name: str) -> str:
    """The SHA-256 of a set's file."""
    return hashlib.sha256((folder / f"{name}.jsonl.gz").read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--data", type=Path, required=True, help="the folder with the training sets"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("train/out"), help="keeps the teacher's vectors"
    )
    for name, value in asdict(EmbeddingConfig()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    given = vars(parser.parse_args())
    folder, out = given.pop("data"), given.pop("out")
    run = EmbeddingConfig(**given)
    torch.manual_seed(run.seed)
    cut = Cutter(run.longest)
    texts = list(read_texts(folder))
    kept, held = ([t for t in texts if t.is_held_out == out_] for out_ in (False, True))
    rows = sentence_rows(kept, cut, run)
    alone, sentences = teacher_vectors(rows, out)
    mean, basis = principal(alone, run.width)
    share = frequencies(cut(s) for t in kept for s in t.sentences[:20])
    weight = run.smooth / (run.smooth + share)
    pupil = Pupil(((alone - mean) @ basis) * weight[:, None])
    scores = {"pieces alone, weighted": score(pupil, held, cut)}
    wanted = functional.normalize((sentences - sentences.mean(0)) @ basis, dim=1)
    teach(pupil, rows, wanted, run)
    scores["taught by sentences"] = score(pupil, held, cut)
    contrast(pupil, pairs_of(kept, cut) + neighbours_of(kept, cut), run)
    scores["taught by pairs"] = score(pupil, held, cut)
    for step, row in scores.items():
        print(f"{step:24}" + "".join(f"  {name} {value:5.1f}" for name, value in row.items()))
    write(pupil, run, folder, scores)


def sentence_rows(texts: Sequence[Text], cut: Cutter, run: EmbeddingConfig) -> list[list[int]]:
    """Drawn sentences as pieces, in the order of their draw, each once."""
    every = sorted({s for text in texts for s in text.sentences})
    order = np.random.default_rng(run.seed).permutation(len(every))[: run.sentences]
    return [row for at in order if (row := cut(every[at]))]


def teacher_vectors(rows: Sequence[Sequence[int]], out: Path) -> tuple[Tensor, Tensor]:
    """The teacher's vectors of all pieces alone, (WORDS, 384), and of the rows; kept for the next run."""
    out.mkdir(parents=True, exist_ok=True)
    held = out / f"embeddings-{len(rows)}.pt"
    if not held.exists():
        teacher = Teacher()
        torch.save(
            (teacher.encode([[piece] for piece in range(WORDS)], 1024), teacher.encode(rows)), held
        )
    alone, sentences = torch.load(held)
    return alone, sentences


@torch.no_grad()
def score(pupil: Pupil, held: Sequence[Text], cut: Cutter) -> dict[str, float]:
    """How often the partner of a held-out pair is the nearest."""
    found = {}
    for name, pairs in (("headline", pairs_of(held, cut)), ("neighbour", neighbours_of(held, cut))):
        one, other = (pupil([pair[side] for pair in pairs]) for side in (0, 1))
        found[name] = round(hits(one, other), 1)
    return found


if __name__ == "__main__":
    main()
