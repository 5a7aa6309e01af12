"""Sentence ends on rows of text: `expected` are the sentences in order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.text import find_blocks, split_sentences

ROWS = json.loads(Path(__file__).with_name("sentences.json").read_text("utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=[row["label"] for row in ROWS])
def test_sentences_end_as_the_rows_say(row: dict[str, Any]) -> None:
    text = row["text"]

    assert [s.of(text) for s in split_sentences(text, find_blocks(text))] == row["expected"]


def test_rows_have_labels_of_their_own() -> None:
    labels = [row["label"] for row in ROWS]
    assert len(labels) >= 40
    assert len(set(labels)) == len(labels)
