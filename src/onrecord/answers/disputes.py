"""What is held against words that an answer shows: the editors' notices and the speakers' denials, cited.

Before: the record says which are against an utterance. After: entries, verdicts and traces carry them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.answers.citing import cite_slice
from onrecord.errors import NotOnRecord
from onrecord.text import lay_out
from onrecord.values import Disputed, Span, Verdict
from onrecord.variants.contested import is_of

if TYPE_CHECKING:
    from onrecord.record import Store
    from onrecord.record.disputes import StoredDispute


def disputed_words(store: Store, utterances: Iterable[str]) -> tuple[Disputed, ...]:
    """What is held against the words of some utterances, by date, each once."""
    found = {
        (held.article.key, held.dispute.span): held
        for utterance in dict.fromkeys(utterances)
        for held in store.disputes(utterance)
    }
    return tuple(as_disputed(store, held) for held in found.values())


def as_disputed(store: Store, held: StoredDispute) -> Disputed:
    """One dispute as it is shown."""
    dispute, head = held.dispute, held.article
    published = head.published.isoformat() if head.published else None
    editors = dispute.kind not in ("denial", "withdrawal")
    return Disputed(
        kind=dispute.kind,
        text=dispute.span.of(held.text),
        citation=cite_slice(store.article(head.key), dispute.span),
        date=dispute.said or published,
        by=head.outlet if editors else dispute.by,
    )


def with_disputes(verdicts: Iterable[Verdict], store: Store | None) -> Iterator[Verdict]:
    """The verdicts, each with what is held against the words that its source has."""
    for verdict in verdicts:
        found = () if store is None else tuple(_against(verdict, store))
        yield replace(verdict, disputed=found) if found else verdict


def _against(verdict: Verdict, store: Store) -> Iterator[Disputed]:
    """What is held against the source of a verdict: its statement's words, or a notice that it stands in."""
    source = verdict.source
    if source is None:
        return
    if source.statement is None:
        yield from _standing_in(source.article, Span(source.start, source.end), store)
        return
    try:
        held = store.statement(source.statement)
    except NotOnRecord:  # a statement of the draft itself
        return
    found = store.disputes(held.utterance)
    if not found:
        return
    told = _sentences(source.article, Span(source.start, source.end), store)
    yield from (as_disputed(store, each) for each in found if is_about(each, told))


def is_about(held: StoredDispute, told: str) -> bool:
    """Whether a dispute is about these sentences of a statement: it tells no words or some of theirs."""
    words = (*held.dispute.words, *held.dispute.instead)
    texts = [span.of(held.text) for span in words]
    return not texts or any(is_of(text, told) or is_of(told, text) for text in texts)


def _standing_in(key: str, place: Span, store: Store) -> Iterator[Disputed]:
    """The notice or denial that a place of an article stands in."""
    try:
        found = store.disputes_in(key)
    except NotOnRecord:  # the draft itself
        return
    yield from (as_disputed(store, each) for each in found if each.dispute.span.overlaps(place))


def _sentences(key: str, place: Span, store: Store) -> str:
    """The sentences that a place of an article stands in."""
    article = store.article(key)
    spans = [span for span in lay_out(article).sentences if span.overlaps(place)]
    return " ".join(span.of(article.text) for span in spans)
