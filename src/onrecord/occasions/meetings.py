"""Venues that a verb alone tells: "testified", "tweeted", "took questions", "when we meet".

Before: `names` tells what is an outlet. After: `venues` adds these to the venues of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.occasions.names import NAME, Known, kind_of
from onrecord.occasions.parties import HIDDEN
from onrecord.occasions.venue import Venue
from onrecord.text.needed import Sought, sought
from onrecord.values import Medium, Span

SPEAKING = "was speaking"
"""A venue phrase that names no venue, but to which a time may belong."""

_TESTIFIED = sought(
    re.compile(
        r"\b(?:[Tt]estified|[Tt]estifying|[Tt]estifies|[Uu]nder\s+oath|(?:[Oo]n|took)\s+the\s+(?:witness\s+)?stand|"
        r"[Gg]iving\s+evidence|[Gg]ave\s+evidence|[Ii]n\s+(?:open\s+)?court\b(?!\s+(?:papers|documents|filings)))\b"
    )
)
_IN_COURT = sought(
    re.compile(
        rf"^[\s{HIDDEN}]*(?:[Ss]entencing|[Aa]ddressing|[Oo]pening|[Cc]losing|[Aa]ppearing|[Gg]iving|[Ss]peaking)\b[^,;.]{{0,60}}?"
        rf"\b(?:at|in|before)\s+(?:the\s+)?{NAME}(?<=\sCourt)\b"
    )
)
_RED_CARPET = sought(re.compile(r"\b(?:[Oo]n|[Aa]t|[Aa]long|[Ww]alking)\s+the\s+red\s+carpet\b"))
_POSTED = sought(
    re.compile(
        r"\b(?:[Tt]weeted|[Tt]weeting|[Tt]weets|[Pp]osted\s+online|[Oo]n\s+(?:his|her|their|its)?\s*social\s+media)\b"
    )
)
_TELEPHONE = sought(
    re.compile(
        r"\b(?:[Rr]eached|[Cc]ontacted)\s+(?:[a-z]+\s+){0,2}?(?:by|on|via)\s+(?:the\s+)?(?:tele)?phone\b|"
        r"\b(?:said|says|added|explained)\s+(?:by|over\s+the|on\s+the)\s+(?:tele)?phone\b"
    )
)
# "When we meet in a café": the article's own interview.
_WE_MEET = sought(
    re.compile(
        r"\b(?:when|as|where|before|after)\s+(?:we|I)\s+(?:first\s+)?(?:meet|met|speak|spoke|talk|talked|sit\s+down|sat\s+down)\b"
        r"(?!\s+(?:with|about|of)\b)"
    )
)
_PLAIN: tuple[tuple[Sought, Medium, str], ...] = (
    (_TESTIFIED, "testimony", "testified"),
    (_IN_COURT, "testimony", "in court"),
    (_RED_CARPET, "red_carpet", "red carpet"),
    (_POSTED, "post", "posted"),
    (_TELEPHONE, "interview", "by telephone"),
)

_MET = sought(
    re.compile(
        rf"(?P<outlet>(?!(?:When|As|After|Before|Once|But|And|While|Then|If)\b){NAME})(?<=[’']s)\s+(?:[a-z]+\s+){{0,2}}?(?P<person>{NAME})\s+(?:recently\s+)?"
        r"(?:met|sat\s+down|spoke|talked|caught\s+up|interviewed|visited|joined|chatted|"
        r"rang|called|phoned|telephoned|caught|found|tried|put\s+it\s+to|asked|pressed|cornered|collared|buttonholed|grilled|quizzed|profiled|reached|tracked\s+down)\b"
    )
)
_OF_MET = sought(
    re.compile(
        rf"(?P<person>(?!(?:When|As|After|Before|Once|But|And|While|Then|If)\b){NAME})\s+of\s+(?:the\s+)?(?P<outlet>{NAME})\s+(?:rang|called|phoned|telephoned|caught|found|reached|asked|met|spoke|"
        r"interviewed|visited|cornered|pressed|buttonholed)\b"
    )
)
_QUESTIONS = sought(
    re.compile(
        r"\b(?:took|taking|answered|answering|fielded|fielding)\s+(?:(?:[a-z]+\s+){0,3}?)questions\b(?P<rest>[^.;]{0,120})"
    )
)
_ASKERS: tuple[tuple[re.Pattern[str], Medium], ...] = (
    (re.compile(r"\b(?:reporters|journalists|the\s+press|the\s+media)\b"), "press_conference"),
    (
        re.compile(
            r"\b(?:audience|screening|reading|performance|concert|premiere|lecture|fans|readers|"
            r"moviegoers|students|viewers)\b"
        ),
        "panel",
    ),
)
_WAS_SPEAKING = sought(
    re.compile(r"\b(?:was|were)\s+(?:speaking|talking)\b(?!\s+(?:to|with|about|of)\b)")
)


def find_meetings(text: str, known: Known) -> Iterator[Venue]:
    """Sentences that only tell how the talk came about: "The Gazette's Ann Pryce met her in May"."""
    for found in _MET.finditer(text):
        span, outlet = Span(*found.span()), Span(found.start("outlet"), found.end("outlet") - 2)
        person = Span(*found.span("person"))
        if kind_of(outlet.of(text), known) not in ("person", "place"):
            yield Venue(span, "met", "interview", span, outlet, None, person)
    for found in _OF_MET.finditer(text):
        outlet, person = Span(*found.span("outlet")), Span(*found.span("person"))
        if kind_of(outlet.of(text), known) == "outlet":
            span = Span(*found.span())
            yield Venue(span, "met", "interview", span, outlet, None, person)
    for found in _QUESTIONS.finditer(text):
        for pattern, medium in _ASKERS:
            if pattern.search(found["rest"]):
                span = Span(*found.span())
                yield Venue(span, "took questions", medium, span)
                break
    for found in _WAS_SPEAKING.finditer(text):
        yield Venue(Span(*found.span()), SPEAKING)
    for found in _WE_MEET.finditer(text):
        span = Span(*found.span())
        yield Venue(span, "we meet", "interview", span, us=True)
    for plain, medium, rule in _PLAIN:
        for found in plain.finditer(text):
            yield Venue(Span(*found.span()), rule, medium, Span(*found.span()))
