"""Which statements of different articles are of the same words: three rules on PolNeAR's own articles.

    python benchmarks/grouping.py TRAIN.jsonl.gz DEV.jsonl.gz [--accounts FILE] [--show all|missed]
        [--verdicts benchmarks/grouping.json]

All articles are read and put in one record. A pair is two statements of different articles with a quoted
stretch of four words or more each. Exact key (Quotebank's rule): a stretch of the same words, by speakers
who may be one. MinHash: 128 permutations over runs of four words, similarity of 0.5 or more, whoever
speaks. Ours: one utterance in the record. Printed are the pairs that each finds, what they have in common,
and what of ours was right of 100 pairs that somebody read: drawn from all, and from those that the exact
key misses. The verdicts are kept by a hash of the pair, without any text; `--show` prints the pairs of a
draw to be read. `--accounts` keeps what was read of the articles, for the next run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from documents import Row, load_rows
from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.pipeline import read_article
from onrecord.record import Store
from onrecord.record.speakers import Claim, compatible
from onrecord.record.stretches import QUOTED_FORMS
from onrecord.record.wordings import SHINGLE, normal_words, shingle_hashes
from onrecord.values import Account, HeldStatement, Speaker

PERMUTATIONS = 128
LEAST_SIMILARITY = 0.5
DRAWN = 100
_PRIME = (1 << 61) - 1

Pair = tuple[int, int]
"""Two statements by their number, the lesser first."""


@dataclass(frozen=True)
class Said:
    """One statement with the words of its stretches."""

    held: HeldStatement
    stretches: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> str:
        """All its quoted words, as they are compared."""
        return " / ".join(" ".join(words) for words in self.stretches)


def read_accounts(rows: Iterable[Row], kept: Path | None) -> list[Account]:
    """What the pipeline reads of the articles, or what an earlier run kept."""
    if kept and kept.exists():
        found: list[Account] = pickle.loads(kept.read_bytes())
        return found
    model = Model.load()
    accounts = [read_row(row, model) for row in rows]
    if kept:
        kept.write_bytes(pickle.dumps(accounts))
    return accounts


def read_row(row: Row, model: Model) -> Account:
    """One article with its outlet and day."""
    day = date.fromisoformat(row["date"]) if row.get("date") else None
    article = article_from_text(row["text"], key=row["id"])
    return read_article(replace(article, outlet=row.get("publisher"), published=day), model)


def said_in(store: Store) -> list[Said]:
    """The statements with a quoted stretch that is long enough, in the order of the record."""
    found = []
    for held in store.statements():
        base = min(span.start for span in held.statement.content)
        spans = held.statement.quoted or held.statement.content
        texts = [held.text[span.start - base : span.end - base] for span in spans]
        words = tuple(w for w in map(normal_words, texts) if len(w) >= SHINGLE)
        if words and held.statement.form in QUOTED_FORMS:
            found.append(Said(held, words))
    return found


# --- the three rules ------------------------------------------------------------------------------------


def pairs_of(groups: Iterable[Sequence[int]], said: Sequence[Said]) -> set[Pair]:
    """Every two statements of a group that stand in different articles."""
    return {
        (min(pair), max(pair))
        for group in groups
        for pair in combinations(sorted(set(group)), 2)
        if said[pair[0]].held.article.key != said[pair[1]].held.article.key
    }


def exact_pairs(said: Sequence[Said]) -> set[Pair]:
    """A stretch of the same words, by speakers who may be one."""
    same = grouped(said, lambda each: each.stretches)
    return {pair for pair in pairs_of(same, said) if may_be_one(*(said[n].held for n in pair))}


def may_be_one(one: HeldStatement, other: HeldStatement) -> bool:
    """Whether two speakers may be one: names that agree, or a name that is not known."""
    claims = [_claim(held.statement.speaker) for held in (one, other)]
    return any(claim.name is None for claim in claims) or compatible(*claims)


def _claim(speaker: Speaker) -> Claim:
    return Claim(speaker.name, speaker.kind)


def our_pairs(said: Sequence[Said]) -> set[Pair]:
    """One utterance in the record."""
    return pairs_of(grouped(said, lambda each: [each.held.utterance]), said)


def grouped(
    said: Sequence[Said], keys: Callable[[Said], Iterable[object]]
) -> Iterable[Sequence[int]]:
    """The statements by each of the keys that they have."""
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for number, each in enumerate(said):
        for key in keys(each):
            groups[key].append(number)
    return groups.values()


def minhash_pairs(said: Sequence[Said], seed: int = 1) -> set[Pair]:
    """Stretches whose sketches agree in half of all places; only those that share a run are compared."""
    stretches = [(number, words) for number, each in enumerate(said) for words in each.stretches]
    hashes = [shingle_hashes(words) for _, words in stretches]
    sketches = [sketch(each, seed) for each in hashes]
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for place, own in enumerate(hashes):
        for number in own:
            holders[number].append(place)
    near = {pair for places in holders.values() for pair in combinations(places, 2)}
    alike = [
        (stretches[a][0], stretches[b][0])
        for a, b in near
        if float(np.mean(sketches[a] == sketches[b])) >= LEAST_SIMILARITY
    ]
    return pairs_of(alike, said)


def sketch(hashes: Sequence[int], seed: int) -> NDArray[np.uint64]:
    """The least value of each permutation over the shingles: `PERMUTATIONS` numbers.

    >>> one, other = sketch(range(100), 1), sketch(range(50, 150), 1)
    >>> 0.2 < float(np.mean(one == other)) < 0.45  # a third of all are common
    True
    """
    random = Random(seed)
    steps = [(random.randrange(1, _PRIME), random.randrange(_PRIME)) for _ in range(PERMUTATIONS)]
    least = [min((a * each + b) % _PRIME for each in hashes) for a, b in steps]
    return np.array(least, dtype=np.uint64)


# --- what somebody read ---------------------------------------------------------------------------------


def name_of(pair: Pair, said: Sequence[Said]) -> str:
    """A hash that stands for a pair: of the articles and the words, so that no text need be kept."""
    ends = sorted(f"{said[n].held.article.key}\0{said[n].words}" for n in pair)
    return hashlib.sha256("\0".join(ends).encode()).hexdigest()[:16]


def draw(pairs: Iterable[Pair], said: Sequence[Said]) -> dict[str, Pair]:
    """The pairs whose hash is least, by hash."""
    named = {name_of(pair, said): pair for pair in pairs}
    return {name: named[name] for name in sorted(named)[:DRAWN]}


def show(drawn: dict[str, Pair], said: Sequence[Said]) -> None:
    """Prints each pair for somebody to read."""
    for name, pair in drawn.items():
        print(name)
        for held in (said[number].held for number in pair):
            speaker = held.statement.speaker
            told = " ".join(held.text.split())
            print(f"  {held.article.published} {speaker.name or speaker.kind} | {told}")


def print_share(label: str, drawn: dict[str, Pair], verdicts: dict[str, bool]) -> None:
    """How many of a draw were read, and the share that is right."""
    read = [verdicts[name] for name in drawn if name in verdicts]
    share = f"{100 * sum(read) / len(read):.1f} % right" if read else "none read"
    print(f"{label}: {len(drawn)} drawn, {len(read)} read, {share}")


def print_counts(found: dict[str, set[Pair]]) -> None:
    """The pairs that each rule finds, and those that each combination finds and no other rule."""
    for name, pairs in found.items():
        print(f"{name:12} {len(pairs):6} pairs")
    every = set().union(*found.values())
    by_rules: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for pair in every:
        by_rules[tuple(name for name, pairs in found.items() if pair in pairs)] += 1
    for rules, count in sorted(by_rules.items()):
        print(f"  only {' + '.join(rules):32} {count:6}")


def read_options() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--accounts", type=Path, help="keep what was read here")
    parser.add_argument("--show", choices=["all", "missed"], help="print a draw to be read")
    parser.add_argument("--verdicts", type=Path, default=Path(__file__).with_name("grouping.json"))
    return parser.parse_args()


def main() -> None:
    """Finds the pairs, prints the counts and the shares."""
    given = read_options()
    rows = [row for path in given.data for row in load_rows(path)]
    with Store.open(":memory:") as store:
        for account in read_accounts(rows, given.accounts):
            store.add(account)
        said = said_in(store)
    found = {
        "exact key": exact_pairs(said),
        "MinHash": minhash_pairs(said),
        "ours": our_pairs(said),
    }
    draws = {
        "all": draw(found["ours"], said),
        "missed": draw(found["ours"] - found["exact key"], said),
    }
    if given.show:
        show(draws[given.show], said)
        return
    print(f"{len(rows)} articles, {len(said)} statements with a quoted stretch of {SHINGLE} words")
    print_counts(found)
    verdicts = json.loads(given.verdicts.read_text("utf-8")) if given.verdicts.exists() else {}
    for label, drawn in draws.items():
        print_share(f"ours, from {label}", drawn, verdicts)


if __name__ == "__main__":
    main()
