"""A page of text on a terminal or in a pipe: headings, wrapped paragraphs, margins, no frames.

Every other module of the command line prints through this one, so that width, colour and the
removal of control characters are decided once.
"""

from __future__ import annotations

import re
import sys
from typing import TextIO, TypeAlias

from rich.console import Console
from rich.text import Text

from onrecord.publish.phrases import counted, joined

__all__ = ["Page", "Piece", "counted", "joined", "printable"]

Piece: TypeAlias = str | tuple[str, str]
"""Words, or words with the style they are printed in."""

WIDEST = 100
"""Columns; lines longer than this are hard to read, however wide the window."""

HEADING, NAME, QUIET, GOOD, WARN, GRAVE = "bold", "bold", "dim", "green", "yellow", "bold red"

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def printable(text: str) -> str:
    """The text without characters that command a terminal, each shown as a replacement mark.

    >>> printable("a\\x1b[31mb")
    'a�[31mb'
    """
    return _UNPRINTABLE.sub("�", text.replace("\r\n", "\n"))


class Page:
    """Prints to one stream. Colours only on terminals that want them (NO_COLOR is respected)."""

    def __init__(self, stream: TextIO | None = None, width: int | None = None) -> None:
        self._console = Console(
            file=stream or sys.stdout, width=width, highlight=False, markup=False, emoji=False
        )
        self.width = min(self._console.width, WIDEST)
        self._space_due = False

    def space(self) -> None:
        """An empty line before whatever comes next; none at the end of the page."""
        self._space_due = True

    def heading(self, text: str) -> None:
        """A heading, with an empty line below it."""
        self.paragraph((text, HEADING))
        self.space()

    def name(self, text: str, margin: int = 0) -> None:
        """A key or path on a line of its own, never broken, so that it can be copied."""
        self._keep_space()
        self._console.print(Text(" " * margin + printable(text), style=QUIET), soft_wrap=True)

    def _keep_space(self) -> None:
        if self._space_due:
            self._console.print()
            self._space_due = False

    def paragraph(self, *pieces: Piece, margin: int = 0, label: str = "", rail: str = "") -> None:
        """The pieces as one wrapped paragraph; line breaks in them stay.

        `label` stands in the margin of the first line, `rail` in that of all others.
        """
        self._keep_space()
        text = Text()
        for piece in pieces:
            words, style = (piece, "") if isinstance(piece, str) else piece
            text.append(printable(words), style=style or None)
        lead = Text(label[:margin].ljust(margin), style=QUIET)
        for line in text.wrap(self._console, max(self.width - margin, 20)):
            line.rstrip()
            row = Text.assemble(lead, line)
            row.rstrip()
            self._console.print(row, soft_wrap=True)
            lead = Text(rail[:margin].ljust(margin), style=QUIET)
