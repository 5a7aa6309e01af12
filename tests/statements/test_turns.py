"""Turns of a transcript: who says what, and what nobody with a label says."""

from __future__ import annotations

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
