"""What happens: one telling of the plot, chosen whole from one article and shown in its order.

Sentences of several articles are never mixed: together they would tell a story that nobody wrote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.answers.explain_coverage import Coverage
from onrecord.values import Citation, Entry, HeldPassage, Span, SpoilerClass

MUCH_LONGER = 3
"""A telling with an ending is chosen before one without, unless that one is so many times as long."""


@dataclass(frozen=True, slots=True)
class Story:
    """The telling that was chosen: what comes first, then how it ends; `premise` gives nothing away.

    `tellings` are where other articles tell the story, the fullest first.
    """

    premise: tuple[Entry, ...] = ()
    plot: tuple[Entry, ...] = ()
    ending: tuple[Entry, ...] = ()
    tellings: tuple[Citation, ...] = ()


def choose_story(coverage: Coverage) -> Story:
    """The fullest telling of the plot, with its ending; that of another article where it has none."""
    tellings = tellings_by_article(coverage)
    if not tellings:
        return Story()
    ended = [telling for telling in tellings if endings(telling)]
    longest = max(tellings, key=length)
    best = max(ended, key=length, default=longest)
    chosen = longest if length(longest) > MUCH_LONGER * length(best) else best
    source = chosen if endings(chosen) or not ended else max(ended, key=end_length)
    return Story(
        premise=entries([h for h in chosen if not h.passage.spoiler], tellings, coverage),
        plot=entries([held for held in chosen if held not in endings(chosen)], tellings, coverage),
        ending=entries(endings(source), tellings, coverage),
        tellings=tuple(others(tellings, chosen, coverage)),
    )


def others(tellings: Sequence[Telling], chosen: Telling, coverage: Coverage) -> Iterator[Citation]:
    """Where other articles tell more of the story than what it is about, the fullest first."""
    for telling in sorted(tellings, key=length, reverse=True):
        if telling is not chosen and any(held.passage.spoiler for held in telling):
            first, last = telling[0].passage.span, telling[-1].passage.span
            yield coverage.clippings.cite(telling[0].article, Span(first.start, last.end))


Telling = Sequence[HeldPassage]


def tellings_by_article(coverage: Coverage) -> list[Telling]:
    """The passages that tell the plot, one list an article, in text order."""
    found: dict[str, list[HeldPassage]] = defaultdict(list)
    for held in coverage.passages:
        if held.passage.voice == "narration":
            found[held.article.key].append(held)
    return [sorted(telling, key=lambda held: held.passage.span) for telling in found.values()]


def length(telling: Telling) -> int:
    """The characters of a telling."""
    return sum(held.passage.span.end - held.passage.span.start for held in telling)


def endings(telling: Telling) -> list[HeldPassage]:
    """The passages that tell how the story ends."""
    return [held for held in telling if "ending" in held.passage.topics]


def end_length(telling: Telling) -> int:
    """The characters of the ending."""
    return length(endings(telling))


def entries(telling: Telling, tellings: Sequence[Telling], coverage: Coverage) -> tuple[Entry, ...]:
    """The passages as entries; `also` are the places where other articles print the same words."""
    every = [held for other in tellings for held in other]
    same: dict[tuple[str, ...], list[HeldPassage]] = defaultdict(list)
    for held in every:
        same[tuple(held.text.split())].append(held)
    return tuple(
        replace(
            coverage.clippings.of_passage(
                held, [o for o in same[tuple(held.text.split())] if o is not held]
            ),
            spoiler=spoiler_of(held),
        )
        for held in telling
    )


def spoiler_of(held: HeldPassage) -> SpoilerClass:
    """What a passage of a telling gives away, by its place in it."""
    if "ending" in held.passage.topics:
        return "ending"
    return held.passage.gives_away
