"""Captions and podcast transcripts: whose words, from which second; what is damaged is told, never lost."""

from __future__ import annotations

import json
import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import read_paths
from onrecord.settings import Settings
from onrecord.values import Article, Failure

from .conftest import Fail, Read

CASES = [
    pytest.param(
        row,
        id=row["label"],
        marks=[pytest.mark.xfail(strict=True, reason=row["missed"])] if "missed" in row else [],
    )
    for row in json.loads((Path(__file__).parent / "transcripts.json").read_text(encoding="utf-8"))
]
Told = tuple[str | None, str, float | None]
WEBVTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Maud>It leaked.\n"
PODCAST: dict[str, Any] = {
    "version": "1.0.0",
    "segments": [{"speaker": "Maud", "startTime": 1, "body": "It leaked."}],
}


def turns_of(article: Article) -> list[Told]:
    """Label, words and second of each turn; words that a note parts stand with a stroke between."""
    text = article.text
    return [
        (
            turn.label.of(text) if turn.label else None,
            " / ".join(span.of(text) for span in turn.words),
            article.second_of(turn.words[0].start),
        )
        for turn in article.turns
    ]


@pytest.mark.parametrize("row", CASES)
def test_turns_are_read_as_a_careful_listener_would(row: dict[str, Any], read: Read) -> None:
    article = read(row["text"], row["name"])

    assert turns_of(article) == [tuple(turn) for turn in row["turns"]]
    assert list(article.repairs) == row["repairs"]


def test_each_turn_is_a_block_that_begins_with_the_name(read: Read) -> None:
    article = read(WEBVTT + "\n00:03.000 --> 00:04.000\n<v Tom>No!\n", "a.vtt")

    assert article.text == "Maud: It leaked.\n\nTom: No!"
    assert [block.span.of(article.text) for block in article.blocks] == article.text.split("\n\n")


def test_a_later_word_of_a_turn_has_the_second_of_its_caption(read: Read) -> None:
    article = read(WEBVTT + "\n00:12:31.400 --> 00:12:33.000\n<v Maud>All night.\n", "a.vtt")

    assert article.second_of(article.text.index("All night")) == 751.4


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (WEBVTT, "captions"),
        (WEBVTT, "captions.txt"),
        ("1\n00:00:01,000 --> 00:00:02,000\nMAUD: It leaked.\n", "captions.txt"),
        (json.dumps(PODCAST), "captions"),
        (json.dumps(PODCAST, indent=2), "captions"),
    ],
)
def test_transcripts_are_known_by_how_they_begin(content: str, name: str, read: Read) -> None:
    assert len(read(content, name).turns) == 1


