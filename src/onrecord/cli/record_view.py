"""How `list` and `status` print: what the record holds."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.page import NAME, QUIET, Page, counted
from onrecord.publish.forms import Form
from onrecord.values import ArticleHead

if TYPE_CHECKING:
    from onrecord.record.ledger import Job
    from onrecord.record.status import Status

DATE_MARGIN = len("2025-03-12") + 2


def print_heads(page: Page, heads: Sequence[ArticleHead]) -> None:
    """An article in a few lines: date, headline, outlet, key."""
    for head in heads:
        day = head.published.isoformat() if head.published else "no date"
        page.paragraph((head.headline or head.key, NAME), margin=DATE_MARGIN, label=day)
        if head.outlet:
            page.paragraph((head.outlet, QUIET), margin=DATE_MARGIN)
        if head.headline:
            page.name(head.key, margin=DATE_MARGIN)
    page.paragraph(counted(len(heads), "article"))


def status_form(status: Status) -> Form:
    """The counts by name, as JSON prints them."""
    return {
        name: str(value) if isinstance(value, Path) else value
        for name, value in asdict(status).items()
    }


def print_status(page: Page, shown: Mapping[str, object]) -> None:
    """A name and a value a line."""
    margin = 2 + max(len(name) for name in shown)
    for name, value in shown.items():
        told = f"{value:,}" if isinstance(value, int) else str(value)
        page.paragraph(told, margin=margin, label=name.replace("_", " "))


def unfinished_form(job: Job) -> Form:
    """A run of `add` that has not come to its end, as JSON prints it."""
    return {"paths": list(job.paths), "inputs": job.inputs, "done": job.done}


def print_unfinished(page: Page, jobs: Sequence[Job]) -> None:
    """The runs of `add` that have not come to their end, and the command that goes on with each."""
    for job in jobs:
        command = shlex.join(["onrecord", "add", *job.paths])
        told = f"{job.done:,} of {counted(job.inputs, 'input')} done; to go on: {command}"
        page.paragraph(f"stopped, or going on: {told}")
