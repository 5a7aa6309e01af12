"""The commands that look after the file of a record: `verify` and `backup`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import format_option, record_option
from onrecord.cli.page import counted, printable
from onrecord.cli.progress import Tell
from onrecord.publish.forms import json_line, json_page

if TYPE_CHECKING:
    from onrecord.record.findings import Fault, Verification

SHOWN = 10
"""Faults of one kind that text output lists one by one."""


@click.command(
    "verify",
    epilog="""\b
Examples:
  onrecord verify
  onrecord verify --record lowenna.db --repair
  onrecord verify --quick --format json
""",
)
@click.option(
    "--repair",
    is_flag=True,
    help="Put right what texts and stored values are enough for; list what they are not.",
)
@click.option(
    "--quick",
    is_flag=True,
    help="Leave out what has to be derived anew: utterances, people, occasions.",
)
@record_option
@format_option
def verify_command(repair: bool, quick: bool, record: Path, form: str) -> int:
    """Check everything in the record: is it what was put there, and what follows from it?

    Pages of the file, rows, texts and digests, every span within its text, columns, the index of words;
    then utterances, people and occasions are derived anew in a copy and compared. The exit code is 1
    where something is wrong and not repaired.
    """
    from onrecord.record import Store
    from onrecord.record.verifying import verify

    with Store.open(record) as store, _working("verifying") as tell:
        found = verify(store, repair=repair, quick=quick, tell=tell)
    if form == "text":
        _print_found(found)
    else:
        shown = {**asdict(found), "sound": found.is_sound}
        click.echo(json_page(shown) if form == "json" else json_line(shown))
    return 0 if found.is_sound else 1


def _print_found(found: Verification) -> None:
    for part in found.skipped:
        click.echo(f"not checked: {printable(part)}")
    if found.repaired:
        mended = Counter(_kind(fault) for fault in found.found)
        for kind, count in mended.items():
            click.echo(f"found: {kind} ({count:,})")
    told: Counter[str] = Counter()
    for fault in found.left:
        told[_kind(fault)] += 1
        if told[_kind(fault)] <= SHOWN:
            click.echo(printable(_line(fault)))
    for kind, count in told.items():
        if count > SHOWN:
            click.echo(f"… {kind}: {count - SHOWN:,} more")
    seen = ", ".join(
        f"{found.checked.get(what, 0):,} {what}" for what in ("articles", "statements", "spans")
    )
    click.echo(f"{_verdict(found)}; checked {seen}")


def _kind(fault: Fault) -> str:
    return f"{fault.part}: {fault.what.split(' (')[0]}"


def _line(fault: Fault) -> str:
    advice = fault.advice or ("repaired by: onrecord verify --repair" if fault.can_rebuild else "")
    return f"{fault.where}: {fault.what}" + (f"; {advice}" if advice else "")


def _verdict(found: Verification) -> str:
    if found.is_sound:
        return f"repaired, {counted(len(found.found), 'fault')}" if found.repaired else "sound"
    left = counted(len(found.left), "fault")
    return f"{left} left after repairs" if found.repaired else left


@click.command(
    "backup",
    epilog="""\b
Examples:
  onrecord backup lowenna-copy.db --record lowenna.db
  onrecord backup /mnt/copies/record.db --force
""",
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@record_option
def backup_command(file: Path, force: bool, record: Path) -> int:
    """Copy the record to FILE, also while another program writes to it.

    The copy is one state of the record. It is checked before it is given its name: FILE is whole or
    not there.
    """
    from onrecord.record import Store
    from onrecord.record.backup import back_up

    with Store.open(record) as store, _working("copying") as tell:
        articles = back_up(
            store,
            file,
            force=force,
            tell=lambda done, total: tell(f"{100 * done // max(1, total)} %"),
        )
    click.echo(f"{counted(articles, 'article')} in {file}, checked")
    return 0


@contextmanager
def _working(verb: str) -> Iterator[Tell]:
    """Says on standard error what is being done while the block runs, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda what: None
        return
    from rich.console import Console

    console = Console(file=sys.stderr, highlight=False, markup=False, emoji=False)
    with console.status(f"{verb} …") as status:
        yield lambda what: status.update(f"{verb} … {printable(what)}")
