"""What the record links with an utterance and does not count to it.

The same words on another day or by nobody known, a fragment that several quotations have, words that only
overlap, and the same words given to somebody else. Comes after `links`; `store` hands it out.
"""

from __future__ import annotations

import json
import sqlite3

from onrecord.record.stretches import KeptWording, read_kept
from onrecord.values import LinkKind

MOST_LINKED = 200
"""Statements that are handed out: as many as a reader may want to see."""

_KINDS: tuple[LinkKind, ...] = ("apart", "other_speaker", "overlap")
_OWN = (
    "JOIN (SELECT DISTINCT t.wording FROM stretches t JOIN statements s ON s.row = t.statement"
    " WHERE s.utterance = ?) own ON own.wording = w.row"
)


def linked_statements(db: sqlite3.Connection, utterance: str) -> dict[int, LinkKind]:
    """The statements (rows) of other utterances that are linked with one, each with the closest kind."""
    found: dict[int, LinkKind] = {}
    by_wording = _linked_wordings(db, read_kept(db, _OWN, utterance))
    for kind in _KINDS:
        given = json.dumps(sorted(row for row, own in by_wording.items() if own == kind))
        rows = db.execute(
            "SELECT DISTINCT t.statement FROM stretches t JOIN statements s ON s.row = t.statement"
            " WHERE t.wording IN (SELECT value FROM json_each(?)) AND s.utterance <> ?"
            " ORDER BY t.published IS NULL, t.published, s.id LIMIT ?",
            (given, utterance, MOST_LINKED - len(found)),
        )
        for (row,) in rows.fetchall():
            found.setdefault(int(row), kind)
    return found


def _linked_wordings(db: sqlite3.Connection, own: list[KeptWording]) -> dict[int, LinkKind]:
    """The wordings that are linked with some, and those of the same words by other names."""
    found: dict[int, LinkKind] = {}
    given = json.dumps([each.row for each in own])
    overlaps = (
        "SELECT above, below, joins FROM links WHERE below IN (SELECT value FROM json_each(?1))"
        " UNION SELECT below, above, joins FROM links WHERE above IN (SELECT value FROM json_each(?1))"
    )
    for other, _, joins in db.execute(overlaps, (given,)).fetchall():
        kind: LinkKind = "apart" if joins else "overlap"
        found[int(other)] = min(kind, found.get(int(other), kind), key=_KINDS.index)
    same = json.dumps([each.words for each in own])
    for other in read_kept(db, "WHERE w.words IN (SELECT value FROM json_each(?))", same):
        found.setdefault(other.row, "other_speaker")
    return found | {each.row: "apart" for each in own}
