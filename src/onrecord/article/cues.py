"""Captions as they come out of a file, before anybody's words are joined: one cue, one time.

`captions` (SRT, WebVTT) and `podcast_json` make them, `rolling` puts them in order and takes repeated
lines out, `said` tells whose words they are, and `transcripts` makes an article of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3})\d*)?")

_TAG = re.compile(
    r"</?(?:c|i|b|u|s|ruby|rt|lang|font|span|em|strong|p|br)(?:[.\s/][^<>]*)?>|<\d[\d:.,]*>|\{\\[^{}]*\}",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: from which second to which it stands, its lines, and who speaks if the format says so.

    A time that is not told or cannot be read is none.
    """

    start: float | None
    end: float | None
    lines: tuple[str, ...]
    voice: str | None = None

    @property
    def text(self) -> str:
        """The words in one line."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Recording:
    """The cues of one file in its order, what the file says of itself, and what had to be mended."""

    cues: tuple[Cue, ...]
    kind: str
    repairs: tuple[str, ...] = ()
    language: str | None = None
    stated: dict[str, object] = field(default_factory=dict)


def read_clock(written: str) -> float | None:
    """The seconds that a time of day on the recording's clock stands for, none if it is no such time.

    >>> read_clock("00:12:31.400"), read_clock("02:05,5"), read_clock("00:75:00")
    (751.4, 125.5, None)
    """
    match = _CLOCK.fullmatch(written.strip())
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
    if seconds > 59 or (match[1] is not None and minutes > 59):
        return None
    thousandths = int((match[4] or "0").ljust(3, "0"))
    return (hours * 3600 + minutes * 60 + seconds) + thousandths / 1000


def without_tags(line: str) -> str:
    """The line without tags of style and time; tags of voices stay.

    >>> without_tags("so<00:00:01.000><c> we</c> <v Maud>")
    'so we <v Maud>'
    """
    return _TAG.sub("", line)


def counted(number: int, noun: str, after: str = "") -> str:
    """The number and the noun in agreement, and what follows them.

    >>> counted(2, "caption", "had no arrow")
    '2 captions had no arrow'
    """
    words = f"{number:,} {noun}{'' if number == 1 else 's'}"
    return f"{words} {after}" if after else words


def agreeing(after: str, count: int) -> str:
    """What follows a counted noun, in agreement with how many there are.

    >>> agreeing("ended before it began: its end was not used", 2)
    'ended before they began: their ends were not used'
    """
    if count == 1:
        return after
    after = after.replace("it began: its end ", "they began: their ends ").replace("its ", "their ")
    return after.replace("was ", "were ", 1)
