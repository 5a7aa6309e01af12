"""The command `check`: every quotation of a draft against the record and against the draft itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Unpack, get_args

import click

from onrecord.cli.answering import heads_of
from onrecord.cli.options import (
    ReadingOptions,
    format_option,
    reading_options,
    record_option,
    settings_of,
)
from onrecord.cli.progress import Failures, print_error, progress
from onrecord.errors import NotOnRecord, UsageError
from onrecord.facade import Reader
from onrecord.publish.forms import check_form, json_line, json_page, verdict_form
from onrecord.values import Account, Attribution, Context, Failure, Verdict, Wording

if TYPE_CHECKING:
    from onrecord.cli.check_view import Shelf
    from onrecord.record import Store

VERDICTS: tuple[str, ...] = (
    *get_args(Wording),
    *get_args(Context),
    *get_args(Attribution),
    "disputed",
)


@click.command(
    "check",
    epilog="""\b
Examples:
  onrecord check draft.txt
  onrecord check draft.html --record lowenna.db --format json
  onrecord check draft.txt --fail-on altered,spliced
""",
)
@click.argument("draft")
@click.option(
    "--fail-on",
    metavar="VERDICT,...",
    help="The verdicts that count as findings. Default: altered, spliced, not_found, "
    "qualifier_cut, other_speaker. Words that a correction or a denial is held against are: disputed.",
)
@record_option
@format_option
@reading_options
@click.pass_context
def check_command(
    context: click.Context,
    draft: str,
    fail_on: str | None,
    record: Path,
    form: str,
    **options: Unpack[ReadingOptions],
) -> int:
    """Check every quotation of a draft.

    Against the record, and against the draft itself. DRAFT is one document; - is standard input.
    The exit code is 1 if there is a finding.
    """
    from onrecord.answers.check import FAILING, check

    failing = parse_fail_on(fail_on) if fail_on is not None else frozenset(FAILING)
    named = context.get_parameter_source("record") is not click.core.ParameterSource.DEFAULT
    reader = Reader(settings_of(options))
    with progress("checking"):
        account = _read_draft(reader, draft)
    with _record_or_none(record, named) as store:
        verdicts = check(account, store)
        return _print_check(store, account, verdicts, failing, form)


def parse_fail_on(listed: str) -> frozenset[str]:
    """The verdicts that a user lists, or `UsageError` for one that does not exist.

    >>> sorted(parse_fail_on("spliced, altered"))
    ['altered', 'spliced']
    """
    names = frozenset(name for name in listed.replace(",", " ").split())
    unknown = sorted(names.difference(VERDICTS))
    if unknown:
        known = ", ".join(VERDICTS)
        raise UsageError(f"--fail-on {unknown[0]}: no such verdict; there are {known}")
    return names


def _read_draft(reader: Reader, draft: str) -> Account:
    found = list(reader.accounts([draft]))
    failures = Failures()
    for outcome in found:
        if isinstance(outcome, Failure):
            failures.report(outcome)
    if failures.all:
        raise click.exceptions.Exit(2)
    if len(found) != 1 or isinstance(found[0], Failure):
        raise UsageError(f"{draft}: {len(found)} documents found; check takes one draft at a time")
    return found[0]


@contextmanager
def _record_or_none(record: Path, named: bool) -> Iterator[Store | None]:
    """The record; none where none was named and none is there, which is said."""
    from onrecord.record import Store

    if named or record.exists():
        with Store.open(record) as store:
            yield store
        return
    print_error(f"no record at {record}: the draft is checked against itself only")
    yield None


def _print_check(
    store: Store | None,
    account: Account,
    verdicts: tuple[Verdict, ...],
    failing: frozenset[str],
    form: str,
) -> int:
    from onrecord.answers.check import summarise
    from onrecord.cli.check_view import is_finding

    summary: Mapping[str, int] = summarise(verdicts)
    findings = sum(is_finding(verdict, failing) for verdict in verdicts)
    if form == "json":
        click.echo(json_page(check_form(verdicts, summary)))
    elif form == "jsonl":
        for verdict in verdicts:
            click.echo(json_line(verdict_form(verdict)))
    else:
        from onrecord.cli.check_view import print_summary, print_verdicts
        from onrecord.cli.page import Page

        page = Page()
        print_verdicts(page, account.article, verdicts, failing, _shelf_of(store, verdicts))
        print_summary(page, summary, len(verdicts), findings)
    return 1 if findings else 0


def _shelf_of(store: Store | None, verdicts: tuple[Verdict, ...]) -> Shelf:
    from onrecord.cli.check_view import Shelf

    if store is None:
        return Shelf()
    wanted = {verdict.source.statement for verdict in verdicts if verdict.source}
    speakers = {name: _speaker_of(store, name) for name in wanted if name}
    return Shelf(heads_of(store), speakers)


def _speaker_of(store: Store, statement: str) -> str | None:
    try:
        return store.statement(statement).statement.speaker.name
    except NotOnRecord:  # a statement of the draft itself
        return None
