"""The occasions in force while an article is walked from top to bottom, and how one stands to the next.

Before: `belonging` chose venues and times. After: `settle` walks the statements with this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.occasions.belonging import attached_times, join_venues
from onrecord.occasions.building import Setting, carry
from onrecord.occasions.frames import Frame
from onrecord.occasions.gatherings import Gathering, stays_away
from onrecord.occasions.meetings import SPEAKING
from onrecord.occasions.times import Time
from onrecord.occasions.venue import Venue
from onrecord.values import Occasion, Span

_OPENING_TIME = re.compile(r"\b(?:he|she|they)\s+(?!was\b|were\b|had\b)[a-z]+")


@dataclass(frozen=True, slots=True)
class Own:
    """What one statement's own sentences say of its occasion. `past` words carry nothing; `asker` is who
    asked, where nothing else is told of the venue."""

    venue: Venue | None = None
    times: tuple[Time, ...] = ()
    past: bool = False
    asker: Venue | None = None


@dataclass(slots=True)
class Course:
    """The occasions in force while an article is walked from top to bottom, by speaker."""

    setting: Setting
    held: dict[str, Occasion] = field(default_factory=dict)
    named_in: dict[str, int] = field(default_factory=dict)
    told: dict[tuple[str, date, date], Occasion] = field(default_factory=dict)
    own_talks: dict[str, Occasion] = field(default_factory=dict)  # interviews with the writer
    gathering: Gathering | None = None
    gathered_in: int = -1  # the last sentence that tells of the gathering
    begun_in: int = -1
    scanned: int = -1

    def hold(self, name: str, occasion: Occasion, sentence: int | None) -> None:
        """Let an occasion hold for a speaker, from the sentence that names it."""
        self.held[name] = occasion
        if sentence is not None and not occasion.carried:
            self.named_in[name] = sentence
        if occasion.medium and occasion.earliest and occasion.latest:
            self.told.setdefault((name, occasion.earliest, occasion.latest), occasion)

    def on_that_day(self, name: str, occasion: Occasion) -> Occasion:
        """The speaker's occasion that was told before for this very time, or the one given."""
        if occasion.medium or occasion.earliest is None or occasion.latest is None:
            return occasion
        before = self.told.get((name, occasion.earliest, occasion.latest))
        return carry(before) if before else occasion

    def clear(self) -> None:
        """A heading or a section break ends all."""
        self.held.clear()
        self.own_talks.clear()
        self.gathering, self.gathered_in = None, -1

    def end_others(self, speaker: str | None) -> None:
        """Another's venue ends the occasions of all other speakers."""
        self.held = {name: held for name, held in self.held.items() if name == speaker}


def is_same_crowd(own: Own, venue: Venue, before: Occasion) -> bool:
    """Whether "told the audience" only says who sat in the event that was named before."""
    if before.medium == "testimony":  # "At a hearing in March he wept. He told the judge …"
        return venue.medium == "testimony" and venue.rule == "told" and not _names(venue, own)
    told = before.medium in ("speech", "panel", "press_conference")
    return told and tells_crowd(own, venue)


def tells_crowd(own: Own, venue: Venue) -> bool:
    """Whether the words only say which crowd listened, and nothing of the place or the time."""
    crowd = venue.medium in ("other", "panel", "speech", "press_conference")
    return crowd and not _names(venue, own) and venue.rule in ("told", "took questions")


def _names(venue: Venue, own: Own) -> bool:
    return bool(venue.outlet or venue.programme or venue.interviewer or venue.us or own.times)


def introduced(frame: Frame, *, adjoining: bool) -> Own | None:
    """The venue or time of a sentence that holds nobody's words, or None.

    A time alone counts only where it opens the sentence right before the words: "On Monday she went on."
    """
    venue = join_venues(
        [v for v in frame.venues if v.rule != "reported by" and not stays_away(frame, v)]
    )
    if venue is None and adjoining and _OPENING_TIME.search(frame.visible):
        opening = tuple(t for t in frame.times[:1] if t.span.start == frame.span.start)
        return Own(None, opening) if opening else None
    if venue is None or venue.medium in ("book", "film", "review", "other"):
        return None
    times = attached_times(frame, frame.times, (venue.span,), frame.venues)
    if venue.medium is not None:
        return Own(venue, times)
    return Own(None, times) if venue.rule == SPEAKING and times else None


def at_time_of(occasion: Occasion, before: Occasion) -> Occasion:
    """The occasion at the time of the one before, with the words that tell that time."""
    proof = tuple(e for e in before.evidence if e.field == "said")
    if not proof:
        return occasion
    return replace(
        occasion,
        said=before.said,
        earliest=before.earliest,
        latest=before.latest,
        evidence=(*occasion.evidence, *proof),
        reason=f"{occasion.reason}; the time is the one told before",
    )


def around(span: Span, inner: tuple[Span, ...]) -> list[Span]:
    """What of a span stands outside the inner ones."""
    pieces, at = [], span.start
    for part in sorted(inner):
        if part.start > at:
            pieces.append(Span(at, min(part.start, span.end)))
        at = max(at, part.end)
    return [*pieces, Span(at, span.end)] if at < span.end else pieces
