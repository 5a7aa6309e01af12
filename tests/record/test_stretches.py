"""What a record keeps of quoted words: levelled typography, marks that tell, one wording for all copies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.stretches import level, wording_of
from onrecord.variants import read_wording

WORDS = "the The Pier burned. [it] [T]he work[ed] [re]open[ed] it’s … Mr. [...] home, — “We went”."
_words = st.sampled_from([*WORDS.split(), "1,000", "U.S.", "...", "(sic)", "[of the pier]"])


@given(pieces=st.lists(_words, min_size=1, max_size=12))
def test_what_is_levelled_reads_as_the_text_did(pieces: list[str]) -> None:
    text = " ".join(pieces)
    ours, theirs = read_wording(level(text)), read_wording(text)
    for part in ("keys", "omissions", "ends", "bracketed"):
        assert getattr(ours, part) == getattr(theirs, part), part
    assert ours.stems.keys() == theirs.stems.keys()
    assert level(level(text)) == level(text)


@pytest.mark.parametrize(
    "words, name, kind",
    [
        ("at the end of the day", "Okafor", "person"),  # a set phrase
        ("we burned it", "Okafor", "person"),
        ("we burned the old pier", None, None),  # too short for nobody's words
        ("we burned the old pier in a night", None, "character"),
    ],
)
def test_what_joins_nothing_is_not_kept(words: str, name: str | None, kind: str | None) -> None:
    assert wording_of(words, name, kind) is None


def test_the_fuller_comes_first_and_of_equal_words_the_fuller_name() -> None:
    told = [
        ("we burned the old pier in a single night and walked home", "Okafor"),
        ("we burned the old pier in a night", "Lena Okafor"),
        ("we burned the old pier in a night", "L. Okafor"),
        ("we burned the old pier in a night", None),
    ]
    wordings = [wording_of(words, name, "person") for words, name in told]
    ranks = [wording.rank for wording in wordings if wording]
    assert len(ranks) == 4
    assert ranks == sorted(ranks)


def test_bodies_characters_and_people_of_one_name_are_three() -> None:
    kinds = ("organisation", "group", "character", "person", None)
    kept = [wording_of("we burned the old pier in a night", "Okafor", kind) for kind in kinds]
    assert len({wording.kind for wording in kept if wording}) == 3
