"""Made articles are as real ones: statements in their places, runs of words no more common; the plot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from check_cost import Figures, Said, draft_of, plot, put, size_of_index, vary
from made_articles import Exchange, draw_accounts, make_accounts, read_vocabulary, spread
from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.pipeline import read_article
from onrecord.values import Account

ARTICLES = json.loads(Path(__file__).with_name("quoted_articles.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def accounts() -> list[Account]:
    """Articles of our own, as onrecord reads them."""
    model = Model.load()
    texts = [each["text"] for each in ARTICLES]
    return [read_article(article_from_text(t, key=str(n)), model) for n, t in enumerate(texts)]


def test_statements_keep_their_places_in_a_made_article(accounts: list[Account]) -> None:
    vocabulary = read_vocabulary((a.article.text for a in accounts), kept=20)
    exchange = Exchange(vocabulary, 1)
    for account in accounts:
        text, offsets = exchange.text(account.article.text)
        assert len(offsets) == len(account.article.text) + 1
        for statement in account.statements:
            for span in statement.content:
                made = text[offsets[span.start] : offsets[span.end]]
                assert len(made.split()) == len(span.of(account.article.text).split())


def test_every_made_article_has_words_and_ids_of_its_own(accounts: list[Account]) -> None:
    made = list(make_accounts(accounts, 3 * len(accounts)))
    ids = [statement.id for account in made for statement in account.statements]

    assert len({account.article.text for account in made}) == len(made)
    assert len(set(ids)) == len(ids) > 0
    assert {s.speaker.name for a in made for s in a.statements} - {None}


def test_runs_of_words_repeat_no_more_often_than_in_the_real_articles(
    accounts: list[Account],
) -> None:
    real = spread([account.article.text for account in accounts])
    made = spread([account.article.text for account in make_accounts(accounts, len(accounts))])

    assert made.alone >= real.alone
    assert made.most <= real.most


def test_drawn_articles_are_among_those_made_in_turn(accounts: list[Account]) -> None:
    made = list(make_accounts(accounts, 5 * len(accounts)))
    drawn = list(draw_accounts(accounts, len(accounts), among=len(made)))

    assert len({account.article.key for account in drawn}) == len(accounts)
    assert all(account in made for account in drawn)


def test_index_is_counted_against_the_text(accounts: list[Account], tmp_path: Path) -> None:
    put(tmp_path / "made.db", make_accounts(accounts, 40))

    assert 0.5 < size_of_index(tmp_path / "made.db") < 3


def test_drafts_quote_as_found_cut_changed_and_turned_around() -> None:
    said = Said("we built the pier in nine long days", "Ada Moll")
    varied = [vary(said, number).words for number in range(5)]

    assert varied[0] == varied[1] == said.words
    assert said.words.startswith(varied[2])
    assert varied[3].split()[4] == "harbour"
    assert varied[4] == "days long nine in pier the built we"
    assert "“we built the pier in nine long days,” Ada Moll said" in draft_of([said])


def test_plot_has_a_point_for_each_figure() -> None:
    figures = [Figures(500, 2.0, 5.0, 0.3, 1.4, 2.5), Figures(2000, 3.0, 8.0, 0.3, 1.4, None)]

    assert plot(figures).count("<circle") == 3
