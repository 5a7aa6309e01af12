"""Occasions from venues and times, each field with the words that prove it.

Before: `belonging` chose the venue and the times of one statement. After: `settle` carries the
occasion on. What the words do not tell stays None and the reason says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from onrecord.occasions.intervals import Interval, day, join, until
from onrecord.occasions.times import Time
from onrecord.occasions.venue import Venue
from onrecord.values import Evidence, Occasion, Span

_NEAR = 12  # characters between two times that tell one: "a few weeks ago, on May 3"
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor)\.?\s+(?=\w)")
NONE_NAMED = "the article names no venue and no time"


@dataclass(frozen=True, slots=True)
class Setting:
    """What one article gives to all its occasions: text, date of publication, own outlet."""

    text: str
    published: date | None
    outlet: str | None


def build_occasion(
    venue: Venue | None, times: tuple[Time, ...], speaker: str | None, setting: Setting
) -> Occasion:
    """The occasion of a venue and its times; `speaker` is never his own outlet or interviewer."""
    occasion = _of_venue(venue, speaker, setting) if venue else Occasion()
    return with_time(
        occasion, times, setting, issued=bool(venue and venue.issued), dated=venue is not None
    )


def _of_venue(venue: Venue, speaker: str | None, setting: Setting) -> Occasion:
    evidence: list[Evidence] = []
    values: dict[str, str | None] = {"outlet": None, "programme": None, "interviewer": None}
    if venue.medium and venue.medium_span:
        evidence.append(Evidence("medium", venue.medium_span))
    for name, span in (
        ("outlet", venue.outlet),
        ("programme", venue.programme),
        ("interviewer", venue.interviewer),
    ):
        span = without_title(span, setting.text) if span and name == "interviewer" else span
        value = " ".join(span.of(setting.text).split()) if span else None
        if span and value and not (name != "programme" and same_name(value, speaker)):
            values[name] = value
            evidence.append(Evidence(name, span))
    if venue.us and values["outlet"] is None and setting.outlet:
        values["outlet"] = setting.outlet
        evidence.append(Evidence("outlet", venue.span))
    return Occasion(
        medium=venue.medium,
        outlet=values["outlet"],
        programme=values["programme"],
        interviewer=values["interviewer"],
        evidence=tuple(evidence),
        reason=_venue_reason(venue, speaker, setting.text),
    )


def without_title(span: Span, text: str) -> Span:
    """A person's name without the "Dr" or "Mr" before it.

    >>> without_title(Span(0, 11), "Dr Ana Pell").of("Dr Ana Pell")
    'Ana Pell'
    """
    title = _TITLE.match(span.of(text))
    return Span(span.start + title.end(), span.end) if title else span


def _venue_reason(venue: Venue, speaker: str | None, text: str) -> str:
    reason = f"venue: {venue.rule}"
    for name in venue.open_names:
        if not same_name(name.of(text), speaker):
            words = " ".join(name.of(text).split())
            reason += f'; whether "{words}" is an outlet or a person cannot be told'
    return reason


def same_name(name: str, speaker: str | None) -> bool:
    """Whether two names are of one speaker: the same, or one the last words of the other.

    >>> same_name("Dunmore", "Ana Dunmore"), same_name("Ana", "Dana")
    (True, False)
    """
    if not speaker:
        return False
    one, other = name.casefold(), speaker.casefold()
    return one == other or one.endswith(f" {other}") or other.endswith(f" {one}")


def with_time(
    occasion: Occasion, times: tuple[Time, ...], setting: Setting, *, issued: bool, dated: bool
) -> Occasion:
    """The occasion with its time; `dated` ones without a phrase are no later than publication."""
    told = _closest(times)
    if told is not None and told.interval is None:
        words = " ".join(told.span.of(setting.text).split())
        why = f'"{words}" ({told.rule}) needs a date of publication, which the article lacks'
        return replace(occasion, reason=_added(occasion.reason, why))
    if told is not None and told.interval is not None:
        interval = until(told.interval.latest) if issued and told.interval.latest else told.interval
        rule = f"time: {told.rule}" + (", of publication or broadcast" if issued else "")
        return _timed(occasion, interval, rule, told.span)
    if dated and setting.published:
        return _timed(
            occasion, until(setting.published), "no time named: not after publication", None
        )
    if dated:
        return replace(
            occasion, reason=_added(occasion.reason, "no time named and no date of publication")
        )
    return occasion


def _closest(times: tuple[Time, ...]) -> Time | None:
    """The first time, or a later one that lies within it and is more exact.

    "Last week, on Tuesday": the Tuesday. In "recently … promised in January" nothing ties the two.
    """
    if not times:
        return None
    chosen = times[0]
    for time in times[1:]:
        apart = time.span.start - chosen.span.end > _NEAR
        vague = chosen.interval is not None and chosen.interval.earliest is None
        if _within(time.interval, chosen.interval) and not (vague and apart):
            chosen = time
    return chosen


def _within(inner: Interval | None, outer: Interval | None) -> bool:
    if not (inner and outer and inner.earliest and inner.latest and outer.latest):
        return False
    return (
        outer.earliest is None or outer.earliest <= inner.earliest
    ) and inner.latest <= outer.latest


def _timed(occasion: Occasion, interval: Interval, rule: str, span: Span | None) -> Occasion:
    evidence = (*occasion.evidence, Evidence("said", span)) if span else occasion.evidence
    return replace(
        occasion,
        said=interval.said,
        earliest=interval.earliest,
        latest=interval.latest,
        evidence=evidence,
        reason=_added(occasion.reason, rule),
    )


def asked_by(
    occasion: Occasion, asker: Venue | None, speaker: str | None, setting: Setting
) -> Occasion:
    """The occasion with who asked, where it is told apart from a venue that does not tell it."""
    span = asker.interviewer if asker else None
    if span is None or occasion.interviewer or occasion.medium is None:
        return occasion
    span = without_title(span, setting.text)
    name = " ".join(span.of(setting.text).split())
    if same_name(name, speaker):
        return occasion
    proof = Evidence("interviewer", span)
    return replace(occasion, interviewer=name, evidence=(*occasion.evidence, proof))


def _added(reason: str, more: str) -> str:
    return more if reason == Occasion().reason else f"{reason}; {more}"


def carry(before: Occasion) -> Occasion:
    """The occasion as it holds for the next statement of the same speaker."""
    if before.carried:
        return before
    reason = f"carried from an earlier statement of the same speaker; {before.reason}"
    return replace(before, carried=True, reason=reason)


def after(occasion: Occasion, before: Occasion, setting: Setting) -> Occasion:
    """A more recent occasion: between the time of the one before and publication.

    Only where neither its own words nor the lack of dates say otherwise.
    """
    own = any(evidence.field == "said" for evidence in occasion.evidence)
    if own or setting.published is None or before.said is None or before.earliest is None:
        return occasion
    if before.earliest > setting.published:
        return occasion
    first = Interval(before.said, before.earliest, before.latest)
    bounds = join(first, day(setting.published))
    proof = tuple(
        Evidence("earliest", e.span) for e in before.evidence if e.field in ("said", "earliest")
    )
    return replace(
        occasion,
        said=bounds.said,
        earliest=bounds.earliest,
        latest=bounds.latest,
        evidence=(*occasion.evidence, *proof),
        reason=occasion.reason.replace(
            "no time named: not after publication",
            "more recent than the speaker's occasion before, not after publication",
        ),
    )


def is_dated(occasion: Occasion) -> bool:
    """Whether the time of an occasion rests on words of the text."""
    return any(evidence.field in ("said", "earliest") for evidence in occasion.evidence)


def meets(one: Occasion, other: Occasion) -> bool:
    """Whether two occasions can be of one time: their bounds share a day, or one has none."""
    if other.said is None or one.said is None:
        return False
    return not (
        (one.earliest and other.latest and one.earliest > other.latest)
        or (one.latest and other.earliest and one.latest < other.earliest)
    )
