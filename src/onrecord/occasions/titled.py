"""Works in which words stand, named with their kind: "on Side Two, the history podcast put out by X".

Before: `parties` reads names. After: `venues` adds these to the venues of a sentence. A film or a book counts
only where the words are said in it ("says in Salt Roads, a documentary"), for people also speak of works.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.occasions.asking import people_at
from onrecord.occasions.names import NAME, Known, bare, kind_of, trim
from onrecord.occasions.parties import HIDDEN, TIME_MARK
from onrecord.occasions.venue import Venue
from onrecord.text.needed import sought
from onrecord.values import Medium, Span

_KINDS: dict[str, Medium] = {
    "podcast": "podcast",
    "vodcast": "podcast",
    "documentary": "film",
    "docuseries": "film",
    "film": "film",
    "feature": "film",
    "DVD": "film",
    "memoir": "book",
    "memoirs": "book",
    "autobiography": "book",
    "diary": "book",
    "diaries": "book",
    "journals": "book",
    "show": "broadcast",
    "programme": "broadcast",
    "program": "broadcast",
    "newscast": "broadcast",
    "phone-in": "broadcast",
}
_KIND = rf"(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})\b"
_TITLE = rf"(?:[“\"‘'](?P<quoted>[A-Z0-9][^”\"“‘’{HIDDEN}]{{0,60}}?),?[”\"’']|(?P<name>{NAME}))"
_OWNER = (
    r"(?P<owner>(?:an?|the|his|her|their|(?:last|this)\s+year[’']s)\s+|"
    rf"{TIME_MARK}+\s+|{NAME}(?:(?<=[’']s)|[’'])\s+)"
)
_MODS = r"(?P<mods>(?:(?!(?:of|in|on|at|that|who|which|for|to|from)\b)[\w’'&-]+\s+){0,5}?)"
_SPOKEN = (
    r"(?:says?|said|tells?|told|recalls?|recalled|admits?|admitted|explains?|remembers?|confides?|jokes?|insists?|"
    r"reads?|wrote|writes|quips?|laughs?|heard\s+to\s+say|promising|saying)"
)
_IN_FILM = (
    rf"\b(?:{_SPOKEN}(?:\s+(?:the\s+camera|on\s+camera|early\s+on|late\s+on|at\s+one\s+point|[a-z]+ly|to\s+camera))?|"
    rf"{_SPOKEN}[^.;{HIDDEN}]{{0,60}}?|[Vv]iewers\s+of|[Ff]or|[Ii]n|scenes?\s+(?:of|in)|minutes?\s+of|sequence\s+(?:of|in)|[Ff]rom)"
)
_LOOSE = r"\b(?:[Oo]n|[Ii]n|[Ff]rom|[Oo]f|[Ff]or|[Tt]o|[Vv]ia|[Jj]oined|[Jj]oining)"
_ARTICLE = r"(?:\s+the(?=\s))?"
_APPOSED = re.compile(rf"(?P<lead>{_LOOSE})\s+{_TITLE}(?:,|(?<=,[”\"’']))\s+{_OWNER}{_MODS}{_KIND}")
_NAMED_AFTER = re.compile(
    rf"(?P<lead>{_LOOSE})\s+(?P<owner>(?:the|his|her|their|an?|its)\s+|{NAME}[’']s?\s+){_MODS}{_KIND}(?:,|\s+of|\s+called|\s+titled)?\s+{_TITLE}"
)
_FILMED = re.compile(
    rf"\b(?:{_SPOKEN}|[Vv]iewers\s+of|[Cc]ommentating\b|heard\b|seen\b|minutes?\s+of|scenes?\s+(?:of|in))"
)
_PRESENT = re.compile(
    r"\b(?:says|tells|recalls|admits|remembers|explains|insists|jokes|heard\s+to\s+say|confesses|describes|calls)\b"
)
_ACTED = re.compile(
    r"\b(?:stars?|starred|starring|plays?|played|playing|role|directed|directing|cast|performance|appears?|"
    r"appeared|turn|worked|filmed|shot|edited|produced)\b[^,;.]{0,30}$"
)
# "In the acknowledgments of her memoir, Salt Road", "page 12 of Salt Road".
_PART_OF = sought(
    re.compile(
        r"\b(?:acknowledge?ments|foreword|preface|introduction|pages|chapter|epilogue|prologue|dedication|afterword|opening|volume|last\s+page|"
        rf"first\s+page)\s+(?:[\w\d]+\s+)?(?:of|to)\s+(?:his|her|their|the|{NAME}[’']s?)\s+(?:[a-z-]+\s+){{0,3}}?"
        rf"(?P<kind>memoirs?|autobiography|diary|diaries|book|journals?)(?:,?\s+(?:called\s+|titled\s+)?{_TITLE})?"
    )
)
_LONG = (
    r"(?P<name>[A-Z][\w’'-]*"
    r"(?:\s+(?:(?:in|on|at|the|a|of|and|to|for|from|with|by)\s+){0,3}[A-Z][\w’'-]*)*)"
)
_FOREWORD = sought(
    re.compile(
        rf"\b[Ii]n\s+(?:the|his|her|their|an?)\s+(?:[a-z]+\s+)?(?:foreword|preface|introduction|afterword|postscript)\s+to\s+(?:[“\"‘'](?P<quoted>[A-Z0-9][^”\"“‘’]{{0,60}}?),?[”\"’']|{_LONG})"
    )
)
_COMMENTARY = sought(
    re.compile(
        rf"\b(?P<kind>commentary(?:\s+track)?|commentating|(?:DVD|Blu-ray)(?:\s+(?:extras|commentary|edition|release))?)\s+(?:[a-z]+\s+)?(?:for|to|on|of)\s+{_TITLE}"
    )
)
_PAGE_OF = sought(
    re.compile(
        rf"\b(?:page|chapter)\s+(?:\d+|[a-z]+)\s+of\s+(?:[“\"‘'](?P<quoted>[A-Z0-9][^”\"“‘’]{{0,60}}?),?[”\"’']|{_LONG})"
    )
)
_HOSTED = re.compile(
    r",?\s+(?:that\s+is\s+|which\s+is\s+)?(?:co-)?(?:hosted|presented|fronted)\s+by\s+"
)
_MADE = re.compile(
    r",?\s+(?:put\s+out|produced|published|made|released|distributed|aired|broadcast|carried|streaming|"
    r"available|shown|screened|hosted)\s+(?:by|on|from)\s+(?:the\s+)?|,?\s+(?:since\s+)?(?:deleted|removed|gone|pulled)\s+from\s+|"
    r"\s+(?:on|from|for)\s+"
)


def find_titled(text: str, known: Known) -> Iterator[Venue]:
    """The works of a sentence in which words stand, by a title with its kind beside it."""
    for found in _COMMENTARY.finditer(text):
        title = Span(*found.span("quoted" if found["quoted"] else "name"))
        span = Span(found.start(), found.end())
        yield Venue(span, "titled work", "film", Span(*found.span("kind")), None, title)
    for pattern in (_PART_OF, _PAGE_OF, _FOREWORD):
        for found in pattern.finditer(text):
            group = "quoted" if found["quoted"] else "name"
            named = Span(*found.span(group)) if found[group] else None
            span = Span(*found.span())
            yield Venue(span, "titled work", "book", span, None, named)
    for titled in (_APPOSED, _NAMED_AFTER):
        for found in titled.finditer(text):
            venue = _work(text, found, known)
            if venue is not None:
                yield _with_makers(text, venue, known)


def _work(text: str, found: re.Match[str], known: Known) -> Venue | None:
    kind = found["kind"]
    medium = _KINDS[kind]
    if medium == "broadcast" and not re.search(r"(?i)[oi]n\b|join|of\b", found["lead"]):
        return None
    title = _title(text, found, known)
    if title is None or (medium in ("film", "book") and not _stands_in(text, found, medium)):
        return None
    outlet, host = _owners(text, found, known)
    start, end = found.span()
    where = Span(*found.span("kind"))
    return Venue(
        Span(start, max(end, title.end)),
        "titled work",
        medium,
        where,
        outlet,
        title,
        host if medium in ("podcast", "broadcast") else None,
    )


def _title(text: str, found: re.Match[str], known: Known) -> Span | None:
    if found["quoted"]:
        return Span(*found.span("quoted"))
    span = Span(*found.span("name"))
    if text[found.end("name") : found.end("name") + 1] in "’'" and found.re is _APPOSED:
        return None
    name = bare(span.of(text))
    if known.labels.get(name) == "person" and " " in name:
        return None
    return span if not re.search(r"[’']s?$", span.of(text)) else None


def _stands_in(text: str, found: re.Match[str], medium: Medium) -> bool:
    """Whether words are said in the film or book: a cue or a viewer's word stands before it."""
    before = re.split(r"[;.]", text[: found.start()])[-1]
    if _ACTED.search(before):
        return False
    if medium == "book":
        return found["lead"].lower() in ("in", "from") and not re.search(r"\bstars?\b", before)
    if _FILMED.search(text[max(0, found.start() - 90) : found.end("lead")]):
        return True
    opens = not text[: found.start()].strip(f" {HIDDEN}{TIME_MARK},“”\"'")
    return opens and found["lead"] == "In" and _PRESENT.search(text, found.end()) is not None


