"""Which language a text is in, on rows: `expected` is its code, null where the text is too short to tell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import language_check
from onrecord.article.language_check import check_language, find_language
from onrecord.errors import NotEnglish

from .conftest import BODY, Fail, Read

ROWS = json.loads(Path(__file__).with_name("languages.json").read_text("utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=[row["label"] for row in ROWS])
def test_languages_are_found_as_the_rows_say(row: dict[str, Any]) -> None:
    assert find_language(row["text"]) == row["expected"]


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row["expected"] not in (None, "en")],
    ids=lambda row: str(row["label"]),
)
def test_other_languages_are_skipped_with_the_language_found(
    fail: Fail, read: Read, row: dict[str, Any]
) -> None:
    code = row["expected"]

    assert fail(row["text"]).reason == (
        f'is in another language (found "{code}"): onrecord reads English; '
        "leave it out, or pass --any-language"
    )
    assert read(row["text"], any_language=True).language == code


def test_plain_english_is_told_without_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask_never(_: str) -> str:
        raise AssertionError("the model was asked")

    monkeypatch.setattr(language_check, "_ask_model", ask_never)

    assert find_language(BODY) == "en"


@pytest.mark.parametrize(("declared", "code"), [("en-GB", "en"), ("en_US", "en"), (None, None)])
def test_declared_language_settles_texts_too_short_to_tell(
    declared: str | None, code: str | None
) -> None:
    assert check_language("Never again.", declared) == code


def test_declared_language_is_not_believed_against_the_text() -> None:
    assert check_language(BODY, "fr-FR") == "en"


def test_short_text_declared_in_another_language_is_skipped() -> None:
    with pytest.raises(NotEnglish, match='found "fr"'):
        check_language("« Jamais », dit-elle.", "fr")
