"""The venue that stands near a statement, where its own sentence names none.

Before: `settle` found no venue for a statement. After: it has the one that the sentences right before
it tell, in the same paragraph: "Quill faced the press on Tuesday. “No comment,” she said." Words that are
read out of a document belong to the document named last.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from onrecord.occasions.asking import ASKING
from onrecord.occasions.belonging import anchors_of, attached_times, join_venues
from onrecord.occasions.building import asked_by, build_occasion, meets
from onrecord.occasions.course import Own
from onrecord.occasions.frames import Frame
from onrecord.occasions.gatherings import stays_away
from onrecord.occasions.ground import Ground
from onrecord.occasions.introductions import begins_with_another, mentions
from onrecord.occasions.meetings import SPEAKING
from onrecord.occasions.names import NAME, Known
from onrecord.occasions.stages import find_spotted
from onrecord.occasions.venue import Venue
from onrecord.occasions.writings import find_writings
from onrecord.values import Evidence, Medium, Occasion, Span, Statement

WRITTEN: frozenset[Medium] = frozenset({"post", "statement", "email", "book", "review"})
_READ = re.compile(
    r"^(?:reads?|runs?|ran|goes|went|begins|began|says?|said|concludes?|ended|opens|starts|observed)\b"
)
_THING = re.compile(
    r"^(?:it|one|another|the\s+(?:[\w-]+\s+)?(?:entry|note|message|post|line|caption|passage|text|letter|email|report|thread)|"
    r"its\s+.*(?:instalment|installment|sentence|line|paragraph|entry)|(?:her|his|their)\s+(?:post|note|entry|message|letter|email|tweet))\b"
)
_IN_ONE = re.compile(
    r"\s*[Ii]n\s+(?:one|another|it|the\s+(?:first|last|longest|latest))\b(?!\s+(?!of\b)[a-z])"
)
_WROTE = re.compile(
    r"\b(?:wrote|writes|writing|written|posted|tweeted|noted|observed|emailed|typed|scrawled|judged|summed)\b"
)
_ASKED = re.compile(r"(?i)\b(?:asked|asks|asking|wondered|inquired|enquired)\b")


_BACK = 3  # sentences before the statement's own that may tell its venue
_EARLIER = re.compile(
    r"\b(?:had|once|previously|has\s+(?:long|often|previously)|used\s+to|declined|refused|would\s+not|"
    r"did\s+not\s+respond|was\s+due|were\s+due|ahead\s+of|will)\b"
)


def near_occasion(ground: Ground, number: int, statement: Statement, own: Own) -> Occasion | None:
    """The occasion that stands near a statement without a venue of its own, or None where none does."""
    index = ground.sentence_of(statement)
    if index is None:
        return None
    text = ground.setting.text
    found = _document(ground, index, statement)
    if own.past and (found is None or statement.cue):
        return None
    written = found is not None or is_written(statement, text)
    asker: Venue | None = None
    later: list[Occasion] = (
        [build_occasion(None, own.times, None, ground.setting)] if own.times else []
    )
    if found is not None:
        return build_occasion(found, own.times, statement.speaker.name, ground.setting)
    after = _after(ground, index, statement) if not written else None
    if after is not None:
        return build_occasion(after, own.times, statement.speaker.name, ground.setting)
    for at in range(index - 1, index - 1 - _BACK, -1):
        if at < 0 or not _may_lead(ground, at, number, statement):
            return None
        frame = ground.frames.around(at, ground.reading.layout.sentences[at].start)
        if begins_with_another(frame.visible, statement.speaker.name, ground.frames.known):
            return None
        venue = told_near(frame, written=written)
        if not written and (venue is None or venue.medium is None):
            venue = _spotted(frame, statement.speaker.name) or venue
        if written and (venue is None or venue.medium is None):
            venue = next(iter(documents(frame, ground.frames.known)), None)
        if venue is not None and venue.medium:
            if _is_elsewhere(frame, venue):
                return None
            times = attached_times(frame, frame.times, (venue.span,), frame.venues)
            venue = join_venues([venue, asker]) if asker else venue
            if venue is None:
                return None
            occasion = build_occasion(
                venue, own.times or times, statement.speaker.name, ground.setting
            )
            there = build_occasion(venue, times, None, ground.setting)
            dated = times and any(not meets(there, time) for time in later)
            return None if dated else occasion
        asker = asker or venue
        later += [build_occasion(None, (time,), None, ground.setting) for time in frame.times]
    return None


def _spotted(frame: Frame, name: str | None) -> Venue | None:
    """The talk that a sentence about the speaker names in any way."""
    about = _PRONOUN.match(frame.visible) or (name and mentions(frame.visible, name))
    found = next(find_spotted(frame.visible), None) if about else None
    return found.shifted(frame.span.start) if found else None


def _after(ground: Ground, index: int, statement: Statement) -> Venue | None:
    """The talk that the sentence behind names: "“I was wrong.” With that she ended her lecture"."""
    sentences = ground.reading.layout.sentences
    if (
        statement.cue
        or statement.source
        or statement.form != "direct"
        or index + 1 >= len(sentences)
    ):
        return None
    if not _same_block(ground, index, index + 1) or ground.by_sentence.get(index + 1):
        return None
    frame = ground.frames.around(index + 1, sentences[index + 1].start)
    found = next(find_spotted(frame.visible), None)
    venue = told_near(frame, written=False) or (found.shifted(frame.span.start) if found else None)
    return venue if venue and venue.medium and not stays_away(frame, venue) else None


_ASKED_AT: frozenset[Medium | None] = frozenset(
    {"interview", "podcast", "broadcast", "panel", "testimony"}
)


def with_names_near(
    ground: Ground, number: int, statement: Statement, own: Own, occasion: Occasion
) -> Occasion:
    """The occasion with the names told before it: "He went on Radio X. “No,” he told viewers."""
    occasion = _with_publisher(ground, statement, occasion)
    if own.venue is None or own.past:
        return occasion
    bare = not (occasion.carried or occasion.outlet or occasion.programme)
    if own.venue.tie == "new" and bare:
        near = near_occasion(ground, number, statement, replace(own, venue=None))
        if near is not None and near.medium == occasion.medium:
            occasion = _filled(occasion, near)
    asker = _asker_before(ground, statement)
    if asker is None or occasion.interviewer or occasion.medium not in _ASKED_AT:
        return occasion
    return asked_by(occasion, asker, statement.speaker.name, ground.setting)


