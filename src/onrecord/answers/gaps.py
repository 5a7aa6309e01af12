"""Originals that articles cite and the record does not hold: the interview, the podcast, the broadcast.

A statement's occasion names the venue. An article on record is its original if it is of that outlet, or
is a transcript that names the venue as its own, or has the words in full; and has the speaker in it. A gap
says what to look for: words that the original has, and between which days it appeared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.answers.entries import Clippings
from onrecord.answers.explain_coverage import Coverage, main_stretch
from onrecord.values import ArticleHead, Gap, HeldStatement, Lead, Occasion
from onrecord.variants import same_name, split_words
from onrecord.variants.commonness import total_weight
from onrecord.works.names import plain_title
from onrecord.works.titles import DATE_HEAD

if TYPE_CHECKING:
    from onrecord.record import Store

UNPUBLISHED = frozenset(["press_conference", "red_carpet", "speech", "panel", "email", "testimony"])
"""Media that are no publication: what was said there has no original that a record could hold."""
SELF_NAMED = 700
"""A transcript names its own programme or magazine so many characters from its start or end."""
FEWEST_TURNS = 4
VENUE_WORDS = frozenset(
    "the a an podcast show magazine newspaper radio tv programme program website site blog newsletter"
    " series".split()
)
FEWEST_SOUGHT, MOST_SOUGHT, MOST_IN_A_RUN = 2, 3, 9
"""Words of a quotation by which an original can be sought, how many quotations are named, words of each."""
DATELINE = re.compile(r"\((?P<wire>[^()\n]{3,40})\)\s*(?:--|[—–-])")
EDGES = " ,.;:…\n"
MOST_ARTICLES = 50
"""Articles that are looked at for the name of one venue."""


class Held:
    """An article on record, as far as it may be somebody's original: all names in comparison form.

    What only few articles are asked for is read when it is asked.
    """

    def __init__(self, head: ArticleHead, store: Store) -> None:
        self.head = head
        self._store = store
        self.text = store.text(head.key)
        self.outlet = plain_title(head.outlet or "")
        self.first_line = plain_title(DATE_HEAD.sub("", self.text).lstrip().partition("\n")[0])

    @cached_property
    def wire(self) -> str:
        """The wire service in the dateline: "ALDERPORT, Nov. 11 (Northgate Wire) --"."""
        found = DATELINE.search(self.text, 0, SELF_NAMED)
        return plain_title(found["wire"]) if found else ""

    @cached_property
    def edges(self) -> str:
        """Headline, beginning and end."""
        text = f"{self.head.headline or ''}\n{self.text[:SELF_NAMED]}\n{self.text[-SELF_NAMED:]}"
        return f" {plain_title(text)} "

    @cached_property
    def words(self) -> str:
        """All words of it."""
        return f" {plain_title(self.text)} "

    @cached_property
    def is_transcript(self) -> bool:
        """Whether it writes down who said what, turn by turn."""
        statements = self._store.statements(article=self.head.key)
        return sum(held.statement.form == "turn" for held in statements) >= FEWEST_TURNS


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
            self._held[head.key] = Held(head, self.store)
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
        own = name in (article.outlet, article.first_line, article.wire) or (
            article.is_transcript and inside
        )
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
    """Adds a statement to the gap of the same original, or opens one."""
    for citing in found:
        if any(is_same_original(statement, other) for other in citing):
            citing.append(statement)
            return
    found.append([statement])


def is_same_original(one: HeldStatement, other: HeldStatement) -> bool:
    """Whether two statements cite one original: the record says so, or venue and speaker are the same and
    the days have one in common."""
    first, second = one.statement.occasion, other.statement.occasion
    if first.id is not None and first.id == second.id:
        return True
    names = [held.statement.speaker.name for held in (one, other)]
    same_speaker = not all(names) or same_name(names[0] or "", names[1] or "")
    return (
        same_speaker
        and is_same_venue(venue_of(first) or "", venue_of(second) or "")
        and (first.earliest or date.min) <= (second.latest or date.max)
        and (second.earliest or date.min) <= (first.latest or date.max)
    )


def is_same_venue(one: str, other: str) -> bool:
    """Whether two names are one venue's, what kind of venue it is left out.

    >>> is_same_venue("Slow Fade", "the Slow Fade podcast"), is_same_venue("The Gull", "The Harbour Gull")
    (True, False)
    """
    first, second = (
        [word for word in plain_title(name).split() if word not in VENUE_WORDS]
        for name in (one, other)
    )
    return (first or plain_title(one).split()) == (second or plain_title(other).split())


def build_gap(citing: Sequence[HeldStatement], store: Store, clippings: Clippings) -> Gap:
    """The gap, with the fullest name and the occasion that is known best."""
    speakers = [held.statement.speaker for held in citing]
    occasions = [held.statement.occasion for held in citing]
    best = max(occasions, key=lambda occasion: (not occasion.carried, known_fields(occasion)))
    occasion = narrow(best, store)
    cited = (
        clippings.cite(held.article, main_stretch(held.statement, clippings.text(held.article.key)))
        for held in citing
    )
    return Gap(
        max(speakers, key=lambda speaker: (len(speaker.name or ""), speaker.confidence)),
        occasion,
        tuple(cited),
        lead_of(citing, occasion, clippings),
    )


def lead_of(citing: Sequence[HeldStatement], occasion: Occasion, clippings: Clippings) -> Lead:
    """What to look for: the longest quotations that are cited, and the days between which the original came
    out: after the words were said and before they were first cited."""
    words: dict[str, str] = {}
    for held in citing:
        text = clippings.text(held.article.key)
        for span in held.statement.quoted:
            quoted = span.of(text).strip(EDGES)
            if len(quoted.split()) >= FEWEST_SOUGHT:
                words.setdefault(plain_title(quoted), quoted)
    longest = sorted(words, key=lambda plain: -len(plain))
    kept: dict[str, str] = {}
    for plain in longest:
        if not any(plain in other for other in kept):
            kept[plain] = telling_run(words[plain])
    latest = min((h.article.published for h in citing if h.article.published), default=None)
    return Lead(tuple(kept.values())[:MOST_SOUGHT], occasion.earliest, latest)


def telling_run(quoted: str) -> str:
    """The few words of a quotation that say most, as they stand, on one line.

    >>> telling_run("It is what it is, and then she lies about the lighthouse keeper's second lamp")
    "then she lies about the lighthouse keeper's second lamp"
    """
    words = split_words(quoted)
    starts = range(max(1, len(words) - MOST_IN_A_RUN + 1))
    best = max(
        starts,
        key=lambda at: (total_weight(word.key for word in words[at : at + MOST_IN_A_RUN]), -at),
    )
    run = words[best : best + MOST_IN_A_RUN]
    return " ".join(quoted[run[0].span.start : run[-1].span.end].split()) if run else quoted


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
