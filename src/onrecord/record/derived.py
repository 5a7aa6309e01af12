"""Whether what is derived from the articles is what deriving it anew gives, and how it is put right.

    index        the words that searches look up, vectors           (FTS5, vectors)
    shingles     runs of words, of articles and of quotations        (wordings, utterances)
    utterances   which statements are the same words                 (links)
    people       who is one person, and why                          (settling)
    occasions    what was said on one occasion                       (occasions)

Everything is derived anew in the database that is given: in a copy to look, in the record to repair. Comes
after `connection`, before `verifying`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record.connection import reindex
from onrecord.record.disputes import name_disputes
from onrecord.record.findings import Fault, Part
from onrecord.record.occasions import settle_occasions
from onrecord.record.settling import derive_anew

WORDS = ("statements_words", "passages_words", "articles_words")
_CURRENT = (
    "JOIN versions v ON v.id = {of}.version AND v.current JOIN articles a ON a.id = v.article"
)


@dataclass(frozen=True, slots=True)
class _View:
    """Rows that must come out the same when derived anew; the first column says where they are."""

    part: Part
    what: str
    sql: str


_VIEWS = (
    _View(
        "shingles",
        "runs of words that it is found by",
        f"SELECT a.key, s.hash FROM article_shingles s {_CURRENT.format(of='s')}",
    ),
    _View(
        "shingles",
        "runs of words that a quotation is found by",
        "SELECT w.text, w.name, w.kind, h.hash, h.rank FROM wording_shingles h"
        " JOIN wordings w ON w.row = h.wording",
    ),
    _View(
        "utterances",
        "a wording that is kept once",
        "SELECT text, name, kind, words, rank, shingles FROM wordings",
    ),
    _View(
        "utterances",
        "a link between two wordings",
        "SELECT b.text, b.name, b.kind, a.text, a.name, a.kind, k.joins FROM links k"
        " JOIN wordings b ON b.row = k.below JOIN wordings a ON a.row = k.above",
    ),
    _View(
        "utterances",
        "the wordings that it has",
        "SELECT s.id, w.text, w.name, w.kind, t.published, t.earliest, t.latest, t.venue, t.since,"
        " t.until FROM stretches t"
        " JOIN wordings w ON w.row = t.wording JOIN statements s ON s.row = t.statement",
    ),
    _View(
        "utterances",
        "what its article relates it to",
        "SELECT s.id, o.id FROM ties t JOIN statements s ON s.row = t.statement"
        " JOIN statements o ON o.row = t.other",
    ),
    _View(
        "utterances",
        "the utterance that it belongs to",
        f"SELECT s.id, s.utterance FROM statements s {_CURRENT.format(of='s')}",
    ),
    _View(
        "people",
        "who is seen in it, and who that is",
        "SELECT a.key, p.name, p.kind, p.block, p.roles, p.credits, p.about, p.statements, p.person,"
        f" p.basis, p.reason FROM sightings p {_CURRENT.format(of='p')}",
    ),
    _View(
        "people",
        "the person who said it",
        f"SELECT s.id, s.person FROM statements s {_CURRENT.format(of='s')}",
    ),
    _View(
        "people",
        "whose words it is against",
        "SELECT a.key, n.name, n.kind, n.person FROM dispute_names n"
        f" JOIN disputes d ON d.row = n.dispute {_CURRENT.format(of='d')}",
    ),
    _View(
        "occasions",
        "the occasion that it was said on",
        f"SELECT s.id, s.occasion FROM statements s {_CURRENT.format(of='s')}",
    ),
)


def check_words(db: sqlite3.Connection) -> Iterator[Fault]:
    """Indexes of words that do not fit what they are of."""
    for table in WORDS:
        try:
            db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            what = f"it does not fit the texts that it is of ({error})"
            yield Fault("index", f"index {table}", what, can_rebuild=True)
    for version in check_vectors(db):
        sql = "SELECT a.key FROM articles a JOIN versions v ON v.article = a.id WHERE v.id = ?"
        (key,) = db.execute(sql, (version,)).fetchone()
        what = "its vectors are not as many as its statements and passages"
        yield Fault("index", str(key), what, can_rebuild=True)


def check_vectors(db: sqlite3.Connection) -> list[int]:
    """The current versions whose vectors are not as many as their statements and passages.

    Versions without any are in order: they get them when first asked. What the vectors say is not compared:
    their last bits depend on the processor.
    """
    from onrecord.language.embeddings import bundled_embeddings

    embeddings = bundled_embeddings()
    rows = db.execute(_VECTORS, (embeddings.name, embeddings.width, embeddings.width)).fetchall()
    return [int(row[0]) for row in rows]


_VECTORS = (
    "SELECT m.version FROM vectors m JOIN versions v ON v.id = m.version AND v.current WHERE m.model = ?"
    " AND (length(m.statements) <> ? * (SELECT COUNT(*) FROM statements s WHERE s.version = m.version)"
    " OR length(m.passages) <> ? * (SELECT COUNT(*) FROM passages p WHERE p.version = m.version))"
)


def check_derived(db: sqlite3.Connection) -> list[Fault]:
    """What deriving everything anew changes. It stays changed: the database is as it should be afterwards."""
    for number, view in enumerate(_VIEWS):
        db.execute(f"DROP TABLE IF EXISTS temp.before_{number}")
        db.execute(f"CREATE TEMP TABLE before_{number} AS {view.sql}")
    derive_all(db)
    faults = [
        fault
        for number, view in enumerate(_VIEWS)
        for fault in _changed(db, view, f"temp.before_{number}")
    ]
    for number, _ in enumerate(_VIEWS):
        db.execute(f"DROP TABLE temp.before_{number}")
    return faults


def _changed(db: sqlite3.Connection, view: _View, before: str) -> Iterator[Fault]:
    sql = (
        f"SELECT * FROM (SELECT * FROM {before} EXCEPT SELECT * FROM ({view.sql}))"
        f" UNION ALL SELECT * FROM (SELECT * FROM ({view.sql}) EXCEPT SELECT * FROM {before})"
    )
    for where in sorted({str(row[0]) for row in db.execute(sql)}):
        what = f"{view.what}: not as deriving anew gives"
        yield Fault(view.part, where, what, can_rebuild=True)


def derive_all(db: sqlite3.Connection) -> None:
    """Derive index, utterances, people and occasions of all current versions anew."""
    db.execute("UPDATE statements SET person = NULL, occasion = NULL")
    db.execute("UPDATE dispute_names SET person = NULL")
    for table in WORDS:
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
    db.executemany("DELETE FROM vectors WHERE version = ?", [(v,) for v in check_vectors(db)])
    reindex(db)
    settle_occasions(db, derive_anew(db))
    people = "SELECT person, version, name, kind FROM sightings WHERE person IS NOT NULL"
    for person, version, name, kind in db.execute(people).fetchall():
        name_disputes(db, person, version, name, kind)
