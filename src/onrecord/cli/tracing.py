"""The command `trace`: one utterance through all the articles that tell it."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.answering import heads_of, texts_of
from onrecord.cli.options import format_option, record_option
from onrecord.cli.progress import print_error
from onrecord.errors import NotOnRecord
from onrecord.publish.forms import json_line, json_page
from onrecord.publish.trace_forms import trace_form


@click.command(
    "trace",
    epilog="""\b
Examples:
  onrecord trace "the last day of a job"
  onrecord trace 3f9c2a7be1d0
  onrecord trace "the last day of a job" --format json
""",
)
@click.argument("words", metavar='ID|"WORDS"')
@record_option
@format_option
def trace_command(words: str, record: Path, form: str) -> int:
    """Show how the same words travelled from article to article.

    Named by a statement's id or by words of it: the fullest wording, then every article that has
    these words as a tree, each under the one that it most likely has them from, with its differences
    and the words that show it. Where nothing shows it, the page says so. On top stands what all go
    back to: one interview, in forty articles.
    """
    from onrecord.answers.trace import trace
    from onrecord.record import Store

    with Store.open(record) as store:
        try:
            found = trace(store, words)
        except NotOnRecord as error:
            print_error(str(error))
            return 1
        if form == "text":
            from onrecord.cli.page import Page
            from onrecord.cli.trace_view import print_trace

            print_trace(Page(), found, heads_of(store))
        else:
            printed = trace_form(found, texts_of(store))
            click.echo(json_page(printed) if form == "json" else json_line(printed))
    return 0
