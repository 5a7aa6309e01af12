"""What standard error shows while documents are read: progress, and a line for every failure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

import click

from onrecord.cli.page import printable
from onrecord.values import Failure, LeftOut

Tell: TypeAlias = Callable[[str], None]
"""Told the name of each document as it is done."""


class Failures:
    """Keeps what could not be read, and what is not read, and says so on standard error at once."""

    def __init__(self) -> None:
        self.all: list[Failure] = []
        self.left_out: list[LeftOut] = []

    def report(self, failure: Failure) -> None:
        """One line: which document, and why, and what to do."""
        if isinstance(failure, LeftOut):
            self.left_out.append(failure)
        else:
            self.all.append(failure)
        print_error(f"{failure.path}: {failure.reason}")


def print_error(message: str) -> None:
    """One line on standard error, safe on a terminal."""
    click.echo(f"onrecord: {printable(' '.join(message.split()))}", err=True)


@contextmanager
def progress(verb: str, *, shown: bool = True) -> Iterator[Tell]:
    """Counts documents on standard error while the block runs, if that is a terminal.

    Not `shown` where results stream to the same terminal and are progress enough.
    """
    if not (shown and sys.stderr.isatty()):
        yield lambda name: None
        return
    from rich.console import Console

    console = Console(file=sys.stderr, highlight=False, markup=False, emoji=False)
    with console.status(f"{verb} …") as status:
        done = 0

        def tell(name: str) -> None:
            nonlocal done
            done += 1
            status.update(f"{verb} … {done} done, last {printable(name)[-60:]}")

        yield tell
