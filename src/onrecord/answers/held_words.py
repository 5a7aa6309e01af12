"""What `check` compares a quotation with: everybody's very words in one article, and its whole text.

Before: the record (or the draft itself) gives an account. After: `findings` compares.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.text import lay_out
from onrecord.values import Account, Span, Statement
from onrecord.variants import Wording, quoted_words, read_wording

SPEECH_GAP = 30
"""Words of the writer ("he said, and smiled") that may part what one speaker goes on saying."""


@dataclass(frozen=True, slots=True)
class Told:
    """Words that one speaker said on end, as an article prints them; or all words of an article.

    `statements` are those whose words they are, in text order; none for an article's whole text.
    """

    wording: Wording
    spans: tuple[Span, ...]
    statements: tuple[Statement, ...]

    def statement_at(self, start: int) -> Statement | None:
        """The statement to which the character at `start` of the article belongs."""
        holding = [
            (span.end - span.start, number)
            for number, statement in enumerate(self.statements)
            for span in statement.content + statement.quoted
            if span.start <= start < span.end
        ]
        # What one person tells of another's words holds these: they are the other's.
        told = [each for each in holding if self.statements[each[1]].speaker.via]
        return self.statements[min(told)[1] if told else holding[0][1]] if holding else None


@dataclass(frozen=True, slots=True)
class HeldWords:
    """An article as a source of words: all its text, all that stands in marks, each one's speech.

    `draft` is true for the draft itself.
    """

    key: str
    url: str | None
    outlet: str | None
    published: date | None
    text: str
    whole: Told
    marked: Told
    told: tuple[Told, ...]
    draft: bool = False

    @property
    def label(self) -> str:
        """What a note calls this source."""
        return "the draft itself" if self.draft else self.outlet or self.key


def hold_words(account: Account, *, draft: bool = False) -> HeldWords:
    """The words of one article, ready to be compared with."""
    article = account.article
    whole = Told(read_wording(article.text), (Span(0, len(article.text)),), account.statements)
    return HeldWords(
        key=article.key,
        url=article.url,
        outlet=article.outlet,
        published=article.published,
        text=article.text,
        whole=whole,
        marked=_find_marked(account),
        told=tuple(_find_told(account, whole.wording)),
        draft=draft,
    )


def _find_marked(account: Account) -> Told:
    """All outermost quotations of an article, read as one: the writer's "she said" left out."""
    quotations = lay_out(account.article).quotations
    parts = [q.inner_parts or (q.inner,) for q in quotations if q.parent is None]
    spans = tuple(sorted(span for part in parts for span in part))
    return Told(read_wording(account.article.text, spans), spans, account.statements)


def _find_told(account: Account, whole: Wording) -> Iterator[Told]:
    """Each marked stretch of mixed statements, and direct speech with what the speaker adds."""
    text = account.article.text
    starts = [word.span.start for word in whole.words]
    passed_on = [statement for statement in account.statements if statement.speaker.via]
    run: list[Statement] = []
    for statement in sorted(account.statements, key=lambda each: each.content[0].start):
        spans = quoted_words(statement)
        if statement.speaker.via and spans:
            yield _speech(text, [statement])
            continue
        if statement.form == "mixed":
            yield from (Told(read_wording(text, (span,)), (span,), (statement,)) for span in spans)
            continue
        if run and spans and not _goes_on(run[-1], statement, starts):
            yield _speech(text, run, passed_on)
            run = []
        run += [statement] if spans else []
    if run:
        yield _speech(text, run, passed_on)


def _goes_on(before: Statement, after: Statement, starts: list[int]) -> bool:
    """Whether the same speaker goes on after no more than a few words of the writer's."""
    if before.speaker.name is None or before.speaker.name != after.speaker.name:
        return False
    end = max(span.end for span in before.content)
    start = min(span.start for span in after.content)
    return bisect_right(starts, start) - bisect_right(starts, end) <= SPEECH_GAP


def _speech(text: str, run: list[Statement], others: Iterable[Statement] = ()) -> Told:
    """The words of statements that follow one another, read as one, with those that they pass on."""
    spans = tuple(sorted(span for statement in run for span in quoted_words(statement)))
    ids = {statement.id for statement in run}
    told = (o for o in others if any(teller.statement in ids for teller in o.speaker.via))
    return Told(read_wording(text, spans), spans, (*run, *told))
