"""`read` and `add`: what they print, what they pass over, and how they fail. The model is left out."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord import facade
from onrecord.record import Store
from onrecord.values import Account, Article, Span, Speaker, Statement

TEXT = (
    " date 2025-11-03 The ferry on the river has crossed for thirty-one years and the film about it "
    "opened last week in the town where it was shot. “The water was eleven degrees and nobody "
    "was getting in it,” said the director of the film after the screening."
)


def account_of(article: Article) -> Account:
    """Every stretch in curly marks is a statement of nobody known."""
    spans, start = [], article.text.find("“")
    while start >= 0:
        end = article.text.index("”", start) + 1
        spans.append(Span(start, end))
        start = article.text.find("“", end)
    statements = tuple(
        Statement(
            f"{article.version[:8]}{number:08}",
            "direct",
            "speech",
            (span,),
            (Span(span.start + 1, span.end - 1),),
            speaker=Speaker(reason="this test knows nobody"),
        )
        for number, span in enumerate(spans)
    )
    return Account(article, statements)


@pytest.fixture
def read_articles(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of all articles that were read, in their order."""
    keys: list[str] = []

    def account(self: facade.Reader, article: Article) -> Account:
        keys.append(article.key)
        return account_of(article)

    monkeypatch.setattr(facade.Reader, "account", account)
    return keys


@pytest.fixture
def ferry(tmp_path: Path, read_articles: list[str]) -> Path:
    """A document in the folder where commands run."""
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_read_prints_words_speaker_and_place(onrecord: Callable[..., Any], ferry: Path) -> None:
    ran = onrecord("read", "ferry.txt")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "ferry.txt\n"
        "3 November 2025\n"
        "\n"
        "  1  “The water was eleven degrees and nobody was getting in it,”\n"
        "     — speaker not known: this test knows nobody\n"
        "       line 1 · direct\n"
        "\n"
        "1 statement, 0 with a named speaker\n"
    )


def test_read_as_jsonl_prints_a_statement_a_line(onrecord: Callable[..., Any], ferry: Path) -> None:
    (line,) = onrecord("read", "ferry.txt", "--format", "jsonl").out.splitlines()

    statement = json.loads(line)
    assert statement["article"]["published"] == "2025-11-03"
    assert statement["content"][0]["text"].startswith("“The water")
    assert TEXT[statement["content"][0]["start"]] == "“"


def test_read_as_json_holds_text_and_failures(onrecord: Callable[..., Any], ferry: Path) -> None:
    ran = onrecord("read", "ferry.txt", "gone.txt", "--format", "json")

    page = json.loads(ran.out)
    assert ran.code == 2
    assert page["articles"][0]["text"] == TEXT
    assert page["failed"][0]["path"] == "gone.txt"


