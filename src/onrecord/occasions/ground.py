"""One article's statements in text order, and what their own sentences say of where and when.

Before: `frames` and `belonging`. After: `settle` walks the statements from top to bottom.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Self

from onrecord.occasions.asking import ASKING, ASKING_ON_AIR, TOLD_NAME
from onrecord.occasions.belonging import (
    anchors_of,
    attached_times,
    is_attached,
    join_venues,
    nearest_statement,
    place_of,
)
from onrecord.occasions.building import Setting, same_name
from onrecord.occasions.course import Own, around
from onrecord.occasions.frames import Frame, Frames, hidden_words
from onrecord.occasions.gatherings import OPENING
from onrecord.occasions.meetings import SPEAKING
from onrecord.occasions.names import known_names
from onrecord.occasions.pasts import names_no_occasion, tells_past
from onrecord.occasions.scenes import (
    inner_telling,
    is_shared,
    is_told_as_past,
    paper_times,
    scene_before,
    scene_times,
    told_of_remarks,
)
from onrecord.occasions.stages import RECORD
from onrecord.occasions.times import Time
from onrecord.occasions.venue import Venue
from onrecord.values import Reading, Span, Statement

_PRONOUNS = frozenset(("he", "she", "they", "it", "who", "we", "you"))
_SPOKESPERSON = re.compile(r"\bspokes(?:man|woman|person|people)\b|\brepresentatives?\b")


def start_of(statement: Statement) -> tuple[int, int]:
    """Where a statement begins, by which statements are put in order; the longer first."""
    spans = (*statement.content, *statement.cue, *statement.source)
    return (
        min(statement.content).start if statement.content else min(spans, default=Span(0, 0)).start,
        -max((span.end for span in spans), default=0),
    )


_ANOTHER = re.compile(
    r"\b(?:where|who|whom|whose|which|when|while|as|after|before|because)\b.*\b(?:had|earlier|once|previously|last\s+(?:year|month|week|"
    r"autumn|spring|summer|winter|fall))\b"
)


def is_of_another(frame: Frame, venue: Venue, anchors: tuple[Span, ...]) -> bool:
    """Whether a venue stands in a clause behind the cue that tells of an earlier time.

    In "she said outside court, where jurors had heard a clip from his podcast" the podcast is no
    venue of hers.
    """
    ends = [anchor.end for anchor in anchors if anchor.end <= venue.span.start]
    if not ends:
        return False
    between = frame.visible[max(ends) - frame.span.start : venue.span.start - frame.span.start]
    return _ANOTHER.search(between) is not None


_HAS_SEEN = re.compile(r"^(?:seen|obtained|viewed|reviewed|leaked)\b")


def _where_told(venues: list[Venue], text: str) -> list[Venue]:
    """The venues without the stage somebody stood on, where it is told which paper he then told.

    Who has only seen a message or an e-mail is not where it was sent.
    """
    written = any(v.medium == "email" or v.rule.startswith("message") for v in venues)
    if written:
        venues = [
            v for v in venues if not (v.rule == "reported by" and _HAS_SEEN.search(v.span.of(text)))
        ]
    if any(v.outlet and v.medium == "interview" for v in venues):
        return [v for v in venues if not (v.rule == "stage" and v.medium == "speech")]
    return venues


@dataclass(slots=True)
class Ground:
    """One article's statements in text order, with what is needed to settle them."""

    reading: Reading
    statements: tuple[Statement, ...]
    frames: Frames
    setting: Setting
    headings: list[int]
    blocks: list[int]
    names: tuple[str, ...]
    by_sentence: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def over(cls, reading: Reading, statements: tuple[Statement, ...]) -> Self:
        """The ground of an article's statements, which come in text order."""
        article = reading.article
        published = (
            article.published if article.published and article.published.year >= 1500 else None
        )
        speakers = (
            s.speaker.name for s in statements if s.speaker.name and s.speaker.kind == "person"
        )
        known = known_names(article.text, reading.labels.entities, speakers)
        hidden = hidden_words(reading, statements)
        frames = Frames(article.text, reading.layout, published, known, hidden)
        setting = Setting(article.text, published, article.outlet)
        headings = [b.span.start for b in reading.layout.blocks if b.kind == "heading"]
        blocks = [b.span.start for b in reading.layout.blocks]
        names = tuple(sorted({s.speaker.name for s in statements if s.speaker.name}))
        work = cls(reading, statements, frames, setting, headings, blocks, names)
        for number, statement in enumerate(statements):
            for anchor in anchors_of(statement):
                index = frames.sentence_index(anchor.start)
                if index is not None and number not in work.by_sentence.setdefault(index, []):
                    work.by_sentence[index].append(number)
        return work

    # --- 2. what the statement's own sentences say ----------------------------------------------

    def own(self, number: int, statement: Statement) -> Own:
        """Venues and times of the sentences that hold the statement's cue, or its edges without one."""
        venues: list[Venue] = []
        times: list[Time] = []
        past = loose = False
        shown = self._outer(number, statement)
        for index, at in self._own_sentences(statement):
            frame = self.frames.around(index, at, shown)
            rivals = [
                (n, anchors_of(self.statements[n])) for n in self.by_sentence.get(index, [number])
            ]
            anchors = anchors_of(statement)
            mine = [v for v in frame.venues if nearest_statement(frame, v.span, rivals) == number]
            near = [
                t
                for t in frame.times
                if nearest_statement(frame, place_of(frame, t), rivals) == number
            ]
            mine = [v for v in mine if not self._is_self(v, statement)]
            mine = [
                v
                for v in mine
                if v.rule != SPEAKING
                and (
                    v.rule == RECORD
                    or (is_attached(frame, v, anchors) and not is_of_another(frame, v, anchors))
                )
            ]
            venues += mine
            attached = attached_times(frame, near, anchors, mine)
            if not attached:
                attached = self._in_scene(frame, statement, rivals)
            inner = inner_telling(statement, self.setting.text)
            if inner is not None:  # the time of the paper that reports it is another
                opened = self.frames.around(index, at, (*shown, *inner[1]))
                attached = scene_times(opened, opened.times, (inner[0],))
            times += attached
            past = past or any(tells_past(frame, anchor) for anchor in anchors)
            loose = loose or any(names_no_occasion(frame, anchor) for anchor in anchors)
        past = past or (loose and not venues and not times)
        named = [v for v in venues if v.rule == TOLD_NAME]
        venues = [v for v in venues if v.rule != TOLD_NAME]
        askers = [v for v in venues if v.rule in (ASKING, ASKING_ON_AIR) and v.medium is None]
        venue = join_venues(_where_told([v for v in venues if v not in askers], self.setting.text))
        if venue is not None and venue.medium not in ("podcast", "broadcast", "film"):
            askers = [v for v in askers if v.rule == ASKING]
        if venue is not None and venue.medium:
            venue = join_venues([venue, *askers])
        if named and venue is not None and venue.medium == "red_carpet" and not venue.outlet:
            venue = replace(venue, outlet=named[0].open_names[0])
        return Own(venue, tuple(times), past, next(iter(askers), None))

    def _in_scene(
        self,
        frame: Frame,
        statement: Statement,
        rivals: list[tuple[int, tuple[Span, ...]]],
    ) -> tuple[Time, ...]:
        """The time of the clause that leads to the cue, where none of another speaker's cues is nearer."""
        speaker = statement.speaker.name or self._source_words(statement)
        near = []
        for time in frame.times:
            owner = nearest_statement(frame, place_of(frame, time), rivals)
            other = statement if owner is None else self.statements[owner]
            if (
                other is statement
                or speaker == (other.speaker.name or self._source_words(other))
                or is_shared(frame, time, anchors_of(statement)[0], anchors_of(other)[0])
            ):
                near.append(time)
        anchors = anchors_of(statement)
        found = paper_times(frame, near, anchors)
        if not found and is_told_as_past(statement, self.setting.text):
            found = scene_times(frame, near, anchors)
        return found

    def _is_role(self, statement: Statement) -> bool:
        """Whether a source is named by what he is: "Nolan's campaign manager", who may be named next."""
        words = self._source_words(statement).split()
        return bool(words) and words[-1].islower() and words[-1] not in _PRONOUNS

    def _source_words(self, statement: Statement) -> str:
        return " ".join(span.of(self.setting.text) for span in statement.source)

    def _own_sentences(self, statement: Statement) -> list[tuple[int, int]]:
        """Sentences by index, each with a place to read it near: the cue's, else the content's edges."""
        places = [span.start for span in (*statement.cue, *statement.source)]
        if not places:
            places = [spans for span in statement.content for spans in (span.start, span.end - 1)]
        seen: dict[int, int] = {}
        for place in places:
            index = self.frames.sentence_index(place)
            if index is not None:
                seen.setdefault(index, place)
        return sorted(seen.items())

    def _outer(self, number: int, statement: Statement) -> tuple[Span, ...]:
        """Reported words that this statement stands inside of: "the Herald reported that she said"."""
        hooks = (*statement.cue, *statement.source)
        outer: list[Span] = []
        for index, _ in self._own_sentences(statement):
            for other in self.by_sentence.get(index, []):
                if other != number:
                    spans = self.statements[other].content
                    outer += [s for s in spans if any(hook in s for hook in hooks)]
        if not outer:
            return ()
        own = statement.content
        return tuple(piece for span in outer for piece in around(span, own))

    def _is_self(self, venue: Venue, statement: Statement) -> bool:
        """Whether a "reported by" names the speaker: then it is the cue and no venue."""
        name = venue.outlet.of(self.setting.text) if venue.outlet else ""
        return venue.rule == "reported by" and same_name(name, statement.speaker.name)

    def scene(self, statement: Statement) -> tuple[Time, ...]:
        """The time of the scene that the sentence before tells, or the one before that, if it has none.

        Only within the statement's paragraph, or from the end of the one before that is no heading.
        """
        index = self.sentence_of(statement)
        first = self.frames.sentence_index(start_of(statement)[0])
        if index is None or first is None or not is_told_as_past(statement, self.setting.text):
            return ()
        block = bisect_right(self.blocks, self.reading.layout.sentences[min(index, first)].start)
        for earlier in range(min(index, first) - 1, max(-1, min(index, first) - 3), -1):
            start = self.reading.layout.sentences[earlier].start
            near = bisect_right(self.blocks, start) >= block - (earlier == min(index, first) - 1)
            if self.is_heading(earlier) or not near or self._others_speak(earlier, statement):
                return ()
            frame = self.frames.around(earlier, start)
            if frame.times:
                return scene_before(frame, self.setting.published)
        return ()

    def told_after(self, statement: Statement) -> tuple[Time, ...]:
        """The time of the next sentence where it says when these words were spoken.

        "'You could hear the roof go,' said Tuffin. Speaking from a leisure centre on Monday, she …"
        """
        index = self.sentence_of(statement)
        if index is None or not is_told_as_past(statement, self.setting.text):
            return ()
        last = self.frames.sentence_index(max(span.end for span in statement.content) - 1)
        following = max(index, index if last is None else last) + 1
        if following >= len(self.reading.layout.sentences) or self.is_heading(following):
            return ()
        start = self.reading.layout.sentences[following].start
        if bisect_right(self.blocks, start) != bisect_right(self.blocks, start_of(statement)[0]):
            return ()
        return told_of_remarks(self.frames.around(following, start))

    def _others_speak(self, index: int, statement: Statement) -> bool:
        """Whether somebody else's words hang in a sentence, whose time is then theirs.

        What a body says ("its board conceded Tuesday") is the news that others speak of.
        """
        told = (self.statements[n] for n in self.by_sentence.get(index, []))
        for_another = _SPOKESPERSON.search(self._source_words(statement)) is not None
        return any(
            other.speaker.kind != "organisation"
            and not (other.form == "indirect" and (for_another or self._is_role(other)))
            and (other.speaker.name or other.form in ("direct", "mixed"))
            and other.speaker.name != (statement.speaker.name or "")
            for other in told
        )

    # --- sentences and blocks -------------------------------------------------------------------

    def is_heading(self, index: int) -> bool:
        """Whether a sentence stands in a heading."""
        start = self.reading.layout.sentences[index].start
        at = bisect_right(self.headings, start) - 1
        return at >= 0 and self._block_end(self.headings[at]) > start

    def _block_end(self, start: int) -> int:
        return self.reading.layout.blocks[bisect_right(self.blocks, start) - 1].span.end

    def open_frame(self, index: int) -> Frame:
        """The frame of a sentence, without the venues that belong to what somebody speaks about."""
        frame = self.frames.around(index, self.reading.layout.sentences[index].start)
        hooks = [anchors_of(self.statements[n]) for n in self.by_sentence.get(index, [])]
        if not hooks or not frame.venues:
            return frame
        kept = tuple(v for v in frame.venues if any(is_attached(frame, v, h) for h in hooks))
        return replace(frame, venues=kept)

    def hooks(self, index: int) -> tuple[Span, ...]:
        """Where statements hang in a sentence."""
        numbers = self.by_sentence.get(index, [])
        return tuple(span for n in numbers for span in anchors_of(self.statements[n]))

    def first_sentence(self) -> int:
        """The index of the first sentence that is no heading."""
        count = len(self.reading.layout.sentences)
        return next((i for i in range(min(count, OPENING)) if not self.is_heading(i)), 0)

    def sentence_of(self, statement: Statement) -> int | None:
        """The index of the sentence that a statement hangs in."""
        anchors = anchors_of(statement)
        return self.frames.sentence_index(anchors[0].start) if anchors else None
