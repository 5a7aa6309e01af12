"""Interview transcripts: one occasion for all turns, from what the headline and introduction say.

Before: statements of form "turn". After: `settle` gives this occasion to each of them. Where neither
headline nor introduction says what the exchange was, the turns have none, but for podcasts, whose
transcripts have a format of their own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from onrecord.occasions.belonging import attached_times, join_venues
from onrecord.occasions.building import Setting, build_occasion, with_time
from onrecord.occasions.frames import Frames
from onrecord.occasions.times import Time
from onrecord.occasions.venue import Venue
from onrecord.values import Evidence, Medium, Occasion, Reading, Span, Statement

_INTRODUCTION = 12  # sentences before the first turn that are read
_SAYS: tuple[tuple[re.Pattern[str], Medium], ...] = (
    (re.compile(r"\b(?:podcast|episode)\b", re.IGNORECASE), "podcast"),
    (re.compile(r"\b(?:press|news) conference\b", re.IGNORECASE), "press_conference"),
    (re.compile(r"\b(?:panel|masterclass|roundtable)\b", re.IGNORECASE), "panel"),
    (re.compile(r"\b(?:hearing|testimony|deposition)\b", re.IGNORECASE), "testimony"),
    (
        re.compile(
            r"\b(?:interview|Q&A|Q & A|in conversation|conversation with|we spoke|spoke to us|talks to us|"
            r"sat down with|we talked|we asked|we caught up|questions (?:for|with))\b",
            re.IGNORECASE,
        ),
        "interview",
    ),
)


_OPENING = 1_200
"""Characters of a recording in which its hosts say what it is."""
_WORD = r"[A-Z0-9][\w’'&-]*"
_SHOW = re.compile(
    r"\b(?:[Tt]his is|[Ww]elcome (?:back )?to|[Yy]ou(?:['’]re| are) listening to)\s+"
    rf"(?P<show>{_WORD}(?:\s+(?:(?:of|and|the|for|in|to|a|at|with|but)\s+){{0,3}}{_WORD}){{0,6}})"
    rf"(?:,?\s+on\s+(?P<outlet>{_WORD}(?:\s+{_WORD}){{0,3}}))?(?=[,.!;:]|\s+(?:and|with|from|the|a|here)\b)"
)
_HOST = re.compile(
    rf"\b(?:I['’]?m|I am|[Mm]y name is|[Mm]y name['’]s)\s+(?P<name>{_WORD}(?:\s+{_WORD}){{1,3}})"
)
_ON_AIR = re.compile(r"\b(?:Radio|FM|TV|Television|Channel|BBC|NPR)\b")
_RECORDED = re.compile(
    r"\b(?:recorded|taped|filmed|conducted|held|took\s+place|met|spoke|talked|sat\s+down)\b[^.;]{0,60}$"
)


_NUMBERED = re.compile(
    r"\A\s*(?:date \d{4}-\d\d-\d\d )?(?P<show>[A-Z][^\n:.]{2,50}?)\s*\n+\s*(?:Episode|Ep\.?|Show)\s+#?\d+\b"
)


def transcript_occasion(
    reading: Reading, statements: tuple[Statement, ...], frames: Frames, setting: Setting
) -> Occasion | None:
    """The occasion of an article's turns, or None where it has no turns."""
    turns = [s for s in statements if s.form == "turn" and s.content]
    if not turns:
        return None
    first = min(min(s.content).start for s in turns)
    venues: list[Venue] = []
    times: list[Time] = []
    said: tuple[Medium, Evidence | None] | None = None
    for index, sentence in enumerate(reading.layout.sentences[:_INTRODUCTION]):
        if sentence.end > first:
            break
        frame = frames.around(index, sentence.start)
        found = [v for v in frame.venues if v.rule not in ("reported by",)]
        venues += found
        held = [
            _RECORDED.search(frame.visible[: t.span.start - frame.span.start]) for t in frame.times
        ]
        times += [t for t, lead in zip(frame.times, held, strict=True) if lead]
        times += attached_times(frame, frame.times, tuple(v.span for v in found), found)
        said = said or _said_medium(frame.visible, frame.span)
    venue = join_venues([v for v in venues if v.medium not in (None, "other", "book", "film")])
    if venue is not None:
        return build_occasion(venue, tuple(times), None, setting)
    if str(reading.article.metadata.get("transcript", "")).startswith("podcast"):
        return _of_podcast(_plain(("podcast", None), tuple(times), setting), reading.article.outlet)
    if reading.article.turns:
        return _of_recording(reading, statements, setting)
    headline = _said_medium(reading.article.headline or "", None)
    return _with_show(_plain(said or headline, tuple(times), setting), setting.text[:first])


