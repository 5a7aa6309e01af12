"""Outlets that report somebody's words: "X reported", "according to X", "seen by X".

Before: `names` tells what is an outlet. After: `venues` adds these to the venues of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.occasions.media import PLATFORM
from onrecord.occasions.names import NAME, Known, kind_of, trim
from onrecord.occasions.parties import is_called_outlet
from onrecord.occasions.venue import Venue
from onrecord.values import Span

_REPORTED = re.compile(
    rf"(?P<name>{NAME})(?:\s*,)?\s+(?:first\s+|has\s+|had\s+|previously\s+)?(?:reported|reports|quoted|quotes|wrote)\b"
)
_ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording\s+to|[Pp]er|[Rr]eported\s+by|[Qq]uoted\s+(?:in|by)|[Vv]ia|[Qq]uoted\s+as\s+saying\s+(?:in|by)|"
    r"(?:seen|obtained|viewed|reviewed|published|carried|printed)\s+by|(?:shared|leaked|provided|sent)\s+(?:with|to))"
    rf"\s+(?:the\s+)?(?P<name>{NAME})"
)


def find_reported(text: str, known: Known) -> Iterator[Venue]:
    """The outlets that a sentence says its words come from: "the Gazette reported", "according to X"."""
    for pattern in (_REPORTED, _ACCORDING):
        for found in pattern.finditer(text):
            span = trim(text, Span(*found.span("name")), known)
            named = kind_of(span.of(text), known) == "outlet" or is_called_outlet(text, span)
            if named and not re.fullmatch(PLATFORM, span.of(text)):
                yield Venue(Span(*found.span()), "reported by", None, None, span)
