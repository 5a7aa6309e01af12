"""Settings, read once at the edge and passed down: defaults, then file, environment, flags."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.values import ModelName


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a user may set.

    `max_bytes` is the largest input read, in bytes. `any_language` reads texts that do not look
    English. `threads` is the number of threads of the language model; results do not depend on it.
    `model` is the language model: "default", or "fast" for archives, which misses more.
    `fields` are pairs of ours and theirs for JSONL documents: ("published", "date") reads the day of
    publication from their field "date".
    """

    record: Path = Path("record.db")
    max_bytes: int = 20_000_000
    any_language: bool = False
    threads: int = 1
    model: ModelName = "default"
    fields: tuple[tuple[str, str], ...] = ()
