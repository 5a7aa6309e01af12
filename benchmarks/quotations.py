"""What `onrecord check` says of quotations that were kept, changed, invented or given to somebody else.

    python benchmarks/quotations.py DATA.jsonl.gz [DATA.jsonl.gz …] --record polnear.db [--seed 1 | --seed 2]
        [--unseen] [--cases 150] [--kind "number changed"] [--drafts drafts.jsonl.gz]
        [--peer-python VENV/bin/python] [--format text|json] [--misses 5]

The articles are put on record by the pipeline's own reading, once, and kept in `--record`. Quotations are
made of the words that the data's own attributions cover, with the speakers that these name
(`quotation_sources`, `quotation_changes`, `quotation_cases`). Each stands in a draft of two sentences, which
the pipeline reads like any other; the readings are kept in `--drafts`. Seed 1 takes one half of the articles
and is what rules are tuned on. Seed 2 takes the other half, with all of dev, and is only ever counted: its
misses are not printed. The record always holds all articles.

Accepted: the wording is verbatim, fragment, shortened or bracketed. Flagged: altered, spliced, not found; for
wrong speakers, other_speaker; for cuts, qualifier_cut. Passed: accepted without any finding. `krokai` reads
the same articles and quotations in an interpreter of its own (`pip install krokai`).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from documents import Row, is_unseen, load_rows, write_rows
from onrecord.answers.check import FAILING, check
from onrecord.article import article_from_text
from onrecord.facade import Reader
from onrecord.record import Store
from onrecord.record.codec import decode, encode
from onrecord.values import Account, Article, Verdict
from quotation_cases import KINDS, LEGITIMATE, Case, Workshop
from quotation_sources import Texts, is_kept_back, read_sources

PEER = Path(__file__).with_name("quotation_peer.py")
GENUINE = ("verbatim", "fragment", "shortened", "bracketed")
UNTRUE = ("altered", "spliced", "not_found")
UNTUNED = 2


@dataclass(frozen=True)
class Outcome:
    """What was said of one case; `seconds` are CPU time of the check, the draft already read."""

    case: Case
    verdict: Verdict | None
    seconds: float
    peer: str | None = None

    @property
    def accepted(self) -> bool:
        return self.verdict is not None and self.verdict.wording in GENUINE

    @property
    def findings(self) -> set[str]:
        v = self.verdict
        return set() if v is None else {v.wording, v.context, v.attribution} & set(FAILING)

    @property
    def passed(self) -> bool:
        return self.accepted and not self.findings

    @property
    def flagged(self) -> bool:
        """Whether the finding that the kind calls for was made."""
        if self.case.wanted in ("qualifier_cut", "other_speaker"):
            return self.case.wanted in self.findings
        return bool(self.findings & set(UNTRUE))

    @property
    def right(self) -> bool:
        if self.case.wanted == "accepted":
            return self.accepted
        if self.case.wanted == "not_found":
            return "not_found" in self.findings
        return self.flagged

    @property
    def wrong_source(self) -> bool:
        v = self.verdict
        return v is not None and v.source is not None and v.source.article not in self.case.articles


# --- record and drafts ---------------------------------------------------------------------------


def article_of(row: Row) -> Article:
    """A document as JSONL input gives it."""
    day = date.fromisoformat(row["date"]) if row.get("date") else None
    article = article_from_text(row["text"], row["id"])
    return replace(article, outlet=row.get("publisher"), headline=row.get("title"), published=day)


def keep_record(store: Store, rows: Sequence[Row], reader: Reader) -> None:
    """Put the articles on record that are not on it yet, telling how far it is."""
    held = {head.key for head in store.heads()}
    missing = [row for row in rows if row["id"] not in held]
    for number, row in enumerate(missing, start=1):
        store.add(reader.account(article_of(row)))
        if number % 50 == 0 or number == len(missing):
            print(f"on record: {number} of {len(missing)}", file=sys.stderr)


class Drafts:
    """The pipeline's readings of drafts, kept in a file by the SHA-256 of the draft."""

    def __init__(self, path: Path | None, reader: Reader) -> None:
        self._path, self._reader = path, reader
        self._kept: dict[str, str] = {}
        if path is not None and path.exists():
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                self._kept = dict(line.rstrip("\n").split("\t", 1) for line in lines)

    def read(self, draft: str) -> Account:
        name = hashlib.sha256(draft.encode()).hexdigest()
        if name not in self._kept:
            account = self._reader.account(article_from_text(draft, "draft"))
            self._kept[name] = encode(account)
            if self._path is not None:
                with gzip.open(self._path, "at", encoding="utf-8") as lines:
                    lines.write(f"{name}\t{self._kept[name]}\n")
        return decode(Account, self._kept[name])


