"""How much of an article the HTML reader gets out of a page, and how little else.

Prints recall and precision of words, and of the words inside quotation marks, for onrecord and for
plain trafilatura side by side, over a folder in the layout of the article extraction benchmark:
`ground-truth.json` ({id: {"articleBody"}}) and `html/ID.html.gz`.

    python benchmarks/extraction.py FOLDER [--worst 10]
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.article.html import read_html
from onrecord.errors import UnreadableDocument
from onrecord.settings import Settings

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[“\"]([^“”\"]{1,2000})[”\"]")


@dataclass
class Tally:
    """Word counts of one reader: in the truth, in its output, in both."""

    true: int = 0
    found: int = 0
    both: int = 0

    def add(self, true: Counter[str], found: Counter[str]) -> None:
        self.true += true.total()
        self.found += found.total()
        self.both += (true & found).total()

    @property
    def recall(self) -> float:
        return 100 * self.both / max(1, self.true)

    @property
    def precision(self) -> float:
        return 100 * self.both / max(1, self.found)


@dataclass
class Score:
    """One reader's tallies over all pages, its time, and each page's F1."""

    words: Tally = field(default_factory=Tally)
    quoted: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    pages: dict[str, float] = field(default_factory=dict)

    def add(self, page: str, true: str, found: str) -> None:
        self.words.add(_words(true), _words(found))
        self.quoted.add(_quoted_words(true), _quoted_words(found))
        one = Tally()
        one.add(_words(true), _words(found))
        self.pages[page] = 2 * one.both / max(1, one.true + one.found)


def _words(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(text))


def _quoted_words(text: str) -> Counter[str]:
    return _words(" ".join(_QUOTED.findall(text)))


def _read_ours(data: bytes) -> str:
    try:
        return read_html(data, "page", "page", Settings(any_language=True)).text
    except UnreadableDocument:
        return ""


def _read_plain(data: bytes) -> str:
    import trafilatura

    return trafilatura.extract(data, include_comments=False) or ""


def _list_pages(folder: Path) -> Iterator[tuple[str, bytes, str]]:
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name in sorted(truth):
        packed = folder / "html" / f"{name}.html.gz"
        if packed.exists():
            yield name, gzip.decompress(packed.read_bytes()), truth[name]["articleBody"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="list the pages where we lose most")
    arguments = parser.parse_args()
    readers: dict[str, Callable[[bytes], str]] = {
        "onrecord": _read_ours,
        "trafilatura": _read_plain,
    }
    scores = {name: Score() for name in readers}
    for page, data, true in _list_pages(arguments.folder):
        for name, read in readers.items():
            begun = time.perf_counter()
            found = read(data)
            scores[name].seconds += time.perf_counter() - begun
            scores[name].add(page, true, found)
    print_scores(scores)
    ours, plain = scores["onrecord"].pages, scores["trafilatura"].pages
    for page in sorted(ours, key=lambda page: ours[page] - plain[page])[: arguments.worst]:
        print(f"{page}  onrecord {ours[page]:.3f}  trafilatura {plain[page]:.3f}")


def print_scores(scores: dict[str, Score]) -> None:
    print(
        f"{'':12} {'words R':>8} {'P':>6}   {'quoted R':>8} {'P':>6}   {'mean F1':>7} {'s/page':>7}"
    )
    for name, score in scores.items():
        words, quoted = score.words, score.quoted
        mean = 100 * sum(score.pages.values()) / max(1, len(score.pages))
        print(
            f"{name:12} {words.recall:8.2f} {words.precision:6.2f}   {quoted.recall:8.2f} "
            f"{quoted.precision:6.2f}   {mean:7.2f} {score.seconds / max(1, len(score.pages)):7.3f}"
        )


if __name__ == "__main__":
    main()
