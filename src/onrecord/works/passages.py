"""Passages: every block, or part of one, classed by voice and topic, with what it gives away.

The last stage over one article: the record stores what comes out, `answers` quotes it.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.values import Passage, Span, SpoilerClass, Statement, Topic
from onrecord.works.asides import is_aside, is_guess
from onrecord.works.cast import words_of
from onrecord.works.find import Ground
from onrecord.works.narration import OUTSIDE, score_sentence
from onrecord.works.outline import Part
from onrecord.works.outsiders import has_press_cue, source_names
from onrecord.works.places import nearest_work
from onrecord.works.settle import is_film_talk
from onrecord.works.topic_evidence import Stretch, learned_topics
from onrecord.works.topics import Surroundings, choose_topics, heading_topics

Voice = Literal["narration", "inference", "report", "statement"]

SURE_HEDGE = re.compile(
    r"\b(?:it (?:seems|appears|would seem|would appear)(?: to (?:me|us))?(?: that| as (?:if|though)|(?![,.]))|(?<!, )it (?:seems|appears)(?=,)"
    r"|(?:may|might|can|could) (?:also |well |even |perhaps )?be (?:read|seen|interpreted|understood|taken|viewed) as"
    r"|(?:one|you) (?:could|might|can) (?:read|argue|see|say|interpret)|could be argued|arguably (?:the|a) (?:point|meaning|message)"
    r"|is (?:perhaps|probably|presumably|likely|surely|no doubt) (?:meant|intended|a (?:symbol|metaphor|reference|nod))"
    r"|(?:to my mind|in my (?:view|reading)|my (?:own )?(?:reading|theory|guess)|I (?:think|suspect|take it|read[^.]{1,60}? as|believe|don[’']t believe)|as I read it)"
    r"|(?:presumably|seemingly|as if to say|in other words))\b", re.I,
)  # fmt: skip
MAYBE = re.compile(
    r"\b(?:perhaps|maybe|possibly|probably|likely|might|may|could|seems?|appears?|suggests?|suggesting"
    r"|implies|implying|hints?|hinting|as (?:if|though)|symboli[sz]es?|represents?|a metaphor for|stands for)\b", re.I,
)  # fmt: skip
ABOUT_MEANING = re.compile(
    r"\b(?:mean(?:s|t|ing)?|symbol\w*|represent\w*|metaphor|theme|intend\w*|ending|final (?:scene|shot|moment)s?|last (?:scene|shot)"
    r"|interpret\w*|reading|conclusion|closing (?:scene|shot)|audience|viewers?|title)\b", re.I,
)  # fmt: skip
END_WORDS = re.compile(
    r"\b(?:in the end|at the end|in (?:the|its|her|his)(?: \w+[’']s)? (?:very )?(?:final|last|closing) \w+|the (?:film|movie|story|series|book|novel|picture|show) (?:ends|closes)"
    r"|(?:final|last|closing) (?:scene|shot|moments?|minutes|act|evening|night|episode|chapter|pages?)|the picture ends|ending)\b", re.I,
)  # fmt: skip
END_HEADING = re.compile(
    r"\b(?:ending|finale|ends?|(?:final|last|closing) (?:\w+ )?(?:scenes?|episode|act|minutes|moments|chapter|reel))\b", re.I,
)  # fmt: skip
PREMISE = re.compile(
    r"\b(?:follows|tells the story|centers on|centres on|is set|a young|is an? (?:[\w-]+ ){0,5}(?:film|movie|drama|comedy|comedy-drama|thriller|series|novel))\b", re.I,
)  # fmt: skip
END_SHARE = 0.4  # of a telling, that its last block may be and still be its ending
LONG_TELLING = 3  # blocks from which the last one is the ending if nothing announces it
SET_IN = re.compile(
    r"^Set (?:in|on|during|at|over)\b|\b(?:is set (?:in|on|during|at|over)|follows (?:an?|the|two|three|four|[A-Z])\b|tells the (?:story|tale)|centres on|centers on"
    r"|(?:plays|star\w* .{3,40}? as) (?:an? )[\w -]{3,40}? who)\b", re.I,
)  # fmt: skip
GOES_ON_TELLING = 0.3  # and the sentences after it
SURELY_GUESSED = 2  # hedges in one sentence that need no word of meaning beside them
TELLS_ALONE = 0.0  # the same where a sentence says that it introduces a story
SPLIT_SCORE = 0.9  # a sentence that tells this clearly is narration inside a block of report


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one block in one voice, before its topics are chosen; `ends` tells a story's end."""

    span: Span
    voice: Voice
    statements: tuple[str, ...] = ()
    ends: bool = False


