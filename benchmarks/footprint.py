"""How light onrecord is: start-up to the first statement, peak memory, size of the wheel and of the install.

    python benchmarks/footprint.py [--article FILE] [--repeat 5] [--sizes]

Runs `onrecord read` on one article in fresh processes (median wall and CPU seconds, peak memory). With
`--sizes` it also builds the wheel and installs it into an empty environment: a minute, and the registry.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "examples" / "coverage" / "10-filmwright-ending-explained.txt"
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Run:
    """One fresh process: seconds to the first printed statement, CPU seconds and peak bytes of it all."""

    first: float
    cpu: float
    peak: int


def run_read(article: Path) -> Run:
    """One `onrecord read ARTICLE --format jsonl`, timed to its first line."""
    command = [sys.executable, "-m", "onrecord", "read", str(article), "--format", "jsonl"]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    if process.stdout is None or not process.stdout.readline():
        raise SystemExit(f"{article}: no statement printed")
    first = time.perf_counter() - started
    process.stdout.read()
    _, _, usage = os.wait4(process.pid, 0)
    return Run(first, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def folder_bytes(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def print_sizes() -> None:
    """Builds the wheel, installs it alone, and prints both sizes."""
    with tempfile.TemporaryDirectory() as folder:
        quiet = {"check": True, "stdout": subprocess.DEVNULL}
        out, venv = Path(folder) / "dist", Path(folder) / "venv"
        subprocess.run(  # type: ignore[call-overload]
            [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(ROOT)], **quiet
        )
        wheel = next(out.glob("*.whl"))
        subprocess.run([sys.executable, "-m", "venv", str(venv)], **quiet)  # type: ignore[call-overload]
        site = next(venv.glob("lib/python*/site-packages"))
        before = folder_bytes(site)
        pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet", str(wheel)]
        subprocess.run(pip, **quiet)  # type: ignore[call-overload]
        installed, ours = folder_bytes(site) - before, folder_bytes(site / "onrecord")
        print(f"wheel                      {wheel.stat().st_size / MEGABYTE:8.1f} MB")
        print(f"onrecord, installed        {ours / MEGABYTE:8.1f} MB")
        print(f"with all it depends on     {installed / MEGABYTE:8.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--article", type=Path, default=ARTICLE)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--sizes", action="store_true", help="build and install the wheel too")
    given = parser.parse_args()
    words = len(given.article.read_text(encoding="utf-8").split())
    runs = [run_read(given.article) for _ in range(given.repeat)]
    print(f"{given.article.name}, {words} words, median of {given.repeat} fresh processes")
    print(f"to the first statement     {statistics.median(r.first for r in runs):8.2f} s")
    print(f"CPU, whole run             {statistics.median(r.cpu for r in runs):8.2f} s")
    print(f"peak memory                {max(r.peak for r in runs) / MEGABYTE:8.0f} MB")
    if given.sizes:
        print_sizes()


if __name__ == "__main__":
    main()
