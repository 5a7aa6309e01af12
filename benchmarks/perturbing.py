"""Copies of a text as careless hands hand it on, with every place carried along exactly.

A copy is the clean text with edits: its labels move with `forward`, and what is found in the copy
comes back to the clean text with `back`. Used by `robustness.py`. Every kind is seeded.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """`new` in place of the characters `start` up to `end` of the clean text; an insertion where they
    are the same."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Copy:
    """A perturbed text with its places.

    `begins[i]` is where clean character i begins in it, `ends[i]` where the first i clean characters
    end: they differ where noise stands between. `origins` has the clean characters behind each of the
    copy's, an empty range for noise.
    """

    text: str
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    origins: tuple[tuple[int, int], ...]

    def forward(self, start: int, end: int) -> list[int]:
        """Where the clean characters `start` up to `end` stand in the copy, noise at the edges left out.

        >>> made = apply_edits("a b", [Edit(1, 1, "!"), Edit(2, 2, "?")])
        >>> made.text, made.forward(0, 1), made.forward(2, 3), made.forward(0, 3)
        ('a! ?b', [0, 1], [4, 5], [0, 5])
        """
        return [self.begins[start], max(self.begins[start], self.ends[end])]

    def back(self, start: int, end: int) -> list[int]:
        """The clean characters that those `start` up to `end` of the copy stand for.

        >>> made = apply_edits("a b", [Edit(1, 1, "!"), Edit(2, 2, "?")])
        >>> made.back(0, 2), made.back(3, 5), made.back(1, 2)
        ([0, 1], [2, 3], [0, 0])
        """
        real = [(low, high) for low, high in self.origins[start:end] if low < high]
        return [real[0][0], real[-1][1]] if real else [0, 0]


def apply_edits(text: str, edits: Iterable[Edit]) -> Copy:
    """The text with its edits; of two that overlap, the earlier stands."""
    parts: list[str] = []
    begins, ends, origins, size, at = [], [0], [], 0, 0
    for edit in [*sorted(edits), Edit(len(text), len(text), "")]:
        if edit.start < at:
            continue
        kept, gone = edit.start - at, edit.end - edit.start
        parts += [text[at : edit.start], edit.new]
        begins += range(size, size + kept)
        ends += range(size + 1, size + kept + 1)
        origins += [(i, i + 1) for i in range(at, edit.start)]
        begins += [size + kept] * gone
        size, at = size + kept + len(edit.new), edit.end
        ends += [size] * gone
        origins += [(edit.start, edit.end)] * len(edit.new)
    return Copy("".join(parts), (*begins, size), tuple(ends), tuple(origins))


def perturb(row: Row, kind: str, seed: int = 1) -> tuple[Row, Copy]:
    """A document with its labels, as `kind` of KINDS hands it on, and the places of its text."""
    chance = random.Random(f"{seed} {kind} {row['id']}")
    text, walls = row["text"], edges_of(row)
    edits = (e for e in KINDS[kind](text, chance) if not walls & set(range(e.start + 1, e.end)))
    copy = apply_edits(text, edits)
    quotes = [
        quote | {role: [copy.forward(*span) for span in quote[role]] for role in LABELS}
        for quote in row["quotes"]
    ]
    return row | {"text": copy.text, "quotes": quotes}, copy


LABELS = ("content", "cue", "source")


def edges_of(row: Row) -> set[int]:
    """Every place where a label begins or ends: no edit reaches across one."""
    return {p for quote in row["quotes"] for role in LABELS for span in quote[role] for p in span}


# --- letters and lines ----------------------------------------------------------------------------

Kind = Callable[[str, random.Random], Iterable[Edit]]


def substitutions(
    pattern: str, new: str | Callable[[re.Match[str]], str], text: str
) -> Iterator[Edit]:
    """An edit for every match of a pattern."""
    for match in re.finditer(pattern, text):
        words = new if isinstance(new, str) else new(match)
        yield Edit(match.start(), match.end(), words)


def all_capitals(text: str, _: random.Random) -> Iterator[Edit]:
    return (Edit(i, i + 1, c.upper()) for i, c in enumerate(text) if c.upper() != c)


def no_capitals(text: str, _: random.Random) -> Iterator[Edit]:
    return (Edit(i, i + 1, c.lower()) for i, c in enumerate(text) if c.lower() != c)


def no_paragraphs(text: str, _: random.Random) -> Iterator[Edit]:
    return substitutions(r"\s*\n\s*", " ", text)


def wrapped(text: str, chance: random.Random, low: int, high: int, hyphens: bool) -> Iterator[Edit]:
    """Line breaks every `low` to `high` characters, in words of eight letters or more with a hyphen."""
    width, line = chance.randint(low, high), 0
    for word in re.finditer(r"\S+", text):
        if "\n" in text[line : word.start()]:
            line = word.start()
        if word.end() - line <= width or word.start() == line:
            continue
        line, width = word.start(), chance.randint(low, high)
        if hyphens and word.group().isalpha() and len(word.group()) >= 8:
            line += chance.randint(3, len(word.group()) - 3)
            yield Edit(line, line, "-\n")
        elif text[line - 1] in " \u00a0":
            yield Edit(line - 1, line, "\n")


# --- marks ----------------------------------------------------------------------------------------


