"""Times that a word before them opens to one side: "since March", "after its Sept. 12 premiere".

Before: `times` finds the time itself. After: `times` puts the wider one in its place. What was said
after a dated event was said between it and publication, what was said ahead of it not later than it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.occasions.intervals import Interval, between, day, join, until

# The word, then at most three words of the event: "after the film's glittering March 3 premiere".
_OPENER = re.compile(
    r"\b(?P<since>[Ss]ince)\s+(?:[Ee]arly\s+|[Ll]ate\s+|[Mm]id-)?$|"
    r"\b(?:(?P<after>[Aa]fter|[Ff]ollowing|[Ii]n\s+the\s+wake\s+of)|"
    r"(?P<before>[Aa]head\s+of|[Bb]efore|[Pp]rior\s+to|[Oo]n\s+the\s+eve\s+of|[Ii]n\s+the\s+run-up\s+to))\s+"
    r"(?:(?:the|its|his|her|their|an?|[A-Z][\w’'-]*[’']s?)\s+)?(?:[\w-]+\s+){0,2}$"
)
# An event follows its time: "Saturday's nine-point defeat", "the Sept. 12 premiere".
_EVENT = re.compile(
    r"(?:[’']s)?\s+(?!(?:and|or|to|in|at|on|of|with|by|for|as|but|he|she|they|it)\b)[\w’'-]+"
)
_HALF_A_YEAR = timedelta(days=183)


def opener_before(before: str, after: str) -> re.Match[str] | None:
    """The words right before a time that open it to one side, if what follows the time fits."""
    found = _OPENER.search(before)
    if found is None or found["since"]:
        return found
    return found if _EVENT.match(after) else None


def opened(found: re.Match[str], named: Interval, published: date | None) -> Interval | None:
    """The interval from the time named to publication, or all that is before it; None where neither can be.

    >>> opened(_OPENER.search("since "), day(date(2024, 9, 2)), date(2024, 9, 5)).said
    '2024-09-02/2024-09-05'
    """
    if found["before"]:
        # "Ahead of the Nov. 15 election", published on the 14th: the event is to come.
        near = published is None or (
            named.earliest == named.latest
            and named.latest is not None
            and published - named.latest < _HALF_A_YEAR
        )
        return until(named.latest) if near and named.latest else None
    if published is None or named.earliest is None:
        return None
    return (
        join(named, day(published)) if named.earliest < published else between(published, published)
    )
