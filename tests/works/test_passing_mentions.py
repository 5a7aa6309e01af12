"""Articles that mention a film or a book and are about something else: what people said all stays."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.pipeline import read_article
from onrecord.statements import build_statements
from onrecord.text import lay_out
from onrecord.values import Account, Reading, Statement

ROWS = json.loads((Path(__file__).parent / "passing.json").read_text("utf-8"))
CASES = [pytest.param(row["text"], id=row["label"]) for row in ROWS]
CHARACTERS = {row["text"]: row["characters"] for row in ROWS if "characters" in row}
"""The few characters that these articles name beside the people who play them."""


@cache
def model() -> Model:
    return Model.load()


@cache
def account_of(text: str) -> Account:
    return read_article(article_from_text(text, "case"), model())


@cache
def statements_before(text: str) -> tuple[Statement, ...]:
    """What the model and the marks give, before works and speakers are known."""
    article = article_from_text(text, "case")
    layout = lay_out(article)
    return build_statements(Reading(article, layout, model().label(article, layout)))


@pytest.mark.parametrize("text", CASES)
def test_nothing_that_was_said_is_left_out(text: str) -> None:
    kept = {statement.id for statement in account_of(text).statements}
    assert statements_before(text)
    assert [s for s in statements_before(text) if s.id not in kept] == []


@pytest.mark.parametrize("text", CASES)
def test_nobody_real_is_a_character(text: str) -> None:
    account = account_of(text)
    known = CHARACTERS.get(text, [])
    assert {name for work in account.works for name in work.characters} <= set(known)
    assert {p.name for p in account.people if p.kind == "character"} <= set(known)
    assert [s.speaker for s in account.statements if s.speaker.kind == "character"] == []


TOLD = """What happens at the end of The Cold Registry?

In the thriller The Cold Registry, the clerk Amos Orr believes that Petra has betrayed him. She confesses \
that she copied the files, but she asks him to trust her. Amos agrees to a deal, and Petra promises a \
passport.

After the trial Amos walks out into the snow. He calls the number on the card and hears his own voice.

What does it mean?

Director Ines Farr has said that the voice is "what he should have said." She told Reel Ledger in May that \
Petra never existed."""


def test_what_characters_say_in_a_plot_is_nobodys_statement() -> None:
    account = account_of(TOLD)
    plot = TOLD.index("What does it mean?")
    assert {s.act for s in account.statements if s.content[0].end < plot} <= {"thought"}
    assert len(statements_before(TOLD)) > len(account.statements)


def test_what_is_said_of_a_plot_stays() -> None:
    kept = {s.id for s in account_of(TOLD).statements}
    plot = TOLD.index("What does it mean?")
    after = [s for s in statements_before(TOLD) if s.content[0].start > plot]
    assert after
    assert {s.id for s in after} <= kept


def test_narration_lists_only_statements_that_stay() -> None:
    account = account_of(TOLD)
    kept = {s.id for s in account.statements}
    assert {id_ for p in account.passages for id_ in p.statements} <= kept
