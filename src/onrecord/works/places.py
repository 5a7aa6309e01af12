"""Where the works of an article are named: all their mentions in text order, to be asked by stretch.

Made once from the works; `find`, `settle` and `passages` ask it for every sentence, so it never looks
through all mentions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.values import Span, Work
from onrecord.works.outline import Part


@dataclass(frozen=True, slots=True)
class Places:
    """The mentions of all works in text order: where each starts and ends, and the number of its work."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, works: Sequence[Work]) -> Places:
        """The places of works, which are numbered as they stand."""
        found = sorted(
            (span.start, span.end, number)
            for number, work in enumerate(works)
            for span in work.mentions
        )
        starts, ends, numbers = zip(*found, strict=True) if found else ((), (), ())
        return cls(starts, ends, numbers)

    def within(self, stretch: Span) -> list[int]:
        """Numbers of the works with a mention inside the stretch, each once and in order.

        >>> Places((3, 9), (5, 12), (1, 0)).within(Span(0, 12))
        [0, 1]
        >>> Places((3, 9), (5, 12), (1, 0)).within(Span(0, 11))
        [1]
        """
        near = range(bisect_left(self.starts, stretch.start), bisect_left(self.starts, stretch.end))
        return sorted({self.numbers[n] for n in near if self.ends[n] <= stretch.end})

    def within_any(self, stretches: Iterable[Span]) -> list[int]:
        """Numbers of the works with a mention inside one of the stretches, each once and in order."""
        return sorted({number for stretch in stretches for number in self.within(stretch)})

    def nearest(self, span: Span, stretch: Span) -> int | None:
        """The number of the work whose mention inside the stretch stands nearest to the span, of two at the
        same distance the one before; None without a mention."""
        near = range(bisect_left(self.starts, stretch.start), bisect_left(self.starts, stretch.end))
        gaps = [
            (max(span.start - self.ends[n], self.starts[n] - span.end, 0), self.starts[n], n)
            for n in near
            if self.ends[n] <= stretch.end
        ]
        return self.numbers[min(gaps)[2]] if gaps else None


def nearest_work(
    works: Sequence[Work], places: Places, part: Part, span: Span | None = None
) -> Work | None:
    """The work that a place is about: named in the sentence, the block, the heading, else the main one.

    A work that is not the main one carries over only inside the block that names it.
    """
    if not works:
        return None
    for stretch in (span, part.span, part.heading):
        if stretch is None:
            continue
        inside = places.within(stretch)
        if inside:
            return works[inside[0]]
    return works[0]
