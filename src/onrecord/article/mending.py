"""Damage in decoded text that is mended before the text is stored, each mend with its reason.

Runs after `decoding` (and on JSONL texts) and before anything counts a character, as mending may
move characters. A mend needs an unmistakable sign: "â€™" is nobody's spelling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mended:
    """A text ready to be stored, and a sentence for each kind of change made to it."""

    text: str
    repairs: tuple[str, ...] = ()


def _misread_bytes() -> dict[str, int]:
    """Byte by character: how windows-1252 (Latin-1 where that is silent) shows each byte."""
    shown = {}
    for byte in range(0x80, 0x100):
        shown[chr(byte)] = byte
        char = bytes([byte]).decode("cp1252", errors="ignore")
        if char:
            shown[char] = byte
    return shown


_BYTES = _misread_bytes()
_TAIL = "".join(sorted(re.escape(char) for char, byte in _BYTES.items() if byte < 0xC0))
# Leads are kept to those that misread English copy shows: Latin letters and signs (C2, C3),
# punctuation and symbols (E2), ligatures and U+FFFD (EF), emoji (F0). "CAFÉ™" begins with none.
# "â€Å“" is what is left of “ misread twice.
_MISREAD = re.compile(f"[ÂÃ][{_TAIL}]|[âï][{_TAIL}]{{2}}|ð[{_TAIL}]{{3}}|(?<=â€)Å[{_TAIL}]")
# The closing mark ends in byte 9D, which windows-1252 lacks: it is lost or replaced on the way.
_LOST_CLOSE = re.compile("â€(?:\ufffd|(?=[\\s.,;:!?)\\]]|$))")
_LONE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_PASSES = 3


def mend_text(text: str) -> Mended:
    """The text without what would break it, and what was done.

    >>> mend_text("It wasnâ€™t ours.")
    Mended(text='It wasn’t ours.', repairs=('1 misread sequence like "â€™" was put back as "’": \
UTF-8 had been read as windows-1252.',))
    """
    text, repairs = _mend_misread(text)
    if "\x00" in text:
        count = text.count("\x00")
        text = text.replace("\x00", " ")
        repairs.append(f"{_times(count, 'NUL character')} became a space; no character moved.")
    text, lone = _mend_surrogates(text)
    if lone:
        repairs.append(f"{_times(lone, 'lone surrogate')} became U+FFFD, as it is no character.")
    return Mended(text, tuple(repairs))


def _mend_misread(text: str) -> tuple[str, list[str]]:
    """Undo UTF-8 read as windows-1252, up to three times over, as text may be misread again."""
    count, example = 0, ("", "")

    def mend(match: re.Match[str]) -> str:
        nonlocal count, example
        raw = bytes(_BYTES[char] for char in match[0])
        try:
            mended = raw.decode("utf-8")
        except UnicodeDecodeError:
            return match[0]
        count, example = count + 1, example if count else (match[0], mended)
        return mended

    for _ in range(_PASSES):
        if not any(sign in text for sign in "ÂÃâïð"):
            break
        before, text = text, _LOST_CLOSE.sub("”", _MISREAD.sub(mend, text))
        if text == before:
            break
    if count == 0:
        return text, []
    had, has = (repr(part)[1:-1] for part in example)
    reason = "UTF-8 had been read as windows-1252."
    was = "was" if count == 1 else "were"
    return text, [
        f'{_times(count, "misread sequence")} like "{had}" {was} put back as "{has}": {reason}'
    ]


def replace_surrogates(text: str) -> str:
    """The text with surrogate pairs joined and lone ones as U+FFFD.

    >>> replace_surrogates("cut \\ud83d")
    'cut \ufffd'
    """
    return _mend_surrogates(text)[0]


def _mend_surrogates(text: str) -> tuple[str, int]:
    """Join halves that belong together and replace the rest; a clean text is returned as it is."""
    if not _LONE.search(text):
        return text, 0
    joined = _PAIR.sub(_join_pair, text)
    return _LONE.subn("\ufffd", joined)


def _join_pair(match: re.Match[str]) -> str:
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
