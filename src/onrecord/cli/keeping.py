"""The commands that keep a record: `list`, `status`, `remove` and `export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from onrecord.cli.options import format_option, record_option
from onrecord.cli.progress import print_error
from onrecord.errors import UsageError
from onrecord.publish.export import EXPORT_FORMATS, ExportFormat, write_export
from onrecord.publish.forms import head_form, json_line, json_page

if TYPE_CHECKING:
    from onrecord.record import Store

PARQUET = "parquet"


@click.command(
    "list",
    epilog="""\b
Examples:
  onrecord list
  onrecord list --record lowenna.db --format jsonl
""",
)
@record_option
@format_option
def list_command(record: Path, form: str) -> int:
    """List the articles on record, by date."""
    from onrecord.record import Store

    with Store.open(record) as store:
        heads = store.heads()
    if form == "json":
        click.echo(json_page({"articles": [head_form(head) for head in heads]}))
    elif form == "jsonl":
        for head in heads:
            click.echo(json_line(head_form(head)))
    else:
        from onrecord.cli.page import Page
        from onrecord.cli.record_view import print_heads

        print_heads(Page(), heads)
    return 0


@click.command(
    "status",
    epilog="""\b
Examples:
  onrecord status
  onrecord status --record lowenna.db --format json
""",
)
@record_option
@format_option
def status_command(record: Path, form: str) -> int:
    """Show what the record holds: counts, size, version."""
    from onrecord.cli.record_view import (
        print_status,
        print_unfinished,
        status_form,
        unfinished_form,
    )
    from onrecord.record import Store

    with Store.open(record) as store:
        shown = status_form(store.status())
        unfinished = store.ledger.unfinished()
    if form == "text":
        from onrecord.cli.page import Page

        page = Page()
        print_status(page, shown)
        print_unfinished(page, unfinished)
    else:
        shown["unfinished"] = [unfinished_form(job) for job in unfinished]
        click.echo(json_page(shown) if form == "json" else json_line(shown))
    return 0


@click.command(
    "remove",
    epilog="""\b
Examples:
  onrecord remove 02-kestrel-interview.txt
  onrecord remove https://gull.example/lowenna-ending --record lowenna.db
""",
)
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@record_option
def remove_command(keys: tuple[str, ...], record: Path) -> int:
    """Take articles off the record, with everything found in them.

    KEY is an article's key as `onrecord list` prints it. Nothing of the article stays behind.
    """
    from onrecord.cli.page import counted
    from onrecord.errors import NotOnRecord
    from onrecord.record import Store

    missing = 0
    with Store.open(record) as store:
        for key in keys:
            try:
                taken = store.remove(key)
                click.echo(f"removed {key}, {counted(taken, 'statement')}")
            except NotOnRecord as error:
                print_error(str(error))
                missing += 1
    return 2 if missing else 0


@click.command(
    "export",
    epilog="""\b
Examples:
  onrecord export > lowenna.jsonl
  onrecord export --format csv --output lowenna.csv
  onrecord export --record lowenna.db --format json
  onrecord export --format parquet --output lowenna.parquet
""",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([*EXPORT_FORMATS, PARQUET]),
    default="jsonl",
    show_default=True,
    help="One statement a line, one document with texts, or a table.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    default="-",
    show_default=True,
    metavar="FILE",
    help="Where to write; - is standard output.",
)
@record_option
def export_command(form: str, output: Path, record: Path) -> int:
    """Write out every statement on record, in a fixed order.

    JSONL has the shape that `onrecord read` prints. The same articles give the same bytes, whatever
    order or number of threads they were added with.
    """
    from onrecord.record import Store

    with Store.open(record) as store:
        if str(output) == "-":
            print_export(store, form)
        else:
            written = export_to_file(store, form, output)
            click.echo(f"{written} statements in {output}", err=True)
    return 0


def print_export(store: Store, form: str) -> None:
    """Writes to standard output; a table of bytes not to a terminal."""
    if form != PARQUET:
        write_export(store, cast(ExportFormat, form), sys.stdout)
        return
    if sys.stdout.isatty():
        raise UsageError("--format parquet is not for a terminal: name a file with --output")
    from onrecord.publish.parquet import write_parquet

    write_parquet(store, sys.stdout.buffer)


def export_to_file(store: Store, form: str, output: Path) -> int:
    """Writes beside the file first, so that whatever it held stays whole until all is written.

    Raises UsageError where the file is a record.
    """
    if is_record(output):
        raise UsageError(
            f"{output}: is a record, which the export would replace: name another file"
        )
    partial = output.with_name(f"{output.name}.part")
    try:
        written = _write_file(store, form, partial)
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)
    return written


def _write_file(store: Store, form: str, path: Path) -> int:
    if form != PARQUET:
        with path.open("w", encoding="utf-8", newline="") as stream:
            return write_export(store, cast(ExportFormat, form), stream)
    from onrecord.publish.parquet import write_parquet

    with path.open("wb") as table:
        return write_parquet(store, table)


def is_record(path: Path) -> bool:
    """Whether the file is an SQLite database or belongs to one."""
    if path.name.endswith(("-wal", "-shm")) and path.with_name(path.name[:-4]).exists():
        return True
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(16).startswith(b"SQLite format 3")
