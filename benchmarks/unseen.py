"""Scores pieces that were written by somebody who has not seen the code, against their gold.

    python benchmarks/unseen.py FOLDER [--wrong]

FOLDER holds N-name.txt with N-name.json beside it and SHA256SUMS over them all. A gold statement is found
if one of ours shares at least half of the words of both; speaker, venue and time are judged on those
found. `said` is right if it is the gold's, and held if its interval contains the gold's. `--wrong`
lists what was missed, piece by piece.
"""

from __future__ import annotations

import argparse
import calendar
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from documents import likeness, words_in
from onrecord.facade import Reader
from onrecord.values import Account, Relation, Span, Statement

VENUE = ("medium", "outlet", "programme", "interviewer")
COLUMNS = (
    "found",
    "exact",
    "form",
    "act",
    "speaker",
    *VENUE,
    "said",
    "time held",
    "silent",
    "relations",
)


@dataclass(frozen=True)
class Judged:
    """One judgement: the column, whether it is right, and the words for `--wrong`."""

    column: str
    right: bool
    words: str


def check_sums(folder: Path) -> None:
    """Stops where a file is not the one that was frozen."""
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split(maxsplit=1)
        if hashlib.sha256((folder / name.lstrip("*")).read_bytes()).hexdigest() != digest:
            raise SystemExit(f"{name}: not the file that was frozen")


def places_of(text: str, parts: str | list[str]) -> list[Span]:
    """Where the gold's words stand; parts of a split statement in order."""
    spans, after = [], 0
    for part in [parts] if isinstance(parts, str) else parts:
        start = text.index(part, after)
        after = start + len(part)
        spans.append(Span(start, after))
    return spans


def words_at(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Where the words start that share a character with the spans."""
    return words_in(text, [(span.start, span.end) for span in spans])


def pair_up(
    text: str, gold: list[dict[str, Any]], ours: tuple[Statement, ...]
) -> dict[int, Statement]:
    """Our statement for each gold one that is found, by number, one to one, the likest first."""
    wanted = [words_at(text, places_of(text, g["content"])) for g in gold]
    found = [words_at(text, s.content) for s in ours]
    pairs = sorted(
        ((likeness(w, f), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    taken: dict[int, Statement] = {}
    used: set[int] = set()
    for score, i, j in pairs:
        if score >= 0.5 and i not in taken and j not in used:
            taken[i] = ours[j]
            used.add(j)
    return taken


def judge_statements(account: Account, gold: list[dict[str, Any]]) -> Iterator[Judged]:
    """Every gold statement: found, exact, and what is known of it."""
    text = account.article.text
    pairs = pair_up(text, gold, account.statements)
    for number, wanted in enumerate(gold):
        places = places_of(text, wanted["content"])
        label = " ".join(text[places[0].start : places[-1].end].split())[:90]
        found = pairs.get(number)
        yield Judged("found", found is not None, label)
        if found is not None:
            same = words_at(text, found.content) == words_at(text, places)
            yield Judged("exact", same, f"{label}  -> {[s.of(text) for s in found.content]}")
            yield from judge_facts(found, wanted, label)


def judge_facts(found: Statement, wanted: dict[str, Any], label: str) -> Iterator[Judged]:
    """Form, act, speaker, venue and time of a found statement."""
    occasion = found.occasion
    facts = {
        "form": (found.form, wanted["form"]),
        "act": (found.act, wanted["act"]),
        "speaker": (found.speaker.name, wanted["speaker"]),
        **{key: (getattr(occasion, key), wanted.get(key)) for key in VENUE},
        "said": (occasion.said, wanted.get("said")),
    }
    for column, (ours, gold) in facts.items():
        if ours is None and gold is None and column in (*VENUE, "said"):
            continue
        yield Judged(column, ours == gold, f"{ours!r}, gold {gold!r}: {label}")
    if wanted.get("said"):
        low, high = bounds_of(wanted["said"])
        first, last = occasion.earliest, occasion.latest
        held = (first is None or first <= low) and (last is None or high <= last)
        yield Judged("time held", held, f"{occasion.said!r}, gold {wanted['said']!r}: {label}")


def bounds_of(edtf: str) -> tuple[date, date]:
    """First and last day of an EDTF interval; an open end is the first or last day there is.

    >>> bounds_of("2024-11")
    (datetime.date(2024, 11, 1), datetime.date(2024, 11, 30))
    """
    first, _, last = edtf.partition("/")
    return day_of(first, latest=False), day_of(last or first, latest=True)


def day_of(edtf: str, *, latest: bool) -> date:
    """The first or last day of a year, month or day."""
    if edtf in ("..", ""):
        return date.max if latest else date.min
    year, month, day = (*map(int, edtf.split("-")), 0, 0)[:3]
    month = month or (12 if latest else 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if latest else 1))


def judge_silence(account: Account, strings: list[str]) -> Iterator[Judged]:
    """Marked words that are nobody's must be no statement of their own."""
    text = account.article.text
    for words in strings:
        start = text.index(words)
        bare = Span(start, start + len(words))
        own = [
            s for s in account.statements if any(bare in c and c in wider(bare) for c in s.content)
        ]
        yield Judged("silent", not own, words)


def wider(span: Span) -> Span:
    """The span with room for its marks."""
    return Span(span.start - 2, span.end + 2)


def judge_relations(account: Account, gold: list[dict[str, Any]]) -> Iterator[Judged]:
    """A gold relation is found if a stretch with its fragment is linked into its fuller words."""
    text = account.article.text
    for wanted in gold:
        inner = text.index(wanted["fragment"])
        outer = text.index(wanted["fuller"])
        fragment = Span(inner, inner + len(wanted["fragment"]))
        fuller = Span(outer, outer + len(wanted["fuller"]))
        kinds = [
            r.kind for s in account.statements for r in s.relations if links(s, r, fragment, fuller)
        ]
        altered = (wanted["kind"] == "altered") == ("altered" in kinds)
        yield Judged("relations", bool(kinds) and altered, f"{kinds}: {wanted['fragment']}")


def links(statement: Statement, relation: Relation, fragment: Span, fuller: Span) -> bool:
    """Whether the relation goes from the one to the other."""
    return statement.quoted[relation.quoted].overlaps(fragment) and relation.target.overlaps(fuller)


def judge(path: Path, reader: Reader) -> list[Judged]:
    """All judgements on one piece."""
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    (account,) = reader.accounts([str(path)])
    if not isinstance(account, Account):
        raise SystemExit(f"{account.path}: {account.reason}")
    return [
        *judge_statements(account, gold["statements"]),
        *judge_silence(account, gold["not_statements"]),
        *judge_relations(account, gold["relations"]),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args()
    check_sums(given.folder)
    reader, total = Reader(), Counter[tuple[str, bool]]()
    print("| piece | " + " | ".join(COLUMNS) + " |")
    print("|---|" + "---|" * len(COLUMNS))
    misses: list[str] = []
    for path in sorted(given.folder.glob("*.txt")):
        judged = judge(path, reader)
        counts = Counter((j.column, j.right) for j in judged)
        total += counts
        print(row(path.stem, counts))
        misses += [f"{path.stem}  {j.column}: {j.words}" for j in judged if not j.right]
    print(row("all", total))
    print("\n".join(["", *misses]) if given.wrong else "", end="")


def row(name: str, counts: Counter[tuple[str, bool]]) -> str:
    """A line of the table: right of judged."""
    cells = [f"{counts[c, True]}/{counts[c, True] + counts[c, False]}" for c in COLUMNS]
    return f"| {name} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
