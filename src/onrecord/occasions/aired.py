"""Editions, listeners and hosts: "Sunday's edition of Y, on Radio X", "joined Ann Pryce on Y".

Before: `names` tells stations from people. After: `venues` adds these to the venues of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.occasions.asking import ASKING, people_at
from onrecord.occasions.names import BROADCASTER, NAME, Known, kind_of, trim
from onrecord.occasions.venue import Venue
from onrecord.values import Medium, Span

_LISTENERS_OF = re.compile(
    rf"\b(?:listeners|viewers|audiences?)\s+(?:of|to|on|tuning\s+in\s+to|watching)\s+(?:the\s+)?(?P<name>{NAME})"
)
_EDITION = re.compile(
    rf"\b(?:edition|episode|instalment|installment|broadcast)\s+of\s+(?:[“\"‘'](?P<quoted>[A-Z0-9][^”\"’]{{1,60}}?),?[”\"’']|(?P<name>{NAME}))"
    rf"(?:,?\s+on\s+(?:the\s+)?(?P<outlet>{NAME}))?"
)
_ON_THE = re.compile(
    r"\b[Oo]n\s+(?P<name>(?:Meet|Face|Beat|Inside|Behind|Ask|Beyond|Into|Over|Around|Against|Have|Call|Question|Beyond)\s+the\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)"
    rf"(?:,?\s+on\s+(?:the\s+)?(?P<outlet>{NAME}))?"
)
_ON_ON = re.compile(rf"\b[Oo]n\s+(?P<name>{NAME}),\s+on\s+(?:the\s+)?(?P<outlet>{NAME})")
_JOINED_ON = re.compile(
    rf"\b(?:[Jj]oin(?:ed|ing|s)?|[Gg]uest\s+of|[Ss]at\s+(?:down\s+)?with|[Tt]old|[Tt]ells|[Tt]elling)\s+(?:host\s+|presenter\s+)?(?P<person>{NAME})\s+on\s+(?:the\s+)?(?P<name>{NAME})"
)
_HIS_SHOW = re.compile(
    rf"\b(?:[Oo]n|[Tt]o|[Ii]n|[Oo]f|[Ii]nto)\s+(?P<name>{NAME})(?:(?<=[’']s)|[’'])\s+(?:[a-z-]+\s+){{0,3}}?(?:show|programme|program|podcast|phone-in)\b"
)


def _aired_as(text: str) -> Medium:
    return "podcast" if "podcast" in text.lower() else "broadcast"


def find_aired(text: str, known: Known) -> Iterator[Venue]:
    """ "Listeners of Radio X", "Sunday's edition of Y, on Radio X"."""
    for found in _LISTENERS_OF.finditer(text):
        name = trim(text, Span(*found.span("name")), known)
        span = Span(found.start(), name.end)
        if kind_of(name.of(text), known) == "outlet":
            yield Venue(span, "appeared on", "broadcast", span, name)
        elif kind_of(name.of(text), known) not in ("person", "place"):
            yield Venue(span, "appeared on", "broadcast", span, None, name)
    for pattern in (_ON_THE, _ON_ON):
        for found in pattern.finditer(text):
            title, called = Span(*found.span("name")), found["outlet"]
            outlet = Span(*found.span("outlet")) if called else None
            if pattern is _ON_ON and not (called and BROADCASTER.fullmatch(called)):
                continue
            span = Span(*found.span())
            yield Venue(span, "on a programme", "broadcast", span, outlet, title)
    for found in _JOINED_ON.finditer(text):
        person = people_at(text, found.start("person"), known)
        title = trim(text, Span(*found.span("name")), known)
        if person is not None and kind_of(title.of(text), known) not in ("person", "place"):
            station = title if kind_of(title.of(text), known) == "outlet" else None
            span = Span(found.start(), title.end)
            yield Venue(
                span,
                "appeared on",
                _aired_as(text),
                span,
                station,
                None if station else title,
                person,
            )
    for found in _HIS_SHOW.finditer(text):
        host = trim(text, Span(*found.span("name")), known)
        if kind_of(host.of(text), known) == "person":
            yield Venue(Span(*found.span()), ASKING, interviewer=host)
    for found in _EDITION.finditer(text):
        title = Span(*found.span("quoted" if found["quoted"] else "name"))
        if (
            title.of(text).startswith(("The ", "the "))
            and kind_of(title.of(text), known) == "outlet"
        ):
            continue
        outlet = Span(*found.span("outlet")) if found["outlet"] else None
        span = Span(*found.span())
        yield Venue(span, "on a programme", _aired_as(text), span, outlet, title)
