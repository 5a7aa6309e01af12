"""The command `serve`: the record in a browser, and as an API."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from onrecord.cli.options import record_option
from onrecord.errors import UsageError

NEEDED = ("fastapi", "jinja2", "uvicorn")
GRACE = 10
"""Seconds that requests in progress have when the server is told to stop."""


@click.command(
    "serve",
    epilog="""\b
Examples:
  onrecord serve --record lowenna.db
  onrecord serve --record lowenna.db --port 9000
  onrecord serve --record ours.db --show-articles
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
def serve_command(record: Path, host: str, port: int, show_articles: bool, context: int) -> int:
    """Show the record in a browser, and serve its API.

    Read, ask and check; nothing is changed. Needs the extra `web`. Stop it with Ctrl-C.
    """
    _require_extra()
    import uvicorn

    from onrecord.record import Store
    from onrecord.web.app import make_server
    from onrecord.web.shelf import Serving

    Store.open(record).close()  # whatever is wrong with it is said now
    own = (host if ":" not in host else f"[{host}]", host, "127.0.0.1", "localhost", "[::1]", "::1")
    hosts = ("*",) if host in ("0.0.0.0", "::") else own
    server = make_server(Serving(record, show_articles, context, hosts))
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


def _require_extra() -> None:
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(
            f"serve needs {', '.join(missing)}, which is not installed: pip install 'onrecord[web]'"
        )
