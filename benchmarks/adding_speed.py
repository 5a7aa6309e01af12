"""How fast `onrecord add` is, on one process and on several, and as the record grows.

    python benchmarks/adding_speed.py reading [--documents 60] [--workers 1 2] [--model fast]
    python benchmarks/adding_speed.py growth [--sizes 250 500 1000 2000] [--plot docs/adding.svg]
    python benchmarks/adding_speed.py again [--files 20000]

*reading*: the command as it stands, with the model, over the example coverage under other names; seconds by
the clock and of CPU (all processes), from start to exit. *growth*: the storage part alone: accounts of made
films (`made_films`: every article of the example coverage, with other names and words for each film) are
added to one record, and the CPU of the last hundred articles before each size is told for one article, the
file's bytes, too. *again*: so many files of a few words, which hold no statement, are added by a reader
that finds nothing, and then added again: what a second run costs that has nothing to do. CPU is the
system's figure for the process and its children; the clock depends on what else the machine does.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from onrecord.adding.adding import Adding
from onrecord.adding.reader import Reader
from onrecord.record import Store
from onrecord.settings import Settings
from onrecord.values import Account, Article

sys.path.insert(0, str(Path(__file__).parent))

from drawing import RED, Axis, Frame, Point, draw, draw_points
from killing import COVERAGE, make_documents
from made_films import make_films

LAST = 100
"""Articles that the time for one is taken from."""


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock, and of CPU."""

    clock: float
    cpu: float


def spend(do: Callable[[], object]) -> Spent:
    """What doing something takes, with the processes that it starts and waits for."""
    before, begun = _cpu(), time.monotonic()
    do()
    return Spent(time.monotonic() - begun, _cpu() - before)


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def measure_reading(folder: Path, documents: int, workers: Sequence[int], model: str) -> None:
    """Print articles a second for each number of processes."""
    make_documents(folder / "coverage", documents, seed=1)
    print(
        "| processes that read | articles | seconds | articles a second | CPU seconds an article |"
    )
    print("|---|---|---|---|---|")
    for count in workers:
        record = folder / f"{count}.db"
        add = ["add", str(folder / "coverage"), "--record", str(record)]
        command = [sys.executable, "-m", "onrecord", *add, "--workers", str(count)]
        command += ["--model", model]
        spent = spend(
            lambda command=command: subprocess.run(command, check=True, capture_output=True)
        )  # type: ignore[misc]
        rate, each = documents / spent.clock, spent.cpu / documents
        print(
            f"| {count} | {documents} | {spent.clock:.1f} | {rate:.1f} | {each:.2f} |", flush=True
        )


def measure_growth(folder: Path, sizes: Sequence[int], plot: Path | None) -> None:
    """Print what one more article costs at each size of the record."""
    reader = Reader(Settings(model="fast"))
    paths = [str(path) for path in sorted(COVERAGE.iterdir()) if path.is_file()]
    accounts = [found for found in reader.accounts(paths) if isinstance(found, Account)]
    made = make_films(accounts, 1 + max(sizes) // len(accounts))
    print("| articles | statements | ms of CPU an article | MB | KB an article |")
    print("|---|---|---|---|---|")
    points: list[Point] = []
    with Store.open(folder / "growing.db", create=True) as store:
        held = 0
        for size in sizes:
            add_all(store, islice(made, size - held - LAST))
            last = [spend(lambda one=one: store.add(one)).cpu for one in islice(made, LAST)]  # type: ignore[misc]
            held, status = size, store.status()
            each = 1000 * statistics.fmean(last)
            print(
                f"| {status.articles:,} | {status.statements:,} | {each:.1f} |"
                f" {status.bytes / 1e6:.0f} | {status.bytes / 1e3 / status.articles:.0f} |",
                flush=True,
            )
            points.append(Point(status.articles / 1000, each, f"{each:.0f} ms", RED))
    if plot:
        plot.write_text(draw_growth(points), encoding="utf-8")


def add_all(store: Store, accounts: Iterator[Account]) -> None:
    """Put accounts into the record."""
    for account in accounts:
        store.add(account)


def draw_growth(points: Sequence[Point]) -> str:
    """The plot of what one more article costs."""
    step = 5 * math.ceil(max(point.y for point in points) / 25)
    across = Axis("thousand articles on record", points[-1].x, points[-1].x / 4, ",.2g")
    frame = Frame(across, Axis("ms of CPU an article", step * 5, step), column=60)
    return draw(frame, "Adding one more article, the model left out", draw_points(frame, points))


class BlindReader(Reader):
    """Finds nothing in an article."""

    def account(self, article: Article) -> Account:
        """The article alone."""
        return Account(article, ())


def measure_again(folder: Path, files: int) -> None:
    """Print what adding files costs that hold nothing, and adding them once more."""
    words = "The ferry went out on day {} and came back with nobody who said a word to the press, as before."
    for number in range(files):
        place = folder / "files" / f"{number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.txt").write_text(words.format(number), encoding="utf-8")
    print("| run | files | seconds | CPU seconds | ms of CPU a file |")
    print("|---|---|---|---|---|")
    with Store.open(folder / "record.db", create=True) as store:
        for run in ("first", "second"):
            adding = Adding(store, BlindReader(), [str(folder / "files")])
            spent = spend(lambda adding=adding: [None for _ in adding.outcomes()])  # type: ignore[misc]
            each = 1000 * spent.cpu / files
            print(
                f"| {run} | {files:,} | {spent.clock:.1f} | {spent.cpu:.1f} | {each:.2f} |",
                flush=True,
            )


def main() -> None:
    """Measure one of the three."""
    options = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    options.add_argument("what", choices=("reading", "growth", "again"))
    options.add_argument("--documents", type=int, default=60)
    options.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options.add_argument("--model", default="fast")
    options.add_argument("--sizes", type=int, nargs="+", default=[250, 500, 1000, 2000])
    options.add_argument("--plot", type=Path)
    options.add_argument("--files", type=int, default=20_000)
    given = options.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory() as folder:
        if given.what == "reading":
            measure_reading(Path(folder), given.documents, given.workers, given.model)
        elif given.what == "growth":
            measure_growth(Path(folder), given.sizes, given.plot)
        else:
            measure_again(Path(folder), given.files)


if __name__ == "__main__":
    main()
