"""The commands about people across articles: `who`, `correct` and `import`."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from onrecord.cli.options import format_option, record_option
from onrecord.cli.progress import print_error
from onrecord.publish.forms import json_line, json_page
from onrecord.publish.people_forms import correction_form, held_person_form

if TYPE_CHECKING:
    from onrecord.record.corrections import Correction
    from onrecord.record.persons import Persons, Signature
    from onrecord.record.table_files import Table

Command = TypeVar("Command", bound=Callable[..., object])


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


# --- correct ------------------------------------------------------------------------------------------


@click.group(
    "correct",
    epilog="""\b
Examples:
  onrecord correct merge nerys-aldaine aldaine.7c082e --why "the same actor"
  onrecord correct split ruta-halvane --article 14-briefs.jsonl#b2 --why "a teacher of that name"
  onrecord correct rename nerys-aldaine "Nerys Aldaine-Pryce" --why "as she signs"
  onrecord correct undo 2 --why "a slip"
  onrecord correct list
""",
)
def correct_command() -> None:
    """Say who is who, where the record has it wrong.

    Each correction keeps who made it, when and why; it outlives `onrecord add --anew`, and can be
    taken back. Ids of people are printed by `onrecord who NAME`.
    """


def signed(command: Command) -> Command:
    """`--why`, `--by`, `--record` and `--format`: what every correction takes."""
    command = click.option(
        "--by",
        "who",
        metavar="NAME",
        envvar="ONRECORD_BY",
        help="Who corrects.  [default: your user name]",
    )(command)
    command = click.option(
        "--why", required=True, metavar="WORDS", help="What the correction rests on."
    )(command)
    return format_option(record_option(command))


def _correct(
    record: Path,
    form: str,
    who: str | None,
    why: str,
    act: Callable[[Persons, Signature], Correction],
) -> int:
    """Make one correction and print it."""
    from onrecord.cli.page import Page
    from onrecord.cli.people_view import correction_words, signature_words
    from onrecord.errors import UsageError
    from onrecord.record import Store
    from onrecord.record.persons import Signature

    if not why.strip():
        raise UsageError("--why is empty: say what the correction rests on")
    with Store.open(record) as store:
        made = act(store.persons, Signature(who or _user(), " ".join(why.split())))
    if form == "text":
        page = Page()
        page.paragraph(f"correction {made.number}: {correction_words(made)}")
        page.paragraph((signature_words(made), "dim"))
    else:
        shown = correction_form(made)
        click.echo(json_page(shown) if form == "json" else json_line(shown))
    return 0


def _user() -> str:
    """The name of whoever is logged in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in this system, as in a container
        return "unknown"


@correct_command.command(
    "merge",
    epilog="""\b
Examples:
  onrecord correct merge nerys-aldaine aldaine.7c082e --why "the same actor"
  onrecord correct merge gannet-row.organisation gannet-row --why "the company" --record lowenna.db
""",
)
@click.argument("person")
@click.argument("other")
@signed
def merge_command(person: str, other: str, who: str, why: str, record: Path, form: str) -> int:
    """Make one person of two. PERSON gives the id, OTHER joins it."""
    return _correct(record, form, who, why, lambda people, by: people.merge(person, other, by))


@correct_command.command(
    "split",
    epilog="""\b
Examples:
  onrecord correct split ruta-halvane --article 14-briefs.jsonl#b2 --why "a teacher of that name"
  onrecord correct split nerys-aldaine --name Aldaine --why "her sister, the mayor"
""",
)
@click.argument("person")
@click.option(
    "--article", "articles", multiple=True, metavar="KEY", help="Seen in this article. Repeatable."
)
@click.option("--name", "names", multiple=True, metavar="NAME", help="Called so. Repeatable.")
@signed
def split_command(
    person: str,
    articles: tuple[str, ...],
    names: tuple[str, ...],
    who: str,
    why: str,
    record: Path,
    form: str,
) -> int:
    """Make a person of its own of what is seen in some articles, or under some names."""
    return _correct(
        record,
        form,
        who,
        why,
        lambda people, by: people.split(person, by, articles=articles, names=names),
    )


@correct_command.command(
    "rename",
    epilog="""\b
Examples:
  onrecord correct rename nerys-aldaine "Nerys Aldaine-Pryce" --why "as she signs"
  onrecord correct rename gannet-row.organisation "Gannet Row Films" --why "its full name"
""",
)
@click.argument("person")
@click.argument("name")
@signed
def rename_command(person: str, name: str, who: str, why: str, record: Path, form: str) -> int:
    """Show a person by another name. The id stays."""
    return _correct(record, form, who, why, lambda people, by: people.rename(person, name, by))


@correct_command.command(
    "undo",
    epilog="""\b
Examples:
  onrecord correct undo 2 --why "a slip"
  onrecord correct undo 3 --why "they are sisters after all" --by "R. Tallow"
""",
)
@click.argument("number", type=click.IntRange(min=1))
@signed
def undo_command(number: int, who: str, why: str, record: Path, form: str) -> int:
    """Take a correction back. It stays in the list, with who took it back, when and why."""
    return _correct(record, form, who, why, lambda people, by: people.undo(number, by))


@correct_command.command(
    "list",
    epilog="""\b
Examples:
  onrecord correct list
  onrecord correct list --format jsonl > corrections.jsonl
""",
)
@record_option
@format_option
def list_corrections_command(record: Path, form: str) -> int:
    """List all corrections, those that were taken back too."""
    from onrecord.record import Store

    with Store.open(record) as store:
        corrections = store.persons.corrections()
    if form == "json":
        click.echo(json_page({"corrections": [correction_form(c) for c in corrections]}))
    elif form == "jsonl":
        for correction in corrections:
            click.echo(json_line(correction_form(correction)))
    else:
        from onrecord.cli.page import Page
        from onrecord.cli.people_view import print_corrections

        print_corrections(Page(), corrections)
    return 0


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
