"""Which articles hold these words: full text of articles, and hashed shingles of their words.

A shingle is four normalised words in a row, kept as a number. `check` asks with a quotation of
a draft; the shingles that few articles share say where to look. Of an article's shingles two in seven are
kept: of any six that follow one another the least, so that no run of nine words is without one (winnowing:
Schleimer, Wilkerson and Aiken 2003); what is asked for is looked up with all of its own. Shorter quotations
are looked up as phrases of the full text too. The record adds and takes away the shingles in the same
transaction as the article. Comes after `variants`, which normalises the words, before `store`.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from onrecord.variants.commonness import EVERYDAY_WEIGHT, word_weight
from onrecord.variants.words import split_words

SHINGLE = 4
"""Words in a shingle: fewer are stock phrases, more miss altered quotations."""
POSTINGS = 20_000
"""Rows of the shingle index that one question may touch after its rarest shingle: stock phrases
that stand in every article cost time and tell nothing."""
WINDOW = 6
"""Shingles that follow one another, of which an article keeps one at least."""
SURE_RUN = SHINGLE + WINDOW - 1
"""Words on end that cannot stand in an article without one of its kept shingles."""
PHRASES = 4
"""Three-word phrases of a question looked up in the full text, those that say most."""
PHRASE = 3
_OMISSION = re.compile(r"\[\s*(?:…|\.{3})\s*\]|…|\.{3}")


@dataclass(frozen=True, slots=True)
class ShingleIndex:
    """A table of shingles, its column that names what holds them, and whether a part of them will do."""

    table: str
    column: str
    is_sampled: bool

    def hashes(self, text: str) -> tuple[int, ...]:
        """The shingles that are kept of a text, ascending."""
        words = normal_words(text)
        return sampled_hashes(words) if self.is_sampled else shingle_hashes(words)


ARTICLES = ShingleIndex("article_shingles", "version", is_sampled=True)


def normal_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: case, marks and typography left out.

    >>> normal_words("It’s “the END”, he said.")
    ("it's", 'the', 'end', 'he', 'said')
    """
    return tuple(word.key for word in split_words(text))


def shingle_hashes(words: Sequence[str]) -> tuple[int, ...]:
    """The distinct shingles of some normal words, each as a number below 2**31, ascending.

    >>> len(shingle_hashes(("a", "b", "c", "d", "e"))), shingle_hashes(("a", "b", "c"))
    (2, ())
    """
    return tuple(sorted(set(_hashes(words))))


def sampled_hashes(words: Sequence[str]) -> tuple[int, ...]:
    """The least of any `WINDOW` shingles that follow one another, ascending: two in seven.

    >>> words = tuple("abcdefghijklmnop")
    >>> kept = set(sampled_hashes(words))
    >>> all(kept & set(shingle_hashes(words[at : at + SURE_RUN])) for at in range(8))
    True
    """
    hashes = _hashes(words)
    if len(hashes) <= WINDOW:
        return (min(hashes),) if hashes else ()
    return tuple(sorted({min(hashes[at : at + WINDOW]) for at in range(len(hashes) - WINDOW + 1)}))


