"""Perturbed copies keep every label on its words."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perturbing import KINDS, SIGNS, Edit, apply_edits, perturb

TEXT = (
    "“We have run out of money,” said Odile Brandt, the harbour's chair. “And ‘out of patience’ too.”\n\n"
    'Her deputy called the plan "a burning disgrace" -- and the clerk, Imre Old, modelled another.'
)
QUOTES = [
    ("“We have run out of money,”", "said", "Odile Brandt, the harbour's chair"),
    ("“And ‘out of patience’ too.”", "", "Odile Brandt, the harbour's chair"),
    ('the plan "a burning disgrace"', "called", "Her deputy"),
]
WORDS = [
    "“We", "burn", "modern clocks,”", "said", "I", "“‘Elm", "is’", "lit”", '"so"', "'tis", "harbour’s",
    "fine.", "—", "--", "...", "gone?", "\n\n", "\n", "administration", "Old\u00a0Imre", "…", "‘quite’", "”",
    "«",
]  # fmt: skip
SCANNED = str.maketrans({"d": "el", "c": "e", "m": "rn", "b": "h", "1": "l", "I": "l", "0": "o"})


def row_of(text: str, quotes: list[tuple[list[int], ...]]) -> dict[str, Any]:
    keys = ("content", "cue", "source")
    spans = [{k: [s] if s[0] < s[1] else [] for k, s in zip(keys, q, strict=True)} for q in quotes]
    return {"id": "row", "text": text, "quotes": spans}


@pytest.fixture(scope="module")
def row() -> dict[str, Any]:
    def place(words: str) -> list[int]:
        return [TEXT.index(words), TEXT.index(words) + len(words)]

    return row_of(TEXT, [tuple(place(w) for w in quote) for quote in QUOTES])


def letters(words: str) -> str:
    """The letters of a stretch as every kind leaves them: no noise, no case, no confusion of a scanner."""
    for noise in (r"\[\d\d:\d\d:\d\d\]", *map(re.escape, SIGNS)):
        words = re.sub(noise, "", words)
    plain = unicodedata.normalize("NFKC", words).translate(SCANNED).casefold().translate(SCANNED)
    return "".join(c for c in plain.replace("i", "l") if c.isalpha())


def labelled(row: dict[str, Any]) -> list[str]:
    """The letters under every label, in order."""
    text, keys = row["text"], ("content", "cue", "source")
    return [letters(text[s:e]) for quote in row["quotes"] for key in keys for s, e in quote[key]]


@pytest.mark.parametrize("kind", KINDS)
def test_labels_cover_the_same_letters(kind: str, row: dict[str, Any]) -> None:
    changed, _ = perturb(row, kind, seed=3)

    assert labelled(changed) == labelled(row)


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=60),
    st.data(),
    st.sampled_from(list(KINDS)),
    st.integers(0, 9),
)
def test_labels_keep_their_letters_there_and_back(
    words: list[str], data: st.DataObject, kind: str, seed: int
) -> None:
    text = " ".join(words)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    row = row_of(text, data.draw(st.lists(st.tuples(places, places, places), max_size=4)))

    changed, copy = perturb(row, kind, seed)

    assert labelled(changed) == labelled(row)
    for quote in changed["quotes"]:
        quote["content"] = [copy.back(*span) for span in quote["content"]]
        quote["cue"] = [copy.back(*span) for span in quote["cue"]]
        quote["source"] = [copy.back(*span) for span in quote["source"]]
    assert labelled(changed | {"text": text}) == labelled(row)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_changes_the_text_and_one_seed_gives_one_copy(
    kind: str, row: dict[str, Any]
) -> None:
    first, again = perturb(row, kind, seed=1)[0], perturb(row, kind, seed=1)[0]

    assert first == again
    assert first["text"] != row["text"]


@pytest.mark.parametrize(
    "kind, expected",
    [
        ("single marks", "‘And “out of patience” too.’"),
        ("guillemets", "«And ‹out of patience› too.»"),
        ("no marks", "And out of patience too."),
        ("typewriter", "\"And 'out of patience' too.\""),
    ],
)
def test_marks_change_and_apostrophes_stay(kind: str, expected: str, row: dict[str, Any]) -> None:
    text = perturb(row, kind)[0]["text"]

    assert expected in text
    assert "the harbour's chair" in text


def test_of_two_edits_that_overlap_the_earlier_stands() -> None:
    assert apply_edits("abcd", [Edit(1, 3, "X"), Edit(2, 4, "Y")]).text == "aXd"


def test_a_found_stretch_of_noise_stands_for_nothing() -> None:
    assert apply_edits("ab", [Edit(1, 1, "noise")]).back(2, 4) == [0, 0]
