"""Options that several commands share, and what they turn into."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, TypedDict, TypeVar, get_args

import click

from onrecord.errors import UsageError
from onrecord.settings import Settings
from onrecord.values import ModelName

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_RECORD = Settings().record


def record_option(command: Command) -> Command:
    """`--record FILE`."""
    return click.option(
        "--record",
        type=click.Path(dir_okay=False, path_type=Path),
        default=DEFAULT_RECORD,
        envvar="ONRECORD_RECORD",
        show_default=True,
        metavar="FILE",
        help="The record to use.",
    )(command)


def format_option(command: Command) -> Command:
    """`--format text|json|jsonl`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "jsonl"]),
        default="text",
        show_default=True,
        help="Text to read, one JSON document, or one JSON object a line.",
    )(command)


def limit_option(default: int) -> Callable[[Command], Command]:
    """`--limit N`."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=default,
        show_default=True,
        metavar="N",
        help="The most results to print.",
    )


def reading_options(command: Command) -> Command:
    """The options of every command that reads documents."""
    command = click.option(
        "--threads",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        envvar="ONRECORD_THREADS",
        metavar="N",
        help="Threads of the language model. Results do not depend on it.",
    )(command)
    command = click.option(
        "--model",
        type=click.Choice(get_args(ModelName)),
        default="default",
        show_default=True,
        envvar="ONRECORD_MODEL",
        help="The language model: fast reads archives sooner and misses more.",
    )(command)
    command = click.option(
        "--field",
        "fields",
        multiple=True,
        metavar="NAME=THEIRS",
        help="Another name that a field of JSONL input has, as in published=date. Repeatable.",
    )(command)
    command = click.option(
        "--max-bytes",
        type=click.IntRange(min=1),
        default=Settings().max_bytes,
        show_default=True,
        metavar="N",
        help="The largest document to read.",
    )(command)
    return click.option(
        "--any-language",
        is_flag=True,
        help="Read documents that do not look English too.",
    )(command)


class ReadingOptions(TypedDict):
    """What `reading_options` hand to a command."""

    any_language: bool
    max_bytes: int
    fields: tuple[str, ...]
    threads: int
    model: ModelName


def settings_of(options: ReadingOptions) -> Settings:
    """The settings that the options make."""
    return Settings(
        any_language=options["any_language"],
        max_bytes=options["max_bytes"],
        fields=tuple(split_field(field) for field in options["fields"]),
        threads=options["threads"],
        model=options["model"],
    )


def split_field(field: str) -> tuple[str, str]:
    """Our name of a field and the input's.

    >>> split_field("published=date")
    ('published', 'date')
    """
    ours, equals, theirs = field.partition("=")
    if not (ours and equals and theirs):
        raise UsageError(f"--field {field}: give our name and the input's, as in published=date")
    return ours, theirs


@contextmanager
def open_output(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file that was named."""
    if output is None:
        yield sys.stdout
        return
    try:
        with output.open("w", encoding="utf-8") as stream:
            yield stream
    except OSError as error:
        raise UsageError(
            f"{output}: cannot be written ({error.strerror}); name another file"
        ) from error


def user_name() -> str:
    """The name of whoever is logged in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in this system, as in a container
        return "unknown"
