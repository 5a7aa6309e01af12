"""The times that a transcript in plain text or on a page writes between its turns, as places in a recording.

Called by the readers of text and pages; captions have times of their own.
"""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.article.cues import read_clock
from onrecord.values import Timecode

_CLOCK = r"(?P<{}>\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?)"
_LINE = re.compile(
    rf"^[ \t]*(?:[\[(]{_CLOCK.format('opens')}[\])]"
    rf"|[*_]{{0,2}}[A-Z][^\n:\[\]()]{{0,60}}?(?:\([^()\d]{{1,40}}\))?:?[ \t]{{0,8}}"
    rf"[\[(]{_CLOCK.format('after')}[\])][*_]{{0,2}}:?"
    rf"|[A-Z][^\n:\[\]()]{{0,60}}?:?[ \t]{{1,8}}{_CLOCK.format('ends')}[ \t]{{0,8}}$)",
    re.M,
)
_FEWEST = 3


def find_times(text: str) -> tuple[Timecode, ...]:
    """The times that stand in brackets at the beginning of a line or after a name, in text order.

    None where there are fewer than three, or they do not go up: then they are something else.

    >>> find_times("[0:05] LUND: Cold.\\n[0:09] RUIZ: Why?\\n[1:02] LUND: Wind.")[2]
    Timecode(start=37, seconds=62.0)
    """
    found = []
    for match in _LINE.finditer(text):
        seconds = read_clock(match["opens"] or match["after"] or match["ends"])
        if seconds is not None:
            found.append((match.start(), seconds))
    if len(found) < _FEWEST or any(one[1] > other[1] for one, other in pairwise(found)):
        return ()
    return tuple(Timecode(start, seconds) for start, seconds in found)
