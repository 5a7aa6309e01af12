"""Podcast transcripts in JSON (the podcast namespace's: version, segments) as cues.

Before: `decoding`. After: `rolling`. Segments are sentences, captions or single words; transcription
programs write "start" and "text" for "startTime" and "body", which is read too.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import dataclass, field

from onrecord.article.cues import Cue, Recording, agreeing, counted, read_clock
from onrecord.article.mending import mend_text, replace_surrogates
from onrecord.errors import NoArticleText, UnreadableDocument

_WORDS = ("body", "text")
_START, _END = ("startTime", "start"), ("endTime", "end")
_BEGINNING = re.compile(r"\ufeff?\s*(?:\{|\[\s*\{)")
_SEGMENTS = re.compile(
    r'"segments"\s*:\s*\[|"startTime"\s*:.{0,200}"body"\s*:|"body"\s*:.{0,2000}"startTime"\s*:',
    re.S,
)
_NOT_KEPT = frozenset(("segments", "text", "version", "language", "words"))


def looks_like_podcast(beginning: str) -> bool:
    """Whether a text begins as a transcript in JSON does.

    >>> looks_like_podcast('{"version": "1.0.0", "segments": [{"body": "Hello."}]}')
    True
    """
    return bool(_BEGINNING.match(beginning) and _SEGMENTS.search(beginning))


def read_podcast(text: str) -> Recording:
    """The cues of a transcript in JSON in its order. Raises UnreadableDocument with the reason."""
    document = _parse(text)
    segments = document.get("segments")
    if not isinstance(segments, list):
        raise UnreadableDocument(
            'has no list "segments": give {"version": "1.0.0", "segments": […]}'
        )
    if not segments:
        raise NoArticleText('has no segment in "segments": leave it out')
    reader = _Segments()
    cues = tuple(cue for segment in segments if (cue := reader.read(segment)) is not None)
    language = document.get("language")
    return Recording(
        cues,
        "podcast json",
        reader.told(),
        language if isinstance(language, str) else None,
        {name: value for name, value in document.items() if name not in _NOT_KEPT},
    )


def _parse(text: str) -> dict[str, object]:
    """The object in a text; a bare list of segments is taken for one."""
    try:
        document = json.loads(text.lstrip("\ufeff"), strict=False, parse_constant=str)
        written = json.dumps(document, ensure_ascii=False)
        if (whole := replace_surrogates(written)) != written:
            # Half a character ("\\ud83d" cut in two) would break every output that is UTF-8.
            document = json.loads(whole, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(f"is not JSON ({error}): fetch the transcript again") from error
    if isinstance(document, list):
        return {"segments": document}
    if not isinstance(document, dict):
        raise UnreadableDocument('is no JSON object: give {"version": "1.0.0", "segments": […]}')
    return document


@dataclass
class _Segments:
    """Reads segments and counts what is wrong with them."""

    repairs: Counter[str] = field(default_factory=Counter)

    def read(self, segment: object) -> Cue | None:
        """The cue of a segment; none if it has no words."""
        if not isinstance(segment, dict):
            self.repairs["was no object and was left out"] += 1
            return None
        words = next((segment[name] for name in _WORDS if isinstance(segment.get(name), str)), None)
        if words is None:
            self.repairs["had no words and was left out"] += 1
            return None
        lines = tuple(
            line for part in mend_text(words).text.splitlines() if (line := " ".join(part.split()))
        )
        if not lines:
            return None
        start, end = self._time(segment, _START), self._time(segment, _END)
        if start is None:
            self.repairs["had no time that can be read: its words are kept without one"] += 1
        if start is not None and end is not None and end < start:
            self.repairs["ended before it began: its end was not used"] += 1
            end = None
        return Cue(start, end, lines, _name(segment.get("speaker")))

    @staticmethod
    def _time(segment: dict[str, object], names: tuple[str, ...]) -> float | None:
        for name in names:
            seconds = _seconds(segment.get(name))
            if seconds is not None:
                return seconds
        return None

    def told(self) -> tuple[str, ...]:
        """What was mended or left out, in sentences."""
        return tuple(
            f"{counted(count, 'segment')} {agreeing(what, count)}."
            for what, count in self.repairs.items()
        )


def _name(speaker: object) -> str | None:
    if isinstance(speaker, dict):
        speaker = speaker.get("name")
    if isinstance(speaker, bool) or not isinstance(speaker, str | int):
        return None
    return " ".join(mend_text(str(speaker)).text.split()).rstrip(" :") or None


def _seconds(given: object) -> float | None:
    if isinstance(given, bool):
        return None
    if isinstance(given, str):
        try:
            given = float(given)
        except ValueError:
            return read_clock(str(given))
    if not isinstance(given, int | float):
        return None
    try:
        seconds = float(given)
    except OverflowError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None
