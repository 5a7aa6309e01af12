"""What it costs to add the n-th article that holds three quotations which all articles before it copy.

    python benchmarks/copied.py [--counts 100 200 500 1000 2000] [--seed 1] [--verbatim]
        [--joining]

Every article is of invented coverage: three quotations of one speaker, each in full, cut or with a word
exchanged by a draw, on days of half a year. Printed is the CPU of adding one article, in milliseconds, as
the median of the 25 articles before each count: joining its words with those of others, settling who is
who and what was said on one occasion, and all; then how many wordings and links the record keeps.
Everything is in one record in memory. With `--verbatim` all quotations are in full; with `--joining` nobody
is settled, which takes most of the time of a long run.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from statistics import median
from typing import Any

from onrecord.record import Store, store
from onrecord.values import Account, Article, Person, Span, Speaker, Statement

QUOTATIONS = (
    "the whole pier was burned in a single night so that nobody could ever walk back along it",
    "we had eleven months and four countries to find a keeper who could bear the light",
    "I told the harbour board that the bell belongs to whoever is still listening for it",
)
EXCHANGED = ("harbour", "single", "countries", "listening", "burned", "keeper")
SPEAKER = Speaker("Lena Okafor", "person", "named", 0.97)
LEAST_CUT = 7
SHARES = (0.6, 0.3, 0.1)
"""In full, cut, with a word exchanged."""
VERBATIM = (1.0, 0.0, 0.0)
LAST = 25
"""Articles before each count that are timed."""
PARTS = {
    "joining": ("index_stretches", "join_utterances"),
    "people": ("settle_people", "settle_occasions"),
}
"""Functions that `store` calls when an article is added."""


@dataclass
class Clock:
    """Seconds of CPU by part."""

    spent: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def running(self, part: str) -> Iterator[None]:
        """Count the block to a part."""
        begun = time.process_time()
        yield
        self.spent[part] = self.spent.get(part, 0.0) + time.process_time() - begun

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, counted to a part."""

        def run(*values: Any, **named: Any) -> Any:
            with self.running(part):
                return function(*values, **named)

        return run


def watch(clock: Clock) -> None:
    """Count what `store` calls to the parts."""
    for part, names in PARTS.items():
        for name in names:
            if hasattr(store, name):
                setattr(store, name, clock.timed(part, getattr(store, name)))


def leave_people_out() -> None:
    """Have `store` settle nobody."""
    for name in PARTS["people"]:
        setattr(store, name, lambda *_: frozenset())


def copied(words: str, rng: Random, shares: Sequence[float] = SHARES) -> str:
    """A quotation as an article prints it.

    >>> copied(QUOTATIONS[0], Random(3))
    'the whole pier was burned in a single night so that nobody could ever walk back along it'
    """
    parts = words.split()
    (how,) = rng.choices(("full", "cut", "altered"), shares)
    if how == "cut":
        first = rng.randrange(len(parts) - LEAST_CUT)
        return " ".join(parts[first : rng.randrange(first + LEAST_CUT, len(parts)) + 1])
    if how == "altered":
        at = rng.randrange(1, len(parts) - 1)
        parts[at] = rng.choice(EXCHANGED)
    return " ".join(parts)


def make_account(number: int, rng: Random, shares: Sequence[float] = SHARES) -> Account:
    """The n-th article with its three quotations."""
    text = f"Report {number}."
    statements = []
    for words in QUOTATIONS:
        told = copied(words, rng, shares)
        start = len(text) + len(" She said: “")
        text += f" She said: “{told}.”"
        span = Span(start, start + len(told))
        name = hashlib.sha256(f"{number} {start}".encode()).hexdigest()[:12]
        whole = Span(start - 1, span.end + 2)
        statements.append(Statement(name, "direct", "speech", (whole,), (span,), speaker=SPEAKER))
    day = date(2024, 1, 1) + timedelta(days=rng.randrange(180))
    article = Article(f"{number}.txt", f"v{number}", text, published=day)
    people = (Person(SPEAKER.name or "", "person"),)
    return Account(article, tuple(statements), people=people)


def measure(counts: list[int], seed: int, shares: Sequence[float]) -> Iterator[dict[str, float]]:
    """A row of figures for each count."""
    rng = Random(seed)
    clock = Clock()
    watch(clock)
    with Store.open(":memory:") as held:
        rows: list[dict[str, float]] = []
        for number in range(1, max(counts) + 1):
            account = make_account(number, rng, shares)
            clock.spent = {}
            with clock.running("all"):
                held.add(account)
            rows.append(clock.spent)
            if number in counts:
                last = rows[-LAST:]
                parts = {part: 1000 * median(r.get(part, 0.0) for r in last) for part in last[-1]}
                yield {"n": number, **parts, **count_kept(held)}


def count_kept(held: Store) -> dict[str, float]:
    """How many wordings and links a record keeps."""
    sql = "SELECT name FROM sqlite_schema WHERE name IN ('wordings', 'links')"
    db = held._db
    tables = [str(row[0]) for row in db.execute(sql).fetchall()]
    return {t: db.execute(f"SELECT COUNT(*) FROM {t}").fetchone()[0] for t in sorted(tables)}


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 200, 500, 1000, 2000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbatim", action="store_true", help="all quotations in full")
    parser.add_argument("--joining", action="store_true", help="leave out who is who")
    given = parser.parse_args()
    if given.joining:
        leave_people_out()
    for row in measure(given.counts, given.seed, VERBATIM if given.verbatim else SHARES):
        told = " · ".join(f"{name} {value:,.4g}" for name, value in row.items())
        print(told, flush=True)


if __name__ == "__main__":
    main()
