"""What the README shows is what the program prints for the example coverage.

In its blocks a line that begins with `$ onrecord` is run, on a record like the one that `make demo` leaves;
the lines below it stand in the output in the same order, each run of them unbroken; a line that is only `…`
leaves some out.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.cli.main import run

ROOT = Path(__file__).parents[1]
DEMO_RECORD = "build/demo.db"
BLOCK = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shown() -> Iterator[tuple[str, list[list[str]]]]:
    """Each command in the README with the runs of lines that it is said to print."""
    for block in BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.rstrip("\n").split("\n")
            runs = re.split(r"^…$", "\n".join(lines), flags=re.MULTILINE)
            yield command, [run.strip("\n").split("\n") for run in runs if run.strip()]


SHOWN = list(shown())


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the example coverage."""
    path = tmp_path_factory.mktemp("readme") / "record.db"
    assert run(["add", str(ROOT / "examples" / "coverage"), "--record", str(path)]) == 0
    return path


def test_readme_shows_the_main_commands() -> None:
    assert {shlex.split(command)[1] for command, _ in SHOWN} >= {"explain", "check"}


@pytest.mark.parametrize("command, runs", SHOWN, ids=[command for command, _ in SHOWN])
def test_output_in_the_readme_is_real(
    command: str,
    runs: list[list[str]],
    record: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    capsys.readouterr()

    arguments = shlex.split(command)[1:]
    assert arguments[-2:] == ["--record", DEMO_RECORD]
    run([*arguments[:-1], str(record)])

    printed = capsys.readouterr().out.split("\n")
    at = 0
    for lines in runs:
        places = [i for i in range(at, len(printed)) if printed[i : i + len(lines)] == lines]
        assert places, lines
        at = places[0] + len(lines)
