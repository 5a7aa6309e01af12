"""The command line as a whole: help, version, exit codes, pipes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli.main import COMMANDS, cli, main
from onrecord.errors import ModelError
from onrecord.record import Store


def test_help_lists_every_command(onrecord: Callable[..., Any]) -> None:
    ran = onrecord("--help")

    assert ran.code == 0
    assert [
        line.split()[0] for line in ran.out.split("Commands:\n")[1].splitlines()[: len(COMMANDS)]
    ] == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_helps(onrecord: Callable[..., Any], name: str) -> None:
    ran = onrecord(name, "--help")

    assert ran.code == 0
    assert "Examples:" in ran.out


def test_version(onrecord: Callable[..., Any]) -> None:
    ran = onrecord("--version")

    assert (ran.code, ran.out.split()[0]) == (0, "onrecord")


@pytest.mark.parametrize(
    "arguments",
    [("frobnicate",), ("read",), ("list", "--format", "xml"), ("search", "bell", "--limit", "0")],
    ids=" ".join,
)
def test_wrong_usage_is_explained_with_exit_code_2(
    onrecord: Callable[..., Any], arguments: tuple[str, ...]
) -> None:
    ran = onrecord(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert "Error:" in ran.err


def test_error_of_ours_is_one_line_with_exit_code_2(
    onrecord: Callable[..., Any], record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(self: Store) -> None:
        raise ModelError("weights.onnx: cut off; install onrecord again")

    monkeypatch.setattr(Store, "heads", damaged)

    ran = onrecord("list")

    assert (ran.code, ran.err) == (2, "onrecord: weights.onnx: cut off; install onrecord again\n")


def test_error_that_is_not_ours_is_not_hidden(
    onrecord: Callable[..., Any], record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Store) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(Store, "heads", broken)

    with pytest.raises(ZeroDivisionError, match="a mistake of ours"):
        onrecord("list")


def test_file_that_is_no_record_is_left_alone(onrecord: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "record.db").write_text("minutes of the meeting " * 100)

    ran = onrecord("list")

    assert ran.code == 2
    assert ran.err.startswith("onrecord: record.db")


def test_main_leaves_with_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["frobnicate"])


def test_reader_of_our_output_may_stop_early(record: Path) -> None:
    script = (
        "import os, sys; from onrecord.cli.main import main; os.close(1); r, w = os.pipe();"
        "os.close(r); sys.stdout = os.fdopen(w, 'w'); main(['export', '--record', sys.argv[1]])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(record)], capture_output=True, text=True, timeout=60
    )

    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("command", ["read {}", "export --record {}"])
def test_head_of_a_long_output_is_no_failure(record: Path, command: str, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("“We were late,” said Ann Boyd of the Quay Gazette.\n\n" * 900)
    named = long if "read" in command else record
    script = (
        f"{sys.executable} -m onrecord {command.format(named)} | head -c 1; exit ${{PIPESTATUS[0]}}"
    )

    ran = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=120)

    assert (ran.returncode, ran.stderr) == (0, "")


def test_every_parameter_is_explained() -> None:
    for name in COMMANDS:
        command = cli.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        assert command.help
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None), (name, parameter.name)


def test_slip_in_a_command_names_the_nearest(onrecord: Callable[..., Any]) -> None:
    ran = onrecord("chek", "draft.md")

    assert ran.code == 2
    assert "Did you mean 'check'?" in ran.err
