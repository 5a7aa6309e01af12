"""The same words of the same person in different articles: which statements are one utterance.

1. each marked stretch of four words or more keeps its shingles in the record;
2. stretches of other articles that share a quarter of the shorter one's are proposed;
3. `variants` decides whether the wordings are one, `speakers` whether the speakers and days can be;
4. what is joined is kept as a link; an utterance is what hangs together by `links`.

Comes after `variants`, before `store`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from onrecord.record.codec import decode
from onrecord.record.links import link, linked_outside, settle, settle_new
from onrecord.record.speakers import Claim, compatible, dates_allow
from onrecord.record.wordings import (
    SHINGLE,
    STRETCHES,
    forget_shingles,
    keep_shingles,
    normal_words,
    shingle_hashes,
)
from onrecord.values import Statement
from onrecord.variants.commonness import total_weight
from onrecord.variants.comparison import Comparison, compare_wordings

QUOTED_FORMS = ("direct", "mixed", "turn")
LEAST_SHARE = 4
"""A proposed stretch shares at least one in four shingles of the shorter of the two."""
SURE_WORDS = 6
"""Speakers that are not known join on equal words only, and on so many of them: shorter ones are
stock phrases ("we did our best today")."""
DATELESS_WORDS = 10
"""From so many shared words on, dates that disagree do not part two statements: days are inferred
by rule, and nobody says ten words twice alike."""

LIGHT_WEIGHT = 5.0
"""Words that weigh less (`variants.commonness`) are said again on other days ("we're going to build a
wall", "do the right thing"): an altered form of them is no evidence, a part of a longer quotation only if the
articles came out close to one another. Read by eye: `benchmarks/grouping.py`."""
LIGHT_DAYS = ((2.2, 3), (LIGHT_WEIGHT, 31))
"""Words lighter than the first may be so many days of publication apart."""
SURE_WEIGHT = 9.0
SURE_SCORE = 0.85
"""An altered form of fewer telling words must have so much of them: lines that a speaker varies from
day to day share the rest."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One marked stretch of a statement: whose, and which words."""

    statement: int
    claim: Claim
    words: tuple[str, ...]
    text: str

    @property
    def is_named(self) -> bool:
        """Whether its article says who spoke."""
        return self.claim.name is not None


def index_stretches(db: sqlite3.Connection, row: int, statement: Statement, text: str) -> None:
    """Keep the marked stretches of a statement, given its row and its article's text."""
    if statement.form not in QUOTED_FORMS:
        return
    for span in statement.quoted or statement.content:
        words = span.of(text)
        cursor = db.execute(
            "INSERT INTO stretches (statement, text, shingles) VALUES (?, ?, 0)", (row, words)
        )
        stretch = int(cursor.lastrowid or 0)
        count = keep_shingles(db, STRETCHES, stretch, words)
        db.execute("UPDATE stretches SET shingles = ? WHERE row = ?", (count, stretch))


def join_utterances(db: sqlite3.Connection, version: int) -> None:
    """Link the statements of a version, indexed before, with all others of the same words."""
    rows = db.execute("SELECT row, id, value FROM statements WHERE version = ?", (version,))
    own = {str(identity): (int(row), str(value)) for row, identity, value in rows.fetchall()}
    for identity, (row, value) in own.items():
        db.execute("UPDATE statements SET utterance = ? WHERE row = ?", (identity, row))
        for relation in decode(Statement, value).relations:
            # A splice stands to two utterances at once and must not make them one.
            if relation.kind != "spliced" and relation.to in own:
                link(db, row, own[relation.to][0], firm=True)
        for stretch in _stretches(db, "s.row = ?", row):
            for other in _proposed(db, stretch, version):
                if joins(stretch, other):
                    link(db, row, other.statement, firm=stretch.is_named and other.is_named)
    settle_new(db, tuple(row for row, _ in own.values()))


def part_utterances(db: sqlite3.Connection, version: int) -> None:
    """Take a version's statements out of their utterances and settle what is left of these."""
    left = linked_outside(db, version)
    stretches = db.execute(
        "SELECT t.row, t.text, t.shingles FROM stretches t"
        " JOIN statements s ON s.row = t.statement WHERE s.version = ?",
        (version,),
    ).fetchall()
    for stretch, text, count in stretches:
        forget_shingles(db, STRETCHES, stretch, text, count)
        db.execute("DELETE FROM stretches WHERE row = ?", (stretch,))
    for column in ("low", "high"):
        db.execute(
            f"DELETE FROM links WHERE {column} IN (SELECT row FROM statements WHERE version = ?)",
            (version,),
        )
    db.execute("UPDATE statements SET utterance = NULL WHERE version = ?", (version,))
    settle(db, left)


def _stretches(db: sqlite3.Connection, where: str, value: object) -> Iterator[Stretch]:
    """The stretches that a condition of ours picks, with who is said to have said them."""
    rows = db.execute(
        "SELECT t.statement, s.speaker_name, s.speaker_kind, s.earliest, s.latest, v.published,"
        " t.text FROM stretches t JOIN statements s ON s.row = t.statement"
        f" JOIN versions v ON v.id = s.version WHERE {where}",
        (value,),
    ).fetchall()
    for statement, name, kind, earliest, latest, published, text in rows:
        claim = Claim(name, kind, earliest, latest, published)
        yield Stretch(int(statement), claim, _stretch_words(str(text)), str(text))


@lru_cache(maxsize=4096)
def _stretch_words(text: str) -> tuple[str, ...]:
    """The normal words of a stretch; its copies in other articles are the same text."""
    return normal_words(text)


def _proposed(db: sqlite3.Connection, stretch: Stretch, version: int) -> Iterator[Stretch]:
    """The stretches of other articles that share enough shingles to be looked at."""
    hashes = shingle_hashes(stretch.words)
    if not hashes:
        return iter(())
    rows = db.execute(
        "SELECT h.stretch FROM stretch_shingles h JOIN stretches t ON t.row = h.stretch"
        " JOIN statements s ON s.row = t.statement"
        " WHERE h.hash IN (SELECT value FROM json_each(?)) AND s.version <> ?"
        " GROUP BY h.stretch HAVING COUNT(*) * ? >= MIN(t.shingles, ?)",
        (json.dumps(hashes), version, LEAST_SHARE, len(hashes)),
    ).fetchall()
    return _stretches(
        db, "t.row IN (SELECT value FROM json_each(?))", json.dumps([int(row[0]) for row in rows])
    )


def joins(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches of different articles report the same words of the same person."""
    shorter = min(len(one.words), len(other.words))
    if shorter < SHINGLE:
        return False
    if shorter < DATELESS_WORDS and not dates_allow(one.claim, other.claim):
        return False
    if not (one.is_named and other.is_named):
        kinds = {one.claim.kind, other.claim.kind}
        if shorter < SURE_WORDS or one.words != other.words or "character" in kinds:
            return False
    elif not compatible(one.claim, other.claim):
        return False
    return _same_wording(one, other)


def _same_wording(one: Stretch, other: Stretch) -> bool:
    """Whether the shorter wording is the longer one, a part of it, or a changed form of it."""
    short, long = sorted((one, other), key=lambda stretch: (len(stretch.words), stretch.text))
    found = _compared(short.text, long.text)
    if found is None or found.kind == "spliced":
        return False
    weight = total_weight(short.words)
    if found.changes:
        return weight >= (LIGHT_WEIGHT if found.score >= SURE_SCORE else SURE_WEIGHT)
    apart = _days_apart(one.claim, other.claim)
    return all(weight >= light or apart <= days for light, days in LIGHT_DAYS)


@lru_cache(maxsize=4096)  # an article meets the same words again in each of its copies
def _compared(words: str, target: str) -> Comparison | None:
    """How the words stand to the target's, as `variants` finds."""
    return compare_wordings(words, target)


def _days_apart(one: Claim, other: Claim) -> int:
    """Days between the publication of two articles; none where one has no date."""
    if one.published is None or other.published is None:
        return 0
    return abs((date.fromisoformat(one.published) - date.fromisoformat(other.published)).days)
