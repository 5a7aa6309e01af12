"""`check` and `trace` through the command line: exit codes, forms, a draft without a record."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"

DRAFT = (
    "The ferry on the river has crossed for thirty-one years and the film about it opened last week "
    "in the town where it was shot, to the surprise of nobody who lives there. "
    "“I never needed the bell to be an answer,” Ruta Halvane said.\n"
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with one altered quotation, in the folder where commands run."""
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_altered_quotation_is_a_finding(
    onrecord: Callable[..., Any], record: Path, draft: Path
) -> None:
    ran = onrecord("check", "draft.txt")

    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("altered  draft.txt:1\n")
    assert "differs  has “needed” for “wanted”" in ran.out
    assert ran.out.endswith("1 quotation: 1 altered\n1 finding\n")


def test_check_as_json_has_the_documented_shape(
    onrecord: Callable[..., Any], record: Path, draft: Path
) -> None:
    page = json.loads(onrecord("check", "draft.txt", "--format", "json").out)

    (quote,) = page["quotes"]
    assert page["summary"] == {"altered": 1}
    assert DRAFT[quote["start"] : quote["end"]] == quote["text"]
    assert quote["changes"] == [
        {"op": "substitute", "from": "wanted", "to": "needed", "grave": False, "excused": None}
    ]


def test_check_as_jsonl_has_a_quotation_a_line(
    onrecord: Callable[..., Any], record: Path, draft: Path
) -> None:
    (line,) = onrecord("check", "draft.txt", "--format", "jsonl").out.splitlines()

    assert json.loads(line)["wording"] == "altered"


def test_user_chooses_what_is_a_finding(
    onrecord: Callable[..., Any], record: Path, draft: Path
) -> None:
    ran = onrecord("check", "draft.txt", "--fail-on", "spliced,not_found")

    assert ran.code == 0
    assert ran.out.endswith("No findings.\n")


def test_what_is_taken_back_is_a_note_and_a_finding_only_if_asked_for(
    onrecord: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "1.txt").write_text(
        " date 2024-03-01\n\n“The harbour is cursed and so is the script,” Lena Quist said on set.\n"
    )
    (tmp_path / "2.txt").write_text(
        " date 2024-03-05\n\n“I never said the harbour was cursed,” Lena Quist told the Castle Echo.\n"
    )
    (tmp_path / "draft.txt").write_text(
        "“The harbour is cursed and so is the script,” Lena Quist said on set.\n"
    )
    onrecord("add", "1.txt", "2.txt")

    noted = onrecord("check", "draft.txt")
    found = onrecord("check", "draft.txt", "--fail-on", "disputed")

    assert "disputed denial by Lena Quist, 5 March 2024: “I never said the harbour" in noted.out
    assert (noted.code, found.code) == (0, 1)


def test_unknown_verdict_is_explained(
    onrecord: Callable[..., Any], record: Path, draft: Path
) -> None:
    ran = onrecord("check", "draft.txt", "--fail-on", "wrong")

    assert ran.code == 2
    assert ran.err.startswith("onrecord: --fail-on wrong: no such verdict; there are verbatim,")


def test_draft_is_checked_against_itself_where_there_is_no_record(
    onrecord: Callable[..., Any], draft: Path
) -> None:
    ran = onrecord("check", "draft.txt")

    assert "checked against itself only" in ran.err
    assert "1 quotation: " in ran.out


def test_record_that_is_named_must_be_there(onrecord: Callable[..., Any], draft: Path) -> None:
    ran = onrecord("check", "draft.txt", "--record", "gone.db")

    assert (ran.code, ran.out) == (2, "")
    assert "gone.db" in ran.err


def test_draft_that_cannot_be_read_is_no_finding(
    onrecord: Callable[..., Any], record: Path
) -> None:
    ran = onrecord("check", "gone.txt")

    assert (ran.code, ran.out) == (2, "")
    assert "gone.txt" in ran.err


def test_check_takes_one_draft_at_a_time(
    onrecord: Callable[..., Any], record: Path, tmp_path: Path
) -> None:
    shutil.copy(EXAMPLES / "coverage" / "14-briefs.jsonl", tmp_path)

    ran = onrecord("check", "14-briefs.jsonl")

    assert ran.code == 2
    assert "2 documents found; check takes one draft at a time" in ran.err


def test_trace_by_words_and_by_id_is_the_same(onrecord: Callable[..., Any], record: Path) -> None:
    by_words = onrecord("trace", "never wanted the bell to be an answer", "--format", "json")
    by_id = onrecord("trace", "bbbb000000000001", "--format", "json")

    told = json.loads(by_words.out)["tellings"]
    assert by_words.code == by_id.code == 0
    assert [telling["published"] for telling in told[:1]] == ["2025-11-03"]
    assert {telling["statement"] for telling in told} >= {"bbbb000000000001", "aaaa000000000001"}


def test_trace_of_unheard_words_finds_nothing(onrecord: Callable[..., Any], record: Path) -> None:
    ran = onrecord("trace", "zinc aubergine quartet")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("onrecord: ")


