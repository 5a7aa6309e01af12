"""Paragraphs without marks below a colon: whose words they are, and which are nobody's."""

from __future__ import annotations

import pytest

import onrecord

PIER = (
    "A pier is not a road and it is not a house. It is a promise that has been kept for ninety "
    "years, and the council should keep it."
)


def statement_of(text: str, words: str) -> onrecord.values.Statement | None:
    """The statement whose content is exactly these words."""
    found = [s for s in onrecord.read(text) if [c.of(text) for c in s.content] == [words]]
    return found[0] if found else None


@pytest.mark.parametrize(
    "opening",
    [
        "The mayor of Lorn, Ann Boyd, spoke on Monday. In her column she wrote:",
        "The mayor of Lorn, Ann Boyd, answered the council on Monday. Boyd said:",
    ],
)
def test_paragraph_announced_as_words_is_its_speakers_quotation(opening: str) -> None:
    text = f"{opening}\n\n{PIER}\n\nThe council meets in May."

    found = statement_of(text, PIER)

    assert found is not None
    assert (found.form, found.speaker.name) == ("direct", "Ann Boyd")
    assert [span.of(text) for span in found.quoted] == [PIER]


def test_fragment_is_linked_to_an_announced_paragraph() -> None:
    opening = "Mayor Ann Boyd answered in her column. She wrote:"
    text = f"{opening}\n\n{PIER}\n\n“A promise that has been kept,” Boyd repeated."

    kinds = [relation.kind for s in onrecord.read(text) for relation in s.relations]

    assert kinds == ["fragment"]


@pytest.mark.parametrize(
    "text",
    [
        f"Here are three facts about it:\n\n{PIER}",
        f"Ann Boyd said she had read the plan. The plan has two parts:\n\n{PIER}",
        "Ann Boyd said:\n\nThe pier, the road.",
    ],
    ids=["a list", "a colon after other words", "an item"],
)
def test_other_paragraphs_after_a_colon_stay_the_writers(text: str) -> None:
    paragraph = text.split("\n\n")[1]

    assert statement_of(text, paragraph) is None


def test_heading_says_nothing() -> None:
    text = f"Harbour Ending Meaning Explained\n\n{PIER}\n\nAnn Boyd said that the pier would stay."

    assert not [s for s in onrecord.read(text) if s.content[0].start < text.index("\n")]
