"""The commands about people across articles: `who` and `import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import format_option, record_option
from onrecord.cli.progress import print_error
from onrecord.publish.forms import json_line, json_page
from onrecord.publish.people_forms import held_person_form

if TYPE_CHECKING:
    from onrecord.record.table_files import Table


@click.command(
    "who",
    epilog="""\b
Examples:
  onrecord who
  onrecord who Halvane
  onrecord who ruta-halvane --format json
  onrecord who --all --format jsonl
""",
)
@click.argument("name", required=False)
@click.option("--all", "everybody", is_flag=True, help="Those who are named and not quoted too.")
@record_option
@format_option
def who_command(name: str | None, everybody: bool, record: Path, form: str) -> int:
    """List who is quoted on record, those with most statements first.

    With NAME, everybody whose name or id holds it, with the evidence: where each was seen, and why
    that is taken for one person. The exit code is 1 if there is nobody.
    """
    from onrecord.record import Store

    name = " ".join((name or "").split())
    with Store.open(record) as store:
        known = store.persons.find(name)
    people = known if everybody or name else tuple(one for one in known if one.statements)
    if form == "json":
        click.echo(json_page({"people": [held_person_form(one) for one in people]}))
    elif not people:
        print_error(f"nobody on record named {name}" if name else "nobody on record")
    elif form == "jsonl":
        for one in people:
            click.echo(json_line(held_person_form(one)))
    else:
        from onrecord.cli.page import Page
        from onrecord.cli.people_view import print_people

        print_people(Page(), people, evidence=bool(name), left_out=len(known) - len(people))
    return 0 if people else 1


# --- import -------------------------------------------------------------------------------------------


@click.group(
    "import",
    epilog="""\b
Examples:
  onrecord import people wikidata.csv
  onrecord import works films.jsonl --record lowenna.db
  onrecord import corrections corrections.jsonl
  onrecord import list
  onrecord import forget films.jsonl
""",
)
def import_command() -> None:
    """Use tables of your own: people with ids, works with their cast, corrections of another record.

    Nothing of the kind comes with onrecord, and nothing is fetched.
    """


FILE = click.Path(dir_okay=False, path_type=Path)


@import_command.command(
    "people",
    epilog="""\b
Examples:
  onrecord import people wikidata.csv
  onrecord import people people.jsonl --record lowenna.db
""",
)
@click.argument("file", type=FILE)
@record_option
def import_people_command(file: Path, record: Path) -> int:
    """Take ids of people from a table.

    CSV with a first line of names, JSON or JSON Lines: name, id, and if you have them description and
    works (several parted by semicolons). A person of the record gets an id where name and role or
    work agree, or where the name is unique in the table and on record.
    """
    from onrecord.cli.page import counted
    from onrecord.record import Store
    from onrecord.record.table_files import read_people_table

    table = read_people_table(file)
    with Store.open(record) as store:
        store.persons.import_people(table.source, table.people)
        linked = sum(person.link is not None for person in store.persons.find())
    people = counted(len(table.people), "person", "people")
    return _report_table(table, f"{people}; {linked} on record linked in all")


@import_command.command(
    "works",
    epilog="""\b
Examples:
  onrecord import works films.csv
  onrecord import works films.jsonl --record lowenna.db
""",
)
@click.argument("file", type=FILE)
@record_option
def import_works_command(file: Path, record: Path) -> int:
    """Take casts and makers of works from a table, as evidence of who is who.

    CSV with a first line of names, JSON or JSON Lines: title, year, cast, director, writer, producer
    (several parted by semicolons; in JSON also lists, of names or of objects with name and id).
    """
    from onrecord.cli.page import counted
    from onrecord.record import Store
    from onrecord.record.table_files import read_works_table

    table = read_works_table(file)
    with Store.open(record) as store:
        store.persons.import_works(table.source, table.credits)
    titles = len({(credit.title, credit.year) for credit in table.credits})
    told = f"{counted(titles, 'work')}, {counted(len(table.credits), 'credit')}"
    return _report_table(table, told)


def _report_table(table: Table, told: str) -> int:
    """Print what was read of a table and what was not; the exit code."""
    for problem in table.problems:
        print_error(problem)
    click.echo(f"{table.source}: {told}")
    return 2 if table.problems else 0


@import_command.command(
    "corrections",
    epilog="""\b
Examples:
  onrecord import corrections corrections.jsonl
  onrecord import corrections corrections.jsonl --record new.db
""",
)
@click.argument("file", type=FILE)
@record_option
def import_corrections_command(file: Path, record: Path) -> int:
    """Take over the corrections of another record, as `correct list --format jsonl` printed them.

    Those that are held already are passed over; what was taken back there is taken back here too.
    """
    from onrecord.cli.page import counted
    from onrecord.record import Store
    from onrecord.record.table_files import read_corrections_file

    corrections = read_corrections_file(file)
    with Store.open(record) as store:
        new = store.persons.restore(corrections)
    click.echo(f"{file.name}: {new} new of {counted(len(corrections), 'correction')}")
    return 0


@import_command.command(
    "list",
    epilog="""\b
Examples:
  onrecord import list
  onrecord import list --format json
""",
)
@record_option
@format_option
def list_tables_command(record: Path, form: str) -> int:
    """List the tables that were imported."""
    from onrecord.cli.page import counted
    from onrecord.record import Store

    with Store.open(record) as store:
        tables = store.persons.tables()
    shown = [{"name": name, "holds": holds, "lines": lines} for name, holds, lines in tables]
    if form == "json":
        click.echo(json_page({"tables": shown}))
    elif form == "jsonl":
        for table in shown:
            click.echo(json_line(table))
    else:
        for name, holds, lines in tables:
            click.echo(f"{name}  {holds}, {counted(lines, 'line')}")
    return 0


@import_command.command(
    "forget",
    epilog="""\b
Examples:
  onrecord import forget films.jsonl
  onrecord import forget wikidata.csv --record lowenna.db
""",
)
@click.argument("name")
@record_option
def forget_table_command(name: str, record: Path) -> int:
    """Drop an imported table, by the name that `import list` prints."""
    from onrecord.record import Store

    with Store.open(record) as store:
        store.persons.forget_table(name)
    click.echo(f"forgot {name}")
    return 0
