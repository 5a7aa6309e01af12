"""Words around a cue that put it into the past or on no one occasion: "has said", "likes to say".

Before: `frames` holds the sentence. After: `settle` gives such statements no occasion of others.
"""

from __future__ import annotations

import re

from onrecord.occasions.frames import Frame
from onrecord.values import Span

_PAST = re.compile(
    r"\bin\s+the\s+past\b|(?<!that\s)(?<!which\s)(?<!who\s)\b(?:has|have|had|'s|’s|'d|’d)\s+(?:also\s+)?(?:long|previously|repeatedly|often|always|"
    r"consistently|earlier|frequently|once|since)\s|\b(?:previously|once|often|repeatedly)\s+(?:said|told|"
    r"described|called|claimed|wrote|explained|spoke)|\bover\s+the\s+years\b|\b(?:[Yy]ears|[Mm]onths|[Dd]ecades)\s+(?:later|earlier)\b|\bearlier\s+(?:said|told)\b|"
    r"\bin\s+(?:previous|earlier|past|several|various|multiple)\s+(?:interviews|statements|comments)\b"
)
# "Has said": once, nobody says when; with a venue beside it, there. "Likes to say": on no one occasion.
_PERFECT = re.compile(
    r"\b(?:has|have|[’']s|[’']ve)\s+(?:also\s+|since\s+|both\s+)?(?:said|told|called|described|spoken|talked|written|"
    r"argued|claimed|insisted|maintained|compared|likened|joked|hinted|suggested|acknowledged|admitted)\b"
)
_HABIT = re.compile(
    r"\b(?:likes?|loves?|used|tends?)\s+to\s+(?:say|call|tell|joke|put|describe|remark|quote|repeat|insist)\b|"
    r"\b(?:fond|tires?|tired)\s+of\s+(?:saying|telling|repeating|calling|joking)\b|"
    r"\b(?:always|often|usually|sometimes|never)\s+(?:says|calls|tells|puts|jokes)\b"
)
_NEAR_CUE = 60
_BESIDE_CUE = 16


def tells_past(frame: Frame, anchor: Span) -> bool:
    """Whether the words around a cue put it into the past: "has said in the past", "once told"."""
    return _PAST.search(_around_cue(frame, anchor, _NEAR_CUE)) is not None


def names_no_occasion(frame: Frame, anchor: Span) -> bool:
    """Whether the cue itself is of no one occasion: "has said", "likes to say"."""
    words = _around_cue(frame, anchor, _BESIDE_CUE)
    return _PERFECT.search(words) is not None or _HABIT.search(words) is not None


def _around_cue(frame: Frame, anchor: Span, reach: int) -> str:
    base = frame.span.start
    return frame.visible[max(0, anchor.start - base - reach) : max(0, anchor.end - base + reach)]
