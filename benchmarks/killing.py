"""What is left of the record when an `add` is killed, or its disk fills up or fails, at any point.

    python benchmarks/killing.py kills [--points 200] [--workers 4] [--documents 80] [--seed 1] [--plain]
    python benchmarks/killing.py faults [--points 60] [--documents 40] [--seed 1]

The documents are the example coverage under other names (`made_films.Renaming`), read once by the fast
model; the accounts then come from a folder (`stored_reading`), so that there is time for many points.
*kills*: the run is killed (SIGKILL) at a random moment and given again, a few times; then it is left to
come to its end, and the next record is begun. Of ten kills, seven hit the writing process, two it and all
its readers at once, one a reader and a moment later the writer. With `--plain` the command is run as it
stands, with the fast model. *faults*: the n-th write of the run to the record's files fails
(`failing_writes.c`), n at random: no space from there on, half a write and then no space, or one
input/output error; what is left is looked at, and the run given again with the disk in order. After each
ingest the export is compared with that of an undisturbed run, and the record verified.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.publish.export import write_export
from onrecord.record import Store
from onrecord.record.verifying import verify
from onrecord.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))

from made_films import Renaming, read_bands
from stored_reading import Run, serve_readers, store_accounts, use

COVERAGE = Path(__file__).parents[1] / "examples" / "coverage"
SOURCE = Path(__file__).with_name("failing_writes.c")
_WORD = re.compile(r"[^\W\d_]+")
HOWS = ("full", "short", "once")


class Program:
    """The same as `Run`, as a user runs it."""

    def __init__(self, arguments: list[str], errors: Path) -> None:
        self.errors = errors
        with errors.open("wb") as told:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "onrecord", *arguments],
                stdout=told,
                stderr=told,
                start_new_session=True,
            )
        self.pid = self._process.pid

    def poll(self) -> int | None:
        """Its exit code, None while it goes on."""
        return self._process.poll()

    def wait(self) -> int:
        """Its exit code, once it has ended."""
        return self._process.wait()

    def kill(self, *, group: bool = False) -> None:
        """End it at once, or it and all that it has started."""
        if self.poll() is None:
            (os.killpg if group else os.kill)(self.pid, signal.SIGKILL)


Disturbed = Run | Program


@dataclass(frozen=True)
class Ground:
    """Documents, their accounts, and what an undisturbed run makes of them."""

    folder: Path
    documents: Path
    is_plain: bool
    export: bytes = b""
    seconds: float = 0.0

    def begin(self, record: Path, workers: int, env: dict[str, str] | None = None) -> Disturbed:
        """The run that is disturbed."""
        errors = self.folder / f"told-by-{record.stem}"
        add = ["add", str(self.documents), "--record", str(record), "--workers", str(workers)]
        if self.is_plain:
            return Program([*add, "--model", "fast"], errors)
        return Run(add, errors, env)


@dataclass
class Outcome:
    """What was done to the runs and what came of it."""

    points: Counter[str] = field(default_factory=Counter)
    ingests: int = 0
    lost: int = 0
    duplicated: int = 0
    other_exports: int = 0
    corrupt: int = 0
    stopped: int = 0
    """Runs that a fault has ended with an error of ours; the others did not notice."""
    unclear: list[str] = field(default_factory=list)
    """Runs that ended neither well nor with an error of ours."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing went wrong."""
        return not (
            self.lost or self.duplicated or self.other_exports or self.corrupt or self.unclear
        )


