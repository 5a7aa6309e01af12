"""Quoted words as the record keeps them: one wording for all statements of the same words and name.

A marked stretch of a statement points to its wording: the words as they are compared, with the marks that a
comparison heeds, and the name of who is said to have said them. A quotation that a thousand articles copy is
one wording with a thousand stretches, so that whatever is compared is compared once. Comes after
`variants`, before `neighbours`, which finds wordings that share words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b

from onrecord.record.speakers import Claim, name_parts
from onrecord.record.wordings import SHINGLE, normal_words
from onrecord.values import Speaker, Statement
from onrecord.variants import Wording, read_wording
from onrecord.variants.commonness import total_weight
from onrecord.variants.comparison import is_distinctive

QUOTED_FORMS = ("direct", "mixed", "turn")
SURE_WORDS = 6
"""Speakers that are not known join on equal words only, and on so many of them: shorter ones are
stock phrases ("we did our best today")."""
LIGHT_WEIGHT = 5.0
"""Words that weigh less (`variants.commonness`) are said again on other days ("we're going to build a
wall", "do the right thing"). Read by eye: `benchmarks/grouping.py`."""
MONTH = 31
BODIES = ("organisation", "group")

_SIZE_BITS, _ORDER_BITS = 20, 42
_MOST_WORDS = (1 << _SIZE_BITS) - 1
_COLUMNS = "w.row, w.text, w.name, w.kind, w.words, w.rank"


@dataclass(frozen=True, slots=True)
class KeptWording:
    """One wording of the record. `rank` puts the fuller before its parts, the fuller name before the barer.

    `words` is a hash of the words alone, whoever said them; `row` is 0 until it is kept.
    """

    row: int
    text: str
    name: str
    kind: str
    words: int
    rank: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The normal words."""
        return stretch_words(self.text)

    @property
    def weight(self) -> float:
        """What the words are worth as evidence."""
        return _weight(self.text)

    @property
    def is_plain(self) -> bool:
        """Whether somebody may say the words again on another day."""
        return self.weight < LIGHT_WEIGHT

    @property
    def is_bare(self) -> bool:
        """Whether several people may bear the name: a surname, an initial with it, or none at all."""
        parts = self.name.split()
        return len(parts) < 2 or len(parts[0]) == 1

    @property
    def claim(self) -> Claim:
        """Who is said to have said it, without days."""
        return Claim(self.name or None, "organisation" if self.kind == "body" else self.kind)


@dataclass(frozen=True, slots=True)
class Days:
    """When words were said and printed (ISO days), and where they were said, as far as an article tells."""

    published: str | None = None
    earliest: str | None = None
    latest: str | None = None
    venue: str = ""

    @property
    def said(self) -> tuple[str | None, str | None]:
        """The days between which it was said, if they are told to a month; else the day of publication.

        >>> Days("2025-12-19", "2025-09-01", "2025-09-30").said
        ('2025-09-01', '2025-09-30')
        """
        if self.earliest and self.latest and _is_month(self.earliest, self.latest):
            return self.earliest, self.latest
        return self.published, self.published


def _is_month(earliest: str, latest: str) -> bool:
    apart = date.fromisoformat(latest) - date.fromisoformat(earliest)
    return apart <= timedelta(days=MONTH)


@dataclass(frozen=True, slots=True)
class Node:
    """What is one without further evidence: a wording; of plain words, a wording on certain days."""

    wording: int
    days: Days | None = None


def level(text: str) -> str:
    """The words as they are compared, with only those marks that tell in a comparison.

    Omissions, brackets, ends of sentences and capitals inside them stay; `variants` reads the same from it
    as from the text.

    >>> level("“[T]he END … of it — all.” We, (too)")
    '[T]he End … of it all. We too'
    """
    wording = read_wording(text)
    bracketed = wording.bracketed
    pieces: list[str] = []
    for number in range(len(wording.words)):
        opens = number in bracketed and number - 1 not in bracketed
        closes = number in bracketed and number + 1 not in bracketed
        word = ("[" if opens else "") + _written(wording, number) + ("]" if closes else "")
        pieces.append(_joint(wording, number) + word)
    return "".join(pieces)


def _written(wording: Wording, number: int) -> str:
    """A word of a wording by its key, with its capital or its own brackets."""
    word = wording.words[number]
    raw = word.span.of(wording.text)
    if number in wording.stems:
        raw = "".join(raw.split())
        opens = "]" in raw and "[" not in raw[: raw.find("]")]
        closes = "[" in raw[raw.find("]") + 1 :]
        return "[" * opens + raw + "]" * closes
    return word.key[:1].upper() + word.key[1:] if number and raw[:1].isupper() else word.key


def _joint(wording: Wording, number: int) -> str:
    """What stands before a word: a space, with an omission mark or the end of a sentence."""
    if not number:
        return ""
    if number in wording.omissions:
        return " … " if number in wording.ends or _is_lower(wording, number) else " …"
    return ". " if number in wording.ends else " "


def _is_lower(wording: Wording, number: int) -> bool:
    return wording.text[wording.words[number].span.start].islower()


@lru_cache(maxsize=8192)
def stretch_words(text: str) -> tuple[str, ...]:
    """The normal words of a stretch; its copies in other articles are the same text."""
    return normal_words(text)


@lru_cache(maxsize=8192)
def _weight(text: str) -> float:
    return total_weight(stretch_words(text))


@lru_cache(maxsize=2048)
def wording_of(text: str, name: str | None, kind: str | None) -> KeptWording | None:
    """The wording of a stretch of somebody's, not yet kept; None where nothing can be joined by it.

    >>> one, other = wording_of("We burned the old pier.", "Lena Okafor", "person"), wording_of(
    ...     "we burned the old pier", "Dr. Lena Okafor", None)
    >>> one == other, wording_of("the old pier", "Okafor", "person")
    (True, None)
    """
    words = normal_words(text)
    sort = "character" if kind == "character" else "body" if kind in BODIES else "person"
    if len(words) < SHINGLE or (name is None and (len(words) < SURE_WORDS or sort == "character")):
        return None
    if not is_distinctive(read_wording(text)):
        return None
    parts = " ".join(name_parts(name)) if name else ""
    plain = level(text)
    known = _number("\0".join((plain, parts, sort)))
    kept = KeptWording(0, plain, parts, sort, hash_words(words), 0)
    barer = 2 if not parts else int(kept.is_bare)
    size = _MOST_WORDS - min(len(words), _MOST_WORDS)
    order = barer << (_ORDER_BITS - 2) | known >> (63 - (_ORDER_BITS - 2))
    return KeptWording(0, plain, parts, sort, kept.words, size << _ORDER_BITS | order)


def hash_words(words: tuple[str, ...]) -> int:
    """A number for some normal words, whoever says them."""
    return _number(" ".join(words))


def _number(text: str) -> int:
    """A hash of a text that fits an SQLite integer."""
    return (
        int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1
    )


# --- rows ------------------------------------------------------------------------------------------------


def find_wording(db: sqlite3.Connection, wording: KeptWording) -> KeptWording | None:
    """The same wording as the record keeps it, if it does."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM wordings w WHERE words = ? AND name = ? AND kind = ? AND text = ?",
        (wording.words, wording.name, wording.kind, wording.text),
    ).fetchall()
    return KeptWording(*rows[0]) if rows else None


def keep_wording(db: sqlite3.Connection, wording: KeptWording) -> KeptWording:
    """The wording with its row, written anew."""
    values = (wording.text, wording.name, wording.kind, wording.words, wording.rank)
    cursor = db.execute(
        "INSERT INTO wordings (text, name, kind, words, rank) VALUES (?, ?, ?, ?, ?)", values
    )
    return KeptWording(int(cursor.lastrowid or 0), *values)


def read_kept(db: sqlite3.Connection, where: str, *values: object) -> list[KeptWording]:
    """The wordings that a condition of ours picks; `w` is the table."""
    sql = f"SELECT {_COLUMNS} FROM wordings w {where}"
    return [KeptWording(*row) for row in db.execute(sql, values).fetchall()]


def quoted_stretches(statement: Statement, text: str) -> Iterator[str]:
    """The marked stretches of a statement's article that are its words."""
    if statement.form in QUOTED_FORMS:
        for span in statement.quoted or statement.content:
            yield span.of(text)


def stretch_wording(text: str, speaker: Speaker) -> KeptWording | None:
    """The wording of a stretch as its article gives it."""
    return wording_of(text, speaker.name, speaker.kind)
