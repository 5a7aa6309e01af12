"""Joint F1 on perturbed copies of documents labelled like PolNeAR, and the drop from the clean text.

    python benchmarks/robustness.py DATA.jsonl.gz --scorer SCORE.py [--held-out 80] [--kind scanned]

What is found in a copy is carried back to the clean text and scored there, so that every kind is
measured by the same words and the same attributions count as quoted. `--write FOLDER` keeps the
copies with their labels instead.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

from documents import (
    HELD_OUT,
    Row,
    hold_out,
    joint_f1,
    load_rows,
    read_statements,
    score_all,
    spans_of,
)
from onrecord.language import Model
from perturbing import KINDS, Copy, perturb


def predict_clean(row: Row, model: Model) -> Row:
    """What is found in a clean document, as the scorer reads it."""
    found = read_statements(row["id"], row["text"], model)
    return {"id": row["id"], "attributions": [spans_of(s) for s in found]}


def predict_copy(row: Row, kind: str, seed: int, model: Model) -> Row:
    """What is found in a perturbed copy of a document, in places of the clean one."""
    changed, copy = perturb(row, kind, seed)
    found = read_statements(row["id"], changed["text"], model)
    return {"id": row["id"], "attributions": [carry_back(spans_of(s), copy) for s in found]}


def carry_back(spans: dict[str, list[list[int]]], copy: Copy) -> dict[str, list[list[int]]]:
    clean = {role: [copy.back(*span) for span in places] for role, places in spans.items()}
    return {role: [span for span in places if span[0] < span[1]] for role, places in clean.items()}


def write_copies(rows: list[Row], kind: str, seed: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with gzip.open(folder / f"{kind.replace(' ', '_')}.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(perturb(row, kind, seed)[0]) + "\n" for row in rows)


def print_table(scores: dict[str, list[float]]) -> None:
    """A table in Markdown, worst drop last."""
    clean = scores["clean"]
    print("| copy | all | quoted | indirect | drop (all) |\n|---|---|---|---|---|")
    for kind, found in sorted(
        scores.items(), key=lambda item: -item[1][0] - 100 * (item[0] == "clean")
    ):
        figures = " | ".join(f"{value:.1f}" for value in found)
        print(f"| {kind} | {figures} | {clean[0] - found[0]:.1f} |")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--held-out", type=int, default=HELD_OUT, help="0 takes all documents")
    parser.add_argument("--kind", action="append", choices=list(KINDS), help="only this kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="write the copies to this folder, score nothing")
    given = parser.parse_args()
    rows = load_rows(given.data)
    rows = hold_out(rows, given.held_out) if given.held_out else rows
    kinds = given.kind or list(KINDS)
    if given.write:
        for kind in kinds:
            write_copies(rows, kind, given.seed, given.write)
        return
    if not given.scorer:
        parser.error("name the scorer with --scorer, or a folder with --write")
    model = Model.load()
    found = {"clean": [predict_clean(row, model) for row in rows]}
    for kind in kinds:
        found[kind] = [predict_copy(row, kind, given.seed, model) for row in rows]
    scores = score_all(rows, found, given.scorer)
    print_table({kind: joint_f1(of_kind) for kind, of_kind in scores.items()})


if __name__ == "__main__":
    main()
