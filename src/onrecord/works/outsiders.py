"""Who stands outside a story: makers, actors, critics, and everybody who speaks to the press.

After `cast`, before `characters`. Whoever says something in the report is never a character: to lose
what a real person said is worse than to miss a part.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from onrecord.values import Statement
from onrecord.works.cast import ROLE_WORDS, CastLine, name_words, tidy_name, words_of
from onrecord.works.names import FULL_NAME, NAME
from onrecord.works.narration import plot_heading
from onrecord.works.outline import Outline, Part
from onrecord.works.titles import Title

MAKER = r"(?i:director|writer|actor|actress|star|critic|composer|cinematographer|editor|producer|author)"
OFFICE = (
    r"(?:officer|president|director|chair|chair(?:man|woman|person)|spokes\w+|professor|secretary|senator|minister|manager|analyst|founder|curator|attorney|lawyer"
    r"|mayor|governor|head|leader|executive|commissioner|coach|captain|editor|partner|fellow|scholar|historian|strategist|advis[eo]r|consultant|pollster|member|correspondent)"
)
SAYS_TO_PRESS = re.compile(
    r"(?:(?:also|later|then|once|just|had|has|\w+ly) )*(?:said|told|wrote|spoke|according to|(?!believed|hoped|wanted)[a-z]{2,}ed)\b",
    re.I,
)
"""A cue of reports: in the past tense, or "according to"; plots are told in the present."""
SURELY_SAID = re.compile(r"\b(?:said|told reporters|according to)\b", re.I)


@cache
def outsider_patterns() -> tuple[re.Pattern[str], ...]:
    """What gives somebody a place in the real world: a maker's, a star's, an office."""
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"\b(?i:director|writer-director|co-director|filmmaker|actor|actress|star|co-star|critic|composer|cinematographer|editor|producer|screenwriter|author|novelist"
            rf"|showrunner|creator|journalist|host|comedian|interviewer|moderator|spokesman|spokeswoman)s? (?P<name>{NAME})",
            rf"\b(?:(?:directed|written|produced|composed|edited|shot) by|starring|stars) (?P<name>{FULL_NAME})",
            rf"(?P<name>{FULL_NAME}), (?:the |a |an |its |whose )?(?:[\w’'-]+ ){{0,4}}?(?:{MAKER}|who (?:directed|wrote|edited|produced|composed|stars|starred|plays))\b",
            rf"(?P<name>{FULL_NAME})[’']s? (?:[\w-]+,? ){{0,4}}?(?:film|movie|picture|documentary|drama|comedy|thriller|series|sitcom|novel|memoir|book|play|musical|album|record|single|score|debut|direction|script|screenplay)\b",
            rf"(?P<name>{FULL_NAME}) (?:is|was) (?:the (?:film|movie|series|show|play|production|novel|book)[’']s|its) (?:[\w-]+ ){{0,3}}?{MAKER}\b",
            rf"(?P<name>{FULL_NAME}) (?:is|was) (?:superb|excellent|terrific|good|great|magnificent|wonderful|brilliant|miscast|wasted) (?:as|in)\b",
            rf"(?P<name>{FULL_NAME}), (?:who is )?(?:the |an? |its |his |her )?(?:[\w’'-]+ ){{0,5}}?{OFFICE}s? (?:of|for|at|from|with) (?:the )?[A-Z]",
            rf"\b(?:Sen|Rep|Gov|Lt|Col|Gen|Sgt)\. (?P<name>{NAME})|\b(?:Senator|Congressman|Congresswoman|Governor|President|Chancellor|Secretary|Ambassador) (?P<office>{NAME})",
        )
    )


def owners(text: str, titles: Sequence[Title]) -> list[str]:
    """Names that own a title: "Mara Quill's Ashes" makes Quill its maker."""
    if not titles:
        return []
    any_title = "|".join(re.escape(title.name) for title in titles)
    pattern = re.compile(rf"(?P<name>{FULL_NAME})[’']s? [“\"‘']?(?:{any_title})(?!\w)")
    return [tidy_name(match.group("name")) for match in pattern.finditer(text)]


def find_outsiders(
    outline: Outline,
    statements: Sequence[Statement],
    cast: Iterable[CastLine],
    titles: Sequence[Title],
) -> frozenset[str]:
    """Words of the names of people outside the story: makers, actors, critics, quoted speakers."""
    names = [line.actor for line in cast if line.actor]
    for pattern in outsider_patterns():
        names += [
            tidy_name(next(name for name in match.groupdict().values() if name))
            for match in pattern.finditer(outline.text)
        ]
    names += owners(outline.text, titles)
    for statement in statements:
        if statement.quoted and statement.act != "thought":
            names += source_names(statement, outline.text)
    return words_of(names)


def find_press(outline: Outline, statements: Sequence[Statement]) -> frozenset[str]:
    """Words of the names of those who speak to the press: named in the report as having said something."""
    names: list[str] = []
    for statement in statements:
        part = outline.part_at(statement.content[0].start) if statement.content else None
        sources = source_names(statement, outline.text)
        if part is not None and is_press(statement, part, outline):
            names += sources
        elif statement.quoted and statement.act != "thought":
            names += [
                name for name in sources if " " in name
            ]  # "says Ruth Ansell", never "says Ida"
    for part in outline.parts:
        if not part.is_heading and not plot_heading(part, outline):
            names += [match["name"] for match in said_pattern().finditer(part.plain)]
    return frozenset(word for name in names for word in name_words(tidy_name(name)))


@cache
def said_pattern() -> re.Pattern[str]:
    """A name that said something, in the report's own words."""
    return re.compile(
        rf"(?P<name>{NAME}),? (?:said|told (?:reporters|[Tt]he|[A-Z]))\b(?! goodbye| yes| no)"
    )


