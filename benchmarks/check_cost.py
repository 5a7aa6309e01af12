"""What a check costs as the record grows: the lookup, a cold run, the index on disk, adding an article.

    python benchmarks/check_cost.py polnear_train.jsonl.gz [--sizes 500 2000 5000 20000 50000] [--folder DIR]
                                    [--peer-python VENV/bin/python] [--plot docs/check_cost.svg]

The articles are made (`made_articles`): their runs of four words are shared as in real text, and the first
table shows how well. They are put on record with their text, statements and the index of words; people,
occasions and utterances across articles, which a check does not ask for, are left out, so that 50,000 are
written in minutes. At each size:

- lookup: CPU of `check` for one quotation, the reading of the draft left out; the median of 200 drafts of one
  quotation each: two in five as they stand on record, one in five cut from them, one in five with a word
  changed, one in five invented by turning the words around.
- cold: seconds of `onrecord check` on a draft of 50 such quotations, from start to exit, less those of
  `onrecord read` on the same draft; the median of 5 pairs.
- index: bytes of the tables that words are found by, over those of the articles' text in UTF-8.

Adding: CPU of reading an article and of adding it, with all that is settled across articles, over the same
without the index of words; on `--added` real articles.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import onrecord.record.store as store_module
from documents import Row, load_rows
from drawing import RED, Axis, Frame, Point, draw, draw_points
from made_articles import draw_accounts, make_accounts, spread
from onrecord.answers.check import check
from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.pipeline import read_article
from onrecord.record import Store
from onrecord.record.connection import connect, transaction
from onrecord.record.rows import write_version
from onrecord.record.wordings import index_words
from onrecord.values import Account
from quotations import ask_peer_texts

SIZES = (500, 2000, 5000, 20_000, 50_000)
QUOTATIONS, IN_DRAFT, RUNS = 200, 50, 5
AT_ONCE = 500
"""Articles in a transaction: one for each row would take three times as long."""
LEAST, MOST = 6, 40
"""Words of a quotation that is drawn."""
INDEX = ("articles_words", "article_shingles", "statements_words")
SEED = 3


@dataclass(frozen=True)
class Said:
    """Quoted words on record with the name of who said them."""

    words: str
    speaker: str


@dataclass(frozen=True)
class Figures:
    """What was measured at one size; milliseconds, seconds and a ratio. `peer` is krokai's milliseconds."""

    articles: int
    lookup: float
    dear: float
    cold: float
    index: float
    peer: float | None


# --- the record -------------------------------------------------------------------------------------


def put(path: Path, accounts: Iterable[Account]) -> None:
    """Write articles with their statements and the index of words, as `Store.add` does, without the rest."""
    db = connect(path, create=True, patience=5)
    for batch in batches(accounts, AT_ONCE):
        with transaction(db):
            for account in batch:
                put_one(db, account)
    db.close()


def batches(accounts: Iterable[Account], size: int) -> Iterator[list[Account]]:
    """The accounts in order, so many at a time."""
    rest = iter(accounts)
    while batch := list(itertools.islice(rest, size)):
        yield batch


def put_one(db: sqlite3.Connection, account: Account) -> None:
    """Write one article."""
    (row,) = db.execute(
        "INSERT INTO articles (key) VALUES (?) RETURNING id", (account.article.key,)
    ).fetchone()
    version = write_version(db, row, account)
    db.execute(
        "INSERT INTO statements_words (rowid, text) SELECT row, text FROM statements WHERE version = ?",
        (version,),
    )
    index_words(db, version, account.article.text)


def size_of_index(path: Path) -> float:
    """Bytes of the index of words over the bytes of the text."""
    db = connect(path, create=False, patience=5)
    tables = "name = ? OR name GLOB ? || '_*'"
    held = sum(
        db.execute(f"SELECT SUM(pgsize) FROM dbstat WHERE {tables}", (name, name)).fetchone()[0]
        for name in INDEX
    )
    (text,) = db.execute("SELECT SUM(LENGTH(CAST(text AS BLOB))) FROM versions").fetchone()
    db.close()
    return float(held / text)


