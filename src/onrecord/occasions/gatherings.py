"""The gathering that a report tells of: its press conference, trial day, call, panel or ceremony.

Before: `settle` walks an article from top to bottom. After: statements of the people who take part
share the gathering's medium and day until something ends it. Somebody takes part who spoke at it,
whom its own sentence names, who sits beside a speaker, or whose role belongs there. Anybody else
may have spoken elsewhere and gets nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from onrecord.occasions.belonging import attached_times, join_venues
from onrecord.occasions.building import Setting, build_occasion, meets
from onrecord.occasions.frames import Frame
from onrecord.occasions.introductions import mentions
from onrecord.occasions.times import Time
from onrecord.occasions.venue import Venue
from onrecord.values import Medium, Occasion, Span, Statement

OPENING = 4
"""Sentences of a report in which a gathering may stand without its day."""

_RECENT = timedelta(days=14)
_GATHERINGS = frozenset({"press_conference", "testimony", "panel", "speech"})
_CALL = re.compile(
    r"(?:\bcall|meeting|ceremony|AGM|investor day|conference|summit|convention) phrase|^told$"
)
# "Told reporters" at a press conference is said there; at a trial it is said outside.
_ALIKE: dict[Medium, frozenset[Medium]] = {
    "press_conference": frozenset({"press_conference", "other"}),
    "panel": frozenset({"panel", "speech"}),
    "speech": frozenset({"speech", "panel"}),
    "testimony": frozenset({"testimony"}),
    "other": frozenset({"other"}),
}
_AHEAD = re.compile(
    r"\b(?:will|would|due\s+to|expected\s+to|scheduled|set\s+to|plans?\s+to|(?:is|are|was|were)\s+to|"
    r"ahead\s+of|before\s+(?:a|the)|cancell?ed|postponed|has\s+been\s+invited)\b"
)
_ABSENT = re.compile(
    r"\b(?:(?:was|were|is|are|had|did|could)(?:\s+not|n[’']t)|never|absent|missed|skipped|stayed\s+away)\b[^,;]*$|"
    r"\b(?:years?|months?|weeks?|days?|decades?)\s+(?:after|before)\b[^,;]*$|\b(?:once|declined|refused|cancelled|pulled\s+out\s+of)\b[^,;]*$"
)
_NOT_PLAIN = re.compile(
    r"^(?:has|have|had|is|was|were|would|did|could)\b|\b(?:wrote|posted|tweeted|read|quoted|emailed|texted)\b"
)
_PLAIN = re.compile(
    r"\b(?:[a-z]+ed|said|told|put|went\s+on|spoke|drew|swore|began|shot\s+back|made|laid)\b"
)
_BESIDE = re.compile(
    r"\b(?:[Aa]longside|[Bb]eside|[Nn]ext\s+to|[Ff]lanked\s+by|[Jj]oined\s+by|[Aa]ccompanied\s+by)\s+"
    r"(?:him\b|her\b|them\b|[A-Z])|"
    r"\bjoined\s+(?:him|her|them|[A-Z]\w+)\s+on\s+(?:the\s+)?(?:stage|panel|call|podium)\b|"
    r"\balso\s+(?:on|at|in)\s+the\s+(?:call|stage|panel|room|table|hearing|press\s+conference|news\s+conference)\b"
)
_IN_THE_ROOM = re.compile(
    r"\b(?:in\s+the\s+(?:\w+\s+)?(?:row|audience|stalls|balcony|gallery)|audience\s+member|"
    r"(?:the|its)\s+moderator)\b",
    re.IGNORECASE,
)
_OF_COURTS = re.compile(
    r"\b(?:judge|justice|counsel|prosecutor|(?:assistant|district|county|state|united\s+states)\s+attorney|"
    r"barrister|coroner|magistrate|prosecuting|defending|witness|defendant)\b",
    re.IGNORECASE,
)
_OF_CALLS = re.compile(r"\b(?:chief\s+(?:\w+\s+)?(?:executive|officer)|finance\s+chief|CEO|CFO)\b")
_OUTSIDE = re.compile(
    r"\b(?:outside|on\s+the\s+(?:court\w*\s+)?steps|afterwards?|later|in\s+(?:a|an)\s+\w+)\b",
    re.IGNORECASE,
)
_SHIELDED = re.compile(
    r"\b(?:not\s+(?:to\s+)?be\s+(?:named|identified)|anonym\w*|not\s+authori[sz]ed|declined\s+to\s+be\s+named)\b"
)
_NAMED = re.compile(r"\w")
_OF_ASIDE = re.compile(r"\b(?:who|whose|which)\b[^,;.]*$")


@dataclass(slots=True)
class Gathering:
    """One gathering: its occasion as others share it, who takes part, and whether it is still told of."""

    occasion: Occasion
    call: bool = False
    people: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    fresh: bool = True
    block: int = 0
    by_role: bool = False  # "the director told an audience": who that is comes next

    def join(self, names: Iterable[str]) -> None:
        """Somebody takes part."""
        self.people.update(names)
        self.gone.difference_update(names)

    def holds(self, occasion: Occasion) -> bool:
        """Whether an occasion is this gathering."""
        told = self.occasion.said is not None and self.occasion.said == occasion.said
        return told and self.occasion.medium == occasion.medium

    def leave(self, name: str) -> None:
        """Somebody is told of at another time: "she has said"."""
        self.people.discard(name)
        self.gone.add(name)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands: its sentence without anybody's words, and the number of its block."""

    frame: Frame
    block: int
    leads: bool = False  # its quoted words open the block


