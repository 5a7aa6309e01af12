"""Trace one utterance: its fullest wording, every telling of it, the earliest source that is held.

Before: the record holds statements and proposes which are of one utterance. After: the command line
prints. The tellings are decided here by their words and speakers, so that a trace shows no statement
that only stands near another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.answers.citing import cite_slice
from onrecord.answers.disputes import disputed_words
from onrecord.answers.lineage import Told, build_lineage
from onrecord.answers.linked import Sought, find_linked
from onrecord.answers.stretches import ToldStretch, stretches_of
from onrecord.errors import NotOnRecord
from onrecord.values import Article, HeldStatement, LinkKind, Span, Telling, Trace
from onrecord.variants import (
    Comparison,
    Wording,
    compare,
    may_be_same,
    read_wording,
    same_name,
    split_words,
)

if TYPE_CHECKING:
    from onrecord.record import Store

MOST_CANDIDATES = 200


def trace(store: Store, id_or_words: str) -> Trace:
    """The utterance that a statement's id, an utterance's id or some words of it name.

    Raises `NotOnRecord` where no held statement has that id or those words.
    """
    seed, asked = _find_seed(store, id_or_words)
    kinds = {held.statement.id: (held, kind) for held, kind in store.linked(seed.held.utterance)}
    every = list(_find_stretches(store, seed, [held for held, _ in kinds.values()]))
    stretches = [s for s in every if _may_tell(s, seed, kinds)]
    fullest = _fullest(seed, asked, stretches)
    focus = _sentences_of(fullest, asked)
    tellings = sorted(_tellings(fullest, focus, stretches), key=lambda pair: pair[0].order)
    if not tellings:
        raise NotOnRecord(
            f"{id_or_words!r}: too few words are quoted to follow them to other articles"
        )
    articles = {key: store.article(key) for key in {t.held.article.key for t, _ in tellings}}
    told = tuple(_telling(stretch, found, articles) for stretch, found in tellings)
    lineage = build_lineage(
        store, [Told(t, s.held, s.wording) for t, (s, _) in zip(told, tellings, strict=True)]
    )
    ids = dict.fromkeys(telling.occasion.id for telling in told if telling.occasion.id)
    occasions = tuple(store.occasion(occasion) for occasion in ids)
    disputed = disputed_words(store, (stretch.held.utterance for stretch, _ in tellings))
    speaker = fullest.held.statement.speaker
    own = {telling.statement for telling in told}
    others = [s for s in every if s.held.statement.id not in own]
    linked = find_linked(store, Sought(fullest, focus, asked), others, kinds)
    earliest = told[0].citation
    return Trace(fullest.text, speaker, earliest, told, occasions, disputed, lineage, linked)


# --- what was asked for ------------------------------------------------------------------------------


def _find_seed(store: Store, asked: str) -> tuple[ToldStretch, Wording]:
    """The stretch that was asked for (of an id the longest, of words the closest) and the words."""
    if " " not in asked.strip():
        named = _statements_named(store, asked.strip())
        stretches = [stretch for held in named for stretch in stretches_of(held)]
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
        yield from stretches_of(held)


# --- its tellings --------------------------------------------------------------------------------------


def _find_stretches(
    store: Store, seed: ToldStretch, linked: Iterable[HeldStatement]
) -> Iterator[ToldStretch]:
    """The stretches that may have to do with the seed's utterance, each once."""
    members = store.utterance(seed.held.utterance)
    own = [stretch for held in members for stretch in stretches_of(held)]
    longest = max([seed, *own], key=lambda stretch: len(stretch.wording.keys))
    seen: set[tuple[str, Span]] = set()
    for stretch in [
        seed,
        *own,
        *_candidates(store, seed.text),
        *_candidates(store, longest.text),
        *(stretch for held in linked for stretch in stretches_of(held)),
    ]:
        place = (stretch.held.statement.id, stretch.span)
        if place not in seen:
            seen.add(place)
            yield stretch


def _may_tell(
    stretch: ToldStretch, seed: ToldStretch, kinds: dict[str, tuple[HeldStatement, LinkKind]]
) -> bool:
    """Whether a stretch may be of the seed's utterance: by its speaker, and as the record takes it."""
    statement = stretch.held.statement
    _, kind = kinds.get(statement.id, (None, None))
    return kind != "apart" and may_be_same(statement.speaker, seed.held.statement.speaker)


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
