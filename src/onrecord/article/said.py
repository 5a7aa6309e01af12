"""Whose words the lines of captions are: voice tags, "NAME:", "[Name]", `>>` and dashes of speakers.

Before: `rolling`. After: `transcripts`, which joins the pieces. A speaker who is not named here is not
guessed: a piece that begins with a dash is somebody's, the next name is whose words follow.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.article.cues import Cue, without_tags

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:[ \t]+(?P<name>[^<>\n]*))?>|</v>", re.I)
_CHEVRONS = re.compile(r"\s*>{2,3}\s*")
_DASH = re.compile(r"\s*(?:[-–‐](?![-–])\s?|—\s)(?=[\w\"“'‘\[(♪¿¡…<])")
_PART = (
    r"(?:[A-Z][\w.'’-]*|\d{1,3}|(?:de|la|le|du|di|da|van|von|der|den|of|the|and|bin|al|el|y)\b|&)"
)
_NAME = rf"[A-Z][\w.'’-]*(?:[ \u00a0]{_PART}){{0,4}}?(?:[ \u00a0]\([^()\n]{{1,40}}\))?"
_LABEL = re.compile(
    rf"\s*(?:(?P<colon>{_NAME})(?:\s?\([^()]{{1,40}}\))?\s?:(?=\s|$)"
    rf"|[\[(](?P<bracket>{_NAME})[\])](?P<after>\s?:)?(?=\s+\S))\s*"
)
_NOTE = re.compile(r"\s*[\[(][^\[\]()]{1,60}[\])]\s*")
_ENDED = re.compile(r"[.?!…:;♪\])]+[\"”’']*\s*$|--\s*$|[—–]\s*$")
NOT_NAMES = frozenset(
    """answer and art bottom breaking but caption captions caveat chapter credits disclaimer editor's episode
    example fact finally first here's how listen live look music next no note now okay part place point
    previously question read remember result rule second section so spoiler step subtitles then third time
    title today tomorrow tonight topic translation translated warning well what when where which who
    why yes""".split()
)
SOUND = re.compile(
    r"\b(?:applau\w*|laugh\w*|music|musical|song|singing|sings|cheer\w*|crosstalk|cross-talk|inaudible|indistinct"
    r"|unintelligible|chuckl\w*|sigh\w*|cough\w*|sob\w*|crying|cries|gasp\w*|groan\w*|giggl\w*|snort\w*|sniff\w*"
    r"|silence|pauses?|beat|noise|static|beep\w*|bleep\w*|bell|bells|ring\w*|knock\w*|bark\w*|door|footsteps|wind"
    r"|phone|thunder|sirens?|whistl\w*|hum\w*|clap\w*|boo|boos|booing|whispers?|whispering|shouts?|shouting"
    r"|screams?|screaming|mutter\w*|clears? (?:his |her |their )?throat|overlapping|over each other|foreign"
    r"|speaking|speaks|video|audio|clip|plays|playing|recording|theme|jingle|ends?|begins|break|phonetic|sic"
    r"|smil\w*|nods?|shrugs?|grins?|long pause|off[- ](?:mic|camera|screen)|sound|sounds|effect)\b",
    re.I,
)
"""Words of notes that tell of sounds and gestures: nobody says them."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one caption has of one speaker's words: from which second, who, whether a new turn begins.

    `name` is who speaks as the caption writes it; `same` says that whoever spoke before goes on.
    """

    seconds: float | None
    text: str
    name: str | None = None
    same: bool = False
    end: float | None = None


def tell_apart(cues: tuple[Cue, ...]) -> tuple[Said, ...]:
    """The pieces of all cues in order, each with its speaker's name where the captions give it."""
    pieces = tuple(piece for cue in cues for piece in _split(cue))
    return tuple(_carry(pieces, *_labels_called(pieces)))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a cue between marks of a change of speaker, its label not yet looked for."""

    cue: Cue
    text: str
    voice: str | None
    marked: bool = False
    opens: bool = False


def _split(cue: Cue) -> Iterator[_Piece]:
    """The stretches of a cue, cut at voices, at `>>` and at lines that begin with a dash."""
    opens = True
    for voice, words in _voices(cue):
        lines = words.split("\n")
        held, marked = "", False
        for line in lines:
            plain = html.unescape(without_tags(line)).replace("\u200e", "").replace("\u200f", "")
            dash = _DASH.match(plain)
            if dash:
                plain = plain[dash.end() :]
            parts = _CHEVRONS.split(plain)
            for number, part in enumerate(parts):
                begins = number > 0 or (dash is not None and number == 0)
                begins = begins or (bool(_ENDED.search(held)) and _colon(part))
                if begins:
                    yield from _piece(cue, held, voice, marked, opens)
                    held, marked, opens = "", number > 0 or dash is not None, True
                held = f"{held} {part}".strip() if part.strip() else held
        yield from _piece(cue, held, voice, marked, opens)
        opens = False


def _colon(line: str) -> bool:
    """Whether a line begins with what may be a name and a colon."""
    match = _LABEL.match(line)
    return match is not None and match["colon"] is not None


def _piece(cue: Cue, text: str, voice: str | None, marked: bool, opens: bool) -> Iterator[_Piece]:
    text = " ".join(text.split())
    if text:
        yield _Piece(cue, text, voice, marked, opens)


def _voices(cue: Cue) -> Iterator[tuple[str | None, str]]:
    """The stretches of a cue between voice tags, each with its name."""
    text, at, voice = "\n".join(cue.lines), 0, cue.voice
    for tag in _VOICE.finditer(text):
        yield voice, text[at : tag.start()]
        at, name = tag.end(), html.unescape(tag["name"] or "")
        voice = " ".join(name.split()).rstrip(" :") or None
    yield voice, text[at:]


# --- "NAME:" ---------------------------------------------------------------------------------------


def _labels_called(pieces: tuple[_Piece, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The labels that name speakers in this file, and those that may or may not.

    A label that comes back is one, or one after a mark of a change. In a file that has such labels, or
    begins with one, a guest may speak once: a label of two words or in capitals counts, and one that is
    named elsewhere ("Next is Gillian."). Whose words follow another ("Honestly:") is left open.
    """
    found = [(piece, label) for piece in pieces if (label := _label_of(piece)) is not None]
    counts = Counter(label.name for _, label in found)
    sure = {
        label.name
        for piece, label in found
        if counts[label.name] >= 2 or (piece.marked and not label.bracket)
    }
    first = _label_of(pieces[0]) if pieces else None
    if first is not None and not first.bracket and len(counts) >= 2:
        sure.add(first.name)
    once = {label.name for _, label in found if sure and not label.bracket} - sure
    words = Counter(word for piece in pieces for word in re.findall(r"\w+", piece.text))
    named = {n for n in once if " " in n or n.isupper() or words[n] > 1}
    return frozenset(sure | named), frozenset(once - named)


