"""SRT and WebVTT files as cues, damaged ones too: every line is a time, a number, a comment or words.

Before: `decoding`. After: `rolling`. Our own reader, as words must not get lost: a caption whose time
cannot be read keeps its words, and each thing mended is counted and told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from onrecord.article.cues import Cue, Recording, agreeing, counted, read_clock, without_tags
from onrecord.errors import NoArticleText, UnreadableDocument

_TIME = r"(?:\d{1,4}\s?:\s?)?\d{1,2}\s?:\s?\d{1,2}(?:\s?[.,:]\s?\d{1,6})?"
_ARROW = re.compile(r"\s*(?:-{1,3}\s?>|[—–]+\s?>|={1,2}>|→)\s*")
_TIMES = re.compile(rf"\s*(?P<start>{_TIME})\s+(?P<end>{_TIME})(?P<settings>\s.*)?$")
_FIRST = re.compile(r"\s*\S+")
_HEADER = re.compile(r"\ufeff?WEBVTT(?:[ \t-]+(?P<title>.*))?$")
_STATED = re.compile(r"(?P<name>[A-Za-z][\w-]{0,30})\s?[:=]\s?(?P<value>.+)$")
_ASIDE = re.compile(r"(NOTE|STYLE|REGION)(?:\s|$)")
_NUMBER = re.compile(r"\s*\d{1,6}\s*$")
_SIGN = re.compile(
    rf"\ufeff?\s*(?:WEBVTT(?=\s|$)|\d{{1,6}}[ \t]*\r?\n[ \t]*{_TIME}[ \t]*-{{1,3}}>)"
)
_DATA = re.compile(r"\s*(?:[{\[]\s*\"|\S+\.(?:jpe?g|png|webp|gif)(?:#\S*)?\s*$)", re.I)
_DEFAULT_WORDS = 60
_STATED_DAY = re.compile(
    r"\b(?P<what>published|aired|broadcast|released|posted|recorded|taped):?\s+(?:on\s+)?(?:[a-z]+day,?\s+)?"
    r"(?P<day>\d{4}-\d\d-\d\d|\d{1,2} [a-z]+ \d{4}|[a-z]+ \d{1,2},? \d{4})\b",
    re.I,
)
_DAY_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")


def looks_like_captions(beginning: str) -> bool:
    """Whether a text begins as WebVTT and SRT files do.

    >>> looks_like_captions("1\\n00:00:01,000 --> 00:00:02,000\\nHello."), looks_like_captions("1\\nOne")
    (True, False)
    """
    return _SIGN.match(beginning) is not None


def read_captions(text: str, kind: str) -> Recording:
    """The cues of an SRT or WebVTT file in the file's order. Raises UnreadableDocument for what is none.

    `kind` is "vtt" or "srt" by the file's ending; a header says more than the ending does.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    walk = _Walk()
    for number, line in enumerate(lines):
        walk.take(line, lines[number + 1] if number + 1 < len(lines) else "")
    walk.close()
    if not walk.timed:
        raise UnreadableDocument(
            "holds no caption: no line with two times was found; check that it is SRT or WebVTT, "
            "or name it .txt to read it as text"
        )
    _refuse_data(walk.cues)
    found = "vtt" if walk.header else "srt"
    if kind == "vtt" and not walk.header:
        walk.repairs["the line WEBVTT at the beginning was missing"] += 1
    return Recording(
        tuple(walk.cues), found, walk.told(), walk.stated.get("language"), walk.metadata()
    )


def _refuse_data(cues: list[Cue]) -> None:
    """Raises NoArticleText for tracks of pictures or data, which WebVTT carries too."""
    worded = [cue for cue in cues if cue.lines]
    if worded and sum(bool(_DATA.match(cue.text)) for cue in worded) * 2 > len(worded):
        raise NoArticleText("is a track of pictures or data, not of words: leave it out")


def stated_days(words: str) -> Iterator[tuple[str, str]]:
    """The days of publication and of recording that a comment states, by name, in ISO form.

    >>> dict(stated_days("Ep. 8. Published 27 November 2024. Recorded on Tuesday, November 12, 2024"))
    {'published': '2024-11-27', 'recorded': '2024-11-12'}
    """
    for found in _STATED_DAY.finditer(words):
        name = "recorded" if found["what"].lower() in ("recorded", "taped") else "published"
        for form in _DAY_FORMS:
            try:
                yield (
                    name,
                    datetime.strptime(found["day"].replace(",", ""), form).date().isoformat(),
                )
            except ValueError:
                continue
            break


