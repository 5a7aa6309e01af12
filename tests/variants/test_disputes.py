"""Notices of editors, read with the bundled model: which, of what kind and date, and what they are about."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.pipeline import read_article
from onrecord.values import Account, Dispute, Span

ROWS = json.loads((Path(__file__).parent / "notices.json").read_text(encoding="utf-8"))


def is_held_out(row: dict[str, Any]) -> bool:
    """Whether a row was kept from whoever made the rules, until they were scored once."""
    return int(sha256(row["label"].encode()).hexdigest(), 16) % 3 == 0


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.load()


def read(text: str, published: str, model: Model) -> Account:
    article = replace(article_from_text(text, "case"), published=date.fromisoformat(published))
    return read_article(article, model)


def words_of(spans: tuple[Span, ...], text: str) -> list[str]:
    """The words of spans, small, without marks at their edges."""
    return [span.of(text).strip(" ,.").lower() for span in spans]


def concerned(dispute: Dispute, account: Account) -> list[str]:
    """What the statements say that a notice is about."""
    text = account.article.text
    return [
        " ".join(span.of(text) for span in s.content)
        for s in account.statements
        if s.id in dispute.statements
    ]


@pytest.mark.parametrize(
    "row", [row for row in ROWS if not is_held_out(row)], ids=lambda row: row["label"]
)
def test_notice_is_found_with_its_date_and_what_it_is_about(
    row: dict[str, Any], model: Model
) -> None:
    assert_notices(row, read(row["text"], row["published"], model))


def test_rows_held_back_keep_their_score(model: Model) -> None:
    for row in filter(
        is_held_out, ROWS
    ):  # all 12 were right when they were scored for the first time
        assert_notices(row, read(row["text"], row["published"], model))


def assert_notices(row: dict[str, Any], account: Account) -> None:
    """The notices of an article are those that a row expects."""
    text = account.article.text

    assert [dispute.kind for dispute in account.disputes] == [e["kind"] for e in row["expected"]]
    for wanted, found in zip(row["expected"], account.disputes, strict=True):
        assert found.span.of(text).startswith(wanted["starts"])
        assert found.said == wanted["said"]
        if "old" in wanted:
            assert words_of(found.words, text) == [each.lower() for each in wanted["old"]]
        if "new" in wanted:
            assert words_of(found.instead, text) == [each.lower() for each in wanted["new"]]
        told = concerned(found, account)
        assert len(told) == len(wanted["concerned"])
        assert all(any(words in each for each in told) for words in wanted["concerned"])


def test_what_a_notice_quotes_is_nobodys_statement(model: Model) -> None:
    text = (
        "“The ending is no dream,” Ana Brook said.\n\nCorrection: An earlier version of this article "
        "misquoted Ana Brook as saying “the ending is a dream.” She said “the ending is no dream.”"
    )
    account = read(text, "2024-05-02", model)

    (dispute,) = account.disputes
    (statement,) = account.statements
    assert statement.content[0].of(text) == "“The ending is no dream,”"
    assert dispute.statements == (statement.id,)
