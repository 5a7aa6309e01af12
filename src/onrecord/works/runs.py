"""Every stretch of an article that could be a title, and what its form says: what the model's title head scores.

Stretches in marks that look like titles, and runs of capitalised words with the parts of them that may stand
alone ("Ola Vint’s Saltmarsh" holds "Saltmarsh"). Read by `titles`, and by training in the same way.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from onrecord.values import Entity, Layout, Reading, Span
from onrecord.works.names import NOT_FIRST, TITLE, looks_like_title, plain_title

LONGEST_IN_MARKS = 80
SPLITTING = frozenset("and in at on for to from with or by of the a an & –".split())
"""Small words at which a run may be two: "Nora Keane in The Tollkeeper"."""
MOST_STARTS, MOST_ENDS = 6, 6
UNDERLINED = re.compile(r"(?<![\w*_])(\*\*|__|[*_])(?=\S)([^*_\n]{2,80}?)(?<=\S)\1(?![\w*_])")
WORD = re.compile(r"\S+")
POSSESSIVE = re.compile(r"[’']s?$")
SHAPES = (
    "marked", "underlined", "words", "one word", "small word", "all capitals", "digit", "one letter", "hyphen",
    "begins with the", "verb form", "after possessive", "possessive behind", "bracket behind", "year behind",
    "article before", "comma before", "comma behind", "colon before", "dash beside", "in brackets", "end behind",
    "whole run", "run start", "run end", "text start",
    "is person", "is organisation", "is place", "is work", "is event", "part of name",
    "sentence start", "repeated", "quoting",
)  # fmt: skip
"""What `shapes_of` tells of a run, in its order."""
KINDS = ("person", "organisation", "place", "work", "event")
MOST_OVER = 8
"""Names that are looked at for one run."""
ARTICLE = 4  # characters of "The ", which a label may leave out
NEAR_TOP = 40
YEAR_NEAR = re.compile(r"[,.]?[”\"’'»_*]{0,2},? \(?(?:19|20)\d\d\b")
OWNED = re.compile(r"[’']s? [“\"‘'«_*]?$")
OWNING = re.compile(r"[”\"’'»_*]?[’']s?\b")
BRACKET_BEHIND = re.compile(r"[,.]?[”\"’'»_*]{0,2} \(")
DASH_BEHIND = re.compile(r"[”\"’'»]? [–—-]")
ARTICLE_BEFORE = re.compile(r"\b(?:the|a|an) [“\"‘'«_*]?$")
SMALL = re.compile(r"(?i:the|a|an|of|for|and|in|on|at|to|with|from|by|is|are|my|your|our|no|not)")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch that could be a title. `marked`: in quotation marks; `underlined`: in the signs that plain text
    has for italics; `whole`: from the first to the last capitalised word of its run."""

    span: Span
    marked: bool = False
    underlined: bool = False
    at_start: bool = True
    at_end: bool = True
    quotation: int = -1

    @property
    def whole(self) -> bool:
        """Whether nothing of the run is left out."""
        return self.at_start and self.at_end


def find_runs(text: str, layout: Layout) -> tuple[Run, ...]:
    """Every stretch that could be a title, in text order; they overlap.

    >>> from onrecord.article import article_from_text
    >>> from onrecord.text import lay_out
    >>> text = "they saw Ola Vint’s Saltmarsh."
    >>> [run.span.of(text) for run in find_runs(text, lay_out(article_from_text(text, "a")))]
    ['Ola Vint', 'Ola Vint’s Saltmarsh', 'Saltmarsh']
    """
    found: dict[Span, Run] = {}
    for number, quotation in enumerate(layout.quotations):
        inner = quotation.inner
        name = inner.of(text).rstrip(",.")
        if (
            quotation.style != "block"
            and 2 <= len(name) <= LONGEST_IN_MARKS
            and looks_like_title(name)
        ):
            span = Span(inner.start, inner.start + len(name))
            found[span] = Run(span, marked=True, quotation=number)
    for match in UNDERLINED.finditer(text):
        if looks_like_title(match[2].rstrip(",.")):
            span = Span(match.start(2), match.start(2) + len(match[2].rstrip(",.")))
            found.setdefault(span, Run(span, underlined=True))
    for match in TITLE.finditer(text):
        for run in parts_of_run(text, Span(match.start(), match.end())):
            found.setdefault(run.span, run)
    return tuple(found[span] for span in sorted(found) if plain_title(span.of(text)))