def _asker_before(ground: Ground, statement: Statement) -> Venue | None:
    """Who asks in the sentence before, where it is a question or of the same speaker."""
    index = ground.sentence_of(statement)
    if not index or not _same_block(ground, index - 1, index):
        return None
    frame = ground.frames.around(index - 1, ground.reading.layout.sentences[index - 1].start)
    told = [ground.statements[n] for n in ground.by_sentence.get(index - 1, [])]
    name, text = statement.speaker.name, ground.setting.text
    if not any(asks(other, text) or (name and other.speaker.name == name) for other in told):
        return None
    return next((v for v in frame.venues if v.rule == ASKING), None)


_PUBLISHER = re.compile(rf"\b(?:publishers?,|published\s+by)\s+(?:the\s+)?(?P<name>{NAME})")


def _with_publisher(ground: Ground, statement: Statement, occasion: Occasion) -> Occasion:
    """The book's occasion with the publisher whom its own or the next sentence names."""
    index = ground.sentence_of(statement)
    if occasion.medium != "book" or occasion.outlet or index is None:
        return occasion
    for at in (index, index + 1):
        if at >= len(ground.reading.layout.sentences) or not _same_block(ground, index, at):
            continue
        frame = ground.frames.around(at, ground.reading.layout.sentences[at].start)
        found = _PUBLISHER.search(frame.visible)
        if found is not None:
            span = Span(*(frame.span.start + place for place in found.span("name")))
            name = " ".join(span.of(ground.setting.text).split())
            return replace(
                occasion, outlet=name, evidence=(*occasion.evidence, Evidence("outlet", span))
            )
    return occasion


def _filled(occasion: Occasion, near: Occasion) -> Occasion:
    """The occasion with the outlet, programme and interviewer that it lacks."""
    for name in ("outlet", "programme", "interviewer"):
        value = getattr(near, name)
        if value and getattr(occasion, name) is None:
            proof = tuple(e for e in near.evidence if e.field == name)
            occasion = replace(occasion, evidence=(*occasion.evidence, *proof), **{name: value})
    return occasion


_PRONOUN = re.compile(
    r"\W*(?:On\s+\S+\s+)?(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\b|\W*On\b"
)


def moved_on(ground: Ground, before: Occasion, named: int | None, statement: Statement) -> bool:
    """Whether the text has gone to a later day since: "In May she told X … On Monday she"."""
    dated = [e.span.end for e in before.evidence]
    index = ground.sentence_of(statement)
    told = any(e.field == "said" for e in before.evidence)
    if not told or named is None or index is None or before.latest is None:
        return False
    for at in range(named, index + 1):
        frame = ground.frames.around(at, ground.reading.layout.sentences[at].start)
        others = [
            n for n in ground.names if n != statement.speaker.name and mentions(frame.visible, n)
        ]
        if others or not (
            _PRONOUN.match(frame.visible) or mentions(frame.visible, statement.speaker.name or "")
        ):
            continue
        for time in frame.times:
            if (
                time.interval is None
                or time.span.start <= max(dated)
                or time.interval.earliest is None
            ):
                continue
            if (
                time.interval.earliest == time.interval.latest
                and time.interval.earliest > before.latest
            ):
                return True
    return False


