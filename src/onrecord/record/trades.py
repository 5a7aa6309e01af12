"""What roles say about whether two people of one name are one: trades that go together or do not.

An actor and a judge of one name are two people until somebody says otherwise; an actor and a director
may be one. Words that half the world may be called ("president", "leader", "author") speak for
nobody and against nobody. Comes after `people`, whose role words it sorts, before `identities`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from onrecord.people.lexicon import ROLE_WORDS

FIELDS = {
    "director": "arts",
    "writer": "arts",
    "actor": "arts",
    "producer": "arts",
    "crew": "arts",
    "musician": "arts",
    "coach": "sport",
    "player": "sport",
    "lawyer": "law",
    "prosecutor": "law",
    "judge": "law",
    "politician": "politics",
    "police": "police",
    "doctor": "medicine",
    "cleric": "church",
}
"""The field of work of each kind of role that has one. Kinds that are missing speak against nobody."""
OF_ALL_FIELDS = frozenset(
    "author writer co-author co-writer biographer memoirist essayist editor designer conductor "
    "leader speaker secretary candidate nominee incumbent representative manager boss officer "
    "inspector commissioner artist".split()
)
"""Role words of the kinds above that people of other fields are called too."""
SAYS_LITTLE = frozenset({"kin", "descriptor", "witness", "defendant", "victim", "worker"})
"""Kinds of role that two people may well share: "the father" here and "the father" there."""


@lru_cache(maxsize=4096)
def fields_of(role: str) -> frozenset[str]:
    """The fields of work that a role word places somebody in; none where it may mean anything.

    >>> fields_of("actress"), fields_of("judge"), fields_of("president")
    (frozenset({'arts'}), frozenset({'law'}), frozenset())
    """
    kinds = ROLE_WORDS.get(role, frozenset())
    if role in OF_ALL_FIELDS or not all(kind in FIELDS for kind in kinds):
        return frozenset()
    return frozenset(FIELDS[kind] for kind in kinds)


@lru_cache(maxsize=4096)
def trades_of(role: str) -> frozenset[str]:
    """The kinds of role that sharing means something in, or the word itself where it is nobody's kind.

    >>> trades_of("actress") == trades_of("co-star"), trades_of("father")
    (True, frozenset())
    """
    kinds = ROLE_WORDS.get(role)
    if kinds is None:
        return frozenset({role})
    told = kinds - SAYS_LITTLE
    return told or (frozenset({role}) if kinds == {"worker"} else frozenset())


def all_fields(roles: Iterable[str]) -> frozenset[str]:
    """The fields of all the roles together."""
    return frozenset(field for role in roles for field in fields_of(role))


def all_trades(roles: Iterable[str]) -> frozenset[str]:
    """The telling kinds of all the roles together."""
    return frozenset(trade for role in roles for trade in trades_of(role))
