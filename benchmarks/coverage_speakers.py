"""Whose words they are, on coverage with a gold of every statement.

    python benchmarks/coverage_speakers.py examples/tannery-road examples/teasel [--show]

Each folder has documents and an `expected.json` (see `explanations.py`): rows with the document, words of a
statement, and its speaker by the fullest name that the coverage has, null where nobody is named. The
documents are read one by one. *Found*: a statement of the document has the words. Of those, *right*: the
speaker's name is the gold's, or both name nobody; *short*: it is a part of the gold's name, as in a document
that never gives the whole; *open*: nobody is named though somebody should be; *wrong*: somebody else is.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.facade import Reader
from onrecord.values import Account, Article, Statement

KINDS = ("right", "short", "open", "wrong")
_NO_WORD = re.compile(r"[^\w]+")


def folded(words: str) -> str:
    """Words in lower case, what parts them as one space each.

    >>> folded("“It’s Joan,” she said")
    'its joan she said'
    """
    return _NO_WORD.sub(" ", words.lower().replace("’", "").replace("'", "")).strip()


def read_folder(folder: Path, reader: Reader) -> dict[str, list[Account]]:
    """What is found in each document, by file name and, of a JSONL file, by `file#id` too."""
    found: dict[str, list[Account]] = defaultdict(list)
    for article in reader.articles([str(folder)]):
        account = reader.account(article) if isinstance(article, Article) else None
        if account is None or article.path is None:
            continue
        name = Path(re.split(r"(?<=\.jsonl)\W", article.path)[0]).name
        found[f"{name}#{article.source_id}" if article.source_id else name].append(account)
    return found


def reporting(words: str, accounts: Sequence[Account]) -> Statement | None:
    """The statement that has the words, of several the shortest."""
    wanted, best = folded(words), None
    for account in accounts:
        for statement in account.statements:
            text = account.article.text
            own = folded(" ".join(span.of(text) for span in statement.content))
            whole = folded(text[statement.content[0].start : statement.content[-1].end])
            if wanted in own or wanted in whole or (len(own.split()) > 2 and own in wanted):
                best = min(best or (len(whole), statement), (len(whole), statement), key=len_of)
    return best[1] if best else None


def len_of(found: tuple[int, Statement]) -> int:
    return found[0]


def judge(gold: str | None, ours: str | None) -> str:
    """How a speaker's name stands to the gold's.

    >>> judge("Ada Moll", "Moll"), judge("Ada Moll", None), judge(None, "Ada Moll")
    ('short', 'open', 'wrong')
    """
    if gold is None or ours is None:
        return "right" if gold is ours else "wrong" if gold is None else "open"
    theirs, mine = folded(gold), folded(ours)
    if theirs == mine:
        return "right"
    return "short" if f" {mine} " in f" {theirs} " else "wrong"


def score(
    folder: Path, reader: Reader
) -> Iterator[tuple[str, Mapping[str, Any], Statement | None]]:
    """Each row of the gold with what became of it."""
    rows = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["statements"]
    held = read_folder(folder, reader)
    for row in rows:
        statement = reporting(row["words"], held.get(row["document"], ()))
        kind = judge(row["speaker"], statement.speaker.name) if statement else "missing"
        yield kind, row, statement


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true", help="list what is not right")
    asked = parser.parse_args()
    reader, total = Reader(), Counter[str]()
    print(f"| coverage | found | {' | '.join(KINDS)} |\n|---|---|{'---|' * len(KINDS)}")
    shown = []
    for folder in asked.folders:
        counts: Counter[str] = Counter()
        for kind, row, statement in score(folder, reader):
            counts[kind] += 1
            if kind != "right":
                told = statement.speaker if statement else None
                shown.append(
                    f"{kind}: {row['document']}: {row['words'][:60]!r}: {row['speaker']}, {told}"
                )
        print(line_of(folder.name, counts))
        total += counts
    print(line_of("all", total))
    if asked.show:
        print("\n".join(shown))


def line_of(name: str, counts: Counter[str]) -> str:
    """A line of the table: found of all, the rest of those found."""
    found = counts.total() - counts["missing"]
    shares = (f"{counts[kind]} ({100 * counts[kind] / max(1, found):.1f} %)" for kind in KINDS)
    return f"| {name} | {found}/{counts.total()} | {' | '.join(shares)} |"


if __name__ == "__main__":
    main()