def make_documents(folder: Path, count: int, seed: int) -> None:
    """Write so many documents: the texts of the example coverage, each time with other names."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(COVERAGE.glob("*.txt"))}
    names, bands = find_capitals(list(texts.values())), read_bands(texts.values())
    folder.mkdir(parents=True)
    for number in range(count):
        stem = list(texts)[number % len(texts)]
        renaming = Renaming(names, bands, seed * 1_000_003 + number // len(texts))
        text = shorten(renaming.text(texts[stem]))
        (folder / f"{number:04}-{stem}.txt").write_text(text, encoding="utf-8")


def find_capitals(texts: Sequence[str]) -> list[str]:
    """Words that stand in these texts with a capital letter only: names, mostly.

    >>> find_capitals(["The bell. A bell for Halvane."])
    ['Halvane']
    """
    words = {word for text in texts for word in _WORD.findall(text)}
    small = {word for word in words if word.islower()}
    return sorted(w for w in words if w.istitle() and len(w) > 3 and w.lower() not in small)


def shorten(text: str, words: int = 400) -> str:
    """The first paragraphs of a text, up to about so many words."""
    kept, count = [], 0
    for paragraph in text.split("\n\n"):
        kept.append(paragraph)
        count += len(paragraph.split())
        if count > words:
            break
    return "\n\n".join(kept)


def prepare(folder: Path, documents: int, workers: int, seed: int, plain: bool) -> Ground:
    """Make documents and accounts, and add them once without any disturbance."""
    place, accounts = folder / "coverage", folder / "accounts"
    make_documents(place, documents, seed)
    if not plain:
        store_accounts([str(place)], accounts, Settings(model="fast"))
        use(accounts, folder / "readers")
    blank = Ground(folder, place, plain)
    record = folder / "undisturbed.db"
    begun = time.monotonic()
    if blank.begin(record, workers).wait():
        raise SystemExit((folder / "told-by-undisturbed").read_text(encoding="utf-8"))
    return replace(blank, export=export(record), seconds=time.monotonic() - begun)


def export(record: Path) -> bytes:
    """The whole record as `onrecord export` prints it."""
    stream = io.StringIO()
    with Store.open(record) as store:
        write_export(store, "jsonl", stream)
    return stream.getvalue().encode()


# --- kills ----------------------------------------------------------------------------------------


def run_kills(ground: Ground, points: int, workers: int, seed: int) -> Outcome:
    """Kill runs until so many points are reached; each ingest is brought to its end and looked at."""
    drawn, outcome = random.Random(seed), Outcome()
    while sum(outcome.points.values()) < points:
        record = ground.folder / f"killed-{outcome.ingests}.db"
        allowed = min(drawn.randint(4, 20), points - sum(outcome.points.values()))
        for _ in range(allowed):
            kind = drawn.choices(("writer", "all", "reader"), (7, 2, 1))[0]
            if disturb(ground, record, workers, kind, drawn):
                break
            outcome.points[kind] += 1
        finish(ground, record, workers, outcome)
        show(outcome, points)
    return outcome


def disturb(ground: Ground, record: Path, workers: int, kind: str, drawn: random.Random) -> bool:
    """Begin or go on with a run and kill it, or one of its readers; whether it came to its end before."""
    run = ground.begin(record, workers)
    wait_for_begin(run, record)
    time.sleep(drawn.uniform(0, 0.25 * ground.seconds))
    if run.poll() is not None:
        return True
    if kind == "reader":
        for child in children(run.pid)[:1]:
            kill(child)
        time.sleep(drawn.uniform(0, 0.5))
    run.kill(group=kind == "all")
    return run.wait() == 0


def wait_for_begin(run: Disturbed, record: Path) -> None:
    """Wait until the run has begun to write to the record, or is over."""
    journal = record.with_name(f"{record.name}-wal")
    before = journal.stat().st_size if journal.exists() else -1
    until = time.monotonic() + 60
    while run.poll() is None and time.monotonic() < until:
        if journal.exists() and journal.stat().st_size != before:
            break
        time.sleep(0.005)


def children(process: int) -> list[int]:
    """The processes that a process has started (Linux)."""
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(number) for number in path.read_text().split()] if path.exists() else []


def kill(process: int) -> None:
    """End a process at once, if it is still there."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def finish(ground: Ground, record: Path, workers: int, outcome: Outcome) -> None:
    """Bring an ingest to its end and compare what it has come to."""
    run = ground.begin(record, workers)
    if run.wait():
        outcome.unclear.append(run.errors.read_text(encoding="utf-8")[-400:])
    compare(ground, record, outcome)
    for path in ground.folder.glob(f"{record.name}*"):
        path.unlink()


def compare(ground: Ground, record: Path, outcome: Outcome) -> None:
    """Count what is lost, there twice, other than it should be, or corrupt."""
    outcome.ingests += 1
    found = export(record)
    wanted, held = ids_of(ground.export), ids_of(found)
    outcome.lost += sum((wanted - held).values())
    outcome.duplicated += sum((held - wanted).values())
    outcome.other_exports += found != ground.export
    with Store.open(record) as store:
        checked = verify(store)
    outcome.corrupt += not checked.is_sound
    outcome.unclear += [f"{fault.where}: {fault.what}" for fault in checked.left[:3]]


def ids_of(exported: bytes) -> Counter[str]:
    """The ids of the statements of an export."""
    return Counter(json.loads(line)["id"] for line in exported.splitlines())


# --- faults ---------------------------------------------------------------------------------------


