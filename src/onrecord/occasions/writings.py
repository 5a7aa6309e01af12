"""Things written in which words stand: a thread, the diaries, an order, a notice, with where they appeared.

Before: `names` tells what is an outlet. After: `nearby` asks for these where a statement is read out of a
document ("it reads", "one entry goes") or where its own source is one ("an email told traders").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.occasions.media import PLATFORM
from onrecord.occasions.names import NAME, Known, kind_of, trim
from onrecord.occasions.venue import Venue
from onrecord.values import Medium, Span

_KINDS: dict[Medium, str] = {
    "post": "thread|post|tweet|caption|blog\\s+post|posting|status\\s+update",
    "email": "emails?|e-mails?|out-of-office(?:\\s+(?:reply|message))?|auto-reply|automatic\\s+reply",
    "statement": "statement|press\\s+release|petition|filing|ruling|judgment|judgement|"
    "court\\s+order|order|complaint|motion|"
    "indictment|affidavit|prospectus|communiqué|notice\\s+to\\s+(?:shareholders|investors)|brief|lawsuit|writ|"
    "note\\s+on\\s+(?:its|their|the\\s+\\w+[’']s)\\s+(?:website|site)",
    "book": "diary|diaries|memoirs?|autobiography|journals?|notebooks?",
    "review": "review|notice\\s+(?:by|in)|referee\\s+report|peer\\s+review",
    "other": "letters?|op-ed|essay|column|memo|text\\s+message|voicemail|telegram|postcard|"
    "suicide\\s+note|note\\s+to|"
    "leader|editorial|open\\s+letter",
}
_WORD: tuple[tuple[Medium, re.Pattern[str]], ...] = tuple(
    (medium, re.compile(rf"(?:{words})\b")) for medium, words in _KINDS.items()
)
_ANY = "|".join(_KINDS.values())
_DOCUMENT = re.compile(
    rf"(?P<det>\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne|[Tt]wo|[Tt]hat|[Tt]his)\s+|\b{NAME}(?:(?<=[’']s)|[’'])\s+)"
    rf"(?P<mods>(?:(?!(?:of|in|on|at|that|who|which|for|to|from|and)\b)[\w’'&.-]+\s+){{0,4}}?)(?P<word>{_ANY})(?!\w|-)"
)
_ON_PLATFORM = re.compile(rf"\s+(?:on|to|in)\s+(?P<name>{PLATFORM})(?![\w’'-])")
_PUBLISHED = re.compile(rf"\b(?:in|for|by|to)\s+(?:the\s+(?:journal,?\s+)?)?(?P<name>{NAME})")
_BROUGHT_OUT = re.compile(
    rf",?\s+(?:which|that)\s+(?P<name>{NAME})\s+(?:will\s+|has\s+|is\s+)?(?:brings?|bring|publish\w*|brought|release\w*|issues?|putting)\b"
)
_TITLED = re.compile(
    r",?\s+(?:headlined|titled|entitled|called|under\s+the\s+(?:headline|title))\s+[“\"‘'](?P<title>[^”\"’]{2,70}?),?[”\"’']"
)


_TITLE_BEFORE = re.compile(
    rf"[Ii]n\s+(?:[“\"‘'](?P<quoted>[A-Z0-9][^”\"“‘’]{{1,60}}?),?[”\"’']|(?P<name>{NAME})),?\s+$"
)
_SENT_TO = re.compile(
    rf"[^.;]{{0,30}}?\b(?:sent|dispatched|addressed|forwarded|mailed|written|emailed)\s+to\s+(?P<the>the\s+)?(?P<name>{NAME})"
)


def find_writings(text: str, known: Known) -> Iterator[Venue]:
    """The documents that a sentence names, each with its platform, outlet or title."""
    for found in _DOCUMENT.finditer(text):
        medium = next(m for m, words in _WORD if words.match(found["word"]))
        span = Span(*found.span("word"))
        venue = Venue(Span(*found.span()), "document", medium, span)
        yield _appeared(text, venue, found["mods"], known)


def _appeared(text: str, venue: Venue, mods: str, known: Known) -> Venue:
    """The document with the platform, outlet or publisher told right behind it."""
    end = venue.span.end
    titled = _TITLED.match(text, end)
    before = _TITLE_BEFORE.search(text, 0, venue.span.start)
    if before and venue.medium in ("book", "other"):
        name = "quoted" if before["quoted"] else "name"
        venue = replace(venue, programme=Span(*before.span(name)))
    if titled:
        venue = replace(venue, programme=Span(*titled.span("title")))
        end = titled.end()
    on = _ON_PLATFORM.match(text, end)
    if on and venue.medium in ("post", "other"):
        return replace(
            venue,
            medium="post",
            outlet=Span(*on.span("name")),
            span=Span(venue.span.start, on.end()),
        )
    out = _BROUGHT_OUT.match(text, end)
    if out and venue.medium == "book":
        return replace(venue, outlet=Span(*out.span("name")))
    sent = _SENT_TO.match(text, end) if venue.medium in ("email", "other") else None
    if sent:
        span = trim(text, Span(*sent.span("name")), known)
        kind = kind_of(span.of(text), known)
        if kind == "outlet" or (kind == "unknown" and sent["the"]):
            return replace(venue, outlet=span)
    if venue.medium in ("review", "other"):
        for appeared in _PUBLISHED.finditer(text, max(0, end - 3), end + 90):
            journal = trim(text, Span(*appeared.span("name")), known)
            if kind_of(journal.of(text), known) == "outlet":
                return replace(venue, outlet=journal)
    only = {
        found["name"]: found for found in re.finditer(rf"\b(?P<name>{PLATFORM})(?![\w’'-])", text)
    }
    if venue.medium == "post" and len(only) == 1:
        return replace(venue, outlet=Span(*next(iter(only.values())).span("name")))
    return venue
