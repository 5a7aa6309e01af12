from __future__ import annotations

from datetime import date

import pytest

from onrecord.publish.citing import (
    bibtex_of_reference,
    csl_of_reference,
    line_of_reference,
    link_to_words,
)
from onrecord.values import ArticleHead, HeldStatement, Occasion, Speaker, Statement

HEAD = ArticleHead(
    "tides",
    "v",
    url="https://gull.example/tides",
    outlet="The Gull & Sons",
    headline="Tides {live}",
    byline="Ada Moll and Tom Rusk",
    published=date(2025, 3, 2),
)


def held(head: ArticleHead = HEAD, speaker: Speaker | None = None) -> HeldStatement:
    """A statement of that article."""
    said = Statement(
        "3f9c",
        "direct",
        "speech",
        (),
        speaker=speaker or Speaker("Mara Lund", "person"),
        occasion=Occasion("podcast", programme="Reel Tides", said="2025-02"),
    )
    return HeldStatement(head, said, "“We never\nwent.”", "3f9c")


def test_a_line_has_all_that_is_known_each_part_ended_once() -> None:
    assert line_of_reference(held()) == (
        "Mara Lund. “We never went.” podcast Reel Tides, February 2025. "
        "Tides {live}, The Gull & Sons, 2 March 2025, Ada Moll and Tom Rusk. https://gull.example/tides"
    )


def test_what_is_not_known_is_left_out_of_every_form() -> None:
    bare = held(ArticleHead("notes.txt", "v"))

    assert set(csl_of_reference(bare)) == {"id", "type", "note"}
    assert "author" not in bibtex_of_reference(bare)
    assert "year" not in bibtex_of_reference(bare)


def test_a_speaker_without_a_name_is_cited_as_such() -> None:
    unnamed = held(speaker=Speaker(kind="unnamed", reason="“a source” names nobody"))

    assert line_of_reference(unnamed).startswith("speaker not named: “a source” names nobody. ")


def test_csl_has_the_article_and_the_words_in_its_note() -> None:
    item = csl_of_reference(held())

    assert item["issued"] == {"date-parts": [[2025, 3, 2]]}
    assert item["author"] == [{"literal": "Ada Moll and Tom Rusk"}]
    assert "We never went." in item["note"]


def test_bibtex_keeps_a_byline_whole_and_writes_out_its_own_signs() -> None:
    entry = bibtex_of_reference(held())

    assert "author = {{Ada Moll and Tom Rusk}}" in entry
    assert r"title = {Tides \{live\}}" in entry
    assert r"howpublished = {The Gull \& Sons}" in entry
    assert entry.count("{") == entry.count("}")


@pytest.mark.parametrize(
    "words, fragment",
    [
        ("We never went", "We%20never%20went"),
        (
            "one two three four five six seven eight nine ten eleven",
            "one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven",
        ),
        ("half-lit, & on", "half%2Dlit%2C%20%26%20on"),
    ],
)
def test_a_link_names_the_words_or_both_their_ends(words: str, fragment: str) -> None:
    assert link_to_words("https://gull.example/a#x", words) == (
        f"https://gull.example/a#:~:text={fragment}"
    )
