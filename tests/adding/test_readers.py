"""Processes that read: what they find is what one process finds, and none of them ends a run."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.adding import readers
from onrecord.adding.adding import Adding
from onrecord.adding.outcomes import Added, Outcome
from onrecord.adding.reader import Reader
from onrecord.article.inputs import Input
from onrecord.errors import ReaderError
from onrecord.publish.export import write_export
from onrecord.record import Store
from onrecord.settings import Settings
from onrecord.values import Failure

COVERAGE = Path(__file__).parents[2] / "examples" / "coverage"
FILES = (
    "02-kestrel-interview.txt",
    "06-northgate-wire.txt",
    "07-dalton-evening-mail.html",
    "14-briefs.jsonl",
)
FAST = Settings(model="fast")

STAND_IN = """
import os, signal, sys
from onrecord.adding import tasks, worker
from onrecord.values import Account

class QuickReader(tasks.Reader):
    def account(self, article):
        if "KILL ME ONCE" in article.text and not os.path.exists("killed"):
            open("killed", "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
        if "KILL ME" in article.text and "ONCE" not in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "BREAK ME" in article.text:
            raise ZeroDivisionError("nobody thought of this")
        if "MEMORY" in article.text:
            raise MemoryError
        return Account(article, ())

tasks.Reader = QuickReader
worker.main()
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading processes without a model, which die of certain documents."""
    script = tmp_path / "stand_in.py"
    script.write_text(STAND_IN, encoding="utf-8")
    monkeypatch.setattr(readers, "COMMAND", [sys.executable, str(script)])


def add(path: Path, *paths: str, workers: int) -> list[Outcome]:
    """What became of the documents, read by so many processes."""
    with Store.open(path, create=True) as store:
        return list(Adding(store, Reader(FAST), paths, workers=workers).outcomes())


def exported(path: Path) -> str:
    """The whole record as lines."""
    stream = io.StringIO()
    with Store.open(path) as store:
        write_export(store, "jsonl", stream)
    return stream.getvalue()


def test_any_number_of_processes_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(COVERAGE / name, tmp_path)
    paths = [str(tmp_path / name) for name in FILES]

    told = [
        add(tmp_path / "own.db", *paths, workers=0),
        add(tmp_path / "one.db", *reversed(paths), workers=1),
        add(tmp_path / "three.db", str(tmp_path / FILES[3]), *paths, workers=3),
    ]

    own, one, three = (exported(tmp_path / f"{name}.db") for name in ("own", "one", "three"))
    assert own.count("\n") > 20
    assert own == one == three
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("KILL ME", "the system ended the process that read it, 2 times (SIGKILL)"),
        ("BREAK ME", "ZeroDivisionError: nobody thought of this"),
        ("MEMORY", "not enough memory"),
    ],
)
def test_a_document_that_ends_its_process_is_listed_and_the_run_goes_on(
    tmp_path: Path, write: Callable[..., str], stand_in: None, words: str, reason: str
) -> None:
    write("a/1.txt"), write("a/2.txt", more=f" {words}"), write("a/3.txt"), write("a/4.txt")

    outcomes = add(tmp_path / "record.db", "a", workers=2)

    assert [o.key for o in outcomes if isinstance(o, Added)] == ["1.txt", "3.txt", "4.txt"]
    (failure,) = (o for o in outcomes if isinstance(o, Failure))
    assert failure.path == "a/2.txt"
    assert reason in failure.reason
    assert len(add(tmp_path / "record.db", "a", workers=1)) == 4


def test_a_process_that_is_killed_by_mistake_is_replaced(
    tmp_path: Path, write: Callable[..., str], stand_in: None
) -> None:
    write("a/1.txt"), write("a/2.txt", more=" KILL ME ONCE")

    outcomes = add(tmp_path / "record.db", "a", workers=2)

    assert [o.key if isinstance(o, Added) else o.reason for o in outcomes] == ["1.txt", "2.txt"]


def test_processes_that_do_not_start_are_told(
    tmp_path: Path, write: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "COMMAND", [sys.executable, "-c", "raise SystemExit('no room')"])

    with pytest.raises(ReaderError, match=r"could not begin \(no room\).*--workers 0"):
        add(tmp_path / "record.db", write("1.txt"), workers=1)


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER], stdout=subprocess.PIPE, text=True, cwd=tmp_path
    )
    assert writer.stdout is not None
    reader = int(writer.stdout.readline())
    writer.kill()
    writer.wait()
    writer.stdout.close()

    for _ in range(200):
        if not is_running(reader):
            return
        time.sleep(0.05)
    raise AssertionError("the reading process is still there")


WRITER = """
import sys, time
from onrecord.adding.readers import _Process
from onrecord.adding.tasks import Office, ReadInput
from onrecord.article.inputs import Input
from onrecord.settings import Settings
process = _Process(Office(Settings(), "record.db"))
process.ask(ReadInput(Input("gone.txt", "gone.txt")))
print(process._process.pid, flush=True)
time.sleep(60)
"""


def is_running(pid: int) -> bool:
    """Whether there is a process of that number that has not ended."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


@pytest.mark.parametrize(
    ("wanted", "inputs", "many", "expected"),
    [(3, 1, False, 3), (0, 1000, True, 0), (None, 4, False, 0)],
)
def test_as_many_processes_as_asked_for_and_none_for_few_documents(
    wanted: int | None, inputs: int, many: bool, expected: int
) -> None:
    given = [Input(str(n), str(n)) for n in range(inputs)]

    assert readers.choose_workers(wanted, given, many) == expected


def test_without_a_wish_processors_and_memory_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [Input(str(n), str(n)) for n in range(100)]
    monkeypatch.setattr(readers, "_processors", lambda: 6)
    monkeypatch.setattr(readers, "_free_memory", lambda: 3_500_000_000)

    assert readers.choose_workers(None, given, False) == 3
