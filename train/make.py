"""Everything from the data to the shipped model: `python -m train.make --data FOLDER --out FOLDER`.

1. a teacher is trained, 2. shows the training documents to the student, 3. the student is trained, 4. exported, 5. scored.
Each step that is done is passed over, so the command goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from onrecord.language.model import WEIGHTS

from .data import SOFT_FILE

TEACHER = ("--encoder", "mpnet", "--layers", "12", "--learning-rate", "7e-5", "--minutes", "60")
STUDENT = ("--minutes", "40")


def run_step(module: str, *arguments: str) -> None:
    """Runs one module of this package; stops everything where it fails."""
    command = [sys.executable, "-m", f"train.{module}", *arguments]
    print("$", *command[1:], flush=True)
    subprocess.run(command, check=True)


def make(data: Path, out: Path, weights: Path) -> None:
    """Runs the steps that are not yet done."""
    teacher, student, given = out / "teacher", out / "student", ("--data", str(data))
    if not (teacher / SOFT_FILE).exists():
        run_step("train", *given, "--out", str(teacher), *TEACHER)
        run_step("teach", str(teacher), *given)
    run_step("train", *given, "--out", str(student), "--teacher", str(teacher), *STUDENT)
    run_step("export", str(student), *given, "--out", str(weights))
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
    given = parser.parse_args()
    make(given.data, given.out, given.weights)


if __name__ == "__main__":
    main()
