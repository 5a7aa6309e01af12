"""Any number of films with their coverage, made of the example coverage: the same articles under other names.

Each made film has every article of a real set, read once, with its names and rarer words exchanged for others
of the same length, so that every place in it stays where it was. Names become syllables drawn for this film
alone; other words a permutation, drawn for it too, among words of the same length and of about the same
frequency. The `KEPT` most frequent words and those that topics and questions turn on stay. Offsets, kinds,
dates and topics are those of the original; keys, versions and ids are the made article's own.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from onrecord.article import article_from_text
from onrecord.statements.build import statement_id
from onrecord.values import Account, Article

KEPT = 300
"""Words that stay as they are: below them a run of four is met again only where real text has it too."""
BAND = 60
"""Words of one length and neighbouring frequency among which a word is exchanged."""
SHORTEST = 4
_WORD = re.compile(r"[^\W\d_]+")
_STARTS = ("b br d f g h j k l m n p r s st t v w th dr kl".split(), "a e i o u".split())
NAMES = frozenset("name title outlet programme interviewer headline byline value text".split())
"""Fields that hold words of the article; every other text in a value is a name of ours."""

T = TypeVar("T")


class Renaming:
    """Other words of the same length, for one made film."""

    def __init__(self, names: Iterable[str], bands: Sequence[Sequence[str]], seed: int) -> None:
        drawn = random.Random(seed)
        self._names: dict[str, str] = {}
        for name in sorted(set(names)):
            self._names[name] = _syllables(len(name), drawn)
        self._words: dict[str, str] = {}
        for band in bands:
            order = list(band)
            drawn.shuffle(order)
            self._words.update(zip(band, order, strict=True))

    def text(self, text: str) -> str:
        """The text with its words exchanged; no character moves.

        >>> Renaming(["Lund"], [], seed=1).text("“No,” said Lund.")[:11]
        '“No,” said '
        """
        return _WORD.sub(lambda match: self._word(match.group()), text)

    def _word(self, word: str) -> str:
        name = self._names.get(word) or self._names.get(word.capitalize())
        if name and word[0].isupper():
            return name.upper() if word.isupper() and len(word) > 1 else name
        other = self._words.get(word.lower())
        if other is None:
            return word
        if word.isupper():
            return other.upper()
        return other.capitalize() if word[0].isupper() else other


def _syllables(length: int, drawn: random.Random) -> str:
    starts, vowels = _STARTS
    made = ""
    while len(made) < length:
        made += drawn.choice(starts) + drawn.choice(vowels)
    return made[:length].capitalize()


def make_films(accounts: Sequence[Account], count: int, seed: int = 1) -> Iterator[Account]:
    """The articles of so many made films, film after film."""
    bands = read_bands(account.article.text for account in accounts)
    names = frozenset(name for account in accounts for name in find_names(account))
    for number in range(count):
        renaming = Renaming(names, bands, seed * 1_000_003 + number)
        for account in accounts:
            yield make_account(account, renaming, f"film-{number:05}/{account.article.key}")


def find_names(account: Account) -> Iterator[str]:
    """The words of the names of people, works and characters in an article."""
    named = [person.name for person in account.people]
    for work in account.works:
        named += [work.title, *work.characters]
    for name in named:
        yield from (word for word in _WORD.findall(name) if word[0].isupper() and len(word) > 2)


def read_bands(texts: Iterable[str], kept: int = KEPT) -> list[list[str]]:
    """The exchangeable words of some texts, those of one length and like frequency together."""
    counts = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    ranked = sorted(counts, key=lambda word: (-counts[word], word))[kept:]
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in ranked:
        if len(word) >= SHORTEST:
            by_length[len(word)].append(word)
    return [
        words[at : at + BAND]
        for _, words in sorted(by_length.items())
        for at in range(0, len(words), BAND)
    ]


def make_account(account: Account, renaming: Renaming, key: str) -> Account:
    """An account as that of a made article: every span where it was, every name another."""
    told = article_from_text(renaming.text(account.article.text), key=key)
    article = replace(
        _renamed(account.article, renaming), key=key, version=told.version, url=None, path=key
    )
    ids = {each.id: statement_id(article, each.content) for each in account.statements}
    made = cast(Account, _renamed(replace(account, article=_EMPTY), renaming, ids))
    return replace(made, article=article)


_EMPTY = Article("", "", "")


def _renamed(value: Any, renaming: Renaming, ids: dict[str, str] | None = None) -> Any:
    """A value with the article's words in it exchanged, and ids of statements for the new ones."""
    if isinstance(value, tuple):
        return tuple(_renamed(each, renaming, ids) for each in value)
    if not is_dataclass(value):
        return ids.get(value, value) if ids and isinstance(value, str) else value
    changed = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if isinstance(held, str) and _holds_words(value, field.name):
            changed[field.name] = renaming.text(held)
        elif field.name in ("works", "characters") and all(isinstance(one, str) for one in held):
            changed[field.name] = tuple(renaming.text(one) for one in held)
        elif field.name != "metadata":
            changed[field.name] = _renamed(held, renaming, ids)
    return replace(cast(Any, value), **changed)


def _holds_words(value: object, name: str) -> bool:
    """Whether a field holds words of the article; `name` of a fact is a word of ours."""
    return name in NAMES | {"by"} and not (type(value).__name__ == "Fact" and name == "name")
