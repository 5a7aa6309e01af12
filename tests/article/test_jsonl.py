"""JSONL documents: a line is an article, a bad line a failure with its number, and the rest is read."""

from __future__ import annotations

import codecs
import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import read_paths
from onrecord.settings import Settings
from onrecord.values import Article, Failure

from .conftest import BODY, Fail, Read


def lines(*documents: object) -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents).encode()


@pytest.fixture
def read_lines(tmp_path: Path) -> Any:
    def read_all(content: bytes, name: str = "rows.jsonl", **known: Any) -> list[Article | Failure]:
        (tmp_path / name).write_bytes(content)
        return list(read_paths([str(tmp_path)], Settings(**known)))

    return read_all


def test_known_fields_fill_the_article(read: Read) -> None:
    row = {
        "text": BODY,
        "id": 17,
        "url": "https://gull.example/ferry",
        "headline": " The Ferry \n",
        "outlet": "The Gull",
        "byline": ["Ines Okoro", "Tom Arden"],
        "published": "2025-11-03T08:00:00Z",
        "language": "en-GB",
    }
    article = read(lines(row), "rows.jsonl")

    assert article.text == BODY
    assert (article.key, article.url) == (row["url"], row["url"])
    assert (article.source_id, article.headline, article.outlet) == ("17", "The Ferry", "The Gull")
    assert (article.byline, article.published) == ("Ines Okoro, Tom Arden", date(2025, 11, 3))
    assert (article.metadata, article.repairs, article.language) == ({}, (), "en")


def test_text_is_kept_as_given(read: Read) -> None:
    text = f" date 2025-03-12 {BODY}\r\n\r\n \t{BODY}\n"
    article = read(lines({"text": text}), "rows.jsonl")

    assert article.text == text
    assert article.published == date(2025, 3, 12)


def test_unknown_fields_come_back_in_metadata(read: Read) -> None:
    row = {"text": BODY, "desk": "culture", "scores": [1, 2.5, None], "more": {"ä": "“ü”"}}

    assert read(lines(row), "rows.jsonl").metadata == {
        "desk": "culture",
        "scores": [1, 2.5, None],
        "more": {"ä": "“ü”"},
    }


def test_fields_with_other_names_are_mapped(read: Read) -> None:
    row = {"body": BODY, "text": "a teaser", "day": "3 November 2025", "_id": "g-1", "url": ""}
    fields = (("text", "body"), ("published", "day"), ("id", "_id"))
    article = read(lines(row), "rows.jsonl", fields=fields)

    assert (article.text, article.published, article.source_id) == (BODY, date(2025, 11, 3), "g-1")
    assert article.metadata == {}


def test_keys_are_url_then_id_then_line(read_lines: Any) -> None:
    rows = lines({"text": BODY, "url": "https://g.example/a", "id": "1"}, {"text": BODY, "id": "b"})
    found = read_lines(rows + b"\n" + lines({"text": BODY}))

    assert [one.key for one in found] == ["https://g.example/a", "rows.jsonl#b", "rows.jsonl#4"]


def test_bad_lines_are_named_and_the_others_read(read_lines: Any) -> None:
    french = (
        "La réalisatrice est revenue dans le port où elle a grandi pour présenter son film. "
        "Elle a répondu aux questions du public après la projection dans la grande salle."
    )
    found = read_lines(
        b"\n".join(
            [
                lines({"text": BODY + " One."}),
                b'{"text": "cut off',
                b'["a", "list"]',
                b'"a word"',
                b"null",
                b"17",
                lines({"headline": "No text", "url": None}),
                lines({"text": None}),
                lines({"text": 17}),
                lines({"text": ["a", "list"]}),
                lines({"text": "  \n"}),
                lines({}),
                lines({"text": french}),
                b"\x89PNG\r\x00\x01\x02\x03\x04\x05\x06",
                b"[" * 100_000,
                lines({"text": BODY + " Two."}),
            ]
        )
    )

    assert [one.text[-4:] for one in found if isinstance(one, Article)] == ["One.", "Two."]
    failures = [one for one in found if isinstance(one, Failure)]
    told = [(int(one.path.rpartition(":")[2]), one.reason) for one in failures]
    expected = [
        (3, "this line is not JSON"),
        (4, "this line is no JSON object"),
        (5, "this line is no JSON object"),
        (6, "this line is no JSON object"),
        (7, "this line is no JSON object"),
        (8, 'has no "text" (its fields: "headline", "url")'),
        (10, 'has no "text" (its fields: "text")'),
        (12, 'has no "text"'),
        (14, 'has no "text"'),
        (16, 'its "text" is empty'),
        (18, 'has no "text" (its fields: none)'),
        (20, 'is in another language (found "fr")'),
        (22, "is a PNG image"),
        (23, "this line is not JSON"),
    ]
    assert [number for number, _ in told] == [number for number, _ in expected]
    for (_, reason), (_, begins) in zip(told, expected, strict=True):
        assert reason.startswith(begins)
        assert "\n" not in reason


