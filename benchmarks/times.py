"""Whether the time of a statement is the one that its passage tells, on passages with a gold interval.

    python benchmarks/times.py benchmarks/occasions/times.jsonl benchmarks/occasions/times_gb.jsonl [--wrong]
    python benchmarks/times.py --dates FOLDER

Each row is read as `onrecord read` does, with its date of publication; of the statements found, the one
that shares most words with the row's `words` answers, if it has half of them. Its interval is compared
with the gold's:

- contains: nothing that the words allow is left out; equals: the same days. A row without a gold interval has
  both where we give none; "not after publication" without words for it is none, for it says nothing.
- false precision: ours lies strictly inside the gold's, or we give one where the passage tells none.
- width: the median of days, of the rows where both have a beginning.

All shares are of all rows: a statement that was not found is a miss. `--dates` reads the dates of two public
sets instead (see `dates.py`).
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from dates import print_dates
from documents import Row
from onrecord.language import Model
from onrecord.values import Occasion, Statement
from passages import load_sets, read_rows

Bounds = tuple[date | None, date | None]


@dataclass(frozen=True)
class Outcome:
    """One row, the bounds wanted and found (None: no time), and the occasion that gave them."""

    row: Row
    found: bool
    gold: Bounds | None
    ours: Bounds | None
    occasion: Occasion

    @property
    def contains(self) -> bool:
        """Whether our interval leaves out nothing that the gold one holds."""
        if self.gold is None or self.ours is None:
            return self.found and self.gold == self.ours
        return inside(self.gold, self.ours)

    @property
    def equals(self) -> bool:
        """Whether the two are the same days."""
        return self.found and self.gold == self.ours

    @property
    def too_exact(self) -> bool:
        """Whether ours says more than the passage does."""
        if self.ours is None:
            return False
        return self.gold is None or (self.gold != self.ours and inside(self.ours, self.gold))


def inside(inner: Bounds, outer: Bounds) -> bool:
    """Whether all days of one interval are of the other.

    >>> inside((date(2024, 5, 1), date(2024, 5, 2)), (None, date(2024, 5, 2)))
    True
    """
    begins = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    ends = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return begins and ends


def outcome_of(row: Row, statement: Statement | None) -> Outcome:
    """What the statement that answers for a row says of its time."""
    occasion = statement.occasion if statement else Occasion()
    return Outcome(row, statement is not None, gold_of(row), bounds_of(occasion), occasion)


def gold_of(row: Row) -> Bounds | None:
    """The bounds of the gold interval; None where the passage tells no time."""
    if row["said"] is None:
        return None
    first, last = (date.fromisoformat(row[k]) if row[k] else None for k in ("earliest", "latest"))
    return first, last


def bounds_of(occasion: Occasion) -> Bounds | None:
    """The bounds of an occasion whose time rests on words of the text."""
    told = any(evidence.field == "said" for evidence in occasion.evidence)
    return (occasion.earliest, occasion.latest) if occasion.said and told else None


# --- what is printed ---------------------------------------------------------------------------------


def print_table(outcomes: list[Outcome]) -> None:
    """The figures of all rows, and of each form of English."""
    print(f"{'rows':16}{'n':>5}{'found':>8}{'contains':>10}{'equals':>8}{'too exact':>11}  width")
    groups = {"all": outcomes}
    for form in sorted({outcome.row["form"] for outcome in outcomes}):
        groups[form] = [o for o in outcomes if o.row["form"] == form]
    groups["with a time"] = [o for o in outcomes if o.gold]
    groups["without"] = [o for o in outcomes if not o.gold]
    for name, some in groups.items():
        counts = [sum(getattr(o, field) for o in some) for field in ("found", "contains", "equals")]
        shares = [f"{100 * count / max(1, len(some)):.1f}" for count in counts]
        ours, gold = widths(some)
        exact = sum(outcome.too_exact for outcome in some)
        print(
            f"{name:16}{len(some):>5}{shares[0]:>8}{shares[1]:>10}{shares[2]:>8}{exact:>11}"
            f"  {ours:g} beside {gold:g} days"
        )


def widths(outcomes: list[Outcome]) -> tuple[float, float]:
    """The median width in days of our intervals and of the gold ones, where both are closed."""
    ours, gold = [], []
    for outcome in outcomes:
        days = [width(bounds) for bounds in (outcome.ours, outcome.gold)]
        if days[0] is not None and days[1] is not None:
            ours.append(days[0])
            gold.append(days[1])
    return (median(ours), median(gold)) if ours else (0, 0)


def width(bounds: Bounds | None) -> int | None:
    """The days of a closed interval."""
    if bounds is None or bounds[0] is None or bounds[1] is None:
        return None
    return (bounds[1] - bounds[0]).days + 1


def print_wrong(outcomes: list[Outcome]) -> None:
    """The rows whose interval is another, with what we said and why."""
    for outcome in outcomes:
        if outcome.equals:
            continue
        row, occasion = outcome.row, outcome.occasion
        kind = "not found" if not outcome.found else "wider" if outcome.contains else "wrong"
        kind = "TOO EXACT" if outcome.too_exact else kind
        print(f"\n{row['id']} {kind}: gold {row['said']} ({row['phrase']}), ours {occasion.said}")
        print(f"  published {row['published']}  note: {row.get('note')}")
        print(f"  {row['text']}\n  words: {row['words']}\n  reason: {occasion.reason}")


def main() -> None:
    """Read the sets named and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sets", nargs="*", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list the rows that are not right")
    parser.add_argument("--dates", type=Path, metavar="FOLDER", help="the folder of public sets")
    options = parser.parse_args()
    if options.sets:
        read = read_rows(load_sets(options.sets), Model.load())
        outcomes = [outcome_of(*pair) for pair in read]
        if options.wrong:
            print_wrong(outcomes)
        print_table(outcomes)
    if options.dates:
        print_dates(options.dates)


if __name__ == "__main__":
    main()
