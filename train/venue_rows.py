"""Passages with the venue of one statement as examples: `train/rows/*.jsonl`, written for this by hand.

Each row is read as `onrecord read` does; the statement that shares most words with the row's is the one
that is asked about. Copies of a row with other names in their places teach that a name is told by what
stands around it. Before: the passages. After: `venue_head` learns from the examples.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.article import article_from_text
from onrecord.language.model import Model
from onrecord.language.pieces import CLS, SEP, Pieces, cut_pieces, cut_windows
from onrecord.language.venues import (
    CLASSES,
    CONTENT,
    CUE,
    OWN_CONTENT,
    OWN_CUE,
    OWN_SOURCE,
    PARTS,
    SOURCE,
)
from onrecord.pipeline import read_article
from onrecord.text import lay_out
from onrecord.values import Occasion, Span, Statement

from .network import Network

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from passages import answering, load_sets

ROOT = Path(__file__).parents[1]
Row = dict[str, Any]
Floats = NDArray[np.float32]
STATES = 768
"""Width of an example's states: twice the encoder's."""
NAMED = ("outlet", "programme", "interviewer")
PLATFORMS = frozenset(
    "Instagram Twitter X TikTok Facebook YouTube Threads Bluesky Mastodon LinkedIn Reddit Substack Twitch "
    "Weibo WhatsApp Telegram Medium Tumblr Letterboxd Spotify".split()
)
"""Names that say themselves what they are: they keep their places in copies."""


@dataclass(frozen=True)
class Example:
    """One row as arrays over its n pieces. `states` (n, 768) float16: what the last layer says, then the
    early exit; `roles` int64; `edges` (len(PARTS), 2) int64: 1 + the first and the last piece of each part, 0
    for none; `told` (n,) bool: pieces that tell the medium; `medium` indexes CLASSES. `marked` is false
    where a row does not say which words tell medium and time.
    """

    row: Row
    pieces: Pieces
    states: NDArray[np.float16]
    roles: NDArray[np.int64]
    edges: NDArray[np.int64]
    told: NDArray[np.bool_]
    medium: int
    marked: bool
    is_copy: bool
    occasion: Occasion | None


def own_sets() -> list[Path]:
    """The sets that the shipped head learns from."""
    spent = ("venues.jsonl", "venues_held_back.jsonl", "venues_film_held_back.jsonl")
    rows = sorted((ROOT / "train" / "rows").glob("venues_*.jsonl"))
    return [*rows, *(ROOT / "benchmarks" / "occasions" / name for name in spent)]


def group_of(row: Row) -> str:
    """What rows of one passage share: its number."""
    return str(row["id"]).split("-")[0]


def fold_of(row: Row, folds: int) -> int:
    """The part of a cross-validation that a row's passage is judged in."""
    return int(hashlib.sha256(group_of(row).encode()).hexdigest()[:6], 16) % folds


def load_rows(paths: Iterable[Path], copies: int, seed: int = 7) -> list[Row]:
    """The rows, and `copies` of each with other names, as far as it has any to exchange."""
    rows = load_sets(paths)
    drawn = random.Random(seed)
    pools = {
        name: sorted({row[name] for row in rows if row[name] and row[name] not in PLATFORMS})
        for name in NAMED
    }
    varied = [vary(row, pools, drawn) for row in rows for _ in range(copies)]
    return rows + [row for row in varied if row]


def vary(row: Row, pools: dict[str, list[str]], drawn: random.Random) -> Row | None:
    """The row with other names of the same kind, None where there is none to exchange."""
    exchanged: list[tuple[str, str]] = []
    copy = json.loads(json.dumps(row))
    for name in NAMED:
        held = row[name]
        if not held or held in PLATFORMS or (name != "interviewer" and drawn.random() < 0.2):
            continue
        other = drawn.choice(pools[name])
        exchanged.append((held, other))
        copy[name] = other
        if name == "interviewer" and " " in held and " " in other:
            exchanged.append((held.split()[-1], other.split()[-1]))
    if not exchanged:
        return None
    for key in ("text", "words"):
        copy[key] = exchange(row[key], exchanged)
    evidence = row.get("evidence") or {}
    copy["evidence"] = {key: exchange(value, exchanged) for key, value in evidence.items()}
    copy["is_copy"] = True
    told = (copy[name] for name in NAMED)
    return copy if all(not name or name in copy["text"] for name in told) else None


def exchange(words: Any, names: list[tuple[str, str]]) -> Any:
    """The words, or each of several, with names exchanged; None stays None."""
    if isinstance(words, list):
        return [exchange(each, names) for each in words]
    if not isinstance(words, str):
        return words
    for held, other in names:
        words = re.sub(rf"(?<!\w){re.escape(held)}(?!\w)", lambda _, new=other: new, words)
    return words


