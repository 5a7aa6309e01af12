"""The command `check`: every quotation of a draft against the record and against the draft itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, Unpack, get_args

import click

from onrecord.cli.options import (
    ReadingOptions,
    open_output,
    reading_options,
    record_option,
    settings_of,
)
from onrecord.cli.progress import Failures, print_error, progress
from onrecord.errors import NotOnRecord, UsageError
from onrecord.facade import Reader
from onrecord.publish.check_report import Report, Shelf, report_of
from onrecord.publish.forms import check_form, json_line, json_page, verdict_form
from onrecord.values import (
    Account,
    ArticleHead,
    Attribution,
    Context,
    Failure,
    LeftOut,
    Policy,
    Verdict,
    Wording,
)

if TYPE_CHECKING:
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
  onrecord check draft.docx --policy edited
  onrecord check draft.txt --fail-on altered,spliced
  onrecord check draft.txt --format html -o draft-checked.html
""",
)
@click.argument("draft")
@click.option(
    "--fail-on",
    metavar="VERDICT,...",
    help="The verdicts that count as findings. Default: altered, spliced, not_found, "
    "qualifier_cut, other_speaker. Words that a correction or a denial is held against are: disputed.",
)
@click.option(
    "--policy",
    type=click.Choice(get_args(Policy)),
    default="strict",
    show_default=True,
    help="What the house allows unmarked. strict: nothing. edited: fillers, repetitions, false starts "
    "and slips of grammar may go; never a number or a negation.",
)
@record_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl", "sarif", "html"]),
    default="text",
    show_default=True,
    help="Text to read, JSON, SARIF for editors and code hosts, or a page that shows draft and sources "
    "side by side.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE",
    help="Write there instead of to standard output.",
)
@reading_options
@click.pass_context
def check_command(
    context: click.Context,
    draft: str,
    fail_on: str | None,
    policy: Policy,
    record: Path,
    form: str,
    output: Path | None,
    **options: Unpack[ReadingOptions],
) -> int:
    """Check every quotation of a draft.

    Against the record, and against the draft itself. DRAFT is one document; - is standard input.
    The exit code is 1 if there is a finding.
    """
    from onrecord.answers.check import FAILING, check
    from onrecord.answers.policies import apply_policy

    failing = parse_fail_on(fail_on) if fail_on is not None else frozenset(FAILING)
    named = context.get_parameter_source("record") is not click.core.ParameterSource.DEFAULT
    reader = Reader(settings_of(options))
    with progress("checking"):
        account = _read_draft(reader, draft)
    with _record_or_none(record, named) as store:
        verdicts = tuple(apply_policy(verdict, policy) for verdict in check(account, store))
        shelf = _shelf_of(store, verdicts)
    report = report_of(account.article, verdicts, failing, shelf, policy)
    with open_output(output) as stream:
        _write_report(report, form, stream)
    return 1 if report.findings else 0


def parse_fail_on(listed: str) -> frozenset[str]:
    """The verdicts that a user lists, or `UsageError` for one that does not exist.

    >>> sorted(parse_fail_on("spliced, altered"))
    ['altered', 'spliced']
    """
    names = frozenset(listed.replace(",", " ").split())
    if names == {"none"}:
        return frozenset()
    if not names:
        raise UsageError('--fail-on "": names no verdict; list some, or none for no findings')
    if unknown := sorted(names.difference(VERDICTS)):
        known = ", ".join(dict.fromkeys(VERDICTS))
        near = get_close_matches(unknown[0], VERDICTS, n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"--fail-on {unknown[0]}: no such verdict; there are {known}.{meant}")
    return names


def _read_draft(reader: Reader, draft: str) -> Account:
    """The one document that was named, read; what was left out of it is said."""
    if Path(draft).is_dir():
        raise UsageError(
            f"{draft}: is a folder; check takes one draft at a time: name a file in it"
        )
    found = list(reader.articles([draft]))
    failures = Failures()
    for outcome in found:
        if isinstance(outcome, Failure):
            failures.report(outcome)
    if failures.all:
        raise click.exceptions.Exit(2)
    found = [outcome for outcome in found if not isinstance(outcome, LeftOut)]
    if len(found) != 1 or isinstance(found[0], Failure):
        raise UsageError(f"{draft}: {len(found)} documents found; check takes one draft at a time")
    for repair in found[0].repairs:
        print_error(f"{draft}: {repair}")
    return reader.account(found[0])


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


def _write_report(report: Report, form: str, stream: TextIO) -> None:
    from onrecord.answers.check import summarise

    verdicts = [judged.verdict for judged in report.judged]
    if form == "json":
        print(json_page(check_form(verdicts, summarise(verdicts))), file=stream)
    elif form == "jsonl":
        for verdict in verdicts:
            print(json_line(verdict_form(verdict)), file=stream)
    elif form == "sarif":
        from onrecord.publish.sarif import sarif_of

        print(json_page(sarif_of(report)), file=stream)
    elif form == "html":
        from onrecord.publish.check_page import check_page

        stream.write(check_page(report))
    else:
        from onrecord.cli.check_view import print_report, print_summary, print_to_do
        from onrecord.cli.page import Page

        page = Page(stream)
        print_report(page, report)
        print_to_do(page, report)
        print_summary(page, summarise(verdicts), len(verdicts), len(report.findings))


def _shelf_of(store: Store | None, verdicts: tuple[Verdict, ...]) -> Shelf:
    if store is None:
        return Shelf()
    wanted = {verdict.source.statement for verdict in verdicts if verdict.source}
    speakers = {name: _speaker_of(store, name) for name in wanted if name}
    sources = {verdict.source.article for verdict in verdicts if verdict.source}
    heads = {key: head for key in sources if (head := _head_of(store, key))}
    return Shelf(heads, speakers)


def _head_of(store: Store, key: str) -> ArticleHead | None:
    try:
        return store.head(key)
    except NotOnRecord:  # the draft itself
        return None


def _speaker_of(store: Store, statement: str) -> str | None:
    try:
        return store.statement(statement).statement.speaker.name
    except NotOnRecord:  # a statement of the draft itself
        return None
