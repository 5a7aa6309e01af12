"""Who asked, where the asking is told apart from the talk: "asked by X", "told the chair, X", "hosted by X".

Before: `parties` reads names. After: `venues` adds these to the venues of a sentence. One without a medium
only fills what the venue told elsewhere leaves open; alone it is no venue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.occasions.media import PERSON_ROLE
from onrecord.occasions.names import BROADCASTER, NAME, Known, kind_of, trim
from onrecord.occasions.parties import HIDDEN, TIME_MARK, read_party, resolve
from onrecord.occasions.venue import Venue
from onrecord.text.needed import sought
from onrecord.values import Medium, Span

ASKING = "who asked"
"""The rule of a venue that tells only who asked."""

ASKING_ON_AIR = "told somebody"
"""The rule of a venue that tells whom somebody told, who asked if it was on a show."""

TOLD_NAME = "told a name"
"""The rule of a venue that tells a name which may be an outlet's or a person's."""

_BY = sought(
    re.compile(
        r"\b(?P<verb>[Aa]sked|[Qq]uestioned|[Ii]nterviewed|[Pp]rofiled|[Gg]rilled|[Pp]ressed|[Cc]ornered|[Cc]ollared|"
        r"[Bb]uttonholed|[Qq]uizzed|[Cc]hallenged|[Ss]topped|[Ww]aylaid|[Dd]oorstepped|[Cc]aught|[Rr]eached|"
        r"[Cc]ontacted|[Pp]rodded|[Ii]ntercepted|[Aa]ccosted)"
        rf"(?:\s+(?!by\b)[a-z-]+){{0,4}}?(?:,?\s*{TIME_MARK}+)?\s+by(?=\s)"
    )
)
_HOSTED = sought(
    re.compile(
        r"\b(?:[Mm]oderated|[Cc]haired|[Hh]osted|[Pp]resented|[Ff]ronted|[Cc]ompered|[Ee]mceed|[Aa]nchored|"
        r"[Cc]onducted)\s+by\s+"
    )
)
_PRESIDING = sought(
    re.compile(
        rf"\b[Ww]ith\s+(?:[a-z-]+\s+){{0,4}}?(?P<name>{NAME})\s+(?:moderating|presiding|hosting|chairing|in\s+the\s+chair|"
        r"asking\s+the\s+questions|as\s+(?:moderator|host|chair))\b"
    )
)
_EXAMINED = sought(
    re.compile(
        r"\b(?P<kind>cross-examination|cross-examined|[Qq]uestioning|[Qq]uestions|examination|grilling|prompting)"
        rf"(?:,?\s*{TIME_MARK}+)?\s+(?:from|by)\s+(?:the\s+)?(?:[a-z-]+\s+){{0,4}}?(?P<name>{NAME})"
    )
)
_ROLE = (
    rf"(?:{PERSON_ROLE}|chair|chairman|chairwoman|moderator|compere|quizmaster|interlocutor|"
    "emcee|questioner)"
)
_TO_ROLE = sought(
    re.compile(
        rf"\b(?P<verb>told|tells|telling|tell|to|with|by|assured|informed|asked\s+by)\s+"
        rf"(?:(?P<owner>{NAME})[’']s?\s+|(?:the|its|his|her|their|whose|an?)\s+)?"
        rf"(?:[a-z][\w-]*\s+){{0,3}}?(?P<role>{_ROLE})(?P<comma>,)?\s+(?P<name>{NAME})"
    )
)
_ASKED_IF = sought(
    re.compile(
        rf"(?P<name>(?!(?:When|As|After|Before|Once|But|And|While|Then|If)\b){NAME})(?:,[^,.;{HIDDEN}]{{2,60}},)?\s+(?:then\s+|had\s+|first\s+)?(?:asked|wondered|wanted\s+to\s+know|"
        rf"inquired|pressed|put\s+it\s+to|asks)\b(?!\s+(?:for|to\s+be)\b)"
    )
)
_CHAIR_ASKED = sought(
    re.compile(
        rf"\b(?:[Cc]ounsel|prosecutor|barrister|chair|chairman|chairwoman|moderator|host|presenter|anchor|interviewer|coroner|counsel)(?:\s+of\s+[^,.;]{{2,30}})?,"
        rf"\s+(?P<name>{NAME}),[^.;]{{0,160}}?\basked\b"
    )
)
_OF_COURT = re.compile(r"(?i)(?:counsel|coroner|prosecutor|barrister)\b")
_SAID_TO = sought(
    re.compile(
        rf"\b(?:said|says|saying|replied|explained|confided|admitted|conceded|complained|boasted|remarked|grumbled|confessed|insisted|"
        rf"suggested|revealed|joked|vowed|promised|protested|sighed|whispered|lamented|acknowledged|confirmed|muttered)\s+to\s+(?P<name>{NAME})"
    )
)
# "It was our own Ann Pryce to whom she grumbled", "told our correspondent Ann Pryce".
_OUR_OWN = sought(
    re.compile(
        rf"\b(?:our|this\s+(?:newspaper|paper|magazine)[’']s)\s+(?:own\s+(?:[a-z-]+\s+){{0,3}}?|(?:[a-z-]+\s+){{0,2}}?(?:reporter|correspondent|interviewer|columnist|writer),?\s+)(?P<name>{NAME})"
    )
)
# "Told Ann Pryce, of the Gazette,".
_NAME_OF = sought(
    re.compile(
        rf"\b(?:[Tt]old|[Tt]o|[Ww]ith|[Bb]y)\s+(?P<name>{NAME}),\s+(?:[a-z-]+\s+){{0,3}}?(?:of|from|for|at)\s+(?:the\s+)?(?P<outlet>{NAME})"
    )
)
_TALKED_WITH = sought(
    re.compile(r"\b[Ii]n\s+conversation\s+with\s+(?:the\s+(?:[a-z]+\s+){1,3})?(?=[A-Z])")
)
_PAPER_ASKED = sought(
    re.compile(
        rf"(?P<name>{NAME})\s+(?:then\s+|had\s+|has\s+)?(?:asked|asks|pressed|questioned)\s+(?:him|her|them|it|the|[A-Z])"
    )
)
_PAPER_CALLED = sought(
    re.compile(
        rf"\b(?:[Ww]hen|[Aa]s|[Aa]fter|[Uu]ntil)\s+(?:the\s+)?(?P<name>{NAME})\s+(?:called|rang|phoned|telephoned|reached|inquired|enquired|"
        r"visited|approached|caught\s+up|got\s+hold|tracked|asked|knocked|met|put)\b"
    )
)
_PRESENTS = sought(
    re.compile(
        rf"(?P<name>{NAME}),\s+who\s+(?:presents|hosts|co-hosts|anchors|fronts)\s+(?:the\s+(?:podcast\s+)?)?(?P<show>{NAME})"
        rf"(?:\s+(?:on|for)\s+(?:the\s+)?(?P<outlet>{NAME}))?,\s+(?:[a-z]+\s+)?(?:asked|pressed|wanted|wondered|put)\b"
    )
)
_CALLED_OUT = re.compile(r"\s+(?:KC|QC|SC|MP|MEP|OBE|CBE|MBE|PhD|Jr\.?|Sr\.?)$")
_ON_AIR = re.compile(r"(?i)\b(?:host|co-host|cohost|presenter|anchor|broadcaster)\b")


def find_askers(text: str, known: Known) -> Iterator[Venue]:
    """The venues of a sentence that tell who asked or listened."""
    yield from _asked_by(text, known)
    yield from _to_role(text, known)
    for found in _HOSTED.finditer(text):
        person = people_at(text, found.end(), known)
        if person is not None:
            yield Venue(Span(found.start(), person.end), ASKING, interviewer=person)
    for pattern in (_PAPER_ASKED, _PAPER_CALLED):
        for found in pattern.finditer(text):
            outlet = trim(text, Span(*found.span("name")), known)
            owner = outlet.of(text).split(" of ")[0]
            if kind_of(owner, known) == "person":
                continue
            if kind_of(outlet.of(text), known) == "outlet" and outlet.end == found.end("name"):
                span = Span(*found.span())
                yield Venue(span, "asked by", "interview", span, outlet)
    for found in _PRESENTS.finditer(text):
        person = people_at(text, found.start("name"), known)
        if person is not None:
            title = Span(*found.span("show"))
            station = Span(*found.span("outlet")) if found["outlet"] else None
            podcast = "podcast" in found.group()
            span = Span(*found.span())
            yield Venue(
                span,
                "asked by",
                "podcast" if podcast else "broadcast",
                span,
                station,
                title,
                person,
            )
    for found in _NAME_OF.finditer(text):
        person = people_at(text, found.start("name"), known)
        outlet = trim(text, Span(*found.span("outlet")), known)
        if person is not None and kind_of(outlet.of(text), known) == "outlet":
            span = Span(found.start(), outlet.end)
            yield Venue(span, "asked by", "interview", span, outlet, None, person)
    for found in _TALKED_WITH.finditer(text):
        person = people_at(text, found.end(), known)
        if person is not None and kind_of(person.of(text), known) == "person":
            yield Venue(Span(found.start(), person.end), ASKING, interviewer=person)
    for found in _OUR_OWN.finditer(text):
        person = people_at(text, found.start("name"), known)
        if person is not None:
            span = Span(found.start(), person.end)
            yield Venue(span, "asked by", "interview", span, interviewer=person, us=True)
    for pattern in (_PRESIDING, _EXAMINED, _CHAIR_ASKED, _ASKED_IF, _SAID_TO):
        for found in pattern.finditer(text):
            yield from _named(text, found, known, strict=pattern in (_ASKED_IF, _SAID_TO))


def _named(text: str, found: re.Match[str], known: Known, *, strict: bool) -> Iterator[Venue]:
    person = people_at(text, found.start("name"), known)
    if person is None or (strict and not _is_person(person.of(text), known)):
        return
    kind = found.groupdict().get("kind") or ""
    court = "examin" in kind or _OF_COURT.match(found.group()) is not None
    medium: Medium | None = "testimony" if court else None
    span = Span(*found.span())
    yield Venue(span, ASKING, medium, span if medium else None, interviewer=person)


def _is_person(name: str, known: Known) -> bool:
    kind = kind_of(name, known)
    return kind == "person" or (kind == "unknown" and " " in name)


def _asked_by(text: str, known: Known) -> Iterator[Venue]:
    """ "Asked by the Gazette's Ann Pryce": an outlet makes it an interview, a station a broadcast."""
    for found in _BY.finditer(text):
        party = read_party(text, found.end(), known)
        if party is None or party.medium:
            continue
        party = resolve(text, party, "by")
        span = Span(found.start(), party.end)
        if party.interviewer and not party.outlet:
            after = re.compile(r"\s+(?P<word>for|of|from)(?=\s)").match(text, party.end)
            other = read_party(text, after.end(), known) if after else None
            if after and other:
                other = resolve(text, other, "for")
                party = replace(party, outlet=other.outlet, end=other.end)
        person = plain_person(text, party.interviewer)
        if re.search(r"\bon-?\s?stage\b", found.group()):
            yield Venue(span, "asked by", "panel", span, None, None, person or party.unknown)
        elif party.outlet:
            medium: Medium = (
                "broadcast" if BROADCASTER.fullmatch(party.outlet.of(text)) else "interview"
            )
            yield Venue(span, "asked by", medium, span, party.outlet, None, person)
        elif person or (party.unknown and " " in party.unknown.of(text)):
            yield Venue(span, ASKING, interviewer=person or party.unknown)


def _to_role(text: str, known: Known) -> Iterator[Venue]:
    """ "Told the chair, Ann Pryce", "to the Gazette's reporter Al Bell", "told its host, Ann Pryce"."""
    for found in _TO_ROLE.finditer(text):
        person = people_at(text, found.start("name"), known)
        if person is None or kind_of(person.of(text), known) in ("outlet", "programme", "place"):
            continue
        if found["comma"] and not re.match(r"[,.;:]|\s*$", text[person.end :][:2]):
            continue
        owner = Span(*found.span("owner")) if found["owner"] else None
        if owner and kind_of(owner.of(text), known) == "person" and " " in owner.of(text):
            owner = None
        medium: Medium | None = None
        if owner is not None:
            medium = "broadcast" if _ON_AIR.fullmatch(found["role"]) else "interview"
        span = Span(found.start(), person.end)
        yield Venue(
            span,
            "asked by" if medium else ASKING,
            medium,
            span if medium else None,
            owner,
            None,
            person,
        )


def people_at(text: str, at: int, known: Known) -> Span | None:
    """One person's name that begins at `at`, or two joined by "and"; without letters behind it ("KC")."""
    found = re.compile(NAME).match(text, at)
    if found is None:
        return None
    first = trim(text, Span(*found.span()), known)
    if kind_of(first.of(text), known) in ("outlet", "programme", "place"):
        return None
    if text[first.end : first.end + 2] in ("'s", "’s"):
        return None
    second = re.compile(rf"\s+and\s+(?P<name>{NAME})").match(text, first.end)
    if second is not None:
        other = trim(text, Span(*second.span("name")), known)
        if kind_of(other.of(text), known) == "person":
            return Span(first.start, other.end)
    return plain_person(text, first)


def plain_person(text: str, span: Span | None) -> Span | None:
    """A person's name without the letters of an office or an honour behind it."""
    if span is None:
        return None
    ending = _CALLED_OUT.search(span.of(text))
    return Span(span.start, span.start + ending.start()) if ending else span
