"""Which works and topics a statement is about, from its words and everything around them.

After the speakers are settled; `passages` uses the same surroundings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.values import Span, Statement, Topic
from onrecord.works.find import Ground
from onrecord.works.narration import plot_heading
from onrecord.works.outline import Part
from onrecord.works.places import nearest_work
from onrecord.works.story import story_talk
from onrecord.works.titles import FILM_WORDS
from onrecord.works.topic_evidence import Stretch, learned_topics
from onrecord.works.topics import ANYWHERE, Surroundings, choose_topics

LEADING = re.compile(r"[:,]\s*$")
LONGEST_QUESTION = 60  # words of a turn that still asks rather than answers
NEAR = 2  # blocks around a mention that count as talk of the work in other articles


def settle_topics(ground: Ground, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with their works and topics filled in, in the same order."""
    return tuple(settle_one(statement, ground) for statement in statements)


def settle_one(statement: Statement, ground: Ground) -> Statement:
    """One statement with its works and topics."""
    outline = ground.outline
    part = outline.part_at(statement.content[0].start) if statement.content else None
    if part is None:
        return replace(statement, topics=("other",))
    own = " ".join(span.of(outline.text) for span in statement.content)
    sentences = sentences_of(statement, part)
    context = context_of(statement, ground, part, sentences)
    film = is_film_talk(part, ground) and bool(ground.works)
    told = part.index in ground.told() and statement.act == "thought"
    heading = part.heading.of(outline.text) if part.heading else ""
    story = 0.0 if told or not film else talk_of_story(statement, own, ground)
    introduced = bool(statement.quoted and statement.speaker.name)
    around = Surroundings(context, heading, film, told, story=story, introduced=introduced)
    topics = choose_topics(own, around)
    if not told:
        topics = learned_topics(Stretch(statement.content, part, topics), ground).topics
    return replace(
        statement, topics=topics, works=works_of(statement, ground, part, sentences, topics, film)
    )


def talk_of_story(statement: Statement, own: str, ground: Ground) -> float:
    """How much somebody outside the story speaks of it; a pronoun after a real person's name does not."""
    if statement.speaker.kind == "character":
        return 0.0
    people = ground.people
    named = {
        word for span in statement.source for word in span.of(ground.outline.text).split()
    }  # "Aldaine said" names the speaker, not whom she speaks of
    titles = {word for work in ground.works for word in work.title.split()}
    return story_talk(own, people.characters - titles, people.outsiders - named)


def sentences_of(statement: Statement, part: Part) -> tuple[Span, ...]:
    """The sentences of the block that the statement touches."""
    return tuple(s for s in part.sentences if any(s.overlaps(span) for span in statement.content))


def context_of(statement: Statement, ground: Ground, part: Part, sentences: Sequence[Span]) -> str:
    """The writer's words around a statement: its sentences outside marks, and an introduction before.

    An introduction is the block before that ends in a colon, or the sentence before in the block.
    """
    outline = ground.outline
    if statement.form == "turn":
        return question_before(part, ground)
    pieces = [part.own_words(s) for s in sentences]
    covered = any(span.start - part.span.start < 3 for span in statement.content)
    before = outline.parts[part.index - 1] if part.index else None
    if covered and before is not None and not before.is_heading:
        text = before.span.of(outline.text)
        own = sum(span.end - span.start for span in statement.content if span in part.span)
        if LEADING.search(text) or own > 0.9 * (part.span.end - part.span.start):
            pieces.append(text[-400:])
        elif statement.quoted:
            pieces.append(before.own_words(before.sentences[-1])[-300:])
    elif sentences and not covered and statement.quoted:
        earlier = [s for s in part.sentences if s.end <= sentences[0].start]
        if earlier:
            pieces.append(part.own_words(earlier[-1])[-300:])
    return " ".join(pieces)


def question_before(part: Part, ground: Ground) -> str:
    """What the turn before asked, if it is short enough to be a question."""
    before = ground.outline.parts[part.index - 1] if part.index else None
    if before is None or before.is_heading:
        return ""
    text = before.span.of(ground.outline.text)
    return text if len(text.split()) <= LONGEST_QUESTION else ""


def is_film_talk(part: Part, ground: Ground) -> bool:
    """Whether a block can be about a work: the article is, or the block or its neighbours name one."""
    if not ground.works:
        return False
    outline = ground.outline
    if ground.about:
        return True
    if part.index in ground.told() or plot_heading(part, outline):
        return True
    own = part.span.of(outline.text)
    around = outline.parts[max(0, part.index - NEAR) : part.index + NEAR]
    named = any(ground.places.within(near.span) for near in (*around, part))
    small = len(outline.parts) <= 8 and ground.early
    return named and (
        small or bool(FILM_WORDS.search(own)) or bool(ground.places.within(part.span))
    )


def works_of(
    statement: Statement,
    ground: Ground,
    part: Part,
    sentences: Sequence[Span],
    topics: Sequence[Topic],
    film: bool,
) -> tuple[str, ...]:
    """Titles that the statement is about: those it names, else the one the place is about."""
    stretches = (*statement.content, *sentences)
    named = [ground.works[number].title for number in ground.places.within_any(stretches)]
    if named:
        return tuple(dict.fromkeys(named))
    if not film or not ground.works:
        return ()
    only_other = all(topic in ANYWHERE for topic in topics)
    work = nearest_work(ground.works, ground.places, part)
    if work is None:
        return ()
    near = bool(ground.places.within(part.span))
    central = work is ground.works[0] and ground.about
    return (work.title,) if near or central or not only_other else ()