def share(occasion: Occasion) -> Occasion:
    """The occasion as it holds for somebody else who takes part."""
    reason = f"carried from the gathering that the report tells of; {occasion.reason}"
    return replace(
        occasion,
        carried=True,
        interviewer=None,
        reason=occasion.reason if occasion.carried else reason,
        evidence=tuple(e for e in occasion.evidence if e.field != "interviewer"),
    )


def is_gathering(venue: Venue) -> bool:
    """Whether several people may have spoken there: a hearing, a panel, a call, told reporters."""
    if venue.interviewer or venue.us or venue.tie == "apart":
        return False
    return venue.medium in _GATHERINGS or (
        venue.medium == "other" and _CALL.search(venue.rule) is not None and not venue.outlet
    )


def told_gathering(
    frame: Frame,
    setting: Setting,
    before: Gathering | None,
    hooks: tuple[Span, ...] = (),
    *,
    opening: bool,
) -> tuple[Gathering | None, bool]:
    """The gathering in force after a sentence, and whether the sentence tells of it.

    One with its day begins; one without a day is the one before, where that is of its kind.
    """
    venues = [v for v in frame.venues if is_gathering(v)]
    venue = join_venues(venues)
    if venue is None:
        return before, False
    if _AHEAD.search(_lead(frame, venue)) or stays_away(frame, venue):
        return before, False
    times = attached_times(frame, frame.times, tuple(v.span for v in venues), frame.venues)
    if not times:
        dated = attached_times(frame, frame.times, hooks, ()) if hooks else frame.times
        if dated and venue.tie != "same":
            return before, False  # the time may be that of another gathering
        return _without_day(frame, setting, before, venue, opening=opening)
    occasion = build_occasion(venue, times, None, setting)
    if not _is_recent(occasion, setting):
        return before, False
    if before is not None and _length(before.occasion) == 0 < _length(occasion):
        return before, False  # "in his opening statement last week", in a report of Monday
    if before is not None and alike(before, venue) and meets(before.occasion, occasion):
        if _length(occasion) < _length(before.occasion):
            before.occasion = share(replace(occasion, medium=before.occasion.medium))
        return before, True
    return Gathering(share(occasion), call=_is_call(venue)), True


def stays_away(frame: Frame, venue: Venue) -> bool:
    """Whether the words before a venue say that somebody was not there: "who was not at the lecture"."""
    return _ABSENT.search(_lead(frame, venue)) is not None


def _lead(frame: Frame, venue: Venue) -> str:
    return frame.visible[: max(0, venue.span.start - frame.span.start)]


def begin_gathering(venue: Venue, occasion: Occasion, setting: Setting) -> Gathering | None:
    """The gathering that a statement's own occasion is, if it has its day."""
    dated = any(evidence.field == "said" for evidence in occasion.evidence)
    if not (is_gathering(venue) and dated and _is_recent(occasion, setting)):
        return None
    return Gathering(share(occasion), call=_is_call(venue))


def reads_out(statement: Statement, text: str) -> bool:
    """Whether the cue says that the words are another's: "read aloud from a letter"."""
    return any(
        re.search(r"\b(?:read|reads|reading|quoted|quoting)\b", c.of(text)) for c in statement.cue
    )


def _without_day(
    frame: Frame, setting: Setting, before: Gathering | None, venue: Venue, *, opening: bool
) -> tuple[Gathering | None, bool]:
    if before is not None and alike(before, venue):
        return before, True
    if before is None and opening and venue.medium in _GATHERINGS:
        return Gathering(share(build_occasion(venue, (), None, setting))), True
    return before, False


def alike(gathering: Gathering, venue: Venue) -> bool:
    """Whether words at this venue may have been said at the gathering."""
    medium = gathering.occasion.medium
    return medium is not None and venue.medium in _ALIKE.get(medium, frozenset())


def _is_call(venue: Venue) -> bool:
    return venue.medium == "other" and re.search(r"\bcall\b", venue.rule) is not None


