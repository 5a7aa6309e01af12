"""Scores `onrecord read` itself on documents labelled like PolNeAR: the whole path, as a user runs it.

    python benchmarks/polnear.py DATA.jsonl.gz --scorer SCORE.py [--documents 50] [--repeat 3]

Writes the documents to a JSONL file, runs `onrecord read FILE --format jsonl` on it, turns what it
prints into what the scorer reads, and prints the scorer's table, words per CPU second (median) and
peak memory.
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

from documents import ROLES, load_rows


def run_read(documents: Path) -> tuple[str, float]:
    """What `onrecord read` prints for a file, and the CPU seconds it took, start-up included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "read",
        str(documents),
        "--format",
        "jsonl",
    ]
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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--documents", type=int, help="only the first so many")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--out", type=Path, help="keep the predictions here")
    given = parser.parse_args()
    rows = load_rows(given.data)[: given.documents]
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder) / "documents.jsonl"
        lines = [
            json.dumps({"id": r["id"], "text": r["text"], "published": r.get("date")}) for r in rows
        ]
        documents.write_text("\n".join(lines) + "\n", encoding="utf-8")
        runs = [run_read(documents) for _ in range(given.repeat)]
        gold, ours = Path(folder) / "gold.jsonl", given.out or Path(folder) / "onrecord.jsonl"
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        found = to_attributions(runs[0][0])
        ours.write_text(
            "".join(
                json.dumps({"id": r["id"], "attributions": found[r["id"]]}) + "\n" for r in rows
            ),
            encoding="utf-8",
        )
        subprocess.run([sys.executable, str(given.scorer), str(gold), str(ours)], check=True)
    words = sum(len(row["text"].split()) for row in rows)
    speed = statistics.median(words / seconds for _, seconds in runs)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{len(rows)} documents, {words} words: {speed:.0f} words per CPU second, peak {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()
