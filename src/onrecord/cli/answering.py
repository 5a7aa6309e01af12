"""The commands that answer from the record: `explain`, `ask` and `search`."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from onrecord.cli.options import format_option, limit_option, open_output, record_option
from onrecord.cli.progress import print_error
from onrecord.errors import NotOnRecord
from onrecord.publish.forms import (
    Texts,
    answer_form,
    answer_lines,
    entry_form,
    explanation_form,
    json_line,
    json_page,
)
from onrecord.values import Answer, Entry, Explanation

if TYPE_CHECKING:
    from onrecord.publish.explain_report import Heads
    from onrecord.record import Store


EXPLAIN_FORMS = ("text", "md", "html", "json", "jsonl")
SUFFIXES = {
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".svg": "svg",
}
"""The format that a file's name asks for where none is given; a drawing is the timeline."""


@click.command(
    "explain",
    epilog="""\b
Examples:
  onrecord explain "Lowenna"
  onrecord explain "Lowenna" --no-spoilers
  onrecord explain "Lowenna" --as-of 2025-11-30
  onrecord explain "Lowenna" -o lowenna.html --timeline lowenna.svg
  onrecord explain "Lowenna" --record lowenna.db --format json
""",
)
@click.argument("title")
@click.option(
    "--spoilers/--no-spoilers",
    default=True,
    show_default=True,
    help="Show, or leave out, what gives the story away.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Only from what was published by that day, as in 2025-11-30; what has no date is left out.",
)
@record_option
@click.option(
    "--format",
    "form",
    type=click.Choice(EXPLAIN_FORMS),
    default=None,
    help="Text to read (the default), Markdown or a page of HTML with spoilers folded, one JSON document, "
    "or an entry a line.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE",
    help="Write there. Where no format is given the name says it: .md, .html, .json, .jsonl, or .svg for the "
    "timeline.",
)
@click.option(
    "--timeline",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE",
    help="Draw who said what and when as SVG, too.",
)
def explain_command(
    title: str,
    spoilers: bool,
    as_of: datetime | None,
    record: Path,
    form: str | None,
    output: Path | None,
    timeline: Path | None,
) -> int:
    """Explain a work's ending from the record.

    What happens, what it means and according to whom, what was cut, where sources are missing: in
    the words of the coverage only, each with its source.
    """
    from onrecord.answers.explain import explain, without_margins
    from onrecord.record import Store

    wanted = form or SUFFIXES.get(output.suffix.lower() if output else "", "text")
    day = as_of.date() if as_of else None
    with Store.open(record) as store:
        try:
            explanation = explain(store, title, spoilers=spoilers, as_of=day)
            if not spoilers:
                explanation = without_margins(explanation)
        except NotOnRecord as error:
            print_error(str(error))
            return 1
        if (
            wanted in ("text", "md", "html")
            and not has_entries(explanation)
            and not explanation.facts
        ):
            print_error(f"nothing on record about {explanation.work}")
        else:
            with open_output(output) as stream:
                _write_explanation(store, explanation, wanted, stream)
        if timeline:
            with open_output(timeline) as stream:
                _write_explanation(store, explanation, "svg", stream)
    return 0 if has_entries(explanation) else 1


def has_entries(explanation: Explanation) -> bool:
    """Whether the record says anything about the work."""
    return any(section.entries for section in explanation.sections)


def _write_explanation(store: Store, explanation: Explanation, form: str, stream: TextIO) -> None:
    if form == "json":
        print(json_page(explanation_form(explanation, texts_of(store))), file=stream)
    elif form == "jsonl":
        texts = texts_of(store)
        for section in explanation.sections:
            for entry in section.entries:
                line = json_line({"section": section.key, **entry_form(entry, texts)})
                print(line, file=stream)
    elif form == "svg":
        from onrecord.publish.timeline import draw_timeline

        stream.write(draw_timeline(explanation, heads_of(store)))
    elif form == "text":
        from onrecord.cli.answer_view import print_explanation
        from onrecord.cli.page import Page

        print_explanation(Page(stream), explanation, heads_of(store))
    else:
        from onrecord.publish.explain_markdown import explain_markdown
        from onrecord.publish.explain_page import explain_page
        from onrecord.publish.explain_report import tell

        told = tell(explanation, heads_of(store))
        stream.write(explain_markdown(told) if form == "md" else explain_page(told))


@click.command(
    "ask",
    epilog="""\b
Examples:
  onrecord ask "What did the director say about the bell?"
  onrecord ask "What happens at the end of Lowenna, and what does it mean?"
  onrecord ask "And why did she cut it?" --about "What did the director say about the bell?"
  onrecord ask "who composed the score" --about Lowenna --format json
""",
)
@click.argument("question")
@click.option(
    "--about",
    metavar="TEXT",
    help='What "it", "she" or "the film" refers to: a title, a person, or the question before.',
)
@limit_option(5)
@record_option
@format_option
def ask_command(question: str, about: str | None, limit: int, record: Path, form: str) -> int:
    """Ask the record a question.

    Answers are passages and statements as they stand in the articles, best first; a question for
    several things is answered part by part, up to --limit entries each. Where nothing answers, that
    is what is said, with what comes nearest, and the exit code is 1.
    """
    from onrecord.answers.ask import ask
    from onrecord.record import Store

    with Store.open(record) as store:
        answer = ask(store, question, limit=limit, about=about)
        if form == "json":
            click.echo(json_page(answer_form(answer, texts_of(store))))
        elif form == "jsonl":
            for line in answer_lines(answer, texts_of(store)):
                click.echo(json_line(line))
        else:
            _print_answer(store, answer)
    return 0 if answer.answered else 1


def _print_answer(store: Store, answer: Answer) -> None:
    if not answer.answered:
        print_error("nothing on record that answers this")
    if answer.answered or answer.nearest:
        from onrecord.cli.answer_view import print_answer
        from onrecord.cli.page import Page

        print_answer(Page(), answer, heads_of(store))


@click.command(
    "search",
    epilog="""\b
Examples:
  onrecord search "morning scene"
  onrecord search bell --limit 5
  onrecord search "happy ending" --format jsonl
""",
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@limit_option(20)
@record_option
@format_option
def search_command(words: tuple[str, ...], limit: int, record: Path, form: str) -> int:
    """List statements and passages that hold any of the words, best first."""
    from onrecord.answers.search import search
    from onrecord.record import Store

    query = " ".join(words)
    with Store.open(record) as store:
        entries = tuple(search(store, query, limit))
        if form == "json":
            texts = texts_of(store)
            results = [entry_form(entry, texts) for entry in entries]
            click.echo(json_page({"query": query, "results": results}))
        elif not entries:
            print_error(f"nothing on record with {query}")
        else:
            _print_entries(store, entries, form)
    return 0


def _print_entries(store: Store, entries: tuple[Entry, ...], form: str) -> None:
    if form == "jsonl":
        texts = texts_of(store)
        for entry in entries:
            click.echo(json_line(entry_form(entry, texts)))
        return
    from onrecord.cli.answer_view import print_entries
    from onrecord.cli.page import Page

    print_entries(Page(), entries, heads_of(store))


def heads_of(store: Store) -> Heads:
    """The articles of the record by key."""
    return {head.key: head for head in store.heads()}


def texts_of(store: Store) -> Texts:
    """Looks up article texts in the store, each once."""
    return cache(lambda key: store.article(key).text)
