"""Captions and podcast transcripts as articles: one paragraph a turn, its speaker's name before it.

Order: 1. the cues of the file (`captions`, `podcast_json`); 2. their order, and repeated lines
(`rolling`); 3. whose words they are (`said`); 4. turns; 5. the text, with the place of each turn, of the
words without notes of sounds, and of each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.article.captions import read_captions
from onrecord.article.cues import Recording, counted
from onrecord.article.decoding import decode_bytes
from onrecord.article.language_check import check_language
from onrecord.article.mending import mend_text
from onrecord.article.plain_text import version_of
from onrecord.article.podcast_json import read_podcast
from onrecord.article.published import read_day
from onrecord.article.rolling import drop_repeats, put_in_order
from onrecord.article.said import SOUND, Said, tell_apart
from onrecord.errors import NoArticleText
from onrecord.settings import Settings
from onrecord.values import Article, Block, Span, Timecode, Turn

_JOINT = "\n\n"
_NOTE = re.compile(
    r"\[[^\[\]]{0,120}\]|\((?P<round>[^()]{1,60})\)|\*(?P<star>[^*\n]{1,40})\*|(?P<song>[♪♫♬].*)|(?P<hash>^#\s.*\s#$)"
)
_ENDED = re.compile(r"[.?!…]+[\"”’')\]]*$")
_WORD = re.compile(r"\w")
_TIGHT = re.compile(r"[,.;:!?%…)\]}”’]")
_PAUSE, _LONGEST = 2.0, 120
"""Where no speaker is named, a sentence that ends before so many seconds of silence, or after so many
words, ends a paragraph."""
_STATED = {
    "headline": ("headline", "title", "episodetitle", "episode"),
    "outlet": ("outlet", "podcast", "podcasttitle", "show", "showtitle", "publisher"),
    "published": ("published", "datepublished", "pubdate", "published_at", "date"),
    "byline": ("byline", "author"),
    "url": ("url", "link"),
}
"""What we call a field, and what files call it."""


def read_transcript(data: bytes, kind: str, key: str, path: str, settings: Settings) -> Article:
    """The article of an SRT, WebVTT or podcast JSON file. Raises UnreadableDocument with the reason."""
    decoded = decode_bytes(data)
    mended = mend_text(decoded.text)
    read = read_podcast(mended.text) if kind == "json" else read_captions(mended.text, kind)  # 1
    return write_article(read, (*decoded.repairs, *mended.repairs), (key, path), settings)


def write_article(
    read: Recording, repairs: tuple[str, ...], place: tuple[str, str], settings: Settings
) -> Article:
    """The article of a recording's cues; `place` is its key and path."""
    cues, moved = put_in_order(read.cues)  # 2
    cues, repeated = drop_repeats(cues)
    turns = _gather_turns(tell_apart(cues))  # 3, 4
    text = _Text()
    for turn in turns:
        text.add(turn)  # 5
    if not text.turns:
        raise NoArticleText("holds captions but no words that anybody says: leave it out")
    return _article(text, read, (*repairs, *read.repairs, *moved, *repeated), place, settings)


def _article(
    text: _Text,
    read: Recording,
    repairs: tuple[str, ...],
    place: tuple[str, str],
    settings: Settings,
) -> Article:
    """The article of a finished text, with what the file states of itself and nothing else."""
    stated, metadata = _sort_stated(read.stated)
    whole = text.whole()
    url = stated.get("url")
    published = read_day(stated.get("published"))
    if published is None and "published" in stated:
        metadata["published"] = stated["published"]
    return Article(
        key=url or place[0],
        version=version_of(whole),
        text=whole,
        path=place[1],
        url=url,
        outlet=stated.get("outlet"),
        headline=stated.get("headline"),
        byline=stated.get("byline"),
        published=published,
        language=check_language(whole, read.language, settings.any_language),
        metadata={"transcript": read.kind, **metadata},
        blocks=tuple(text.blocks),
        repairs=repairs + text.told(),
        turns=tuple(text.turns),
        times=tuple(text.times),
    )


def _sort_stated(given: dict[str, object]) -> tuple[dict[str, str], dict[str, object]]:
    """What a file states by our names for it, and all else that it states."""
    known: dict[str, str] = {}
    rest = dict(given)
    for ours, names in _STATED.items():
        for name in names:
            found = next((n for n in rest if n.lower().replace("-", "") == name), None)
            value = rest.get(found) if found is not None else None
            if found is not None and isinstance(value, str) and value.strip():
                known[ours] = " ".join(value.split())
                del rest[found]
                break
    return known, rest


