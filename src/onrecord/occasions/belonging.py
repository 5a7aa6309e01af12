"""Which venue and which time in a sentence belong to which statement.

Before: `frames` holds the venues and times of a sentence. After: `settle` makes occasions of them.
A time counts only where it stands with the cue or the venue: in "Pryce, whose film opened in
October, said" the October is the film's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.occasions.frames import Frame
from onrecord.occasions.parties import HIDDEN, TIME_MARK
from onrecord.occasions.times import Time
from onrecord.occasions.venue import Venue
from onrecord.values import Span, Statement

_EVENTS = frozenset({"panel", "press_conference", "speech", "testimony", "other"})
_FARTHEST = 110  # characters from the cue to its time, over a venue and a place
# A new clause between the cue and the time makes the time that clause's.
_BOUNDARY = re.compile(
    r"[;:—(]|\b(?:who|whom|whose|which|that(?!\s+(?:on|in|at|during|to)\b)|when|because|if|although|though|while|and|but|about|regarding|"
    r"concerning|before|until|despite|was|were|is|had|has|died|won|lost|began|born|made|became|left)\b|"
    r"(?<!\bthe\s)(?<!\ba\s)(?<!\ban\s)\b(?!(?:held|attended|hosted|moderated|packed|crowded|published|emailed|dated|signed|posted|"
    r"recorded|added|asked|continued|explained|recalled|replied|revealed|need|speed|United)\b)[a-z]{2,}ed\b|"
    r"\b(?!(?:during|morning|evening|meeting|hearing|briefing|following|screening|opening|speaking|talking|"
    r"sentencing|training|king|ring|building|wedding|gathering|reading|closing|ruling|being)\b)[a-z]+ing\b"
)
_OPENING_WORDS = re.compile(
    rf"[\s“”\"'’‘{HIDDEN},.—–-]*(?:(?:[Bb]ut|[Aa]nd|[Tt]hen|[Ee]arlier|[Ll]ater|[Ss]o|[Ss]till|[Bb]ack|[Ss]peaking|"
    r"[Ww]riting|[Tt]alking|[Hh]owever|[Aa]gain|[Jj]ust|[Oo]nly|[Aa]sked|[Yy]et),?\s+)*"
)
# "Outside the courthouse on Monday, he said", "Sentencing him at the Old Bailey on Monday, she said".
_NO_PLACE = (
    r"(?!\b(?:built|set|held|made|shot|won|lost|written|that|who|which|about|after|before|since|from)\b|"
    r"\w+ed\b)"
)
_OPENING_PLACE = re.compile(
    r"\s*(?:[Aa]t|[Oo]utside|[Ii]nside|[Aa]board|[Aa]ddressing|[Ss]entencing|[Aa]nnouncing|[Pp]resenting|"
    r"[Uu]nveiling|[Oo]pening|[Ll]aunching|[Aa]ccepting|[Aa]ppearing|[Ss]peaking|[Tt]alking)"
    rf"(?:\s+{_NO_PLACE}[\w’'-]+){{1,9}}\s+"
)
_NEW_CLAUSE = re.compile(r"[;—]|\b(?:but|while|whereas)\b")
_CLAUSE_COST = 60


def place_of(frame: Frame, time: Time) -> Span:
    """Where a time stands: its venue's place, if it is part of a venue phrase."""
    return next((v.span for v in frame.venues if time.span in v.span), time.span)


def nearest_statement(
    frame: Frame, phrase: Span, anchors: Sequence[tuple[int, tuple[Span, ...]]]
) -> int | None:
    """The index of the statement whose cue stands nearest to the phrase, counted in visible characters."""
    if not anchors:
        return None
    return min(anchors, key=lambda pair: (min(_cost(frame, phrase, a) for a in pair[1]), pair[0]))[
        0
    ]


def _cost(frame: Frame, phrase: Span, anchor: Span) -> int:
    if phrase.overlaps(anchor):
        return 0
    between = _between(frame, phrase, anchor)
    visible = between.replace(HIDDEN, "").strip()
    return (
        len(visible)
        + _CLAUSE_COST * len(_NEW_CLAUSE.findall(visible))
        + 20 * visible.count(", and ")
    )


def _between(frame: Frame, one: Span, other: Span) -> str:
    first, last = sorted((one, other))
    base = frame.span.start
    return frame.visible[max(0, first.end - base) : max(0, last.start - base)]


def anchors_of(statement: Statement) -> tuple[Span, ...]:
    """Where a statement hangs in its sentence: its cue, else its source, else its first words."""
    return statement.cue or statement.source or statement.content[:1]