# --- checking ------------------------------------------------------------------------------------


def check_cases(cases: Sequence[Case], store: Store, drafts: Drafts) -> Iterator[Outcome]:
    for number, case in enumerate(cases, start=1):
        account = drafts.read(case.draft)
        began = time.process_time()
        verdicts = check(account, store)
        seconds = time.process_time() - began
        yield Outcome(case, verdict_on(case, verdicts), seconds)
        if number % 500 == 0:
            print(f"checked: {number} of {len(cases)}", file=sys.stderr)


def verdict_on(case: Case, verdicts: Iterable[Verdict]) -> Verdict | None:
    """The verdict on the case's quotation: the longest, where the draft was cut into several."""
    return max(verdicts, key=lambda v: v.end - v.start, default=None)


def ask_peer(
    python: str, rows: Sequence[Row], cases: Sequence[Case]
) -> tuple[list[str], float, float]:
    """Krokai's verdict on each quotation, CPU seconds a quotation (median), and to build its corpus."""
    return ask_peer_texts(python, [row["text"] for row in rows], [case.quote for case in cases])


def ask_peer_texts(
    python: str, held: Sequence[str], quotes: Sequence[str]
) -> tuple[list[str], float, float]:
    """The same for texts and quotations."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        for number, text in enumerate(held):
            (texts / f"{number}.txt").write_text(text, encoding="utf-8")
        asked = write_rows(Path(folder) / "cases.jsonl", [{"quote": quote} for quote in quotes])
        command = [python, str(PEER), str(texts), str(asked)]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    *found, last = map(json.loads, told.stdout.splitlines())
    seconds = statistics.median(row["seconds"] for row in found)
    return [row["outcome"] for row in found], seconds, last["build"]


# --- tables --------------------------------------------------------------------------------------

WANTED = {"accepted": "accepted ≥ 99", "not_found": "not_found ≥ 99"} | {
    "flagged": "flagged ≥ 99, passed ≤ 0.3",
    "other_speaker": "other_speaker ≥ 93",
    "qualifier_cut": "qualifier_cut ≥ 96",
}


def share(found: Iterable[bool]) -> float:
    """Percent that hold.

    >>> share([True, False])
    50.0
    """
    every = list(found)
    return 100 * sum(every) / max(1, len(every))


def summarise_kinds(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """A row for each kind: cases and the percentages."""
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_kind[outcome.case.kind].append(outcome)
    return [
        {
            "kind": kind,
            "cases": len(of_kind),
            "wanted": WANTED[of_kind[0].case.wanted],
            "right": share(o.right for o in of_kind),
            "accepted": share(o.accepted for o in of_kind),
            "passed": share(o.passed for o in of_kind),
            "wordings": dict(Counter(o.verdict.wording if o.verdict else "none" for o in of_kind)),
            "peer_accepted": peer_share(of_kind, "accepted"),
            "peer_flagged": peer_share(of_kind, "flagged"),
        }
        for kind, of_kind in sorted(by_kind.items(), key=lambda item: KINDS.index(item[0]))
    ]


def peer_share(outcomes: Sequence[Outcome], outcome: str) -> float | None:
    known = [o.peer == outcome for o in outcomes if o.peer is not None]
    return share(known) if known else None


def summarise_all(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The figures that run over several kinds."""
    genuine = [o for o in outcomes if o.case.kind in LEGITIMATE]
    fragments = [o for o in outcomes if o.case.kind == "fragment"]
    given = [o for o in outcomes if o.case.wanted == "other_speaker"]
    known = [o for o in outcomes if o.case.articles]
    cut = [("qualifier_cut" in o.findings, o.case) for o in fragments]
    return {
        "other_speaker, of misattributed": share("other_speaker" in o.findings for o in given),
        "speaker unknown, of misattributed": share(is_unknown(o) for o in given),
        "other_speaker, of rightly attributed": share(
            "other_speaker" in o.findings for o in genuine
        ),
        "qualifier_cut, of random fragments": share(found for found, _ in cut),
        "qualifier_cut, of those with none beside them": share(
            found for found, case in cut if not case.adjoining
        ),
        "qualifier_cut, of those that are no cut by the rule of the kind": share(
            found for found, case in cut if not case.is_cut
        ),
        "random fragments that are a cut by the rule of the kind": share(
            case.is_cut for _, case in cut
        ),
        "wrong source": share(o.wrong_source for o in known),
        "milliseconds a quotation, median": 1000 * statistics.median(o.seconds for o in outcomes),
    }


