"""Scores a trained run or the shipped model with the metric of the benchmarks.

    python -m train.evaluate --data FOLDER --split held-out|dev [--weights FOLDER] [--names] [--card]

`held-out` are the 80 train articles that choices are made on; `dev` is for milestones. Statements are
built as `onrecord read` builds them; names are scored by exact span and label. `--card` writes the
scores into the model's card.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from onrecord.article import article_from_text
from onrecord.language.model import WEIGHTS, Model
from onrecord.statements import build_statements
from onrecord.text import lay_out
from onrecord.values import Reading

from .config import Config
from .data import read_rows, split_held_out

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from names import Tally, load_dev, tally_set

MOST_DOCUMENTS = 400  # of a set with names: enough for a figure, quick enough for every run


def predict(row: dict[str, Any], model: Model) -> dict[str, Any]:
    """The statements of one document in the form that the scorer reads."""
    article = article_from_text(row["text"], key=row["id"])
    layout = lay_out(article)
    statements = build_statements(Reading(article, layout, model.label(article, layout)))
    spans = [
        {
            role: [[s.start, s.end] for s in getattr(st, role)]
            for role in ("content", "cue", "source")
        }
        for st in statements
    ]
    return {"id": row["id"], "attributions": spans}


def score_statements(rows: list[dict[str, Any]], model: Model, scorer: Path) -> dict[str, float]:
    """Prints the scorer's table and words per CPU second; returns joint, overlap and exact F1 in percent."""
    started = time.process_time()
    predicted = [predict(row, model) for row in rows]
    seconds = time.process_time() - started
    words = sum(len(row["text"].split()) for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        gold, ours = Path(folder) / "gold.jsonl", Path(folder) / "onrecord.jsonl"
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        ours.write_text("".join(json.dumps(row) + "\n" for row in predicted), encoding="utf-8")
        command = [sys.executable, str(scorer), str(gold), str(ours)]
        subprocess.run(command, check=True)
        told = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True)
    print(f"{words} words, {words / seconds:.0f} words per CPU second")
    return figures_of(json.loads(told.stdout))


def figures_of(scores: dict[str, Any]) -> dict[str, float]:
    """The figures of a card, in percent: "all joint F1", "quoted overlap F1" and so on.

    >>> figures_of({k: {"joint": {"f1": 0.5}, "overlap": {"f1": 0.6}, "exact": {"f1": 0.4},
    ...     "source_acc": 0.9} for k in ("all", "quoted", "indirect")})["quoted overlap F1"]
    60.0
    """
    kept = {
        f"{subset} {kind} F1": round(100 * scores[subset][kind]["f1"], 1)
        for subset in ("all", "quoted", "indirect")
        for kind in ("joint", "overlap", "exact")
    }
    return kept | {"source accuracy": round(100 * scores["all"]["source_acc"], 1)}


def score_names(stem: str, data: Path, model: Model, limit: int) -> float:
    """Exact-span F1 in percent of names on the dev part of one set, as `benchmarks/names.py` counts them."""
    rows = load_dev(data, stem, limit)
    found = []
    for row in rows:
        article = article_from_text(row["text"], key=row["id"])
        entities = model.label(article, lay_out(article)).entities
        found.append({(e.span.start, e.span.end, str(e.label)) for e in entities})
    tally = sum(tally_set(rows, found).values(), Tally())
    print(f"{stem}: names F1 {tally.f1:.1f} ({len(rows)} documents, {tally.wanted} names)")
    return round(tally.f1, 1)


def write_scores(weights: Path, key: str, scores: dict[str, float]) -> None:
    """Adds scores to the card beside the weights."""
    path = weights / "card.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card.setdefault("scores", {})[key] = scores
    path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, help="score.py; by default DATA/../tools/score.py")
    parser.add_argument("--split", choices=["held-out", "dev"], default="held-out")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--names", action="store_true", help="score names on the dev parts too")
    parser.add_argument("--card", action="store_true", help="write the scores into the card")
    given = parser.parse_args()
    model = Model.load(folder=given.weights)
    stem = "polnear_dev" if given.split == "dev" else "polnear_train"
    rows = list(read_rows(given.data / f"{stem}.jsonl.gz"))
    if given.split == "held-out":
        rows = split_held_out(rows, Config().held_out)[1]
    scorer = given.scorer or given.data.parent / "tools" / "score.py"
    found = {f"PolNeAR {given.split}": score_statements(rows, model, scorer)}
    if given.names:
        sets = ("wikigold", "wnut17", "crossner", "uner_ewt")
        found["names, F1"] = {s: score_names(s, given.data, model, MOST_DOCUMENTS) for s in sets}
    for key, scores in found.items() if given.card else ():
        write_scores(given.weights, key, scores)


if __name__ == "__main__":
    main()
