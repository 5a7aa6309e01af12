"""Who wrote an article, by the byline that its page, file or field gives.

Called by `turns`: whoever asks in an interview is its writer, unless the text says otherwise.
"""

from __future__ import annotations

import re

from onrecord.people import lexicon
from onrecord.people.names import fold

_LEAD = re.compile(
    r"^\s*(?:(?:interview|words|text|story|report) )?by:?\s+|^\s*(?:words|text):\s*", re.I
)
_NAME = re.compile(
    r"[^\W\d_][\w.’'-]*"
    r"(?: (?:[^\W\d_]\.|(?:de|van|von|der|den|di|da|du|la|le|al|el|bin)|[^\W\d_][\w’'-]+)){1,3}"
)
_NO_NAMES = lexicon.ORGANISATION_WORDS | lexicon.ORGANISATION_NOUNS
_DESKS = frozenset(
    "staff team desk newsroom editors reporters correspondent wire news agencies admin".split()
)


def name_in_byline(byline: str | None) -> str | None:
    """The one person whom a byline names; None where it names none, several or a desk.

    >>> name_in_byline("By Ada Moll"), name_in_byline("Ada Moll and Tom Rusk"), name_in_byline("Staff")
    ('Ada Moll', None, None)
    """
    name = _LEAD.sub("", byline or "").strip()
    if not _NAME.fullmatch(name) or not name[0].isupper():
        return None
    parts = {fold(part) for part in name.split()}
    return None if parts & (_NO_NAMES | _DESKS | {"and", "the"}) else name