def is_attached(frame: Frame, venue: Venue, anchors: tuple[Span, ...]) -> bool:
    """Whether an event named behind the cue is where the words were said.

    In "He linked it to her server, an opportunity he missed at the debate" the debate is not.
    """
    if venue.medium not in _EVENTS or not anchors:
        return True
    nearest = min(anchors, key=lambda anchor: _cost(frame, venue.span, anchor))
    if venue.span.start < nearest.end:
        return True
    between = _between(frame, venue.span, nearest).replace(HIDDEN, "").replace(TIME_MARK, "")
    return not _BOUNDARY.search(between)


def attached_times(
    frame: Frame, times: Sequence[Time], anchors: tuple[Span, ...], venues: Sequence[Venue]
) -> tuple[Time, ...]:
    """The times that tell when the words were said, the closest to its venue or cue first."""
    kept = []
    for time in times:
        if any(time.span in venue.span for venue in venues):
            kept.append((0, time))
        elif any(_near_venue(frame, time.span, venue) for venue in venues):
            kept.append((1, time))
        elif any(_near_cue(frame, time.span, anchor) for anchor in anchors) or _opens(
            frame, time.span, anchors
        ):
            kept.append((2, time))
    kept.sort(key=lambda pair: (pair[0], pair[1].span))
    return tuple(time for _, time in kept)


def _near_venue(frame: Frame, time: Span, venue: Venue) -> bool:
    between = _between(frame, time, venue.span).replace(HIDDEN, "")
    if time.start >= venue.span.end:
        return len(between) <= _FARTHEST and not _BOUNDARY.search(between)
    # "On Tuesday, in an interview with X": nothing but a comma between.
    return time.end <= venue.span.start and not between.strip(" ,")


def _near_cue(frame: Frame, time: Span, anchor: Span) -> bool:
    if time.overlaps(anchor):
        return True
    raw = _between(frame, time, anchor)
    between = raw.replace(HIDDEN, "").replace(TIME_MARK, "")
    if len(between) > _FARTHEST:
        return False
    if time.start >= anchor.end:
        return not _BOUNDARY.search(between)
    if HIDDEN in raw:
        return False
    # "Pryce on Tuesday told": the cue follows at once, an adverb between at most.
    return re.fullmatch(r"\s*(?:also|again|then|has|had|did|and)?\s*", between) is not None


def _opens(frame: Frame, time: Span, anchors: tuple[Span, ...]) -> bool:
    """Whether the time opens the clause of a cue that follows: "On Tuesday, Pryce said"."""
    base = frame.span.start
    before = frame.visible[: time.start - base]
    clause = re.split(rf"[;—{HIDDEN}]", before)[-1]
    if not _OPENING_WORDS.fullmatch(clause) and not _OPENING_PLACE.fullmatch(clause):
        return False
    return any(
        anchor.start >= time.end and not _NEW_CLAUSE.search(_between(frame, time, anchor))
        for anchor in anchors
    )


# A venue of the first kind says more than one of the next.
_RANK = ("on a programme", "appeared on", "spoke to", "testified", "red carpet", "posted")


def join_venues(venues: Sequence[Venue]) -> Venue | None:
    """One venue of all phrases of a statement: "told the Gazette in an email" is an email to it.

    A noun ("interview", "statement") says the medium better than a verb, a podcast better than an
    episode, and any medium better than "told".
    """
    if not venues:
        return None
    ranked = sorted(venues, key=_rank)
    joined = ranked[0]
    for venue in ranked[1:]:
        if joined.rule == "reported by" or venue.rule == "reported by":
            joined = joined if joined.outlet else replace(joined, outlet=venue.outlet)
            continue
        joined = replace(
            joined,
            medium=joined.medium or venue.medium,
            medium_span=joined.medium_span or venue.medium_span,
            outlet=joined.outlet or venue.outlet,
            programme=joined.programme or venue.programme,
            interviewer=joined.interviewer or venue.interviewer,
            tie=joined.tie
            if joined.tie != "new"
            else ("new" if venue.tie == "same" else venue.tie),
            issued=joined.issued or venue.issued,
            us=joined.us or venue.us,
            open_names=(*joined.open_names, *venue.open_names),
        )
    return joined


def _rank(venue: Venue) -> tuple[int, int]:
    if venue.medium is None:
        return (5, venue.span.start)
    if venue.medium == "podcast":
        return (0, venue.span.start)
    if venue.rule.endswith(" phrase"):
        return (
            2 if venue.medium in ("other", "broadcast") or venue.tie == "same" else 1,
            venue.span.start,
        )
    if venue.rule == "told":
        return (4 if venue.medium != "press_conference" else 1, venue.span.start)
    return (3 if venue.rule in _RANK else 2, venue.span.start)