def source_names(statement: Statement, text: str) -> list[str]:
    """The names in the words that name a statement's speaker."""
    return [name for span in statement.source for name in re.findall(NAME, span.of(text))]


def has_press_cue(statement: Statement, text: str) -> bool:
    """Whether the cue is one of reports: in the past tense, or "according to"."""
    return any(SAYS_TO_PRESS.match(span.of(text).strip()) for span in statement.cue)


def is_press(statement: Statement, part: Part, outline: Outline) -> bool:
    """Whether a statement reports what somebody said in the real world; in a heading ("Ashes Explained") and
    under one that announces a plot only marked words do."""
    if statement.act == "thought" or not has_press_cue(statement, outline.text):
        return False
    return bool(statement.quoted) or not (part.is_heading or plot_heading(part, outline))


def spoken_parts(
    outline: Outline, statements: Sequence[Statement], outsiders: Collection[str] = ()
) -> frozenset[int]:
    """Indices of parts that are a turn in a transcript, or words of somebody outside the story."""
    spans = [
        span
        for s in statements
        if s.form == "turn" or is_said_outside(s, outline, outsiders)
        for span in s.content
    ]
    return frozenset(part.index for span in spans for part in outline.parts_in(span))


def is_said_outside(statement: Statement, outline: Outline, outsiders: Collection[str]) -> bool:
    """Whether a statement is of somebody whose name or role stands outside the story, or surely said to
    the press."""
    text = outline.text
    words = {word for span in statement.source for word in re.findall(r"[^\W\d_]+", span.of(text))}
    roles = {word.lower() for word in words} & (ROLE_WORDS - {"mr", "mrs", "ms", "dr"})
    if (roles or words & set(outsiders)) and statement.quoted:
        return True
    part = outline.part_at(statement.content[0].start) if statement.content else None
    if part is None or not is_press(statement, part, outline):
        return False
    return bool(statement.quoted or words & set(outsiders)) or any(
        SURELY_SAID.search(span.of(text)) for span in statement.cue
    )
