"""The commands about people across articles, as a user runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
import pytest

from onrecord.cli.correcting import correct_command
from onrecord.cli.people import import_command
from onrecord.record import Store
from onrecord.values import Account, Occasion, Person

SUBCOMMANDS = [
    (group.name, command)
    for group in (correct_command, import_command)
    for command in group.commands.values()
]


@pytest.fixture
def split_record(tmp_path: Path, interview: Account, wire: Account) -> Path:
    """A record in which the wire's Halvane shares no work with Ruta Halvane."""
    with Store.open(tmp_path / "record.db", create=True) as store:
        store.add(interview)
        statements = tuple(replace(one, works=()) for one in wire.statements)
        store.add(replace(wire, statements=statements, works=(), people=()))
    return tmp_path / "record.db"


def other_id(onrecord: Callable) -> str:
    """The id of the wire's Halvane."""
    people = json.loads(onrecord("who", "halvane", "--format", "json").out)["people"]
    return next(person["id"] for person in people if person["name"] == "Halvane")


def test_who_shows_the_evidence_of_whom_it_is_asked_for(onrecord: Callable, record: Path) -> None:
    assert onrecord("who", "halvane").out == (
        "Ruta Halvane  director · Lowenna · 2 statements in 2 articles · ruta-halvane\n"
        "  kestrel.txt\n"
        "    “Ruta Halvane”, director: same full name; elsewhere too: “Lowenna”\n"
        "  wire.txt\n"
        "    “Halvane”: the one Halvane that it can be; elsewhere too: “Lowenna”\n"
    )


def test_who_as_json_has_every_place_and_why(onrecord: Callable, record: Path) -> None:
    (person,) = json.loads(onrecord("who", "ruta-halvane", "--format", "json").out)["people"]

    assert person["names"] == ["Ruta Halvane", "Halvane"]
    assert person["articles"] == ["kestrel.txt", "wire.txt"]
    assert [seen["basis"] for seen in person["sightings"]] == ["work", "work"]
    assert (person["namesakes"], person["link"]) == ([], None)


def test_export_gives_each_speaker_a_person(onrecord: Callable, record: Path) -> None:
    lines = [json.loads(line) for line in onrecord("export").out.splitlines()]

    assert [line["speaker"]["person"] for line in lines] == ["ruta-halvane", None, "ruta-halvane"]


def test_merge_says_what_it_did_and_keeps_who_and_why(
    onrecord: Callable, split_record: Path
) -> None:
    other = other_id(onrecord)
    ran = onrecord("correct", "merge", "ruta-halvane", other, "--why", "one film", "--by", "Ada")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"correction 1: {other} is ruta-halvane\nAda · 20")
    assert ran.out.endswith(" · one film\n")
    assert len(onrecord("who", "halvane", "--format", "jsonl").out.splitlines()) == 1
    assert onrecord("correct", "undo", "1", "--why", "a slip", "--by", "Bo").code == 0
    listed = onrecord("correct", "list").out
    assert " · undone: Bo · 20" in " ".join(listed.split())
    assert listed.endswith("1 correction\n")
    assert other_id(onrecord) == other


def test_split_makes_an_id_of_its_own(onrecord: Callable, record: Path) -> None:
    ran = onrecord(
        *("correct", "split", "ruta-halvane", "--name", "Halvane", "--why", "her sister"),
        *("--by", "Ada", "--format", "json"),
    )

    made = json.loads(ran.out)
    assert (made["number"], made["action"], made["other"]) == (1, "split", "ruta-halvane.2")
    assert made["other_places"] == [["wire.txt", "Halvane", "person"]]
    assert len(json.loads(onrecord("who", "--format", "json").out)["people"]) == 2


def test_rename_changes_what_is_shown(onrecord: Callable, record: Path) -> None:
    arguments = ("correct", "rename", "ruta-halvane", "Ruta Halvane-Rook", "--why", "married")

    assert onrecord(*arguments).code == 0
    assert onrecord("who").out.startswith("Ruta Halvane-Rook  director")
    assert onrecord(*arguments).err == (
        "onrecord: ruta-halvane is called Ruta Halvane-Rook already: nothing to rename\n"
    )


@pytest.mark.parametrize(
    "arguments, message",
    [
        (("merge", "ruta-halvane", "ruta-halvane"), "are one person already: name two ids"),
        (("merge", "ruta-halvane", "Pask"), "no person 'Pask'; ids are printed by: onrecord who"),
        (("split", "ruta-halvane"), "say what to split off: --article KEY or --name NAME"),
        (("split", "ruta-halvane", "--article", "gone"), "ruta-halvane is not seen in gone"),
        (("undo", "3"), "no correction 3; they are printed by: onrecord correct list"),
    ],
)
def test_a_slip_is_told_in_one_line(
    onrecord: Callable, record: Path, arguments: tuple[str, ...], message: str
) -> None:
    ran = onrecord("correct", *arguments, "--why", "so")

    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert ran.err.count("\n") == 1


def test_a_correction_needs_a_reason(onrecord: Callable, record: Path) -> None:
    assert "--why" in onrecord("correct", "rename", "ruta-halvane", "R").err
    ran = onrecord("correct", "rename", "ruta-halvane", "R", "--why", " ")
    assert (ran.code, ran.err) == (
        2,
        "onrecord: --why is empty: say what the correction rests on\n",
    )