def _hashes(words: Sequence[str]) -> list[int]:
    """The shingles of some normal words in their order."""
    return [_hash(" ".join(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1)]


def _hash(window: str) -> int:
    """A number that stands for the words; 31 bits fit four bytes of an SQLite integer."""
    raw = blake2b(window.encode("utf-8", "replace"), digest_size=4).digest()
    return int.from_bytes(raw, "big") >> 1


def match_any(words: Sequence[str]) -> str:
    """The FTS5 question for any of the words, each quoted by us so that none is syntax.

    >>> match_any(["ending", "NEAR(x"])
    '"ending" OR "NEAR(x"'
    """
    kept = dict.fromkeys(_printable(word) for word in words)
    return " OR ".join(_quoted(word) for word in kept if any(map(str.isalnum, word)))


def _printable(word: str) -> str:
    """The word without what FTS5 or UTF-8 cannot take: NULs and halves of characters."""
    return word.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def index_words(db: sqlite3.Connection, version: int, text: str) -> None:
    """Make the words of the text of one current version findable."""
    db.execute("INSERT INTO articles_words (rowid, text) VALUES (?, ?)", (version, text))
    count = keep_shingles(db, ARTICLES, version, text)
    db.execute("UPDATE versions SET shingles = ? WHERE id = ?", (count, version))


def forget_words(db: sqlite3.Connection, version: int, text: str) -> None:
    """Take the words of one version out of the index."""
    db.execute(
        "INSERT INTO articles_words (articles_words, rowid, text) VALUES ('delete', ?, ?)",
        (version, text),
    )
    (count,) = db.execute("SELECT shingles FROM versions WHERE id = ?", (version,)).fetchone()
    forget_shingles(db, ARTICLES, version, text, count)
    db.execute("UPDATE versions SET shingles = 0 WHERE id = ?", (version,))


def keep_shingles(db: sqlite3.Connection, index: ShingleIndex, row: int, text: str) -> int:
    """How many shingles of the text were put into an index, for the row that holds the text."""
    hashes = index.hashes(text)
    db.executemany(
        f"INSERT INTO {index.table} (hash, {index.column}) VALUES (?, ?)",
        ((number, row) for number in hashes),
    )
    return len(hashes)


def forget_shingles(
    db: sqlite3.Connection, index: ShingleIndex, row: int, text: str, count: int
) -> None:
    """Take the shingles of a row out of an index: as many as were put in, whatever has changed.

    They are found by the text. Should words be normalised otherwise than when they were put in,
    the count shows it, and the whole index is searched.
    """
    gone = db.execute(
        f"DELETE FROM {index.table} WHERE {index.column} = ?"
        " AND hash IN (SELECT value FROM json_each(?))",
        (row, json.dumps(index.hashes(text))),
    ).rowcount
    if gone != count:
        db.execute(f"DELETE FROM {index.table} WHERE {index.column} = ?", (row,))


def versions_with_words(db: sqlite3.Connection, text: str, limit: int) -> tuple[int, ...]:
    """The current versions that share words with the text, those with the rarest first.

    Four words or more are looked up as shingles; where no run between omission marks is longer than
    `SURE_RUN`, three on end in the full text too. Longer ones that have no run of `SURE_RUN` words in
    common may need `versions_with_phrases`.
    """
    runs = runs_of(text)
    hashes = sorted({number for run in runs for number in shingle_hashes(run)})
    found = _by_shingles(db, hashes) if hashes else {}
    least = sorted(found.values(), reverse=True)[:limit][-1] if found else 0.0
    keys = _sort_keys(db, [version for version, weight in found.items() if weight >= least])
    ranked = sorted(keys, key=lambda version: (-found[version], keys[version]))
    if any(len(run) > SURE_RUN for run in runs):
        return tuple(ranked[:limit])
    phrases = versions_with_phrases(db, text, limit)
    return tuple(dict.fromkeys((*ranked[: limit // 2], *phrases, *ranked)))[:limit]


def versions_with_phrases(db: sqlite3.Connection, text: str, limit: int) -> tuple[int, ...]:
    """The current versions whose text holds three words on end of those that say most, best first."""
    phrases = [phrase for run in runs_of(text) for phrase in telling_phrases(run)]
    return _match(db, phrases[: 2 * PHRASES], limit)


def runs_of(text: str) -> list[tuple[str, ...]]:
    """The normal words of a text between its omission marks, which stand for words of the source.

    >>> runs_of("And who can… better than me?")
    [('and', 'who', 'can'), ('better', 'than', 'me')]
    """
    return [words for part in _OMISSION.split(text) if (words := normal_words(part))]


def telling_phrases(words: Sequence[str]) -> list[str]:
    """Phrases of three words, at most `PHRASES`, the rarest words first; those of a long text do not overlap.

    One of common words alone stands in many articles and costs most: it is taken only if there is no other.

    >>> telling_phrases(("it", "was", "a", "lullaby")), telling_phrases(("it", "was", "a"))
    (['was a lullaby'], ['it was a'])
    """
    size = min(PHRASE, len(words))
    apart = size if len(words) > SURE_RUN else 1
    weights = [word_weight(word) for word in words]
    starts = sorted(
        range(len(words) - size + 1), key=lambda at: (-sum(weights[at : at + size]), at)
    )
    telling = [at for at in starts if max(weights[at : at + size], default=0.0) > EVERYDAY_WEIGHT]
    starts = telling or starts[:1]
    chosen: list[int] = []
    for start in starts:
        if size and all(abs(start - other) >= apart for other in chosen):
            chosen.append(start)
    return [" ".join(words[at : at + size]) for at in chosen[:PHRASES]]


def _by_shingles(db: sqlite3.Connection, hashes: Sequence[int]) -> dict[int, float]:
    """A weight for each version that shares some of the shingles: rare ones weigh more."""
    counts = [(_holders(db, number), number) for number in hashes]
    (articles,) = db.execute("SELECT COUNT(*) FROM versions WHERE current").fetchone()
    weights: dict[int, float] = {}
    spent = 0
    for holders, number in sorted(counts):
        if not holders:
            continue
        if spent and spent + holders > POSTINGS:
            break
        spent += holders
        weight = math.log1p(articles / holders)
        for (version,) in db.execute(
            "SELECT version FROM article_shingles WHERE hash = ?", (number,)
        ):
            weights[version] = weights.get(version, 0.0) + weight
    return weights


def _holders(db: sqlite3.Connection, number: int) -> int:
    """How many articles hold a shingle, counted no further than a question may go."""
    row = db.execute(
        "SELECT COUNT(*) FROM (SELECT 1 FROM article_shingles WHERE hash = ? LIMIT ?)",
        (number, POSTINGS + 1),
    ).fetchone()
    return int(row[0])


def _match(db: sqlite3.Connection, phrases: Sequence[str], limit: int) -> tuple[int, ...]:
    """The versions whose text holds any of the phrases, best first."""
    question = match_any(phrases)
    if not question:
        return ()
    rows = db.execute(
        "SELECT w.rowid FROM articles_words w JOIN versions v ON v.id = w.rowid"
        " JOIN articles a ON a.id = v.article WHERE articles_words MATCH ?"
        " ORDER BY bm25(articles_words), a.key LIMIT ?",
        (question, limit),
    )
    return tuple(int(row[0]) for row in rows)


def _sort_keys(db: sqlite3.Connection, versions: Sequence[int]) -> dict[int, str]:
    """The key of the article of each version, to settle ties the same way in every record."""
    sql = (
        "SELECT v.id, a.key FROM json_each(?) j JOIN versions v ON v.id = j.value"
        " JOIN articles a ON a.id = v.article"
    )
    return {int(row): str(key) for row, key in db.execute(sql, (json.dumps(versions),))}
