"""`add` as a user runs it: several processes, stopped by Ctrl-C, given again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from onrecord.errors import NotARecord, NotOnRecord
from onrecord.record import Store

COUNT = 160
"""Documents: two readers take eight seconds for them, long enough to be stopped on any machine."""
WORDS = (
    "The ferry on the river has crossed for {} years and the film about it opened last week in the town "
    "where it was shot. “The water was cold and nobody was getting in it,” said the director after the "
    "screening, and laughed."
)
SLOW = """
import sys, time
from onrecord.adding import readers, tasks, worker
from onrecord.values import Account

class SlowReader(tasks.Reader):
    def account(self, article):
        time.sleep(0.1)
        return Account(article, ())

tasks.Reader = SlowReader
if sys.argv[1:] == ["--read"]:
    worker.main()
else:
    readers.COMMAND = [sys.executable, __file__, "--read"]
    from onrecord.cli.main import main
    main(sys.argv[1:])
"""


@pytest.fixture
def begin(tmp_path: Path) -> Callable[[], subprocess.Popen[str]]:
    """Starts `add` over the documents with two slow readers."""
    (tmp_path / "slow.py").write_text(SLOW, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    for number in range(COUNT):
        path = tmp_path / "docs" / f"{number:03}.txt"
        path.write_text(WORDS.format(number), encoding="utf-8")
    command = [sys.executable, "slow.py", "add", "docs", "--workers", "2"]
    return lambda: subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        start_new_session=True,
        # Under nohup and in jobs in the background the signal is ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def wait_until_some_are_in(record: Path) -> None:
    """Wait until the run has added a few articles."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(NotARecord, NotOnRecord), Store.open(record) as store:
            if store.status().articles > 2:
                return
        time.sleep(0.05)
    raise AssertionError("nothing was added")


def test_ctrl_c_keeps_what_is_done_and_the_same_command_goes_on(
    begin: Callable[[], subprocess.Popen[str]], tmp_path: Path
) -> None:
    run = begin()
    wait_until_some_are_in(tmp_path / "record.db")
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: all processes are told
    out, err = run.communicate(timeout=60)

    assert (run.returncode, out) == (2, "")
    assert (
        f"of {COUNT} inputs done and kept in record.db. To go on, give the same command again."
        in err
    )
    assert "Traceback" not in err
    with Store.open(tmp_path / "record.db") as store:
        kept = store.status().articles
        (job,) = store.ledger.unfinished()
        assert (job.inputs, job.done) == (COUNT, kept)

    out, err = begin().communicate(timeout=120)

    assert err == ""
    assert out == f"{COUNT - kept} added, {kept} unchanged; 0 new statements; record record.db\n"


def test_no_process_is_left_behind(
    begin: Callable[[], subprocess.Popen[str]], tmp_path: Path
) -> None:
    run = begin()
    wait_until_some_are_in(tmp_path / "record.db")
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=60)

    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)
