"""Facts of a work that articles state outright, each once, with the article that proves it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.answers.explain_coverage import Coverage
from onrecord.values import ArticleHead, CitedFact, Fact

ORDER = (
    "director", "creator", "writer", "cast", "cinematographer", "editor", "composer", "producer",
    "distributor", "based on", "year", "running time", "premiere", "released", "award", "available",
)  # fmt: skip
SINGLE = frozenset(["director", "year", "running time", "based on"])
CHANGING = frozenset(["available", "released"])
"""Facts that are true of their day: the newest comes first."""
RARELY = 4
"""One of several directors or years is left out if the usual one is stated so many times as often."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact with the articles that state it, the earliest first."""

    fact: Fact
    heads: tuple[ArticleHead, ...]

    @property
    def article(self) -> ArticleHead:
        """The article to cite: the latest of what changes, the earliest of what does not."""
        return self.heads[-1] if self.fact.name in CHANGING else self.heads[0]


def tell_facts(coverage: Coverage) -> tuple[CitedFact, ...]:
    """The facts by kind; within a kind what most articles state first, what changes newest first."""
    stated = stated_facts(coverage)
    told = []
    for name in sorted({name for name, _ in stated}, key=rank_of):
        own = [each for (kind, _), each in stated.items() if kind == name]
        if name in CHANGING:
            own.sort(key=lambda each: each.article.published or date.min, reverse=True)
        else:
            own.sort(key=lambda each: -len(each.heads))
        told += [each for each in own if name not in SINGLE or is_usual(each, own)]
    return tuple(cite_fact(each, coverage) for each in told)


def rank_of(name: str) -> tuple[int, str]:
    """The place of a kind of fact."""
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def is_usual(one: Stated, own: Sequence[Stated]) -> bool:
    """Whether no other value is stated many times as often."""
    return len(own[0].heads) < RARELY * len(one.heads)


def stated_facts(coverage: Coverage) -> dict[tuple[str, str], Stated]:
    """Name and value of each fact, in the order of the record, with the articles that state it."""
    found: dict[tuple[str, str], list[tuple[Fact, ArticleHead]]] = defaultdict(list)
    works, heads = coverage.subject.works, coverage.subject.heads
    for key in sorted(works, key=lambda key: (heads[key].published or date.max, key)):
        for fact in works[key].facts:
            found[fact.name, fact.value.casefold()].append((fact, heads[key]))
    stated = {}
    for what, places in found.items():
        at = -1 if what[0] in CHANGING else 0
        stated[what] = Stated(places[at][0], tuple(dict.fromkeys(head for _, head in places)))
    return stated


def cite_fact(stated: Stated, coverage: Coverage) -> CitedFact:
    """The fact with its proof."""
    return CitedFact(
        stated.fact.name,
        stated.fact.value,
        stated.article.published,
        coverage.clippings.cite(stated.article, stated.fact.span),
    )