def test_corrections_outlive_add_anew(onrecord: Callable, tmp_path: Path) -> None:
    text = "“We were late,” said Ruta Halvane, the director.\n\n“So we were,” said Nerys Aldaine.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    onrecord("add", "a.txt")
    onrecord("correct", "rename", "nerys-aldaine", "N. Aldaine", "--why", "as she signs")
    (tmp_path / "a.txt").write_text(f"{text}\nIt rained.\n", encoding="utf-8")
    onrecord("add", "a.txt")
    onrecord("add", "a.txt", "--anew")

    assert "N. Aldaine" in onrecord("who").out


def test_white_space_around_a_name_says_nothing(onrecord: Callable, record: Path) -> None:
    assert onrecord("who", "  ").out == onrecord("who").out
    assert onrecord("who", " ruta   halvane ").out == onrecord("who", "ruta halvane").out


def test_corrections_go_through_a_file(
    onrecord: Callable, record: Path, tmp_path: Path, interview: Account, wire: Account
) -> None:
    onrecord("correct", "rename", "ruta-halvane", "R. H.", "--why", "shorter")
    (tmp_path / "c.jsonl").write_text(
        onrecord("correct", "list", "--format", "jsonl").out, encoding="utf-8"
    )
    with Store.open(tmp_path / "other.db", create=True) as store:
        store.add(wire)
        store.add(interview)

    ran = onrecord("import", "corrections", "c.jsonl", "--record", "other.db")

    assert ran.out == "c.jsonl: 1 new of 1 correction\n"
    assert onrecord("who", "--record", "other.db").out.startswith("R. H.  director")


def test_people_get_ids_from_a_table(onrecord: Callable, record: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(
        "name,id,description\nRuta Halvane,Q71,film director\nRuta Halvane,Q72,priest\nx,\n"
    )

    ran = onrecord("import", "people", "people.csv")

    assert (ran.code, ran.out) == (2, "people.csv: 2 people; 1 on record linked in all\n")
    assert ran.err == "onrecord: people.csv:4: no id: left out\n"
    assert "Q71 in people.csv: name and director agree" in onrecord("who", "ruta").out
    assert onrecord("import", "list").out == "people.csv  people, 2 lines\n"
    (tmp_path / "one.csv").write_text("name,id\nAda Osei,Q1\n")
    onrecord("import", "people", "one.csv")
    assert "one.csv  people, 1 line\n" in onrecord("import", "list").out
    onrecord("import", "forget", "one.csv")
    assert onrecord("import", "forget", "people.csv").out == "forgot people.csv\n"
    assert onrecord("import", "list").out == ""


def test_a_cast_is_evidence(onrecord: Callable, record: Path, tmp_path: Path) -> None:
    (tmp_path / "films.jsonl").write_text(
        '{"title": "Lowenna", "year": 2025, "director": [{"name": "Ruta Halvane", "id": "Q71"}]}\n'
    )

    ran = onrecord("import", "works", "films.jsonl")

    assert (ran.code, ran.out) == (0, "films.jsonl: 1 work, 1 credit\n")
    assert onrecord("who", "ruta").code == 0


def test_namesakes_are_told_apart_with_the_reason(
    onrecord: Callable, record: Path, interview: Account
) -> None:
    judge = replace(
        interview,
        article=replace(interview.article, key="court.txt"),
        statements=(),
        works=(),
        people=(Person("Ruta Halvane", "person", roles=("judge",)),),
    )
    with Store.open(record) as store:
        store.add(judge)

    told = onrecord("who", "ruta-halvane.law").out

    assert "  not the same as ruta-halvane.arts: judge here, director there\n" in told


@pytest.mark.parametrize("group, command", SUBCOMMANDS, ids=lambda one: getattr(one, "name", one))
def test_each_sub_command_helps_with_examples_of_itself(group: str, command: click.Command) -> None:
    epilog = command.epilog or ""

    assert epilog.count(f"onrecord {group} {command.name}") >= (1 if command.name == "list" else 2)
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help


def test_trace_shows_one_occasion_of_several_reports(
    onrecord: Callable, tmp_path: Path, interview: Account, wire: Account
) -> None:
    day = date(2025, 10, 20)
    venue = Occasion("interview", "Kestrel Film Quarterly", None, None, "2025-10-20", day, day)
    statements = tuple(replace(one, occasion=venue) for one in wire.statements)
    with Store.open(tmp_path / "record.db", create=True) as store:
        store.add(interview)
        store.add(replace(wire, statements=statements))

    told = onrecord("trace", "never wanted the bell to be an answer").out
    page = json.loads(onrecord("trace", "never wanted the bell", "--format", "json").out)

    assert told.endswith(
        "interview with Kestrel Film Quarterly, 20 October 2025: one occasion in 2\narticles\n"
        "  The Gull, 3 November 2025 · October 2025\n"
        "  wire.txt, 12 November 2025 · 20 October 2025\n"
    )
    (occasion,) = page["occasions"]
    assert (occasion["person"], occasion["said"]) == ("ruta-halvane", "2025-10-20")
    assert [report["said"] for report in occasion["reports"]] == ["2025-10", "2025-10-20"]
    named = {telling["occasion"]["id"] for telling in page["tellings"]}
    assert named == {occasion["id"], None}  # one telling does not say where
