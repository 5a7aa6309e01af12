"""The index of words: full text of articles, and hashed shingles of their words.

A shingle is four normalised words in a row, kept as a number. Of an article's shingles two in seven are
kept: of any six that follow one another the least, so that no run of nine words is without one (winnowing:
Schleimer, Wilkerson and Aiken 2003). The record adds and takes away the shingles in the same
transaction as the article. Comes after `variants`, which normalises the words; `holders` looks words up.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from onrecord.variants.words import split_words

SHINGLE = 4
"""Words in a shingle: fewer are stock phrases, more miss altered quotations."""
WINDOW = 6
"""Shingles that follow one another, of which an article keeps one at least."""
SURE_RUN = SHINGLE + WINDOW - 1
"""Words on end that cannot stand in an article without one of its kept shingles."""


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