# --- turns -----------------------------------------------------------------------------------------


@dataclass
class _Turn:
    """The pieces of one turn, and the name before it."""

    name: str | None
    pieces: list[Said] = field(default_factory=list)

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(piece.text.split()) for piece in self.pieces)


def _gather_turns(pieces: Iterable[Said]) -> list[_Turn]:
    """The pieces joined to turns: a new one where the speaker changes; long talk of nobody named in
    paragraphs."""
    turns: list[_Turn] = []
    for piece in pieces:
        last = turns[-1] if turns else None
        goes_on = last is not None and (
            piece.same or (piece.name is not None and piece.name == last.name)
        )
        if last is None or not goes_on or _paragraph_ends(last, piece):
            last = _Turn(piece.name)
            turns.append(last)
        if piece.text:
            last.pieces.append(piece)
    return [turn for turn in turns if turn.pieces]


def _paragraph_ends(turn: _Turn, piece: Said) -> bool:
    if turn.name is not None or not turn.pieces or not _ENDED.search(turn.pieces[-1].text):
        return False
    before = turn.pieces[-1].end
    silence = piece.seconds - before if piece.seconds is not None and before is not None else 0.0
    return silence >= _PAUSE or turn.words >= _LONGEST


# --- the text ----------------------------------------------------------------------------------------


@dataclass
class _Text:
    """The text under construction: paragraphs joined by blank lines, and what stands where."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    blocks: list[Block] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    times: list[Timecode] = field(default_factory=list)
    notes: int = 0

    def add(self, turn: _Turn) -> None:
        """Write one turn as a paragraph."""
        if self.parts:
            self._write(_JOINT)
        start, first, label = self.size, len(self.parts), None
        self._time(turn.pieces[0].seconds)
        if turn.name:
            self._write(turn.name)
            label = Span(start, self.size)
            self._write(": ")
        spoken: list[Span] = []
        for number, piece in enumerate(turn.pieces):
            if number:
                self._write("" if _TIGHT.match(piece.text) else " ")
                self._time(piece.seconds)
            spoken.extend(self._words(piece.text))
        self.blocks.append(Block("paragraph", Span(start, self.size)))
        if spoken:
            text = "".join(self.parts[first:])
            joined = join_spans(spoken, text, start)
            worded = tuple(s for s in joined if _WORD.search(text, s.start - start, s.end - start))
            self.turns.extend([Turn(worded, label)] if worded else [])

    def _words(self, text: str) -> Iterator[Span]:
        """Write a piece; the stretches of it that somebody says come back."""
        for part, said in part_notes(text):
            start = self.size
            self._write(part)
            left = len(part) - len(part.lstrip())
            right = len(part.rstrip())
            if said and left < right:
                yield Span(start + left, start + right)
            self.notes += not said

    def _time(self, seconds: float | None) -> None:
        known = self.times[-1].seconds if self.times else None
        if seconds != known:
            self.times.append(Timecode(self.size, seconds))

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)

    def whole(self) -> str:
        """All of the text."""
        return "".join(self.parts)

    def told(self) -> tuple[str, ...]:
        """What of the text is nobody's words."""
        if not self.notes:
            return ()
        return (f"{counted(self.notes, 'note')} of sounds kept in the text and out of statements.",)


def join_spans(spans: list[Span], text: str, offset: int) -> Iterator[Span]:
    """Spans that only white space parts, as one; `text` begins at `offset`."""
    last = spans[0]
    for span in spans[1:]:
        if text[last.end - offset : span.start - offset].strip():
            yield last
            last = span
        else:
            last = Span(last.start, span.end)
    yield last


def part_notes(text: str) -> Iterator[tuple[str, bool]]:
    """The text in order, cut into what is said and notes of sounds, which are not.

    >>> list(part_notes("It was cold. [laughs] And wet."))
    [('It was cold. ', True), ('[laughs]', False), (' And wet.', True)]
    """
    at = 0
    for match in _NOTE.finditer(text):
        note = match["round"] or match["star"]
        if note is not None and not (SOUND.search(note) or note.isupper()):
            continue
        end = match.end()
        if match["song"]:
            end = match.start() + max(match["song"].rfind(sign) for sign in "♪♫♬") + 1
            end = match.end() if end == match.start() + 1 else end
        if match.start() < at:
            continue
        if text[at : match.start()]:
            yield text[at : match.start()], True
        yield text[match.start() : end], False
        at = end
    if text[at:]:
        yield text[at:], True
