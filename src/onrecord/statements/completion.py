"""Quotations that no label of the model covers: whose words they are by the text around them.

A cue beside the marks ("…," said Lund) makes a statement with that source; a block quote or a
quotation that is a paragraph of its own makes one without (people settles the speaker); anything else
stays typography: a title, a nickname, a scare quote.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from onrecord.statements.drafts import Draft, in_order
from onrecord.statements.phrases import NAME, SAYING
from onrecord.statements.snapping import Marks, length, line_before
from onrecord.values import Quotation, Reading, Span

SUBJECT = (
    rf"(?:[Hh]e|[Ss]he|[Tt]hey|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er) (?:[\w-]+ ){{0,2}}[\w-]+|{NAME})"
)
AFTER = re.compile(
    rf"[,.]?\s*(?:(?P<s1>{SUBJECT})\s+(?:\w+ly\s+)?(?P<c1>{SAYING})\b|(?P<c2>{SAYING})\s+(?P<s2>{SUBJECT}))"
)
BEFORE = re.compile(
    rf"(?P<source>{SUBJECT})\s+(?:\w+ly\s+|also\s+|has\s+|had\s+|then\s+|once\s+|later\s+)*(?P<cue>{SAYING})"
    r"(?:\s+(?:[\w'’.-]+\s+){0,8}?(?:that|how|of))?[^\n.!?\"“”]{0,60}[,:]?\s*$"
)
WORD = re.compile(r"[^\W\d_][\w'’-]*")
SMALL = frozenset(
    "a an and as at but by for from in into nor of off on or over the to up via with".split()
)
POINTING = frozenset("it this that them him her me us you the a which who one".split())
REACH = 160  # characters before a quotation that may hold its cue
UTTERED, SURELY_QUOTES = ".!?…—–-,", 0.9
STANDS_ALONE = 6  # words: a shorter paragraph in marks may be a title or a sign


def complete(drafts: list[Draft], reading: Reading, marks: Marks) -> list[Draft]:
    """The drafts with those of quotations that none of them covers; text order."""
    text = reading.article.text
    drafts = leave_blocks_whole(drafts, marks)
    covered = Coverage(drafts)
    made: list[Draft] = []
    for quotation in marks.outer:
        if covered.touches(quotation.span):
            continue
        draft = beside_cue(text, quotation, reading) or standing_alone(
            text, quotation, reading, marks
        )
        made += [draft] if draft else []
    used = {cue for draft in drafts for cue in draft.cue}
    return in_order([*(with_cue(draft, used, reading, marks) for draft in drafts), *made])


def leave_blocks_whole(drafts: list[Draft], marks: Marks) -> list[Draft]:
    """The drafts without those told inside a block quotation that nobody is said to speak: it is one
    statement, and whatever it reports is part of it."""
    spoken = Coverage([replace(draft, content=spoken_of_blocks(draft, marks)) for draft in drafts])
    return [
        draft
        for draft in drafts
        if (block := block_around(draft.content[0], marks)) is None or spoken.touches(block)
    ]


def spoken_of_blocks(draft: Draft, marks: Marks) -> tuple[Span, ...]:
    """The content of a draft that makes the block quotations it touches somebody's: what is told with cue
    and source inside the same block does not."""
    told = (*draft.cue, *draft.source)
    kept = []
    for span in draft.content:
        block = block_around(span, marks)
        inside = block is not None and span != block and told and all(s in block for s in told)
        kept += [] if inside else [span]
    return tuple(kept)


def block_around(span: Span, marks: Marks) -> Span | None:
    """The block quotation that holds a span."""
    quotation = marks.at(span.start)
    block = quotation is not None and quotation.style == "block" and span in quotation.span
    return quotation.span if quotation is not None and block else None


def with_cue(draft: Draft, used: set[Span], reading: Reading, marks: Marks) -> Draft:
    """A draft of one quotation that no cue governs, with the cue beside it if that governs nothing else."""
    quotation = marks.at(draft.content[0].start)
    alone = len(draft.content) == 1 and quotation is not None
    if draft.cue or draft.source or draft.turn or not alone or quotation is None:
        return draft
    found = beside_cue(reading.article.text, quotation, reading)
    if found is None or any(cue.overlaps(other) for cue in found.cue for other in used):
        return draft
    return replace(draft, cue=found.cue, source=found.source)


class Coverage:
    """Which characters the content of drafts covers."""

    def __init__(self, drafts: list[Draft]) -> None:
        merged: list[Span] = []
        for span in sorted(span for draft in drafts for span in draft.content):
            if merged and span.start < merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        self._spans = merged
        self._ends = [span.end for span in merged]

    def touches(self, span: Span) -> bool:
        """Whether any content shares a character with `span`."""
        at = bisect_right(self._ends, span.start)
        return at < len(self._spans) and self._spans[at].overlaps(span)


def beside_cue(text: str, quotation: Quotation, reading: Reading) -> Draft | None:
    """A draft with the cue and source right after or before the marks, in the same block."""
    block = block_span(reading, quotation.span)
    if block is None:
        return None
    after = AFTER.match(text, quotation.span.end, block.end)
    if after and ends_open(text, quotation):
        number = "1" if after.group("s1") else "2"
        source, cue = Span(*after.span("s" + number)), Span(*after.span("c" + number))
        return Draft((quotation.span,), (cue,), (source,), 0.6)
    begin = max(block.start, quotation.span.start - REACH)
    matches = list(BEFORE.finditer(text, begin, quotation.span.start))
    if not matches:
        return None
    before = matches[-1]
    return Draft(
        (quotation.span,), (Span(*before.span("cue")),), (Span(*before.span("source")),), 0.55
    )


def ends_open(text: str, quotation: Quotation) -> bool:
    """Whether the sentence goes on after the marks: a comma, dash, ? or ! ends the words, or follows."""
    following = text[quotation.span.end : quotation.span.end + 1]
    return text[quotation.inner.end - 1] in ",?!…-—" or following == ","


def standing_alone(text: str, quotation: Quotation, reading: Reading, marks: Marks) -> Draft | None:
    """A draft without cue or source: a block quote, or a quotation as long as a statement."""
    words = quotation.inner.of(text).split()
    if quotation.style == "block":
        return Draft((quotation.span,), score=0.6) if len(words) >= 3 else None
    short = len(words) < STANDS_ALONE and not is_utterance(text, quotation, marks)
    if short or is_title(quotation.inner.of(text)):
        return None
    block = block_span(reading, quotation.span)
    fills = block is not None and length(quotation.span) >= 0.9 * length(block)
    return Draft((quotation.span,), score=0.5 if fills else 0.4)


def is_utterance(text: str, quotation: Quotation, marks: Marks) -> bool:
    """Whether a short quotation is speech: it begins as a sentence, ends as one or as a part of one that goes
    on ("“Yes,” she said", "“Never.”"), and the model says that its marks quote; where it says nothing, the
    quotation opens its line."""
    line = line_before(text, quotation.span.start)
    words = quotation.inner.of(text).strip()
    opens = words[:1].isupper() or (words[:1] in "'’—–…" and len(words) > 1)
    quoting = marks.quoting(quotation)
    quotes = quoting > SURELY_QUOTES if quoting is not None else not line.strip()
    return quotes and opens and words[-1:] in UTTERED


def is_title(words: str) -> bool:
    """Whether marked words look like a title: capitals on all but small words, no end of a sentence.

    >>> is_title("Three Strokes and a Silence"), is_title("Thank you, Georgia"), is_title("NOT OK.")
    (True, False, False)
    """
    heavy = [word for word in WORD.findall(words) if word.lower() not in SMALL]
    capital = [
        word for word in heavy if word[0].isupper() and not (word.isupper() and len(word) > 1)
    ]
    ended = words.rstrip()[-1:] in ".?!…" and not words.rstrip().endswith(",")
    return len(capital) >= 2 and len(capital) == len(heavy) and not ended


def is_mere_mention(words: str) -> bool:
    """Whether unmarked words only name or point to somebody: "a girl named Mara" reports nothing.

    >>> is_mere_mention("Mara"), is_mere_mention("it"), is_mere_mention("“no”")
    (True, True, False)
    """
    parts = words.split()
    names = all(part[0].isupper() and part.strip(".,").isalpha() for part in parts)
    return len(parts) <= 2 and (names or words.lower() in POINTING or words.endswith(("'s", "’s")))


def drop_names(drafts: list[Draft], marks: Marks, text: str) -> list[Draft]:
    """The drafts without titles, nicknames and scare quotes: a marked stretch in title case alone, or
    content that no cue and no source make anybody's and that is too short to be a statement."""
    kept = []
    for draft in drafts:
        whole = marks.at(draft.content[0].start) if len(draft.content) == 1 else None
        alone = whole is not None and whole.span == draft.content[0]
        title = alone and whole is not None and is_named(draft, whole, text)
        told = all(is_mere_mention(span.of(text)) for span in draft.content)
        nobodys = not draft.cue and not draft.source
        short = sum(len(span.of(text).split()) for span in draft.content) < STANDS_ALONE
        short = short and not (alone and whole is not None and is_utterance(text, whole, marks))
        unmarked = all(not marks.within(span) for span in draft.content)
        if not (title or told or (nobodys and (short or unmarked))):
            kept.append(draft)
    return kept


