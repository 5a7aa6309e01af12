"""Originals that articles cite and the record does not hold: the interview, the podcast, the broadcast.

A statement's occasion names the venue. An article on record is its original if it is of that outlet, or
is a transcript that names the venue as its own, or has the words in full; and has the speaker in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.answers.entries import Clippings
from onrecord.answers.explain_coverage import Coverage, main_stretch
from onrecord.values import ArticleHead, Gap, HeldStatement, Occasion
from onrecord.variants import same_name
from onrecord.works.names import plain_title
from onrecord.works.titles import DATE_HEAD

if TYPE_CHECKING:
    from onrecord.record import Store

UNPUBLISHED = frozenset(["press_conference", "red_carpet", "speech", "panel", "email", "testimony"])
"""Media that are no publication: what was said there has no original that a record could hold."""
SELF_NAMED = 700
"""A transcript names its own programme or magazine so many characters from its start or end."""
FEWEST_TURNS = 4
MOST_ARTICLES = 50
"""Articles that are looked at for the name of one venue."""


@dataclass(frozen=True, slots=True)
class Held:
    """An article on record, as far as it may be somebody's original: all names in comparison form."""

    head: ArticleHead
    outlet: str
    first_line: str
    edges: str
    words: str
    is_transcript: bool


def find_gaps(coverage: Coverage) -> tuple[Gap, ...]:
    """The venues that statements about the work name and no held article is, in order of first citing."""
    library = Library(coverage.store)
    found: list[list[HeldStatement]] = []
    for statement in coverage.statements:
        venue = venue_of(statement.statement.occasion)
        if venue and not any(find_originals(statement, venue, library)):
            join_gap(statement, venue, found)
    return tuple(build_gap(citing, coverage.store, coverage.clippings) for citing in found)


def venue_of(occasion: Occasion) -> str | None:
    """The name of the programme, else of the outlet; None for what was never published."""
    if occasion.medium in UNPUBLISHED:
        return None
    return occasion.programme or occasion.outlet


class Library:
    """The articles on record that may be somebody's original, each read once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._heads = store.heads()
        self._held: dict[str, Held] = {}
        self._named: dict[str, tuple[Held, ...]] = {}

    def named(self, venue: str) -> tuple[Held, ...]:
        """Articles of an outlet of that name, or with the name in their text."""
        name = plain_title(venue)
        if name not in self._named:
            of_outlet = [h for h in self._heads if plain_title(h.outlet or "") == name]
            with_words = self.store.find_words(venue, MOST_ARTICLES)
            heads = dict.fromkeys([*of_outlet, *with_words])
            self._named[name] = tuple(self.hold(head) for head in heads)
        return self._named[name]

    def hold(self, head: ArticleHead) -> Held:
        """One article, read for the names in it."""
        if head.key not in self._held:
            text = self.store.text(head.key)
            edges = f"{head.headline or ''}\n{text[:SELF_NAMED]}\n{text[-SELF_NAMED:]}"
            statements = self.store.statements(article=head.key)
            turns = sum(held.statement.form == "turn" for held in statements)
            self._held[head.key] = Held(
                head,
                plain_title(head.outlet or ""),
                plain_title(DATE_HEAD.sub("", text).lstrip().partition("\n")[0]),
                f" {plain_title(edges)} ",
                f" {plain_title(text)} ",
                turns >= FEWEST_TURNS,
            )
        return self._held[head.key]


def find_originals(citing: HeldStatement, venue: str, library: Library) -> Iterator[ArticleHead]:
    """The articles on record that may be the original a statement cites."""
    name = plain_title(venue)
    retold = {
        other.article.key
        for other in library.store.utterance(citing.utterance)
        if other.article.key != citing.article.key
        and venue_of(other.statement.occasion) in (None, venue)
    }
    for article in library.named(venue):
        inside = f" {name} " in article.edges
        own = name in (article.outlet, article.first_line) or (article.is_transcript and inside)
        fuller = article.head.key in retold and inside and is_earliest(article, citing, library)
        if (own or fuller) and is_timely(article, citing) and has_speaker(article, citing):
            yield article.head


def is_earliest(article: Held, citing: HeldStatement, library: Library) -> bool:
    """Whether no article printed the words of a statement before this one."""
    told = library.store.utterance(citing.utterance)
    first = min((held.article.published or date.max for held in told), default=date.max)
    return (article.head.published or date.max) <= first


def is_timely(article: Held, citing: HeldStatement) -> bool:
    """Whether the article came out after the words were said and not after they were cited."""
    printed = article.head.published
    earliest = citing.statement.occasion.earliest or date.min
    latest = citing.article.published or date.max
    return printed is None or earliest <= printed <= latest


def has_speaker(article: Held, citing: HeldStatement) -> bool:
    """Whether the article names the speaker, by surname at least."""
    name = citing.statement.speaker.name
    return not name or f" {plain_title(name.split()[-1])} " in article.words


def join_gap(statement: HeldStatement, venue: str, found: list[list[HeldStatement]]) -> None:
    """Adds a statement to the gap of the same venue and speaker, or opens one."""
    name = plain_title(venue)
    speaker = statement.statement.speaker.name
    for citing in found:
        theirs = next((s.statement.speaker.name for s in citing if s.statement.speaker.name), None)
        same_venue = name == plain_title(venue_of(citing[0].statement.occasion) or "")
        if same_venue and (not speaker or not theirs or same_name(speaker, theirs)):
            citing.append(statement)
            return
    found.append([statement])


def build_gap(citing: Sequence[HeldStatement], store: Store, clippings: Clippings) -> Gap:
    """The gap, with the fullest name and the occasion that is known best."""
    speakers = [held.statement.speaker for held in citing]
    occasions = [held.statement.occasion for held in citing]
    return Gap(
        max(speakers, key=lambda speaker: (len(speaker.name or ""), speaker.confidence)),
        narrow(
            max(occasions, key=lambda occasion: (not occasion.carried, known_fields(occasion))),
            store,
        ),
        tuple(
            clippings.cite(
                held.article, main_stretch(held.statement, clippings.text(held.article.key))
            )
            for held in citing
        ),
    )


def narrow(occasion: Occasion, store: Store) -> Occasion:
    """The occasion with the days that all reports of it have in common."""
    if occasion.id is None:
        return occasion
    held = store.occasion(occasion.id)
    days = (held.said, held.earliest, held.latest)
    if days == (occasion.said, occasion.earliest, occasion.latest):
        return occasion
    told = f"{occasion.reason}; days: what {len(held.reports)} reports have in common"
    return replace(occasion, said=days[0], earliest=days[1], latest=days[2], reason=told)


def known_fields(occasion: Occasion) -> int:
    """How many things are known of an occasion."""
    known = (occasion.medium, occasion.outlet, occasion.programme, occasion.interviewer)
    return sum(field is not None for field in (*known, occasion.said))
