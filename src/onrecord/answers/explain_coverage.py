"""All that the record holds about one work, and how slices are cut out of it.

Between `explain_works`, which says what articles speak of the work, and the sections.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.answers.entries import Clippings
from onrecord.answers.explain_works import Subject, people_of
from onrecord.text import find_blocks, split_sentences
from onrecord.values import (
    Account,
    ArticleHead,
    HeldPassage,
    HeldStatement,
    Span,
    Statement,
    Work,
)
from onrecord.works.known import has_whole, names_work, read_again
from onrecord.works.names import plain_title

if TYPE_CHECKING:
    from onrecord.record import Store

SENTENCE_END = re.compile(r"[.!?][”\"’']?\s")
MOST_LOOKED_AT, MOST_TAKEN_UP = 60, 20
"""Articles that print the title which are looked at, those with its rarest words first, and read again."""
OFTEN = 3
"""Mentions that make a work the subject of an article."""
SHORT = 1500
"""Characters of an article that is about whatever it names."""
EARLY = 700
"""Characters in which an article names its subject."""
WIDEST_GAP = 200
"""Characters of the writer's ("she said, looking up") between parts of one slice."""

Order = tuple[date, date, str, int]
"""When it was said, when it was printed, where."""


@dataclass(slots=True)
class Coverage:
    """The statements and passages about one work, in the order of the record."""

    store: Store
    subject: Subject
    clippings: Clippings
    statements: tuple[HeldStatement, ...]
    passages: tuple[HeldPassage, ...]
    _sentences: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    _guesses: dict[str, tuple[Span, ...]] | None = None
    _names: tuple[frozenset[str], frozenset[str]] | None = None

    @property
    def names(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words of the names of the work's characters, and of its makers and cast; found once."""
        if self._names is None:
            self._names = self.subject.characters, self.subject.people
        return self._names

    def sentences(self, key: str) -> tuple[Span, ...]:
        """The sentences of an article, found once."""
        if key not in self._sentences:
            article = self.store.article(key)
            blocks = article.blocks or find_blocks(article.text)
            self._sentences[key] = split_sentences(article.text, blocks)
        return self._sentences[key]

    def guesses(self, key: str) -> tuple[Span, ...]:
        """Where the writer of an article guesses at a meaning."""
        if self._guesses is None:
            found: dict[str, list[Span]] = {}
            for held in self.passages:
                if held.passage.voice == "inference":
                    found.setdefault(held.article.key, []).append(held.passage.span)
            self._guesses = {key: tuple(spans) for key, spans in found.items()}
        return self._guesses.get(key, ())

    def whole_sentences(self, key: str, span: Span) -> Span:
        """The span, widened to the sentences that it touches."""
        sentences = self.sentences(key)
        first = bisect_right([each.start for each in sentences], span.start) - 1
        last = bisect_left([each.end for each in sentences], span.end)
        start = sentences[first].start if first >= 0 else span.start
        end = sentences[last].end if last < len(sentences) else span.end
        return Span(min(start, span.start), max(end, span.end))


def gather(store: Store, subject: Subject) -> Coverage:
    """What is on record about the work: in the articles that speak of it, and in those that print its title
    and name its people without saying what it is."""
    titles = dict.fromkeys(work.title for work in subject.works.values())
    told = list(statements_about(store, subject, titles))
    passages = {
        (held.article.key, held.passage.span): held
        for title in titles
        for held in store.passages(work=title)
    }
    read = [held for held in passages.values() if held.article.key in subject.works]
    works, heads = dict(subject.works), dict(subject.heads)
    for head, account in take_up(store, subject):
        works[head.key] = next(w for w in account.works if w.title == subject.title)
        heads[head.key] = head
        told += held_statements(store, head, account, subject)
        read += held_passages(head, account, subject.title)
    return Coverage(
        store,
        replace(subject, works=works, heads=heads),
        Clippings(store),
        tuple(sorted(told, key=lambda held: (*printed(held.article), held.statement.content[0]))),
        tuple(sorted(read, key=lambda held: (*printed(held.article), held.passage.span))),
    )


def statements_about(
    store: Store, subject: Subject, titles: Iterable[str]
) -> Iterator[HeldStatement]:
    """The statements about the work; in an article that is about it, all that name no other work."""
    names = names_in_full(subject)
    others = Others(store)
    whole = {
        key
        for key, head in subject.heads.items()
        if is_about(subject.works[key], head, store.text(key), names)
    }
    for key in sorted(whole):
        for held in store.statements(article=key):
            if subject.title in held.statement.works or not others.names(held):
                yield held
    rest = {
        held.statement.id: held
        for title in titles
        for held in store.statements(work=title)
        if held.article.key in subject.works and held.article.key not in whole
    }
    yield from rest.values()


def names_in_full(subject: Subject) -> tuple[str, ...]:
    """The full names of everybody whom any article names as of the work."""
    names = {name for work in subject.works.values() for name in people_of(work)}
    return tuple(sorted(name for name in names if " " in name))


def is_about(work: Work, head: ArticleHead, text: str, names: Iterable[str]) -> bool:
    """Whether an article is about a work: its headline names it, or it does so often, or early and again, or
    it names several of the work's people and characters beside it."""
    if has_whole(work.title, head.headline or "") or len(work.mentions) >= OFTEN:
        return True
    if len(work.mentions) > 1 and work.mentions[0].start < EARLY:
        return True
    if not work.mentions:
        return False
    words = {word for name in names for word in name.split()} - set(work.title.split())
    return len(text) < SHORT or sum(has_whole(word, text) for word in words) > OFTEN


class Others:
    """Works besides the one to explain: a title that only one article has may be no title at all."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, bool] = {}

    def names(self, held: HeldStatement) -> bool:
        """Whether a statement is put to another work that its own words name or other articles speak of."""
        return any(
            has_whole(title, held.text) or self.is_known(title) for title in held.statement.works
        )

    def is_known(self, title: str) -> bool:
        """Whether more than one article has statements about a work of that title."""
        if title not in self._known:
            about = self._store.statements(work=title)
            self._known[title] = len({held.article.key for held in about}) > 1
        return self._known[title]


def printed(head: ArticleHead) -> tuple[date, str]:
    """The order of articles in a record."""
    return head.published or date.max, head.key


def take_up(store: Store, subject: Subject) -> Iterator[tuple[ArticleHead, Account]]:
    """Articles that print the title and speak of the work, though by themselves they do not show that it
    is one; each as it reads with the work known."""
    names = sorted({name for work in subject.works.values() for name in people_of(work)})
    main = max(subject.works.values(), key=lambda work: len(work.mentions))
    cast = [name for work in subject.works.values() for name in work.characters]
    known = replace(main, characters=tuple(dict.fromkeys(cast)), facts=(), mentions=())
    taken = 0
    for head in store.find_words(subject.title, MOST_LOOKED_AT):
        if head.key in subject.works or taken == MOST_TAKEN_UP:
            continue
        if not names_work(f"{head.headline or ''}\n{store.text(head.key)}", known, names):
            continue
        account = store.settled_account(head.key)
        if any(plain_title(work.title) == plain_title(main.title) for work in account.works):
            continue  # a namesake
        again = read_again(account, (known,))
        if any(work.title == subject.title for work in again.works):
            taken += 1
            yield head, again


def held_statements(
    store: Store, head: ArticleHead, account: Account, subject: Subject
) -> Iterator[HeldStatement]:
    """The statements of an article read again that are about the work."""
    anew = {statement.id: statement for statement in account.statements}
    work = next(work for work in account.works if work.title == subject.title)
    others = Others(store)
    whole = is_about(work, head, account.article.text, names_in_full(subject))
    for held in store.statements(article=head.key):
        again = replace(held, statement=anew[held.statement.id])
        if subject.title in again.statement.works or (whole and not others.names(again)):
            yield again


def held_passages(head: ArticleHead, account: Account, title: str) -> Iterator[HeldPassage]:
    """The passages of an article read again that are about the work."""
    for passage in account.passages:
        if title in passage.works:
            yield HeldPassage(head, passage, passage.span.of(account.article.text))


def order_of(held: HeldStatement) -> Order:
    """Statements by when they were said, as far as that is known, then by date of publication."""
    printed = held.article.published or date.max
    said = held.statement.occasion.earliest or printed
    return min(said, printed), printed, held.article.key, held.statement.content[0].start


def order_of_place(article: ArticleHead, span: Span) -> Order:
    """The same for a stretch of an article's own words."""
    printed = article.published or date.max
    return printed, printed, article.key, span.start


def main_stretch(statement: Statement, text: str) -> Span:
    """The content from its first to its last character, or its largest part where more than a "she
    said" stands between.

    >>> text = "“I left,” she said. “It was late.” The train had gone. Snow fell. “Never again.”"
    >>> parts = tuple(Span(text.index(p), text.index(p) + len(p)) for p in ("“I l", "late.”", "“N"))
    >>> main_stretch(Statement("a", "direct", "speech", parts), text).of(text)
    '“I left,” she said. “It was late.”'
    """
    stretches: list[Span] = []
    for span in sorted(statement.content):
        if stretches and is_one(text[stretches[-1].end : span.start]):
            stretches[-1] = Span(stretches[-1].start, max(span.end, stretches[-1].end))
        else:
            stretches.append(span)
    return max(stretches, key=lambda span: (span.end - span.start, -span.start))


def is_one(between: str) -> bool:
    """Whether so little stands between two parts that they are shown as one slice."""
    ends = SENTENCE_END.findall(between)
    parted = "\n" in between.strip()
    return len(between) <= WIDEST_GAP and len(ends) <= 1 and not parted
