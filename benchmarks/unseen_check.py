"""Checks and traces on coverage and drafts that nobody had tuned for, against their gold.

    python benchmarks/unseen_check.py benchmarks/unseen_check [--wrong]

Each folder has articles (`*.txt`), a `draft.txt` and a `gold.json`, written by somebody who had not seen the
code and frozen by hash before the first run. The articles are put on record as `onrecord add` does, the draft
is checked and each trace asked for by its words. A quotation of the gold is found if a verdict has its words;
of those found are counted:

- wording, context, attribution: as in the gold ("unknown" of the gold takes any context or attribution);
- finding: whether it is one, by the default list of `--fail-on`, in which "source not held" is only a note;
- source: of quotations with a source in the gold, whether one of the articles it allows is shown.

Of each trace: whether the earliest article is right, tellings right of shown and of the gold's, altered ones
among the gold's, and the number of origins.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord import Record
from onrecord.answers.check import FAILING
from onrecord.errors import NotOnRecord
from onrecord.publish.check_report import is_finding
from onrecord.values import Trace, Verdict

ASPECTS = ("wording", "context", "attribution", "finding", "source")
Gold = dict[str, Any]


@dataclass(frozen=True)
class Judged:
    """One quotation of the gold with the verdict on it, None where none has its words."""

    gold: Gold
    verdict: Verdict | None

    def right(self, aspect: str) -> bool | None:
        """Whether one thing is as in the gold; None where the gold does not say."""
        verdict = self.verdict
        if verdict is None:
            return None
        if aspect == "finding":
            return is_finding(verdict, frozenset(FAILING)) == bool(self.gold["finding"])
        if aspect == "source":
            allowed = self.gold["source_article"]
            shown = name_of(verdict.source.article) if verdict.source else None
            return shown in allowed if allowed else None
        told = self.gold[aspect]
        if told == "unknown" and aspect != "wording":
            return None
        return bool(getattr(verdict, aspect) == told)


@dataclass(frozen=True)
class Traced:
    """One trace of the gold with ours, None where the record has none of its words."""

    gold: Gold
    trace: Trace | None

    @property
    def shown(self) -> set[str]:
        """The articles of our tellings."""
        return {t.citation.article for t in self.trace.tellings} if self.trace else set()

    @property
    def altered(self) -> set[str]:
        """The articles whose wording we call altered."""
        told = self.trace.tellings if self.trace else ()
        return {t.citation.article for t in told if t.kind == "altered"}


def plain(words: str) -> str:
    """Words as they are matched: marks and spaces at the edges left out."""
    return " ".join(words.split()).strip(" .,;:!?“”‘’\"'")


def read_set(folder: Path) -> tuple[list[Judged], list[Traced]]:
    """The quotations and traces of one set, judged."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as place, Record(Path(place) / "record.db") as record:
        for article in sorted(folder.glob("*.txt")):
            if article.name != "draft.txt":
                record.add(str(article))
        verdicts = record.check(folder / "draft.txt")
        judged = [Judged(quote, find_verdict(quote["text"], verdicts)) for quote in gold["quotes"]]
        traced = [Traced(each, ask_trace(record, each["words"])) for each in gold["traces"]]
    return judged, traced


def find_verdict(words: str, verdicts: tuple[Verdict, ...]) -> Verdict | None:
    """The verdict on these words."""
    wanted = plain(words)
    same = [v for v in verdicts if plain(v.text) == wanted]
    near = [v for v in verdicts if wanted in plain(v.text) or plain(v.text) in wanted]
    return next(iter(same or near), None)


def ask_trace(record: Record, words: str) -> Trace | None:
    """Our trace of some words."""
    try:
        return record.trace(words)
    except NotOnRecord:
        return None


def name_of(key: str) -> str:
    """The file that an article's key names."""
    return key.rsplit("/", 1)[-1]


def tell(judged: list[Judged], traced: list[Traced]) -> Iterator[str]:
    """The cells of one line of the table."""
    yield f"{sum(j.verdict is not None for j in judged)}/{len(judged)}"
    for aspect in ASPECTS:
        told = [right for j in judged if (right := j.right(aspect)) is not None]
        yield f"{sum(told)}/{len(told)}"
    earliest = [
        t.trace is not None and name_of(t.trace.earliest.article) == t.gold["earliest"]
        for t in traced
    ]
    yield f"{sum(earliest)}/{len(traced)}"
    hits = shown = wanted = altered = changed = origins = 0
    for each in traced:
        ours = {name_of(key) for key in each.shown}
        told = set(each.gold["tellings"])
        hits, shown, wanted = hits + len(ours & told), shown + len(ours), wanted + len(told)
        changed += len({name_of(key) for key in each.altered} & set(each.gold["altered_in"]))
        altered += len(each.gold["altered_in"])
        origins += each.trace is not None and origins_of(each.trace) == each.gold["origins"]
    yield from (
        f"{hits}/{wanted}",
        f"{hits}/{shown}",
        f"{changed}/{altered}",
        f"{origins}/{len(traced)}",
    )


def origins_of(trace: Trace) -> int:
    """How many independent origins we count."""
    return len(trace.lineage.origins)


def tell_wrong(judged: list[Judged], traced: list[Traced]) -> Iterator[str]:
    """What is not as in the gold."""
    for each in judged:
        if each.verdict is None:
            yield f"NOT CHECKED “{each.gold['text']}”"
            continue
        for aspect in ASPECTS:
            if each.right(aspect) is False:
                ours = getattr(each.verdict, aspect, None)
                told = f"gold {each.gold.get(aspect)}, ours {ours}"
                yield f"{aspect}: {told}: “{each.gold['text']}” ({each.gold['note']})"
    for trace in traced:
        ours = sorted(map(name_of, trace.shown))
        yield f"trace “{trace.gold['words']}”: gold {trace.gold['tellings']}, ours {ours}"


def main() -> None:
    """Score all sets and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list what is not as in the gold")
    given = parser.parse_args()
    heads = ("checked", *ASPECTS, "earliest", "tellings", "of shown", "altered", "origins")
    print("| set | " + " | ".join(heads) + " |\n|" + "---|" * (len(heads) + 1))
    every: tuple[list[Judged], list[Traced]] = ([], [])
    for folder in sorted(path.parent for path in given.folder.glob("*/gold.json")):
        judged, traced = read_set(folder)
        every[0].extend(judged)
        every[1].extend(traced)
        print(f"| {folder.name} | " + " | ".join(tell(judged, traced)) + " |", flush=True)
        if given.wrong:
            print("\n".join(tell_wrong(judged, traced)))
    print("| all | " + " | ".join(tell(*every)) + " |")


if __name__ == "__main__":
    main()
