"""Turns of a transcript: who says what, and what nobody with a label says."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord

INTERVIEW = """Singer Jude Amari and drummer Kit Solheim met us at the harbour.

Kit: No, it is not over. He has the keys and the diary.

Jude: I only sing, and I have never known where we were going next.

Is there still a van?

Kit: It was a good van. We sold it to a farmer.

He paid in eggs.

What happens now?

Jude: Meet me outside and I will show you the photograph."""


def turns(text: str) -> list[tuple[str | None, str]]:
    """Speaker and words of every turn."""
    return [
        (s.speaker.name, " / ".join(span.of(text) for span in s.content))
        for s in onrecord.read(text)
        if s.form == "turn"
    ]


def test_questions_without_a_label_are_not_put_in_the_mouth_of_who_answers() -> None:
    assert turns(INTERVIEW) == [
        ("Kit Solheim", "No, it is not over. He has the keys and the diary."),
        ("Jude Amari", "I only sing, and I have never known where we were going next."),
        ("Kit Solheim", "It was a good van. We sold it to a farmer. / He paid in eggs."),
        ("Jude Amari", "Meet me outside and I will show you the photograph."),
    ]


def test_turns_are_by_those_whom_the_introduction_names() -> None:
    text = INTERVIEW.replace("I only sing", "Ask Kit. I only sing").replace(
        "No, it", "Ask Jude. No, it"
    )

    assert {name for name, _ in turns(text)} == {"Kit Solheim", "Jude Amari"}


def interview(questions: str) -> str:
    """An interview whose questions are written in the form given."""
    asked = ("Is the band over, for you?", "Do you still have the van?", "What do you sing now?")
    told = (
        "No, it is not over. I have the keys and the diary.",
        "I sold it to a farmer. He paid in eggs.",
        "Meet me outside and I will show you the photograph.",
    )
    pairs = (f"{questions.format(q)}\n\n{a}" for q, a in zip(asked, told, strict=True))
    opening = "Jude Amari has sung for thirty years. We met at the harbour in March."
    return "\n\n".join((opening, *pairs, "_This conversation has been edited._"))


@pytest.mark.parametrize("form", ["**{}**", "__{}__", "*{}*", "_{}_"])
def test_questions_that_are_set_off_are_asked_and_the_rest_is_answered(form: str) -> None:
    assert turns(interview(form)) == [
        (None, "Is the band over, for you?"),
        ("Jude Amari", "No, it is not over. I have the keys and the diary."),
        (None, "Do you still have the van?"),
        ("Jude Amari", "I sold it to a farmer. He paid in eggs."),
        (None, "What do you sing now?"),
        ("Jude Amari", "Meet me outside and I will show you the photograph."),
    ]


def test_a_page_of_questions_and_answers_is_no_interview() -> None:
    text = (
        "All about Lowenna.\n\n**Where is it shown?**\n\nIt is shown in four towns.\n\n"
        "**Who rings the bell?**\n\nThe film does not say.\n\n**How long is it?**\n\nTwo hours."
    )

    assert turns(text) == []


@pytest.mark.parametrize(
    "label",
    ["[00:0{n}:05] {name}: ", "{name} (0{n}:05): ", "**{name}** [0{n}:05]: ", "{name}  0{n}:05\n"],
)
def test_times_beside_a_name_are_no_part_of_it(label: str) -> None:
    told = ("Maud Ferriby", "Tom Oake") * 2
    text = "\n\n".join(
        label.format(n=n, name=name) + f"It leaked in room {n}." for n, name in enumerate(told, 1)
    )

    assert turns(text) == [(name, f"It leaked in room {n}.") for n, name in enumerate(told, 1)]


def test_laughter_is_left_out_and_an_editor_s_words_stay() -> None:
    text = INTERVIEW.replace("It was a good van.", "It was [the blue] van. [Both laugh]")

    words = [words for _, words in turns(text)]
    assert "It was [the blue] van. / We sold it to a farmer. / He paid in eggs." in words


def test_words_in_bold_between_labelled_answers_are_of_whoever_asks(tmp_path: Path) -> None:
    talk = "".join(
        f"<p><strong>{asked}</strong></p><p><b>{who}:</b> {said}</p>"
        for asked, who, said in [
            (
                "In the book the van stays shut.",
                "Jude Amari",
                "I opened it, and I am glad that I did.",
            ),
            ("You did not!", "Kit Solheim", "We both opened it on the second night."),
            (
                "I took that for a joke.",
                "Jude Amari",
                "My mother did too, and she paid for the van.",
            ),
            ("What became of it?", "Kit Solheim", "We sold it to a farmer by the river."),
        ]
    )
    page = tmp_path / "talk.html"
    page.write_text(
        "<html><head><title>The van</title><meta name=author content='Ada Moll'></head><body><article>"
        f"<h1>The van</h1><p>Jude Amari and Kit Solheim made a film about a van.</p>"
        f"{talk}</article></body></html>",
        encoding="utf-8",
    )
    said = [s for s in onrecord.read(page) if s.form == "turn"]

    assert [s.speaker.name for s in said] == [
        *["Ada Moll", "Jude Amari", "Ada Moll", "Kit Solheim"],
        *["Ada Moll", "Jude Amari", "Ada Moll", "Kit Solheim"],
    ]
