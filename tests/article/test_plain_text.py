"""Text files: the text stays as it is, the header gives the day, encodings are told and explained."""

from __future__ import annotations

import codecs
import hashlib
from datetime import date

import pytest

from onrecord.article import article_from_text

from .conftest import BODY, Fail, Read


def test_text_is_kept_to_the_character(read: Read) -> None:
    text = f" date 2025-03-12 {BODY}\r\n\r\n\t{BODY}\n\u2028\ufeff \n"
    article = read(text)

    assert article.text == text
    assert article.version == hashlib.sha256(text.encode()).hexdigest()
    assert article.published == date(2025, 3, 12)
    assert (article.blocks, article.repairs, article.language) == ((), (), "en")


@pytest.mark.parametrize(
    ("begins", "day"),
    [
        (" date 2025-03-12 ", date(2025, 3, 12)),
        ("date 2025-03-12\n", date(2025, 3, 12)),
        ("\ufeff date 2025-03-12 ", date(2025, 3, 12)),
        (" date 2025-02-30 ", None),
        (" date 2025-03-1 ", None),
        ("The date 2025-03-12 ", None),
        ("", None),
    ],
)
def test_header_gives_the_day(read: Read, begins: str, day: date | None) -> None:
    assert read(begins + BODY).published == day


@pytest.mark.parametrize(
    ("encoding", "mark", "told"),
    [
        ("utf-8", codecs.BOM_UTF8, "byte order mark"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "Read as UTF-16, by its byte order mark."),
        ("utf-16-be", codecs.BOM_UTF16_BE, "Read as UTF-16, by its byte order mark."),
        ("utf-32-le", codecs.BOM_UTF32_LE, "Read as UTF-32, by its byte order mark."),
        ("utf-16-le", b"", "Read as UTF-16-LE: every other byte is zero."),
        ("utf-16-be", b"", "Read as UTF-16-BE: every other byte is zero."),
        ("cp1252", b"", "Not UTF-8: read as windows-1252"),
        ("mac_roman", b"", "Not UTF-8: read as Mac Roman"),
    ],
)
def test_encodings_are_told_and_explained(
    read: Read, encoding: str, mark: bytes, told: str
) -> None:
    article = read(mark + BODY.encode(encoding))

    assert article.text == BODY
    assert len(article.repairs) == 1
    assert told in article.repairs[0]


def test_latin_1_is_read_by_its_letters(read: Read) -> None:
    text = BODY.replace("“", '"').replace("”", '"').replace("’", "'") + " Café Élan, façade, naïve."

    article = read(text.encode("latin-1"))

    assert article.text == text
    assert "Not UTF-8" in article.repairs[0]


@pytest.mark.parametrize("replaced", ["", "\ufffd"])
def test_utf_8_read_as_windows_1252_is_put_back(read: Read, replaced: str) -> None:
    damaged = BODY.encode().decode("cp1252", "replace").replace("\ufffd", replaced)

    article = read(damaged)

    assert article.text == BODY
    assert len(article.repairs) == 1
    assert "UTF-8 had been read as windows-1252" in article.repairs[0]


def test_text_misread_twice_is_put_back(read: Read) -> None:
    text = BODY.replace("”", "“")
    damaged = text.encode().decode("cp1252").encode().decode("cp1252")

    assert read(damaged).text == text


def test_only_the_damaged_part_is_put_back(read: Read) -> None:
    article = read(f"{BODY} “Café,” she wrote. It wasnâ€™t ours: â€œneverâ€\x9d.")

    assert article.text == f"{BODY} “Café,” she wrote. It wasn’t ours: “never”."


def test_words_that_only_look_damaged_stay(read: Read) -> None:
    text = f"{BODY} SÃO PAULO, the Âge of “CAFÉ™” and â la carte."

    assert (read(text).text, read(text).repairs) == (text, ())


def test_utf_8_with_a_few_other_bytes_is_read(read: Read) -> None:
    article = read(BODY.encode() + b" It\x92s over.")

    assert article.text == BODY + " It’s over."
    assert "1 byte(s)" in article.repairs[0]


def test_nuls_become_spaces_and_are_reported(read: Read) -> None:
    article = read(BODY + "\x00It ended.")

    assert article.text == BODY + " It ended."
    assert "NUL" in article.repairs[0]


def test_two_runs_of_the_same_bytes_are_equal(read: Read) -> None:
    data = BODY.encode("cp1252")

    assert read(data) == read(data)


def test_text_given_from_python_keeps_its_header() -> None:
    article = article_from_text(" date 2025-03-12 It ends here.", key="note")

    assert (article.key, article.published) == ("note", date(2025, 3, 12))
    assert article.text == " date 2025-03-12 It ends here."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty (0 bytes)"),
        (b" \n\t\r\n ", "no words, only white space"),
        (b" date 2025-03-12 \n", "no words, only white space"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00", "is a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a JPEG image"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF document"),
        (b"PK\x03\x04\x14\x00\x06\x00", "is a zip archive or office document"),
        (b"SQLite format 3\x00\x10\x00", "is a SQLite database"),
        (bytes(range(256)) * 40, "is binary, not text"),
        (b"\x00\x01\x02\x03" * 200, "is binary, not text"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00\xd8", "begins with the mark of UTF-16 but is not"),
        (b"\x1f\x8b\x08\x00broken", "is a damaged gzip file"),
    ],
)
def test_what_is_no_text_is_one_clear_line(fail: Fail, content: bytes, told: str) -> None:
    assert told in fail(content).reason


def test_undecodable_bytes_never_raise(fail: Fail) -> None:
    data = bytes((i * 89 + i * i // 7) % 256 for i in range(4_000))

    assert "binary" in fail(data).reason or "encoding" in fail(data).reason
