"""The `onrecord` command: its sub-commands, and the one place where errors become exit codes.

Exit codes: 0 done; 1 a finding, or nothing on record; 2 could not do it, or not all of it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module

import click

from onrecord.errors import OnrecordError
from onrecord.version import __version__

DONE, FINDING, FAILED = 0, 1, 2

COMMANDS = {
    "read": "reading",
    "add": "adding",
    "explain": "answering",
    "ask": "answering",
    "search": "answering",
    "check": "checking",
    "trace": "tracing",
    "list": "keeping",
    "status": "keeping",
    "who": "people",
    "correct": "correcting",
    "import": "people",
    "remove": "keeping",
    "export": "keeping",
    "verify": "safekeeping",
    "backup": "safekeeping",
    "publish": "publishing",
    "serve": "serving",
}
"""Each command and the module of this package that holds it, in the order of the help page."""


class LazyGroup(click.Group):
    """Finds a command's module when the command is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a reader meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"onrecord.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; an error for a slip says what is nearest."""
        near = get_close_matches(args[0], COMMANDS, n=1) if args[0] not in COMMANDS else []
        if near and not args[0].startswith("-"):
            ctx.fail(f"No such command '{args[0]}'. Did you mean '{near[0]}'?")
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="onrecord COMMAND --help shows a command's options and examples.",
)
@click.version_option(__version__, prog_name="onrecord", message="%(prog)s %(version)s")
def cli() -> None:
    """Who said what, where and when.

    Reads press coverage, finds every statement in it, and answers from that record in verbatim,
    cited words only, or says that nothing is on record.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and leaves with its exit code."""
    code = run(arguments)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = _drop_output()
    except OSError as error:  # a full disk shows only when the last of it is written
        click.echo(f"onrecord: standard output: {error.strerror}", err=True)
        _drop_output()
        code = FAILED
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit code of one command, once it has printed what it has to say."""
    _print_utf8()
    try:
        code = cli.main(
            args=list(arguments) if arguments is not None else None,
            prog_name="onrecord",
            standalone_mode=False,
        )
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show()
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("onrecord: stopped; run the same command again to go on", err=True)
        return FAILED
    except (BrokenPipeError, SystemExit):  # click leaves with 1 where a pipe is closed
        return _drop_output()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        reason = error.strerror or type(error).__name__
        click.echo(f"onrecord: {where}{reason}: check the place and its permissions", err=True)
        return FAILED
    except OnrecordError as error:
        click.echo(f"onrecord: {error}", err=True)
        return FAILED
    return code if isinstance(code, int) else DONE


def _print_utf8() -> None:
    """Quotation marks must not end a run on a terminal with an older encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> int:
    """Whoever read our output has seen enough; Python must not complain about it on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