def test_policy_excuses_a_slip_that_was_mended(
    onrecord: Callable[..., Any], tmp_path: Path
) -> None:
    draft = tmp_path / "spoken.txt"
    draft.write_text(
        "“There was a lamp in every window of that street when the ferry came in,” Ada Moll said of "
        "the night in March on which the old landing stage burned down.\n\n"
        "The inquiry that the council ordered in the summer heard from the crew of the last boat and "
        "from the people who had stood on the quay. Moll told the story again there at length:\n\n"
        "> There were a lamp in every window of that street when the ferry came in, and nobody had "
        "thought to draw a curtain.\n",
        encoding="utf-8",
    )
    strict, edited = (
        onrecord("check", "spoken.txt"),
        onrecord("check", "spoken.txt", "--policy", "edited"),
    )

    assert (strict.code, edited.code) == (1, 0)
    assert "allowed  a slip of grammar" in edited.out


def test_report_is_written_to_the_file_that_is_named(
    onrecord: Callable[..., Any], record: Path, draft: Path
) -> None:
    ran = onrecord("check", "draft.txt", "--format", "html", "-o", "report.html")

    assert (ran.code, ran.out, ran.err) == (1, "", "")
    assert draft.with_name("report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_report_that_cannot_be_written_is_an_error(
    onrecord: Callable[..., Any], record: Path, draft: Path
) -> None:
    ran = onrecord("check", "draft.txt", "--format", "sarif", "-o", "nowhere/report.sarif")

    assert ran.code == 2
    assert "nowhere/report.sarif: cannot be written" in ran.err


def test_sarif_is_printed_as_one_document(
    onrecord: Callable[..., Any], record: Path, draft: Path
) -> None:
    log = json.loads(onrecord("check", "draft.txt", "--format", "sarif").out)

    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["altered"]


def test_mark_up_in_a_quotation_of_a_markdown_draft_is_no_difference(
    onrecord: Callable[..., Any], record: Path, tmp_path: Path
) -> None:
    text = (
        "---\ndate: 2025-12-01\n---\n\n# The bell\n\n> “I *never* wanted the [bell](https://x.example/no) to "
        "be an answer,”\n\nRuta Halvane said. “\\[I\\] never *needed* the [bell](https://x.example) to be "
        "an answer,” Ruta Halvane said.\n"
    )
    (tmp_path / "draft.md").write_text(text, encoding="utf-8")

    quotes = json.loads(onrecord("check", "draft.md", "--format", "json").out)["quotes"]
    page = onrecord("check", "draft.md").out

    assert [quote["wording"] for quote in quotes] == ["verbatim", "altered"]
    assert all(text[q["start"] : q["end"]] == q["text"] for q in quotes)
    assert quotes[1]["changes"] == [
        {"op": "substitute", "from": "wanted", "to": "needed", "grave": False, "excused": None}
    ]
    assert "draft.md:7\n  draft    I never wanted the bell to be an answer,\n" in page


def test_folder_is_no_draft(onrecord: Callable[..., Any], record: Path, tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()

    ran = onrecord("check", "drafts")

    assert ran.code == 2
    assert "drafts: is a folder; check takes one draft at a time" in ran.err


@pytest.mark.parametrize(
    "listed, message",
    [
        ("alterd", "Did you mean altered?"),
        ("", "names no verdict"),
        ("none,altered", "none: no such verdict"),
    ],
)
def test_slip_in_fail_on_is_explained(
    onrecord: Callable[..., Any], record: Path, draft: Path, listed: str, message: str
) -> None:
    ran = onrecord("check", "draft.txt", "--fail-on", listed)

    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_nothing_is_a_finding_where_the_user_says_none(
    onrecord: Callable[..., Any], record: Path, draft: Path
) -> None:
    assert onrecord("check", "draft.txt", "--fail-on", "none").code == 0


def test_text_says_what_to_do_about_each_finding(
    onrecord: Callable[..., Any], record: Path, draft: Path
) -> None:
    out = onrecord("check", "draft.txt").out

    assert "What to do\n  line 1  Print the source's words, or mark the change:" in out


def test_what_was_left_out_of_a_draft_is_said(
    onrecord: Callable[..., Any], record: Path, tmp_path: Path
) -> None:
    (tmp_path / "draft.md").write_text(f"{DRAFT}\n```\n“code”\n```\n", encoding="utf-8")

    ran = onrecord("check", "draft.md")

    assert ran.err == "onrecord: draft.md: 1 block of code was left out.\n"
    assert "1 quotation: 1 altered" in ran.out


def test_changed_words_are_lit_on_a_terminal(
    onrecord: Callable[..., Any], record: Path, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")

    out = onrecord("check", "draft.txt").out

    assert "never \x1b[1;4;33mneeded\x1b[0m the bell" in out
    assert "never \x1b[1;4;33mwanted\x1b[0m the bell" in out
