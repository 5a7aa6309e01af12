"""The processes that read, each doing one task at a time; one that dies is replaced, and what it read is
listed.

A thread waits for each process. Tasks come back as futures, so that whoever asked may take them in the
order in which they were asked for. Comes after `worker`, before `adding`.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO, Protocol

from onrecord.adding.frames import receive, send
from onrecord.adding.tasks import Desk, Office, Read, Task
from onrecord.errors import OnrecordError, ReaderError
from onrecord.values import Failure

ATTEMPTS = 2
"""How often a document is given to a process: one that the system ended may have been the wrong one to
end."""
FEW_INPUTS = 4
"""So many documents are read in the command's own process: another one takes a second or two to begin."""
MOST_WORKERS = 8
MEMORY_EACH = 1_000_000_000
"""Bytes of free memory that we want for each process; the model and a long document take 0.6 GB."""
A_MOMENT = 5.0
"""Seconds in which a process that has closed its end of the pipe ends."""
COMMAND = [sys.executable, "-P", "-m", "onrecord.adding.worker"]
"""Starts a process that reads; nothing that lies in the user's folder is imported."""


class Readers(Protocol):
    """Whoever does tasks: this process, or several others."""

    ahead: int
    """How many tasks may be asked for before the first is taken."""

    def submit(self, task: Task) -> Future[Read]:
        """What will come of a task."""
        ...

    def close(self) -> None:
        """End whatever is still going on."""
        ...


def choose_workers(wanted: int | None, inputs: Sequence[object], many: bool) -> int:
    """How many processes shall read: as many as asked for, else by inputs, processors and free memory."""
    if wanted is not None:
        return wanted
    if len(inputs) <= FEW_INPUTS and not many:
        return 0
    return max(1, min(MOST_WORKERS, _processors(), _free_memory() // MEMORY_EACH))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _free_memory() -> int:
    """Bytes that the system can give, or more than enough where it does not tell."""
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return MOST_WORKERS * MEMORY_EACH


class OwnReader:
    """Does each task at once, in this process."""

    ahead = 0

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def submit(self, task: Task) -> Future[Read]:
        """What came of the task."""
        return already(self._desk.do(task))

    def close(self) -> None:
        """Nothing is going on."""


def already(read: Read) -> Future[Read]:
    """What is known before it is asked for."""
    done: Future[Read] = Future()
    done.set_result(read)
    return done


class ReadingProcesses:
    """Does tasks in so many other processes."""

    def __init__(self, count: int, office: Office) -> None:
        self.ahead = 8 * count
        self._office = office
        self._idle: queue.LifoQueue[_Process | None] = queue.LifoQueue()
        for _ in range(count):
            self._idle.put(None)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="onrecord-reader")
        self._lock = threading.Lock()
        self._alive: set[_Process] = set()
        self._closed = False

    def submit(self, task: Task) -> Future[Read]:
        """What will come of the task, done by the next process that is free."""
        return self._threads.submit(self._do, task)

    def close(self) -> None:
        """End the processes, whatever they are at."""
        with self._lock:
            self._closed = True
            for process in self._alive:
                process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for process in self._alive:
            process.end()

    def _do(self, task: Task) -> Read:
        process = self._idle.get()
        last: _Process | None = None
        try:
            for _ in range(ATTEMPTS):
                process = process or self._start()
                try:
                    return process.ask(task)
                except (EOFError, BrokenPipeError):
                    last, process = self._bury(process), None
                    if not last.was_killed:
                        break
            return Read((Failure(task.path, _why_it_ended(last)),), lasting=False)
        finally:
            self._idle.put(process)

    def _start(self) -> _Process:
        with self._lock:
            if self._closed:
                raise ReaderError("reading has been stopped")
            process = _Process(self._office)
            self._alive.add(process)
        return process

    def _bury(self, process: _Process) -> _Process:
        process.end()
        with self._lock:
            self._alive.discard(process)
            if self._closed:
                raise ReaderError("reading has been stopped")
        if not process.has_begun and not process.was_killed:
            raise ReaderError(
                f"a reading process could not begin ({process.last_words()}); "
                "try --workers 0, which reads in the command's own process"
            )
        return process


class _Process:
    """One reading process, seen from the writer."""

    def __init__(self, office: Office) -> None:
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        self._process = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, "PYTHONPATH": _search_path()},
        )
        self._office: Office | None = office

    @property
    def has_begun(self) -> bool:
        """Whether it has told that it is there."""
        return self._office is None

    @property
    def was_killed(self) -> bool:
        """Whether the system ended it."""
        return (self._process.returncode or 0) < 0

    @property
    def code(self) -> int:
        """Its exit status, negative for the signal that ended it."""
        return self._process.returncode or 0

    def ask(self, task: Task) -> Read:
        """What came of the task. Raises EOFError where the process is gone, or an error that it met."""
        tasks, answers = self._process.stdin, self._process.stdout
        if tasks is None or answers is None:
            raise EOFError
        if self._office is not None:
            send(tasks, self._office)
            receive(answers)
            self._office = None
        send(tasks, task)
        answer: Read | OnrecordError = receive(answers)
        if isinstance(answer, OnrecordError):
            raise answer
        return answer

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def end(self) -> None:
        """Wait until it is gone, and let go of its pipes. One that is ending is given time to say why."""
        try:
            self._process.wait(A_MOMENT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                _close_quietly(pipe.close)

    def last_words(self) -> str:
        """The last line that it left on standard error."""
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").split("\n")
        told = [line.strip() for line in lines if line.strip()]
        return told[-1][:200] if told else f"exit status {self.code}"


def _close_quietly(close: Callable[[], None]) -> None:
    try:
        close()
    except BrokenPipeError:  # what was still to be sent has nobody to go to
        return


def _search_path() -> str:
    """Where a process of ours finds the very onrecord that starts it."""
    own = str(Path(__file__).parents[2])
    return os.pathsep.join([own, *filter(None, [os.environ.get("PYTHONPATH")])])


def _why_it_ended(process: _Process | None) -> str:
    """Why a document could not be read when the process that read it has ended."""
    words = process.last_words() if process else ""
    if process and process.was_killed:
        name = signal.Signals(-process.code).name
        return (
            f"the system ended the process that read it, {ATTEMPTS} times ({name}), most likely for want of "
            "memory: split the document, or add it alone with --workers 1"
        )
    if words.startswith("MemoryError"):
        return "there was not enough memory to read it: split it, or add it alone with --workers 1"
    return (
        f"reading it ended in an error that onrecord does not know ({words}): please report this with "
        "the document"
    )