@dataclass
class _Walk:
    """One pass over the lines: the cue that is open, what is passed over, what was mended."""

    cues: list[Cue] = field(default_factory=list)
    repairs: Counter[str] = field(default_factory=Counter)
    stated: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    header: bool = False
    timed: bool = False
    aside: str = ""
    blank: bool = True
    times: tuple[float | None, float | None] | None = None
    words: list[str] = field(default_factory=list)

    def take(self, line: str, following: str) -> None:
        """Read one line; the next one tells whether this is the number of a caption."""
        if not line.strip():
            self.blank, self.aside = True, ""
        elif self._is_aside(line):
            pass
        elif (times := self._times_of(line)) is not None:
            self.close()
            self.times, self.timed = times, True
            self.blank = False
        elif self._is_number(line, following):
            pass
        else:
            self._add_words(line)

    def _is_aside(self, line: str) -> bool:
        """Whether the line belongs to the header, a comment or a style sheet."""
        if self.aside:
            self._state(line)
            return True
        found = _HEADER.match(line) if self.blank else None
        if found:
            self.close()
            self.header, self.aside = True, "WEBVTT"
            if found["title"] and not self.timed:
                self.stated.setdefault("header", found["title"].strip())
            return True
        aside = _ASIDE.match(line) if self.blank and self.header else None
        if aside:
            self.aside = aside[1]
            if self.aside == "NOTE":
                self.repairs["comment (NOTE) was left out, as nobody says it"] += 1
                self._note(line.strip().removeprefix("NOTE").strip())
        return bool(aside)

    def _note(self, words: str) -> None:
        """Keep a comment of the head, and the days that it states."""
        if self.timed or not words:
            return
        self.stated["notes"] = (
            f"{self.stated['notes']} {words}" if "notes" in self.stated else words
        )
        for name, day in stated_days(words):
            self.stated.setdefault(name, day)

    def _state(self, line: str) -> None:
        if self.aside == "NOTE":
            self._note(line.strip())
        found = _STATED.match(line) if self.aside == "WEBVTT" else None
        if found and not self.timed:
            self.stated.setdefault(found["name"].lower(), found["value"].strip())

    def _times_of(self, line: str) -> tuple[float | None, float | None] | None:
        """The times of a line that gives two, none of a line of words. Unreadable ones are none each."""
        parts = _ARROW.split(line.strip(), maxsplit=1)
        if len(parts) == 2 and parts[0][:1].isdigit():
            second = _FIRST.match(parts[1])
            return self._both(parts[0], self._without_settings(second, parts[1]))
        bare = _TIMES.match(line)
        if bare is None or (bare["settings"] and ":" not in bare["settings"]):
            return None
        self.repairs["caption had no arrow between its times"] += 1
        return self._both(bare["start"], bare["end"])

    @staticmethod
    def _without_settings(second: re.Match[str] | None, rest: str) -> str:
        spaced = re.match(rf"\s*{_TIME}", rest)
        if spaced:
            return spaced[0]
        return second[0] if second else ""

    def _both(self, start: str, end: str) -> tuple[float | None, float | None]:
        first, last = (read_clock(re.sub(r"\s", "", part)) for part in (start, end))
        if first is None:
            self.repairs[
                "caption had a beginning that is no time: its words are kept without one"
            ] += 1
        elif last is not None and last < first:
            self.repairs["caption ended before it began: its end was not used"] += 1
            last = None
        return first, last

    def _is_number(self, line: str, following: str) -> bool:
        """Whether the line only numbers or names the caption whose times follow."""
        if not self._would_be_times(following):
            return False
        return bool(_NUMBER.match(line)) or (self.blank and len(line) <= _DEFAULT_WORDS)

    @staticmethod
    def _would_be_times(line: str) -> bool:
        parts = _ARROW.split(line.strip(), maxsplit=1)
        return (len(parts) == 2 and parts[0][:1].isdigit()) or bool(_TIMES.match(line))

    def _add_words(self, line: str) -> None:
        if self.times is None:
            self.lost.append(line.strip())
        else:
            if self.blank and self.words:
                self.repairs["line stood apart from its caption and was read with it"] += 1
            self.words.extend([words] if (words := " ".join(without_tags(line).split())) else [])
        self.blank = False

    def close(self) -> None:
        """End the open caption."""
        if self.times is not None:
            if self.words:
                self.cues.append(Cue(*self.times, tuple(self.words)))
            self.times, self.words = None, []

    def told(self) -> tuple[str, ...]:
        """What was mended or left out, in sentences."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        for what, count in self.repairs.items():
            if what.startswith("the "):
                yield f"{what[0].upper()}{what[1:]}."
            else:
                noun, _, rest = what.partition(" ")
                yield f"{counted(count, noun)} {agreeing(rest, count)}."
        if self.lost:
            shown = " / ".join(self.lost)[:80]
            yield f"{counted(len(self.lost), 'line')} before the first time left out: “{shown}”."

    def metadata(self) -> dict[str, object]:
        """What the header says of the file, but for its language."""
        return {name: value for name, value in self.stated.items() if name != "language"}
