"""The sentence around a statement without anybody's words: where its venue and time may stand.

Before: statements and the layout. After: `settle` reads venues and times from these frames. What
stands inside quotation marks or in reported words tells no occasion: "he said the film opened in
March" was not said in March.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from onrecord.occasions.chains import LOOK_BACK, chain_times, find_chains
from onrecord.occasions.events import event_times, find_events
from onrecord.occasions.media import HEAD
from onrecord.occasions.names import Known
from onrecord.occasions.parties import HIDDEN, TIME_MARK
from onrecord.occasions.times import NO_PUBLICATION, Time, find_times
from onrecord.occasions.venue import Venue
from onrecord.occasions.venues import find_venues
from onrecord.values import Layout, Reading, Span, Statement

WINDOW = 2000
"""Characters of a sentence that are read before and after a statement's cue; a page without full stops
must not be read again for each of its statements."""

_LONGEST_TITLE = 60
_TITLE = re.compile(
    r"[A-Z0-9][\w’'&:.,!?-]*(?:\s+(?:[A-Z0-9][\w’'&:!?-]*|of|the|and|a|an|in|on|for|to|with|at|from),?)*"
)


_SWALLOWED = re.compile(rf"\bin\s+(?:an?|his|her|their)(?:\s+(?:[\w’'-]+\s+){{0,3}}?{HEAD}\b|\s*$)")
_CLAUSE = re.compile(
    r"\b(?:that|he|she|they|it|we|I|you|who|which|is|are|was|were|has|had|have|will|would|can|could|should|"
    r"did|does|do|may|might|must)\b|[“”\"]"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One sentence, masked, with what was found in it. `anchors` are places of the statements' cues."""

    span: Span
    visible: str
    times: tuple[Time, ...] = ()
    venues: tuple[Venue, ...] = ()


@dataclass(slots=True)
class Frames:
    """Reads frames of one article, each once."""

    text: str
    layout: Layout
    published: date | None
    known: Known
    hidden: tuple[Span, ...]
    _held: dict[tuple[Span, tuple[Span, ...]], Frame] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _hidden_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [span.start for span in self.layout.sentences]
        self._hidden_starts = [span.start for span in self.hidden]

    def sentence_index(self, at: int) -> int | None:
        """The index of the sentence that holds the character `at`."""
        index = bisect_right(self._starts, at) - 1
        if index < 0 or at >= self.layout.sentences[index].end:
            return None
        return index

    def sentences_before(self, at: int) -> int:
        """How many sentences begin at or before the character `at`."""
        return bisect_right(self._starts, at)

    def around(self, index: int, at: int, shown: tuple[Span, ...] = ()) -> Frame:
        """The frame of a sentence, near `at`; `shown` spans are read although they are somebody's words."""
        sentence = self.layout.sentences[index]
        span = Span(max(sentence.start, at - WINDOW), min(sentence.end, at + WINDOW))
        if sentence.end - sentence.start <= 2 * WINDOW:
            span = sentence
        key = (span, shown)
        if key not in self._held:
            self._held[key] = self._read(span, shown, index)
        return self._held[key]

    def _read(self, span: Span, shown: tuple[Span, ...], index: int) -> Frame:
        visible = mask(self.text, span, self._hidden_in(span, shown), HIDDEN)
        times = find_times(visible, self.published, span.start)
        chains = list(find_chains(visible))
        if chains:
            more = chain_times(chains, times, self._told_before(index), self.published, span.start)
            times = tuple(sorted((*times, *more), key=lambda time: time.span))
        events = find_events(visible)
        if events:
            told = [(visible, span.start, times), *self._sentences_before(index)]
            more = event_times(events, told, self.published, span.start)
            times = tuple(
                sorted(
                    (*(t for t in times if not any(t.span in m.span for m in more)), *more),
                    key=lambda t: t.span,
                )
            )
        spoken = mask(
            visible, Span(0, len(visible)), [_back(t.span, span) for t in times], TIME_MARK
        )
        venues = find_venues(spoken, self.known, span.start)
        # "On this week's broadcast of 'Northsea Sunday'": the Sunday is part of a name.
        names = [name for venue in venues for name in (venue.programme, venue.outlet) if name]
        times = tuple(t for t in times if not any(t.span in name for name in names))
        return Frame(span, visible, times, venues)

    def _sentences_before(self, index: int) -> list[tuple[str, int, tuple[Time, ...]]]:
        """The few sentences before, nearest first: words, beginning, and plain times of each."""
        told = []
        for earlier in range(index - 1, max(-1, index - 1 - LOOK_BACK), -1):
            sentence = self.layout.sentences[earlier]
            if sentence.end - sentence.start <= WINDOW:
                visible = mask(self.text, sentence, self._hidden_in(sentence, ()), HIDDEN)
                told.append(
                    (visible, sentence.start, find_times(visible, self.published, sentence.start))
                )
        return told

    def _told_before(self, index: int) -> list[Time]:
        """The times of the nearest sentence before that has one, a few sentences back at most.

        Sentences that count from others are read from the first of their run, so that none waits on more
        than one before it.
        """
        first = index
        while first > 0 and any(self._counts(i) for i in range(max(0, first - LOOK_BACK), first)):
            first = next(i for i in range(max(0, first - LOOK_BACK), first) if self._counts(i))
        for earlier in range(first, index):
            self.around(earlier, self.layout.sentences[earlier].start)
        for earlier in range(index - 1, max(-1, index - 1 - LOOK_BACK), -1):
            times = self.around(earlier, self.layout.sentences[earlier].start).times
            if times:
                return list(times)
        return []

    def _counts(self, index: int) -> bool:
        """Whether a sentence, not read yet, has words that count from a time told before."""
        sentence = self.layout.sentences[index]
        span = Span(sentence.start, min(sentence.end, sentence.start + WINDOW))
        if sentence.end - sentence.start <= 2 * WINDOW:
            span = sentence
        if (span, ()) in self._held:
            return False
        return any(find_chains(mask(self.text, span, self._hidden_in(span, ()), HIDDEN)))

    def _hidden_in(self, span: Span, shown: tuple[Span, ...]) -> list[Span]:
        # Hidden spans do not overlap, so the first to reach in is the one before the first inside.
        first = max(0, bisect_right(self._hidden_starts, span.start) - 1)
        inside = []
        for hidden in self.hidden[first:]:
            if hidden.start >= span.end:
                break
            if hidden.overlaps(span):
                inside += _without(hidden, shown)
        return inside


