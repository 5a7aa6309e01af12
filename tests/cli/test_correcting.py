"""`onrecord correct statement`, as a user runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest


def exported(onrecord: Callable) -> list[dict]:
    """The statements as `export` prints them."""
    return [json.loads(line) for line in onrecord("export").out.splitlines()]


def test_a_corrected_speaker_is_exported_and_traced(onrecord: Callable, record: Path) -> None:
    first = exported(onrecord)[0]["id"]
    made = onrecord(
        *("correct", "statement", first, "--speaker", "Ida Bellwether"),
        *("--why", "it is her answer", "--by", "R. Tallow"),
    )

    now = exported(onrecord)[0]
    assert made.out.startswith("correction 1: the speaker is Ida Bellwether: “")
    assert (now["id"], now["speaker"]["name"]) == (first, "Ida Bellwether")
    assert now["speaker"]["person"] == "ida-bellwether"
    assert {**now["corrected"], "at": ""} == {
        "by": "R. Tallow",
        "at": "",
        "why": "it is her answer",
        "fields": ["speaker"],
    }
    assert json.loads(onrecord("trace", first, "--format", "json").out)["tellings"]
    assert "Ida Bellwether" in onrecord("who", "bellwether").out


def test_what_is_rejected_is_gone_until_it_is_undone(onrecord: Callable, record: Path) -> None:
    before = exported(onrecord)
    first = before[0]["id"]
    onrecord("correct", "statement", first, "--reject", "--why", "a title")

    assert first not in {each["id"] for each in exported(onrecord)}
    assert onrecord("correct", "list").out.splitlines()[0].startswith("  1  nobody’s statement: “")
    onrecord("correct", "undo", "1", "--why", "a slip")
    assert exported(onrecord) == before


def test_the_words_can_be_set_right(onrecord: Callable, record: Path) -> None:
    first = exported(onrecord)[0]
    words = first["content"][0]["text"].split()
    shorter = " ".join(words[:-1])
    onrecord("correct", "statement", first["id"], "--words", shorter, "--why", "one word less")

    assert exported(onrecord)[0]["content"][0]["text"].split() == words[:-1]


@pytest.mark.parametrize(
    "options", [(), ("--accept", "--reject"), ("--accept", "--kind", "group"), ("--kind", "group")]
)
def test_one_thing_is_said_at_a_time(
    onrecord: Callable, record: Path, options: tuple[str, ...]
) -> None:
    first = exported(onrecord)[0]["id"]
    told = onrecord("correct", "statement", first, *options, "--why", "so")

    assert told.code == 2
    assert "say one thing of the statement" in told.err