# --- drafts -------------------------------------------------------------------------------------------


def draw_said(accounts: Sequence[Account], count: int) -> list[Said]:
    """Quoted words of these articles, of named speakers, drawn by a seed."""
    held = [
        Said(" ".join(span.of(account.article.text).split()), statement.speaker.name)
        for account in accounts
        for statement in account.statements
        for span in statement.quoted
        if statement.speaker.name and LEAST <= len(span.of(account.article.text).split()) <= MOST
    ]
    return random.Random(SEED).sample(held, count)


def vary(said: Said, number: int) -> Said:
    """The words as they stand, a part, with a word changed, or turned around, by turns."""
    words, kind = said.words.split(), number % 5
    if kind == 2:
        words = words[: max(LEAST, 2 * len(words) // 3)]
    elif kind == 3:
        words[len(words) // 2] = "harbour"
    elif kind == 4:
        words = words[::-1]
    return Said(" ".join(words), said.speaker)


def draft_of(said: Iterable[Said]) -> str:
    """A draft that quotes these."""
    sentences = [f"“{each.words.strip('.,;:')},” {each.speaker} said on Tuesday." for each in said]
    return "\n\n".join(["The council met again this week to talk about the ferry.", *sentences])


# --- measuring ----------------------------------------------------------------------------------------


def time_lookups(path: Path, drafts: Sequence[Account]) -> list[float]:
    """Milliseconds of CPU that `check` takes for each draft of one quotation."""
    spent = []
    with Store.open(path) as store:
        check(drafts[0], store)
        for draft in drafts:
            began = time.process_time()
            check(draft, store)
            spent.append(1000 * (time.process_time() - began))
    return spent


def time_cold(path: Path, draft: str) -> float:
    """Seconds of a cold check of a draft beyond those of reading it, median."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "draft.txt"
        file.write_text(draft, encoding="utf-8")
        more = []
        for _ in range(RUNS):
            checked = seconds_of("check", str(file), "--record", str(path), "--format", "json")
            more.append(checked - seconds_of("read", str(file), "--format", "json"))
    return statistics.median(more)


def seconds_of(*arguments: str) -> float:
    """Seconds of a command, from start to exit."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments], stdout=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - began


def time_adding(rows: Sequence[Row], model: Model) -> tuple[float, float, float]:
    """Seconds an article of reading, of adding, and of adding without the index of words."""
    began = time.process_time()
    accounts = [read_article(article_from_text(row["text"], key=row["id"]), model) for row in rows]
    reading = time.process_time() - began
    whole = add_all(accounts)
    kept = store_module.index_words
    store_module.index_words = lambda *_: None
    try:
        bare = add_all(accounts)
    finally:
        store_module.index_words = kept
    return tuple(1000 * seconds / len(rows) for seconds in (reading, whole, bare))  # type: ignore[return-value]


def add_all(accounts: Sequence[Account]) -> float:
    """CPU seconds of adding these to a new record on disk."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "record.db", create=True) as store,
    ):
        began = time.process_time()
        for account in accounts:
            store.add(account)
        return time.process_time() - began


def measure(
    given: argparse.Namespace, accounts: Sequence[Account], model: Model
) -> Iterator[Figures]:
    """The figures at each size; the record grows from one to the next."""
    path, texts, held = given.folder / "made.db", [], []
    made = make_accounts(accounts, max(given.sizes))
    for size in sorted(given.sizes):
        more = [account for account, _ in zip(made, range(size - len(texts)), strict=False)]
        put(path, more)
        texts += [account.article.text for account in more]
        held = (held + more)[: given.sizes[0]]
        said = [vary(each, n) for n, each in enumerate(draw_said(held, QUOTATIONS))]
        read = [read_article(article_from_text(draft_of([each]), "draft"), model) for each in said]
        spent = time_lookups(path, read)
        peer = None
        if given.peer_python and size <= given.peer_most:
            quotes = [each.words for each in said]
            peer = 1000 * ask_peer_texts(given.peer_python, texts, quotes)[1]
        yield Figures(
            size,
            statistics.median(spent),
            sorted(spent)[int(0.95 * len(spent))],
            time_cold(path, draft_of(said[:IN_DRAFT])),
            size_of_index(path),
            peer,
        )


# --- tables -------------------------------------------------------------------------------------------


def print_spread(accounts: Sequence[Account], among: int) -> None:
    """How often runs of four words repeat: in the real articles, in one made of each, in as many drawn.

    Among those drawn several come from one real article, as in a large record: that must not show.
    """
    count = len(accounts)
    samples = {
        "real": accounts,
        "made": make_accounts(accounts, count),
        "drawn": draw_accounts(accounts, count, max(among, count)),
    }
    print(f"{count} articles, runs of four words, % of the different ones")
    print(
        f"{'':6}{'runs':>9}{'in one':>8}{'in two':>8}{'in more':>9}{'in over 1 %':>13}{'most, %':>9}"
    )
    for name, sample in samples.items():
        s = spread([account.article.text for account in sample])
        shares = (s.alone, s.in_two, s.in_more, s.in_over_one_percent, s.most)
        cells = "".join(
            f"{100 * share:>{width}.2f}"
            for share, width in zip(shares, (8, 8, 9, 13, 9), strict=True)
        )
        print(f"{name:6}{s.runs:>9,}{cells}")


def print_figures(figures: Sequence[Figures]) -> None:
    """A line for each size."""
    print(
        f"\n{'articles':>9}{'lookup ms':>11}{'95 %':>8}{'cold s':>8}{'index':>7}{'krokai ms':>11}"
    )
    for each in figures:
        peer = f"{each.peer:.1f}" if each.peer is not None else "–"
        print(
            f"{each.articles:>9,}{each.lookup:>11.2f}{each.dear:>8.2f}{each.cold:>8.2f}{each.index:>7.2f}{peer:>11}"
        )


def plot(figures: Sequence[Figures]) -> str:
    """Milliseconds a quotation by the number of articles, ours and krokai's."""
    most = max(*(f.lookup for f in figures), *(f.peer or 0 for f in figures))
    step = 1 if most <= 6 else 5 if most <= 30 else 20
    frame = Frame(
        Axis(
            "articles on record",
            max(f.articles for f in figures),
            max(f.articles for f in figures) / 5,
        ),
        Axis("milliseconds of CPU a quotation", step * (int(most / step) + 1), step),
        column=190,
    )
    points = [
        Point(f.articles, f.lookup, f"onrecord, {f.articles:,}: {f.lookup:.1f}") for f in figures
    ]
    points += [
        Point(f.articles, f.peer, f"krokai, {f.articles:,}: {f.peer:.1f}", RED, filled=False)
        for f in figures
        if f.peer is not None
    ]
    return draw(frame, "A quotation looked up, by articles on record", draw_points(frame, points))


def read_options() -> argparse.Namespace:
    """What to measure, and where."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument(
        "--folder", type=Path, help="where the record is made; else a folder that goes"
    )
    parser.add_argument("--peer-python", help="the interpreter of an environment with krokai")
    parser.add_argument(
        "--peer-most", type=int, default=5000, help="articles that krokai is given at most"
    )
    parser.add_argument("--added", type=int, default=60, help="articles to measure adding on")
    parser.add_argument("--plot", type=Path, help="write the plot there")
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    given = read_options()
    rows, model = load_rows(given.data), Model.load()
    accounts = [read_article(article_from_text(r["text"], key=r["id"]), model) for r in rows]
    print_spread(accounts, max(given.sizes))
    with tempfile.TemporaryDirectory() as folder:
        given.folder = given.folder or Path(folder)
        figures = list(measure(given, accounts, model))
    print_figures(figures)
    reading, whole, bare = time_adding(rows[: given.added], model)
    print(
        f"\nadding, ms an article: reading {reading:.1f}, adding {whole:.1f}, without the index {bare:.1f}: "
        f"{100 * (reading + whole) / (reading + bare) - 100:.1f} % dearer with it"
    )
    if given.plot:
        given.plot.write_text(plot(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