@pytest.mark.parametrize(
    "odd",
    [
        {"id": True},
        {"id": None},
        {"id": {"a": 1}},
        {"url": 5},
        {"url": ["a"]},
        {"headline": {"a": 1}},
        {"byline": [1, None, "Tom Arden"]},
        {"outlet": 3.5},
        {"published": 20251103},
        {"published": None},
        {"language": 7},
        {"language": ["en"]},
    ],
)
def test_other_fields_of_a_wrong_type_do_not_lose_the_article(
    read: Read, odd: dict[str, object]
) -> None:
    assert read(lines({"text": BODY} | odd), "rows.jsonl").text == BODY


def test_date_that_can_be_read_two_ways_is_kept_in_metadata(read: Read) -> None:
    article = read(lines({"text": BODY, "published": "03/04/2025"}), "rows.jsonl")

    assert article.published is None
    assert article.metadata == {"published": "03/04/2025"}
    assert "no date that can be read one way" in article.repairs[0]


def test_misread_text_is_put_back_and_reported(read: Read) -> None:
    article = read(lines({"text": BODY.replace("’", "â€™"), "byline": "RenÃ©e"}), "rows.jsonl")

    assert (article.text, article.byline) == (BODY, "Renée")
    assert "UTF-8 had been read as windows-1252" in article.repairs[0]


def test_surrogates_never_reach_the_output(read: Read) -> None:
    row = b'{"text": "' + BODY.encode() + rb' \ud83c\udfac cut \ud83c", "desk": "\ud83c"}'
    article = read(row, "rows.jsonl")

    assert article.text.endswith(" 🎬 cut \ufffd")
    assert article.metadata == {"desk": "\ufffd"}
    json.dumps([article.text, article.metadata], ensure_ascii=False).encode()


def test_numbers_that_json_does_not_know_stay_words(read: Read) -> None:
    article = read(b'{"score": NaN, "text": "' + BODY.encode() + b'"}', "rows.jsonl")

    assert article.metadata == {"score": "NaN"}


def test_first_line_may_begin_with_a_byte_order_mark(read_lines: Any) -> None:
    (one, two) = read_lines(
        codecs.BOM_UTF8 + lines({"text": BODY, "id": "1"}, {"text": BODY, "id": "2"})
    )

    assert (one.source_id, two.source_id) == ("1", "2")


@pytest.mark.parametrize("name", ["rows.jsonl.gz", "rows.ndjson.gz", "rows.jsonl"])
def test_packed_lines_are_unpacked(read_lines: Any, name: str) -> None:
    found = read_lines(gzip.compress(lines({"text": BODY, "id": "1"}, {"text": BODY})), name)

    assert [one.text for one in found] == [BODY, BODY]


def test_packed_lines_cut_short_keep_what_came_before(read_lines: Any) -> None:
    rows = [{"text": f"{BODY} {number}", "id": number} for number in range(2_000)]
    packed = gzip.compress(lines(*rows), 1)
    found = read_lines(packed[: len(packed) // 2], "rows.jsonl.gz")

    assert len(found) > 100
    assert all(isinstance(one, Article) for one in found[:-1])
    assert "is a damaged gzip file after line" in found[-1].reason


def test_line_over_the_limit_is_named_and_the_next_is_read(read_lines: Any) -> None:
    found = read_lines(lines({"text": BODY * 100}, {"text": BODY}), max_bytes=2_000)

    assert found[0].path.endswith("rows.jsonl:1")
    assert "this line is over the limit of 2,000 bytes" in found[0].reason
    assert found[1].text == BODY


def test_empty_files_are_named(fail: Fail) -> None:
    assert fail(b"", "rows.jsonl").reason.startswith("is empty")
    assert fail(b"\n\n \n", "rows.jsonl").reason.startswith("is empty")


def test_lines_are_recognised_without_an_ending(read: Read) -> None:
    assert read(lines({"text": BODY}), "rows").text == BODY


def test_text_that_begins_with_a_brace_stays_text(read: Read) -> None:
    assert read("{" + BODY, "one.txt").text == "{" + BODY
    assert read("{" + BODY, "one").text == "{" + BODY