def is_unknown(outcome: Outcome) -> bool:
    return outcome.verdict is None or outcome.verdict.attribution in ("unknown", "unnamed")


def print_report(outcomes: Sequence[Outcome], peer: dict[str, float]) -> None:
    beside = bool(peer)
    print(
        "| kind | cases | wanted | right | accepted | passed |"
        + " krokai clean | krokai flagged |" * beside
    )
    print("|---|---|---|---|---|---|" + "---|---|" * beside)
    for row in summarise_kinds(outcomes):
        cells = [f"{row[name]:.1f}" for name in ("right", "accepted", "passed")]
        cells += (
            [f"{row[name]:.1f}" for name in ("peer_accepted", "peer_flagged")] if beside else []
        )
        print(f"| {row['kind']} | {row['cases']} | {row['wanted']} | {' | '.join(cells)} |")
    print()
    for name, figure in (summarise_all(outcomes) | peer).items():
        print(f"- {name}: {figure:.1f}")


def print_misses(outcomes: Sequence[Outcome], limit: int) -> None:
    """Some misses of each kind, for tuning; never of the seed that is only counted."""
    shown: Counter[str] = Counter()
    for outcome in outcomes:
        alarm = "other_speaker" in outcome.findings and outcome.case.kind in LEGITIMATE
        if (outcome.right and not outcome.wrong_source and not alarm) or shown[
            outcome.case.kind
        ] >= limit:
            continue
        shown[outcome.case.kind] += 1
        v = outcome.verdict
        print(f"\n--- {outcome.case.kind} · {outcome.case.speaker} · {outcome.case.articles}")
        print(outcome.case.draft.split("\n\n")[1].strip())
        if v is not None:
            where = f"{v.source.article}: {v.source.text!r}" if v.source else None
            print(v.wording, v.context, v.attribution, v.claimed_speaker, v.note, where, sep=" · ")


# --- command -------------------------------------------------------------------------------------


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--record", type=Path, required=True, help="made if it is not there")
    parser.add_argument("--drafts", type=Path, help="keep the readings of drafts here")
    parser.add_argument("--seed", type=int, default=1, help="2 is the one that nothing is tuned on")
    parser.add_argument(
        "--unseen", action="store_true", help="only articles that no run learnt from"
    )
    parser.add_argument("--cases", type=int, default=150, help="of each kind")
    parser.add_argument("--kind", action="append", choices=KINDS, help="only this one")
    parser.add_argument("--peer-python", help="interpreter with krokai")
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--misses", type=int, default=0, help="show so many of each kind")
    given = parser.parse_args()
    if given.misses and given.seed == UNTUNED:
        parser.error(f"seed {UNTUNED} is only counted: its misses are not shown")
    return given


def main() -> None:
    given = read_options()
    rows = [row for path in given.data for row in load_rows(path)]
    kept_back = {row["id"] for row in rows if is_kept_back(row)}
    texts = Texts({row["id"]: row["text"] for row in rows})
    own = [row for row in rows if (row["id"] in kept_back) == (given.seed == UNTUNED)]
    own = [row for row in own if is_unseen(row)] if given.unseen else own
    workshop = Workshop(read_sources(own), texts, given.seed)
    cases = [case for kind in given.kind or KINDS for case in workshop.make(kind, given.cases)]
    reader = Reader()
    with Store.open(given.record, create=True) as store:
        keep_record(store, rows, reader)
        outcomes = list(check_cases(cases, store, Drafts(given.drafts, reader)))
    peer: dict[str, float] = {}
    if given.peer_python:
        told, seconds, build = ask_peer(given.peer_python, rows, cases)
        outcomes = [
            Outcome(o.case, o.verdict, o.seconds, t) for o, t in zip(outcomes, told, strict=True)
        ]
        peer = {
            "krokai: milliseconds a quotation, median": 1000 * seconds,
            "krokai: seconds to start": build,
        }
    if given.format == "json":
        told_all = summarise_all(outcomes) | peer
        print(
            json.dumps(
                {
                    "articles": len(rows),
                    "seed": given.seed,
                    "kinds": summarise_kinds(outcomes),
                    "all": told_all,
                }
            )
        )
        return
    print(
        f"{len(cases)} quotations from {len(own)} of {len(rows)} articles on record, seed {given.seed}\n"
    )
    print_report(outcomes, peer)
    print_misses(outcomes, given.misses)


if __name__ == "__main__":
    main()
