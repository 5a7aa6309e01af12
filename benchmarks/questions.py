"""How `ask` does on sets of questions, beside full text alone and embeddings alone in the same run.

    python benchmarks/questions.py benchmarks/questions/set_b.jsonl benchmarks/questions/set_c.jsonl
    python benchmarks/questions.py ROWS.jsonl --part held-back --errors

A row is `{"id", "record": "films" | "wikinews", "question", "about", "answered", "answers": [a run of words],
"speaker", "kind", "near_miss"}`; a quarter of the rows, by the hash of their id, is held back. The records
are made once, in a folder that is kept: the coverage of three invented films, and the Wikinews fixtures;
`--record NAME=FILE` names others. An entry is right if it has all words of a run, or nothing but words of
one and half of them; where the row names a speaker, an entry with another is wrong.

Full text alone is the search index's order (BM25), embeddings alone the order of cosines with the
question; each refuses below the threshold that is best for itself on the very rows, in its favour, or never.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord import Record
from onrecord.answers.ask import ask
from onrecord.language.embeddings import bundled_embeddings
from onrecord.record import Store
from onrecord.values import HeldPassage, HeldStatement
from onrecord.variants import split_words

ROOT = Path(__file__).parents[1]
SOURCES = {
    "films": [ROOT / "examples" / name for name in ("coverage", "tannery-road", "teasel")],
    "wikinews": [ROOT / "tests" / "fixtures" / "wikinews_gum.jsonl.gz"],
}
DOCUMENTS = (".html", ".txt", ".md", ".vtt", ".srt", ".jsonl", ".gz")
HELD_BACK = 4
"""One row in so many is held back."""
SHOWN = 3
LEAST_PART = 0.5


@dataclass(frozen=True)
class Row:
    """A question with its right answers, none where the record has nothing."""

    id: str
    record: str
    question: str
    about: str | None
    answered: bool
    answers: tuple[str, ...]
    speaker: str | None
    kind: str
    near_miss: str | None

    @property
    def is_held_back(self) -> bool:
        """Whether it is scored once, at the end."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % HELD_BACK == 0


@dataclass(frozen=True)
class Shown:
    """What one way of answering shows for a question: words and speakers, best first, with a score."""

    entries: tuple[tuple[str, str | None], ...]
    score: float
    seconds: float = 0.0


Way = Callable[[Store, Row], Shown]


# --- rows and records -----------------------------------------------------------------------------


