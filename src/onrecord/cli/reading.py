"""The commands that read documents: `read` prints what is in them, `add` puts it on record."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Unpack

import click

from onrecord.cli.options import (
    ReadingOptions,
    format_option,
    reading_options,
    record_option,
    settings_of,
)
from onrecord.cli.progress import Failures, Tell, print_error, progress
from onrecord.facade import Added, Reader, add_each
from onrecord.publish.forms import failure_form, json_line, json_page, reading_form, statement_form
from onrecord.values import Account, Failure


@click.command(
    "read",
    epilog="""\b
Examples:
  onrecord read examples/coverage/02-kestrel-interview.txt
  onrecord read examples/coverage/*.html --format jsonl
  cat article.txt | onrecord read - --format json
""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@format_option
@reading_options
def read_command(files: tuple[str, ...], form: str, **options: Unpack[ReadingOptions]) -> int:
    """Print the statements of documents; nothing is stored.

    FILE is a text, Markdown, Word (DOCX), HTML, JSONL, SRT, WebVTT or podcast JSON file, a web archive (WARC,
    WACZ), a saved feed (RSS, Atom), a folder or a pattern; - is standard input.
    """
    failures = Failures()
    reader = Reader(settings_of(options))
    shown = form == "json" or not sys.stdout.isatty()
    with progress("reading", shown=shown) as tell:
        _print_accounts(_told(reader.accounts(files), failures, tell), form, failures)
    return 2 if failures.all else 0


def _told(found: Iterable[Account | Failure], failures: Failures, tell: Tell) -> Iterator[Account]:
    for account in found:
        if isinstance(account, Failure):
            failures.report(account)
            tell(account.path)
        else:
            tell(account.article.key)
            yield account


def _print_accounts(accounts: Iterator[Account], form: str, failures: Failures) -> None:
    if form == "json":
        read = list(accounts)
        click.echo(json_page(reading_form(read, failures.all, failures.left_out)))
    elif form == "jsonl":
        for account in accounts:
            for statement in account.statements:
                click.echo(json_line(statement_form(statement, account.article)))
    else:
        from onrecord.cli.page import Page
        from onrecord.cli.statement_view import print_account

        page = Page()
        for account in accounts:
            print_account(page, account)


@click.command(
    "add",
    epilog="""\b
Examples:
  onrecord add examples/coverage
  onrecord add reviews/*.html interviews.jsonl --record lowenna.db
  onrecord add crawl.jsonl --field published=date --field headline=title
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--anew",
    is_flag=True,
    help="Read unchanged articles again too, as after a new version of onrecord.",
)
@record_option
@format_option
@reading_options
def add_command(
    paths: tuple[str, ...],
    anew: bool,
    record: Path,
    form: str,
    **options: Unpack[ReadingOptions],
) -> int:
    """Read documents into the record.

    PATH is a file, a folder or a pattern; - is standard input. Each article is stored as soon as it
    is read. Those already on record and unchanged are passed over, so a run that was stopped goes
    on where it stopped when the same command is given again.
    """
    from onrecord.record import Store

    failures = Failures()
    done: list[Added] = []
    reader = Reader(settings_of(options))
    with Store.open(record, create=True) as store, progress("adding") as tell:
        try:
            for outcome in add_each(store, reader, paths, anew=anew):
                if isinstance(outcome, Failure):
                    failures.report(outcome)
                    tell(outcome.path)
                else:
                    done.append(outcome)
                    tell(outcome.key)
        except KeyboardInterrupt:
            print_error(f"stopped; {len(done)} done and kept in {record}. Add again to go on.")
            return 2
    _print_outcome(done, failures, record, form)
    return 2 if failures.all else 0


def _print_outcome(done: list[Added], failures: Failures, record: Path, form: str) -> None:
    counts = Counter(outcome.how for outcome in done)
    if form != "text":
        printed = {
            "record": str(record),
            "added": counts["added"],
            "replaced": counts["replaced"],
            "unchanged": counts["unchanged"],
            "statements": sum(outcome.statements for outcome in done),
            "failed": [failure_form(failure) for failure in failures.all],
            "left_out": [failure_form(part) for part in failures.left_out],
        }
        click.echo(json_page(printed) if form == "json" else json_line(printed))
        return
    from onrecord.cli.page import counted

    statements = counted(sum(outcome.statements for outcome in done), "new statement")
    told = [f"{counts[how]} {how}" for how in ("added", "replaced", "unchanged") if counts[how]]
    told += [f"{len(failures.all)} failed"] if failures.all else []
    click.echo(f"{', '.join(told) or 'nothing added'}; {statements}; record {record}")
