"""How reading scales: seconds and memory by the length of one document, and by the number of short ones.

    python benchmarks/scale.py DATA.jsonl.gz [--sizes 10000 20000 50000 100000 200000] [--kinds prose quoted]
                               [--documents 2000 10000] [--words 25]

Long documents are recombined from the paragraphs of DATA (a JSON object a line with `text`), document by
document: "prose" takes those without a double quotation mark, "quoted" only those with one. Short ones are
the heads of its paragraphs, `--words` words each. So that not the same people run through all of it,
every stretch that comes from one document has its names exchanged for others of DATA (`swap_names`). Each
reading is an `onrecord read FILE --format jsonl` in a process of its own; CPU seconds and peak memory are
the system's figures for that process. *Linear* is the time for a word, start-up taken off, over that of
the smallest size: 1.00 is linear.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.people.lexicon import CALENDAR, GIVEN_FEMALE, GIVEN_MALE

_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
_MARKS = frozenset('"“”')
SIZES = (10_000, 20_000, 50_000, 100_000, 200_000)
DOCUMENTS = (2_000, 10_000)


@dataclass(frozen=True)
class Source:
    """The paragraphs of each document, and the words of its names that may stand for one another."""

    documents: tuple[tuple[str, ...], ...]
    pools: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Run:
    """One `onrecord read` in a process of its own: CPU seconds, peak megabytes, statements printed."""

    seconds: float
    peak: float
    statements: int


def load_source(texts: Iterable[str]) -> Source:
    """The documents cut into paragraphs; words for names are those that stand nowhere in small letters."""
    documents = tuple(
        tuple(line.strip() for line in text.split("\n") if line.strip()) for text in texts
    )
    small: set[str] = set()
    capital: set[str] = set()
    for paragraph in itertools.chain.from_iterable(documents):
        small.update(re.findall(r"\b[a-z]+\b", paragraph))
        capital.update(_NAME.findall(paragraph))
    pools: dict[str, list[str]] = {"female": [], "male": [], "other": []}
    for word in sorted(capital):
        if word.lower() not in small and word.lower() not in CALENDAR:
            pools[kind_of(word)].append(word)
    return Source(documents, {kind: tuple(words) for kind, words in pools.items()})


def kind_of(word: str) -> str:
    """Which names may stand for this word of a name: given names of women, of men, or all others."""
    if word.lower() in GIVEN_FEMALE:
        return "female"
    return "male" if word.lower() in GIVEN_MALE else "other"


def swap_names(text: str, pools: dict[str, tuple[str, ...]], seed: int) -> str:
    """The text with each word of a name exchanged for one of its pool, the same one for the same seed.

    >>> swap_names("Ida Lund met the mayor. Lund left.", {"other": ("Lund", "Ruiz"), "female": ("Mara",)}, 1)
    'Mara Ruiz met the mayor. Ruiz left.'
    """

    def other_name(match: re.Match[str]) -> str:
        word = match.group()
        pool = pools.get(kind_of(word), ())
        if word not in pool and not (pool and kind_of(word) != "other"):
            return word
        return pool[zlib.crc32(f"{seed} {word}".encode()) % len(pool)]

    return _NAME.sub(other_name, text)


def stretches(source: Source, keep: Callable[[str], bool]) -> Iterator[list[str]]:
    """Without end, for one document after the other, its paragraphs that `keep` takes, names swapped."""
    for seed, document in enumerate(itertools.cycle(source.documents)):
        yield [swap_names(p, source.pools, seed) for p in document if keep(p)]


def is_quoted(paragraph: str) -> bool:
    return not _MARKS.isdisjoint(paragraph)


def is_prose(paragraph: str) -> bool:
    return not is_quoted(paragraph)


KINDS: dict[str, Callable[[str], bool]] = {"prose": is_prose, "quoted": is_quoted}


def long_document(source: Source, kind: str, words: int) -> str:
    """A text of at least so many words, and at most one paragraph more."""
    taken: list[str] = []
    for paragraph in itertools.chain.from_iterable(stretches(source, KINDS[kind])):
        taken.append(paragraph)
        words -= len(paragraph.split())
        if words <= 0:
            break
    return "\n\n".join(taken) + "\n"


def short_documents(source: Source, count: int, words: int) -> Iterator[str]:
    """So many texts of so many words: the heads of paragraphs that are long enough."""
    for paragraph in itertools.chain.from_iterable(stretches(source, lambda _: True)):
        head = paragraph.split()[:words]
        if len(head) == words:
            yield " ".join(head)
            count -= 1
        if count <= 0:
            return


def run_read(path: Path, model: str) -> Run:
    """One `onrecord read PATH --format jsonl` and what the system says that it took."""
    command = [sys.executable, "-m", "onrecord", "read", str(path), "--format", "jsonl"]
    command += ["--model", model, "--any-language"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | ONE_THREAD)
    if process.stdout is None:
        raise SystemExit("no output to read")
    statements = sum(1 for _ in process.stdout)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 2):
        raise SystemExit(f"{path}: onrecord ended with {os.waitstatus_to_exitcode(status)}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, statements)


ONE_THREAD = {"OMP_NUM_THREADS": "1"}


def print_long(source: Source, kinds: Sequence[str], sizes: Sequence[int], model: str) -> None:
    """A table of one long document by kind and size."""
    print("| text | words | statements | CPU s | words per CPU s | linear | peak MB |")
    print("|---|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.txt"
        path.write_text(long_document(source, "prose", 1), encoding="utf-8")
        start = run_read(path, model).seconds
        for kind in kinds:
            least = 0.0
            for size in sizes:
                path.write_text(long_document(source, kind, size), encoding="utf-8")
                words = len(path.read_text(encoding="utf-8").split())
                run = run_read(path, model)
                each = (run.seconds - start) / words
                least = least or each
                print(
                    f"| {kind} | {words:,} | {run.statements:,} | {run.seconds:.1f} "
                    f"| {words / run.seconds:,.0f} | {each / least:.2f} | {run.peak:.0f} |",
                    flush=True,
                )


def print_many(source: Source, counts: Sequence[int], words: int, model: str) -> None:
    """A table of many short documents by their number."""
    print(f"| documents of {words} words | statements | CPU s | documents per CPU s | peak MB |")
    print("|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "documents.jsonl"
        for count in counts:
            with path.open("w", encoding="utf-8") as lines:
                for number, text in enumerate(short_documents(source, count, words)):
                    lines.write(json.dumps({"id": str(number), "text": text}) + "\n")
            run = run_read(path, model)
            print(
                f"| {count:,} | {run.statements:,} | {run.seconds:.1f} "
                f"| {count / run.seconds:,.0f} | {run.peak:.0f} |",
                flush=True,
            )


def read_texts(path: Path) -> Iterator[str]:
    """The texts of a JSONL file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)["text"]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="words of a long one")
    parser.add_argument("--kinds", nargs="*", choices=sorted(KINDS), default=sorted(KINDS))
    parser.add_argument("--documents", type=int, nargs="*", default=DOCUMENTS, help="short ones")
    parser.add_argument("--words", type=int, default=25, help="words of a short one")
    parser.add_argument("--model", default="default", help="as for onrecord read")
    given = parser.parse_args()
    source = load_source(read_texts(given.data))
    if given.sizes:
        print_long(source, given.kinds, given.sizes, given.model)
    if given.documents:
        print_many(source, given.documents, given.words, given.model)


if __name__ == "__main__":
    main()
