"""What the words before a turn's colon are: a name, a role, or a word for somebody who is not named.

Read by `turns`; knows the words only, not the article.
"""

from __future__ import annotations

import re

from onrecord.people import lexicon
from onrecord.people.names import fold

ASKS = frozenset(
    """q question questioner interviewer host moderator reporter journalist presenter anchor press int mod
    """.split()
)
ANSWERS = frozenset("a answer interviewee".split())
_TIME = re.compile(r"[\[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\b[\])]?")
_ROUND = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_NOBODY = re.compile(
    r"(?:(?:an?|the|un-?identified|unknown|unnamed|male|female|young|old|older|another|first|second|third|off-?screen"
    r"|audience|crowd)[ _-])*"
    r"(?:speaker|spkr?|voice|voiceover|man|woman|boy|girl|child|kid|member|audience|aud|crowd|all|both|everyone"
    r"|narrator|announcer|caller|guest|participant|panell?ist|student|fan|attendee|respondent|person|male|female"
    r"|unknown|operator|translator|interpreter|staff|group)s?"
    r"(?:[ _#-]*(?:\d+|[a-e]|one|two|three|four|member|question))?"
)


def plain_label(words: str) -> str:
    """The words of a label without time, signs, a role in brackets and titles.

    >>> plain_label("**Dr. Jo Lund (director) [00:12]:**")
    'Jo Lund'
    """
    label = " ".join(_TIME.sub(" ", words).strip(" :*[]_-\t").split())
    label = _ROUND.sub("", label) or label
    parts = [label] if calls_nobody(label) or is_role(label) else label.split()
    while len(parts) > 1 and fold(parts[0]) in lexicon.HONORIFICS:
        parts = parts[1:]
    return " ".join(parts).strip(" ().-")


def calls_nobody(label: str) -> bool:
    """Whether a label stands for somebody without naming them.

    >>> calls_nobody("SPEAKER_00"), calls_nobody("Unidentified man"), calls_nobody("Mann")
    (True, True, False)
    """
    return bool(_NOBODY.fullmatch(fold(label)))


def is_role(label: str) -> bool:
    """Whether a label only says what somebody is or does.

    >>> is_role("The President"), is_role("Jo Lund")
    (True, False)
    """
    words = fold(label).split()
    return bool(words) and all(
        w in lexicon.ROLE_WORDS or w in lexicon.HONORIFICS or w in ("the", "court", "of")
        for w in words
    )


def initials(name: str) -> str:
    """The first letters of a name's words in lower case, articles left out.

    >>> initials("The Mersea Arts Gazette")
    'mag'
    """
    return "".join(w[0] for w in fold(name).split() if w not in ("the", "a", "of", "and", "&"))
