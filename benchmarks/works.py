"""Which works a passage speaks of, and what it says of them, on short passages with a gold answer.

    python benchmarks/works.py [benchmarks/works/rows.jsonl] [--held-back] [--wrong FIELD] [--by-genre]

Each row is read as `onrecord read` does, with its date of publication. For each field precision, recall
and F1 over all rows:

- title: the works of a passage by their titles, a leading article and case aside; namesakes count once.
- mention: places of titles; ours is right if it is the gold place, a leading article aside.
- kind: share of the titles found whose kind is right; a song or podcast may be "other" or what is nearest.
- year, maker (job and name), cast (name), pair (name and role), distributor: right only on the right title.
  An author, writer, artist or creator may be told as either; who is wrongly named counts against precision.
- showing: the days of a release, premiere or run, the whole interval.

A fifth of the rows, by a hash of their ids, is held back: scored with `--held-back`, without single errors.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from documents import Row
from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.pipeline import read_article
from onrecord.values import Account, Fact, Work
from onrecord.works.names import plain_title
from onrecord.works.showing_days import find_days, words_around
from passages import load_sets

ROWS = Path(__file__).parent / "works" / "rows.jsonl"
FIELDS = ("title", "mention", "year", "maker", "cast", "pair", "distributor", "showing")
JOBS = {"author": "writer", "artist": "writer", "creator": "writer"}
"""Jobs that are one to us: who wrote a book, made a song or created a series."""
MAKERS = ("director", "creator", "writer", "composer", "producer", "editor", "cinematographer")
SHOWINGS = ("released", "premiere", "showing")
KINDS = {"song": ("album", "other"), "podcast": ("series", "other")}
HELD_BACK = 5  # one row in so many

Claim = tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """One row: what it tells and what we say, by field."""

    row: Row
    gold: dict[str, frozenset[Claim]]
    ours: dict[str, frozenset[Claim]]
    kinds: tuple[bool, ...]


def is_held_back(row: Row) -> bool:
    """Whether a row is of the fifth that is not looked at."""
    return int(hashlib.sha256(row["id"].encode()).hexdigest()[:8], 16) % HELD_BACK == 0


def read_row(row: Row, model: Model) -> Outcome:
    """What we say of one passage, beside what it tells."""
    published = date.fromisoformat(row["published"])
    article = replace(article_from_text(row["text"], key=row["id"]), published=published)
    account = read_article(article, model)
    kinds = {plain_title(work["title"]): work["kind"] for work in row["works"]}
    right = (
        work.kind in KINDS.get(kinds[plain_title(work.title)], (kinds[plain_title(work.title)],))
        for work in account.works
        if plain_title(work.title) in kinds
    )
    return Outcome(row, group(gold_claims(row)), group(our_claims(account)), tuple(right))


def group(claims: Iterable[tuple[str, Claim]]) -> dict[str, frozenset[Claim]]:
    """Claims by field."""
    found: dict[str, set[Claim]] = defaultdict(set)
    for field, claim in claims:
        found[field].add(claim)
    return {field: frozenset(found[field]) for field in FIELDS}


def gold_claims(row: Row) -> Iterator[tuple[str, Claim]]:
    """What a row tells."""
    for work in row["works"]:
        title = plain_title(work["title"])
        yield "title", (title,)
        for start, end in work["mentions"]:
            yield "mention", place_of(row["text"], start, end)
        if work["year"]:
            yield "year", (title, str(work["year"]))
        for person in work["people"]:
            yield "maker", (title, JOBS.get(person["job"], person["job"]), plain(person["name"]))
        for player in work["cast"]:
            yield "cast", (title, plain(player["name"]))
            if player["role"]:
                yield "pair", (title, plain(player["name"]), plain(player["role"]))
        if work["distributor"]:
            yield "distributor", (title, plain(work["distributor"]))
        for showing in work["showings"]:
            yield "showing", (title, showing["earliest"], showing["latest"])


def our_claims(account: Account) -> Iterator[tuple[str, Claim]]:
    """What we say."""
    for work in account.works:
        title = plain_title(work.title)
        yield "title", (title,)
        for span in work.mentions:
            yield "mention", place_of(account.article.text, span.start, span.end)
        for fact in work.facts:
            yield from fact_claims(fact, work, account)


def fact_claims(fact: Fact, work: Work, account: Account) -> Iterator[tuple[str, Claim]]:
    """What one fact says."""
    title = plain_title(work.title)
    if fact.name == "year":
        yield "year", (title, fact.value)
    elif fact.name in MAKERS:
        yield "maker", (title, JOBS.get(fact.name, fact.name), plain(fact.value))
    elif fact.name == "cast":
        yield "cast", (title, plain(fact.value))
        if fact.role:
            yield "pair", (title, plain(fact.value), plain(fact.role))
    elif fact.name == "distributor":
        yield "distributor", (title, plain(fact.value))
    elif fact.name in SHOWINGS and account.article.published:
        words = words_around(account.article.text, fact.span)
        days = find_days(words, fact.value, account.article.published)
        if days:
            yield "showing", (title, days.earliest.isoformat(), days.latest.isoformat())


def place_of(text: str, start: int, end: int) -> Claim:
    """A place without the article that a title may begin with."""
    article = re.match(r"(?:the|an?) ", text[start:end], re.IGNORECASE)
    return (str(start + (article.end() if article else 0)), str(end))


def plain(name: str) -> str:
    """A name or role as it is compared.

    >>> plain("the Widow"), plain("Sgt. Pike’s")
    ('widow', 'sgt pike')
    """
    words = re.sub(r"[^\w&+]+", " ", re.sub(r"[’']s$", "", name)).strip().lower()
    return re.sub(r"^(?:the|an?|his|her|its|their) ", "", words)


def print_table(outcomes: Sequence[Outcome]) -> None:
    """The figures of each field."""
    kinds = [kind for outcome in outcomes for kind in outcome.kinds]
    share = 100 * sum(kinds) / max(1, len(kinds))
    print(f"{len(outcomes)} rows; kind right in {share:.1f} of {len(kinds)} titles found")
    print(f"{'field':14}{'told':>5}{'filled':>8}{'precision':>11}{'recall':>8}{'F1':>7}")
    for field in FIELDS:
        told = sum(len(outcome.gold[field]) for outcome in outcomes)
        filled = sum(len(outcome.ours[field]) for outcome in outcomes)
        hits = sum(len(outcome.gold[field] & outcome.ours[field]) for outcome in outcomes)
        shares = (hits / max(1, filled), hits / max(1, told), 2 * hits / max(1, told + filled))
        figures = "".join(f"{100 * s:>{w}.1f}" for s, w in zip(shares, (11, 8, 7), strict=True))
        print(f"{field:14}{told:>5}{filled:>8}{figures}")


def print_genres(outcomes: Sequence[Outcome]) -> None:
    """Titles found and wrongly found by genre of row."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        gold, ours = outcome.gold["title"], outcome.ours["title"]
        counts[outcome.row["genre"]].update(
            told=len(gold), right=len(gold & ours), wrong=len(ours - gold)
        )
    for genre, count in sorted(counts.items()):
        print(
            f"{genre:14}{count['told']:>5} told{count['right']:>5} right{count['wrong']:>5} wrong"
        )


def print_wrong(outcomes: Sequence[Outcome], field: str) -> None:
    """The rows in which one field is not as told."""
    for outcome in outcomes:
        gold, ours = outcome.gold[field], outcome.ours[field]
        if gold != ours:
            print(f"{outcome.row['id']} {outcome.row['genre']}: {outcome.row['text']}")
            print("   missed", sorted(gold - ours), "   wrong", sorted(ours - gold))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", type=Path, default=[ROWS])
    parser.add_argument("--held-back", action="store_true", help="the fifth that is held back")
    parser.add_argument("--wrong", choices=FIELDS, help="print the rows in which a field is wrong")
    parser.add_argument("--by-genre", action="store_true")
    given = parser.parse_args()
    if given.held_back and given.wrong:
        parser.error("the single errors of the rows held back are not looked at")
    rows = [row for row in load_sets(given.sets) if is_held_back(row) == given.held_back]
    model = Model.load()
    outcomes = [read_row(row, model) for row in rows]
    print_table(outcomes)
    if given.by_genre:
        print_genres(outcomes)
    if given.wrong:
        print_wrong(outcomes, given.wrong)


if __name__ == "__main__":
    main()
