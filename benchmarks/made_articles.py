"""Any number of articles made of a few hundred real ones; no run of words repeats more often than there.

Each made article is a real one, as onrecord reads it, with its words exchanged: every word keeps its place,
its case and its statement, and becomes another word of about the same frequency, by a permutation that is
drawn for this article alone. The `KEPT` most frequent words stay, so that a set phrase of real text ("as well
as the") remains one and is met as often; a run with a rarer word in it is met where chance makes it.
`spread` tells how many articles share a run of four words, to be compared with real ones.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.article import article_from_text
from onrecord.record.wordings import normal_words
from onrecord.statements.build import statement_id
from onrecord.values import Account, Article, Occasion, Person, Span, Speaker, Statement

KEPT = 300
"""Words that stay as they are. With more of them the frames of common words would come back in every article
made of one real one, so that long runs repeat; with these, runs of four words repeat less than in fact."""
BAND = 400
"""Words of neighbouring frequency among which a word is exchanged."""
RUN = 4
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


@dataclass(frozen=True)
class Vocabulary:
    """The exchangeable words in bands of like frequency; `place` is each word's band and index."""

    bands: tuple[tuple[str, ...], ...]
    place: dict[str, tuple[int, int]]


def read_vocabulary(texts: Iterable[str], kept: int = KEPT) -> Vocabulary:
    """The words of some texts, the most frequent left out, in bands."""
    counts = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    ranked = sorted(counts, key=lambda word: (-counts[word], word))[kept:]
    bands = tuple(tuple(ranked[at : at + BAND]) for at in range(0, len(ranked), BAND))
    return Vocabulary(
        bands, {w: (b, i) for b, band in enumerate(bands) for i, w in enumerate(band)}
    )


class Exchange:
    """The words of one made article: a permutation of each band, drawn by a seed."""

    def __init__(self, vocabulary: Vocabulary, seed: int) -> None:
        self._vocabulary, self._drawn = vocabulary, random.Random(seed)
        self._orders: dict[int, list[str]] = {}

    def word(self, word: str) -> str:
        """What stands in a word's place, in its case."""
        place = self._vocabulary.place.get(word.lower())
        if place is None:
            return word
        band, index = place
        if band not in self._orders:
            order = list(self._vocabulary.bands[band])
            self._drawn.shuffle(order)
            self._orders[band] = order
        other = self._orders[band][index]
        return other.title() if word[0].isupper() else other

    def text(self, text: str) -> tuple[str, list[int]]:
        """The text with its words exchanged, and for each old offset the new one (len(text) + 1 of them)."""
        parts: list[str] = []
        offsets: list[int] = []
        at = new = 0
        for match in _WORD.finditer(text):
            between, word = text[at : match.start()], match.group()
            offsets += range(new, new + len(between))
            other = self.word(word)
            new += len(between)
            offsets += [min(new + i, new + len(other)) for i in range(len(word))]
            new += len(other)
            parts += [between, other]
            at = match.end()
        rest = text[at:]
        offsets += range(new, new + len(rest) + 1)
        return "".join([*parts, rest]), offsets

    def name(self, name: str | None) -> str | None:
        """A name with its words exchanged."""
        return None if name is None else _WORD.sub(lambda match: self.word(match.group()), name)


def make_account(account: Account, exchange: Exchange, key: str) -> Account:
    """A real account as a made article's: statements and people, each in its place."""
    text, offsets = exchange.text(account.article.text)
    article = replace(article_from_text(text, key=key), published=account.article.published)
    ids: dict[str, str] = {}
    statements = []
    for statement in account.statements:
        made = _make_statement(statement, exchange, offsets, article)
        ids[statement.id] = made.id
        statements.append(made)
    related = tuple(
        replace(
            s,
            relations=tuple(
                replace(r, to=ids[r.to], target=_moved(r.target, offsets))
                for r in s.relations
                if r.to in ids
            ),
        )
        for s in statements
    )
    people = tuple(_make_person(person, exchange, offsets) for person in account.people)
    return Account(article, related, people=people)


def _moved(span: Span, offsets: Sequence[int]) -> Span:
    return Span(offsets[span.start], offsets[span.end])


def _make_statement(
    statement: Statement, exchange: Exchange, offsets: Sequence[int], article: Article
) -> Statement:
    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(_moved(span, offsets) for span in spans)

    content = moved(statement.content)
    speaker, occasion = statement.speaker, statement.occasion
    return replace(
        statement,
        id=statement_id(article, content),
        content=content,
        quoted=moved(statement.quoted),
        cue=moved(statement.cue),
        source=moved(statement.source),
        speaker=Speaker(
            exchange.name(speaker.name), speaker.kind, speaker.reason, speaker.confidence
        ),
        occasion=Occasion(occasion.medium, exchange.name(occasion.outlet), said=occasion.said),
        works=(),
    )


def _make_person(person: Person, exchange: Exchange, offsets: Sequence[int]) -> Person:
    mentions = tuple(_moved(span, offsets) for span in person.mentions)
    return replace(person, name=exchange.name(person.name) or person.name, mentions=mentions)


def make_accounts(accounts: Sequence[Account], count: int, seed: int = 1) -> Iterator[Account]:
    """So many made articles, each real one in turn with words of its own."""
    return _make(accounts, range(count), seed)


def draw_accounts(
    accounts: Sequence[Account], count: int, among: int, seed: int = 1
) -> Iterator[Account]:
    """So many of `among` made articles, drawn at random; some come from one real article."""
    return _make(accounts, sorted(random.Random(seed).sample(range(among), count)), seed)


def _make(accounts: Sequence[Account], numbers: Iterable[int], seed: int) -> Iterator[Account]:
    vocabulary = read_vocabulary(account.article.text for account in accounts)
    for number in numbers:
        exchange = Exchange(vocabulary, seed * 10_000_019 + number)
        yield make_account(accounts[number % len(accounts)], exchange, f"made/{number:06}")


# --- how often runs of words repeat --------------------------------------------------------------------


@dataclass(frozen=True)
class Spread:
    """In how many articles runs of four words stand: shares of the different runs, and the most."""

    runs: int
    alone: float
    in_two: float
    in_more: float
    in_over_one_percent: float
    most: float


def spread(texts: Sequence[str]) -> Spread:
    """How the runs of four words of some articles are shared."""
    counts: Counter[int] = Counter()
    for text in texts:
        words = normal_words(text)
        counts.update({hash(words[at : at + RUN]) for at in range(len(words) - RUN + 1)})
    total = len(counts) or 1
    by = Counter(counts.values())
    many = sum(number for held, number in by.items() if held > 0.01 * len(texts))
    return Spread(
        total,
        by[1] / total,
        by[2] / total,
        (total - by[1] - by[2]) / total,
        many / total,
        max(counts.values(), default=0) / max(1, len(texts)),
    )
