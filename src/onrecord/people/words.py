"""Words of an article with their places: what every finder of mentions walks over.

Comes before everything else in `people`; reads only the layout of the text package.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from onrecord.values import Layout, Span

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_OPENERS = "\"“”‘'«„`:([—–-*•"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place. `end` leaves out a possessive 's; `opens` is true where a capital letter
    says nothing: first in a sentence, or after an opening mark or a colon."""

    start: int
    end: int
    text: str
    lower: str
    possessive: bool
    sentence: int
    block: int
    quoted: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The words of an article, with the ways to find them again by place."""

    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    sentences: tuple[Span, ...]
    blocks: tuple[Span, ...]
    headings: frozenset[int]

    def first_from(self, offset: int) -> int:
        """Index of the first word that starts at or after `offset`."""
        return bisect_left(self.starts, offset)

    def between(self, span: Span) -> range:
        """Indices of the words that start within `span`."""
        return range(self.first_from(span.start), self.first_from(span.end))

    def gap(self, left: int, right: int) -> str:
        """The characters between two words; a possessive ending is left out.

        An empty string where either lies outside the text.
        """
        if left < 0 or right >= len(self.words):
            return ""
        before = self.words[left]
        return self.text[before.end + (2 if before.possessive else 0) : self.words[right].start]

    def after(self, index: int) -> str:
        """The characters that follow a word, up to the next one."""
        if not 0 <= index < len(self.words):
            return ""
        word = self.words[index]
        start = word.end + (2 if word.possessive else 0)
        end = self.words[index + 1].start if index + 1 < len(self.words) else len(self.text)
        return self.text[start:end]


def lay_words(text: str, layout: Layout) -> Page:
    """The words of `text`, each with its sentence, block and whether it stands in quotation marks."""
    sentences = tuple(layout.sentences) or (Span(0, len(text)),)
    blocks = tuple(block.span for block in layout.blocks) or (Span(0, len(text)),)
    s_starts, b_starts = [s.start for s in sentences], [b.start for b in blocks]
    quoted = _outermost(layout)
    q_starts = [q.start for q in quoted]
    words: list[Word] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        sentence = max(0, bisect_right(s_starts, start) - 1)
        at = bisect_right(q_starts, start) - 1
        inside = at >= 0 and start < quoted[at].end
        possessive = match.group()[-2:] in ("'s", "’s") and end - start > 2
        body = text[start : end - 2] if possessive else match.group()
        first = not words or words[-1].start < s_starts[sentence]
        opens = first or text[max(0, start - 9) : start].rstrip(" ")[-1:] in (*_OPENERS,)
        block = max(0, bisect_right(b_starts, start) - 1)
        words.append(
            Word(
                start,
                end - (2 if possessive else 0),
                body,
                body.lower(),
                possessive,
                sentence,
                block,
                inside,
                opens,
            )
        )
    page = Page(text, tuple(words), tuple(w.start for w in words), sentences, blocks, frozenset())
    return Page(page.text, page.words, page.starts, sentences, blocks, _headings(page, layout))


def _outermost(layout: Layout) -> list[Span]:
    spans = sorted(q.span for q in layout.quotations if q.depth == 0)
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _headings(page: Page, layout: Layout) -> frozenset[int]:
    """Blocks in which capital letters say nothing: headings, and lines in title case or capitals."""
    found = {i for i, block in enumerate(layout.blocks) if block.kind == "heading"}
    by_block: dict[int, list[Word]] = {}
    for word in page.words:
        by_block.setdefault(word.block, []).append(word)
    for block, words in by_block.items():
        long = [w for w in words if len(w.text) > 3]
        capital = sum(w.text[0].isupper() for w in long)
        ended = page.text[page.blocks[block].start : page.blocks[block].end].rstrip()[-1:]
        share = capital / max(1, len(long))
        sentence = ended in '.!"”'  # some headlines are set with a full stop
        enough = share >= 0.85 and len(long) >= 5 if sentence else share >= 0.7
        if 4 <= len(words) <= 30 and enough:
            found.add(block)
    return frozenset(found)
