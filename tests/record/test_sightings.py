"""Who is seen in an article, and by which name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.record.sightings import sight
from onrecord.values import Account, Person


def _seen(account: Account, *people: Person) -> list[tuple[str, int]]:
    return [(one.name, one.statements) for one in sight(replace(account, people=people))]


def test_a_label_in_capitals_is_whoever_is_quoted(make_account: Callable[..., Account]) -> None:
    account = make_account("a", "“It rained.”", speaker="Mara")
    assert _seen(account, Person("MARA", "person")) == [("Mara", 1)]
    assert _seen(account, Person("Mara", "person"), Person("MARA", "person")) == [("Mara", 1)]


def test_other_capitals_stay(make_account: Callable[..., Account]) -> None:
    account = make_account("a", "“It rained.”", speaker="Mara")
    assert _seen(account, Person("BBC", "organisation")) == [("BBC", 0), ("Mara", 1)]
    assert _seen(account, Person("MARA", "organisation")) == [("MARA", 0), ("Mara", 1)]