@dataclass(frozen=True, slots=True)
class _Label:
    """A name before a colon, or in brackets, and the words without it."""

    name: str
    bracket: bool
    words: str


def _label_of(piece: _Piece) -> _Label | None:
    """The label that a piece begins with, after notes of sounds if there are any."""
    if piece.voice is not None or not (piece.opens or piece.marked):
        return None
    text, begins = piece.text, 0
    while (note := _NOTE.match(text, begins)) and SOUND.search(note[0]):
        begins = note.end()
    match = _LABEL.match(text, begins)
    if match is None:
        return None
    name = " ".join((match["colon"] or match["bracket"]).split())
    first = name.lower().split()[0]
    if first in NOT_NAMES or (match["bracket"] and SOUND.search(name)):
        return None
    bracket = match["bracket"] is not None and match["after"] is None
    return _Label(name, bracket, (text[:begins] + text[match.end() :]).strip())


def _carry(
    pieces: tuple[_Piece, ...], called: frozenset[str], doubtful: frozenset[str]
) -> Iterator[Said]:
    """Each piece with its speaker: its own, or the one before where the captions mark changes only."""
    by_change, by_chevron = _marks_changes_only(pieces), _has_chevrons(pieces)
    ended, dashed = True, False
    for piece in pieces:
        said = Said(piece.cue.start, piece.text, piece.voice, end=piece.cue.end)
        label = _label_of(piece)
        if piece.voice is not None:
            pass
        elif label is not None and label.name in called:
            said = replace(said, name=label.name, text=label.words)
        elif label is not None and label.name in doubtful:
            pass
        elif not piece.marked and _is_note(piece.text):
            said = replace(said, same=True)
        elif not piece.marked:
            said = replace(said, same=not ended or (by_change and not dashed))
        dashed = piece.marked and said.name is None and not by_chevron
        if said.text or said.name:
            yield said
        if not _is_note(piece.text):
            ended = bool(_ENDED.search(piece.text))


def _is_note(text: str) -> bool:
    """Whether a piece has only a note of a sound: it changes nobody's turn."""
    return bool(re.fullmatch(r"[\[(♪♫#*].*[\])♪♫#*]|[♪♫].*", text.strip()))


def _marks_changes_only(pieces: tuple[_Piece, ...]) -> bool:
    """Whether a name holds until the next one: where under half of the pieces have a voice of their own.

    Podcast captions name the speaker where it changes; broadcast ones name each.
    """
    worded = [piece for piece in pieces if not _is_note(piece.text)]
    return sum(piece.voice is not None for piece in worded) * 2 < len(worded)


def _has_chevrons(pieces: tuple[_Piece, ...]) -> bool:
    """Whether `>>` marks the changes: then words without it go on with the turn."""
    return any(">>" in html.unescape(line) for piece in pieces for line in piece.cue.lines)
