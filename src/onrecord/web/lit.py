"""Texts cut into pieces at spans, for pages to light up: no mark-up, only slices and what they are.

Before: values. After: `pages` hands the pieces to the templates.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.publish.check_report import Judged, Report
from onrecord.text import lay_out, words_in
from onrecord.values import Span, Statement


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of a text, the roles that it has in statements, and the statement that begins with it."""

    text: str
    roles: tuple[str, ...] = ()
    begins: Statement | None = None


def light(text: str, statements: Iterable[Statement]) -> list[Piece]:
    """The whole text in pieces, cut wherever a span of a statement begins or ends.

    >>> said = Statement("a1", "direct", "speech", (Span(0, 5),), cue=(Span(6, 10),))
    >>> [(piece.text, piece.roles) for piece in light("“Go,” said.", [said])]
    [('“Go,”', ('content',)), (' ', ()), ('said', ('cue',)), ('.', ())]
    """
    listed = list(statements)
    marks = [mark for statement in listed for mark in _marks(statement)]
    starts = {each.content[0].start: each for each in reversed(listed) if each.content}
    cuts = sorted({0, len(text), *(at for span, _ in marks for at in (span.start, span.end))})
    marks.sort(key=lambda mark: mark[0])
    pieces, active, coming = [], [], iter([*marks, None])
    following = next(coming)
    for start, end in itertools.pairwise(cuts):
        while following is not None and following[0].start <= start:
            active.append(following)
            following = next(coming)
        active = [mark for mark in active if mark[0].end > start]
        roles = tuple(sorted({role for _, role in active}))
        pieces.append(Piece(text[start:end], roles, starts.get(start)))
    return pieces


def cut_context(text: str, statement: Statement, size: int) -> list[Piece]:
    """The statement lit, with at most `size` characters of the article on each side, cut at words.

    >>> said = Statement("a1", "direct", "speech", (Span(13, 18),))
    >>> [piece.text for piece in cut_context("It was late. “Go,” he said and sat.", said, 9)]
    ['… ', 'late. ', '“Go,”', ' he said', ' …']
    """
    if not statement.content:
        return []
    first, last = statement.content[0].start, statement.content[-1].end
    start, end = max(0, first - size), min(len(text), last + size)
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    while last < end < len(text) and not text[end].isspace():
        end -= 1
    window = Span(start, end)
    inside = [Span(max(s.start, start), min(s.end, end)) for s, _ in _marks(statement)]
    cuts = sorted({start, end, *(at for s in inside if s.start < s.end for at in (s.start, s.end))})
    pieces = [Piece("… ")] if start else []
    for low, high in itertools.pairwise(cuts):
        roles = {role for span, role in _marks(statement) if Span(low, high) in span}
        pieces.append(Piece(text[low:high], tuple(sorted(roles))))
    return [*pieces, Piece(" …")] if window.end < len(text) else pieces


def _marks(statement: Statement) -> Iterator[tuple[Span, str]]:
    for role in ("content", "cue", "source"):
        yield from ((span, role) for span in getattr(statement, role))
    yield from ((evidence.span, "occasion") for evidence in statement.occasion.evidence)


@dataclass(frozen=True, slots=True)
class Row:
    """A block of a draft in pieces, each with the quotation it is if it is one; the quotations judged."""

    pieces: tuple[tuple[str, int | None], ...]
    judged: tuple[tuple[int, Judged], ...]


def draft_rows(report: Report) -> list[Row]:
    """The blocks of a draft with their quotations, which are numbered through."""
    numbered = list(enumerate(report.judged, 1))
    return [_row(report, block.span, numbered) for block in lay_out(report.draft).blocks]


def _row(report: Report, block: Span, numbered: Sequence[tuple[int, Judged]]) -> Row:
    own = [(n, j) for n, j in numbered if block.start <= j.verdict.start < block.end]
    pieces: list[tuple[str, int | None]] = []
    at = block.start
    for number, judged in own:
        span = Span(judged.verdict.start, min(judged.verdict.end, block.end))
        if span.start < at:
            continue
        pieces.append((words_in(report.draft, Span(at, span.start)), None))
        pieces.append((words_in(report.draft, span), number))
        at = span.end
    pieces.append((words_in(report.draft, Span(at, block.end)), None))
    return Row(tuple(pieces), tuple(own))
