"""The articles that may answer, and in each the statements and passages with what stands around them.

A question may be answered by words that share none of its own: a turn answers the question before it,
"She let go" stands under "The ending". So articles are looked for by the question's words, and then
everything in them is weighed in its surroundings. Before: `question` and `terms`. After: `coverage`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.answers.entries import extent
from onrecord.answers.terms import line_of
from onrecord.language.embeddings import bundled_embeddings
from onrecord.text import lay_out
from onrecord.values import (
    Account,
    ArticleHead,
    Block,
    HeldPassage,
    HeldStatement,
    Layout,
    Span,
    Topic,
)

if TYPE_CHECKING:
    from onrecord.record import Store

MOST_ARTICLES = 16
RANKS = 20
"""Two orders are joined by the sum of 1 / (RANKS + place): reciprocal rank fusion."""
MOST_FOUND = 60
"""Statements and passages that one search gives; more than these are about something else."""
_LEANS = re.compile(r"(?:that\s+)?(?:it|he|she|they|this|these|those|her|his|their|its)\b", re.I)
"""Reported words that begin like this speak of what was named before; others name it themselves."""


PLACES = ("own", "sentence", "lead", "block", "prompt", "before", "going_on", "heading", "article")


@dataclass(eq=False)
class Candidate:
    """A statement or passage that may answer, with what stands around it, as it is asked for.

    `own` are its words; `sentence`, `lead` and `block` the sentences around it, the sentence before
    and the block, without other people's words; `prompt` the question that a turn answers; `before`
    the block before, and `going_on` the same where the same person spoke in it; `heading` and
    `article` (headline and first blocks) what it stands under.
    """

    held: HeldStatement | HeldPassage
    span: Span
    text: str
    around: Surroundings
    is_prompt: bool = False
    _lines: dict[str, str] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[str, str]:
        """The text of each place, empty where there is none."""
        if isinstance(self.held, HeldPassage):
            return _places_of_passage(self.held, self.around)
        return _places_of_statement(self.held, self.around, asks=self.is_prompt)

    def line(self, place: str) -> str:
        """The roots of a place in one line."""
        if place not in self._lines:
            text = self.text if place == "own" else self.places[place]
            self._lines[place] = line_of(text)
        return self._lines[place]

    @property
    def own(self) -> str:
        """The roots of its own words."""
        return self.line("own")

    @property
    def statement(self) -> HeldStatement | None:
        """The statement that it is, None for a passage."""
        return self.held if isinstance(self.held, HeldStatement) else None

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What it is about."""
        if isinstance(self.held, HeldStatement):
            return self.held.statement.topics
        return self.held.passage.topics

    @property
    def head(self) -> ArticleHead:
        """The article that it stands in."""
        return self.held.article

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and last day on which it may have been said or written."""
        if isinstance(self.held, HeldStatement):
            occasion = self.held.statement.occasion
            if occasion.earliest or occasion.latest:
                return occasion.earliest, occasion.latest
        return None, self.head.published


@dataclass(frozen=True, slots=True)
class HeldArticle:
    """One article with all that is held of it."""

    head: ArticleHead
    account: Account
    statements: tuple[HeldStatement, ...]
    passages: tuple[HeldPassage, ...]


def find_articles(
    store: Store, words: Sequence[str], akin: Sequence[str] = ()
) -> tuple[HeldArticle, ...]:
    """The articles with statements or passages that hold the words, and with those nearest in meaning.

    Each word is looked for by itself too, so that a frequent one does not crowd out a rare one; those
    akin to them only all together. What is high in both orders comes first.
    """
    scores: dict[str, float] = defaultdict(float)
    for asked in [[*words, *akin], *([word] for word in words)]:
        for key, score in store.find_keys(asked, MOST_FOUND):
            scores[key] = max(scores[key], score)
    by_words = sorted(scores, key=lambda key: (-scores[key], key))
    alike = store.find_alike(bundled_embeddings().encode([" ".join(words)])[0], MOST_ARTICLES)
    places: dict[str, float] = defaultdict(float)
    for keys in (by_words[: 2 * MOST_ARTICLES], [key for key, _ in alike]):
        for place, key in enumerate(keys):
            places[key] += 1 / (RANKS + place)
    best = sorted(places, key=lambda key: (-places[key], key))[:MOST_ARTICLES]
    return tuple(hold_article(store, key) for key in best)


def hold_article(store: Store, key: str) -> HeldArticle:
    """All that is held of one article."""
    statements, passages = store.statements(article=key), store.passages(article=key)
    setting = store.setting(key)
    account = replace(setting, statements=tuple(held.statement for held in statements))
    article = account.article
    head = ArticleHead(
        key,
        article.version,
        article.url,
        article.outlet,
        article.headline,
        article.byline,
        article.published,
    )
    return HeldArticle(head, account, statements, passages)


class Surroundings:
    """What stands around a place in one article."""

    def __init__(self, held: HeldArticle) -> None:
        self._text = held.account.article.text
        self._statements = held.account.statements
        self._article = held.account.article
        self._turns = [(extent(s), s) for s in self._statements if s.form == "turn"]

    @cached_property
    def _layout(self) -> Layout:
        return lay_out(self._article)

    @cached_property
    def _sentences(self) -> tuple[Span, ...]:
        return self._layout.sentences

    @cached_property
    def _blocks(self) -> tuple[Block, ...]:
        return self._layout.blocks

    @cached_property
    def article(self) -> str:
        """The headline and the first blocks."""
        first = [b.span.of(self._text) for b in self._blocks if b.kind != "heading"][:2]
        return " | ".join([self._article.headline or "", *first])

    def sentences(self, span: Span, speaker: str | None) -> str:
        """The sentences that a place stands in, without what others say in them."""
        return self._own_words([s for s in self._sentences if s.overlaps(span)], span, speaker)

    def lead(self, span: Span, speaker: str | None) -> str:
        """The sentence before, if it stands in the same block, without what others say in it."""
        before = [s for s in self._sentences if s.end <= span.start and not s.overlaps(span)]
        if not before or not any(before[-1] in block.span for block in self._at(span)):
            return ""
        return self._own_words(before[-1:], span, speaker)

    def blocks(self, span: Span, speaker: str | None) -> str:
        """The blocks that a place stands in, without what others say in them."""
        return self._own_words([b.span for b in self._at(span)], span, speaker)

    def before(self, span: Span) -> Block | None:
        """The last block before a place that is no heading."""
        ends = [b for b in self._blocks if b.span.end <= span.start and b.kind != "heading"]
        own = {b.span for b in self._at(span)}
        ends = [b for b in ends if b.span not in own]
        return ends[-1] if ends else None

    def heading(self, span: Span) -> str:
        """The last heading above a place."""
        above = [
            block.span
            for block in self._blocks
            if block.kind == "heading"
            and block.span.end <= span.start
            and not any(turn.overlaps(block.span) for turn, _ in self._turns)
        ]
        return above[-1].of(self._text) if above else ""

    def prompt(self, span: Span, speaker: str | None) -> str:
        """The words of the turn that a turn answers: the last of another speaker."""
        above = [
            turn
            for turn, statement in self._turns
            if turn.end <= span.start and statement.speaker.name != speaker
        ]
        return above[-1].of(self._text) if above else ""

    def before_words(self, span: Span, speaker: str | None) -> str:
        """The words of the block before, without what others say in it."""
        block = self.before(span)
        return self._own_words([block.span], span, speaker) if block else ""

    def earlier(self, span: Span) -> str:
        """The words of the two turns before the one that a turn answers."""
        above = [turn for turn, _ in self._turns if turn.end <= span.start]
        return " | ".join(turn.of(self._text) for turn in above[-3:-1])

    def spoke_before(self, span: Span, speaker: str) -> bool:
        """Whether a statement of the same speaker stands in the block before."""
        block = self.before(span)
        return block is not None and any(
            statement.speaker.name == speaker and extent(statement).overlaps(block.span)
            for statement in self._statements
        )

    def _at(self, span: Span) -> list[Block]:
        return [block for block in self._blocks if block.span.overlaps(span)]

    def _own_words(self, places: Iterable[Span], own: Span, speaker: str | None) -> str:
        """The text of the places without the statements of named others."""
        others = [
            span
            for statement in self._statements
            if speaker and statement.speaker.kind == "person"
            if statement.speaker.name not in (None, speaker)
            for span in statement.content
            if not span.overlaps(own)
        ]
        return " | ".join(
            part.of(self._text) for place in places for part in _without(place, others)
        )


def _without(place: Span, others: Iterable[Span]) -> Iterator[Span]:
    """The parts of a place that none of the others covers."""
    at = place.start
    for other in sorted(others):
        if other.overlaps(place):
            if other.start > at:
                yield Span(at, other.start)
            at = max(at, other.end)
    if at < place.end:
        yield Span(at, place.end)


def find_candidates(held: HeldArticle) -> tuple[Candidate, ...]:
    """Every statement and passage of an article in its surroundings."""
    around = Surroundings(held)
    askers = _askers(held.statements)
    statements = [_of_statement(each, around, askers) for each in held.statements]
    asked = frozenset(
        c.statement.statement.id for c in statements if c.is_prompt and c.statement is not None
    )
    return (*statements, *(_of_passage(each, around, asked) for each in held.passages))


def _of_statement(held: HeldStatement, around: Surroundings, askers: frozenset[str]) -> Candidate:
    asks = held.statement.form == "turn" and held.statement.speaker.name in askers
    return Candidate(held, extent(held.statement), held.text, around, is_prompt=asks)


def _of_passage(held: HeldPassage, around: Surroundings, asked: frozenset[str]) -> Candidate:
    prompt = bool(asked.intersection(held.passage.statements)) or is_question(held.text)
    return Candidate(held, held.passage.span, held.text, around, is_prompt=prompt)


def _places_of_statement(held: HeldStatement, around: Surroundings, asks: bool) -> dict[str, str]:
    span, name = extent(held.statement), held.statement.speaker.name
    turn = held.statement.form == "turn"
    reported = held.statement.form in ("indirect", "mixed") and held.text[:1].isalnum()
    leans = not reported or _LEANS.match(held.text) is not None
    blocks = around.blocks(span, name)
    around_it = around.before_words(span, name) if leans else blocks
    before = around.earlier(span) if turn else around_it
    return {
        "own": held.text,
        "sentence": around.sentences(span, name),
        "lead": around.lead(span, name) if leans else "",
        "block": blocks if leans else "",
        "prompt": around.prompt(span, name) if turn and not asks else "",
        "before": before,
        "going_on": before if name and not turn and around.spoke_before(span, name) else "",
        "heading": around.heading(span),
        "article": " | ".join([around.article, *held.statement.works]),
    }


def _places_of_passage(held: HeldPassage, around: Surroundings) -> dict[str, str]:
    span = held.passage.span
    told = {"own": held.text, "before": around.before_words(span, None)}
    told |= {"heading": around.heading(span), "article": around.article}
    return dict.fromkeys(PLACES, "") | told


def is_question(text: str) -> bool:
    """Whether a text ends by asking.

    >>> is_question("And that drifting shot?”"), is_question("Why? She let go.")
    (True, False)
    """
    return text.rstrip("\"”’']) ").endswith("?")


def _askers(statements: Iterable[HeldStatement]) -> frozenset[str]:
    """Those in a transcript who ask: interviewers as named, and who ask more and say less than others."""
    turns: dict[str, list[str]] = defaultdict(list)
    named = set()
    for held in statements:
        if held.statement.form == "turn" and held.statement.speaker.name:
            turns[held.statement.speaker.name].append(held.text)
            named.add(held.statement.occasion.interviewer)
    if not turns:
        return frozenset()
    most = max(turns, key=lambda name: sum(map(len, turns[name])))
    return frozenset(
        name
        for name, texts in turns.items()
        if name != most and (name in named or _asks_more(texts, turns[most]))
    )


def _asks_more(texts: Sequence[str], others: Sequence[str]) -> bool:
    """Whether turns ask more often than another's and say less than half as much."""
    less = sum(map(len, texts)) * 2 < sum(map(len, others))
    return less and _asking(texts) > _asking(others)


def _asking(texts: Sequence[str]) -> float:
    """The share of turns that end by asking."""
    return sum(map(is_question, texts)) / len(texts)
