"""`onrecord explain` at the command line: formats, files, a day, spoilers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli.main import run

EXAMPLES = Path(__file__).parents[2] / "examples"
KEY = json.loads((EXAMPLES / "expected.json").read_text("utf-8"))["explain"]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A record of the example coverage."""
    path = str(tmp_path_factory.mktemp("explaining") / "record.db")
    assert run(["add", str(EXAMPLES / "coverage"), "--record", path]) == 0
    return path


def explain(record: str, *arguments: str) -> int:
    return run(["explain", "Lowenna", "--record", record, *arguments])


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.md", "# Lowenna\n"),
        ("a.html", "<!doctype html>"),
        ("a.json", '{\n  "work": "Lowenna"'),
        ("a.jsonl", '{"section": "plot"'),
        ("a.svg", "<svg "),
        ("a.txt", "Lowenna\n"),
    ],
)
def test_name_of_the_file_says_the_format(
    record: str, tmp_path: Path, name: str, begins: str
) -> None:
    assert explain(record, "-o", str(tmp_path / name)) == 0
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_format_goes_before_the_name(record: str, tmp_path: Path) -> None:
    assert explain(record, "--format", "md", "-o", str(tmp_path / "a.html")) == 0
    assert (tmp_path / "a.html").read_text("utf-8").startswith("# Lowenna")


def test_timeline_is_drawn_beside_the_text(
    record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert explain(record, "--timeline", str(tmp_path / "t.svg")) == 0
    assert (tmp_path / "t.svg").read_text("utf-8").startswith("<svg ")
    assert capsys.readouterr().out.startswith("Lowenna\n")


def test_day_is_said_and_kept(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert explain(record, "--as-of", "2025-11-30") == 0
    shown = capsys.readouterr().out
    assert "As of 30 November 2025" in shown
    assert "2026" not in shown


def test_day_that_is_none_is_an_error(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(record, "--as-of", "last week") == 2
    assert "%Y-%m-%d" in capsys.readouterr().err


def test_before_the_first_article_nothing_is_on_record(
    record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert explain(record, "--as-of", "2020-01-01") == 1
    assert "published by 1 January 2020" in capsys.readouterr().err


GIVES_AWAY = (
    "never filmed her dying",
    "never filmed the death",
    "The engine died on us",
    "drifts with its engine off",
    "peel them off",
    "the last shot is about her hands",
    "free at the end",
    "It was always Emeric",
    "the bell rings",
    "if her heroine drowns",
    "lies down on the deck",
)


@pytest.mark.parametrize("form", ["text", "md", "html", "json", "jsonl"])
def test_without_spoilers_no_section_gives_the_ending_away(
    record: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert explain(record, "--no-spoilers", "--format", form) == 0
    shown = " ".join(capsys.readouterr().out.split())

    told = [words for words in GIVES_AWAY if words in shown]
    planted = [
        w for key in ("ending", "meaning", "cut") for w in KEY["sections"][key] if w in shown
    ]
    assert (told, planted) == ([], [])
    assert "How it was made" in shown or form in ("json", "jsonl")


def test_with_spoilers_they_are_classed(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    explain(record, "--format", "json")
    sections = {s["key"]: s["entries"] for s in json.loads(capsys.readouterr().out)["sections"]}

    assert {entry["spoiler"] for entry in sections["ending"]} == {"ending"}
    assert {entry["spoiler"] for entry in sections["making"]} >= {"none", "ending"}
    shown = [entry for own in sections.values() for entry in own]
    giving = [e for e in shown if any(w in " ".join(e["text"].split()) for w in GIVES_AWAY)]
    assert len(giving) > len(GIVES_AWAY) / 2
    assert {entry["spoiler"] for entry in giving} == {"ending"}