def test_a_folder_gives_its_transcripts_and_no_other_json(tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_text(WEBVTT, encoding="utf-8")
    (tmp_path / "b.srt").write_text(WEBVTT, encoding="utf-8")
    (tmp_path / "c.json").write_text(json.dumps(PODCAST), encoding="utf-8")
    (tmp_path / "settings.json").write_text('{"colour": "red"}', encoding="utf-8")

    found = list(read_paths([str(tmp_path)], Settings()))

    assert [one.key for one in found if isinstance(one, Article)] == ["a.vtt", "b.srt", "c.json"]
    assert len(found) == 3


def test_a_podcast_has_the_title_show_and_day_that_its_file_gives(read: Read) -> None:
    told = {"title": "Barns", "podcast": "Ferry Talk", "pubDate": "Wed, 12 Mar 2025 09:00:00 GMT"}
    article = read(json.dumps({**PODCAST, **told, "season": 2}), "a.json")

    assert (article.headline, article.outlet) == ("Barns", "Ferry Talk")
    assert article.published == date(2025, 3, 12)
    assert article.metadata == {"transcript": "podcast json", "season": 2}


def test_what_a_podcast_does_not_give_stays_open(read: Read) -> None:
    article = read(json.dumps(PODCAST), "a.json")

    assert (article.headline, article.outlet, article.published) == (None, None, None)


def test_podcast_pages_name_speakers_beside_their_words(read: Read) -> None:
    page = "<html><body>" + "".join(
        f"<cite>{name}:</cite>\n<time>{time}</time>\n<p>{words}</p>\n"
        for name, time, words in (
            ("Maud", "0:01", "It leaked."),
            ("Tom", "1:02", "It did."),
            ("Maud", "1:04", "All night."),
        )
    )

    assert turns_of(read(page, "a.html")) == [
        ("Maud", "It leaked.", 1.0),
        ("Tom", "It did.", 62.0),
        ("Maud", "All night.", 64.0),
    ]


def test_questions_in_bold_are_known_from_their_answers(read: Read) -> None:
    page = (
        "<html><body><article><p>Maud Ferriby met us in her barn for an hour.</p>"
        "<p><b>Did you sleep?</b></p><p>I did not sleep at all that month.</p>"
        "<p><strong>Did you <i>try</i>?</strong><br>I tried in the loft of the barn.</p>"
        "</article></body></html>"
    )
    article = read(page, "a.html")

    stressed = [block.span.of(article.text) for block in article.blocks if block.stressed]
    assert stressed == ["Did you sleep?", "Did you try?"]


def test_times_in_brackets_are_places_in_the_recording(read: Read) -> None:
    article = read("[0:05] MAUD: Leaks.\n\n[0:09] TOM: Why?\n\nMAUD (1:02:00): Rain.\n", "a.txt")

    assert [time.seconds for time in article.times] == [5.0, 9.0, 3720.0]


@pytest.mark.parametrize(
    "text", ["[0:05] Doors\n[0:01] Bar\n[0:09] Film\n", "At 10:30 it rained.\nAt 11:30 it did not."]
)
def test_other_times_are_none(text: str, read: Read) -> None:
    assert read(text, "a.txt").times == ()


# --- what cannot be read ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        ("", "a.vtt", "is empty"),
        ("WEBVTT\n", "a.vtt", "holds no caption"),
        ("It leaked all night.", "a.srt", "holds no caption"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n[applause]\n", "a.vtt", "no words that anybody says"),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nsheet.jpg#xywh=0,0,160,90\n",
            "a.vtt",
            "track of pictures",
        ),
        ('{"segments": []}', "a.json", "no segment"),
        ('{"segments": [{"body": "It', "a.json", "is not JSON"),
        ('{"segments": [{"body": " "}]}', "a.json", "no words that anybody says"),
    ],
)
def test_what_is_no_transcript_says_why(content: str, name: str, reason: str, fail: Fail) -> None:
    assert reason in fail(content, name).reason


def test_several_repairs_of_a_kind_are_told_in_the_plural(read: Read) -> None:
    segments = [{"body": "It leaked.", "start": "x"}, {"body": "All night.", "start": "y"}]
    article = read(json.dumps({"segments": segments}), "a.json")

    assert "2 segments had no time that can be read: their words are kept" in article.repairs[0]


def test_half_characters_in_json_are_replaced(read: Read) -> None:
    segment = {"speaker": "Maud\0Lee", "body": "It leaked \ud83d all\0night."}
    article = read(json.dumps({"segments": [segment], "title": "Barns \ud83d"}), "a.json")

    assert article.text == "Maud Lee: It leaked \ufffd all night."
    assert article.headline == "Barns \ufffd"


def test_damaged_files_never_crash_and_lose_no_words(tmp_path: Path) -> None:
    chance = random.Random(7)
    whole = "\n\n".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{name}: word{n} and more."
        for n, name in enumerate(("MAUD", "TOM") * 10, 1)
    )
    for trial in range(150):
        lines = whole.split("\n")
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(lines))
            spoiled = chance.choice(["", lines[at].replace("-->", ""), lines[at][3:], "~" * 5])
            if "word" not in lines[at]:
                lines[at] = spoiled
        path = tmp_path / f"{trial}.srt"
        path.write_text("\n".join(lines), encoding="utf-8")

        (found,) = read_paths([str(path)], Settings())

        assert isinstance(found, Article), found
        told = found.text + " ".join(found.repairs)
        assert [n for n in range(1, 21) if not re.search(rf"\bword{n}\b", told)] == []


@pytest.mark.parametrize("name", ["a.vtt", "a.srt", "a.json"])
def test_any_bytes_are_an_article_or_a_failure(name: str, tmp_path: Path) -> None:
    chance = random.Random(11)
    pieces = ["WEBVTT", "\n", "\n\n", "00:01.000", " --> ", "<v ", ">", ">>", "- ", "[", "]", "♪", "NOTE",
              "A: ", "{", "}", '"segments"', ":", '"body"', "(", "\x00", "é", "1"]  # fmt: skip
    for trial in range(200):
        content = "".join(chance.choice(pieces) for _ in range(chance.randrange(1, 60)))
        path = tmp_path / f"{trial}{name}"
        path.write_text(content, encoding="utf-8")

        (found,) = read_paths([str(path)], Settings(any_language=True))

        assert isinstance(found, Article | Failure)
