"""The example coverage, document by document: who says what, as `examples/expected.json` has it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.facade import Reader
from onrecord.values import Account, Failure, Span, Statement

EXAMPLES = Path(__file__).parents[1] / "examples"
DOCUMENTS: dict[str, dict[str, Any]] = json.loads(
    (EXAMPLES / "expected.json").read_text(encoding="utf-8")
)["documents"]
LEFT_OPEN: dict[tuple[str, str], str] = {
    ("03-pell-street-review.html", "Halfway’s as far"): "which character says it is left open",
    ("04-longshore-feature.html", "Where is the water?"): "a note sent back is not its sender's",
    ("04-longshore-feature.html", "a promise you make"): "'it was she who' is left open",
    ("11-wobblebox-listicle.html", "Nobody drowns"): "a father in a story told nowhere else",
}
"""Speakers known to be left open, by document and the first words of the stretch: see docs/limits.md."""


@cache
def reader() -> Reader:
    return Reader()


@cache
def account_of(document: str) -> Account:
    """The account of a document; one of a JSONL file is named FILE#id."""
    name, _, wanted = document.partition("#")
    for account in reader().accounts([str(EXAMPLES / "coverage" / name)]):
        assert not isinstance(account, Failure), account
        if not wanted or account.article.source_id == wanted:
            return account
    raise AssertionError(f"no document {document}")


def rows(key: str, *, nested: bool = False, open_: bool = False) -> list[Any]:
    """A parameter for each expected row of each document; with `open_`, known misses marked."""
    found = []
    for document, expected in DOCUMENTS.items():
        for row in expected[key]:
            stretch = row if isinstance(row, str) else row["quote"]
            if not isinstance(row, str) and row.get("nested", False) != nested:
                continue
            reasons = [
                reason
                for (name, words), reason in LEFT_OPEN.items()
                if open_ and name == document and stretch.startswith(words)
            ]
            marks = [pytest.mark.xfail(strict=True, reason=reason) for reason in reasons]
            found.append(
                pytest.param(document, row, id=f"{document[:8]} {stretch[:40]}", marks=marks)
            )
    return found


def places(text: str, stretch: str) -> list[Span]:
    """Every place where a stretch stands in a text."""
    return [Span(m.start(), m.end()) for m in re.finditer(re.escape(stretch), text)]


def covers(statement: Statement, place: Span) -> bool:
    """Whether the words at `place` are words of the statement."""
    return any(place in span for span in statement.content)


def owners(document: str, stretch: str) -> list[Statement]:
    """For each place of a stretch the shortest statement that has it as its words."""
    account = account_of(document)
    found = []
    for place in places(account.article.text, stretch):
        around = [s for s in account.statements if covers(s, place)]
        found += sorted(around, key=lambda s: sum(c.end - c.start for c in s.content))[:1]
    return found


@pytest.mark.parametrize("document, row", rows("speakers", open_=True))
def test_words_are_a_statement_of_their_speaker(document: str, row: dict[str, Any]) -> None:
    found = owners(document, row["quote"])

    assert found, "no statement has these words"
    told = [(s.speaker.name, s.speaker.kind, s.speaker.reason) for s in found]
    assert any(is_speaker(s, row) for s in found), told
    if row.get("form"):
        assert any(s.form == row["form"] for s in found)


def is_speaker(statement: Statement, row: dict[str, Any]) -> bool:
    """Whether name and kind are as expected; a group or somebody unnamed may have no name."""
    speaker = statement.speaker
    nameless = row["kind"] in ("group", "unnamed") and speaker.name is None
    return speaker.kind == row["kind"] and (nameless or speaker.name == row["speaker"])


@pytest.mark.parametrize("document, row", rows("speakers", nested=True))
def test_nested_quotation_is_in_a_statement_and_nobody_elses(
    document: str, row: dict[str, Any]
) -> None:
    account = account_of(document)
    found = owners(document, row["quote"])

    assert found, "no statement has these words"
    for statement in found:
        whole = [p for p in places(account.article.text, row["quote"]) if covers(statement, p)]
        only = all(s.end - s.start <= len(row["quote"]) + 4 for s in statement.content) and whole
        if only and statement.speaker.name is not None:
            assert statement.speaker.name == row["speaker"]


@pytest.mark.parametrize("document, row", rows("speakers"))
def test_nobody_else_is_given_the_words(document: str, row: dict[str, Any]) -> None:
    """A speaker left open is a miss; another's name is an error."""
    wrong = [
        (s.speaker.name, s.speaker.reason)
        for s in owners(document, row["quote"])
        if s.speaker.name not in (None, row["speaker"])
    ]

    assert not wrong


@pytest.mark.parametrize("document, stretch", rows("not_statements"))
def test_titles_and_scare_quotes_are_no_statements(document: str, stretch: str) -> None:
    account = account_of(document)
    for place in places(account.article.text, stretch):
        marked = Span(place.start - 2, place.end + 2)
        alone = [s for s in account.statements if all(c in marked for c in s.content)]
        assert not alone, alone


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_expected_stretch_stands_in_its_document(document: str) -> None:
    text = account_of(document).article.text
    expected = DOCUMENTS[document]
    stretches = [row["quote"] for row in expected["speakers"] if not row.get("headline")]
    assert [s for s in [*stretches, *expected["not_statements"]] if s not in text] == []
