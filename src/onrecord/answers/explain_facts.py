"""Facts of a work that articles state outright: one line a fact, with every article that proves it.

One fact in several forms is one: a name with and without its given name, "24 October" and "Oct. 24", "on
demand now" and "will be on demand". Days are an interval, as of the day of the article that names them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.answers.explain_coverage import Coverage
from onrecord.values import ArticleHead, CitedFact, Fact
from onrecord.variants import same_name
from onrecord.works.showing_days import Days, find_days, words_around

ORDER = (
    "director", "creator", "writer", "artist", "cast", "cinematographer", "editor", "composer", "producer",
    "distributor", "based on", "year", "running time", "premiere", "released", "showing", "award",
    "available",
)  # fmt: skip
SINGLE = frozenset(["director", "year", "running time", "based on"])
CHANGING = frozenset(["available", "released", "showing"])
"""Facts that are true of their day: the newest comes first."""
SHOWN = frozenset(["premiere", "released", "showing"])
"""Facts whose value may be days."""
PEOPLE = frozenset(
    "director creator writer artist cast cinematographer editor composer producer".split()
)  # fmt: skip
RARELY = 4
"""One of several directors or years is left out if the usual one is stated so many times as often."""
UNTOLD = re.compile(
    r"^(?:(?:is|are|was|will|soon|be|now|available|streaming|streams?|to|watch(?:ed)?|see|view|rent|buy|stream"
    r"|out|for|expected|coming|arriv\w+|land\w+|subscribers|members|customers|viewers|on|in|of|the) )+",
    re.IGNORECASE,
)
"""What is said of a place to see a work, before its name."""


NOW = re.compile(r"\b(?:now|nationwide|everywhere|from today|select)\b ?")
UNKNOWN, MONTH = 100_000, 31


@dataclass(frozen=True, slots=True)
class Telling:
    """A fact as one article states it, with the days that it means."""

    fact: Fact
    head: ArticleHead
    days: Days | None


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact with the tellings of it, by day of publication."""

    tellings: tuple[Telling, ...]

    @property
    def shown(self) -> Telling:
        """The one to cite: the most exact and latest of what changes, else the fullest value."""
        if self.tellings[0].fact.name in CHANGING:
            return min(reversed(self.tellings), key=lambda one: width(one.days))
        return max(self.tellings, key=lambda one: len(one.fact.value.split()))

    @property
    def articles(self) -> int:
        """How many articles state it."""
        return len({one.head.key for one in self.tellings})

    @property
    def role(self) -> str | None:
        """The role that articles give: with the fullest name, then what most say."""
        roles = Counter(one.fact.role for one in self.tellings if one.fact.role)

        def rank(role: str) -> tuple[int, int, str]:
            names = sum(word[0].isupper() for word in role.split())
            return -names, -roles[role], role

        return min(roles, key=rank, default=None)


def tell_facts(coverage: Coverage) -> tuple[CitedFact, ...]:
    """The facts by kind; within a kind what most articles state first, what changes newest first."""
    tellings = list(tellings_of(coverage))
    told: list[CitedFact] = []
    for name in sorted({one.fact.name for one in tellings}, key=rank_of):
        own = [
            Stated(tuple(group))
            for group in group_tellings(t for t in tellings if t.fact.name == name)
        ]
        if name in CHANGING:
            own.sort(key=lambda each: each.shown.head.published or date.min, reverse=True)
        else:
            own.sort(key=lambda each: -each.articles)
        told += [
            cite_fact(one, coverage) for one in own if name not in SINGLE or is_usual(one, own)
        ]
    return tuple(told)


def rank_of(name: str) -> tuple[int, str]:
    """The place of a kind of fact."""
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def is_usual(one: Stated, own: Sequence[Stated]) -> bool:
    """Whether no other value is stated many times as often."""
    return own[0].articles < RARELY * one.articles


def tellings_of(coverage: Coverage) -> Iterable[Telling]:
    """Every fact of the work in every article, by day of publication."""
    works, heads = coverage.subject.works, coverage.subject.heads
    for key in sorted(works, key=lambda key: (heads[key].published or date.max, key)):
        for fact in works[key].facts:
            yield Telling(fact, heads[key], days_of(fact, heads[key], coverage))


def days_of(fact: Fact, head: ArticleHead, coverage: Coverage) -> Days | None:
    """The days that a fact means as of its article's day."""
    if fact.name not in SHOWN or head.published is None:
        return None
    words = words_around(coverage.clippings.text(head.key), fact.span)
    return find_days(words, fact.value, head.published)


def width(days: Days | None) -> int:
    """How many days an interval has; without days more than any."""
    return (days.latest - days.earliest).days if days else UNKNOWN


def group_tellings(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """Tellings of one kind of fact, one list for each fact."""
    groups: list[list[Telling]] = []
    for one in tellings:
        group = next((g for g in groups if says_same(one, g)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def says_same(one: Telling, group: Sequence[Telling]) -> bool:
    """Whether a telling states the fact of a group."""
    first = group[0]
    if one.fact.name in PEOPLE:
        return all(same_name(one.fact.value, other.fact.value) for other in group)
    if one.days and first.days:
        return all(agree(one, other) for other in group)
    if one.days or first.days:
        return False
    return plain_value(one.fact) == plain_value(first.fact)


def agree(one: Telling, other: Telling) -> bool:
    """Whether two tellings may mean one showing: the same days, or days of a month within which the other's
    lie, at no two places."""
    if one.days is None or other.days is None:
        return False
    if one.days == other.days:
        return True
    narrow, wide = sorted((one.days, other.days), key=width)
    inside = wide.earliest <= narrow.earliest and narrow.latest <= wide.latest
    return inside and width(wide) <= MONTH


def plain_value(fact: Fact) -> str:
    """A value as it is compared.

    >>> from onrecord.values import Span
    >>> plain_value(Fact("available", "will be available on demand", Span(0, 1)))
    'demand'
    """
    words = NOW.sub("", fact.value.casefold()).replace("theaters", "cinemas")
    words = words.replace("theatres", "cinemas").strip()
    return (UNTOLD.sub("", words) or words) if fact.name == "available" else words


def cite_fact(stated: Stated, coverage: Coverage) -> CitedFact:
    """The fact with its proof and the other places that state it."""
    shown = stated.shown
    others = {one.head.key: one for one in stated.tellings if one.head.key != shown.head.key}
    return CitedFact(
        shown.fact.name,
        shown.fact.value,
        shown.head.published,
        coverage.clippings.cite(shown.head, shown.fact.span),
        role=stated.role,
        earliest=shown.days.earliest if shown.days else None,
        latest=shown.days.latest if shown.days else None,
        also=tuple(coverage.clippings.cite(one.head, one.fact.span) for one in others.values()),
    )
