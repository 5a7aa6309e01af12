"""What `verify` finds: frozen values. Comes before the modules that look and that repair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Part = Literal[
    "file",
    "rows",
    "text",
    "values",
    "columns",
    "index",
    "shingles",
    "utterances",
    "people",
    "occasions",
]

Tell = Callable[[str], None]
"""Told what is being looked at."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be: in which part, where, what, and what can be done about it.

    `can_rebuild` where texts and stored values are enough to put it right.
    """

    part: Part
    where: str
    what: str
    can_rebuild: bool = False
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, what was found, what of it has been repaired, and what is left.

    `checked` counts articles (all versions), statements and spans.
    """

    checked: dict[str, int]
    found: tuple[Fault, ...] = ()
    left: tuple[Fault, ...] = ()
    repaired: bool = False
    skipped: tuple[str, ...] = field(default=())

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong any more."""
        return not self.left
