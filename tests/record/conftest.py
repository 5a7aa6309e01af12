"""Accounts of invented coverage, short enough to read in a test."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.record import Store
from onrecord.values import (
    Account,
    Article,
    Fact,
    Occasion,
    Passage,
    Person,
    Relation,
    Span,
    Speaker,
    Statement,
    Work,
)

MakeAccount = Callable[..., Account]


def _statement(
    article: Article, found: re.Match[str], speaker: Speaker, **more: object
) -> Statement:
    span = Span(found.start(), found.end())
    name = f"{article.key}\0{article.version}\0{span.start}"
    return Statement(
        id=hashlib.sha256(name.encode()).hexdigest()[:16],
        form="direct",
        act="speech",
        content=(span,),
        quoted=(Span(span.start + 1, span.end - 1),),
        speaker=speaker,
        **more,  # type: ignore[arg-type]
    )


def build_account(
    key: str,
    text: str,
    *,
    speaker: str | None = "Lena Okafor",
    kind: str | None = "person",
    published: date | None = None,
    works: tuple[str, ...] = ("The Low Tide",),
    occasion: Occasion | None = None,
    relation: str | None = None,
    **article: object,
) -> Account:
    """An account in which every “quotation” of the text is a statement of the speaker.

    With `relation`, each statement stands in that relation to the first.
    """
    version = hashlib.sha256(text.encode()).hexdigest()
    held = Article(key, version, text, published=published, **article)  # type: ignore[arg-type]
    who = Speaker(speaker, kind)  # type: ignore[arg-type]
    statements: list[Statement] = []
    for found in re.finditer("“[^”]*”", text):
        relations: tuple[Relation, ...] = ()
        if relation and statements:
            target = statements[0].quoted[0]
            relations = (Relation(0, statements[0].id, target, relation),)  # type: ignore[arg-type]
        statements.append(
            _statement(
                held,
                found,
                who,
                works=works,
                topics=("ending",),
                occasion=occasion or Occasion(),
                relations=relations,
            )
        )
    return Account(
        article=held,
        statements=tuple(statements),
        passages=(Passage(Span(0, len(text)), "report", ("ending",), works=works),),
        works=tuple(Work(title, "film") for title in works),
        people=(Person(speaker, "person"),) if speaker else (),
    )


@pytest.fixture
def make_account() -> MakeAccount:
    """The builder of accounts."""
    return build_account


WORDS = "“It was burned in a single night so that nobody could walk back,” came the reply."


def build_sighting(
    key: str,
    name: str,
    *roles: str,
    kind: str = "person",
    works: tuple[str, ...] = (),
    credit: tuple[str, str] | None = None,
) -> Account:
    """An account in which somebody of these roles speaks of these works; `credit` is a title and a fact."""
    account = build_account(key, f"{WORDS} {key}", speaker=name, kind=kind, works=works)
    people = (Person(name, kind, roles=roles),)  # type: ignore[arg-type]
    if credit is None:
        return replace(account, people=people)
    made = Work(credit[0], "film", facts=(Fact(credit[1], name, Span(0, 1)),))
    return replace(account, people=people, works=(*account.works, made))


@pytest.fixture
def seen() -> MakeAccount:
    """The builder of accounts in which one person is seen."""
    return build_sighting


@pytest.fixture
def people_of() -> Callable[[Store], dict[str, str]]:
    """Tells the person of each article's speaker, by key of the article."""
    return lambda store: {
        held.article.key: str(held.statement.speaker.person) for held in store.statements()
    }


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new record in a file."""
    with Store.open(tmp_path / "record.db", create=True) as opened:
        yield opened
