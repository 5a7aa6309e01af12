"""Averages the weights of runs that go back to one another: `python -m train.average OUT RUN=0.6 RUN=0.4`.

Two runs of which one began with the other's weights lie in one basin; their average labels better.
OUT gets a checkpoint with the first run's configuration and the shares in `averaged`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def average(runs: list[tuple[Path, float]], out: Path) -> None:
    """Writes the checkpoint of the weighted average. Raises SystemExit where shares do not sum to 1."""
    if abs(sum(share for _, share in runs) - 1) > 1e-6:
        raise SystemExit("the shares of the runs must sum to 1")
    states = [
        torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=True) for run, _ in runs
    ]
    network = {
        name: sum(
            share * state["network"][name].float()
            for state, (_, share) in zip(states, runs, strict=True)
        ).to(tensor.dtype)
        for name, tensor in states[0]["network"].items()
    }
    told = ", ".join(f"{run.name} {share:g}" for run, share in runs)
    config = {**states[0]["config"], "averaged": told}
    out.mkdir(parents=True, exist_ok=True)
    minutes = sum(float(state["minutes"]) for state in states)
    torch.save({"network": network, "config": config, "minutes": minutes}, out / "checkpoint.pt")
    print(f"{out}: {told}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("runs", nargs="+", help="a run's folder and its share: train/out/third=0.4")
    given = parser.parse_args()
    pairs = [run.rpartition("=") for run in given.runs]
    average([(Path(folder), float(share)) for folder, _, share in pairs], given.out)


if __name__ == "__main__":
    main()
