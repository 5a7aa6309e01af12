"""Who plays whom: the patterns that set an actor beside a character, and names as they are cut out.

Between titles and `outsiders`, `characters`, which ask besides who speaks to the press and who acts in a
telling.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.works.actions import NOT_NAMES
from onrecord.works.names import FULL_NAME, NAME, UPPER

DESCRIBED = r"(?:(?:the|a|an|his|her|their|its|lead|title) (?:(?!and |but )[\w’'-]+,? ){0,6}?)?"

NOT_CHARACTERS = frozenset(
    "The A An He She They It Director Producer Best Host Chairman President Chief Executive Captain"
    " Minister Secretary Professor Actor Actress Writer Editor Manager Head New American British"
    " French German Russian English Italian Spanish Irish Christmas Easter God".split()
)
ROLE_WORDS = frozenset(
    "star actor actress director writer producer composer editor critic author novelist co-star"
    " writer-director filmmaker cinematographer screenwriter comedian host singer mr mrs ms dr".split()
)


@dataclass(frozen=True, slots=True)
class CastLine:
    """One place that names a character, with the actor where it says so."""

    character: str
    actor: str | None
    start: int


@cache
def cast_patterns() -> tuple[re.Pattern[str], ...]:
    """What sets an actor beside a character; compiled when the first article needs it."""
    return (
        re.compile(rf"(?P<actor>{FULL_NAME}),? (?:star(?:s|red|ring) |returns )?as (?P<described>{DESCRIBED})(?P<name>{NAME})"),
        re.compile(rf"(?P<name>{NAME}),? \((?:played by |voiced by )?(?!The |A )(?P<actor>{FULL_NAME})\)(?!:)"),
        re.compile(rf"(?P<actor>{FULL_NAME}) \((?P<name>{NAME})\):"),
        re.compile(rf"(?P<name>{NAME}),? (?:who is |is |(?:(?:the|a|an) (?:[\w-]+ ){{1,4}}?)?)(?:played|portrayed|voiced) by (?:an? (?:[\w-]+ ){{1,3}})?(?P<actor>{FULL_NAME})"),
        re.compile(rf"(?P<actor>{FULL_NAME}),? (?:who )?(?:plays|played|portrays|portrayed|voices|voiced) (?P<described>{DESCRIBED})(?P<name>{NAME})"),
        re.compile(rf"(?P<actor>{FULL_NAME})[’']s? (?:character|role),? (?:of )?(?P<name>{NAME})"),
        re.compile(rf"\b(?:role|part|character) of (?P<described>{DESCRIBED})(?P<name>{NAME})"),
    )  # fmt: skip


@cache
def naming_patterns() -> tuple[re.Pattern[str], ...]:
    """What names a character alone: "a nurse named Ida", "the story of Ida Voss"."""
    named = re.compile(
        rf"\b(?:woman|man|girl|boy|worker|dancer|teacher|detective|doctor|nurse|student|widow|soldier|child"
        rf"|protagonist|heroine|hero|character|(?:young|old|lonely|retired) \w+)s?(?: [\w ]{{1,40}})? (?:named|called) (?P<name>{NAME})"
    )
    story_of = re.compile(
        rf"\b(?:story|tale|adventures|misfortunes|fortunes) of (?P<described>{DESCRIBED})(?P<name>{FULL_NAME})(?=,| as | and |\.)"
    )
    return named, story_of


def find_cast(text: str) -> tuple[CastLine, ...]:
    """Characters that cast patterns name, in text order.

    >>> [(c.character, c.actor) for c in find_cast("It stars Nell Orr as the nurse Ida Voss.")]
    [('Ida Voss', 'Nell Orr')]
    """
    lines = []
    for pattern in cast_patterns():
        for match in pattern.finditer(text):
            actor = match.groupdict().get("actor")
            name = tidy_name(match.group("name"))
            actor = tidy_name(actor) if actor else None
            if name and name != actor and " as well as" not in match.group():
                lines.append(CastLine(name, actor, match.start("name")))
    for match in (m for pattern in naming_patterns() for m in pattern.finditer(text)):
        name = tidy_name(match.group("name"))
        if name:
            lines.append(CastLine(name, None, match.start("name")))
    return tuple(sorted(set(lines), key=lambda line: (line.start, line.character)))


def tidy_name(name: str) -> str:
    """The name without leading function words, a possessive or a full stop; "" if nothing is left."""
    words = name.strip().split()
    while words and (words[0].lower() in NOT_NAMES or words[0].lower() in ROLE_WORDS):
        words.pop(0)
    if not words or words[0] in NOT_CHARACTERS:
        return ""
    last = re.sub(r"[’']s?$", "", words[-1])
    words[-1] = last.rstrip(".") if len(last) > 3 else last
    return " ".join(words).rstrip(",")


def name_words(name: str) -> Iterator[str]:
    """The words of a name that alone may stand for it."""
    for word in re.findall(rf"[{UPPER}][^\W\d_]+(?:[-’'][^\W\d_]+)*", name):
        if word.lower() not in NOT_NAMES and word not in NOT_CHARACTERS:
            yield re.sub(r"[’']s$", "", word)


def words_of(names: Iterable[str]) -> frozenset[str]:
    """All words of the names."""
    return frozenset(word for name in names for word in name_words(name))
