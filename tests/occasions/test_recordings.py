from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.facade import read
from onrecord.values import Statement

CUE = "{start}\n<v {name}>{words}\n\n"


def recorded(folder: Path, notes: str, *said: tuple[str, str]) -> list[Statement]:
    """The statements of a WebVTT file with a comment at its head."""
    cues = "".join(
        CUE.format(
            start=f"00:00:{10 * n:02}.000 --> 00:00:{10 * n + 9:02}.000", name=name, words=words
        )
        for n, (name, words) in enumerate(said)
    )
    path = folder / "talk.vtt"
    path.write_text(f"WEBVTT\n\nNOTE\n{notes}\n\n{cues}", encoding="utf-8")
    return read(path)


TALK = (
    ("Ada Moll", "Welcome to Slack Water on Radio Tarrow, I'm Ada Moll and it is raining again."),
    ("Jo Lund", "It always rains when I bring out a film, and I have made three of them."),
)


def test_first_words_name_the_show_its_station_and_the_host(tmp_path: Path) -> None:
    said = recorded(tmp_path, "Slack Water.", *TALK)[-1]

    assert said.speaker.name == "Jo Lund"
    assert (said.occasion.medium, said.occasion.outlet) == ("broadcast", "Radio Tarrow")
    assert (said.occasion.programme, said.occasion.interviewer) == ("Slack Water", "Ada Moll")


def test_the_host_is_not_asked_by_the_host(tmp_path: Path) -> None:
    said = recorded(tmp_path, "Slack Water.", *TALK)[0]

    assert said.speaker.name == "Ada Moll"
    assert said.occasion.interviewer is None


def test_words_that_prove_it_stand_in_the_recording(tmp_path: Path) -> None:
    said = recorded(tmp_path, "Slack Water.", *TALK)[-1]
    spoken = "\n".join(words for _, words in TALK)

    assert {evidence.field for evidence in said.occasion.evidence} == {
        "outlet",
        "programme",
        "interviewer",
    }
    assert all(evidence.span.end > evidence.span.start for evidence in said.occasion.evidence)
    assert "Radio Tarrow" in spoken


@pytest.mark.parametrize(
    "notes, day",
    [
        ("Episode 8. Recorded on Tuesday 12 November 2024.", "2024-11-12"),
        ("Episode 8. Published 20 November 2024. Taped: November 12, 2024", "2024-11-12"),
        ("Episode 8. Published 2024-11-20.", "../2024-11-20"),
        ("Episode 8. Recorded on a Tuesday.", None),
    ],
)
def test_a_day_is_known_where_the_file_states_it(
    tmp_path: Path, notes: str, day: str | None
) -> None:
    said = recorded(tmp_path, notes, *TALK)[-1]

    assert said.occasion.said == day


def test_a_comment_that_calls_it_an_episode_makes_a_podcast(tmp_path: Path) -> None:
    talk = (
        ("Ada Moll", "This is Slack Water, and it is raining over the whole river today."),
        TALK[1],
    )
    said = recorded(tmp_path, "Slack Water, episode 8", *talk)[-1]

    assert (said.occasion.medium, said.occasion.programme) == ("podcast", "Slack Water")


def test_whoever_only_gives_a_name_names_no_show(tmp_path: Path) -> None:
    talk = (
        ("Ada Moll", "This is Jo Lund, who made the film about the river and the rain."),
        TALK[1],
    )
    said = recorded(tmp_path, "Notes.", *talk)[-1]

    assert (said.occasion.medium, said.occasion.programme) == (None, None)
