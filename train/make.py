"""Everything from the data to the shipped model: `python -m train.make --data FOLDER`.

1. a larger network, the teacher, is trained on attributions and asked for its view of the training
documents; 2. the network is trained, on all sets; 3. it is trained on with the teacher's view, 4. and once
more with more mentions; 5. the weights of the last two runs are averaged 6. and exported into the package;
7. the confidence of statements and the weights of antecedents are fitted to it; 8. it is scored, with the
scores in its card.

With `--open-only` one run on the sets with an open licence, exported and scored in a folder of its own: no
teacher, and nothing of the package is touched. A run that is done ends at once, so the command goes on where
it was stopped.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from onrecord.language.model import WEIGHTS

from .attributions import SOFT_FILE

TEACHER = (
    "--encoder", "mpnet", "--layers", "12", "--learning-rate", "8e-5", "--minutes", "52",
    "--names-share", "0.12", "--mentions-share", "0", "--open-share", "0", "--restyled-share", "0.1",
    "--early-weight", "0",
)  # fmt: skip
FIRST = ("--minutes", "69", "--seed", "1")
SECOND = ("--minutes", "56", "--seed", "3", "--learning-rate", "2e-4")
THIRD = ("--minutes", "50", "--seed", "4", "--learning-rate", "2e-4", "--mentions-share", "0.25",
         "--coref-weight", "0.4")  # fmt: skip
SHARES = (0.6, 0.4)
"""Of the last run and the one before it in the average, chosen on the held-out articles."""
OPEN = ("--minutes", "35", "--open-only", "--open-share", "0.6", "--names-share", "0.2",
        "--mentions-share", "0.2")  # fmt: skip


def run_step(module: str, *arguments: str) -> None:
    """Runs one module of this package; stops everything where it fails."""
    command = [sys.executable, "-m", f"train.{module}", *arguments]
    print("$", *command[1:], flush=True)
    subprocess.run(command, check=True)


def make(data: Path, out: Path, weights: Path) -> None:
    """Runs the steps to the shipped model that are not yet done."""
    teacher, first, second, third = (out / n for n in ("teacher", "first", "second", "third"))
    run = out / "averaged"
    given = ("--data", str(data))
    if not (teacher / SOFT_FILE).exists():
        run_step("train", *given, "--out", str(teacher), *TEACHER)
        run_step("teach", str(teacher), *given)
    run_step("train", *given, "--out", str(first), *FIRST)
    told = ("--teacher", str(teacher))
    run_step("train", *given, "--out", str(second), "--start", str(first), *told, *SECOND)
    run_step("train", *given, "--out", str(third), "--start", str(second), *told, *THIRD)
    shares = (f"{run}={share}" for run, share in zip((third, second), SHARES, strict=True))
    run_step("average", str(run), *shares)
    run_step("export", str(run), *given, "--out", str(weights))
    run_step("calibrate", *given)
    run_step("antecedents", *given)
    score(data, weights)


def make_open(data: Path, out: Path) -> None:
    """The model that learns from sets with an open licence only, in `out/open/weights`."""
    run = out / "open"
    run_step("train", "--data", str(data), "--out", str(run), *OPEN)
    run_step("export", str(run), "--data", str(data), "--out", str(run / "weights"))
    score(data, run / "weights")


def score(data: Path, weights: Path) -> None:
    """Scores the weights in a folder and writes the scores into the card there."""
    for split in ("held-out", "dev"):
        options = ("--split", split, "--weights", str(weights), "--names", "--card")
        run_step("evaluate", "--data", str(data), *options)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("train/out"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where the model goes")
    parser.add_argument("--open-only", action="store_true", help="sets with an open licence only")
    given = parser.parse_args()
    if given.open_only:
        make_open(given.data, given.out)
    else:
        make(given.data, given.out, given.weights)


if __name__ == "__main__":
    main()