def parts_of_run(text: str, span: Span) -> Iterator[Run]:
    """The run and those parts of it that small words, possessives and words before a title cut out."""
    words = [
        Span(span.start + m.start(), span.start + m.end()) for m in WORD.finditer(span.of(text))
    ]
    starts, ends = list(starts_of(text, words)), list(ends_of(text, words))
    for first in starts[:MOST_STARTS]:
        for last, end in ends[-MOST_ENDS:]:
            if first <= last and end > words[first].start:
                yield Run(
                    Span(words[first].start, end),
                    at_start=first == 0,
                    at_end=last == len(words) - 1,
                )


def starts_of(text: str, words: Sequence[Span]) -> Iterator[int]:
    """Which words of a run a title may begin with."""
    for number, word in enumerate(words):
        if word.of(text).lower() in SPLITTING and word.of(text)[0].islower():
            continue
        before = words[number - 1].of(text) if number else ""
        lower = before.lower()
        if (
            not number
            or POSSESSIVE.search(before)
            or before.endswith(":")
            or lower in SPLITTING
            or lower in NOT_FIRST
            or (number == 1 and word.of(text) in ("The", "A", "An"))
        ):
            yield number


def ends_of(text: str, words: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Which words of a run a title may end with, and the place where it does."""
    for number, word in enumerate(words):
        own = word.of(text)
        if own.lower() in SPLITTING and own[0].islower():
            continue
        after = words[number + 1].of(text).lower() if number + 1 < len(words) else ""
        possessive = POSSESSIVE.search(own)
        if possessive and possessive.start() > 0:
            yield number, word.start + possessive.start()
            continue
        if not after or after in SPLITTING:
            yield number, word.start + len(own.rstrip(".:")) if not own[:-1].isupper() else word.end


def shapes_of(runs: Sequence[Run], reading: Reading) -> NDArray[np.float32]:
    """What the form of each run says, (runs, len(SHAPES))."""
    text, labels = reading.article.text, reading.labels
    beginnings = {sentence.start for sentence in reading.layout.sentences}
    often = Counter(run.span.of(text) for run in runs)
    entities = sorted(labels.entities, key=lambda entity: entity.span.start)
    ends = [entity.span.end for entity in entities]
    rows = []
    for run in runs:
        span = run.span
        first = bisect_right(ends, span.start)
        over = takewhile(lambda e: e.span.start < span.end, entities[first : first + MOST_OVER])  # noqa: B023
        quoted = labels.quoting[run.quotation] if 0 <= run.quotation < len(labels.quoting) else 0.0
        opening = span.start in beginnings or (span.start - 1) in beginnings
        repeated = min(3, often[span.of(text)]) / 3
        rows.append([*form_of(run, text), *labels_over(span, over), opening, repeated, quoted])
    return np.array(rows, np.float32).reshape(len(runs), len(SHAPES))


def form_of(run: Run, text: str) -> list[float]:
    """What the words of a run and the characters beside it say, in the order of SHAPES."""
    span, name = run.span, run.span.of(text)
    words = name.split()
    before, behind = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 24]
    close_before = before.rstrip("“\"‘'«_* ")[-1:]
    close_behind = behind.lstrip(",.”\"’'»_*")
    return [
        run.marked, run.underlined, min(len(words), 8) / 4, len(words) == 1,
        any(SMALL.fullmatch(word) for word in words[1:]), name.isupper() and len(name) > 3,
        any(c.isdigit() for c in name), len(name) == 1, "-" in name, words[0] in ("The", "A", "An"),
        any(word.endswith(("ing", "ed")) for word in words),
        bool(OWNED.search(before)), bool(OWNING.match(behind)), bool(BRACKET_BEHIND.match(behind)),
        bool(YEAR_NEAR.match(behind)), bool(ARTICLE_BEFORE.search(before)),
        close_before == ",", "," in behind[:2], close_before == ":",
        bool(DASH_BEHIND.match(behind)) or close_before in ("–", "—"),
        close_before == "(" or close_behind.startswith(")"), behind[:1] in (".", "!", "?"),
        run.whole, run.at_start, run.at_end, span.start < NEAR_TOP,
    ]  # fmt: skip


def labels_over(span: Span, over: Iterable[Entity]) -> list[float]:
    """The model's names at just this place, by kind, and the surest name that holds or cuts it."""
    exact, others = dict.fromkeys(KINDS, 0.0), 0.0
    for entity in over:
        if abs(entity.span.start - span.start) <= ARTICLE and entity.span.end == span.end:
            exact[entity.label] = entity.score
        else:
            others = max(others, entity.score)
    return [*exact.values(), others]
