"""Scores `onrecord read` itself on documents labelled like PolNeAR: the whole path, as a user runs it.

    python benchmarks/polnear.py DATA.jsonl.gz --scorer SCORE.py [--documents 50] [--held-out 80]
        [--repeat 3] [--model default|fast] [--bootstrap 2000] [--seed 1]

Writes the documents to a JSONL file, runs `onrecord read FILE --format jsonl` on it, turns what it
prints into what the scorer reads, and prints the scorer's table, words per CPU second (median) and
peak memory. `--bootstrap` adds 95 % intervals: the documents drawn anew so many times.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from documents import ROLES, hold_out, load_rows, write_rows
from resampling import print_intervals


def run_read(documents: Path, model: str | None) -> tuple[str, float]:
    """What `onrecord read` prints for a file, and the CPU seconds it took, start-up included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "onrecord", "read", str(documents), "--format", "jsonl"]
    command += ["--model", model] if model else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 2) or not done.stdout:
        raise SystemExit(done.stderr)
    if done.stderr:
        print(done.stderr[-2000:], file=sys.stderr)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, seconds


def to_attributions(printed: str) -> dict[str, list[dict[str, Any]]]:
    """Statements by the source id of their document, as lists of spans."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in printed.splitlines():
        statement = json.loads(line)
        spans = {role: [[s["start"], s["end"]] for s in statement[role]] for role in ROLES}
        found[statement["article"]["source_id"]].append(spans)
    return found


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--documents", type=int, help="only the first so many")
    parser.add_argument("--held-out", type=int, help="only so many, as train/ holds out")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--model", help="passed on to `onrecord read`")
    parser.add_argument("--bootstrap", type=int, help="95 %% intervals over so many resamplings")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="keep the predictions here")
    return parser.parse_args()


def main() -> None:
    given = read_options()
    rows = load_rows(given.data)
    rows = (hold_out(rows, given.held_out) if given.held_out else rows)[: given.documents]
    asked = [{"id": r["id"], "text": r["text"], "published": r.get("date")} for r in rows]
    with tempfile.TemporaryDirectory() as folder:
        documents = write_rows(Path(folder) / "documents.jsonl", asked)
        runs = [run_read(documents, given.model) for _ in range(given.repeat)]
        found = to_attributions(runs[0][0])
        gold = write_rows(Path(folder) / "gold.jsonl", rows)
        ours = write_rows(
            given.out or Path(folder) / "onrecord.jsonl",
            [{"id": row["id"], "attributions": found[row["id"]]} for row in rows],
        )
        subprocess.run([sys.executable, str(given.scorer), str(gold), str(ours)], check=True)
    words = sum(len(row["text"].split()) for row in rows)
    speed = statistics.median(words / seconds for _, seconds in runs)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{len(rows)} documents, {words} words: {speed:.0f} words per CPU second, peak {peak:.0f} MB"
    )
    if given.bootstrap:
        print_intervals(rows, found, given.scorer, given.bootstrap, given.seed)


if __name__ == "__main__":
    main()