def _back(inner: Span, outer: Span) -> Span:
    return Span(inner.start - outer.start, inner.end - outer.start)


def _without(hidden: Span, shown: tuple[Span, ...]) -> list[Span]:
    """What is left of a hidden span when the shown ones are taken out of it."""
    left = [hidden]
    for span in shown:
        left = [
            piece
            for old in left
            for piece in (
                [Span(old.start, min(old.end, span.start)), Span(max(old.start, span.end), old.end)]
                if old.overlaps(span)
                else [old]
            )
            if piece.start < piece.end
        ]
    return left


def mask(text: str, span: Span, hidden: Iterable[Span], mark: str) -> str:
    """The characters of `span` with the hidden ones replaced one by one.

    >>> mask("He said 'no'.", Span(0, 13), [Span(8, 12)], "_")
    'He said ____.'
    """
    pieces, at = [], span.start
    for part in sorted(hidden):
        start, end = max(part.start, at), min(part.end, span.end)
        if start < end:
            pieces += [text[at:start], mark * (end - start)]
            at = end
    return "".join([*pieces, text[at : span.end]])


def hidden_words(reading: Reading, statements: Iterable[Statement]) -> tuple[Span, ...]:
    """All that somebody says, quoted or reported, as spans that do not overlap, in order.

    Quotation marks around a title ("on 'The Late Tide'") hide nothing.
    """
    text = reading.article.text
    spans = [
        span if statement.form == "direct" else after_time(text, before_venue(text, span))
        for statement in statements
        for span in statement.content
    ]
    contents = merge(spans)
    starts = [span.start for span in contents]
    for quotation in reading.layout.quotations:
        index = bisect_right(starts, quotation.span.end) - 1
        quoted = index >= 0 and contents[index].overlaps(quotation.span)
        if quoted or not is_title(text, quotation.inner):
            spans.append(quotation.span)
    return merge(spans)


def before_venue(text: str, span: Span) -> Span:
    """The part of reported words before a venue that belongs to the cue.

    In "refused to be drawn in an interview with X" the interview is where she refused; in "said that he
    lied in an interview" it may not be.
    """
    words = span.of(text)
    unquoted = max((words.rfind(mark) for mark in '”"’'), default=-1) + 1
    found = _SWALLOWED.search(words, unquoted)
    if (
        found is None
        or (unquoted == 0 and _CLAUSE.search(words, 0, found.start()))
        or _CLAUSE.search(words, unquoted, found.start())
        or not words[: found.start()].strip()
    ):
        return span
    return Span(span.start, span.start + found.start())


_LEAD = re.compile(r"(?P<lead>[^“”\"]{3,90}?)[,\s]+(?:that|as|of|about)\s")
# "Declined to comment on Tuesday": the day of declining.
_SILENCE = re.compile(r"to\s+(?:comment|answer|elaborate|be\s+drawn|be\s+interviewed|speak)\b")
_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|will|would|could|can|did|does|[a-z]{2,}ed|[a-z]+ing)\b"
)


def after_time(text: str, span: Span) -> Span:
    """The reported words without whom they were told to and when, where they begin with those.

    "Told [them earlier this year that the fund was resting]": the year is that of the telling. In "said
    [the film that opened last week …]" the week is the film's.
    """
    words = span.of(text).strip(" ,")
    if any(
        time.span.end - time.span.start == len(words) for time in find_times(words, NO_PUBLICATION)
    ):
        return Span(span.end, span.end)  # nothing but a time
    silence = _SILENCE.match(text, span.start, span.end)
    if silence is not None:
        return Span(span.start, silence.end())
    found = _LEAD.match(text, span.start, span.end)
    if found is None or _FINITE.search(found["lead"]):
        return span
    times = [time.span for time in find_times(found["lead"], NO_PUBLICATION)]
    times += [chain.span for chain in find_chains(found["lead"])]
    if all(time.end != len(found["lead"].rstrip()) for time in times):
        return span
    return Span(found.end("lead"), span.end)


def is_title(text: str, inner: Span) -> bool:
    """Whether words between marks look like the title of a show: short, capitals, no verb's case."""
    if inner.end - inner.start > _LONGEST_TITLE:
        return False
    return _TITLE.fullmatch(inner.of(text).strip(" ,")) is not None


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, overlapping ones made one.

    >>> merge([Span(4, 9), Span(0, 5)])
    (Span(start=0, end=9),)
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
