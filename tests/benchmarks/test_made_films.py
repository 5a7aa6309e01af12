from __future__ import annotations

from pathlib import Path

import pytest

from made_films import make_films
from onrecord.facade import Reader
from onrecord.values import Account

COVERAGE = Path(__file__).parents[2] / "examples" / "coverage"


@pytest.fixture(scope="module")
def accounts() -> list[Account]:
    """Two articles of the example coverage, read."""
    reader = Reader()
    found = reader.articles(
        [str(COVERAGE / "06-northgate-wire.txt"), str(COVERAGE / "08-screen-sparrow.txt")]
    )
    return [account for account in map(reader.account, found) if isinstance(account, Account)]


def test_every_place_of_a_made_article_is_where_it_was(accounts: list[Account]) -> None:
    for made, real in zip(make_films(accounts, 1), accounts, strict=True):
        assert len(made.article.text) == len(real.article.text)
        assert [s.content for s in made.statements] == [s.content for s in real.statements]
        assert [w.mentions for w in made.works] == [w.mentions for w in real.works]


def test_names_are_others_wherever_they_stand(accounts: list[Account]) -> None:
    for made in make_films(accounts, 1):
        assert "Halvane" not in made.article.text
        assert "Lowenna" not in made.article.text
        assert all("Halvane" not in (s.speaker.name or "") for s in made.statements)
        for person in made.people:
            assert person.name in made.article.text


def test_two_films_share_no_name_and_no_id(accounts: list[Account]) -> None:
    films = list(make_films(accounts, 2))
    first, second = films[:2], films[2:]

    assert {s.id for a in first for s in a.statements}.isdisjoint(
        s.id for a in second for s in a.statements
    )
    assert {w.title for a in first for w in a.works}.isdisjoint(
        w.title for a in second for w in a.works
    )


def test_passages_and_relations_lead_to_the_made_statements(accounts: list[Account]) -> None:
    for made in make_films(accounts, 1):
        ids = {statement.id for statement in made.statements}
        assert {each for passage in made.passages for each in passage.statements} <= ids
        assert {r.to for s in made.statements for r in s.relations} <= ids
