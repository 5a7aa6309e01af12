"""A reading process: does the tasks that come through standard input until nobody is there to send one.

Started by `readers` as `python -m onrecord.adding.worker`. It opens the record only to look; the writer
writes.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import IO

from onrecord.adding.frames import receive, send
from onrecord.adding.tasks import Desk, Office, Read
from onrecord.errors import OnrecordError


def main() -> None:
    """Serve the process that started this one, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the writer is told, and sees to its readers
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not come between the answers
    try:
        _serve(sys.stdin.buffer, answers)
    except (EOFError, BrokenPipeError):
        os._exit(0)  # the writer is gone


def _serve(tasks: IO[bytes], answers: IO[bytes]) -> None:
    office: Office = receive(tasks)
    desk = Desk(office)
    send(answers, None)  # that it is there
    while True:
        task = receive(tasks)
        answer: Read | OnrecordError
        try:
            answer = desk.do(task)
        except OnrecordError as error:
            answer = error
        send(answers, answer)


if __name__ == "__main__":
    main()
