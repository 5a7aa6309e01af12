"""`onrecord add` with the model's work done before: each article's account is taken from a file.

Everything but the model is as it is: files, processes that read, ledger, writing. So that a run begins in
milliseconds, its processes are forked from ones that have loaded all modules and opened nothing: the writer
from the caller (`Run`), the readers from one that waits at a socket (`serve_readers`), to which `relay.py`
passes what the writer sends. `store_accounts` reads the documents once and fills the folder.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import socket
import sys
from collections.abc import Iterable
from pathlib import Path

from onrecord.adding import readers, tasks, worker
from onrecord.adding.reader import Reader
from onrecord.cli import adding
from onrecord.cli.main import run
from onrecord.errors import NoArticleText
from onrecord.settings import Settings
from onrecord.values import Account, Article

RELAY = Path(__file__).with_name("relay.py")


class StoredReader(Reader):
    """Gives accounts that are in a folder."""

    folder = Path()

    def account(self, article: Article) -> Account:
        """The account of the article's text."""
        path = self.folder / f"{article.version}.pickle"
        if not path.exists():
            raise NoArticleText("has no account in the folder: fill it anew")
        account: Account = pickle.loads(path.read_bytes())
        return account


def store_accounts(paths: Iterable[str], folder: Path, settings: Settings) -> int:
    """How many accounts of documents were put into the folder, read by the model."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for account in Reader(settings).accounts(paths):
        if isinstance(account, Account):
            name = f"{account.article.version}.pickle"
            (folder / name).write_bytes(pickle.dumps(account))
            count += 1
    return count


def use(folder: Path, place: Path) -> None:
    """Let this process take accounts from the folder, and its readers be those that wait at the socket."""
    StoredReader.folder = folder
    tasks.Reader = StoredReader  # type: ignore[misc]
    adding.Reader = StoredReader  # type: ignore[misc]
    readers.COMMAND = [sys.executable, "-I", "-S", str(RELAY), str(place)]


def serve_readers(folder: Path, place: Path) -> int:
    """The number of a process that makes a reader for each that connects to the socket."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(place))
    listening.listen(64)
    number = os.fork()
    if number:
        listening.close()
        return number
    use(folder, place)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        connection, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            try:
                worker._serve(connection.makefile("rb"), connection.makefile("wb"))
            finally:
                os._exit(0)
        connection.close()


def count_writes() -> int:
    """How many writes the preloaded library (`failing_writes.c`) has counted in this process."""
    library = ctypes.CDLL(os.environ["LD_PRELOAD"])
    return int(ctypes.c_long.in_dll(library, "failing_calls").value)


class Run:
    """A command of `onrecord` in a process of its own, the head of its group."""

    def __init__(
        self, arguments: list[str], errors: Path, env: dict[str, str] | None = None
    ) -> None:
        self.errors = errors
        self.code: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            self._become(arguments, env or {})

    def _become(self, arguments: list[str], env: dict[str, str]) -> None:
        os.setsid()
        os.environ.update(env)
        told = os.open(self.errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(told, 1)
        os.dup2(told, 2)
        code = 70
        try:
            code = run(arguments)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            if "FAIL_COUNT" in env:
                Path(env["FAIL_COUNT"]).write_text(str(count_writes()), encoding="ascii")
            os._exit(code)

    def poll(self) -> int | None:
        """Its exit code, negative for the signal that ended it; None while it goes on."""
        if self.code is None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            self.code = os.waitstatus_to_exitcode(status) if ended else None
        return self.code

    def wait(self) -> int:
        """Its exit code, once it has ended."""
        if self.code is None:
            _, status = os.waitpid(self.pid, 0)
            self.code = os.waitstatus_to_exitcode(status)
        return self.code

    def kill(self, *, group: bool = False) -> None:
        """End it at once, or it and all that it has started."""
        if self.poll() is None:
            (os.killpg if group else os.kill)(self.pid, signal.SIGKILL)