def find_passages(ground: Ground, statements: Sequence[Statement]) -> tuple[Passage, ...]:
    """All passages of an article in text order; headings are no passages."""
    by_part = statements_by_part(ground, statements)
    story_end = find_story_end(ground)
    passages: list[Passage] = []
    for part in ground.outline.parts:
        if part.is_heading:
            continue
        for piece in cut_part(part, ground, by_part.get(part.index, []), story_end):
            passages.append(build_passage(piece, part, ground, by_part.get(part.index, [])))
    return tuple(passages)


def statements_by_part(
    ground: Ground, statements: Sequence[Statement]
) -> dict[int, list[Statement]]:
    """Index of a part → the statements with content in it."""
    found: dict[int, list[Statement]] = {}
    for statement in statements:
        indices = set()
        for span in statement.content:
            indices |= {part.index for part in ground.outline.parts_in(span)}
        for index in sorted(indices):
            found.setdefault(index, []).append(statement)
    return found


def cut_part(
    part: Part, ground: Ground, statements: Sequence[Statement], story_end: StoryEnd
) -> Iterator[Piece]:
    """The pieces of a block: neighbouring sentences of one voice together.

    The telling of a plot is cut where the end begins, a report where it comes to another topic.
    """
    told = part.index in ground.told()
    end = end_in(part, ground, story_end)
    open_piece: Piece | None = None
    for sentence in part.sentences:
        inside = [s for s in statements if any(span.overlaps(sentence) for span in s.content)]
        voice = voice_of(sentence, part, ground, inside, told)
        if voice == "report" and open_piece is not None and open_piece.voice == "inference":
            voice = "inference" if MAYBE.search(part.own_words(sentence)) else voice
        if (
            voice == "report"
            and open_piece is not None
            and open_piece.voice == "narration"
            and not told
        ):
            score, _ = score_sentence(part.own_words(sentence), ground.people)
            voice = "narration" if score >= GOES_ON_TELLING else voice
        new = Piece(
            sentence,
            voice,
            tuple(s.id for s in inside if voice != "narration" or s.act == "thought"),
            voice == "narration" and sentence.start >= end,
        )
        if open_piece is not None and goes_on(open_piece, new, part, ground):
            open_piece = Piece(
                Span(open_piece.span.start, sentence.end),
                voice,
                tuple(dict.fromkeys(open_piece.statements + new.statements)),
                new.ends,
            )
            continue
        if open_piece is not None:
            yield open_piece
        open_piece = new
    if open_piece is not None:
        yield open_piece


def goes_on(piece: Piece, new: Piece, part: Part, ground: Ground) -> bool:
    """Whether a sentence goes on with the piece before it."""
    if (piece.voice, piece.ends) != (new.voice, new.ends):
        return False
    if piece.voice != "report" or not is_film_talk(part, ground):
        return True
    text = ground.outline.text
    before, after = (
        set(choose_topics(span.of(text), Surroundings("", "", film=True)))
        for span in (piece.span, new.span)
    )
    return "other" in before or "other" in after or bool(before & after)


def voice_of(
    sentence: Span, part: Part, ground: Ground, inside: Sequence[Statement], told: bool
) -> Voice:
    """The voice of one sentence: a hedge of the writer's own comes before what others say."""
    own = part.own_words(sentence)
    spoken = [s for s in inside if is_outside_speech(s, ground, told)]
    uncovered = blank_content(sentence, part, spoken)
    if ground.works and is_inference(uncovered, sentence, ground, part):
        return "inference"
    if spoken:
        return "statement"
    if told:
        return "report" if is_aside(own, ground.people.characters) else "narration"
    if ground.works and is_film_talk(part, ground):
        score, _ = score_sentence(own, ground.people)
        known = any(word in own.split() for word in ground.people.characters)
        if score >= SPLIT_SCORE and known and END_WORDS.search(own):
            return "narration"
        if score >= TELLS_ALONE and SET_IN.search(own) and own == sentence.of(ground.outline.text):
            return "narration"
    return "report"


