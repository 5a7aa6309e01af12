"""Texts become pieces with places, and windows that cover them all once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language import Model
from onrecord.language.pieces import (
    BREAK,
    INSIDE,
    MARK,
    TITLE,
    UPPER,
    Pieces,
    cut_pieces,
    cut_windows,
)

from .conftest import laid_out


def pieces_of_blocks(lengths: list[int]) -> Pieces:
    """Blocks of so many pieces each, with breaks between them."""
    ids: list[int] = []
    for length in lengths:
        ids += [BREAK] if ids else []
        ids += [2000] * length
    count = np.arange(len(ids))
    return Pieces(np.array(ids, np.int64), count, count + 1, count * 0, count >= 0, count * 0)


@given(
    st.lists(st.integers(1, 600), max_size=12),
    st.integers(30, 256),
    st.integers(0, 10),
    st.integers(0, 10),
)
def test_windows_keep_every_piece_once_and_fit(
    lengths: list[int], size: int, left: int, right: int
) -> None:
    pieces = pieces_of_blocks(lengths)

    windows = cut_windows(pieces, size, left, right)

    assert [i for w in windows for i in range(w.core, w.end)] == list(range(len(pieces)))
    assert all(0 <= w.context <= w.core < w.end <= w.last for w in windows)
    assert all(w.last <= min(len(pieces), w.context + size - 2) for w in windows)


def test_windows_end_on_breaks_where_they_can() -> None:
    windows = cut_windows(pieces_of_blocks([100, 100, 100]), size=256, left=64, right=0)

    assert windows[0].end == 202


def test_windows_see_beyond_what_is_kept_of_them() -> None:
    windows = cut_windows(pieces_of_blocks([100] * 6), size=256, left=64, right=40)

    assert [w.last - w.end for w in windows[:-1]] == [40] * (len(windows) - 1)
    assert windows[-1].last == windows[-1].end


def test_number_of_windows_grows_with_the_text_only() -> None:
    short, long = (len(cut_windows(pieces_of_blocks([80] * n))) for n in (100, 1000))

    assert long <= 11 * short


def bits_of(model: Model, text: str) -> dict[str, int]:
    """The bits of each word's first piece."""
    _, layout = laid_out(text)
    pieces = cut_pieces(model.tokenizer, text, layout)
    rows = zip(pieces.starts.tolist(), pieces.ends.tolist(), pieces.bits.tolist(), strict=True)
    return {text[start:end]: bits for start, end, bits in rows}


@pytest.mark.parametrize(
    "word, expected",
    [("said", 0), ("Brandt", TITLE), ("BBC", UPPER), ("fine", INSIDE), ("“", INSIDE | MARK)],
)
def test_bits_keep_what_pieces_lose(model: Model, word: str, expected: int) -> None:
    assert bits_of(model, "Brandt of the BBC said: “All is fine.”")[word] == expected


def test_places_count_code_points(model: Model) -> None:
    text = "😀 Zoë said: “Ünder no cloud.”"
    _, layout = laid_out(text)
    pieces = cut_pieces(model.tokenizer, text, layout)

    words = [text[a:b] for a, b in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)]

    assert "Zoë" in words
    assert "cloud" in words


def test_a_text_all_in_capitals_is_seen_like_one_without_any(model: Model) -> None:
    text = "“The ferry is late,” Odile Brandt told the BBC."

    shouted, quiet = bits_of(model, text.upper()), bits_of(model, text.lower())

    assert list(shouted.values()) == list(quiet.values())
    assert not any(bits & (TITLE | UPPER) for bits in shouted.values())
