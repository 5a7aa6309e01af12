"""Quoted words with the people who said them, from articles whose attributions were marked by hand.

Before: `documents` loads the articles. After: `quotation_cases` makes test quotations of them. A stretch is
one paragraph of an outermost quotation that an attribution covers. Its speaker is the attribution's source
where that is a person's name: one that the same article also gives with a given name. Pronouns have no gold
in these articles, so what "he" says is no stretch.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from documents import Row, digest_of
from onrecord.article import article_from_text
from onrecord.people.lexicon import GIVEN_FEMALE, GIVEN_MALE
from onrecord.text import lay_out
from onrecord.values import Span

LEAST_WORDS = 5
"""Words of the shortest stretch: "told him no" is nobody's alone."""
SHINGLE = 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CAPITAL = re.compile(r"[A-Z][\w’'-]+")
_FULL_NAME = re.compile(r"\b([A-Z][a-z]+) (?:[A-Z]\. )?((?:[A-Z][\w’-]*[a-z]))\b")
_GIVEN = GIVEN_FEMALE | GIVEN_MALE
_DOUBLE = re.compile(r"(?<!\S)[\"“]|(?<=[(—–-])[\"“]")


@dataclass(frozen=True)
class Stretch:
    """Marked words of one article: where, the text, and the full name of who said them, None if not known.

    `before` and `after` are the words of the same quotation around it, for cuts; `place` counts in the text.
    """

    article: str
    place: Span
    text: str
    speaker: str | None


@dataclass(frozen=True)
class Source:
    """One article: its text, its stretches in order, and the full names of its speakers."""

    key: str
    text: str
    stretches: tuple[Stretch, ...]

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """The full names of those who are quoted, once each."""
        return tuple(dict.fromkeys(s.speaker for s in self.stretches if s.speaker))


def plain_words(text: str) -> list[str]:
    """The words of a text without case, marks and typography: the generator's own reading, not `check`'s.

    >>> plain_words("“It’s gov-\\nernment, he said”")
    ["it's", 'gov', 'ernment', 'he', 'said']
    """
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]


class Texts:
    """All texts of the record, to ask whether words stand in any of them on end."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._keys = list(texts)
        self._starts: list[int] = []
        parts: list[str] = []
        at = 0
        for text in texts.values():
            self._starts.append(at)
            parts.append(" " + " ".join(plain_words(text)) + " \n")
            at += len(parts[-1])
        self._all = "".join(parts)
        self._shingles = {
            hash(tuple(words[n : n + SHINGLE]))
            for words in (part.split() for part in parts)
            for n in range(len(words) - SHINGLE + 1)
        }

    def holders(self, words: Sequence[str]) -> list[str]:
        """The keys of the articles that have these words on end."""
        asked, found, at = f" {' '.join(words)} ", [], -1
        while (at := self._all.find(asked, at + 1)) >= 0:
            key = self._keys[bisect_right(self._starts, at) - 1]
            if not found or found[-1] != key:
                found.append(key)
        return found

    def stands(self, words: Sequence[str]) -> bool:
        """Whether any article has these words on end."""
        return f" {' '.join(words)} " in self._all

    def shares_shingle(self, words: Sequence[str]) -> bool:
        """Whether any four of these words on end stand in an article."""
        return any(
            hash(tuple(words[n : n + SHINGLE])) in self._shingles
            for n in range(len(words) - SHINGLE + 1)
        )


def is_kept_back(row: Row) -> bool:
    """Whether an article serves the seed that nothing is tuned on: all of dev, and half of train by hash.

    The train articles that the language model was not trained on are among that half.
    """
    return row["split"] == "dev" or int(digest_of(row["id"])[:4], 16) < 0x8000


def read_sources(rows: Iterable[Row]) -> tuple[Source, ...]:
    """The articles with their stretches."""
    return tuple(read_source(row) for row in rows)


def read_source(row: Row) -> Source:
    """One article with the marked words that its attributions cover."""
    text, names = row["text"], full_names(row["text"])
    quoted = [q for q in row["quotes"] if q["type"] != "indirect"]
    found = []
    for quotation in lay_out(article_from_text(text, row["id"])).quotations:
        if quotation.parent is not None or quotation.style == "block":
            continue
        for place in quotation.inner_parts or (quotation.inner,):
            over = [q for q in quoted if any(Span(*span).overlaps(place) for span in q["content"])]
            if over and len(plain_words(place.of(text))) >= LEAST_WORDS:
                speaker = speaker_of(text, over, names)
                found.append(Stretch(row["id"], place, place.of(text).strip(), speaker))
    return Source(row["id"], text, tuple(found))


def full_names(text: str) -> dict[str, set[str]]:
    """For each surname of an article, the full names with it whose given name is a known one.

    >>> full_names("Ada Osei met Mr. Osei and New York.")
    {'Osei': {'Ada Osei'}}
    """
    found: dict[str, set[str]] = {}
    for match in _FULL_NAME.finditer(text):
        if match[1].lower() in _GIVEN:
            found.setdefault(match[2].removesuffix("’s"), set()).add(f"{match[1]} {match[2]}")
    return {surname: {n.removesuffix("’s") for n in names} for surname, names in found.items()}


def speaker_of(text: str, over: Sequence[Row], names: dict[str, set[str]]) -> str | None:
    """The full name of the one person whom all attributions of some words name, or None."""
    told = {named(text[a:b], names) for q in over for a, b in q["source"]}
    every = all(q["source"] for q in over)
    return told.pop() if len(told) == 1 and every else None


def named(source: str, names: dict[str, set[str]]) -> str | None:
    """The full name of the person that the words of a source name, if it is one and no other.

    >>> named("Health Minister Ada Osei, a doctor", {"Osei": {"Ada Osei", "Ben Osei"}})
    'Ada Osei'
    >>> named("Osei", {"Osei": {"Ada Osei", "Ben Osei"}}), named("he", {})
    (None, None)
    """
    head = re.split(r"[,;(—]| who | of | for ", source)[0].strip()
    words = _CAPITAL.findall(head)
    if not words or not head.endswith(words[-1]) or re.search(r"\band\b|[’']s\b", head):
        return None
    able = names.get(words[-1], set())
    spelled = [name for name in able if len(words) > 1 and name.split()[0] in words]
    if len(spelled) == 1:
        return spelled[0]
    bare = not any(word.lower() in _GIVEN for word in words[:-1])
    return next(iter(able)) if len(able) == 1 and bare else None


def set_inner_marks(words: str) -> str:
    """Words as they stand inside quotation marks: marks of their own are single ones.

    >>> set_inner_marks('He said “no” and "go" .')
    'He said ‘no’ and ‘go’ .'
    """
    opened = _DOUBLE.sub("‘", words)
    return re.sub(r"[\"”]", "’", opened)