def _document(ground: Ground, index: int, statement: Statement) -> Venue | None:
    """The document that is the statement's source, or that its words are read out of."""
    sentences, known = ground.reading.layout.sentences, ground.frames.known
    frame = ground.frames.around(index, min(anchors_of(statement)).start)
    own = source_document(statement, frame, known)
    if own is not None:
        return own
    text = ground.setting.text
    reads = reads_document(statement, text) or _IN_ONE.match(frame.visible)
    if not reads and (statement.cue or not is_written(statement, text)):
        return None
    for at in (index, index - 1, index - 2):
        if at < 0 or not _same_block(ground, at, index):
            continue
        around = ground.frames.around(at, sentences[at].start)
        found = documents(around, known)
        if found:
            return found[-1] if at == index else found[0]
    return None


def _same_block(ground: Ground, one: int, other: int) -> bool:
    """Whether two sentences stand in one paragraph, or the first leads to the second by a colon."""
    sentences = ground.reading.layout.sentences
    if bisect_right(ground.blocks, sentences[one].start) == bisect_right(
        ground.blocks, sentences[other].start
    ):
        return True
    return other == one + 1 and sentences[one].of(ground.setting.text).rstrip().endswith(":")


def _may_lead(ground: Ground, at: int, number: int, statement: Statement) -> bool:
    """Whether a sentence may tell the venue of the words: of one paragraph, and of nobody else's words."""
    index = ground.sentence_of(statement)
    if index is None or ground.is_heading(at) or not _same_block(ground, at, index):
        return False
    others = [ground.statements[n] for n in ground.by_sentence.get(at, []) if n != number]
    name = statement.speaker.name
    text = ground.setting.text
    told = bool(name) and mentions(ground.reading.layout.sentences[at].of(text), name or "")
    return all(
        asks(other, text)
        or _hears(other, text)
        or (other.speaker.name or (name if told else "?")) == name
        for other in others
    )


def _hears(statement: Statement, text: str) -> bool:
    """Whether the cue is of a crowd that listens: "the inquest heard that"."""
    return any(span.of(text) == "heard" for span in statement.cue)


def _is_elsewhere(frame: Frame, venue: Venue) -> bool:
    """Whether the sentence says that the talk was another time, is still to come or did not happen."""
    lead = frame.visible[: max(0, venue.span.start - frame.span.start)]
    clause = re.split(r"[;—,]", lead)[-1]
    return stays_away(frame, venue) or _EARLIER.search(clause) is not None


def reads_document(statement: Statement, text: str) -> bool:
    """Whether the words are read out of something written: "it reads", "one goes", "runs the entry"."""
    source = " ".join(s.of(text) for s in statement.source).lower()
    cue = " ".join(s.of(text) for s in statement.cue).lower()
    if source:
        return bool(_THING.match(source) and _READ.match(cue))
    if statement.form != "direct" or not statement.content:
        return False
    end = max(statement.content).end
    tail = text[end : end + 40]
    return (
        re.match(r"[,\s]*(?:runs|reads|ran|goes|began|begins|its|the\s+entry)\b", tail) is not None
    )


def is_written(statement: Statement, text: str) -> bool:
    """Whether the cue is one of writing, or the words have none and stand behind a colon."""
    if any(_WROTE.search(span.of(text)) for span in statement.cue):
        return True
    if statement.cue or not statement.content:
        return False
    return text[: min(statement.content).start].rstrip().endswith(":")


def asks(statement: Statement, text: str) -> bool:
    """Whether the cue is a question put to somebody."""
    return any(_ASKED.search(span.of(text)) for span in statement.cue)


def source_document(statement: Statement, frame: Frame, known: Known) -> Venue | None:
    """The document that a statement's own source is: "an email to all staff told them to"."""
    if not statement.source:
        return next((v for v in documents(frame, known) if _overlaps(v, statement.cue)), None)
    source = min(statement.source)
    for venue in documents(frame, known):
        words = frame.visible[source.start - frame.span.start : venue.span.start - frame.span.start]
        if source.start <= venue.span.start < source.end and not words.strip():
            return venue
    return None


def _overlaps(venue: Venue, spans: tuple[Span, ...]) -> bool:
    return venue.medium_span is not None and any(venue.medium_span.overlaps(s) for s in spans)


def documents(frame: Frame, known: Known) -> list[Venue]:
    """The documents that a sentence names, with spans of the article."""
    by = frame.span.start
    return [venue.shifted(by) for venue in find_writings(frame.visible, known)]


def told_near(frame: Frame, *, written: bool) -> Venue | None:
    """The venue of a sentence near a statement of the kind that its cue allows, or None."""
    venues = [
        v for v in frame.venues if v.rule not in ("reported by", SPEAKING) and v.tie != "apart"
    ]
    kept = [v for v in venues if _fits(v, written=written)]
    venue = join_venues(kept)
    return venue if venue is not None and (venue.medium or venue.interviewer) else None


def _fits(venue: Venue, *, written: bool) -> bool:
    if venue.medium is None:
        return venue.rule == ASKING and not written
    if written:
        return venue.medium in WRITTEN or (
            venue.medium == "other" and venue.rule.endswith("phrase")
        )
    if venue.medium == "other":
        return False
    return venue.medium not in WRITTEN and venue.medium != "film"
