"""Which works and topics a statement is about, from its words and everything around them.

After the speakers are settled; `passages` uses the same surroundings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.values import Reading, Span, Statement, Topic, Work
from onrecord.works.find import Ground, nearest_work, survey_again
from onrecord.works.narration import plot_heading
from onrecord.works.outline import Part
from onrecord.works.titles import FILM_WORDS
from onrecord.works.topics import ANYWHERE, Surroundings, choose_topics

LEADING = re.compile(r"[:,]\s*$")
MUCH = 3  # mentions that make a work the subject of an article
NEAR = 2  # blocks around a mention that count as talk of the work in other articles


def settle_topics(
    reading: Reading, works: Sequence[Work], statements: Sequence[Statement]
) -> tuple[Statement, ...]:
    """The statements with their works and topics filled in, in the same order."""
    ground = survey_again(reading, works, statements)
    taken = sorted((span for s in statements for span in s.content), key=lambda span: span.start)
    return tuple(settle_one(statement, ground, taken) for statement in statements)


def settle_one(statement: Statement, ground: Ground, taken: Sequence[Span]) -> Statement:
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
    topics = choose_topics(own, Surroundings(context, heading, film, told))
    return replace(
        statement, topics=topics, works=works_of(statement, ground, part, sentences, topics, film)
    )


def sentences_of(statement: Statement, part: Part) -> tuple[Span, ...]:
    """The sentences of the block that the statement touches."""
    return tuple(s for s in part.sentences if any(s.overlaps(span) for span in statement.content))


def context_of(statement: Statement, ground: Ground, part: Part, sentences: Sequence[Span]) -> str:
    """The writer's words around a statement: its sentences outside marks, and an introduction before.

    An introduction is the block before that ends in a colon, or the sentence before in the block.
    """
    outline = ground.outline
    pieces = [part.own_words(s) for s in sentences]
    covered = any(span.start - part.span.start < 3 for span in statement.content)
    before = outline.parts[part.index - 1] if part.index else None
    if covered and before is not None and not before.is_heading:
        text = before.span.of(outline.text)
        own = sum(span.end - span.start for span in statement.content if span in part.span)
        if LEADING.search(text) or own > 0.9 * (part.span.end - part.span.start):
            pieces.append(text[-400:])
    elif sentences and not covered:
        earlier = [s for s in part.sentences if s.end <= sentences[0].start]
        if earlier:
            pieces.append(part.own_words(earlier[-1])[-300:])
    return " ".join(pieces)


def is_film_talk(part: Part, ground: Ground) -> bool:
    """Whether a block can be about a work: the article is, or the block or its neighbours name one."""
    if not ground.works:
        return False
    outline = ground.outline
    main = ground.works[0]
    early = [m for m in main.mentions if (outline.part_at(m.start) or part).index <= 2]
    if len(main.mentions) >= MUCH and early:
        return True
    if part.index in ground.told() or plot_heading(part, outline):
        return True
    own = part.span.of(outline.text)
    around = outline.parts[max(0, part.index - NEAR) : part.index + NEAR]
    named = any(
        m.start >= a.span.start and m.end <= a.span.end
        for a in (*around, part)
        for w in ground.works
        for m in w.mentions
    )
    small = len(outline.parts) <= 8 and bool(early)
    return named and (
        small
        or len(FILM_WORDS.findall(own)) >= 1
        or any(m in part.span for w in ground.works for m in w.mentions)
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
    named = [w.title for w in ground.works if any(m in s for m in w.mentions for s in stretches)]
    if named:
        return tuple(dict.fromkeys(named))
    if not film or not ground.works:
        return ()
    only_other = all(topic in ANYWHERE for topic in topics)
    work = nearest_work(ground.works, ground.outline, part)
    if work is None:
        return ()
    near = any(m in part.span for m in work.mentions)
    main = ground.works[0]
    central = work is main and len(main.mentions) >= MUCH
    return (work.title,) if near or central or not only_other else ()