def _of_recording(
    reading: Reading, statements: tuple[Statement, ...], setting: Setting
) -> Occasion:
    """A recording by what its first words and its file's comments say of it: the show, where it goes out, the
    one host, the day of recording."""
    opening = setting.text[:_OPENING]
    notes = str(reading.article.metadata.get("notes", ""))
    speakers = {s.speaker.name for s in statements if s.form == "turn" and s.speaker.name}
    evidence: list[Evidence] = []
    found = {}
    for match in _SHOW.finditer(opening):
        if match["show"] in speakers:
            continue
        found["programme"] = match["show"]
        evidence.append(Evidence("programme", Span(*match.span("show"))))
        if match["outlet"]:
            found["outlet"] = match["outlet"]
            evidence.append(Evidence("outlet", Span(*match.span("outlet"))))
        break
    hosts = [match for match in _HOST.finditer(opening) if match["name"] in speakers]
    if len({match["name"] for match in hosts}) == 1:
        found["interviewer"] = hosts[0]["name"]
        evidence.append(Evidence("interviewer", Span(*hosts[0].span("name"))))
    medium: Medium | None = "broadcast"
    if not _ON_AIR.search(found.get("outlet", "")):
        said = _said_medium(opening, Span(0, len(opening))) or _said_medium(notes, None)
        medium, proof = said or (None, None)
        evidence += [proof] if proof else []
    return replace(
        _of_day(reading, setting),
        medium=medium,
        programme=found.get("programme"),
        outlet=found.get("outlet"),
        interviewer=found.get("interviewer"),
        evidence=tuple(evidence),
    )


def _of_day(reading: Reading, setting: Setting) -> Occasion:
    """The day of a recording, as its file states it; else not after publication."""
    recorded = read_iso(reading.article.metadata.get("recorded"))
    if recorded is not None:
        return Occasion(
            said=recorded.isoformat(),
            earliest=recorded,
            latest=recorded,
            reason="recording; its file states the day",
        )
    return _until_published("recording", setting)


def _until_published(what: str, setting: Setting) -> Occasion:
    """An exchange for which no time is named: not after publication, if that is known."""
    if setting.published is None:
        return Occasion(reason=f"{what}; no time named and no date of publication")
    return Occasion(
        said=f"../{setting.published.isoformat()}",
        latest=setting.published,
        reason=f"{what}; no time named: not after publication",
    )


def read_iso(day: object) -> date | None:
    """A day in ISO form, None for anything else."""
    try:
        return date.fromisoformat(day) if isinstance(day, str) else None
    except ValueError:
        return None


def _of_podcast(occasion: Occasion, show: str | None) -> Occasion:
    """A podcast by the format of its transcript, with the name that the file gives, if it does."""
    named = f"{show}, as its file says" if show else "its file does not name it"
    return replace(
        occasion, programme=show, reason=f"transcript of a podcast ({named}); {_time(occasion)}"
    )


def _time(occasion: Occasion) -> str:
    if occasion.said is None:
        return "no time named and no date of publication"
    return (
        "no time named: not after publication" if occasion.said.startswith("..") else "time named"
    )


def _with_show(occasion: Occasion, introduction: str) -> Occasion:
    """A podcast with its name, where the notes begin with the name and the number of the episode."""
    found = _NUMBERED.search(introduction)
    if found is None or occasion.medium not in ("podcast", None):
        return occasion
    name = " ".join(found["show"].split())
    return replace(
        occasion,
        medium="podcast",
        programme=name.title() if name.isupper() else name,
        evidence=(*occasion.evidence, Evidence("programme", Span(*found.span("show")))),
    )


def _said_medium(words: str, span: Span | None) -> tuple[Medium, Evidence | None] | None:
    for pattern, medium in _SAYS:
        found = pattern.search(words)
        if found:
            where = Span(span.start + found.start(), span.start + found.end()) if span else None
            return medium, Evidence("medium", where) if where else None
    return None


def _plain(
    said: tuple[Medium, Evidence | None] | None, times: tuple[Time, ...], setting: Setting
) -> Occasion:
    if said is None:
        return Occasion(reason="a transcript whose headline and introduction name no occasion")
    medium, evidence = said
    occasion = Occasion(
        medium=medium, evidence=(evidence,) if evidence else (), reason="transcript"
    )
    if times:
        return with_time(occasion, times, setting, issued=False, dated=True)
    until = _until_published("transcript", setting)
    return replace(until, medium=medium, evidence=occasion.evidence)
