"""Facts of a work that an article states outright: director, stars, writer, year, showing.

Only words that say so make a fact, and the span covers them. After mentions; `answers` prints the
facts with the article's date.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.text.needed import level, may_match, words_needed
from onrecord.values import Fact, Span
from onrecord.works.cast import tidy_name
from onrecord.works.masking import HONORIFIC
from onrecord.works.names import FULL_NAME, NAME, NAME_WORD
from onrecord.works.outline import Part
from onrecord.works.showings import find_showings

NAMES = rf"(?P<names>{FULL_NAME}(?:(?:, (?:and )?| and | & ){FULL_NAME})*)"
FILM = r"(?:film|movie|drama|comedy|thriller|documentary|feature|series|picture)"
PLATFORM = r"(?P<value>(?:[A-Z][\w+]*(?: [A-Z][\w+]*){0,2}\+?))"


DAY = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"


@dataclass(frozen=True, slots=True)
class FactRule:
    """A pattern whose group `names` (a list of people) or `value` is the fact's value; `needed` are the
    words that it needs."""

    name: str
    pattern: re.Pattern[str]
    needed: tuple[str, ...]


FACTS = (
    ("director", rf"\b(?:[Cc]o-)?(?:[Dd]irected|[Hh]elmed) by (?:(?:the )?[a-z-]+ ){{0,3}}{NAMES}"),
    ("director", rf"\b(?:[Dd]ir(?:ector|ected by|ection|\.)?|DIRECTOR):? ?: {NAMES}"),
    ("director", rf"\b[Ii]ts (?:[a-z-]+ )?director,? (?:is )?{NAMES}"),
    ("director", rf"\b[Tt]he director (?:is|was) {NAMES}"),
    ("director", rf"(?<!’s ){NAMES} (?:directs|is directing|will direct|is to direct)(?=[ .,;])(?! as if)"),
    ("director", rf"\bwritten, (?:\w+ and )?directed(?: and \w+)? by (?:(?:the )?[a-z-]+ ){{0,3}}{NAMES}"),
    ("writer", rf"\b(?:[Ss]creenplay|[Ss]cript|[Tt]eleplay),? by {NAMES}"),
    ("writer", rf"\b(?:[Ww]ritten|[Aa]dapted|[Pp]enned)(?:, directed and edited| and directed)? by (?:(?:the )?[a-z-]+ ){{0,3}}{NAMES}"),
    ("writer", rf"{NAMES} (?:will adapt|adapts|is adapting)\b"),
    ("creator", rf"\b[Tt]he brainchild of (?:[a-z-]+ ){{0,3}}{NAMES}"),
    ("composer", rf"\b(?:[Mm]usic|[Ss]core) by {NAMES}"),
    ("composer", rf"{NAMES}[’']s (?:[a-z-]+ ){{0,2}}score\b"),
    ("producer", rf"\b(?:[Pp]roduced|PRODUCED)(?: by|:) {NAMES}"),
    ("producer", rf"{NAMES} (?:also )?produces?(?=[.,;]| with)"),
    ("producer", rf"\b(?:[Ii]ts|[Hh]er|[Hh]is|[Tt]he film[’']s) producer,? (?:is )?{NAMES}"),
    ("creator", rf"{NAMES},? (?:who|which) (?:co-)?created\b"),
    ("director", rf"{NAMES},? (?:who|which) (?:wrote and |co-wrote and )?directed\b"),
    ("director", rf"\b(?:[Ww]riter-)?[Dd]irector {NAMES}(?![’'])"),
    ("director", rf"{NAMES}, (?:the|its|the film[’']s) (?:\w+[ -])?director\b"),
    ("director", rf"\b[Tt]he (?:film[’']s |play[’']s |show[’']s )?director, {NAMES}(?=,)"),
    ("director", rf"{NAMES} \((?:[a-z]+[- ])?director\)"),
    ("creator", rf"{NAMES} \((?:co-)?creator\b[^)]*\)"),
    ("writer", rf"{NAMES} \((?:co-|head |staff )?writer\b[^)]*\)"),
    ("producer", rf"{NAMES} \((?:executive |co-)?producer\b[^)]*\)"),
    ("creator", rf"\b(?:created|devised) by {NAMES}"),
    ("creator", rf"\b(?:[Ss]howrunner|[Cc]reator) {NAMES}(?![’'])"),
    ("writer", rf"\b[Pp]laywright,? {NAMES}(?![’'])"),
    ("writer", rf"\b[Tt]he (?:screen|play)?writer, {NAMES}(?=,)"),
    ("writer", rf"\b(?:[Aa]uthor|[Nn]ovelist) {NAMES}(?![’'])"),
    ("writer", rf"\b(?:wrote|written|co-wrote|penned) (?:it|the (?:screenplay|script|film|play)) with (?:the )?(?:[a-z-]+ )?{NAMES}"),
    ("writer", rf"(?<!adaptation of )(?<!based on )(?<!adapted from )(?<!film of )(?<!version of ){NAMES}[’']s? (?:(?:[a-z-]+|first|second|third|debut),? ){{0,3}}?(?:play|novel|book|memoir|novella)\b"),
    ("director", rf"{NAMES}[’']s? (?:(?:[a-z-]+|first|second|third|debut),? ){{0,4}}?(?:film|feature|movie|picture|documentary|comedy|drama|thriller|horror|western|chiller|caper|satire|biopic|farce|remake|debut feature)\b"),
    ("writer", rf"\b(?:co-)?(?:written (?:and directed )?|scripted) by {NAMES}"),
    ("director", rf"\bwritten and directed by {NAMES}"),
    ("writer", rf"\b(?:[Ss]creenwriter|[Ww]riter-director|[Ww]riter) {NAMES}(?![’'])"),
    ("cast", rf"\b(?:played|voiced|portrayed) by (?:an? (?:[\w-]+ ){{1,3}})?{NAMES}"),
    ("cast", rf"\b(?:starring|stars|which stars|[Ss]tars? of the film,?|co-stars) {NAMES}"),
    ("cast", rf"\b(?:[Ss]tar|[Ll]ead actor|[Ll]ead actress|[Ll]eading lady|[Ll]eading man) {NAMES}(?![’'])"),
    ("composer", rf"\b[Cc]omposer {NAMES}"),
    ("cinematographer", rf"\b(?:[Cc]inematographer|photographed by|[Dd]irector of photography) {NAMES}"),
    ("editor", rf"\b(?:[Ff]ilm editor|(?<!news )(?<!managing )(?<!city )(?<!sports )(?<!arts )(?<!features )editor) {NAMES}(?![’'])"),
    ("cinematographer", rf"{NAMES} is the (?:film|movie)[’']s cinematographer\b"),
    ("editor", rf"{NAMES},? (?:who|which) edited\b"),
    ("composer", rf"{NAMES}, (?:our|the film[’']s|its|the) composer\b"),
    ("cast", rf"{NAMES},? (?:who )?plays (?:the |a |her |his )?[\w]"),
    ("producer", rf"\b(?:[Pp]roduced by|[Pp]roducer) {NAMES}(?![’'])"),
    ("producer", rf"{NAMES}, (?:who|which) produced\b"),
    ("award", rf"\b(?:won|wins|has won|took|received|was awarded|awarded) the (?P<value>(?:{NAME_WORD} )*(?:Award|Prize|Oscar|Lion|Bear|Palm|Palme d[’']Or|Heron|Globe|Medal|Trophy|Cup|{NAME_WORD}))(?= (?:at|for|in|on)\b)"),
    ("award", rf"\b(?:won|wins|has won|took|received|was awarded|awarded) the (?P<value>(?:{NAME_WORD} )+(?:Award|Prize|Oscar|Lion|Bear|Palm|Globe|Medal|Trophy))\b"),
    ("distributor", rf"\b(?:distributed|released) (?:in [A-Z][\w ]{{1,24}} )?by (?P<value>{NAME})"),
    ("distributor", rf"\b[Dd]istributor,? (?P<value>{NAME})"),
    ("distributor", rf"(?P<value>{NAME}) (?:has )?(?:bought|acquired|picked up|took|snapped up) (?:(?:the|all|[A-Z][\w-]+) ){{0,3}}rights\b"),
    ("distributor", rf"(?P<value>{NAME}),? (?:which|who) (?:distributes|is (?:distributing|releasing))\b"),
    ("distributor", rf"\b[Tt]he (?P<value>{NAME_WORD}(?: {NAME_WORD})?) (?:film|movie|drama|comedy|thriller)(?= (?:starring|from|directed|which|that|about)|,)"),
    ("premiere", rf"\bpremier(?:ed|es) (?:at|in) (?:the )?(?P<value>{NAME})"),
    ("available", r"\b(?:(?:will )?(?:soon )?(?:be |is )?(?:now )?available to (?:view|watch|see) )?(?P<value>(?:in cinemas|in theaters|in theatres)(?: (?:now|nationwide|from today|everywhere|or on VOD platforms|and on demand))?)(?= |\.|,|$)"),
    ("available", rf"\b(?:will be |is )?available (?:now )?(?:to|for) (?:subscribers|members|customers|viewers) (?:of|on) {PLATFORM}"),
    ("available", rf"\b(?:stream(?:ing|s)?|available(?: to (?:watch|stream|view|rent|buy))?|watch(?:ed)?) (?:now )?on {PLATFORM}"),
    ("available", rf"\b(?:expected|coming|arriv(?:es|ing)|land(?:s|ing)|premier(?:es|ing)) (?:on|to) {PLATFORM}"),
    ("available", rf"\b(?:is|are) (?:now )?on {PLATFORM}(?: now)?(?=\.|,| and|$)"),
    ("available", r"\b(?:(?:will )?(?:soon )?(?:be |is )?(?:now )?available (?:to (?:view|watch|see|rent|buy) )?(?:in (?:cinemas|theaters|theatres) or )?)?(?P<value>on (?:VOD platforms?|streaming services|demand|DVD|Blu-ray|digital)(?: (?:and|or) (?:DVD|Blu-ray|digital|on demand|VOD))?)\b"),
    ("running time", r"\b(?P<value>\d{2,3} minutes)(?=\.?$|[,;] (?:certificate|rated|cert))"),
    ("year", r"(?<!since )\b(?P<value>(?:19|20)\d\d) (?:[a-z]+ )?(?:film|documentary|movie|original|drama|comedy|novel|single|album|play|series|picture|tragedy|thriller|western)\b"),
    ("distributor", rf"(?P<value>{NAME}) (?:will |to )?(?:releases?|is releasing|distributes?) (?:it|the (?:film|movie|picture|drama|comedy|thriller|documentary)|on |in |{DAY})"),
    ("distributor", rf"\b(?:[Pp]ublished|[Rr]eleased|[Ii]ssued) (?:[a-z]+ ){{0,3}}by (?P<value>{NAME}(?: & {NAME})?)"),
    ("distributor", rf"\bpicked up (?:[A-Za-z]+ ){{0,5}}by (?P<value>{NAME})"),
    ("distributor", rf"\b(?:via|through) (?P<value>{NAME})(?=[.,;)]|$)"),
    ("distributor", rf"(?P<value>{NAME}) (?:has )?(?:bought|acquired|taken|landed|nabbed|secured|snapped up) (?:[\w.]+ ){{0,6}}rights\b"),
    ("distributor", rf"\b[Ss]tream(?:ing service|er) (?P<value>{NAME}) has (?:renewed|cancelled|canceled|ordered|axed)"),
    ("distributor", rf"(?P<value>{NAME}) has (?:renewed|cancelled|canceled|axed|ordered)\b"),
    ("based on", rf"\b(?:based on|adapted from) (?P<value>(?:the |a )?(?:\w+ )?(?:novel|book|memoir|play|short story|true story|life)(?: [“\"‘']?(?:of|by|{NAME_WORD})[^.,;]{{0,50}})?)"),
)  # fmt: skip


@cache
def fact_rules() -> tuple[FactRule, ...]:
    """What states a fact; compiled when the first article about a work needs it."""
    return tuple(
        FactRule(name, pattern, words_needed(pattern))
        for name, pattern in ((name, re.compile(written)) for name, written in FACTS)
    )


NOT_DISTRIBUTORS = re.compile(
    r"(?:ian|ish|ese|ican|ench|utch|man|erman|reek|wiss|talian)$|^(?:Oscar|Cannes|Sundance|Christmas|Hollywood|Bollywood|Netflix|Bond|Marvel"
    r"|War|Halloween|Venice|Berlin|Academy|Best|Golden|Late|New|First|Second|Third|Last|Same|Whole)\b"
)
NEGATED = re.compile(r"\b(?:not|never|n[’']t|no longer)\b[^.;]{0,25}$", re.I)


ONE_JOB = re.compile(
    r"\b(?:director|editor|producer|composer|cinematographer|writer|screenwriter|author)\s\W{0,3}$",
    re.I,
)
"""What stands before one name: a list that follows behind a comma is of others."""


def find_facts(part: Part, text: str) -> Iterator[Fact]:
    """The facts that one block states, each once, in the order of the rules; quoted words state none."""
    seen: set[tuple[str, str]] = set()
    levelled = level(part.plain)
    for rule in fact_rules():
        if not may_match(rule.needed, levelled):
            continue
        for match in rule.pattern.finditer(part.plain):
            if NEGATED.search(part.plain[max(0, match.start() - 40) : match.start()]):
                continue
            span = Span(part.span.start + match.start(), part.span.start + match.end())
            for value in fact_values(rule, match):
                if (rule.name, value) not in seen:
                    seen.add((rule.name, value))
                    yield Fact(rule.name, value, span)
    for sentence in part.sentences:
        for fact in find_showings(part.own_words(sentence)):
            if (fact.name, fact.value) not in seen:
                seen.add((fact.name, fact.value))
                span = fact.span
                yield replace(
                    fact, span=Span(span.start + sentence.start, span.end + sentence.start)
                )


def fact_values(rule: FactRule, match: re.Match[str]) -> list[str]:
    """The values of one match: several people of a list, or one value."""
    groups = match.groupdict()
    if groups.get("names"):
        listed = groups["names"]
        if ONE_JOB.search(match.string, match.start(), match.start("names")):
            listed = listed.split(", ")[0]  # "her editor Ana Lund, and Jo Ruiz" names one editor
        pieces = re.split(r", (?:and )?| and | & ", listed)
        names = (tidy_name(HONORIFIC.sub("", tidy_name(piece))) for piece in pieces)
        return [name for name in names if " " in name]
    value = groups["value"].strip(" ,")
    if rule.name == "distributor":
        value = tidy_name(value)
        return [value] if value and not NOT_DISTRIBUTORS.search(value) else []
    if rule.name == "available":
        value = match.group()
    return [value] if value else []


YEAR_BEHIND = re.compile(
    r"[,.]?[”\"’'»_*]{0,2},? (?:\((?P<year>(?:19|20)\d\d)\b(?![–-])|(?:of|from) (?P<of>(?:19|20)\d\d)\b)"
)


def year_facts(title: str, mentions: Sequence[Span], text: str) -> Iterator[Fact]:
    """The year that stands in brackets after a mention of the title."""
    for span in mentions:
        match = YEAR_BEHIND.match(text, span.end)
        if match:
            yield Fact("year", match["year"] or match["of"], Span(span.start, match.end()))
