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
import re
from dataclasses import dataclass
from pathlib import Path

from documents import Row
from onrecord.language import Model
from onrecord.values import Occasion, Statement
from passages import load_sets, read_rows

FIELDS = ("medium", "outlet", "programme", "interviewer")
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


def outcome_of(row: Row, statement: Statement | None) -> Outcome:
    """What the statement that answers for a row says of its venue."""
    return Outcome(row, statement is not None, statement.occasion if statement else Occasion())


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
    outcomes = [outcome_of(*pair) for pair in read_rows(load_sets(options.sets), Model.load())]
    if options.wrong:
        print_wrong(outcomes)
    print_table(outcomes)


if __name__ == "__main__":
    main()
