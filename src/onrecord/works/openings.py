"""Sentences that open the telling of a plot, and the works that an article is about.

Naming a work tells nothing of it: a plot is told where a sentence says that it comes now ("Ashes follows
a diver", "in the last scene"), or in an article about the work. After `titles`, before `tellings`.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from onrecord.text.whole_words import find_whole
from onrecord.works.names import plain_title
from onrecord.works.outline import Outline
from onrecord.works.titles import DATE_HEAD, FILM_WORDS

STORY = (
    r"(?:film|movie|story|plot|series|novel|novella|play|show|drama|comedy|comedy-drama|dramedy|thriller|picture|tale|narrative"
    r"|miniseries|sitcom|musical|western|satire|romance|biopic|feature|opera|finale|episode)"
)
THE_STORY = rf"(?:[Tt]he|[Tt]his|[Ii]ts|[Hh]er|[Hh]is|[Tt]heir) (?:[\w-]+ ){{0,2}}?{STORY}"
TELLS_OF = (
    r"(?:follows|cent(?:re|er)s (?:on|around)|revolves (?:a)?round|tells (?:the|of|an?|how|us)\b|chronicles|concerns an?\b|depicts|traces|recounts"
    r"|opens (?:with|as|when|on (?:an?|the|her|his))\b|begins (?:with|as|when|in|on)\b|starts (?:with|as|when)\b|is (?:set (?:in|on|over|at|during|among|around)\b|about (?:an?|the|two|three|four|how)\b)"
    r"|introduces|unfolds|takes place|ends (?:with|on|as|when|in)\b|closes (?:with|on|as)\b|culminates|concludes with)"
)
GENRE_OF = rf"an? (?:[\w’'-]+,? ){{0,6}}?{STORY} (?:following|about|that follows|in which|cent(?:re|er)ed on|set (?:in|on|at|over|during)|that tells|where)\b"
PART_OF = (
    r"(?:(?:very )?(?:final|last|opening|closing|first|second|third|fourth|fifth|penultimate) "
    r"(?:\w+ )?(?:scene|shot|act|episode|chapter|moments?|minutes|sequence|half|reel|pages?))"
)
HEADLINE_WORDS = 18  # of a first line without a full stop, which is a headline
OFTEN = 3  # mentions that make a work named early the subject of an article
TWICE = 2  # the same in an article that talks much of such works, or names it in its first block
SOME_TALK = (
    2  # words of film, stage or book without which one named in the first block is in passing
)
MUCH_TALK = 5  # words of film, stage or book that are much talk
EARLY = 2  # blocks in which an article names its subject


@cache
def story_opening() -> re.Pattern[str]:
    """What opens the telling of the work named just before: "the film follows", "it tells the story"."""
    return re.compile(
        rf"\b(?:{THE_STORY}|(?:Episode|Chapter|Season|Act) \w+)(?:,[^,;.]{{2,80}},)? (?:also |then )?{TELLS_OF}"
        rf"|^\W*It (?:also )?(?:follows|tells (?:the|of|an?|how)|cent(?:re|er)s|is {GENRE_OF})|\b{THE_STORY},? {GENRE_OF}"
    )


@cache
def scene_opening() -> re.Pattern[str]:
    """What opens a telling in an article about a work, or in a block that names one: "in the last scene"."""
    start = r"^\W*(?:(?:And|But|Then|Yet|So) )?"
    return re.compile(
        rf"{start}(?:[Ii]n (?:the|its|this) (?:film|movie|novel|play|story)\b(?! (?:business|industry|world|circuit))|[Ii]n the end\b|[Aa]t the (?:start|beginning|end)\b"
        rf"|(?:[Ii]n|[Aa]t|[Oo]n|[Bb]y) (?:the|its|her|his|that) {PART_OF}\b|[Tt]he {PART_OF} (?:shows|sees|finds|has|takes|follows)\b|[Ww]e (?:first )?(?:see|meet|watch|follow|learn)\b|Set (?:in|on|during|at|over)\b)"
        rf"|\b(?:the|her|his) (?:protagonist|heroine|main character)\b"
    )


@lru_cache(maxsize=256)
def titled_opening(title: str) -> re.Pattern[str]:
    """What opens the telling of one work by its title."""
    name = rf"(?<!\w){re.escape(title)}(?!\w)"
    return re.compile(
        rf"{name}[”\"’'»]?(?:,[^;.]{{2,80}},| \([^)]*\))? (?:also )?{TELLS_OF}|{name}[”\"’'»]?(?:,| is| \([^)]*\),?) (?:\w+ )?{GENRE_OF}"
        rf"|^\W*(?:(?:And|But) )?[Ii]n (?:the {STORY} )?[“\"‘'«]?{name}[”\"’'»]?, |\b{PART_OF} of [“\"‘'«]?{name}|^\W*Set (?:in|on|during|at|over)\b.{{2,80}}{name}"
        rf"|{name}[”\"’'»]?(?:,| \([^)]*\)|,[^;.]{{2,80}},)? (?:which |also )?stars\b.{{2,120}} as\b"
    )


def opens_telling(own: str, titles: Collection[str], *, here: bool, before: bool = False) -> bool:
    """Whether a sentence opens the telling of a work's plot; `here` says that its block or the whole article
    speaks of one, `before` that the block before does.

    >>> opens_telling("Ashes follows a diver who stops talking.", ["Ashes"], here=False)
    True
    >>> opens_telling("He built sets for Ashes and follows the news.", ["Ashes"], here=False)
    False
    """
    if any(title in own and titled_opening(title).search(own) for title in titles):
        return True
    if (here or before) and story_opening().search(own):
        return True
    return here and bool(scene_opening().search(own))


def opened_parts(
    outline: Outline,
    titles: Collection[str],
    subjects: Collection[str],
    naming: Collection[int],
) -> frozenset[int]:
    """Indices of the parts in which a sentence opens a telling; `naming` are those that name a work."""
    found: set[int] = set()
    held: dict[int, list[str]] = {}
    for title in titles:
        for part in outline.parts_with(title):
            held.setdefault(part.index, []).append(title)
    for part in outline.parts:
        here, before = bool(subjects) or part.index in naming, part.index - 1 in naming
        if not part.is_heading and any(
            opens_telling(part.own_words(s), held.get(part.index, ()), here=here, before=before)
            for s in part.sentences
        ):
            found.add(part.index)
    return frozenset(found)


def naming_parts(outline: Outline, titles: Collection[str]) -> frozenset[int]:
    """Indices of the parts that name one of the works in the writer's own words."""
    return frozenset(
        part.index
        for title in titles
        for part in outline.parts_with(title)
        if any(True for _ in find_whole(title, part.plain))
    )


