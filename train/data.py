"""Documents of the training sets as pieces with labels; what no set labels stays unlabelled.

Comes before `attributions.py`, `names.py` and `mentions.py`, which read the sets of each kind. The sets
and their licences: `train/README.md`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.language.pieces import BREAK, Pieces
from onrecord.text import find_blocks, find_quotations
from onrecord.values import Layout

from .encoders import minilm_folder

IGNORE = -100  # PyTorch's cross entropy leaves such targets out
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Chunk:
    """A labelled stretch of pieces: `role` indexes ROLES, `attribution` numbers its attribution."""

    start: int
    end: int
    role: int
    attribution: int


@dataclass(frozen=True)
class Mention:
    """Pieces that name somebody or something: mentions of one `chain` (0 and up) mean the same one.

    `sought` is false where nothing is known of what came before: it is an antecedent only.
    """

    start: int
    end: int
    chain: int
    sought: bool = True


@dataclass(frozen=True)
class Document:
    """One document with the labels that its set has.

    `labels` maps a head ("tags", "names", "marks", "acts", "mentions") to one label a piece, IGNORE
    where unknown; a head that is missing is unknown throughout. `soft` are a teacher's tag
    probabilities, (pieces, 7), or None.
    """

    name: str
    text: str
    pieces: Pieces
    labels: dict[str, Labels] = field(default_factory=dict)
    chunks: tuple[Chunk, ...] = ()
    mentions: tuple[Mention, ...] = ()
    soft: NDArray[np.float16] | None = None


@cache
def load_tokenizer() -> Tokenizer:
    """The encoder's tokenizer; the shipped file truncates at 128 pieces, ours does not."""
    tokenizer = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_rows(path: Path, split: str | None = None) -> Iterator[dict[str, Any]]:
    """The rows of one set; with `split` those of "train" or "dev" only."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if split is None or row["split"] == split:
                yield row


def layout_of(text: str) -> Layout:
    blocks = find_blocks(text)
    return Layout(blocks, (), find_quotations(text, blocks))


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def split_held_out(
    rows: list[dict[str, Any]], count: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(to fit on, held out to choose on): the `count` rows whose id has the least SHA-256 are held out."""
    ordered = sorted(rows, key=lambda row: digest(row["id"]))
    return ordered[count:], ordered[:count]


HELD_OUT_SHARE = 0.12


def read_fit(path: Path) -> Iterator[dict[str, Any]]:
    """The train rows of a set with mentions, without those held out to choose on (`read_held_out`)."""
    return (row for row in read_rows(path, "train") if not is_held_out(row))


def read_held_out(path: Path) -> Iterator[dict[str, Any]]:
    """The train rows of a set with mentions that no run learns from: about HELD_OUT_SHARE, by their hash."""
    return (row for row in read_rows(path, "train") if is_held_out(row))


def is_held_out(row: dict[str, Any]) -> bool:
    return int(digest(row["id"])[:4], 16) < HELD_OUT_SHARE * 0x10000


def joined(text: str, fragments: list[list[int]]) -> list[tuple[int, int]]:
    """Fragments with only white space between them as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((s, e) for s, e in fragments):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def piece_range(pieces: Pieces, start: int, end: int) -> tuple[int, int]:
    """Pieces that share a character with [start, end), breaks at the edges left out."""
    low = int(np.searchsorted(pieces.ends, start, "right"))
    high = int(np.searchsorted(pieces.starts, end, "left"))
    while low < high and pieces.ids[low] == BREAK:
        low += 1
    while high > low and pieces.ids[high - 1] == BREAK:
        high -= 1
    return low, high


def write_bio(labels: Labels, low: int, high: int, kind: int) -> None:
    """Labels pieces `low` to `high` as one stretch of class `kind`, in place."""
    labels[low:high] = 2 + 2 * kind
    labels[low] = 1 + 2 * kind
