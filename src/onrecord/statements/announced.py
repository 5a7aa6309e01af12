"""Quotations that a colon announces: paragraphs without marks, and whose words announced ones are.

A page has mark-up for them; a text file has only "In her column she wrote:" and the next paragraph. The
quotation grammar sees no sign in it, so they are found here, before content is fitted to marks. Once
quotations are complete, those that nobody is said to speak take cue and source of the sentence above.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from onrecord.statements.drafts import Draft
from onrecord.statements.phrases import PRONOUN_OR_NAME, SAYING
from onrecord.statements.sources import Scene, is_active
from onrecord.values import Block, Quotation, Reading, Role, Span

ANNOUNCING = re.compile(
    rf"\b(?:{SAYING}|write|read|reads|reading|ran|runs|went|goes|began|begins|saying|writing|adding"
    r"|words|statement|letter|column|note|message|post|e-?mail|diary|passage|paragraph)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.!?\n]*:\s*$")
MARK = re.compile(r"[\"“”«»„‘]|(?:^|\s)'")
LEADING = re.compile(r":[\s\"“”’'>]*$")
TEXT = (
    r"(?:statement|message|tweet|post|letter|note|e-?mail|reply|answer|response|remarks?|comments?)"
)
LED_TO = re.compile(  # "Lund went on to say:", "Lund issued the following statement:"
    rf"(?P<source>{PRONOUN_OR_NAME.pattern})\s+(?:\w+ly\s+|also\s+|then\s+|later\s+|has\s+|had\s+)*"
    rf"(?P<cue>{SAYING}|(?:went|goes|go) on to \w+|\w+ (?:out )?(?:the following|this|an?) (?:\w+ )?{TEXT}"
    r"|\w+(?:ed|s)(?: \w+){0,4} (?:as follows|in the following way|in these words))\b"
    r"[^\n.!?\"“”:]{0,80}$"
)
FEWEST_WORDS = 8
"""A shorter paragraph after a colon is rather an item of a list."""


def announced_quotations(reading: Reading) -> Iterator[Quotation]:
    """The paragraphs right below a sentence of saying that ends in a colon, as block quotations."""
    held = [q.span for q in reading.layout.quotations]
    for before, block in pairwise(reading.layout.blocks):
        if announces(before, block, reading.article.text) and not any(
            block.span.overlaps(span) for span in held
        ):
            yield Quotation(block.span, block.span, "block", inner_parts=(block.span,))


def announces(before: Block, block: Block, text: str) -> bool:
    """Whether the first block announces the second as somebody's words."""
    said = SENTENCE.search(before.span.of(text))
    words = block.span.of(text)
    return (
        said is not None
        and ANNOUNCING.search(said.group()) is not None
        and before.kind == block.kind == "paragraph"
        and not MARK.search(words)
        and len(words.split()) >= FEWEST_WORDS
        and words.rstrip()[-1:] in ".!?…"
    )


def ascribe_announced(drafts: list[Draft], reading: Reading, scene: Scene) -> list[Draft]:
    """The drafts, those of whole quotations without cue and source with cue and source of the sentence whose
    colon leads to them: those that the model found there, if one source, else its subject and verb."""
    announcing = Announcing(reading, scene)
    return [
        replace(draft, cue=(told[1],), source=(told[0],))
        if (told := announcing.of(draft)) is not None
        else draft
        for draft in drafts
    ]


class Announcing:
    """The cues and sources outside marks of an article, found by the sentence that they stand in."""

    def __init__(self, reading: Reading, scene: Scene) -> None:
        self._text, self._marks, self._scene = reading.article.text, scene.marks, scene
        self._sentences = reading.layout.sentences
        self._cues = [span for span in self._chunks(reading, "cue") if is_active(span, self._text)]
        self._sources = self._chunks(reading, "source")
        people = (e.span.end for e in reading.labels.entities if e.label == "person")
        self._people = frozenset(people)

    def _chunks(self, reading: Reading, role: Role) -> list[Span]:
        found = (chunk.span for chunk in reading.labels.chunks if chunk.role == role)
        return sorted(span for span in found if self._marks.at(span.start) is None)

    def of(self, draft: Draft) -> tuple[Span, Span] | None:
        """Source and cue of the sentence that announces a draft of one whole quotation, or None."""
        if draft.cue or draft.source or draft.turn or len(draft.content) != 1:
            return None
        quotation = self._marks.at(draft.content[0].start)
        if quotation is None or quotation.span != draft.content[0]:
            return None
        start = quotation.span.start
        colon = LEADING.search(self._text, max(0, start - 12), start)
        at = (
            bisect_right(self._sentences, colon.start(), key=lambda s: s.start) - 1 if colon else -1
        )
        if colon is None or at < 0 or colon.start() in self._people:
            return None  # "Lund quotes Ana Ruiz:" leads to the words of Ruiz
        sentence = Span(self._sentences[at].start, colon.start())
        return self.governing(sentence)

    def governing(self, sentence: Span) -> tuple[Span, Span] | None:
        """The last cue of a sentence with its source, where all its cues have the same; without any, what
        the words of the sentence tell."""
        pairs = [
            (source, cue)
            for cue in within(self._cues, sentence)
            for source in within(self._sources, Span(sentence.start, cue.start))[-1:]
        ]
        if not pairs:
            return self.leading(sentence)
        return pairs[-1] if len({source for source, _ in pairs}) == 1 else None

    def leading(self, sentence: Span) -> tuple[Span, Span] | None:
        """Subject and verb of a sentence that ends by leading to words: "She went on to say"."""
        found = LED_TO.search(self._text, sentence.start, sentence.end)
        if found is None or self._marks.at(found.start()) is not None:
            return None
        source = self._scene.somebody(Span(*found.span("source")))
        return (source, Span(*found.span("cue"))) if source else None


def within(spans: list[Span], stretch: Span) -> list[Span]:
    """Those of sorted spans that lie in a stretch.

    >>> within([Span(0, 2), Span(4, 6), Span(8, 12)], Span(3, 10))
    [Span(start=4, end=6)]
    """
    first = bisect_left(spans, stretch.start, key=lambda span: span.start)
    last = bisect_left(spans, stretch.end, key=lambda span: span.start)
    return [span for span in spans[first:last] if span.end <= stretch.end]