def preload(folder: Path) -> None:
    """Begin this program anew with a library that can let writes fail."""
    library = folder / "failing_writes.so"
    subprocess.run(
        ["gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True
    )
    env = {**os.environ, "LD_PRELOAD": str(library)}
    os.execve(sys.executable, [sys.executable, *sys.argv], env)


def run_faults(ground: Ground, points: int, seed: int) -> Outcome:
    """Let one write of a run fail, go on with the disk in order, and look at what is there."""
    drawn, outcome = random.Random(seed), Outcome()
    total = writes_of_a_run(ground)
    for number in range(points):
        how = HOWS[number % len(HOWS)]
        record = ground.folder / f"fault-{number}.db"
        settings = {"FAIL_AT": str(drawn.randint(1, total)), "FAIL_HOW": how}
        run = ground.begin(record, 0, {"FAIL_PATH": record.name, **settings})
        code, told = run.wait(), run.errors.read_text(encoding="utf-8")
        outcome.points[how] += 1
        outcome.stopped += code == 2
        if code not in (0, 2) or "Traceback" in told:
            outcome.unclear.append(f"{settings}: {code} {told[-400:]}")
        if record.exists() and record.stat().st_size:
            outcome.corrupt += not is_sound_now(record)
        finish(ground, record, 0, outcome)
        show(outcome, points)
    return outcome


def writes_of_a_run(ground: Ground) -> int:
    """The writes to the record's files of a run that nothing disturbs."""
    count, record = ground.folder / "writes", ground.folder / "fault-none.db"
    ground.begin(record, 0, {"FAIL_PATH": record.name, "FAIL_COUNT": str(count)}).wait()
    return int(count.read_text(encoding="ascii"))


def is_sound_now(record: Path) -> bool:
    """Whether a copy of what the failed run left, journal and all, is a sound record or an empty file."""
    with tempfile.TemporaryDirectory() as folder:
        for path in record.parent.glob(f"{record.name}*"):
            shutil.copy(path, folder)
        with Store.open(Path(folder) / record.name, create=True) as store:
            return verify(store).is_sound


def show(outcome: Outcome, points: int) -> None:
    """How far it is, in one line on standard error."""
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(outcome.points.items()))
    print(
        f"{outcome.ingests} ingests; {told} of {points}; lost {outcome.lost}, twice {outcome.duplicated}, "
        f"other exports {outcome.other_exports}, corrupt {outcome.corrupt}, "
        f"unclear {len(outcome.unclear)}",
        file=sys.stderr,
        flush=True,
    )


def main() -> int:
    """Run one of the two and print a table."""
    options = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    options.add_argument("what", choices=("kills", "faults"))
    options.add_argument("--points", type=int)
    options.add_argument("--workers", type=int, default=4)
    options.add_argument("--documents", type=int)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--plain", action="store_true")
    given = options.parse_args()
    if given.what == "faults" and "LD_PRELOAD" not in os.environ:
        preload(Path(tempfile.mkdtemp()))
    with tempfile.TemporaryDirectory() as folder:
        outcome, ground = measure(Path(folder), given)
    print_table(given.what, outcome, len(ids_of(ground.export)))
    return 0 if outcome.is_clean else 1


def measure(folder: Path, given: argparse.Namespace) -> tuple[Outcome, Ground]:
    """What came of the runs, and of the one that nothing disturbed."""
    if given.what == "faults":
        ground = prepare(folder, given.documents or 40, 0, given.seed, plain=False)
        return run_faults(ground, given.points or 60, given.seed), ground
    documents, workers = given.documents or 80, given.workers
    server = 0 if given.plain else serve_readers(folder / "accounts", folder / "readers")
    try:
        ground = prepare(folder, documents, workers, given.seed, given.plain)
        return run_kills(ground, given.points or 200, workers, given.seed), ground
    finally:
        if server:
            kill(server)


def print_table(what: str, outcome: Outcome, statements: int) -> None:
    """The figures as Markdown."""
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(outcome.points.items()))
    if what == "faults":
        told += f"; {outcome.stopped} stopped the run"
    print(f"| {what} | ingests | statements each | lost | duplicated | other exports | corrupt |")
    print("|---|---|---|---|---|---|---|")
    print(
        f"| {told} | {outcome.ingests} | {statements} | {outcome.lost} | {outcome.duplicated} |"
        f" {outcome.other_exports} | {outcome.corrupt} |"
    )
    for line in outcome.unclear:
        print(line)


if __name__ == "__main__":
    sys.exit(main())
