"""Shows and platforms: "on the Y podcast", "on Instagram".

Before: `parties` reads names. After: `venues` adds these to the venues of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.occasions.media import PLATFORM, PROGRAMME_NOUN
from onrecord.occasions.names import Known
from onrecord.occasions.parties import read_party, resolve
from onrecord.occasions.venue import Venue
from onrecord.values import Medium, Span

_SHOW = re.compile(
    rf"\b(?:[Oo]n|[Ff]or|[Tt]o|[Jj]oined|[Jj]oining|[Ww]ith|[Ii]n)\s*(?=\s(?:[^\s,;.]+\s+){{0,9}}?{PROGRAMME_NOUN}\b)|"
    r"\b[Oo]n\s*(?=\s(?:[A-Z][\w’'.]*\s+){0,6}?(?:Show|Podcast|Programme|Tonight|Today|Live)\b)"
    r"|\b[Oo]n\s*(?=\s[“\"‘])|\b[Oo]n\s*(?=\s(?:the\s+)?(?:[A-Z][\w.]*\s+){0,3}[A-Z0-9][\w.]*[’']s\s+[A-Z])"
)


def find_shows(text: str, known: Known) -> Iterator[Venue]:
    """The shows of a sentence that words were said on."""
    for found in _SHOW.finditer(text):
        at = found.start() + len(found.group().rstrip())
        party = read_party(text, at, known)
        if party is not None and party.outlet:
            party = resolve(text, party, "on")
        if party is None or party.programme is None:
            continue
        if not found.group().lower().startswith(("on", "join")) and party.medium != "podcast":
            continue
        medium: Medium = party.medium or "broadcast"
        venue = Venue(
            Span(found.start(), party.end),
            "on a programme",
            medium,
            Span(at, party.end),
            party.outlet,
            party.programme,
            party.interviewer,
        )
        yield venue


_PLATFORM = re.compile(
    rf"\b(?:[Oo]n|[Vv]ia|[Tt]ook\s+to|[Tt]aking\s+to|[Tt]o|[Ii]n)\s+(?:(?:his|her|their|its|an?|the)\s+)?(?:[a-z]+\s+)?"
    rf"(?P<name>{PLATFORM})(?!\w|[’'-])(?P<kind>\s+(?:Live|Stories|Story|story|stories|post|account|page|caption|video|feed|channel))?"
)


# "Footage of which was viewed a million times on TikTok": where it went, not where it was said.
_SPREAD = re.compile(
    r"\b(?:viewed|watched|seen|shared\s+[^.;]*?times|circulat\w+|viral|trend\w+|liked|spread|reposted|retweeted|mocked|deleted|removed)\b[^.;]*$"
)


_PUT_UP = re.compile(r"\b(?:posted|uploaded|shared|published|streamed|posting|uploading)\b[^.;]*$")


def find_platforms(text: str) -> Iterator[Venue]:
    """The platforms of a sentence that words were posted on."""
    for found in _PLATFORM.finditer(text):
        if _SPREAD.search(text, max(0, found.start() - 60), found.start()):
            continue
        lead = found.group().lower()
        put = _PUT_UP.search(text, max(0, found.start() - 40), found.start())
        if lead.startswith(("to ", "in ")) and not (found["kind"] or put):
            continue
        yield Venue(
            Span(*found.span()),
            "on a platform",
            "post",
            Span(*found.span()),
            Span(*found.span("name")),
        )
