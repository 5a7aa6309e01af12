"""The command `add`: documents into the record, with progress, a summary, and how to go on."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Unpack

import click

from onrecord.adding.outcomes import Outcome
from onrecord.cli.options import (
    ReadingOptions,
    format_option,
    reading_options,
    record_option,
    settings_of,
)
from onrecord.cli.page import counted, printable
from onrecord.cli.progress import Failures, Tell, print_error
from onrecord.errors import UsageError
from onrecord.facade import Reader
from onrecord.publish.forms import failure_form, json_line, json_page
from onrecord.values import Failure


class Run(Protocol):
    """What `add` has to do, of which so much is done."""

    total: int
    done: int

    def outcomes(self) -> Generator[Outcome, None, None]:
        """What became of each article or document, one after another."""
        ...


@dataclass
class Tally:
    """What a run has come to so far."""

    failures: Failures = field(default_factory=Failures)
    counts: Counter[str] = field(default_factory=Counter)
    statements: int = 0

    def count(self, outcome: Outcome) -> str:
        """Take one outcome in; a failure is told at once. The name of what it is of comes back."""
        if isinstance(outcome, Failure):
            self.failures.report(outcome)
            return outcome.path
        self.counts[outcome.how] += 1
        self.statements += outcome.statements
        return outcome.key


@click.command(
    "add",
    epilog="""\b
Examples:
  onrecord add examples/coverage
  onrecord add reviews/*.html interviews.jsonl --record lowenna.db
  onrecord add crawl.jsonl --field published=date --field headline=title
  onrecord add archive/ --workers 4 --model fast
  onrecord add --reread --record lowenna.db
""",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=None,
    envvar="ONRECORD_WORKERS",
    metavar="N",
    help="Processes that read; 0 reads in this one. [default: what the machine has room for]",
)
@click.option(
    "--anew",
    is_flag=True,
    help="Read again what is on record unchanged.",
)
@click.option(
    "--reread",
    is_flag=True,
    help="Read the articles on record again from their stored text, without the files: those that an "
    "earlier onrecord or another model has read, with --anew all. Corrections are kept.",
)
@record_option
@format_option
@reading_options
def add_command(
    paths: tuple[str, ...],
    workers: int | None,
    anew: bool,
    reread: bool,
    record: Path,
    form: str,
    **options: Unpack[ReadingOptions],
) -> int:
    """Read documents into the record.

    PATH is a file, a folder or a pattern; - is standard input. Each article is stored as soon as it
    is read. What is on record unchanged is passed over, so a run that was stopped, by whatever, goes
    on where it stopped when the same command is given again.
    """
    from onrecord.adding.adding import Adding
    from onrecord.adding.rereading import Rereading
    from onrecord.record import Store

    if reread == bool(paths):
        raise UsageError("--reread reads what is on record: name no path" if reread else _NO_PATH)
    reader = Reader(settings_of(options))
    tally = Tally()
    with Store.open(record, create=not reread) as store:
        run: Run = (
            Rereading(store, reader, anew=anew, workers=workers)
            if reread
            else Adding(store, reader, paths, anew=anew, workers=workers)
        )
        if not _go_through(run, tally, "rereading" if reread else "adding", record):
            return 2
    _print_outcome(tally, record, form)
    return 2 if tally.failures.all else 0


_NO_PATH = "nothing to add: name a file, a folder or a pattern, or - for standard input"


def _go_through(run: Run, tally: Tally, verb: str, record: Path) -> bool:
    """Whether the run has come to its end; if it was stopped, how to go on is told."""
    try:
        with closing(run.outcomes()) as outcomes, _progress(verb, run) as tell:
            for outcome in outcomes:
                tell(tally.count(outcome))
    except KeyboardInterrupt:
        told = f"{run.done:,} of {counted(run.total, 'input')} done and kept in {record}"
        print_error(f"stopped; {told}. To go on, give the same command again.")
        return False
    return True


@contextmanager
def _progress(verb: str, run: Run) -> Iterator[Tell]:
    """A bar on standard error while the block runs, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(file=sys.stderr, highlight=False, markup=False, emoji=False)
    last = TextColumn("{task.fields[last]}", markup=False)
    columns = (TextColumn(verb), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), last)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(verb, total=run.total, last="")

        def tell(name: str) -> None:
            bar.update(task, completed=run.done, last=printable(name)[-40:])

        yield tell


def _print_outcome(tally: Tally, record: Path, form: str) -> None:
    counts, failures = tally.counts, tally.failures
    if form != "text":
        printed = {
            "record": str(record),
            "added": counts["added"],
            "replaced": counts["replaced"],
            "unchanged": counts["unchanged"],
            "statements": tally.statements,
            "failed": [failure_form(failure) for failure in failures.all],
            "left_out": [failure_form(part) for part in failures.left_out],
        }
        click.echo(json_page(printed) if form == "json" else json_line(printed))
        return
    statements = counted(tally.statements, "new statement")
    told = [f"{counts[how]:,} {how}" for how in ("added", "replaced", "unchanged") if counts[how]]
    told += [f"{len(failures.all):,} failed"] if failures.all else []
    click.echo(f"{', '.join(told) or 'nothing added'}; {statements}; record {record}")