def is_outside_speech(statement: Statement, ground: Ground, told: bool) -> bool:
    """Whether a statement is, or may be, somebody's of the real world: anything that is not surely of the
    story told here, or the writer's own."""
    name = statement.speaker.name
    if name and ground.outline.byline and name in ground.outline.byline:
        return False  # the writer's own words
    return not (told and is_of_story(statement, ground))


def is_of_story(statement: Statement, ground: Ground) -> bool:
    """Whether a statement inside a telling only happens in the story: a character of the work speaks, or
    nobody who is named; never marked words with a cue of reports. When in doubt, no."""
    text = ground.outline.text
    if statement.act == "thought":
        return True
    reported = has_press_cue(statement, text)
    if statement.quoted and reported:
        return False
    speaker = statement.speaker
    if speaker.name is not None:
        return speaker.kind == "character" and has_character(speaker.name, ground)
    if statement.quoted:
        return speaker.kind == "character"
    strangers = words_of(source_names(statement, text)) - ground.people.characters
    makers = any(OUTSIDE.search(span.of(text)) for span in statement.source)  # "the studio says"
    return not (reported or strangers or makers)


def has_character(name: str, ground: Ground) -> bool:
    """Whether the works have a character of that name."""
    return any(
        set(name.split()) <= set(other.split()) or set(other.split()) <= set(name.split())
        for work in ground.works
        for other in work.characters
    )


def blank_content(sentence: Span, part: Part, statements: Sequence[Statement]) -> str:
    """The sentence with quotations, and what others say in it, turned into spaces."""
    own = list(part.own_words(sentence))
    for statement in statements:
        for span in statement.content:
            for at in range(max(span.start, sentence.start), min(span.end, sentence.end)):
                own[at - sentence.start] = " "
    return "".join(own)


def is_inference(own: str, sentence: Span, ground: Ground, part: Part) -> bool:
    """Whether the writer guesses at a meaning in words of their own."""
    if not is_film_talk(part, ground):
        return False
    if SURE_HEDGE.search(own) or (is_guess(own) and is_near_story(own, part, ground)):
        return True
    if len(MAYBE.findall(own)) >= SURELY_GUESSED and is_reading(own):
        return True
    return (
        len(MAYBE.findall(own)) >= 1
        and bool(ABOUT_MEANING.search(own))
        and len(own.split()) >= 6
        and is_reading(own)
    )


def is_near_story(own: str, part: Part, ground: Ground) -> bool:
    """Whether a sentence stands where a story is told or its meaning sought, or names a character."""
    near = {part.index - 1, part.index, part.index + 1}
    heading = part.heading.of(ground.outline.text) if part.heading else ""
    return (
        bool(near & ground.told())
        or any(word in ground.people.characters for word in own.split())
        or bool({"meaning", "ending"} & heading_topics(heading).keys())
    )


def is_reading(own: str) -> bool:
    """Whether a weak hedge stands with words of reading a work, not of dates and prospects."""
    verbs = re.search(
        r"\b(?:suggest\w*|impl(?:y|ies|ying)|hint\w*|symboli\w+|represents?|stands? for|metaphor|perhaps|maybe|as (?:if|though))\b",
        own,
        re.I,
    )
    return bool(verbs) and not re.search(r"\b(?:said|told|according to|added|reported)\b", own)


