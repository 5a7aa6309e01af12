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
from collections.abc import Iterable, Iterator, Sequence
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
STOCK = 20
"""What more articles share than are read is stock: where one has all, sharing only such says little."""
SLACK = 1e-6
"""Sums of the same weights in another order may differ by so much."""
PHRASES = 4
"""Three-word phrases of a question looked up in the full text, those that say most."""
PHRASE = 3
_OMISSION = re.compile(r"\[\s*(?:…|\.{3})\s*\]|…|\.{3}")
_COUNTS = (
    "SELECT j.value, (SELECT COUNT(*) FROM"
    " (SELECT 1 FROM article_shingles WHERE hash = j.value LIMIT ?2)) FROM json_each(?1) j"
)
_HOLDERS = (
    "SELECT s.hash, s.version FROM json_each(?) j CROSS JOIN article_shingles s ON s.hash = j.value"
)
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
    """What versions share with a question: the rarer, the more.

    `rarest` is the weight of the rarest that each shares, `whole` what its source shares at least, 0 where
    nothing is sure.
    """

    weights: dict[int, float]
    rarest: dict[int, float]
    whole: float = 0.0

    def plus(self, other: Shared) -> Shared:
        """What versions share in two ways."""
        weights, rarest = dict(self.weights), dict(self.rarest)
        for row, weight in other.weights.items():
            weights[row] = weights.get(row, 0.0) + weight
            rarest[row] = max(rarest.get(row, 0.0), other.rarest[row])
        return Shared(weights, rarest, self.whole + other.whole)

    def worth_reading(self) -> dict[int, float]:
        """Those that may be the source, its copies or variants of its words.

        Whose sum is what the source shares may have all of the words. Where there is such a one, others
        that share little of it, or only stock phrases, are left out.
        """
        if not self.whole:
            return self.weights
        able = [row for row, weight in self.weights.items() if weight >= self.whole - SLACK]
        if not able:
            return self.weights
        least = min(self.whole, COPY_PART * max(self.weights[row] for row in able))
        rare = min(_weight(STOCK), *(self.rarest[row] for row in able))
        return {
            row: weight
            for row, weight in self.weights.items()
            if weight >= least - SLACK and self.rarest[row] >= rare
        }


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
    if all(len(run) <= SURE_RUN for run in runs):
        shared = shared.plus(_share_phrases(db, runs))
    return _rank(db, shared, limit, without)


def heads_with_phrases(
    db: sqlite3.Connection, text: str, limit: int, without: str = ""
) -> tuple[ArticleHead, ...]:
    """The current articles whose text holds three words on end of those that say most, best first."""
    return _rank(db, _share_phrases(db, runs_of(text)), limit, without)


def heads_with_most(
    db: sqlite3.Connection, words: Sequence[str], limit: int, without: str = ""
) -> tuple[ArticleHead, ...]:
    """The current articles with a statement that has all of a few words but one, best first."""
    asked = [question for word in words if (question := match_any([word]))]
    asked = [" AND ".join(part) for part in itertools.combinations(asked, max(1, len(asked) - 1))]
    found = _find_all(db, _STATED_SQL, asked)
    return _rank(db, _weigh(_pairs(found), whole=0.0), limit, without)


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
    asked, spent = {}, 0
    counts = db.execute(_COUNTS, (json.dumps(sorted(numbers)), POSTINGS + 1))
    for holders, number in sorted((int(count), int(number)) for number, count in counts):
        if spent and spent + holders > POSTINGS:
            break
        spent += holders
        asked[number] = _weight(holders)
    held = db.execute(_HOLDERS, (json.dumps(list(asked)),))
    whole = sum(weight for number, weight in asked.items() if number in sure)
    return _weigh(((version, asked[number]) for number, version in held), whole)


def _share_phrases(db: sqlite3.Connection, runs: Sequence[Sequence[str]]) -> Shared:
    """What each version shares of the phrases that say most; who has the words unchanged has all of them."""
    phrases = [phrase for run in runs for phrase in telling_phrases(run)]
    asked = [question for each in phrases if (question := match_any([each]))]
    found = _find_all(db, _PHRASES_SQL, asked[: 2 * PHRASES])
    return _weigh(_pairs(found), whole=sum(_weight(len(versions)) for versions in found))


def _pairs(found: Iterable[Sequence[int]]) -> Iterator[tuple[int, float]]:
    """Each version with the weight of each thing that it holds, given those that hold it."""
    for versions in found:
        weight = _weight(len(versions))
        yield from ((version, weight) for version in versions)


def _find_all(db: sqlite3.Connection, sql: str, asked: Sequence[str]) -> list[list[int]]:
    """The versions that answer each question; of one that everything answers only if there is no other."""
    found = [[int(row[0]) for row in db.execute(sql, (each, POSTINGS + 1))] for each in asked]
    rare = [versions for versions in found if len(versions) <= POSTINGS]
    if any(rare) or len(rare) == len(found):
        return rare
    common = next(each for each, had in zip(asked, found, strict=True) if len(had) > POSTINGS)
    return [[int(row[0]) for row in db.execute(sql, (common, -1))]]


def _weigh(held: Iterable[tuple[int, float]], whole: float) -> Shared:
    """What versions share, given each with the weight of a thing that it holds."""
    weights: dict[int, float] = {}
    rarest: dict[int, float] = {}
    for row, weight in held:
        weights[row] = weights.get(row, 0.0) + weight
        rarest[row] = max(rarest.get(row, 0.0), weight)
    return Shared(weights, rarest, whole)


def _weight(holders: int) -> float:
    """What sharing a shingle with so many articles is worth: two stock ones are not a rare one."""
    return math.log1p(MANY / max(1, holders)) ** 2


def _rank(
    db: sqlite3.Connection, shared: Shared, limit: int, without: str
) -> tuple[ArticleHead, ...]:
    """The articles that share most, by key where two share as much, one version left out."""
    heads = _heads_of(db, _best(shared, limit))
    out = [row for row, head in heads.items() if head.version == without]
    if out:
        kept = {row: weight for row, weight in shared.weights.items() if row not in out}
        shared = Shared(kept, shared.rarest, shared.whole)
        heads = _heads_of(db, _best(shared, limit))
    ranked = sorted(heads.items(), key=lambda item: (-shared.weights[item[0]], item[1].key))
    return tuple(head for _, head in ranked[:limit])


def _best(shared: Shared, limit: int) -> list[int]:
    """The versions that share most, as many as are asked for and those that share as much as the last."""
    weights = shared.worth_reading()
    least = sorted(weights.values(), reverse=True)[:limit][-1:]
    return [row for row, weight in weights.items() if weight >= least[0]]


def _heads_of(db: sqlite3.Connection, versions: Sequence[int]) -> dict[int, ArticleHead]:
    """The heads of some versions."""
    found = db.execute(_HEADS, (json.dumps(versions),))
    return {int(row): rows.as_head(tuple(head)) for row, *head in found}
