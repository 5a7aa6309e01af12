"""A statement's confidence follows the model's certainty and what the statement has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.confidence import confidence_of, load_curve
from onrecord.statements.drafts import Draft
from onrecord.values import Span

CONTENT, CUE, SOURCE = (Span(0, 20),), (Span(21, 25),), (Span(26, 30),)


@given(st.floats(0, 1), st.floats(0, 1), st.booleans(), st.booleans())
def test_a_surer_model_never_makes_a_statement_less_likely(
    one: float, other: float, cue: bool, source: bool
) -> None:
    less, more = (
        confidence_of(Draft(CONTENT, CUE * cue, SOURCE * source, score))
        for score in sorted((one, other))
    )

    assert 0 <= less <= more <= 1


def test_a_cue_and_a_source_each_make_a_statement_likelier() -> None:
    bare, with_source, with_both = (
        confidence_of(Draft(CONTENT, cue, source, 0.9))
        for cue, source in [((), ()), ((), SOURCE), (CUE, SOURCE)]
    )

    assert bare < with_source < with_both


def test_a_turn_keeps_its_own_figure() -> None:
    assert confidence_of(Draft(CONTENT, source=SOURCE, score=0.9, turn=True)) == 0.9


def test_the_curve_weighs_what_a_draft_tells() -> None:
    assert set(load_curve()) == {"constant", "certainty", "cue", "source"}


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_full_certainty_stays_a_probability(score: float) -> None:
    assert 0 < confidence_of(Draft(CONTENT, CUE, SOURCE, score)) < 1
