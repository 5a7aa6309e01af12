"""Which stretches of an article are read for one quotation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.answers.excerpts import find_excerpt, find_seeds, level, worth_comparing
from onrecord.variants import read_wording

FILLER = "The parish met on the green and talked about lamps, benches and the price of slate. " * 8
WORDS = "We lost nine points from winning positions this spring"


def excerpts_of(words: str, text: str) -> list[str]:
    found = find_excerpt(find_seeds(read_wording(words)), text)
    return [span.of(text) for span in found.spans] if found else []


def long_article(*paragraphs: str) -> str:
    filler = [FILLER] * 3
    return "\n\n".join(part for each in paragraphs for part in (*filler, each, *filler))


def test_only_the_paragraphs_around_the_words_are_read() -> None:
    text = long_article(f"“{WORDS},” Varley said.", "He left.")
    (found,) = excerpts_of(WORDS, text)
    assert f"“{WORDS},” Varley said." in found
    assert len(found) < len(text) / 3


def test_every_copy_of_the_words_is_read() -> None:
    text = long_article(f"“{WORDS},” Varley said.", f"He had said it before: “{WORDS}.”")
    assert sum(WORDS in found for found in excerpts_of(WORDS, text)) == 2


def test_both_halves_of_a_splice_are_read() -> None:
    text = long_article(f"“{WORDS},” he said.", "“The harbour froze and the mail went by sledge.”")
    found = excerpts_of(f"{WORDS} and the mail went by sledge", text)
    assert any(WORDS in each for each in found)
    assert any("went by sledge" in each for each in found)


def test_an_article_that_shares_a_phrase_only_is_not_read() -> None:
    assert excerpts_of(WORDS, long_article("This spring the ferry ran late.")) == []


@pytest.mark.parametrize(
    "printed",
    [
        "We lost nine points\nfrom winning positions this spring",
        "We lost nine points from winning\u00a0positions this spring",
        "WE LOST NINE POINTS FROM WINNING POSITIONS THIS SPRING",
        "we lost, nine points, from winning positions; this spring",
    ],
)
def test_typography_hides_no_words(printed: str) -> None:
    assert any(printed in found for found in excerpts_of(WORDS, long_article(f"“{printed}”")))


def test_words_that_say_little_are_found_together() -> None:
    assert excerpts_of("and I want to", long_article("“And I want to,” he said."))


def test_a_text_whose_small_letters_take_other_room_is_read_whole() -> None:
    text = f"İ {long_article(WORDS)}"
    assert level(text) is None
    assert excerpts_of(WORDS, text) == [text]


def test_an_excerpt_begins_and_ends_between_words() -> None:
    text = " ".join(f"word{number}" for number in range(900)) + f" {WORDS} " + "sledge " * 900
    (found,) = excerpts_of(WORDS, text)
    assert WORDS in found
    before, after = text.split(found)
    assert before.endswith(" ")
    assert found.endswith(" ") or after.startswith(" ")


def test_weak_candidates_count_only_beside_no_strong_one() -> None:
    assert worth_comparing([0.95, 0.5]) > 0.5
    assert worth_comparing([0.6, 0.3]) == 0.0
    assert worth_comparing([]) == 0.0


PIECES = st.sampled_from(
    (
        "the ferry",
        "no",
        "İ",
        "harbour,",
        "“We",
        "lost”",
        "\n",
        "\n\n",
        "nine",
        "—",
        "[it]",
        "…",
        "",
        "’s",
    )
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=80).map(" ".join), st.lists(PIECES, max_size=8).map(" ".join))
def test_excerpts_are_stretches_of_the_text_in_order(text: str, words: str) -> None:
    found = find_excerpt(find_seeds(read_wording(words)), text)
    if found is not None:
        assert 0.0 <= found.share <= 1.0
        assert all(0 <= span.start <= span.end <= len(text) for span in found.spans)
        assert all(one.end < other.start for one, other in pairwise(found.spans))


def test_words_of_a_text_find_all_of_it_again() -> None:
    found = find_excerpt(find_seeds(read_wording(WORDS)), WORDS)
    assert found is not None
    assert found.share == pytest.approx(1.0)
