"""Chains of tellers, read with the bundled model: whose words, and through whom."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.pipeline import read_article
from onrecord.values import Account, Statement

ROWS = json.loads((Path(__file__).parent / "chains.json").read_text(encoding="utf-8"))
MISSED = {  # docs/limits.md tells why
    "pronoun mouth": "two people of unknown gender: 'she' and 'he' are taken for the wrong ones",
    "in X's account": "a first name alone, before the full name, is nobody known",
    "insists X never said, is no chain of words": "the model finds no statement",
    "announced that X would say": "the model finds no statement",
}


def is_held_out(row: dict[str, Any]) -> bool:
    """Whether a row was kept from whoever made the rules, until they were scored once."""
    return int(sha256(row["label"].encode()).hexdigest(), 16) % 3 == 0


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.load()


def plain(name: str | None) -> str | None:
    return name.removeprefix("The ").removeprefix("the ") if name else None


def teller_of(words: str, account: Account) -> tuple[str | None, list[str | None]] | None:
    """Speaker and tellers of the smallest statement with these words, without "the" in front."""
    start = account.article.text.index(words)
    end = start + len(words)

    def size(statement: Statement) -> int:
        return sum(span.end - span.start for span in statement.content)

    held = [
        s for s in account.statements if any(c.start <= start and end <= c.end for c in s.content)
    ]
    if not held:
        return None
    speaker = min(held, key=size).speaker
    return plain(speaker.name), [plain(teller.name) for teller in speaker.via]


def cases() -> list[Any]:
    return [
        pytest.param(
            row,
            id=row["label"],
            marks=pytest.mark.xfail(strict=True, reason=MISSED[row["label"]])
            if row["label"] in MISSED
            else (),
        )
        for row in ROWS
        if not is_held_out(row)
    ]


@pytest.mark.parametrize("row", cases())
def test_words_are_the_mouths_as_told_by_the_tellers(row: dict[str, Any], model: Model) -> None:
    account = read_article(article_from_text(row["text"], "case"), model)

    for wanted in row["expected"]:
        assert teller_of(wanted["words"], account) == (
            plain(wanted["speaker"]),
            [plain(name) for name in wanted["via"]],
        )


def test_rows_held_back_keep_their_score(model: Model) -> None:
    right = 0
    for row in filter(is_held_out, ROWS):
        account = read_article(article_from_text(row["text"], "case"), model)
        for wanted in row["expected"]:
            expected = plain(wanted["speaker"]), [plain(name) for name in wanted["via"]]
            right += teller_of(wanted["words"], account) == expected

    assert right >= 18  # of 22, when they were scored for the first time


def test_a_teller_is_proved_by_words_and_by_a_statement_that_holds_the_other(model: Model) -> None:
    text = "Ines Calder says that Morten Vale told her the bridge would never reopen."
    account = read_article(article_from_text(text, "case"), model)

    outer, inner = account.statements
    (teller,) = inner.speaker.via
    assert (teller.name, teller.statement) == ("Ines Calder", outer.id)
    assert [span.of(text) for span in (*teller.source, *teller.cue)] == ["Ines Calder", "says"]
    assert [span.of(text) for span in inner.cue] == ["told"]
    assert outer.speaker.via == ()


def test_words_that_are_passed_on_are_not_quoted_from_the_teller(model: Model) -> None:
    text = "Ida Thornby says Cal Mercer wrote to her: “Forgive the weather. I ordered another.”"
    outer, inner = read_article(article_from_text(text, "case"), model).statements

    assert (outer.speaker.name, outer.form, outer.quoted) == ("Ida Thornby", "indirect", ())
    assert [span.of(text) for span in inner.quoted] == ["Forgive the weather. I ordered another."]
