"""A venue phrase as a value: what `venues` finds in a sentence and `settle` gives to a statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.values import Medium, Span

Tie = Literal["new", "same", "later", "apart"]


@dataclass(frozen=True, slots=True)
class Venue:
    """One venue phrase. `tie` is how it stands to the venue before: the same, a later one, another.

    `issued` says that a time beside it is of publication or broadcast, so the words are no later
    than it. `open_names` are names that may be outlets or people: they fill nothing.
    """

    span: Span
    rule: str
    medium: Medium | None = None
    medium_span: Span | None = None
    outlet: Span | None = None
    programme: Span | None = None
    interviewer: Span | None = None
    tie: Tie = "new"
    issued: bool = False
    us: bool = False
    open_names: tuple[Span, ...] = ()