def read_examples(rows: list[Row], model: Model, network: Network) -> Iterator[Example]:
    """Each row as an example; a row whose statement is not found has no roles of its own."""
    for row in rows:
        published = date.fromisoformat(row["published"]) if row["published"] else None
        article = replace(article_from_text(row["text"], key=row["id"]), published=published)
        statements = read_article(article, model).statements
        own = answering(row, statements)
        pieces = cut_pieces(model.tokenizer, article.text, lay_out(article))
        parts = find_parts(row)
        edges = np.array([edges_of(pieces, parts.get(part)) for part in PARTS])
        told = np.zeros(len(pieces), bool)
        for span in find_told(row):
            told |= covered(pieces, span)
        yield Example(
            row,
            pieces,
            states_of(pieces, network),
            roles_of(pieces, statements, own),
            edges,
            told,
            CLASSES.index(row["medium"]),
            bool(row.get("evidence")),
            bool(row.get("is_copy")),
            own.occasion if own else None,
        )


def states_of(pieces: Pieces, network: Network) -> NDArray[np.float16]:
    """What the last layer and the early exit say of each piece, (pieces, 2 · hidden)."""
    parts = []
    for window in cut_windows(pieces):
        ids = np.concatenate([[CLS], pieces.ids[window.context : window.last], [SEP]])
        bits = np.concatenate([[0], pieces.bits[window.context : window.last], [0]])
        with torch.inference_mode():
            early, bias = network.lower(torch.tensor(ids)[None], torch.tensor(bits)[None])
            late = network.states(early, bias)
        first = 1 + window.core - window.context
        core = slice(first, 1 + window.end - window.context)
        parts.append(torch.cat([late, early], -1)[0, core].half().numpy())
    return np.concatenate(parts)


def roles_of(
    pieces: Pieces, statements: tuple[Statement, ...], own: Statement | None
) -> NDArray[np.int64]:
    """The role of each piece: of the statement that is asked about, of another, of none."""
    roles = np.zeros(len(pieces), np.int64)
    for statement in (*(s for s in statements if s is not own), *([own] if own else [])):
        mine = statement is own
        for spans, role in (
            (statement.content, OWN_CONTENT if mine else CONTENT),
            (statement.cue, OWN_CUE if mine else CUE),
            (statement.source, OWN_SOURCE if mine else SOURCE),
        ):
            for span in spans:
                roles[covered(pieces, span)] = role
    return roles


def covered(pieces: Pieces, span: Span) -> NDArray[np.bool_]:
    """Which pieces share a character with a span."""
    mask: NDArray[np.bool_] = (pieces.starts < span.end) & (pieces.ends > span.start)
    return mask


def edges_of(pieces: Pieces, span: Span | None) -> tuple[int, int]:
    """1 + the first and the last piece of a span; zeros for none."""
    places = np.flatnonzero(covered(pieces, span)) if span else np.zeros(0, np.int64)
    return (int(places[0]) + 1, int(places[-1]) + 1) if len(places) else (0, 0)


def find_parts(row: Row) -> dict[str, Span]:
    """Where the words stand that name each part of the venue, and the time."""
    evidence, found = row.get("evidence") or {}, {}
    for part in (*NAMED, "medium", "time"):
        held = evidence.get(part)
        proof = next(iter(held), None) if isinstance(held, list) else held
        name = row[part] if part in NAMED else proof
        if not name:
            continue
        near = place_of(row, proof) if proof else None
        span = place_of(row, name, near)
        if span is not None:
            found[part] = span
    return found


def find_told(row: Row) -> list[Span]:
    """All words that tell the medium."""
    held = (row.get("evidence") or {}).get("medium") or []
    proofs = held if isinstance(held, list) else [held]
    return [span for span in (place_of(row, proof) for proof in proofs) if span]


def place_of(row: Row, words: str, near: Span | None = None) -> Span | None:
    """Where words stand nearest to the statement (or in `near`), outside what was said if they can."""
    text: str = row["text"]
    said = text.find(row["words"])
    inside = range(said, said + len(row["words"])) if said >= 0 else range(0)
    starts = [match.start() for match in re.finditer(re.escape(words), text)]
    starts = [start for start in starts if start not in inside] or starts
    if near is not None:
        starts = [s for s in starts if near.start <= s < near.end] or starts
    if not starts:
        return None
    start = min(starts, key=lambda place: abs(place - max(said, 0)))
    return Span(start, start + len(words))
