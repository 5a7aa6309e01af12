"""Whom a pronoun may stand for: the model's view and what stands out, weighed together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.article import article_from_text
from onrecord.people.antecedents import Candidate, by_salience, judge, load_weights, probabilities
from onrecord.people.pointed import Pointed
from onrecord.people.words import lay_words
from onrecord.text import lay_out
from onrecord.values import Antecedent, Mention, Span

PLAIN = Candidate(0, 0.0, 0.5, 1, False, False, False, 0, False)


def test_the_weights_are_those_of_the_features() -> None:
    assert set(load_weights()) == {*PLAIN.features(), "nobody"}


def test_whom_the_model_sees_is_likelier() -> None:
    ranked = probabilities([replace(PLAIN, seen=0.9), replace(PLAIN, figure=1, seen=0.05)])

    assert [figure for _, figure in ranked] == [0, 1]
    assert ranked[0][0] + ranked[1][0] < 1, "some of it goes to nobody"


def test_whose_name_follows_is_likelier_than_who_stands_out_alone() -> None:
    ahead = replace(PLAIN, figure=1, stands_out=0.0, ahead=True, verb=True)

    assert judge([PLAIN, ahead], reports=False)[0][1] == 1


@pytest.mark.parametrize(("reports", "expected"), [(True, 1), (False, 0)])
def test_who_stands_out_leads_where_a_text_reports_statements(reports: bool, expected: int) -> None:
    candidates = [
        replace(PLAIN, seen=0.95, stands_out=0.3),
        replace(PLAIN, figure=1, seen=0.05, stands_out=0.7, told=1),
    ]

    assert judge(candidates, reports=reports)[0][1] == expected


def test_without_a_view_a_close_second_leaves_it_open() -> None:
    close = [replace(PLAIN, stands_out=0.52), replace(PLAIN, figure=1, stands_out=0.48)]

    assert by_salience(close)[0] == (0.0, 0)
    assert judge([], reports=True) == []


def test_a_mention_stands_for_what_its_antecedents_stand_for() -> None:
    text = "Jo Lund met Ana Ruiz. She left."
    page = lay_words(text, lay_out(article_from_text(text, "case")))
    antecedents = (Antecedent(1, 0.7), Antecedent(0, 0.2))
    pointed = Pointed.over(
        page,
        (
            Mention("name", Span(0, 7), 0.9),
            Mention("name", Span(12, 20), 0.9),
            Mention("pronoun", Span(22, 25), 0.9, antecedents, 0.1),
        ),
    )
    pointed.note(1, {0: 1.0})
    pointed.note(4, {1: 1.0})

    assert pointed.seen(5) == pytest.approx({1: 0.7, 0: 0.2})
    assert pointed.seen(2) == {}, "no mention ends there"