def read_rows(path: Path, part: str) -> Iterator[Row]:
    """The rows of a file that belong to the part: open, held-back or all."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = as_row(json.loads(line))
            if part == "all" or row.is_held_back == (part == "held-back"):
                yield row


def as_row(given: dict[str, Any]) -> Row:
    """One line of a file as a row."""
    return Row(
        given["id"],
        given["record"],
        given["question"],
        given.get("about"),
        given["answered"],
        tuple(given.get("answers") or ()),
        given.get("speaker"),
        given.get("kind") or "",
        given.get("near_miss") or None,
    )


def make_record(name: str, folder: Path) -> Path:
    """The file of the record of that name, made if it is not there."""
    path = folder / f"{name}.db"
    if not path.exists():
        with Record(path) as record:
            for source in SOURCES[name]:
                files = sorted(source.iterdir()) if source.is_dir() else [source]
                for file in files:
                    if file.suffix in DOCUMENTS:
                        record.add(file)
    return path


# --- ways of answering -------------------------------------------------------------------------------


def ask_way(store: Store, row: Row) -> Shown:
    """What `ask` shows."""
    begun = time.perf_counter()
    answer = ask(store, row.question, about=row.about)
    seconds = time.perf_counter() - begun
    entries = tuple((entry.text, entry.speaker.name) for entry in answer.answers)
    return Shown(entries, float(answer.answered), seconds)


def words_way(store: Store, row: Row) -> Shown:
    """Full text alone: statements and passages by BM25."""
    words = list(dict.fromkeys(w.key for w in split_words(f"{row.about or ''} {row.question}")))
    found: list[tuple[HeldStatement | HeldPassage, float]] = [
        *store.find_statements(words, 10),
        *store.find_passages(words, 10),
    ]
    return _shown(found)


def meaning_way(store: Store, row: Row) -> Shown:
    """Embeddings alone: statements and passages by the cosine of their own words with the question."""
    held: list[HeldStatement | HeldPassage] = [*store.statements(), *store.passages()]
    embeddings = bundled_embeddings()
    vectors = embeddings.encode([each.text for each in held])
    asked = embeddings.encode([f"{row.about or ''} {row.question}"])[0]
    scores = vectors @ asked
    return _shown([(held[at], float(scores[at])) for at in np.argsort(-scores)[:10]])


def _shown(found: Iterable[tuple[HeldStatement | HeldPassage, float]]) -> Shown:
    ordered = sorted(found, key=lambda each: -each[1])
    entries = tuple((held.text, _speaker(held)) for held, _ in ordered)
    return Shown(entries, ordered[0][1] if ordered else 0.0)


def _speaker(held: HeldStatement | HeldPassage) -> str | None:
    return held.statement.speaker.name if isinstance(held, HeldStatement) else None


WAYS: dict[str, Way] = {
    "ask": ask_way,
    "full text alone": words_way,
    "embeddings alone": meaning_way,
}


# --- scoring ---------------------------------------------------------------------------------------


def keys_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return re.findall(r"[^\W_]+", text.lower())


def holds(many: Sequence[str], few: Sequence[str]) -> bool:
    """Whether words stand in a row among others."""
    size = len(few)
    return any(list(many[at : at + size]) == list(few) for at in range(len(many) - size + 1))


def is_right(entry: tuple[str, str | None], row: Row) -> bool:
    """Whether an entry answers the row."""
    text, speaker = entry
    if row.speaker and speaker and keys_of(row.speaker)[-1] not in keys_of(speaker):
        return False
    words = keys_of(text)
    for run in row.answers:
        wanted = keys_of(run)
        part = len(words) >= LEAST_PART * len(wanted) and holds(wanted, words)
        if words and (holds(words, wanted) or part):
            return True
    return False


@dataclass(frozen=True)
class Score:
    """Shares, in percent, over rows with an answer and without, and how many these are."""

    first: float
    among: float
    refused: float
    wrongly: float
    answerable: int
    due: int


def score(rows: Sequence[Row], shown: Sequence[Shown], threshold: float = 0.5) -> Score:
    """What a way of answering gets right if it refuses below the threshold."""
    given = [s.entries if s.score >= threshold else () for s in shown]
    pairs = list(zip(rows, given, strict=True))
    asked = [(row, entries) for row, entries in pairs if row.answered]
    due = [entries for row, entries in pairs if not row.answered]
    return Score(
        first=percent(any(is_right(e, row) for e in entries[:1]) for row, entries in asked),
        among=percent(any(is_right(e, row) for e in entries[:SHOWN]) for row, entries in asked),
        refused=percent(not entries for entries in due),
        wrongly=percent(not entries for _, entries in asked),
        answerable=len(asked),
        due=len(due),
    )


def percent(hits: Iterable[bool]) -> float:
    """The share of hits in percent, 0 of none."""
    every = list(hits)
    return 100 * sum(every) / len(every) if every else 0.0


def best_threshold(rows: Sequence[Row], shown: Sequence[Shown]) -> float:
    """The threshold at which first and refused are best together."""

    def worth(threshold: float) -> float:
        found = score(rows, shown, threshold)
        return found.first + found.refused

    return max(sorted({s.score for s in shown}), key=worth, default=0.5)


def table(rows: Sequence[Row], shown: dict[str, list[Shown]]) -> Iterator[str]:
    """The table of all ways, a line each."""
    yield f"{'':18} {'first':>6} {'of 3':>6} {'refused where due':>18} {'wrongly refused':>16}"
    for name, own in shown.items():
        threshold = 0.5 if name == "ask" else best_threshold(rows, own)
        s = score(rows, own, threshold)
        yield f"{name:18} {s.first:6.1f} {s.among:6.1f} {s.refused:18.1f} {s.wrongly:16.1f}"
        if name != "ask":
            s = score(rows, own, -1e9)
            yield f"{'  never refusing':18} {s.first:6.1f} {s.among:6.1f} {s.refused:18.1f} {s.wrongly:16.1f}"
        if name == "ask":
            yield f"{'':18} {s.answerable} with an answer, {s.due} without"


def errors(rows: Sequence[Row], shown: Sequence[Shown]) -> Iterator[str]:
    """The rows that `ask` gets wrong, with what it shows first."""
    for row, own in zip(rows, shown, strict=True):
        right = [is_right(entry, row) for entry in own.entries[:SHOWN]]
        if row.answered and (not right or not right[0]):
            place = "refused" if not right else "late" if any(right) else "missed"
        elif not row.answered and own.entries:
            place = f"not refused ({row.near_miss})"
        else:
            continue
        first = " ".join(own.entries[0][0].split())[:110] if own.entries else ""
        about = f" [about {row.about}]" if row.about else ""
        yield f"{row.id} {place}: {row.question}{about}\n     → {first}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path, help="files of rows")
    parser.add_argument("--part", choices=("open", "held-back", "all"), default="open")
    parser.add_argument("--record", action="append", default=[], metavar="NAME=FILE")
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "onrecord-questions"
    )
    parser.add_argument("--errors", action="store_true", help="print what ask gets wrong")
    parser.add_argument("--only-ask", action="store_true", help="leave out the other two ways")
    given = parser.parse_args()
    given.folder.mkdir(exist_ok=True)
    files = {name: Path(file) for name, _, file in (each.partition("=") for each in given.record)}
    rows = [row for file in given.files for row in read_rows(file, given.part)]
    ways = dict(list(WAYS.items())[:1]) if given.only_ask else WAYS
    shown: dict[str, list[Shown]] = {name: [] for name in ways}
    stores = {
        name: Store.open(files[name] if name in files else make_record(name, given.folder))
        for name in dict.fromkeys(row.record for row in rows)
    }
    for at, row in enumerate(rows):
        print(f"\r{at}/{len(rows)}", end="", file=sys.stderr)
        for name, way in ways.items():
            shown[name].append(way(stores[row.record], row))
    print("\r", end="", file=sys.stderr)
    for name in dict.fromkeys(row.record for row in rows):
        own = [at for at, row in enumerate(rows) if row.record == name]
        print(f"-- {name}, {given.part}: {len(own)} rows")
        print(
            "\n".join(
                table(
                    [rows[at] for at in own], {k: [v[at] for at in own] for k, v in shown.items()}
                )
            )
        )
    print(f"-- together, {given.part}: {len(rows)} rows")
    print("\n".join(table(rows, shown)))
    times = sorted(s.seconds for s in shown["ask"])
    median, late = times[len(times) // 2], times[int(0.95 * (len(times) - 1))]
    print(f"ask: median {1000 * median:.0f} ms, 95 % {1000 * late:.0f} ms")
    if given.errors:
        print("\n".join(errors(rows, shown["ask"])))


if __name__ == "__main__":
    main()
