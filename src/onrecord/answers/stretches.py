"""The words of held statements as a trace compares them: each marked stretch with its place.

Before: the record hands out statements. After: `trace` decides which tell an utterance, `linked` which only
have words of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.values import HeldStatement, Span
from onrecord.variants import Wording, quoted_words, read_wording


@dataclass(frozen=True, slots=True)
class ToldStretch:
    """One marked stretch of a held statement: `text` are its words, `span` its place."""

    held: HeldStatement
    span: Span
    text: str
    wording: Wording

    @property
    def order(self) -> tuple[date, str, int]:
        """By date of publication, without date last, then key and place."""
        article = self.held.article
        return article.published or date.max, article.key, self.span.start


def stretches_of(held: HeldStatement) -> Iterator[ToldStretch]:
    """Each marked stretch of a mixed statement; the words of a direct one, read as one."""
    spans = quoted_words(held.statement)
    base = min(span.start for span in held.statement.content)
    for part in [spans] if held.statement.form != "mixed" and spans else [(s,) for s in spans]:
        local = [Span(span.start - base, span.end - base) for span in part]
        place = Span(part[0].start, part[-1].end)
        wording = read_wording(held.text, local)
        if wording.keys:
            text = Span(local[0].start, local[-1].end).of(held.text)
            yield ToldStretch(held, place, text, wording)
