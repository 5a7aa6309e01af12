"""What two wordings have to do with one another: the same words, or words that only overlap.

A link depends on its two wordings alone. It joins where the shorter is the longer one, a part of it or a
changed form of it, of telling words; where the two share a telling run of words and no more, it is kept as
an overlap, which is shown and joins nothing. Whether plain words were said near enough in time, and whether
the fuller wordings of a fragment go together, is decided in `nodes`. Comes after `neighbours`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from onrecord.record.neighbours import propose
from onrecord.record.speakers import compatible
from onrecord.record.stretches import LIGHT_WEIGHT, KeptWording, read_kept
from onrecord.variants import Comparison, Wording, compare, read_wording
from onrecord.variants.alignment import align
from onrecord.variants.commonness import total_weight

SURE_WEIGHT = 9.0
"""Nobody says words of so much weight twice alike. An altered form of fewer must have most of them: lines
that a speaker varies from day to day share the rest."""
SURE_SCORE = 0.85

Link: TypeAlias = tuple[int, int]
"""Two wordings (rows), the fuller second."""


def relink(db: sqlite3.Connection, wording: KeptWording) -> set[Link]:
    """Find the links of a wording anew; those that have come or gone come back."""
    decided = ((other, joins(wording, other)) for other in propose(db, wording))
    now = {
        (max(pair, key=_order).row, min(pair, key=_order).row): int(joined)
        for other, joined in decided
        if joined is not None and (pair := (wording, other))
    }
    held = {
        (int(below), int(above)): int(joined)
        for below, above, joined in db.execute(
            "SELECT below, above, joins FROM links WHERE below = ?1 OR above = ?1", (wording.row,)
        )
    }
    gone = held.keys() - now.keys()
    new = {pair: joined for pair, joined in now.items() if held.get(pair) != joined}
    db.executemany("DELETE FROM links WHERE below = ? AND above = ?", gone)
    db.executemany(
        "INSERT OR REPLACE INTO links (below, above, joins) VALUES (?, ?, ?)",
        ((*pair, joined) for pair, joined in new.items()),
    )
    return {*gone, *new}


def _order(wording: KeptWording) -> tuple[int, int]:
    return wording.rank, wording.row


def joins(one: KeptWording, other: KeptWording) -> bool | None:
    """Whether two wordings are the same words of the same person; None where they have nothing in common."""
    above, below = sorted((one, other), key=_order)
    if not (one.name and other.name):
        kinds = {one.kind, other.kind}
        return True if one.words == other.words and "character" not in kinds else None
    if not compatible(one.claim, other.claim):
        return None
    found = compared(below.text, above.text)
    if found is not None and found.kind != "spliced" and below.is_plain >= above.is_plain:
        least = LIGHT_WEIGHT if found.score >= SURE_SCORE else SURE_WEIGHT
        if not found.changes or below.weight >= least:
            return True
    return False if _heaviest_run(below.text, above.text) >= LIGHT_WEIGHT else None


def agree_around(part: KeptWording, one: KeptWording, other: KeptWording) -> bool:
    """Whether two fuller wordings of a part can be of one quotation: around it they go on alike.

    They do if the common run weighs as much as nobody says twice, or if on either side it is one of them
    that ends, as where one article begins with the sentence that another ends with.
    """
    ours, theirs = _place(part.text, one.text), _place(part.text, other.text)
    if ours is None or theirs is None:
        return False
    a, b = _wording(one.text), _wording(other.text)
    first, front_ends = _grow(a, b, ours[0] - 1, theirs[0] - 1, -1)
    last, back_ends = _grow(a, b, ours[1], theirs[1], 1)
    weight = total_weight(a.keys[first + 1 : last])
    return weight >= SURE_WEIGHT or (front_ends and back_ends and weight >= LIGHT_WEIGHT)


def _grow(a: Wording, b: Wording, here: int, there: int, step: int) -> tuple[int, bool]:
    """Where two wordings cease to be alike from a place on, and whether one of them ends or omits there."""
    while True:
        gap = (here + 1, there + 1) if step < 0 else (here, there)
        if gap[0] in a.omissions or gap[1] in b.omissions:
            return here, True
        if not (0 <= here < len(a.keys) and 0 <= there < len(b.keys)):
            return here, True
        if a.keys[here] != b.keys[there]:
            return here, False
        here, there = here + step, there + step


def _place(words: str, target: str) -> tuple[int, int] | None:
    """The words of the target, from and up to, that a wording stands for."""
    found = compared(words, target)
    if found is None:
        return None
    spans = [word.span for word in _wording(target).words]
    inside = [n for n, s in enumerate(spans) if found.start <= s.start and s.end <= found.end]
    return (inside[0], inside[-1] + 1) if inside else None


def _heaviest_run(words: str, target: str) -> float:
    """The weight of the heaviest run of words that two wordings have in common."""
    wording = _wording(words)
    runs = align(wording, _wording(target))
    return max((total_weight(wording.keys[r.here : r.here_end]) for r in runs), default=0.0)


@lru_cache(maxsize=4096)
def _wording(text: str) -> Wording:
    return read_wording(text)


@lru_cache(maxsize=8192)  # what is compared is compared again around a fragment
def compared(words: str, target: str) -> Comparison | None:
    """How the words stand to the target's, as `variants` finds."""
    return compare(_wording(words), _wording(target))


# --- what is linked --------------------------------------------------------------------------------------


def fuller(db: sqlite3.Connection, wording: KeptWording) -> list[KeptWording]:
    """The wordings that a wording joins and that are fuller, the fullest first."""
    sql = "JOIN links l ON l.above = w.row WHERE l.below = ? AND l.joins ORDER BY w.rank"
    return read_kept(db, sql, wording.row)


def linked_with(db: sqlite3.Connection, wordings: Sequence[int]) -> set[int]:
    """The wordings (rows) that any of these join, and these."""
    found = set(wordings)
    for row in wordings:
        found |= {int(r[0]) for r in db.execute(_JOINED, (row,))}
    return found


_JOINED = (
    "SELECT above FROM links WHERE below = ?1 AND joins"
    " UNION SELECT below FROM links WHERE above = ?1 AND joins"
)