def is_named(draft: Draft, whole: Quotation, text: str) -> bool:
    """Whether marked words are a title, and not speech that looks like one: "Wake up, Philip," she said."""
    spoken = draft.cue and draft.cue[0].start >= whole.span.end and ends_open(text, whole)
    return is_title(whole.inner.of(text)) and not spoken


def drop_headings(drafts: list[Draft], reading: Reading, marks: Marks) -> list[Draft]:
    """The drafts without words of a heading that neither marks nor a source make anybody's:
    "The Ending Explained"."""
    return [
        draft
        for draft in drafts
        if any(span not in draft.content for span in draft.source)
        or any(marks.within(span) for span in draft.content)
        or not in_heading(draft.content[0], reading)
    ]


def in_heading(span: Span, reading: Reading) -> bool:
    """Whether a span lies in a heading."""
    blocks = reading.layout.blocks
    at = bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1
    return at >= 0 and blocks[at].kind == "heading" and span in blocks[at].span


def block_span(reading: Reading, span: Span) -> Span | None:
    """The stretch of blocks that `span` lies in, from the start of the first to the end of the last."""
    blocks = reading.layout.blocks
    first = bisect_right(blocks, span.start, key=lambda block: block.span.end)
    last = bisect_left(blocks, span.end, key=lambda block: block.span.start) - 1
    return Span(blocks[first].span.start, blocks[last].span.end) if first <= last else None
