"""A small run of what `benchmarks/killing.py` measures: a few kills, a few failing writes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLING = ROOT / "benchmarks" / "killing.py"


def measure(what: str, *options: str) -> dict[str, str]:
    """The row of figures that the benchmark prints, by heading."""
    ran = subprocess.run(
        [sys.executable, str(KILLING), what, *options],
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    heading, _, row = ran.stdout.splitlines()[:3]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in (heading, row)]
    return dict(zip(*cells, strict=True))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks, and looks at /proc")
def test_a_run_that_is_killed_and_given_again_comes_to_the_same_record() -> None:
    told = measure("kills", "--points", "5", "--documents", "12", "--workers", "2")

    assert sum(int(part.split()[0]) for part in told["kills"].split(",")) == 5
    assert int(told["statements each"]) > 50
    assert [told[name] for name in ("lost", "duplicated", "other exports", "corrupt")] == ["0"] * 4


@pytest.mark.skipif(
    not (sys.platform.startswith("linux") and shutil.which("gcc")),
    reason="needs gcc and LD_PRELOAD",
)
def test_a_disk_that_fails_leaves_no_corrupt_record() -> None:
    told = measure("faults", "--points", "5", "--documents", "8")

    points, _, stopped = told["faults"].partition("; ")
    assert sum(int(part.split()[0]) for part in points.split(",")) == 5
    assert int(stopped.split()[0]) >= 1
    assert [told[name] for name in ("lost", "duplicated", "other exports", "corrupt")] == ["0"] * 4
