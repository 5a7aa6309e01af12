"""`onrecord read` on a folder of everything that goes wrong: a line each, exit 2, the rest is read.

The model is left out: what is printed is what the readers make of the files.
"""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from onrecord import facade
from onrecord.cli.main import run
from onrecord.values import Account, Article

from .conftest import BODY

FRENCH = (
    "La réalisatrice est revenue dans le port où elle a grandi pour présenter son film. Elle a répondu "
    "aux questions du public après la projection dans la grande salle, avant de partir."
)


@pytest.fixture(autouse=True)
def _without_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def account(_: facade.Reader, article: Article) -> Account:
        return Account(article, ())

    monkeypatch.setattr(facade.Reader, "account", account)
    monkeypatch.chdir(tmp_path)


BAD: dict[str, tuple[bytes, str]] = {
    "blank.txt": (b" \n\n ", "holds no words"),
    "empty.html": (b"", "is empty (0 bytes)"),
    "empty.txt": (b"", "is empty (0 bytes)"),
    "french.txt": (FRENCH.encode(), 'is in another language (found "fr")'),
    "noise.txt": (bytes(range(256)) * 9, "is binary, not text"),
    "packed.txt.gz": (gzip.compress(BODY.encode())[:60], "is a damaged gzip file"),
    "photo.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is a PNG image"),
    "shell.html": (b"<html><body></body></html>", "is a page "),
}


def test_each_failure_is_one_line_and_the_rest_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, (content, _) in BAD.items():
        (tmp_path / name).write_bytes(content)
    for name in ("a.txt", "m.html", "z.txt"):
        (tmp_path / name).write_text(f"{BODY} {name}", encoding="utf-8")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    rows = [json.dumps({"text": BODY, "id": "1"}), "no json", json.dumps({"text": BODY, "id": "2"})]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")

    code = run(["read", ".", "gone.txt", "--format", "json"])

    captured = capsys.readouterr()
    page = json.loads(captured.out)
    assert code == 2
    assert [one["key"] for one in page["articles"]] == [
        "a.txt", "m.html", "rows.jsonl#1", "rows.jsonl#2", "z.txt",
    ]  # fmt: skip
    expected = {os.path.join(".", name): told for name, (_, told) in BAD.items()}
    expected[os.path.join(".", "huge.txt")] = "has 50,000,000 bytes, over the limit of 20,000,000"
    expected[os.path.join(".", "rows.jsonl:2")] = "this line is not JSON"
    expected["gone.txt"] = "not found"
    failed = {one["path"]: one["reason"] for one in page["failed"]}
    assert sorted(failed) == sorted(expected)
    for path, told in expected.items():
        assert failed[path].startswith(told)
        assert failed[path].isprintable()
    lines = captured.err.splitlines()
    assert len([line for line in lines if line.startswith("onrecord: ")]) == len(expected)


@pytest.mark.parametrize("name", [*BAD])
def test_single_bad_document_is_exit_2_and_nothing_on_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / name).write_bytes(BAD[name][0])

    code = run(["read", name, "--format", "jsonl"])

    captured = capsys.readouterr()
    assert (code, captured.out) == (2, "")
    assert captured.err.startswith(f"onrecord: {name}: {BAD[name][1]}")


def test_other_languages_are_read_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "french.txt").write_text(FRENCH, encoding="utf-8")

    assert run(["read", "french.txt", "--format", "json", "--any-language"]) == 0
    assert json.loads(capsys.readouterr().out)["articles"][0]["text"] == FRENCH


def test_good_documents_are_exit_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")

    assert run(["read", "a.txt", "--format", "json"]) == 0
    assert capsys.readouterr().err == ""
