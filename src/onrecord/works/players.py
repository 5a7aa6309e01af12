"""Who plays in a work, and as whom, where an article's words say so.

"Oona Park plays Ruth", "Marcus (Idris Cowan)", "starring Edie Lomax and Bill Tench". Reads words whose titles are
masked; `find` gives each line to the work that it stands nearest to.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from onrecord.text.needed import may_match, words_needed
from onrecord.values import Fact, Span
from onrecord.works.cast import NOT_CHARACTERS
from onrecord.works.masking import FIRST, T, whole_name
from onrecord.works.names import FULL_NAME, NAME

STOP = r"(?:who|that|with|which|whose|where|when|in|on|at|and|but|as|for|from|to|by|is|was|are|has|had|trying|hired|may|might|must|can|will|would|allergic|coming|opposite|alongside|she|he|they|it|you|we|under|without|during|losing|after|before|while|until|than|through)\b"
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
    rf"(?:\b(?:with|[Ww]ith|starring|starred|stars|has|sees|features|star|and|includes|include|casts?|by),? |, |; |\(){FULL} as {PART}",
    rf"{FULL}, as {PART}(?=[ ,])",
    rf"{FULL} \((?:as|who plays|who played) {PART}",
    rf"\b(?:sees|directs|casts|features) {FULL} as {PART}",
    rf"\bAs {PART},(?: [^,.]{{2,30}},)? {FULL}(?= (?:is|gives|brings|has|steals|does|makes|shows|was|bails|plays)\b)",
    rf"{PART} \(played by {FULL}\)",
    rf"{FULL} \((?P<role>(?:the|an?) [a-z][\w’' -]{{1,30}})\)(?!:)",
    rf"\bturn (?:by|from) {FULL} as {PART}",
    rf"{FULL}[’']s turn as {PART}",
    rf"{FULL} (?:is|was) {PART},? in {T}",
)
"""Who plays whom. A surname alone counts where the article has one full name for it."""
BESIDE = rf"(?P<one>{NAME}|{DESCRIBED}) \((?P<other>{NAME})\)(?!:)"
"""Actor and role, in either order: "Ida (Ada Moll) meets", "Ada Moll (Ida) is superb"."""
STARS = (
    rf"\b(?:starring|co-starring|[Ss]tars(?= [A-Z])|toplines|headlined by|led by) (?:newcomers? )?{LIST}",
    rf"\b(?:Starring|STARRING|Cast|CAST|With|Stars): {LIST}",
    rf"\b[Cc]ast (?:includes?|is led by|features|also includes) {LIST}",
    rf"\bcast of (?:[^.]{{0,40}}{T} )?(?:are|is|includes?) {LIST}",
    rf"{LIST} (?:star|co-star|stars|starred|appear|appeared) in {T}",
    rf"{LIST}(?:,? who)? (?:has |have )?(?:joined|joins|join|boarded) the cast of {T}",
    rf"\bthe (?:actor|actress|star) {LIST} has joined the cast of {T}",
    rf"\b(?:film|comedy|drama|thriller|horror|chiller|caper|western|musical|romance|satire|farce),? with {LIST}",
    rf"\b(?:[Ii]ts|[Tt]he (?:film|pic|show|series|play)[’']s) (?:star|stars|lead|leads|leading man|leading lady),? {LIST}",
    rf"{LIST}(?: \([^)]*\))? (?:is|are) (?:attached|set|confirmed) to star in {T}",
    rf"{LIST} (?:returned|returns) to the stage [^.]{{0,20}}in {T}",
    rf"{LIST} (?:had|has) an? [\w -]{{2,20}}(?:part|role) in {T}",
    rf"{LIST} (?:won|took) (?:the )?best (?:supporting )?(?:actor|actress)[^.]{{0,30}}? (?:for|in) (?:\w+ ){{0,3}}{T}",
    rf"\bstarred {LIST}(?= as\b| and\b|,|\.)",
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
OWNED = re.compile(r"[’']s [a-z]|.[’'] [a-z]")
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


def find_players(
    masked: str, full: Mapping[str, str], levelled: str, outside: Collection[str] = ()
) -> Iterator[Fact]:
    """Who plays whom, then who plays, in one stretch of words; places count from its start.

    `full` are full names by surname, `levelled` the `level` of the stretch, `outside` words of the names of
    people who stand outside the story.

    >>> said = "It stars Nell Orr as the nurse."
    >>> [(f.value, f.role) for f in find_players(said, {}, said.lower())]
    [('Nell Orr', 'the nurse')]
    """
    roles: set[str] = set()
    for rule, needed in player_rules():
        for match in rule.finditer(masked) if may_match(needed, levelled) else ():
            if pairs_up(masked, match):
                continue
            actor, role = whole_name(match["actor"], full), role_of(match["role"])
            if OWNED.match(masked, match.end("role") - 2):
                continue  # "who plays Ida’s brother"
            if actor and role and actor not in role and not is_no_name(actor):
                roles.add(actor)
                yield Fact("cast", actor, Span(*match.span()), role)
    for fact in find_beside(masked, full, outside):
        roles.add(fact.value)
        yield fact
    for rule, needed in star_rules():
        for match in rule.finditer(masked) if may_match(needed, levelled) else ():
            for piece in re.split(r", (?:and )?| and | & ", match["names"]):
                name = whole_name(piece, full)
                if name and name not in roles and not is_no_name(name):
                    yield Fact("cast", name, Span(*match.span()))


def find_beside(masked: str, full: Mapping[str, str], outside: Collection[str]) -> Iterator[Fact]:
    """Actor and role of which one stands in brackets. Who is who: a description is a role, a person outside the
    story an actor, a name of one word a role beside a full name; else the words do not say."""
    for match in beside_rule().finditer(masked):
        one, other = match["one"], match["other"]
        if " " not in other and " " not in one:
            continue
        order = actor_first(one, other, outside)
        if order is None:
            continue
        name, role = (one, other) if order else (other, one)
        actor, part = whole_name(name, full), role_of(role)
        if actor and " " in actor and part and actor not in part and not is_no_name(actor):
            yield Fact("cast", actor, Span(*match.span()), part)


@cache
def beside_rule() -> re.Pattern[str]:
    """Compiled when the first article about a work needs it."""
    return re.compile(BESIDE)


def actor_first(one: str, other: str, outside: Collection[str]) -> bool | None:
    """Whether the first of the two is the actor; None where nothing tells.

    >>> actor_first("Ida", "Ada Moll", ()), actor_first("Ada Moll", "Ida Voss", ["Ada", "Moll"])
    (False, True)
    """
    if one[0].islower() or " " not in one:
        return False
    known = [all(word in outside for word in name.split()) for name in (one, other)]
    if known[0] != known[1]:
        return known[0]
    return True if " " not in other else None


def pairs_up(words: str, match: re.Match[str]) -> bool:
    """Whether two actors and two roles stand in one line, so that it is not said here who is who."""
    before, behind = (
        words[max(0, match.start("actor") - 5) : match.start("actor")],
        words[match.end() :],
    )
    return before == " and " and behind.startswith(" and ")


def is_no_name(name: str) -> bool:
    """Whether words that stand where an actor does are nobody's name."""
    return FIRST in name or name.split()[0] in NOT_CHARACTERS


def role_of(words: str) -> str | None:
    """The role as the words give it, None where they give none."""
    role = TAIL.sub("", re.sub(r"[’']s$", "", words.strip())).removeprefix("the voice of ")
    if FIRST in role or NOT_PARTS.match(role) or NOT_FOR.match(role) or role in NOT_CHARACTERS:
        return None
    return role
