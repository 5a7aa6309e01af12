"""Whether the venue of a statement is the one that its passage names, on passages with a gold venue.

    python benchmarks/venues.py benchmarks/occasions/venues.jsonl [...] [--wrong]

Each row is read as `onrecord read` does, with its date of publication; of the statements found, the one that
shares most words with the row's `words` answers, if it has half of them. Its medium, outlet, programme and
interviewer are compared with the gold ones, names without a leading article, a possessive ending and case.
For each field:

- precision: of those that we fill, how many are right; recall: of those that the passage tells.
- F1 of the two; a statement that was not found fills nothing, so that what is told of it is missed.
- "in vain": how many we fill where the passage tells none.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from documents import WORD
from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.pipeline import read_article
from onrecord.values import Occasion, Statement

Row = dict[str, Any]
FIELDS = ("medium", "outlet", "programme", "interviewer")
ENOUGH = 0.5  # the share of a row's words that a statement must have to answer for it
_ARTICLE = re.compile(r"^(?:the|an?)\s+")


@dataclass(frozen=True)
class Outcome:
    """One row, whether its statement was found, and the occasion of that statement."""

    row: Row
    found: bool
    occasion: Occasion

    def pair(self, field: str) -> tuple[str | None, str | None]:
        """What the passage tells of one field and what we say, in the form they are compared in."""
        return plain(self.row[field]), plain(getattr(self.occasion, field))

    @property
    def right(self) -> bool:
        """Whether the statement was found and all four fields are as told."""
        return self.found and all(gold == ours for gold, ours in map(self.pair, FIELDS))


def plain(name: str | None) -> str | None:
    """A name as it is compared.

    >>> plain("The Larkmoor Gazette’s")
    'larkmoor gazette'
    """
    if name is None:
        return None
    words = re.sub(r"[^\w!&+]+", " ", re.sub(r"[’']s?$", "", name.strip())).strip().lower()
    return _ARTICLE.sub("", words)


def load_set(path: Path) -> list[Row]:
    """The rows of a set, a JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def read_rows(rows: list[Row], model: Model) -> Iterator[Outcome]:
    """Each row as read with its own date of publication."""
    for row in rows:
        published = date.fromisoformat(row["published"]) if row["published"] else None
        article = replace(article_from_text(row["text"], key=row["id"]), published=published)
        statement = answering(row, read_article(article, model).statements)
        yield Outcome(row, statement is not None, statement.occasion if statement else Occasion())


def answering(row: Row, statements: tuple[Statement, ...]) -> Statement | None:
    """The statement that shares most words with the row's, or None where none has half of them.

    Of several, the one with fewest other words: a sentence may report who reported the words.
    """
    wanted = set(WORD.findall(row["words"].lower()))
    best, chosen = (0, 0), None
    for statement in statements:
        words = " ".join(span.of(row["text"]) for span in statement.content).lower()
        has = set(WORD.findall(words))
        score = (len(wanted & has), -len(has - wanted))
        if score[0] >= ENOUGH * len(wanted) and (chosen is None or score > best):
            best, chosen = score, statement
    return chosen


def print_table(outcomes: list[Outcome]) -> None:
    """The figures of each field."""
    found = sum(outcome.found for outcome in outcomes)
    right = sum(outcome.right for outcome in outcomes)
    print(f"{len(outcomes)} rows, {found} statements found, {right} right in all four")
    print(
        f"{'field':14}{'told':>5}{'filled':>8}{'precision':>11}{'recall':>8}{'F1':>7}{'in vain':>9}"
    )
    for field in FIELDS:
        pairs = [outcome.pair(field) for outcome in outcomes]
        told = sum(gold is not None for gold, _ in pairs)
        filled = sum(ours is not None for _, ours in pairs)
        hits = sum(gold is not None and gold == ours for gold, ours in pairs)
        vain = sum(gold is None and ours is not None for gold, ours in pairs)
        shares = (hits / max(1, filled), hits / max(1, told), 2 * hits / max(1, filled + told))
        figures = [f"{100 * share:.1f}" for share in shares]
        print(
            f"{field:14}{told:>5}{filled:>8}{figures[0]:>11}{figures[1]:>8}{figures[2]:>7}{vain:>9}"
        )


def print_wrong(outcomes: list[Outcome]) -> None:
    """The rows that are not right in all, with what we said and why."""
    for outcome in outcomes:
        if outcome.right:
            continue
        row, occasion = outcome.row, outcome.occasion
        print(f"\n{row['id']} {'' if outcome.found else 'NOT FOUND'}  note: {row.get('note')}")
        for field in FIELDS:
            gold, ours = outcome.pair(field)
            if gold != ours:
                print(f"  {field}: {row[field]!r}, ours {getattr(occasion, field)!r}")
        print(f"  {row['text']}\n  words: {row['words']}\n  reason: {occasion.reason}")


def main() -> None:
    """Read the sets named and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list the rows that are not right")
    options = parser.parse_args()
    rows = [row for path in options.sets for row in load_set(path)]
    outcomes = list(read_rows(rows, Model.load()))
    if options.wrong:
        print_wrong(outcomes)
    print_table(outcomes)


if __name__ == "__main__":
    main()
