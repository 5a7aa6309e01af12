"""Who plays in a work, and as whom, where an article's words say so.

"Oona Park plays Ruth", "Marcus (Idris Cowan)", "starring Edie Lomax and Bill Tench". Reads words whose titles are
masked; `find` gives each line to the work that it stands nearest to.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from onrecord.text.needed import may_match, words_needed
from onrecord.values import Fact, Span
from onrecord.works.cast import NOT_CHARACTERS
from onrecord.works.masking import FIRST, T, whole_name
from onrecord.works.names import FULL_NAME, NAME

STOP = r"(?:who|that|with|which|whose|where|when|in|on|at|and|but|as|for|from|to|by|is|was|are|has|had|trying|hired|may|might|must|can|will|would|allergic|coming|opposite|alongside|after|before|while|until|than|through)\b"
DESCRIBED = (
    rf"(?:the|an?|his|her|its|their|two|twin) (?:[a-z][\w’'-]*|(?-i:[A-Z])[\w’'-]+)"
    rf"(?: (?!{STOP})[\w’'-]+){{0,3}}(?: of (?!{STOP})[\w’'-]+(?: (?!{STOP})[\w’'-]+)?)?(?: (?:on|in|from|at) the [a-z][\w’'-]+)?"
)
PART = rf"(?P<role>{NAME}|{DESCRIBED})"
ACTOR = rf"(?P<actor>{NAME})"
FULL = rf"(?P<actor>{FULL_NAME})"
LIST = rf"(?P<names>{FULL_NAME}(?:(?:, (?:and )?| and | & ){FULL_NAME})*)"
PLAYS = r"(?:plays?|played|portrays|portrayed|voices|voiced)"
BY = r"(?:(?:an? |the )?(?:[a-z-]+ ){1,3})?"

RULES = (
    rf"{ACTOR},?(?: \d\d,)?(?: who| which)?(?: also| again| once again| will| would| has| had| then)? {PLAYS} {PART}",
    rf"{PART},? (?:who (?:is|was) |is |was |are )?(?:played|portrayed|voiced)(?:, [^,.]{{1,30}},)? by {BY}{FULL}",
    rf"{FULL},? (?:stars |starred |co-stars |starring |returns |returned |appears |is back |will be back )as {PART}",
    rf"(?:\b(?:with|starring|stars|has|sees|features|star|and|includes|include|casts?|by),? |, |; |\(){FULL} as {PART}",
    rf"{FULL}, as {PART},",
    rf"\bAs {PART},(?: [^,.]{{2,30}},)? {FULL}(?= (?:is|gives|brings|has|steals|does|makes|shows|was|bails|plays)\b)",
    rf"{PART} \((?:played by )?{FULL}\)",
    rf"{FULL} \((?P<role>{NAME}|(?:the|an?) [a-z][\w’' -]{{1,30}})\)(?!:)",
    rf"\bturn (?:by|from) {FULL} as {PART}",
    rf"{FULL}[’']s turn as {PART}",
    rf"{FULL} (?:is|was) {PART},? in {T}",
)
"""Who plays whom. A surname alone counts where the article has one full name for it."""
STARS = (
    rf"\b(?:starring|co-starring|[Ss]tars(?= [A-Z])|toplines|headlined by|led by) (?:newcomers? )?{LIST}",
    rf"\b(?:[Ss]tarring|STARRING|[Cc]ast|[Ww]ith|[Ss]tars):? ?: {LIST}",
    rf"\b[Cc]ast (?:includes?|is led by|features|also includes) {LIST}",
    rf"\bcast of (?:[^.]{{0,40}}{T} )?(?:are|is|includes?) {LIST}",
    rf"{LIST} (?:star|co-star|stars|starred|appear|appeared) in {T}",
    rf"{LIST}(?:,? who)? (?:has |have )?(?:joined|joins|join|boarded) the cast of {T}",
    rf"\bthe (?:actor|actress|star) {LIST} has joined the cast of {T}",
    rf"{T} stars? {LIST}",
    rf"{T} co-?stars? {LIST}",
    rf"{LIST}[’']s? (?:performance|role|turn) in {T}",
    rf"\b(?:best actor|best actress|best supporting actor|best supporting actress) (?:was|went to) {LIST} (?:for|in) {T}",
)
"""Who plays, without a role."""
NOT_PARTS = re.compile(
    r"^(?:the |an? |his |her )?(?:[\w-]+ )?(?:director|writer|producer|host|presenter|solo|guest|judge on|critic|role|part|lead|leads|[Dd]ramatist|composer|editor|song|songs|music|guitar|piano|bass|drums|chess|cards|game|games|same role|whole|first|last|key)\b"
)
NOT_FOR = re.compile(
    r"^(?:for|at|on|with|host|golf|football|tennis|cricket|chess|up|down|it|them)\b"
)
TAIL = re.compile(r"(?:,| [a-z’'-]+ly| again| too| once| here)$")


Rules = tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]


@cache
def player_rules() -> Rules:
    """What sets an actor beside a role; compiled when the first article about a work needs it."""
    return tuple((rule, words_needed(rule)) for rule in map(re.compile, RULES))


@cache
def star_rules() -> Rules:
    """What names actors alone."""
    return tuple((rule, words_needed(rule)) for rule in map(re.compile, STARS))


def find_players(masked: str, full: Mapping[str, str], levelled: str) -> Iterator[Fact]:
    """Who plays whom, then who plays, in one stretch of words; places count from its start.

    `full` are full names by surname, `levelled` the `level` of the stretch.

    >>> said = "It stars Nell Orr as the nurse."
    >>> [(f.value, f.role) for f in find_players(said, {}, said.lower())]
    [('Nell Orr', 'the nurse')]
    """
    roles: set[str] = set()
    for rule, needed in player_rules():
        for match in rule.finditer(masked) if may_match(needed, levelled) else ():
            actor, role = whole_name(match["actor"], full), role_of(match["role"])
            if actor and role and actor not in role and not is_no_name(actor):
                roles.add(actor)
                yield Fact("cast", actor, Span(*match.span()), role)
    for rule, needed in star_rules():
        for match in rule.finditer(masked) if may_match(needed, levelled) else ():
            for piece in re.split(r", (?:and )?| and | & ", match["names"]):
                name = whole_name(piece, full)
                if name and name not in roles and not is_no_name(name):
                    yield Fact("cast", name, Span(*match.span()))


def is_no_name(name: str) -> bool:
    """Whether words that stand where an actor does are nobody's name."""
    return FIRST in name or name.split()[0] in NOT_CHARACTERS


def role_of(words: str) -> str | None:
    """The role as the words give it, None where they give none."""
    role = TAIL.sub("", re.sub(r"[’']s$", "", words.strip()))
    if FIRST in role or NOT_PARTS.match(role) or NOT_FOR.match(role) or role in NOT_CHARACTERS:
        return None
    return role