def is_opening(text: str, place: int) -> bool:
    """Whether a straight mark at `place` stands where one opens."""
    return place == 0 or text[place - 1].isspace() or text[place - 1] in "([—–-‘“'\""


def restyled(text: str, outer: tuple[str, str], nested: tuple[str, str] | None) -> Iterator[Edit]:
    """Double marks as `outer`, single ones around words as `nested`; apostrophes stay."""
    for match in re.finditer('[“”"]', text):
        opens = match.group() == "“" or (match.group() == '"' and is_opening(text, match.start()))
        yield Edit(match.start(), match.end(), outer[0 if opens else 1])
    for match in re.finditer(
        r"(?<!\w)[‘'](?=\w[^‘’'“”\"\n]*(?:\w['’]\w[^‘’'“”\"\n]*)*([’'])(?!\w))", text
    ):
        if nested:
            yield Edit(match.start(), match.end(), nested[0])
            yield Edit(match.start(1), match.end(1), nested[1])


def british_marks(text: str, _: random.Random) -> Iterator[Edit]:
    return restyled(text, ("‘", "’"), ("“", "”"))


def guillemets(text: str, _: random.Random) -> Iterator[Edit]:
    return restyled(text, ("«", "»"), ("‹", "›"))


def no_marks(text: str, _: random.Random) -> Iterator[Edit]:
    return restyled(text, ("", ""), ("", ""))


def straight_signs(text: str, _: random.Random) -> Iterator[Edit]:
    """Typewriter: straight marks and apostrophes, hyphens for dashes, three full stops."""
    yield from restyled(text, ('"', '"'), None)
    plain = {"‘": "'", "’": "'", "—": " -- ", "–": "-", "…": "...", "\u00a0": " "}
    yield from substitutions("[‘’—–…\u00a0]", lambda m: plain[m.group()], text)


def set_signs(text: str, chance: random.Random) -> Iterator[Edit]:
    """Typesetter: curly marks, spaced dashes, spaces that do not break, soft hyphens, ligatures."""
    yield from restyled(text, ("“", "”"), ("‘", "’"))
    yield from substitutions(r"(?<=\w)'(?=\w)", "’", text)
    yield from substitutions(r" ?(?:—|--) ?", " – ", text)
    yield from substitutions(r"\.\.\.", "…", text)
    for match in re.finditer(r" (?=\S)|f[il]|(?<=[a-z]{4})(?=[a-z]{4})", text):
        new = {" ": "\u00a0", "fi": "ﬁ", "fl": "ﬂ", "": "\u00ad"}[match.group()]
        if chance.random() < SET_SHARE:
            yield Edit(match.start(), match.end(), new)


SET_SHARE = 0.1  # of the spaces, ligatures and places for a soft hyphen

# --- noise ----------------------------------------------------------------------------------------

CONFUSED = {"rn": "m", "m": "rn", "l": "1", "I": "l", "O": "0", "cl": "d", "h": "b", "e": "c"}
CONFUSED_SHARE = 0.03  # of the letters that a scanner confuses: about one word in twenty-five


def scanned(text: str, chance: random.Random) -> Iterator[Edit]:
    """Lines of print as a scanner reads them: hyphens, mistaken letters, marks as commas and primes."""
    breaks = list(wrapped(text, chance, 60, 80, hyphens=True))
    low, high = chance.choice([(",,", "''"), ("''", "''"), ("``", "''")])
    marks = list(restyled(text, (low, high), None))
    taken = {place for edit in [*breaks, *marks] for place in (edit.start - 1, edit.start)}
    yield from breaks
    yield from marks
    for match in re.finditer("|".join(CONFUSED), text):
        if chance.random() < CONFUSED_SHARE and not taken & {match.start(), match.end() - 1}:
            yield Edit(match.start(), match.end(), CONFUSED[match.group()])


SIGNS = [
    "😂",
    "🔥🔥",
    "👀",
    "🙏🏽",
    "❤️",
    "🎬",
    "#breaking",
    "#ThisWeek",
    "@newsdesk",
    "https://example.org/a1?b=2",
]


def posted(text: str, chance: random.Random) -> Iterator[Edit]:
    """A social post: emoji, hashtags, handles and addresses after one sentence in four."""
    for match in re.finditer(r"[.!?][”\"’]?(?=\s|$)", text):
        if chance.random() < 0.25:
            yield Edit(match.end(), match.end(), " " + chance.choice(SIGNS))


def captioned(text: str, chance: random.Random) -> Iterator[Edit]:
    """Captions: short lines, and the time and a change sign before each paragraph."""
    lines = list(wrapped(text, chance, 32, 42, hyphens=False))
    yield from lines
    minute = 0
    for match in re.finditer(r"(?:^|(?<=\n))(?=\S)", text):
        minute += chance.randint(1, 3)
        yield Edit(
            match.start(), match.start(), f"[00:{minute % 60:02d}:{chance.randint(0, 59):02d}] "
        )


KINDS: dict[str, Kind] = {
    "all capitals": all_capitals,
    "no capitals": no_capitals,
    "no paragraphs": no_paragraphs,
    "single marks": british_marks,
    "guillemets": guillemets,
    "no marks": no_marks,
    "typewriter": straight_signs,
    "typesetter": set_signs,
    "scanned": scanned,
    "post": posted,
    "captions": captioned,
}
