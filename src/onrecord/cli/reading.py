"""The command `read`: documents in, their statements printed, nothing stored."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Unpack

import click

from onrecord.cli.options import (
    ReadingOptions,
    format_option,
    reading_options,
    settings_of,
)
from onrecord.cli.progress import Failures, Tell, progress
from onrecord.facade import Reader
from onrecord.publish.forms import json_line, json_page, reading_form, statement_form
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
