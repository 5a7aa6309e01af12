"""Where and when each statement was said: the entry of the package.

1. frames     the sentences around a statement, without anybody's words
2. belonging  which venue and time in them are this statement's
3. building   the occasion, each field with its proof
4. carrying   an occasion holds for the speaker's next statements until something ends it,
              a gathering also for the others who take part

Before: speakers are settled. After: topics and the relations of wordings.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from onrecord.occasions.building import (
    NONE_NAMED,
    after,
    asked_by,
    build_occasion,
    carry,
    is_dated,
    meets,
    same_name,
)
from onrecord.occasions.course import (
    Course,
    Own,
    at_time_of,
    introduced,
    is_same_crowd,
    tells_crowd,
)
from onrecord.occasions.gatherings import (
    OPENING,
    Place,
    alike,
    begin_gathering,
    is_gathering,
    is_past_thought,
    is_plain,
    named_as_taking_part,
    named_beside,
    reads_out,
    takes_part,
    told_gathering,
)
from onrecord.occasions.ground import Ground, start_of
from onrecord.occasions.introductions import begins_with_another, introduces, mentions
from onrecord.occasions.nearby import moved_on, near_occasion, with_names_near
from onrecord.occasions.seen import SeenFrom, complete
from onrecord.occasions.times import Time
from onrecord.occasions.turns import transcript_occasion
from onrecord.occasions.venue import Venue
from onrecord.values import Occasion, Reading, SeenVenue, Span, Statement

_WEEK = timedelta(days=8)  # "last week" may begin on a Sunday or a Monday
_SECTION = re.compile(r"(?m)^[ \t]*(?:_{3,}|-{3,}|#{3,}|(?:[*•·][ \t]*){3,})\.?[ \t]*$")


def settle_occasions(reading: Reading, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements, in the order given, each with its occasion or the reason why there is none."""
    order = sorted(range(len(statements)), key=lambda i: start_of(statements[i]))
    work = _Work.over(reading, tuple(statements[i] for i in order))
    settled = dict(zip(order, work.settle(), strict=True))
    return tuple(
        replace(statement, occasion=settled[index]) for index, statement in enumerate(statements)
    )


