"""A venue phrase as a value: what `venues` finds in a sentence and `settle` gives to a statement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Self

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

    def shifted(self, by: int) -> Self:
        """The venue, all its places so many characters further on."""

        def moved(span: Span | None) -> Span | None:
            return Span(span.start + by, span.end + by) if span else None

        return replace(
            self,
            span=Span(self.span.start + by, self.span.end + by),
            medium_span=moved(self.medium_span),
            outlet=moved(self.outlet),
            programme=moved(self.programme),
            interviewer=moved(self.interviewer),
            open_names=tuple(Span(n.start + by, n.end + by) for n in self.open_names),
        )
