"""Tables that the user supplies: ids of people, casts of works."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.errors import NotOnRecord, UnreadableDocument
from onrecord.record import Store
from onrecord.record.listed import ListedCredit, ListedPerson
from onrecord.record.table_files import read_people_table, read_works_table

ACTOR = ListedPerson("Lena Okafor", "Q1", "Harbour actress", ("Ebb",), "people.csv")
JUDGE = ListedPerson("Lena Okafor", "Q2", "judge of the county court", (), "people.csv")


def link_of(store: Store, person: str) -> tuple[str, str] | None:
    """The id that a person was given and why."""
    link = store.persons.person(person).link
    return (link.id, link.reason) if link else None


def test_a_role_or_a_work_settles_which_line_is_meant(store: Store, seen) -> None:
    store.add(seen("a", "Lena Okafor", "actor"))
    store.add(seen("b", "Lena Okafor", "judge"))
    store.persons.import_people("people.csv", [ACTOR, JUDGE])
    assert link_of(store, "lena-okafor.arts") == ("Q1", "name and actor agree")
    assert link_of(store, "lena-okafor.law") == ("Q2", "name and judge agree")


def test_a_work_in_common_is_enough(store: Store, seen) -> None:
    store.add(seen("a", "Lena Okafor", works=("Ebb",)))
    store.persons.import_people("people.csv", [ACTOR, JUDGE])
    assert link_of(store, "lena-okafor") == ("Q1", "name and “Ebb” agree")


def test_a_name_alone_is_enough_where_it_is_unique(store: Store, seen) -> None:
    store.add(seen("a", "Lena Okafor"))
    store.persons.import_people("people.csv", [ACTOR, JUDGE])
    assert link_of(store, "lena-okafor") is None
    store.persons.import_people("people.csv", [JUDGE])
    assert link_of(store, "lena-okafor") == ("Q2", "the only one of this name in table and record")


def test_a_unique_name_of_another_field_is_not_linked(store: Store, seen) -> None:
    store.add(seen("a", "Lena Okafor", "actor"))
    store.persons.import_people("people.csv", [JUDGE])
    assert link_of(store, "lena-okafor") is None


def test_a_bare_surname_is_never_linked(store: Store, seen) -> None:
    store.add(seen("a", "Okafor", "judge"))
    store.persons.import_people("people.csv", [JUDGE])
    assert [person.link for person in store.persons.find()] == [None]


def test_a_cast_tells_two_of_a_name_apart(store: Store, seen, people_of) -> None:
    for key, work in (("a", "Ebb"), ("b", "Flow"), ("c", "Ebb"), ("d", "Tarn")):
        store.add(seen(key, "Lena Okafor", works=(work,)))
    assert set(people_of(store).values()) == {"lena-okafor"}
    table = [
        ListedCredit("Ebb", 1961, "Lena Okafor", "cast", "Q1"),
        ListedCredit("Flow", 2024, "Lena Okafor", "cast", "Q9"),
    ]
    store.persons.import_works("films.csv", table)
    found = people_of(store)
    assert found["a"] == found["c"]
    assert len({found["a"], found["b"], found["d"]}) == 3
    (held, _) = store.persons.person(found["a"]).sightings
    assert (held.basis, held.reason) == ("table", "same full name; Q1 in a table of works")
    store.persons.forget_table("films.csv")
    assert set(people_of(store).values()) == {"lena-okafor"}


def test_a_cast_gives_a_role_that_the_article_leaves_out(store: Store, seen, people_of) -> None:
    store.add(seen("a", "Lena Okafor", works=("Ebb",)))
    store.add(seen("b", "Lena Okafor", "judge"))
    assert set(people_of(store).values()) == {"lena-okafor"}
    table = [ListedCredit("Ebb", 2024, "Lena Okafor", "cast")]
    store.persons.import_works("films.csv", table)
    assert people_of(store) == {"a": "lena-okafor.arts", "b": "lena-okafor.law"}


def test_a_table_takes_the_place_of_one_of_its_name(store: Store) -> None:
    store.persons.import_people("people.csv", [ACTOR, JUDGE])
    store.persons.import_people("people.csv", [ACTOR])
    assert store.persons.tables() == (("people.csv", "people", 1),)
    with pytest.raises(NotOnRecord, match=r"no table 'films\.csv'; there is: people\.csv"):
        store.persons.forget_table("films.csv")


def test_people_are_read_from_csv_and_json_lines(tmp_path: Path) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text(
        "Name;Wikidata;Works\nLena Okafor;Q1;Ebb | Flow\n;Q2;\nAda Osei;;\n", encoding="utf-8-sig"
    )
    table = read_people_table(sheet)
    assert table.people == (ListedPerson("Lena Okafor", "Q1", "", ("Ebb", "Flow"), "people.csv"),)
    assert table.problems == (f"{sheet}:3: no name: left out", f"{sheet}:4: no id: left out")
    lines = tmp_path / "people.jsonl"
    lines.write_text('{"name": "Lena Okafor", "id": "Q1", "works": ["Ebb"]}\n\n', encoding="utf-8")
    assert read_people_table(lines).people[0].works == ("Ebb",)


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text('name,id\n"Lena\nOkafor",Q1\n\n\nAda Osei,\n', encoding="utf-8")
    assert read_people_table(sheet).problems == (f"{sheet}:6: no id: left out",)
    lines = tmp_path / "people.jsonl"
    lines.write_text('{"name": "Lena\u2028Okafor", "id": "Q1"}\n{"name": "A"}', encoding="utf-8")
    table = read_people_table(lines)
    assert table.people[0].name == "Lena Okafor"
    assert table.problems == (f"{lines}:2: no id: left out",)


def test_works_are_read_with_cast_and_makers(tmp_path: Path) -> None:
    file = tmp_path / "films.json"
    cast = ["Ada Osei", {"name": "Lena Okafor", "id": "Q1"}]
    films = [{"title": "Ebb", "year": 2024, "cast": cast, "director": "Jude Marsh"}, {"year": 1}]
    file.write_text(json.dumps(films), encoding="utf-8")
    table = read_works_table(file)
    told = [(c.title, c.year, c.name, c.role, c.id) for c in table.credits]
    assert told == [
        ("Ebb", 2024, "Jude Marsh", "director", None),
        ("Ebb", 2024, "Ada Osei", "actor", None),
        ("Ebb", 2024, "Lena Okafor", "actor", "Q1"),
    ]
    assert table.problems == (f"{file}:2: no title: left out",)


def test_a_year_that_is_no_number_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "films.csv"
    file.write_text("title,year,cast\nEbb,²,Ada Osei\n", encoding="utf-8")
    assert [credit.year for credit in read_works_table(file).credits] == [None]


@pytest.mark.parametrize(
    "content, message",
    [
        (b"[1, 2]", "an object with names and values is expected"),
        (b'{"name": ', r"people:1: not JSON \(.*one object in each line"),
        (b'{"name": "A",\n"id": "Q1"}', r"people:1: not JSON"),
        (b"[" * 100_000, r"people: not JSON \(maximum recursion"),
        (
            b'name,id\n"' + b"x" * 200_000,
            r"people:\d: not CSV \(.*quotation mark that is not closed",
        ),
        (b"name,id\n\xff\xfe,Q1\n", "not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_table_says_so(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "people"
    file.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=message):
        read_people_table(file)


def test_a_table_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"gone\.csv: No such file"):
        read_people_table(tmp_path / "gone.csv")
