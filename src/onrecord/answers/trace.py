"""Trace one utterance: its fullest wording, every telling of it, the earliest source that is held.

Before: the record holds statements and proposes which are of one utterance. After: the command line
prints. The tellings are decided here by their words and speakers, so that a trace shows no statement
that only stands near another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from onrecord.answers.citing import cite_slice
from onrecord.answers.disputes import disputed_words
from onrecord.answers.lineage import Told, build_lineage
from onrecord.errors import NotOnRecord
from onrecord.values import Article, HeldStatement, Span, Telling, Trace
from onrecord.variants import (
    Comparison,
    Wording,
    compare,
    may_be_same,
    quoted_words,
    read_wording,
    same_name,
    split_words,
)

if TYPE_CHECKING:
    from onrecord.record import Store

MOST_CANDIDATES = 200


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


def trace(store: Store, id_or_words: str) -> Trace:
    """The utterance that a statement's id, an utterance's id or some words of it name.

    Raises `NotOnRecord` where no held statement has that id or those words.
    """
    seed, asked = _find_seed(store, id_or_words)
    stretches = list(_find_stretches(store, seed))
    fullest = _fullest(seed, asked, stretches)
    focus = _sentences_of(fullest, asked)
    tellings = sorted(_tellings(fullest, focus, stretches), key=lambda pair: pair[0].order)
    articles = {key: store.article(key) for key in {t.held.article.key for t, _ in tellings}}
    told = tuple(_telling(stretch, found, articles) for stretch, found in tellings)
    lineage = build_lineage(
        store, [Told(t, s.held, s.wording) for t, (s, _) in zip(told, tellings, strict=True)]
    )
    ids = dict.fromkeys(telling.occasion.id for telling in told if telling.occasion.id)
    occasions = tuple(store.occasion(occasion) for occasion in ids)
    disputed = disputed_words(store, (stretch.held.utterance for stretch, _ in tellings))
    speaker = fullest.held.statement.speaker
    return Trace(fullest.text, speaker, told[0].citation, told, occasions, disputed, lineage)


# --- what was asked for ------------------------------------------------------------------------------


def _find_seed(store: Store, asked: str) -> tuple[ToldStretch, Wording]:
    """The stretch that was asked for (of an id the longest, of words the closest) and the words."""
    if " " not in asked.strip():
        named = _statements_named(store, asked.strip())
        stretches = [stretch for held in named for stretch in _stretches(held)]
        if stretches:
            seed = max(stretches, key=lambda each: (len(each.wording.keys), -each.span.start))
            return seed, seed.wording
    wording = read_wording(asked)
    closest: tuple[tuple[object, ...], ToldStretch] | None = None
    for stretch in _candidates(store, asked):
        found = _asked_in(wording, stretch) or compare(stretch.wording, wording)
        if found is not None:
            order = (bool(found.changes), found.kind == "spliced", -found.score, stretch.order)
            if closest is None or order < closest[0]:
                closest = order, stretch
    if closest is None:
        raise NotOnRecord(
            f"{asked!r}: no statement in the record has this id or these words; "
            "try more of the words, or find them with: onrecord search"
        )
    return closest[1], wording


def _asked_in(asked: Wording, stretch: ToldStretch) -> Comparison | None:
    """How words that somebody asks for stand to a stretch: two common ones must stand there exactly."""
    exact = compare(asked, stretch.wording, trusted=True)
    if exact is not None and not exact.changes and exact.kind != "spliced":
        return exact
    return compare(asked, stretch.wording)


def _statements_named(store: Store, name: str) -> tuple[HeldStatement, ...]:
    """The statements that an id names: one statement's, or all of an utterance."""
    try:
        return (store.statement(name),)
    except NotOnRecord:
        pass
    try:
        return store.utterance(name)
    except NotOnRecord:
        return ()


def _candidates(store: Store, words: str) -> Iterator[ToldStretch]:
    """The stretches of the held statements that share words with these."""
    keys = list(dict.fromkeys(word.key for word in split_words(words)))
    for held, _ in store.find_statements(keys, MOST_CANDIDATES) if keys else ():
        yield from _stretches(held)


def _stretches(held: HeldStatement) -> Iterator[ToldStretch]:
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


# --- its tellings --------------------------------------------------------------------------------------


def _find_stretches(store: Store, seed: ToldStretch) -> Iterator[ToldStretch]:
    """The stretches that may be of the seed's utterance, each once, by compatible speakers."""
    members = store.utterance(seed.held.utterance)
    linked = [stretch for held in members for stretch in _stretches(held)]
    longest = max([seed, *linked], key=lambda stretch: len(stretch.wording.keys))
    seen: set[tuple[str, Span]] = set()
    for stretch in [
        seed,
        *linked,
        *_candidates(store, seed.text),
        *_candidates(store, longest.text),
    ]:
        place = (stretch.held.statement.id, stretch.span)
        speakers = stretch.held.statement.speaker, seed.held.statement.speaker
        if place not in seen and may_be_same(*speakers):
            seen.add(place)
            yield stretch


def _fullest(seed: ToldStretch, asked: Wording, stretches: Iterable[ToldStretch]) -> ToldStretch:
    """The longest stretch that has the words asked for; the earliest of equals."""
    able = [seed]
    for stretch in stretches:
        if len(stretch.wording.keys) >= len(seed.wording.keys):
            found = compare(asked, stretch.wording, trusted=True)
            if found is not None and found.kind != "spliced":
                able.append(stretch)
    return min(able, key=lambda stretch: (-len(stretch.wording.keys), stretch.order))


def _sentences_of(fullest: ToldStretch, asked: Wording) -> Span:
    """The sentences of the fullest wording that hold the words asked for, or all of it."""
    words = fullest.wording.words
    found = compare(asked, fullest.wording, trusted=True)
    if found is None:
        return Span(words[0].span.start, words[-1].span.end)
    first, last = 0, len(words)
    for number in sorted(fullest.wording.ends):
        if words[number].span.start <= found.start:
            first = number
        elif words[number].span.start >= found.end:
            last = min(last, number)
    return fullest.wording.span(first, last)


def _tellings(
    fullest: ToldStretch, focus: Span, stretches: Iterable[ToldStretch]
) -> Iterator[tuple[ToldStretch, Comparison]]:
    """Each stretch that tells some of the sentences asked for, with how it stands to the fullest."""
    for stretch in stretches:
        found = compare(stretch.wording, fullest.wording, trusted=_is_named_alike(stretch, fullest))
        if found is not None and any(part.overlaps(focus) for part in found.parts):
            yield stretch, found


def _is_named_alike(one: ToldStretch, other: ToldStretch) -> bool:
    """Whether both articles name a speaker, and the same."""
    names = one.held.statement.speaker.name, other.held.statement.speaker.name
    return names[0] is not None and names[1] is not None and same_name(names[0], names[1])


def _telling(stretch: ToldStretch, found: Comparison, articles: dict[str, Article]) -> Telling:
    """One telling, with its place in its article."""
    held = stretch.held
    return Telling(
        statement=held.statement.id,
        text=stretch.text,
        speaker=held.statement.speaker,
        occasion=held.statement.occasion,
        published=held.article.published,
        outlet=held.article.outlet,
        kind=found.kind,
        changes=found.changes,
        citation=cite_slice(articles[held.article.key], stretch.span),
    )