def build_passage(
    piece: Piece, part: Part, ground: Ground, statements: Sequence[Statement]
) -> Passage:
    """The passage of a piece, with topics, works and spoiler class."""
    outline = ground.outline
    film = is_film_talk(part, ground)
    told = piece.voice == "narration"
    heading = part.heading.of(outline.text) if part.heading else ""
    text = piece.span.of(outline.text)
    topics = choose_topics(text, Surroundings("", heading, film, told, piece.ends))
    spoiler: SpoilerClass | None = None
    if ground.gist is not None and not told:
        found = learned_topics(Stretch((piece.span,), part, topics, piece.voice), ground)
        topics, spoiler = found.topics, found.spoiler
    elif piece.voice == "statement":
        topics = merge_topics(piece, statements, topics)
    if piece.voice == "inference" and "meaning" not in topics:
        topics = ("meaning", *(t for t in topics if t != "other"))[:3]
    if spoiler is None:
        spoiler = spoiler_of(piece, part, ground, topics)
    work = nearest_work(ground.works, ground.places, part, piece.span) if film else None
    return Passage(
        piece.span, piece.voice, topics, spoiler != "none",
        (work.title,) if work else (), part.heading, piece.statements, spoiler == "ending",
    )  # fmt: skip


def merge_topics(
    piece: Piece, statements: Sequence[Statement], topics: tuple[Topic, ...]
) -> tuple[Topic, ...]:
    """The topics of the statements inside, then the block's own, at most three."""
    inside = [t for s in statements if s.id in piece.statements for t in s.topics if t != "other"]
    merged = tuple(dict.fromkeys([*inside, *(t for t in topics if t != "other")]))[:3]
    return merged or ("other",)


@dataclass(frozen=True, slots=True)
class StoryEnd:
    """Where an article's telling comes to the end of the story.

    `told` are the blocks that tell, `late` is the first of them that announces the end in the second half
    of the telling, `last` the last block of a long telling.
    """

    told: tuple[int, ...] = ()
    late: int | None = None
    last: int | None = None


def find_story_end(ground: Ground) -> StoryEnd:
    """Where the end is told: where the telling says so ("in the final scene") in its second half, or under
    a heading that announces it, or else in the last block of a long telling."""
    told = tuple(sorted(ground.told()))
    parts = ground.outline.parts
    sizes = [sum(s.end - s.start for s in parts[index].sentences) for index in told]
    before, late = 0, None
    for index, size in zip(told, sizes, strict=True):
        start = announced_end(parts[index], ground, told)
        if start is not None and before + start - parts[index].span.start >= sum(sizes) / 2:
            late = index
            break
        before += size
    long = len(told) >= LONG_TELLING and sizes[-1] < END_SHARE * sum(sizes)
    return StoryEnd(told, late, told[-1] if long else None)


def end_in(part: Part, ground: Ground, end: StoryEnd) -> int:
    """The offset from which a block tells how the story ends; past its end where it does not."""
    if part.index not in end.told:
        return part.span.start if END_WORDS.search(part.plain) else part.span.end
    if end.late is not None and end.late < part.index:
        return part.span.start
    announced = announced_end(part, ground, end.told)
    if announced is not None:
        return announced
    return part.span.start if end.late is None and part.index == end.last else part.span.end


def announced_end(part: Part, ground: Ground, told: Sequence[int]) -> int | None:
    """Where a block of a telling says that the end begins, None where it does not."""
    earlier = [ground.outline.parts[index] for index in told if index < part.index]
    if is_end_heading(part, ground) and any(other.heading != part.heading for other in earlier):
        return part.span.start
    for sentence in part.sentences:
        if END_WORDS.search(part.own_words(sentence)):
            return sentence.start
    return None


def is_end_heading(part: Part, ground: Ground) -> bool:
    """Whether the heading above announces the end of the story."""
    if part.heading is None:
        return False
    return bool(END_HEADING.search(part.heading.of(ground.outline.text)))


def spoiler_of(piece: Piece, part: Part, ground: Ground, topics: Sequence[Topic]) -> SpoilerClass:
    """What the passage gives away by rules: any plot but the premise, and talk of the ending."""
    if "ending" in topics:
        return "ending"
    if piece.voice != "narration":
        headed = part.heading and END_WORDS.search(part.heading.of(ground.outline.text))
        return "ending" if headed and "meaning" in topics else "none"
    run = next((t.parts for t in ground.tellings if part.index in t.parts), ())
    is_first = bool(run) and part.index == run[0]
    return "none" if is_first and PREMISE.search(piece.span.of(ground.outline.text)) else "plot"
