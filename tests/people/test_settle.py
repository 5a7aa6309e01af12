"""Speakers of statements in short articles on film, sport, courts, companies, public life, music."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.people import settle_speakers

CASES = [
    pytest.param(
        row,
        id=f"{path.stem}: {row['label']}",
        marks=[pytest.mark.xfail(strict=True, reason=row["missed"])] if "missed" in row else [],
    )
    for path in sorted((Path(__file__).parent / "cases").glob("*.json"))
    for row in json.loads(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("row", CASES)
def test_speaker_is_settled_as_a_careful_reader_would(
    row: dict[str, Any], marked: Callable[..., Any]
) -> None:
    reading, works, statements = marked(
        row["text"], row.get("works", []), row.get("forms"), row.get("acts")
    )
    settled, _ = settle_speakers(reading, works, statements)
    found = [f"{s.speaker.name or ''}/{s.speaker.kind or ''}" for s in settled]
    assert found == row["expected"], [s.speaker.reason for s in settled]


@pytest.mark.parametrize(
    "text", ["", "he", "He said.", "who", "“he”", "{1:He} <1:he>", "the director"]
)
def test_any_text_is_settled_without_an_error(text: str, marked: Callable[..., Any]) -> None:
    reading, works, statements = marked(text)

    settled, _ = settle_speakers(reading, works, statements)

    assert len(settled) == len(statements)
