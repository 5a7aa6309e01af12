"""Everything from the data to the shipped model: `python -m train.make --data FOLDER`.

1. the network is trained on attributions and some names, 2. it is trained on with more names and a lower
rate, 3. exported into the package, 4. the confidence of statements is fitted to it, 5. it is scored, with
the scores in its card. With `--teacher` a larger network is trained before it and shows it the training
documents. A run that is done ends at once, so the command goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from onrecord.language.model import WEIGHTS

from .attributions import SOFT_FILE

TEACHER = ("--encoder", "mpnet", "--layers", "12", "--learning-rate", "7e-5", "--minutes", "60")
FIRST = ("--minutes", "42", "--names-share", "0.2", "--seed", "1")
SECOND = ("--minutes", "27", "--names-share", "0.4", "--seed", "2", "--learning-rate", "1.2e-4")


def run_step(module: str, *arguments: str) -> None:
    """Runs one module of this package; stops everything where it fails."""
    command = [sys.executable, "-m", f"train.{module}", *arguments]
    print("$", *command[1:], flush=True)
    subprocess.run(command, check=True)


def make(data: Path, out: Path, weights: Path, *, taught: bool) -> None:
    """Runs the steps that are not yet done."""
    first, run, teacher = out / "first", out / "second", out / "teacher"
    given = ("--data", str(data))
    if taught and not (teacher / SOFT_FILE).exists():
        run_step("train", *given, "--out", str(teacher), *TEACHER)
        run_step("teach", str(teacher), *given)
    told = ("--teacher", str(teacher)) if taught else ()
    run_step("train", *given, "--out", str(first), *FIRST, *told)
    run_step("train", *given, "--out", str(run), "--start", str(first), *SECOND)
    run_step("export", str(run), *given, "--out", str(weights))
    run_step("calibrate", *given)
    for split in ("held-out", "dev"):
        options = ("--split", split, "--weights", str(weights), "--names", "--card")
        run_step("evaluate", *given, *options)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("train/out"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where the model goes")
    parser.add_argument("--teacher", action="store_true", help="train and ask a teacher first")
    given = parser.parse_args()
    make(given.data, given.out, given.weights, taught=given.teacher)


if __name__ == "__main__":
    main()