def find_subjects(outline: Outline, titles: Collection[str]) -> frozenset[str]:
    """The works that the article is about: in a headline or heading, or named early and again."""
    lines = [outline.headline, *(p.span.of(outline.text) for p in outline.parts if p.is_heading)]
    if outline.parts:
        lines.append(first_line(outline))
    heads = "\n".join(f" {plain_title(line)} " for line in lines if line)
    talk = len(FILM_WORDS.findall(outline.text))
    return frozenset(
        title
        for title in titles
        if f" {plain_title(title)} " in heads or is_early_and_often(title, outline, talk)
    )


def first_line(outline: Outline) -> str:
    """The first block where it is a headline: short, no sentence."""
    line = DATE_HEAD.sub("", outline.parts[0].span.of(outline.text)).strip()
    is_head = len(line.split()) <= HEADLINE_WORDS and len(outline.parts) > 1
    return line if is_head and not line.endswith((".", "”", '"')) else ""


def is_early_and_often(title: str, outline: Outline, talk: int) -> bool:
    """Whether the first blocks name a title that the article takes up again, among so many words of such
    works: the less there is of them, the earlier and the more often."""
    places = list(find_whole(title, outline.text))
    part = outline.part_at(places[0]) if len(places) >= TWICE else None
    if part is None or part.index > EARLY:
        return False
    return len(places) >= OFTEN or talk >= MUCH_TALK or (part.index == 0 and talk >= SOME_TALK)
