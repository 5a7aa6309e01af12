"""Whoever answers in an interview did not conduct it."""

from __future__ import annotations

import pytest

from onrecord.occasions.settle import asked_by_another
from onrecord.values import Evidence, Occasion, Span

TOLD = Occasion(
    medium="interview",
    interviewer="Joss Lund",
    evidence=(Evidence("medium", Span(0, 9)), Evidence("interviewer", Span(30, 39))),
)


@pytest.mark.parametrize("speaker", ["Joss Lund", "Lund"])
def test_an_interviewer_who_answers_is_none(speaker: str) -> None:
    occasion = asked_by_another(TOLD, speaker)

    assert occasion.interviewer is None
    assert [evidence.field for evidence in occasion.evidence] == ["medium"]


@pytest.mark.parametrize("speaker", [None, "Mara Quill"])
def test_another_interviewer_stays(speaker: str | None) -> None:
    assert asked_by_another(TOLD, speaker) == TOLD
