"""What passages and statements are about, and who tells a story or speaks of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from onrecord.values import Passage
from onrecord.works.story import story_talk
from onrecord.works.topics import Surroundings, choose_topics

from .conftest import cases

SPEAKS = 2.0
"""From this score on, words speak of the story."""

PassagesOf = Callable[[str], tuple[Passage, ...]]


@pytest.mark.parametrize("row", cases("topics"))
def test_first_topic_is_what_the_words_are_about(row: dict[str, Any]) -> None:
    around = Surroundings("", row.get("heading", ""), film=row["film"])
    assert choose_topics(row["text"], around)[0] == row["expected"]


@pytest.mark.parametrize("row", cases("story_talk"))
def test_talk_of_a_story_is_told_from_talk_of_people(row: dict[str, Any]) -> None:
    score = story_talk(row["text"], row["characters"], row.get("outsiders", ()))
    assert (score >= SPEAKS) == row["expected"]


@pytest.mark.parametrize("row", cases("voices"))
def test_voice_is_the_tellers_the_guessers_or_the_reporters(
    row: dict[str, Any], passages_of: PassagesOf
) -> None:
    passages = passages_of(row["text"])
    found = [
        next(p.voice for p in passages if stretch in p.span.of(row["text"]))
        for stretch, _ in row["expected"]
    ]
    assert found == [voice for _, voice in row["expected"]]


@pytest.mark.parametrize("row", cases("endings"))
def test_ending_begins_where_the_telling_says_so(
    row: dict[str, Any], passages_of: PassagesOf
) -> None:
    told = [p for p in passages_of(row["text"]) if p.voice == "narration"]
    ends = [p.span.of(row["text"]) for p in told if "ending" in p.topics]
    assert [text[: len(start)] for text, start in zip(ends, row["expected"], strict=True)] == row[
        "expected"
    ]
    assert len(told) > len(ends)


def test_passages_cover_their_blocks_in_order(passages_of: PassagesOf) -> None:
    text = "Saltmarsh\n\nThe film Saltmarsh is a puzzle. To my mind it has no answer.\n\nIt is out."
    spans = [p.span for p in passages_of(text)]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
