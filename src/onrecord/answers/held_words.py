"""What `check` compares a quotation with: everybody's very words in an article, and its text.

Of the draft itself all words are held, of an article on record those around what it shares with the
quotation. Before: `excerpts` says where that is. After: `findings` compares.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.text import lay_out
from onrecord.values import Account, Article, ArticleHead, Span, Statement
from onrecord.variants import Wording, quoted_words, read_wording

OWN_WORDS = 8
"""A quotation of so many words is taken for somebody's words even where no statement was found."""
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
    """An article as a source of words: its text, or the stretches of it that matter; each one's speech.

    `draft` is true for the draft itself.
    """

    key: str
    url: str | None
    outlet: str | None
    published: date | None
    text: str
    whole: Told
    told: tuple[Told, ...]
    draft: bool = False

    @property
    def label(self) -> str:
        """What a note calls this source."""
        return "the draft itself" if self.draft else self.outlet or self.key

    def read_marked(self) -> Told:
        """What stands in quotation marks, read as one: the writer's "she said" left out."""
        spans = [
            Span(part.start + place.start, part.end + place.start)
            for place in self.whole.spans
            for part in _marked_parts(place.of(self.text))
        ]
        return Told(self.whole.wording.within(spans), tuple(spans), self.whole.statements)


def hold_draft(account: Account) -> HeldWords:
    """All words of the draft, ready to be compared with."""
    article = account.article
    spans = (Span(0, len(article.text)),)
    held = _hold(ArticleHead.of(article), article.text, account.statements, spans, draft=True)
    alone = _find_alone(held)
    return replace(held, told=(*held.told, *alone, *_find_unclaimed(account, held.whole)))


def _find_alone(held: HeldWords) -> Iterator[Told]:
    """The statements of a draft that are read as one with others, each by itself too.

    A fragment and the block quotation right behind it are one speech, and yet one is the source of the other.
    """
    for told in held.told:
        for statement in told.statements if len(told.statements) > 1 else ():
            yield _speech(held.whole, [statement])


def _find_unclaimed(account: Account, whole: Told) -> Iterator[Told]:
    """The long quotations of a draft that no statement has: somebody's words, it is not told whose."""
    told = [span for each in account.statements for span in (*each.content, *each.quoted)]
    for quotation in lay_out(account.article).quotations:
        if quotation.parent is not None or any(quotation.inner.overlaps(span) for span in told):
            continue
        spans = quotation.inner_parts or (quotation.inner,)
        words = whole.wording.within(spans)
        if len(words.keys) >= OWN_WORDS:
            yield Told(words, spans, ())


def hold_words(
    head: ArticleHead, text: str, statements: Sequence[Statement], spans: Sequence[Span]
) -> HeldWords:
    """The words in some stretches of an article, given the statements that have words there."""
    return _hold(head, text, statements, spans, draft=False)


def _hold(
    head: ArticleHead,
    text: str,
    statements: Sequence[Statement],
    spans: Sequence[Span],
    *,
    draft: bool,
) -> HeldWords:
    whole = Told(read_wording(text, spans), tuple(spans), tuple(statements))
    return HeldWords(
        key=head.key,
        url=head.url,
        outlet=head.outlet,
        published=head.published,
        text=text,
        whole=whole,
        told=tuple(_find_told(whole)),
        draft=draft,
    )


def _marked_parts(text: str) -> Iterator[Span]:
    """The outermost quotations of a text, a part a paragraph."""
    for quotation in lay_out(Article("", "", text)).quotations:
        if quotation.parent is None:
            yield from quotation.inner_parts or (quotation.inner,)


def _find_told(whole: Told) -> Iterator[Told]:
    """Each marked stretch of mixed statements, and direct speech with what the speaker adds."""
    starts = [word.span.start for word in whole.wording.words]
    passed_on = [statement for statement in whole.statements if statement.speaker.via]
    run: list[Statement] = []
    for statement in sorted(whole.statements, key=lambda each: each.content[0].start):
        spans = tuple(_within(quoted_words(statement), whole.spans))
        if statement.speaker.via and spans:
            yield _speech(whole, [statement])
            continue
        if statement.form == "mixed":
            words = whole.wording.within
            yield from (Told(words((span,)), (span,), (statement,)) for span in spans)
            continue
        if run and spans and not _goes_on(run[-1], statement, starts):
            yield _speech(whole, run, passed_on)
            run = []
        run += [statement] if spans else []
    if run:
        yield _speech(whole, run, passed_on)


def _within(spans: Sequence[Span], places: Sequence[Span]) -> Iterator[Span]:
    """What of some spans lies in some places."""
    for span in spans:
        for place in places:
            if span.overlaps(place):
                yield Span(max(span.start, place.start), min(span.end, place.end))


def _goes_on(before: Statement, after: Statement, starts: list[int]) -> bool:
    """Whether the same speaker goes on after no more than a few words of the writer's."""
    if before.speaker.name is None or before.speaker.name != after.speaker.name:
        return False
    end = max(span.end for span in before.content)
    start = min(span.start for span in after.content)
    return bisect_right(starts, start) - bisect_right(starts, end) <= SPEECH_GAP


def _speech(whole: Told, run: list[Statement], others: Iterable[Statement] = ()) -> Told:
    """The words of statements that follow one another, read as one, with those that they pass on."""
    quoted = sorted(span for statement in run for span in quoted_words(statement))
    spans = tuple(_within(quoted, whole.spans))
    ids = {statement.id for statement in run}
    told = (o for o in others if any(teller.statement in ids for teller in o.speaker.via))
    return Told(whole.wording.within(spans), spans, (*run, *told))