def test_one_bad_document_does_not_keep_the_others_from_being_read(
    onrecord: Callable[..., Any], ferry: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")

    ran = onrecord("read", "empty.txt", "ferry.txt", "gone.txt")

    assert ran.code == 2
    assert "eleven degrees" in ran.out
    assert [line.split(":")[:2] for line in ran.err.splitlines()] == [
        ["onrecord", " empty.txt"],
        ["onrecord", " gone.txt"],
    ]


def test_read_takes_standard_input(
    onrecord: Callable[..., Any], read_articles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = io.TextIOWrapper(io.BufferedReader(io.BytesIO(TEXT.encode())))
    monkeypatch.setattr(sys, "stdin", piped)

    assert "eleven degrees" in onrecord("read", "-").out


def test_fields_of_jsonl_may_have_other_names(
    onrecord: Callable[..., Any], read_articles: list[str], tmp_path: Path
) -> None:
    row = {"text": TEXT.removeprefix(" date 2025-11-03 "), "day": "2025-12-01"}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")

    ran = onrecord("read", "rows.jsonl", "--format", "json", "--field", "published=day")

    assert json.loads(ran.out)["articles"][0]["published"] == "2025-12-01"


def test_field_without_a_name_is_explained(onrecord: Callable[..., Any], ferry: Path) -> None:
    ran = onrecord("read", "ferry.txt", "--field", "published")

    assert ran.code == 2
    assert "published=date" in ran.err


def test_add_counts_and_names_the_record(onrecord: Callable[..., Any], ferry: Path) -> None:
    ran = onrecord("add", "ferry.txt")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "1 added; 1 new statement; record record.db\n"


def test_adding_again_reads_nothing_again(
    onrecord: Callable[..., Any], ferry: Path, read_articles: list[str]
) -> None:
    onrecord("add", "ferry.txt")
    ran = onrecord("add", "ferry.txt")

    assert ran.out == "1 unchanged; 0 new statements; record record.db\n"
    assert read_articles == ["ferry.txt"]


def test_adding_anew_reads_it_again(
    onrecord: Callable[..., Any], ferry: Path, read_articles: list[str]
) -> None:
    onrecord("add", "ferry.txt")
    onrecord("add", "ferry.txt", "--anew")

    assert read_articles == ["ferry.txt", "ferry.txt"]


def test_changed_text_takes_the_place_of_the_earlier_one(
    onrecord: Callable[..., Any], ferry: Path
) -> None:
    onrecord("add", "ferry.txt")
    ferry.write_text(TEXT.replace("eleven", "twelve"), encoding="utf-8")

    printed = json.loads(onrecord("add", "ferry.txt", "--format", "json").out)

    assert (printed["added"], printed["replaced"]) == (0, 1)


def test_stopped_run_keeps_what_is_done_and_goes_on(
    onrecord: Callable[..., Any],
    ferry: Path,
    read_articles: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "second.txt").write_text(TEXT.replace("eleven", "nine"), encoding="utf-8")
    reading = facade.Reader.account

    def stop_at_second(self: facade.Reader, article: Article) -> Account:
        if article.key == "second.txt":
            raise KeyboardInterrupt
        return reading(self, article)

    with monkeypatch.context() as stopping:
        stopping.setattr(facade.Reader, "account", stop_at_second)
        ran = onrecord("add", "ferry.txt", "second.txt")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "onrecord: stopped; 1 of 2 inputs done and kept in record.db. "
        "To go on, give the same command again.\n"
    )
    assert onrecord("add", "ferry.txt", "second.txt").out.startswith("1 added, 1 unchanged")
    assert read_articles == ["ferry.txt", "second.txt"]


def test_failures_of_add_are_listed_and_the_rest_is_kept(
    onrecord: Callable[..., Any], ferry: Path, tmp_path: Path
) -> None:
    ran = onrecord("add", "gone.txt", "ferry.txt")

    assert ran.code == 2
    assert ran.out == "1 added, 1 failed; 1 new statement; record record.db\n"
    assert "gone.txt" in ran.err
    with Store.open(tmp_path / "record.db") as store:
        assert [head.key for head in store.heads()] == ["ferry.txt"]


def test_control_characters_never_reach_the_terminal(
    onrecord: Callable[..., Any], ferry: Path
) -> None:
    ferry.write_text(TEXT.replace("eleven", "\x1b[31meleven"), encoding="utf-8")

    assert "\x1b" not in onrecord("read", "ferry.txt").out


def test_what_is_left_out_of_a_feed_is_told_and_no_failure(
    onrecord: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "feed.xml").write_text(
        "<rss><channel><item><link>https://ferry.test/2</link><description>In short.</description>"
        "</item></channel></rss>"
    )

    ran = onrecord("read", "feed.xml", "--format", "json")
    added = onrecord("add", "feed.xml", "--format", "json")

    left_out = [
        {
            "path": "feed.xml#1",
            "reason": "https://ferry.test/2: only a summary, the page is not fetched",
        }
    ]
    assert (ran.code, added.code) == (0, 0)
    assert json.loads(ran.out) == {"articles": [], "failed": [], "left_out": left_out}
    assert json.loads(added.out)["left_out"] == left_out
    assert "https://ferry.test/2" in ran.err
