"""`onrecord publish`, as a user runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path


def test_publish_says_what_it_wrote(onrecord: Callable, record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    first = onrecord("publish", str(folder))
    again = json.loads(onrecord("publish", str(folder), "--format", "json").out)

    assert first.code == 0
    assert first.out.splitlines()[0] == f"{folder}: 1 work, 2 articles, 3 statements"
    assert first.out.splitlines()[-1] == f"open {folder / 'index.html'}"
    assert (again["works"], again["changed"], again["gone"]) == (1, 0, 0)
    assert (folder / "works" / "lowenna.html").is_file()


def test_a_folder_of_somebody_elses_is_left_alone(
    onrecord: Callable, record: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    told = onrecord("publish", str(tmp_path / "mine"))

    assert told.code == 2
    assert "which would be lost; name an empty folder" in told.err
