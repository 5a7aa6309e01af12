"""Whom an article names as its source (beside the words, in its byline, in a credit), and what it copies.

Before: the record hands out articles. After: `lineage` hangs each telling on the one that it names. Only
names of outlets that are known from elsewhere are looked for, so that no name is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.answers.citing import cite_slice
from onrecord.text import lay_out
from onrecord.values import Article, Basis, Span
from onrecord.variants import Word, split_words

EDGE = 700
"""Datelines and credits of agencies stand so many characters from the start or the end of an article."""
LONGEST_CREDIT = 20
"""Words of a credit line; longer sentences that name an outlet tell something else."""
SHINGLE = 4
LEAST_SHINGLES = 40
"""Shorter articles are not called copies: a brief of two sentences may be one quotation."""
COPIED = 0.8
"""The share of an article's runs of four words that another has too, from which on it is its copy."""
DATELINE = re.compile(r"^[^\n]{0,60}?\(([A-Z][^()\n]{1,40})\)\s*(?:--|[-–—])\s", re.MULTILINE)
_TELLING = (
    r"\b(?:told|tells|telling|spoke|speaks?|speaking|talk(?:s|ed|ing)?|said|says|saying|interview(?:s|ed)?"
    r"|conversation|report(?:s|ed|ing)?|according|published|appear(?:s|ed)|quot(?:es?|ed|ing)|cit(?:es?|ed|ing)"
    r"|wr(?:ote|ites|iting|itten)|post(?:s|ed)|confess(?:es|ed)|admit(?:s|ted)|reveal(?:s|ed)|via|from|per)\b"
)
_CREDIT = (
    r"\b(?:report(?:ing|s|ed)?|material|files|copy|contribut(?:ed|ions?|ing)|source|via|courtesy|credit"
    r"|(?:first|originally) (?:published|appeared|reported|ran))\b"
)


@dataclass(frozen=True)
class Paper:
    """One article of a trace with the words and sentences that its sources are looked for in."""

    article: Article

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the text in order."""
        return split_words(self.article.text)

    @cached_property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Every run of four words, once."""
        keys = [word.key for word in self.words]
        return frozenset(tuple(keys[at : at + SHINGLE]) for at in range(len(keys) - SHINGLE + 1))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences in order."""
        return lay_out(self.article).sentences

    @cached_property
    def dateline(self) -> re.Match[str] | None:
        """The agency in the brackets of a dateline at the top, as in "DUNMERE, Jan. 27 (Name) --"."""
        return DATELINE.search(self.article.text[:EDGE])

    @cached_property
    def name(self) -> str | None:
        """What the article is called in others: its outlet, else the agency of its dateline."""
        named = self.dateline[1] if self.dateline else None
        return self.article.outlet or named


def find_credit(paper: Paper, told: Iterable[Span], name: str) -> Basis | None:
    """The words by which an article names another outlet as the source of the words at `told`.

    They stand in the sentences of these words or next to them, in the byline, or in a credit for the whole.
    """
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for span in (*_beside(paper, tuple(told), pattern), *_credits(paper, pattern)):
        return Basis("named", span.of(paper.article.text), cite_slice(paper.article, span))
    if paper.article.byline and pattern.search(paper.article.byline):
        return Basis("named", paper.article.byline)
    return None


def _beside(paper: Paper, told: tuple[Span, ...], pattern: re.Pattern[str]) -> Iterator[Span]:
    """Where the name stands beside the words, behind a word for telling or before "reports"."""
    text, sentences = paper.article.text, paper.sentences
    holding = [n for n, each in enumerate(sentences) if any(each.overlaps(t) for t in told)]
    near = {n + step for n in holding for step in (-1, 0, 1)} & set(range(len(sentences)))
    for number in sorted(near, key=lambda n: (n not in holding, n)):
        sentence = sentences[number]
        for match in pattern.finditer(text, sentence.start, sentence.end):
            name = Span(match.start(), match.end())
            before = _last_cue(text, sentence.start, name.start)
            after = re.compile(r",? (?:first )?report(?:s|ed)\b").match(text, name.end)
            if any(name.overlaps(each) for each in told):
                continue
            if before is not None or after:
                end = after.end() if after else name.end
                yield Span(name.start if before is None else before, end)


def with_cue(paper: Paper, name: Span) -> Span:
    """The name of an outlet with the word for telling before it in its sentence, as in "told The Gull"."""
    for sentence in paper.sentences:
        if sentence.overlaps(name):
            cue = _last_cue(paper.article.text, sentence.start, name.start)
            return name if cue is None else Span(cue, name.end)
    return name


def _last_cue(text: str, start: int, end: int) -> int | None:
    """Where the last word for telling stands that is at most four words before a name."""
    found = None
    for match in re.compile(_TELLING, re.IGNORECASE).finditer(text, start, end):
        between = text[match.end() : end]
        if len(between.split()) <= 4 and not re.search(r"[.;:!?\"“”]", between):
            found = match.start()
    return found


def _credits(paper: Paper, pattern: re.Pattern[str]) -> Iterator[Span]:
    """The dateline, or a short sentence at an edge of the article that credits the name."""
    text = paper.article.text
    dateline = paper.dateline
    if dateline and pattern.fullmatch(dateline[1]):
        yield Span(dateline.start(1), dateline.end(1))
    for sentence in paper.sentences:
        at_edge = sentence.end <= EDGE or sentence.start >= len(text) - EDGE
        words = sentence.of(text)
        is_plain = len(words.split()) <= LONGEST_CREDIT and not re.search(r"[\"“”]", words)
        is_credit = pattern.search(words) and re.search(_CREDIT, words, re.IGNORECASE)
        if at_edge and is_plain and is_credit:
            yield sentence


def find_copied(paper: Paper, source: Paper) -> Basis | None:
    """The longest run of words that a copy has from its source, and the share of its text that both have."""
    ours = paper.shingles
    if len(ours) < LEAST_SHINGLES:
        return None
    share = len(ours & source.shingles) / len(ours)
    if share < COPIED:
        return None
    span = _longest_run(paper, source.shingles)
    article = paper.article
    return Basis("copied", span.of(article.text), cite_slice(article, span), round(share, 3))


def _longest_run(paper: Paper, shared: frozenset[tuple[str, ...]]) -> Span:
    """The longest stretch of an article whose runs of four words are all shared."""
    words = paper.words
    keys = tuple(word.key for word in words)
    best, start = (0, 0), 0
    for at in range(len(keys) - SHINGLE + 1):
        if keys[at : at + SHINGLE] not in shared:
            start = at + 1
        elif at - start >= best[1] - best[0]:
            best = start, at + 1
    return Span(words[best[0]].span.start, words[best[1] + SHINGLE - 2].span.end)