def _owners(text: str, found: re.Match[str], known: Known) -> tuple[Span | None, Span | None]:
    """The outlet and the host that stand before the kind: "Velo Daily's podcast", "a Channel 4 film"."""
    owner = re.compile(NAME).match(text, found.start("owner"))
    if owner is not None:
        span = trim(text, Span(*owner.span()), known)
        kind = kind_of(span.of(text), known)
        media = {"outlet", "programme"}
        if kind in media or _calls_outlet(span.of(text)):
            return span, None
        return None, span if kind == "person" and " " in span.of(text) else None
    inside = re.compile(NAME).search(text, *found.span("mods")) if found["mods"] else None
    if inside is not None:
        span = Span(*inside.span())
        if kind_of(span.of(text), known) == "outlet":
            return span, None
    return None, None


def _calls_outlet(name: str) -> bool:
    return kind_of(name, Known()) == "outlet"


def _with_makers(text: str, venue: Venue, known: Known) -> Venue:
    """The work with who hosts it and who puts it out, as told right behind it."""
    for _ in range(3):
        hosted = _HOSTED.match(text, venue.span.end)
        person = people_at(text, hosted.end(), known) if hosted else None
        if person is not None:
            venue = replace(venue, interviewer=person, span=Span(venue.span.start, person.end))
            continue
        made = _MADE.match(text, venue.span.end)
        name = re.compile(NAME).match(text, made.end()) if made else None
        if made is None or name is None or venue.outlet:
            break
        span = trim(text, Span(*name.span()), known)
        bare_on = not re.search(r"\w+\s+\w+", made.group().strip(" ,"))
        if kind_of(span.of(text), known) in ("person", "place") or (
            bare_on and kind_of(span.of(text), known) != "outlet"
        ):
            break
        venue = replace(venue, outlet=span, span=Span(venue.span.start, span.end))
    return venue
