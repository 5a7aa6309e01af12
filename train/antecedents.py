"""Fits the weights by which a pronoun is given to somebody: `onrecord/people/antecedents.json`.

    python -m train.antecedents --data FOLDER [--out src/onrecord/people/antecedents.json]

The pronouns he and she of GUM, LitBank and GAP, in the train documents held out of training (`is_held_out`);
each set counts alike. A figure is right where it is called by a name of the pronoun's chain, or by a
description in it; where none is, nobody is. The network that ships saw them in an early run and is too sure
of them; one made anew by `train.make` is not. Run it after every change of the model. No torch is needed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.language.model import WEIGHTS
from onrecord.people import antecedents
from onrecord.people.antecedents import Candidate, probabilities
from onrecord.people.casebook import Casebook, open_casebook
from onrecord.statements import build_statements
from onrecord.text import lay_out
from onrecord.values import Reading, Span

from .data import read_held_out, read_rows

Array = NDArray[np.float64]
OUT = Path(antecedents.__file__).parent / "antecedents.json"
SETS = ("gum_permissive", "litbank", "gap")
PENALTY, STEPS, RATE = 0.002, 3000, 0.05


@dataclass(frozen=True)
class Judged:
    """A pronoun's candidates and which of them are right; its set."""

    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]
    group: str


def judged_pronouns(row: dict[str, Any], model: Model, group: str) -> Iterator[Judged]:
    """The pronouns of a document that stand in a chain, with their candidates."""
    article = article_from_text(row["text"], row["id"])
    layout = lay_out(article)
    reading = Reading(article, layout, model.label(article, layout))
    book = open_casebook(reading, (), build_statements(reading))
    chain_of = {tuple(span): chain for chain in row["coref"] for span in chain}
    known = {(e["start"], e["end"]) for e in row["entities"] if e.get("kind") != "pron"}
    for index, candidates in book.walk.weighed.items():
        word = book.page.words[index]
        chain = chain_of.get((word.start, word.end))
        if chain and any(c.seen or c.ahead for c in candidates):
            gold = [Span(*span) for span in chain if tuple(span) in known]
            right = tuple(is_called(book, c.figure, gold) for c in candidates)
            if group != "gap" or any(right):
                yield Judged(tuple(candidates), right, group)


def is_called(book: Casebook, figure: int, gold: list[Span]) -> bool:
    """Whether a figure is called by one of these mentions."""
    if figure < 0:
        described = book.walk.memory.unnamed[-1 - figure].span
        return any(abs(described.end - g.end) <= 1 and described.overlaps(g) for g in gold)
    named = [f.span for f in book.findings.values() if f.figure == figure and f.form == "name"]
    return any(n.overlaps(g) and abs(n.end - g.end) <= 2 for n in named for g in gold)


def fit(judged: list[Judged]) -> dict[str, float]:
    """The weight of each feature and the score of nobody, to four places: a softmax over the candidates."""
    names = list(judged[0].candidates[0].features())
    most = max(len(j.candidates) for j in judged)
    values = np.zeros((len(judged), most + 1, len(names) + 1))
    allowed = np.zeros((len(judged), most + 1), bool)
    wanted = np.zeros((len(judged), most + 1), bool)
    for row, one in enumerate(judged):
        count = len(one.candidates)
        for column, candidate in enumerate(one.candidates):
            values[row, column, :-1] = [candidate.features()[name] for name in names]
        values[row, most, -1] = 1.0  # nobody
        allowed[row, :count], allowed[row, most] = True, True
        wanted[row, :count] = one.right
        wanted[row, most] = not any(one.right)
    sizes = {g: sum(j.group == g for j in judged) for g in {j.group for j in judged}}
    shares = np.array([1 / (len(sizes) * sizes[j.group]) for j in judged])
    ahead = np.array([name.startswith("ahead") for name in [*names, "nobody"]])
    plain = ~values[:, :, ahead].any(axis=(1, 2))  # no name follows these
    apart = descend(values, allowed, wanted, shares * plain)
    weights = np.where(ahead, descend(values, allowed, wanted, shares), apart)
    return {name: round(float(w), 4) for name, w in zip([*names, "nobody"], weights, strict=True)}


def descend(
    values: Array, allowed: NDArray[np.bool_], wanted: NDArray[np.bool_], shares: Array
) -> Array:
    """Weights of least loss: minus the log of the share of what is wanted, with a little L2; by Adam."""
    weights = np.zeros(values.shape[2])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = np.where(allowed, values @ weights, -1e9)
        chance = np.exp(scores - scores.max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        right = np.where(wanted, chance, 0)
        right /= np.maximum(right.sum(1, keepdims=True), 1e-12)
        slope = np.einsum("n,nc,ncf->f", shares, chance - right, values) + PENALTY * weights
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        moved = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        weights = weights - RATE * (1 - step / (STEPS + 1)) * moved
    return weights


def report(judged: list[Judged], weights: dict[str, float]) -> None:
    """Prints, by set, the shares given right and wrong where the best figure needs so much probability."""
    for group in SETS:
        ours = [j for j in judged if j.group == group]
        cells = []
        for least in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7):
            right = wrong = 0
            for one in ours:
                best, figure = probabilities(list(one.candidates), weights)[0]
                hit = dict(zip([c.figure for c in one.candidates], one.right, strict=True))[figure]
                right, wrong = right + (best >= least and hit), wrong + (best >= least and not hit)
            cells.append(f"{least} {100 * right / len(ours):.1f}/{100 * wrong / len(ours):.1f}")
        print(group, " ".join(cells))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="another model's folder")
    parser.add_argument("--split", choices=["held-out", "train"], default="held-out")
    given = parser.parse_args()
    model = Model.load(folder=given.weights)
    judged: list[Judged] = []
    for stem in SETS:
        path = given.data / f"{stem}.jsonl.gz"
        rows = read_held_out(path) if given.split == "held-out" else read_rows(path, "train")
        judged += [j for row in rows for j in judged_pronouns(row, model, stem)]
    print({g: sum(j.group == g for j in judged) for g in SETS}, "pronouns")
    weights = fit(judged)
    given.out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    print(weights)
    report(judged, weights)


if __name__ == "__main__":
    main()
