"""Which articles hold the words that are asked for: by shared shingles, and as phrases of the full text.

`check` asks with a quotation of a draft. The shingles that few articles share say where to look; all of the
quotation's are asked for, of which an article that holds it keeps two in seven. Who has it unchanged can be
told by counting, before any text is read: then articles that share little of it are not named. Shorter
quotations are looked up as phrases of the full text too. Comes after `wordings` and `rows`, before `store`.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.record import rows
from onrecord.record.wordings import (
    SURE_RUN,
    match_any,
    normal_words,
    sampled_hashes,
    shingle_hashes,
)
from onrecord.values import ArticleHead
from onrecord.variants.commonness import EVERYDAY_WEIGHT, word_weight

POSTINGS = 2_000
"""Rows of an index that one question may touch after its rarest shingle or phrase: what stands in
every article costs time and tells nothing. None is read in part, which would favour what was added first."""
MANY = 100_000
"""Articles of a large record: one that holds a shingle alone among them weighs most."""
COPY_PART = 0.15
"""Where an article shares all that the source of a quotation must, one that shares less than this part of it
is neither a copy nor a variant of the words."""
SLACK = 1e-6
"""Sums of the same weights in another order may differ by so much."""
PHRASES = 4
"""Three-word phrases of a question looked up in the full text, those that say most."""
PHRASE = 3
_OMISSION = re.compile(r"\[\s*(?:…|\.{3})\s*\]|…|\.{3}")
_PHRASES_SQL = "SELECT rowid FROM articles_words WHERE articles_words MATCH ? LIMIT ?"
_STATED_SQL = (
    "SELECT DISTINCT s.version FROM statements_words w JOIN statements s ON s.row = w.rowid"
    " WHERE statements_words MATCH ? LIMIT ?"
)
_HEADS = (
    f"SELECT v.id, {rows.HEAD} FROM json_each(?) j JOIN versions v ON v.id = j.value"
    " JOIN articles a ON a.id = v.article"
)


@dataclass(frozen=True, slots=True)
class Shared:
    """What versions share with a question: the rarer, the more; `whole` is what its source shares at least.

    `whole` is 0 where nothing is sure.
    """

    weights: dict[int, float]
    whole: float = 0.0


def heads_with_words(
    db: sqlite3.Connection, text: str, limit: int, without: str = ""
) -> tuple[ArticleHead, ...]:
    """The current articles that share words with the text, those with the rarest first; one version left out.

    Four words or more are looked up as shingles; where no run between omission marks is longer than
    `SURE_RUN`, three on end in the full text too. Longer ones that have no run of `SURE_RUN` words in
    common may need `heads_with_phrases`.
    """
    runs = runs_of(text)
    shared = _share_shingles(db, runs)
    ranked = _rank(db, shared, limit, without)
    if any(len(run) > SURE_RUN for run in runs):
        return ranked
    phrases = heads_with_phrases(db, text, limit, without)
    return tuple(dict.fromkeys((*ranked[: limit // 2], *phrases, *ranked)))[:limit]


def heads_with_phrases(
    db: sqlite3.Connection, text: str, limit: int, without: str = ""
) -> tuple[ArticleHead, ...]:
    """The current articles whose text holds three words on end of those that say most, best first."""
    phrases = [phrase for run in runs_of(text) for phrase in telling_phrases(run)]
    asked = [question for each in phrases if (question := match_any([each]))]
    found = _find_all(db, _PHRASES_SQL, asked[: 2 * PHRASES])
    return _rank(db, Shared(_weigh(found)), limit, without)


def heads_with_most(
    db: sqlite3.Connection, words: Sequence[str], limit: int, without: str = ""
) -> tuple[ArticleHead, ...]:
    """The current articles with a statement that has all of a few words but one, best first."""
    asked = [question for word in words if (question := match_any([word]))]
    asked = [" AND ".join(part) for part in itertools.combinations(asked, max(1, len(asked) - 1))]
    return _rank(db, Shared(_weigh(_find_all(db, _STATED_SQL, asked))), limit, without)


def runs_of(text: str) -> list[tuple[str, ...]]:
    """The normal words of a text between its omission marks, which stand for words of the source.

    >>> runs_of("And who can… better than me?")
    [('and', 'who', 'can'), ('better', 'than', 'me')]
    """
    return [words for part in _OMISSION.split(text) if (words := normal_words(part))]


def telling_phrases(words: Sequence[str]) -> list[str]:
    """Phrases of three words, at most `PHRASES`, the rarest words first; two at least that do not overlap.

    So one of them stands where a word was changed. One of common words alone stands in many articles and
    costs most: it is taken only if there is no other.

    >>> telling_phrases("it has consequences around the world".split())
    ['around the world', 'it has consequences']
    """
    size = min(PHRASE, len(words))
    weights = [word_weight(word) for word in words]
    sums = [sum(weights[at : at + size]) for at in range(len(words) - size + 1)]
    starts = sorted(range(len(sums)), key=lambda at: (-sums[at], at))
    telling = [at for at in starts if max(weights[at : at + size], default=0.0) > EVERYDAY_WEIGHT]
    chosen = _apart(telling, size)
    if len(words) < 2 * PHRASE:
        chosen = telling or starts[:1]
    elif len(words) <= SURE_RUN or len(chosen) < 2:
        pairs = [(one, other) for one in starts for other in starts if other - one >= size]
        best = max(pairs, key=lambda pair: sums[pair[0]] + sums[pair[1]])
        chosen = sorted(best, key=lambda at: (-sums[at], at))
    return [" ".join(words[at : at + size]) for at in chosen[:PHRASES] if size]


def _apart(starts: Iterable[int], size: int) -> list[int]:
    """Of some places those that do not overlap one before."""
    chosen: list[int] = []
    for start in starts:
        if all(abs(start - other) >= size for other in chosen):
            chosen.append(start)
    return chosen


def _share_shingles(db: sqlite3.Connection, runs: Sequence[Sequence[str]]) -> Shared:
    """What each version shares of the shingles of some runs of words."""
    numbers = {number for run in runs for number in shingle_hashes(run)}
    sure = {n for run in runs if len(run) >= SURE_RUN for n in sampled_hashes(run)}
    sql = "SELECT version FROM article_shingles WHERE hash = ?"
    found, spent, whole = [], 0, 0.0
    for holders, number in sorted((_count_holders(db, number), number) for number in numbers):
        if spent and spent + holders > POSTINGS:
            break
        spent += holders
        found.append([int(row[0]) for row in db.execute(sql, (number,))] if holders else [])
        whole += _weight(holders) if number in sure else 0.0
    return Shared(_weigh(found), whole)


def _count_holders(db: sqlite3.Connection, number: int) -> int:
    """How many articles hold a shingle, counted no further than a question may go."""
    row = db.execute(
        "SELECT COUNT(*) FROM (SELECT 1 FROM article_shingles WHERE hash = ? LIMIT ?)",
        (number, POSTINGS + 1),
    ).fetchone()
    return int(row[0])


def _find_all(db: sqlite3.Connection, sql: str, asked: Sequence[str]) -> list[list[int]]:
    """The versions that answer each question; of one that everything answers only if there is no other."""
    found = [[int(row[0]) for row in db.execute(sql, (each, POSTINGS + 1))] for each in asked]
    rare = [versions for versions in found if len(versions) <= POSTINGS]
    if any(rare) or len(rare) == len(found):
        return rare
    common = next(each for each, had in zip(asked, found, strict=True) if len(had) > POSTINGS)
    return [[int(row[0]) for row in db.execute(sql, (common, -1))]]


def _weigh(found: Iterable[Sequence[int]]) -> dict[int, float]:
    """What versions share, given those that hold each shingle or phrase."""
    weights: dict[int, float] = {}
    for versions in found:
        weight = _weight(len(versions))
        for version in versions:
            weights[version] = weights.get(version, 0.0) + weight
    return weights


def _weight(holders: int) -> float:
    """What sharing a shingle with so many articles is worth: two stock ones are not a rare one."""
    return math.log1p(MANY / max(1, holders)) ** 2


def _rank(
    db: sqlite3.Connection, shared: Shared, limit: int, without: str
) -> tuple[ArticleHead, ...]:
    """The articles that share most, by key where two share as much, one version left out."""
    weights = shared.weights
    # One more than asked for: the one left out may be among them.
    least = sorted(weights.values(), reverse=True)[: limit + 1][-1] if weights else 0.0
    asked = [version for version, weight in weights.items() if weight >= least]
    found = [
        (weights[row], rows.as_head(tuple(head)))
        for row, *head in db.execute(_HEADS, (json.dumps(asked),))
        if head[1] != without
    ]
    best = max((weight for weight, _ in found), default=0.0)
    least = COPY_PART * best if 0.0 < shared.whole <= best + SLACK else 0.0
    ranked = sorted(
        (each for each in found if each[0] >= least), key=lambda each: (-each[0], each[1].key)
    )
    return tuple(head for _, head in ranked[:limit])
