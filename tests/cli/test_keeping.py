"""`list`, `status`, `who`, `remove` and `export` on a record of two articles."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.record import Store
from onrecord.values import Account, Person


def test_list_names_date_headline_and_key(onrecord: Callable, record: Path) -> None:
    ran = onrecord("list")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "2025-11-03  kestrel.txt\n"
        "            The Gull\n"
        "2025-11-12  Bell is no answer\n"
        "            wire.txt\n"
        "2 articles\n"
    )


def test_list_as_json_and_jsonl_hold_the_same(onrecord: Callable, record: Path) -> None:
    page = json.loads(onrecord("list", "--format", "json").out)
    lines = onrecord("list", "--format", "jsonl").out.splitlines()

    assert page["articles"] == [json.loads(line) for line in lines]
    assert page["articles"][1]["headline"] == "Bell is no answer"


def test_status_counts(onrecord: Callable, record: Path) -> None:
    shown = json.loads(onrecord("status", "--format", "json").out)

    assert (shown["articles"], shown["statements"]) == (2, 3)
    assert "statements" in onrecord("status").out


def test_who_lists_most_quoted_first_and_finds_by_part_of_a_name(
    onrecord: Callable, record: Path
) -> None:
    people = json.loads(onrecord("who", "halvane", "--format", "json").out)["people"]

    assert [person["name"] for person in people] == ["Ruta Halvane"]
    assert people[0]["roles"] == ["director"]
    told = " ".join(onrecord("who").out.split())
    assert "Ruta Halvane director · Lowenna · 2 statements in 2 articles · ruta-halvane" in told


def test_who_finds_nobody(onrecord: Callable, record: Path) -> None:
    ran = onrecord("who", "Pask")

    assert (ran.code, ran.out, ran.err) == (1, "", "onrecord: nobody on record named Pask\n")


def test_remove_takes_an_article_down(onrecord: Callable, record: Path) -> None:
    ran = onrecord("remove", "kestrel.txt")

    assert (ran.code, ran.out) == (0, "removed kestrel.txt, 2 statements\n")
    assert "kestrel" not in onrecord("list").out


def test_remove_of_an_unknown_key_goes_on_with_the_others(onrecord: Callable, record: Path) -> None:
    ran = onrecord("remove", "gone.txt", "wire.txt")

    assert ran.code == 2
    assert "gone.txt" in ran.err
    assert ran.out == "removed wire.txt, 1 statement\n"


def test_commands_without_a_record_say_where_they_looked(onrecord: Callable) -> None:
    ran = onrecord("list", "--record", "none.db")

    assert ran.code == 2
    assert ran.err.startswith("onrecord: ")
    assert "none.db" in ran.err


def test_record_may_be_named_by_the_environment(
    onrecord: Callable, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.rename(record.with_name("film.db"))
    monkeypatch.setenv("ONRECORD_RECORD", "film.db")

    assert onrecord("list").code == 0


def test_export_has_a_statement_a_line_in_fixed_order(onrecord: Callable, record: Path) -> None:
    lines = onrecord("export").out.splitlines()

    assert [json.loads(line)["id"][:4] for line in lines] == ["aaaa", "aaaa", "bbbb"]


def test_export_is_the_same_whatever_the_order_of_adding(
    onrecord: Callable, record: Path, tmp_path: Path, interview: Account, wire: Account
) -> None:
    with Store.open(tmp_path / "other.db", create=True) as store:
        store.add(wire)
        store.add(interview)

    for form in ("jsonl", "json", "csv"):
        here = onrecord("export", "--format", form)
        there = onrecord("export", "--format", form, "--record", "other.db")
        assert here.out == there.out


def test_export_as_json_reads_as_read_does(onrecord: Callable, record: Path) -> None:
    page = json.loads(onrecord("export", "--format", "json").out)

    assert page["failed"] == []
    assert [len(article["statements"]) for article in page["articles"]] == [2, 1]


def test_export_as_csv_keeps_the_words_in_between(onrecord: Callable, record: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(onrecord("export", "--format", "csv").out)))

    assert rows[0]["text"] == (
        "“I never wanted the bell to be an answer,” she said, “and I still don’t.”"
    )
    assert rows[0]["said"] == "2025-10"


def test_export_to_a_file_writes_the_same_bytes(
    onrecord: Callable, record: Path, tmp_path: Path
) -> None:
    ran = onrecord("export", "--output", "out.jsonl")

    assert (ran.code, ran.out, ran.err) == (0, "", "3 statements in out.jsonl\n")
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == onrecord("export").out


def test_who_leaves_out_those_who_say_nothing_unless_asked(
    onrecord: Callable, tmp_path: Path, interview: Account
) -> None:
    silent = Person("Nerys Aldaine", "person", roles=("actor",))
    with Store.open(tmp_path / "record.db", create=True) as store:
        store.add(replace(interview, people=(*interview.people, silent)))

    assert "Aldaine" not in onrecord("who").out
    assert onrecord("who").out.endswith("1 more are named and not quoted: onrecord who --all\n")
    assert "Nerys Aldaine  actor · Lowenna · 0 statements" in onrecord("who", "--all").out
    assert onrecord("who", "Aldaine").code == 0


def test_keys_are_never_broken_so_that_they_can_be_copied(
    onrecord: Callable, tmp_path: Path, wire: Account
) -> None:
    key = "https://gull.example/" + "a-very-long-headline-" * 6
    with Store.open(tmp_path / "record.db", create=True) as store:
        store.add(replace(wire, article=replace(wire.article, key=key)))

    assert f"            {key}\n" in onrecord("list").out


@pytest.mark.parametrize("name", ["record.db", "other.db"])
def test_export_never_replaces_a_record(
    onrecord: Callable, record: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "other.db").write_bytes(record.read_bytes())
    before = (tmp_path / name).read_bytes()

    ran = onrecord("export", "--output", name)

    assert ran.code == 2
    assert f"{name}: is a record" in ran.err
    assert (tmp_path / name).read_bytes() == before


def test_export_to_a_place_that_is_not_there_is_an_error_of_one_line(
    onrecord: Callable, record: Path
) -> None:
    ran = onrecord("export", "--output", "nowhere/film.jsonl")

    assert ran.code == 2
    assert ran.err.startswith("onrecord: nowhere/film.jsonl.part: ")
    assert ran.err.count("\n") == 1
