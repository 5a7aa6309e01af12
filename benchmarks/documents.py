"""Documents labelled like PolNeAR, and what onrecord finds in them, for the benchmarks beside this file."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.pipeline import read_article
from onrecord.values import Statement

HELD_OUT_SHARE = 0.12
WORD = re.compile(r"\w+")
ROLES = ("content", "cue", "source")
HELD_OUT = 80
"""As many train articles as `train/` holds out by default."""

Row = dict[str, Any]


def read_split(path: Path, split: str) -> Iterator[Row]:
    """The documents of a set's split; "held-out" are the train documents that no run learns from, by the same
    hash as in `train.data`."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["split"] == split or (
                split == "held-out" and row["split"] == "train" and _held_out(row)
            ):
                yield row


def is_unseen(row: Row) -> bool:
    """Whether no run learns from a document: it is of dev, or held out of train by the same hash."""
    return row["split"] == "dev" or _held_out(row)


def _held_out(row: Row) -> bool:
    return int(digest_of(row["id"])[:4], 16) < HELD_OUT_SHARE * 0x10000


def load_rows(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def hold_out(rows: list[Row], count: int) -> list[Row]:
    """The `count` rows whose id has the least SHA-256: those that `train/` chooses on.

    >>> [row["id"] for row in hold_out([{"id": "a"}, {"id": "b"}, {"id": "c"}], 2)]
    ['c', 'b']
    """
    return sorted(rows, key=lambda row: digest_of(row["id"]))[:count]


def digest_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def words_in(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    """Where the words start that share a character with the spans."""
    return frozenset(
        match.start()
        for start, end in spans
        for match in WORD.finditer(text, max(0, start - 60), min(len(text), end + 60))
        if start < match.end() and match.start() < end and starts_word(text, match.start())
    )


def starts_word(text: str, place: int) -> bool:
    return place == 0 or not WORD.match(text[place - 1])


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Intersection over union."""
    return len(one & other) / max(1, len(one | other))


def read_statements(key: str, text: str, model: Model) -> tuple[Statement, ...]:
    """The statements of a text, as `onrecord read` finds them."""
    return read_article(article_from_text(text, key=key), model).statements


def spans_of(statement: Statement) -> dict[str, list[list[int]]]:
    """A statement as the scorer reads it."""
    return {role: [[s.start, s.end] for s in getattr(statement, role)] for role in ROLES}


def score_all(
    gold: Sequence[Row], predicted: Mapping[str, Sequence[Row]], scorer: Path
) -> dict[str, dict[str, Any]]:
    """What the scorer says of each named list of predictions against the same gold documents."""
    with tempfile.TemporaryDirectory() as folder:
        truth = write_rows(Path(folder) / "gold.jsonl", gold)
        files = [
            write_rows(Path(folder) / f"{number}.jsonl", rows)
            for number, rows in enumerate(predicted.values())
        ]
        command = [sys.executable, str(scorer), str(truth), *map(str, files), "--json"]
        told = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(zip(predicted, map(json.loads, told.stdout.splitlines()), strict=True))


def write_rows(path: Path, rows: Sequence[Row]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def joint_f1(scores: dict[str, Any]) -> list[float]:
    """Joint F1 in percent of all, quoted and indirect attributions."""
    return [100 * scores[subset]["joint"]["f1"] for subset in ("all", "quoted", "indirect")]