def _is_recent(occasion: Occasion, setting: Setting) -> bool:
    first, last = occasion.earliest, occasion.latest
    if setting.published is None:
        return first is not None and first == last
    return first is not None and last is not None and setting.published - first <= _RECENT


def _length(occasion: Occasion) -> int:
    if occasion.earliest is None or occasion.latest is None:
        return 10_000
    return (occasion.latest - occasion.earliest).days


def named_as_taking_part(frame: Frame, names: Iterable[str]) -> list[str]:
    """The people whom a gathering's own sentence names before it: "Halvane and Aldaine took questions"."""
    venue = next((v for v in frame.venues if is_gathering(v)), None)
    if venue is None:
        return []
    before = _lead(frame, venue)
    return [name for name in names if mentions(before, name)]


def named_beside(frame: Frame, names: Iterable[str]) -> list[str]:
    """The people of a sentence that tells who sits beside whom: "Alongside her sat Pell"."""
    if not _BESIDE.search(frame.visible):
        return []
    return [name for name in names if mentions(frame.visible, name)]


def takes_part(gathering: Gathering, statement: Statement, place: Place, text: str) -> bool:
    """Whether a statement without a venue of its own was plainly made at the gathering."""
    name = statement.speaker.name
    if statement.act != "speech" or name in gathering.gone or not is_plain(statement, text):
        return False
    if any(_strays(time, place.frame, gathering.occasion) for time in place.frame.times):
        return False
    source = _source_words(statement, place.frame, text)
    if _SHIELDED.search(place.frame.visible) or _SHIELDED.search(source):
        return False
    quoted = statement.form in ("direct", "mixed")
    if name in gathering.people:
        return gathering.fresh or quoted
    if not gathering.fresh:
        return False
    if _IN_THE_ROOM.search(source) and not gathering.call:
        return gathering.occasion.medium != "testimony"
    if _speaks_to(statement, place.frame, gathering.people):
        return True
    return statement.speaker.kind == "person" and _belongs(gathering, source, place, quoted=quoted)


def _belongs(gathering: Gathering, source: str, place: Place, *, quoted: bool) -> bool:
    """Whether the speaker's role is one of the gathering's, or he alone is spoken of in its block."""
    if _OUTSIDE.search(place.frame.visible):
        return False
    if gathering.occasion.medium == "speech":
        return False  # one speaks, the others listen
    if gathering.occasion.medium == "testimony" and _OF_COURTS.search(source):
        return True
    if gathering.call and _OF_CALLS.search(source):
        return True
    if gathering.people or not quoted:
        return False
    follows = gathering.by_role and place.leads and place.block == gathering.block + 1
    return place.block == gathering.block or follows


def is_plain(statement: Statement, text: str) -> bool:
    """Whether the cue is a plain past: "said", not "has said", "says" or "wrote".

    A block quotation and words without a cue go on from the ones before; a document's do not.
    """
    cues = [" ".join(span.of(text).split()).lower() for span in statement.cue]
    if not cues or not any(re.search(r"\w", cue) for cue in cues):
        return False
    words = " ".join(cues)
    return not _NOT_PLAIN.match(words) and _PLAIN.search(words) is not None


def _source_words(statement: Statement, frame: Frame, text: str) -> str:
    """The words that name the speaker, else all that stands before the cue."""
    cue = min(statement.cue, default=frame.span).start
    if statement.source and _NAMED.search(statement.source[0].of(text)):
        return frame.visible[: cue - frame.span.start] + " ".join(
            s.of(text) for s in statement.source
        )
    return frame.visible[: max(0, cue - frame.span.start)]


def _speaks_to(statement: Statement, frame: Frame, people: Iterable[str]) -> bool:
    """Whether the cue tells somebody who takes part: "she told Halvane"."""
    if not statement.cue:
        return False
    end = max(statement.cue).end - frame.span.start
    told = frame.visible[max(0, end - 8) : end]
    listener = frame.visible[end : end + 40].split(",")[0]
    return re.search(r"\b(?:told|asked|asking)$", told) is not None and any(
        mentions(listener, name) for name in people
    )


def is_past_thought(statement: Statement, text: str) -> bool:
    """Whether a feature tells what somebody thought once: "for a year she believed"."""
    return statement.act == "thought" and is_plain(statement, text)


def _strays(time: Time, frame: Frame, occasion: Occasion) -> bool:
    """Whether a time is not that of the gathering; one of "who joined in May" does not count."""
    before = frame.visible[: time.span.start - frame.span.start]
    if _OF_ASIDE.search(before):
        return False
    if time.interval is None:
        return True
    told = Occasion(
        said=time.interval.said, earliest=time.interval.earliest, latest=time.interval.latest
    )
    return not meets(told, occasion)
