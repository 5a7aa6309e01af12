"""The command `serve`: the record in a browser, and as an API."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import record_option, user_name
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.web.access import Access

NEEDED = ("fastapi", "jinja2", "uvicorn", "python_multipart")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
GRACE = 10
"""Seconds that requests in progress have when the server is told to stop."""


@click.command(
    "serve",
    epilog="""\b
Examples:
  onrecord serve --record lowenna.db
  onrecord serve --record lowenna.db --port 9000
  onrecord serve --record ours.db --show-articles
  onrecord serve --record lowenna.db --write
  onrecord serve --host 0.0.0.0 --write --token-file tokens.txt
""",
)
@record_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port."
)
@click.option(
    "--show-articles", is_flag=True, help="Show whole articles: their texts are ours to show."
)
@click.option(
    "--context",
    type=click.IntRange(0, 2000),
    default=160,
    show_default=True,
    metavar="N",
    help="Characters of an article to show on each side of a statement.",
)
@click.option(
    "--rate",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    metavar="N",
    help="Questions and drafts that a client may send each second, after 20 at once; 0: no limit.",
)
@click.option("--write", is_flag=True, help="Let statements be corrected in the browser and API.")
@click.option(
    "--token-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Who may write: a token a line, a name before it. Without it, whoever reaches the server.",
)
def serve_command(
    record: Path,
    host: str,
    port: int,
    show_articles: bool,
    context: int,
    rate: float,
    write: bool,
    token_file: Path | None,
) -> int:
    """Show the record in a browser, and serve its API.

    Read, ask and check; nothing is changed unless --write is given. Needs the extra `web`. Stop it
    with Ctrl-C.
    """
    _require_extra()
    import uvicorn

    from onrecord.record import Store
    from onrecord.web.app import make_server
    from onrecord.web.shelf import Serving

    Store.open(record).close()  # whatever is wrong with it is said now
    access = _access(host, write, token_file)
    own = (host if ":" not in host else f"[{host}]", host, "127.0.0.1", "localhost", "[::1]", "::1")
    hosts = ("*",) if host in ("0.0.0.0", "::") else own
    server = make_server(Serving(record, show_articles, context, hosts, rate=rate, access=access))
    click.echo(f"onrecord: {record} at http://{own[0]}:{port}/ (Ctrl-C stops it)", err=True)
    uvicorn.run(
        server,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    return 0


def _access(host: str, write: bool, token_file: Path | None) -> Access:
    """What guards writing. Raises UsageError where anybody on a network could write."""
    from onrecord.web.access import Access, read_tokens

    if not write:
        if token_file is not None:
            raise UsageError("--token-file says who may write: give --write too")
        return Access()
    if token_file is None and host not in LOOPBACK:
        raise UsageError(
            f"--write on {host}, which others may reach: say who may, with --token-file FILE"
        )
    tokens = read_tokens(token_file) if token_file is not None else ()
    return Access(True, tokens, "" if tokens else user_name())


def _require_extra() -> None:
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(
            f"serve needs {', '.join(missing)}, which is not installed: pip install 'onrecord[web]'"
        )
