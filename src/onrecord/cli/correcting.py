"""The command `correct`: who is who, and what statements are, set right by the user."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from onrecord.cli.options import format_option, record_option, user_name
from onrecord.errors import UsageError
from onrecord.publish.forms import json_line, json_page
from onrecord.publish.people_forms import correction_form
from onrecord.values import SpeakerKind

if TYPE_CHECKING:
    from onrecord.record import Store
    from onrecord.record.corrections import Correction
    from onrecord.record.persons import Signature
    from onrecord.record.reviews import Reviews

Command = TypeVar("Command", bound=Callable[..., object])


@click.group(
    "correct",
    epilog="""\b
Examples:
  onrecord correct merge nerys-aldaine aldaine.7c082e --why "the same actor"
  onrecord correct split ruta-halvane --article 14-briefs.jsonl#b2 --why "a teacher of that name"
  onrecord correct rename nerys-aldaine "Nerys Aldaine-Pryce" --why "as she signs"
  onrecord correct statement 8c1f03ab44de --speaker "Ruta Halvane" --why "the answer is hers"
  onrecord correct statement 8c1f03ab44de --reject --why "the title of a poem"
  onrecord correct undo 2 --why "a slip"
  onrecord correct list
""",
)
def correct_command() -> None:
    """Say who is who, and what statements are, where the record has it wrong.

    Each correction keeps who made it, when and why; it outlives `onrecord add --anew`, and can be
    taken back. Ids of people are printed by `onrecord who NAME`, those of statements by `onrecord
    export`.
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
    act: Callable[[Store, Signature], Correction],
) -> int:
    """Make one correction and print it."""
    from onrecord.cli.page import Page
    from onrecord.publish.correction_words import correction_words, signature_words
    from onrecord.record import Store
    from onrecord.record.persons import Signature

    if not why.strip():
        raise UsageError("--why is empty: say what the correction rests on")
    with Store.open(record) as store:
        made = act(store, Signature(who or user_name(), " ".join(why.split())))
    if form == "text":
        page = Page()
        page.paragraph(f"correction {made.number}: {correction_words(made)}")
        page.paragraph((signature_words(made), "dim"))
    else:
        shown = correction_form(made)
        click.echo(json_page(shown) if form == "json" else json_line(shown))
    return 0


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
    return _correct(
        record, form, who, why, lambda record, by: record.persons.merge(person, other, by)
    )


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
        lambda record, by: record.persons.split(person, by, articles=articles, names=names),
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
    return _correct(
        record, form, who, why, lambda record, by: record.persons.rename(person, name, by)
    )


@correct_command.command(
    "statement",
    epilog="""\b
Examples:
  onrecord correct statement 8c1f03ab44de --speaker "Ruta Halvane" --why "the answer is hers"
  onrecord correct statement 8c1f03ab44de --words "lets go of it" --why "the rest is the writer's"
  onrecord correct statement 8c1f03ab44de --reject --why "the title of a poem"
""",
)
@click.argument("statement")
@click.option("--speaker", metavar="NAME", help="Whose words these are: a name, or a person's id.")
@click.option(
    "--nobody-named", is_flag=True, help="The article does not say whose words these are."
)
@click.option(
    "--kind",
    type=click.Choice(get_args(SpeakerKind)),
    help="What the speaker is.  [default: as on record, else person]",
)
@click.option(
    "--words",
    multiple=True,
    metavar="WORDS",
    help="The very words, as the article has them. Repeat it for each stretch.",
)
@click.option("--reject", is_flag=True, help="Nobody said this: show it no more.")
@click.option("--accept", is_flag=True, help="It is right as it is: leave it out of reviews.")
@signed
def statement_command(
    statement: str, who: str, why: str, record: Path, form: str, **said: Any
) -> int:
    """Set right who said a statement, or which words it is; reject it, or accept it.

    Everything that the record shows afterwards is as corrected.
    """
    told = [name for name in WAYS if said[name]]
    if len(told) != 1 or (said["kind"] and told[0] not in ("speaker", "nobody_named")):
        raise UsageError(
            "say one thing of the statement: --speaker NAME, --nobody-named, --words WORDS, --reject "
            "or --accept (--kind goes with the speaker)"
        )
    return _correct(
        record, form, who, why, lambda held, by: _say(held.reviews, statement, told[0], said, by)
    )


WAYS = ("speaker", "nobody_named", "words", "reject", "accept")


def _say(
    reviews: Reviews, statement: str, way: str, said: Mapping[str, Any], by: Signature
) -> Correction:
    """Make the one correction that the options tell."""
    if way in ("speaker", "nobody_named"):
        return reviews.name_speaker(statement, said["speaker"], by, kind=said["kind"])
    if way == "words":
        return reviews.fit_content(statement, said["words"], by)
    return reviews.reject(statement, by) if way == "reject" else reviews.accept(statement, by)


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
    return _correct(record, form, who, why, lambda record, by: record.persons.undo(number, by))


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
    """List all corrections, those that were taken back too, and those that no longer fit."""
    from onrecord.record import Store

    with Store.open(record) as store:
        corrections, misfits = store.persons.corrections(), store.reviews.misfits()
    if form == "json":
        click.echo(
            json_page(
                {"corrections": [correction_form(c, misfits.get(c.number)) for c in corrections]}
            )
        )
    elif form == "jsonl":
        for correction in corrections:
            click.echo(json_line(correction_form(correction, misfits.get(correction.number))))
    else:
        from onrecord.cli.page import Page
        from onrecord.cli.people_view import print_corrections

        print_corrections(Page(), corrections, misfits)
    return 0
