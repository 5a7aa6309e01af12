"""The command `publish`: a record's works as a folder of static pages."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from onrecord.cli.options import format_option, record_option
from onrecord.cli.progress import progress
from onrecord.publish.forms import json_line, json_page


@click.command(
    "publish",
    epilog="""\b
Examples:
  onrecord publish site
  onrecord publish site --work Lowenna --record lowenna.db
  onrecord publish /var/www/films --context 0
""",
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--work", "titles", multiple=True, metavar="TITLE", help="Only this work. Repeatable."
)
@click.option(
    "--context",
    type=click.IntRange(0, 2000),
    default=32,
    show_default=True,
    metavar="N",
    help="Characters of an article on each side of a statement, in the annotations.",
)
@record_option
@format_option
def publish_command(
    folder: Path, titles: tuple[str, ...], context: int, record: Path, form: str
) -> int:
    """Write the works on record as a static site.

    Each work explained, what gives it away folded, with schema.org data; each article's statements as
    W3C annotations. It opens from disk (DIR/index.html), needs no script and loads nothing from
    elsewhere. The same record gives the same files; DIR is replaced as a whole.
    """
    from onrecord.cli.page import counted
    from onrecord.publish.site import publish_site
    from onrecord.record import Store

    with Store.open(record) as store, progress("publishing") as tell:
        made = publish_site(store, folder, titles=titles, context=context, tick=tell)
    if form != "text":
        click.echo(json_page(asdict(made)) if form == "json" else json_line(asdict(made)))
        return 0
    held = f"{counted(made.works, 'work')}, {counted(made.articles, 'article')}"
    click.echo(f"{folder}: {held}, {counted(made.statements, 'statement')}")
    left = made.files - made.changed
    click.echo(f"{counted(made.changed, 'file')} written, {left} as before, {made.gone} gone")
    click.echo(f"open {folder / 'index.html'}")
    return 0
