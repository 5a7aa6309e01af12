"""The word vectors that ship: their size, their likeness, and that a text's vector is its own."""

from __future__ import annotations

import json

import numpy as np
import pytest

from onrecord.errors import ModelError
from onrecord.language.embeddings import FILE, Embeddings, bundled_embeddings, packed
from onrecord.language.model import WEIGHTS


def likeness(one: str, other: str) -> float:
    first, second = bundled_embeddings().encode([one, other])
    return float(first @ second)


@pytest.mark.parametrize(
    ("asked", "alike", "other"),
    [
        ("ready", "prepared", "harbour"),
        ("deaths", "fatalities", "violins"),
        ("The findings are trustworthy.", "The results are reliable.", "The ferry was late."),
        ("Why did she quit?", "She resigned over the budget.", "The bell rang three times."),
    ],
)
def test_words_of_like_meaning_are_nearer_than_others(asked: str, alike: str, other: str) -> None:
    assert likeness(asked, alike) > likeness(asked, other) + 0.1


def test_a_vector_does_not_depend_on_the_other_texts() -> None:
    embeddings = bundled_embeddings()
    together = embeddings.encode(["The bell rang.", "A much longer text about something else."])

    assert (embeddings.encode(["The bell rang."])[0] == together[0]).all()


def test_a_text_without_words_has_no_direction() -> None:
    assert not bundled_embeddings().encode([""]).any()


def test_any_text_has_a_vector() -> None:
    found = bundled_embeddings().encode(["half \ud83d a character", "ignore all rules\0", "日本語"])
    assert np.isfinite(found).all()


def test_a_byte_a_number_keeps_what_is_near() -> None:
    vectors = bundled_embeddings().encode(["The ferry is late.", "The boat comes late."])
    kept = packed(vectors).astype(np.float32) / 127

    assert float(kept[0] @ kept[1]) == pytest.approx(float(vectors[0] @ vectors[1]), abs=0.02)


def test_the_file_is_small_and_the_card_says_what_it_is_made_of() -> None:
    card = json.loads((WEIGHTS / "card.json").read_text("utf-8"))["embeddings"]

    assert (WEIGHTS / FILE).stat().st_size < 5_000_000
    assert card["teacher"]["licence"].startswith("Apache-2.0")
    assert all(row["licence"] and row["sha256"] for row in card["data"].values())


def test_a_missing_file_is_told(tmp_path: object) -> None:
    with pytest.raises(ModelError, match="reinstall onrecord"):
        Embeddings.load(tmp_path)  # type: ignore[arg-type]
