"""Scores what the language model says beside statements: acts of cues, marks that quote, antecedents.

    python -m train.evaluate_heads --data FOLDER [--split dev] [--documents 500]

- acts: speech or thought on GUM's cues that the model found (a cue of ours that shares a word with theirs):
  accuracy of the rules (`statements.acts`) and of the model.
- marks: quotations of PolNeAR, where the gold labels tell whether somebody's words stand in them
  (`train.attributions.mark_labels`): accuracy, and precision and recall of "nobody's words".
- antecedents: GAP. A pronoun and a name are the same one when following antecedents from both leads to one
  chain; precision, recall and F1 over both names of each document, all and by gender of the pronoun.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.language.mentions import likeliest
from onrecord.language.model import WEIGHTS
from onrecord.statements.acts import act_of
from onrecord.text import lay_out
from onrecord.values import Chunk, Labels, Layout, Mention

from .attributions import attribution_document
from .data import read_rows

FEMININE = frozenset({"she", "her", "hers"})
SURE_QUOTED = 0.5


def labels_of(text: str, model: Model) -> tuple[Layout, Labels]:
    """The layout of a text and what the model sees in it."""
    article = article_from_text(text, key="text")
    layout = lay_out(article)
    return layout, model.label(article, layout)


def overlap(chunks: Iterable[Chunk | Mention], place: list[int]) -> list[Chunk | Mention]:
    """Those that share a character with a place."""
    return [c for c in chunks if c.span.start < place[1] and place[0] < c.span.end]


# --- acts ----------------------------------------------------------------------------------------


def score_acts(rows: Iterable[dict[str, Any]], model: Model) -> dict[str, float]:
    """Share of GUM's cues of speech and thought whose act is right, by who says it."""
    right: Counter[str] = Counter()
    total = 0
    for row in rows:
        wanted = [q for q in row["quotes"] if q["cue_class"] in ("speech", "thought") and q["cue"]]
        if not wanted:
            continue
        _, labels = labels_of(row["text"], model)
        cues = [c for c in labels.chunks if c.role == "cue"]
        for quote in wanted:
            for cue in overlap(cues, quote["cue"][0])[:1]:
                rule = act_of(cue.span.of(row["text"]), quoted=quote["type"] != "indirect")
                total += 1
                right["rules"] += rule == quote["cue_class"]
                right["model"] += cue.act == quote["cue_class"]  # type: ignore[union-attr]
    return {"cues": total, **{who: round(100 * n / max(total, 1), 1) for who, n in right.items()}}


# --- marks ---------------------------------------------------------------------------------------


def score_marks(rows: Iterable[dict[str, Any]], model: Model) -> dict[str, float]:
    """Accuracy of whether marks quote, and precision and recall of those that do not."""
    pairs = [pair for row in rows for pair in mark_pairs(row, model)]
    wanted, found = (np.array(side) for side in zip(*pairs, strict=True))
    hits = float(((wanted == 0) & (found == 0)).sum())
    return {
        "quotations": len(pairs),
        "quoting": int(wanted.sum()),
        "accuracy": round(100 * float((wanted == found).mean()), 1),
        "not quoting, precision": round(100 * hits / max(float((found == 0).sum()), 1), 1),
        "not quoting, recall": round(100 * hits / max(float((wanted == 0).sum()), 1), 1),
    }


def mark_pairs(row: dict[str, Any], model: Model) -> Iterator[tuple[int, int]]:
    """(gold, ours) for each quotation of a document whose gold is clear: 1 quotes, 0 does not."""
    layout, labels = labels_of(row["text"], model)
    document = attribution_document(row)
    gold = {
        int(document.pieces.starts[n]): int(label)
        for n, label in enumerate(document.labels["marks"])
        if label >= 0
    }
    for quotation, share in zip(layout.quotations, labels.quoting, strict=True):
        if quotation.span.start in gold:
            yield gold[quotation.span.start], int(share > SURE_QUOTED)


# --- antecedents ---------------------------------------------------------------------------------


def chains_of(mentions: tuple[Mention, ...]) -> list[int]:
    """For each mention the index of the first of its chain."""
    heads: list[int] = []
    for index, mention in enumerate(mentions):
        antecedent = likeliest(mention)
        heads.append(index if antecedent is None else heads[antecedent])
    return heads


def score_gap(rows: Iterable[dict[str, Any]], model: Model) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of GAP's two questions a document, all and by gender."""
    counts: dict[str, Counter[str]] = {k: Counter() for k in ("all", "feminine", "masculine")}
    for row in rows:
        asked, text = row["gap"], row["text"]
        mentions = labels_of(text, model)[1].mentions
        chains, gender = chains_of(mentions), gender_of(text[slice(*asked["pronoun"])])
        ours = chain_at(asked["pronoun"], mentions, chains)
        for name in ("A", "B"):
            said = bool(ours & chain_at(asked[name], mentions, chains))
            meant = asked[f"{name}_coref"]
            for key in ("all", gender):
                counts[key].update(hit=said and meant, said=said, meant=meant)
    return {key: f1_of(count) for key, count in counts.items()}


def gender_of(pronoun: str) -> str:
    return "feminine" if pronoun.lower() in FEMININE else "masculine"


def chain_at(place: list[int], mentions: tuple[Mention, ...], chains: list[int]) -> set[int]:
    """The chains of the mentions at a place."""
    return {
        chain
        for mention, chain in zip(mentions, chains, strict=True)
        if mention.span.start < place[1] and place[0] < mention.span.end
    }


def f1_of(count: Counter[str]) -> dict[str, float]:
    precision, recall = (count["hit"] / max(count[k], 1) for k in ("said", "meant"))
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    scores = {"precision": precision, "recall": recall, "F1": f1}
    return {key: round(100 * value, 1) for key, value in scores.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", choices=["train", "dev"], default="dev")
    parser.add_argument("--documents", type=int, default=500, help="of each set, at most")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="another model's folder")
    given = parser.parse_args()
    model = Model.load(folder=given.weights)

    def rows(stem: str) -> Iterator[dict[str, Any]]:
        return islice(read_rows(given.data / f"{stem}.jsonl.gz", given.split), given.documents)

    print("acts, GUM:", score_acts(rows("gum_permissive"), model))
    print("marks, PolNeAR:", score_marks(rows(f"polnear_{given.split}"), model))
    for key, scores in score_gap(rows("gap"), model).items():
        print(f"antecedents, GAP, {key}:", scores)


if __name__ == "__main__":
    main()