@dataclass(slots=True)
class _Work(Ground):
    """The walk through one article's statements; `seen` is what the model sees of their venues, `said` are
    all marked words, which prove no venue."""

    seen: tuple[SeenVenue, ...] = ()
    said: tuple[Span, ...] = ()

    def settle(self) -> Iterator[Occasion]:
        """The occasions of the statements, in text order."""
        course, at = Course(self.setting), 0
        sight = self.reading.labels.sight
        self.seen = sight.see(self.statements) if sight else ()
        self.said = tuple(span for statement in self.statements for span in statement.quoted)
        transcript = transcript_occasion(self.reading, self.statements, self.frames, self.setting)
        for number, statement in enumerate(self.statements):
            start = start_of(statement)[0]
            headed = bisect_left(self.headings, at) < bisect_left(self.headings, start)
            if headed or _SECTION.search(self.setting.text, at, max(at, start)):
                course.clear()
            if statement.form == "turn" and transcript is not None:
                yield asked_by_another(transcript, statement.speaker.name)
            elif statement.speaker.kind == "character":
                yield Occasion(reason="a character speaks in the work, on no occasion")
            else:
                self._gather(course, statement)
                self._introduce(course, statement, at, start)
                yield self._step(course, number, statement)
            at = start

    # --- sentences between statements that introduce one -----------------------------------------

    def _introduce(self, course: Course, statement: Statement, since: int, start: int) -> None:
        """Venues in sentences without statements before this one: "Pryce sat down with the Gazette."

        They hold for the speakers whom they name, or for the speaker of the words that follow at once.
        """
        first = self.frames.sentence_index(since)
        last = self.frames.sentence_index(start)
        begin = 0 if first is None else first
        end = self.frames.sentences_before(start) - 1 if last is None else last
        for index in range(max(begin, end - 12), end):
            asked = self.by_sentence.get(index, [])
            if any(self.statements[n].speaker.name for n in asked) or self.is_heading(index):
                continue
            sentence = self.reading.layout.sentences[index]
            frame = self.frames.around(index, sentence.start)
            own = introduced(frame, adjoining=index == end - 1)
            if own is None:
                continue
            # "At a press conference Halvane was asked": of nobody's words, though she is asked for hers.
            words = sentence.of(self.setting.text) if asked else frame.visible
            named = [name for name in self.names if mentions(words, name)]
            speaker = statement.speaker.name
            near = own.venue is None or introduces(self.reading, sentence, start, index == end - 1)
            if begins_with_another(frame.visible, speaker, self.frames.known):
                near = False
            if not named and speaker and near:
                named = [speaker]
            self._hold_for(course, named, own)

    def _hold_for(self, course: Course, names: list[str], own: Own) -> None:
        """One occasion for all these speakers, as each one's own."""
        told = {name: build_occasion(own.venue, own.times, name, self.setting) for name in names}
        interviewers = {occasion.interviewer for occasion in told.values()}
        speakers = [n for n in names if not any(i and same_name(i, n) for i in interviewers)]
        befores = {name: course.held.get(name) for name in speakers}
        if own.venue is not None and speakers:
            course.held = {}
        for name in speakers:
            before = befores[name]
            occasion = (
                told[name] if own.venue is None else self._at_venue(own, own.venue, before, name)
            )
            gathering = None if own.times else course.gathering
            if own.venue is not None and gathering and alike(gathering, own.venue):
                occasion = at_time_of(occasion, gathering.occasion)
            if own.venue is not None and own.venue.us:
                course.own_talks[name] = occasion
            self._hold(course, name, course.on_that_day(name, occasion), own, None)

    # --- gatherings that several people speak at --------------------------------------------------

    def _gather(self, course: Course, statement: Statement) -> None:
        """Follow the gathering that is told of, from the sentence read last to the statement's own."""
        last = self.sentence_of(statement)
        for index in range(course.scanned + 1, -1 if last is None else last + 1):
            course.scanned = index
            if self.is_heading(index):
                continue
            frame = self.open_frame(index)
            before = course.gathering
            course.gathering, tells = told_gathering(
                frame,
                self.setting,
                before,
                self.hooks(index),
                opening=index - self.first_sentence() < OPENING,
            )
            if course.gathering is None:
                continue
            if course.gathering is not before:
                course.begun_in = index
            if tells:
                course.gathered_in = index
                course.gathering.fresh = True
                course.gathering.block = bisect_right(self.blocks, frame.span.start)
                course.gathering.join(named_as_taking_part(frame, self.names))
            elif course.gathering.fresh:
                course.gathering.join(named_beside(frame, self.names))

    def _shared(
        self, course: Course, statement: Statement, own: Own, before: Occasion | None
    ) -> Occasion | None:
        """What holds for a statement so far: the speaker's own occasion, else one that is shared."""
        gathering, name = course.gathering, statement.speaker.name
        if (
            own.venue is None
            and name in course.own_talks
            and is_past_thought(statement, self.setting.text)
        ):
            return None
        index = self.sentence_of(statement)
        if own.past and gathering is not None and name:
            gathering.leave(name)
        begun = own.venue is not None and course.begun_in == index
        if begun or own.past or index is None or (own.venue and not (gathering and not own.times)):
            return before
        if gathering is not None:
            again = name in gathering.people and course.gathered_in > course.named_in.get(
                name or "", -1
            )
            frame = self.frames.around(index, start_of(statement)[0])
            block = bisect_right(self.blocks, frame.span.start)
            leads = start_of(statement)[0] <= self.blocks[block - 1] + 1
            place = Place(frame, block, leads)
            fits = own.venue is None or alike(gathering, own.venue)
            free = before is None or again
            if fits and free and takes_part(gathering, statement, place, self.setting.text):
                gathering.join([name] if name else [])
                gathering.fresh = True
                return gathering.occasion
        if before is None and name and own.venue is None and statement.form in ("direct", "mixed"):
            return course.own_talks.get(name)
        return before

    def _join_gathering(
        self, course: Course, statement: Statement, own: Own, occasion: Occasion
    ) -> Occasion:
        """The statement's occasion at its own venue, which may be the gathering or end its telling."""
        gathering, venue, name = course.gathering, own.venue, statement.speaker.name
        if venue is None or own.past:
            return occasion
        if venue.us and name:
            course.own_talks[name] = occasion
        if self._begins_gathering(course, statement, own, occasion):
            return occasion
        if gathering is None:
            return occasion
        if name is None and course.begun_in == self.sentence_of(statement):
            gathering.by_role = statement.speaker.kind != "organisation"
        told_here = course.gathered_in == self.sentence_of(statement) and is_gathering(venue)
        if not (told_here and alike(gathering, venue)):
            gathering.fresh = False
            return occasion
        known = (
            venue.tie == "same"
            or name in gathering.people
            or occasion.medium == "testimony"
            or gathering.call
        )
        if name and not (known or own.times):
            return occasion
        read_out = reads_out(statement, self.setting.text)
        if name and (read_out or is_plain(statement, self.setting.text)):
            gathering.join([name])
        if read_out:
            return Occasion(reason="words read out there, said somewhere else")
        if own.times or occasion.carried:
            return occasion
        return at_time_of(occasion, gathering.occasion)

    def _begins_gathering(
        self, course: Course, statement: Statement, own: Own, occasion: Occasion
    ) -> bool:
        """Whether a crowd without a day of its own, told on a day named before, is one of its own."""
        index, venue = self.sentence_of(statement), own.venue
        if venue is None or index is None or index == course.gathered_in or own.times:
            return False
        begun = begin_gathering(venue, occasion, self.setting)
        if begun is None or (course.gathering and alike(course.gathering, venue)):
            return False
        course.gathering, course.gathered_in = begun, index
        begun.block = bisect_right(self.blocks, self.reading.layout.sentences[index].start)
        begun.join([statement.speaker.name] if statement.speaker.name else [])
        return True

    # --- 4. carrying ---------------------------------------------------------------------------------

    def _step(self, course: Course, number: int, statement: Statement) -> Occasion:
        """The occasion of a statement, and what is in force after it."""
        own, name = self.own(number, statement), statement.speaker.name
        before = course.held.get(name) if name else None
        if before is not None and name and not self._goes_on(course, name, before, statement):
            before = None
        before = self._shared(course, statement, own, before)
        if not (own.times or own.past):
            own = replace(own, times=self._scene_times(course, statement, own, before))
        gone = before is not None and moved_on(
            self, before, course.named_in.get(name or ""), statement
        )
        if own.venue is not None:
            course.end_others(name)
            occasion = self._at_venue(own, own.venue, before, name)
            occasion = self._join_gathering(course, statement, own, occasion)
        elif own.times:
            occasion = build_occasion(None, own.times, name, self.setting)
            if before is not None and before.medium and not own.past and meets(occasion, before):
                kept = carry(before)
                occasion = replace(
                    kept,
                    said=occasion.said,
                    earliest=occasion.earliest,
                    latest=occasion.latest,
                    evidence=(*[e for e in kept.evidence if e.field != "said"], *occasion.evidence),
                    reason=f"{kept.reason}; {occasion.reason}",
                )
        elif own.past or before is None:
            reason = (
                "said in the past, on an occasion that the article does not name"
                if own.past
                else NONE_NAMED
            )
            occasion = Occasion(reason=reason)
        elif gone:
            occasion = Occasion(reason=NONE_NAMED)
        else:
            occasion = carry(before)
        if occasion.medium is None and not gone:
            occasion = near_occasion(self, number, statement, own) or occasion
        elif occasion.medium:
            occasion = with_names_near(self, number, statement, own, occasion)
        occasion = asked_by(occasion, own.asker, name, self.setting)
        if self.seen and not own.past:
            place = SeenFrom(name, self.said)
            occasion = complete(occasion, self.seen[number], place, self.setting)
        if name and course.gathering and course.gathering.holds(occasion):
            course.gathering.join([name])
        if name:
            self._hold(course, name, occasion, own, self.sentence_of(statement))
        return occasion

    def _scene_times(
        self, course: Course, statement: Statement, own: Own, before: Occasion | None
    ) -> tuple[Time, ...]:
        """The time of the scene around a statement, where no dated occasion holds for it so far.

        A bare time of the speaker's own gives way to a scene that is told after it: "He swore Monday
        … By Wednesday the story had changed."
        """
        if course.gathering is not None and is_dated(course.gathering.occasion):
            return ()
        if before is None or not is_dated(before):
            return self.scene(statement) or self.told_after(statement)
        if before.medium or before.outlet:
            return ()
        told = self.scene(statement)
        last = course.named_in.get(statement.speaker.name or "")
        later = last is not None and all(
            time.span.start >= self.reading.layout.sentences[last].end for time in told
        )
        return told if own.venue is not None or later else ()

    def _goes_on(self, course: Course, name: str, before: Occasion, statement: Statement) -> bool:
        """Whether what held so far may hold here: "in 2014 she promised" is not of the next paragraph."""
        if before.medium or before.outlet or before.programme or before.interviewer:
            return True
        if before.earliest and before.latest and before.latest - before.earliest <= _WEEK:
            return True
        sentence = course.named_in.get(name)
        if sentence is None:
            return False
        told = self.reading.layout.sentences[sentence].start
        start = start_of(statement)[0]
        return bisect_right(self.blocks, told) == bisect_right(self.blocks, start)

    def _hold(
        self, course: Course, name: str, occasion: Occasion, own: Own, sentence: int | None
    ) -> None:
        named = occasion.outlet or occasion.programme or occasion.interviewer or own.times
        dated = any(evidence.field == "said" for evidence in occasion.evidence)
        vague = occasion.medium == "other" and not (named or dated or occasion.carried)
        if own.past and sentence is not None and course.named_in.get(name) == sentence:
            return  # "In a lecture on Monday she took back what she has said before"
        if (
            own.past
            or vague
            or (occasion.medium is None and occasion.outlet is None and occasion.said is None)
        ):
            course.held.pop(name, None)
        else:
            course.hold(name, occasion, sentence)

    def _at_venue(
        self, own: Own, venue: Venue, before: Occasion | None, name: str | None
    ) -> Occasion:
        occasion = build_occasion(venue, own.times, name, self.setting)
        if before is None or own.past:
            return occasion
        if venue.medium is None and venue.outlet is None and before.medium:
            return asked_by(carry(before), venue, name, self.setting)
        if tells_crowd(own, venue) and before.medium is None and before.outlet is None:
            return at_time_of(occasion, before)
        named = venue.outlet or venue.programme or venue.interviewer
        if not (own.times or named or before.medium or before.outlet) and is_dated(before):
            return at_time_of(
                occasion, before
            )  # "… last Tuesday, he insisted. 'No,' he told the room"
        if is_same_crowd(own, venue, before):
            return carry(before)
        if venue.tie == "later":
            return after(occasion, before, self.setting)
        points_back = venue.tie == "same" and occasion.outlet in (None, before.outlet)
        again = (
            venue.tie == "new" and occasion.outlet is not None and occasion.outlet == before.outlet
        )
        if not (points_back or again):
            return occasion
        if points_back and before.medium is not None:
            kept = carry(before)
            return (
                kept
                if not own.times
                else replace(
                    kept,
                    said=occasion.said,
                    earliest=occasion.earliest,
                    latest=occasion.latest,
                    reason=f"{kept.reason}; {occasion.reason}",
                    evidence=(
                        *[e for e in kept.evidence if e.field != "said"],
                        *[e for e in occasion.evidence if e.field == "said"],
                    ),
                )
            )
        if own.times or before.said is None:
            return occasion
        return at_time_of(occasion, before)


def asked_by_another(occasion: Occasion, speaker: str | None) -> Occasion:
    """The occasion of an interview, without an interviewer who is the speaker."""
    asker = occasion.interviewer
    if asker is None or speaker is None or not same_name(asker, speaker):
        return occasion
    kept = tuple(e for e in occasion.evidence if e.field != "interviewer")
    return replace(occasion, interviewer=None, evidence=kept)
