"""What the user says about who is who, and that it outlives what is read anew."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import NotOnRecord, UnreadableDocument, UsageError
from onrecord.record import Store
from onrecord.record.corrections import Correction, Undoing
from onrecord.record.persons import Signature
from onrecord.record.table_files import read_corrections_file
from onrecord.values import Person

BY = Signature("R. Tallow", "I asked her", "2026-01-05T10:00:00Z")


@pytest.fixture
def filled(store: Store, seen) -> Store:
    """Three articles with one Lena Okafor, one with a bare surname that may be anybody's."""
    for key, role in (("a", "director"), ("b", "director"), ("c", "writer")):
        store.add(seen(key, "Lena Okafor", role))
    store.add(seen("d", "Okafor"))
    return store


def test_merged_people_are_one_under_the_first_id(filled: Store, seen, people_of) -> None:
    other = people_of(filled)["d"]
    made = filled.persons.merge("lena-okafor", other, BY)
    assert (made.number, made.who, made.why, made.made) == (1, BY.who, BY.why, BY.made)
    assert set(people_of(filled).values()) == {"lena-okafor"}
    assert filled.persons.person("lena-okafor").sightings[-1].reason == "as corrected"


def test_a_merge_may_join_names_that_have_nothing_in_common(filled: Store, seen, people_of) -> None:
    filled.add(seen("e", "Magda Voss", "actor"))
    filled.persons.merge("magda-voss", "lena-okafor", BY)
    assert people_of(filled)["a"] == people_of(filled)["e"] == "magda-voss"
    filled.add(seen("f", "Lena Okafor", "director"))
    assert people_of(filled)["f"] == "magda-voss"
    filled.persons.undo(1, BY)
    assert people_of(filled)["a"] == "lena-okafor"


def test_an_article_that_is_split_off_is_another_person(filled: Store, seen, people_of) -> None:
    made = filled.persons.split("lena-okafor", BY, articles=["c"])
    assert made.other == "lena-okafor.2"
    found = people_of(filled)
    assert (found["a"], found["b"], found["c"]) == ("lena-okafor", "lena-okafor", "lena-okafor.2")
    (namesake,) = filled.persons.person("lena-okafor.2").namesakes
    assert (namesake.person, namesake.reason) == ("lena-okafor", "as corrected")
    filled.add(seen("e", "Lena Okafor"))
    assert people_of(filled)["e"] not in ("lena-okafor", "lena-okafor.2")
    filled.add(seen("e", "Lena Okafor", "director"))
    assert people_of(filled)["e"] == "lena-okafor"


def test_a_name_may_be_split_off(filled: Store, seen, people_of) -> None:
    filled.add(seen("d", "Okafor", "director"))
    assert people_of(filled)["d"] == "lena-okafor"
    filled.persons.split("lena-okafor", BY, names=["Okafor"])
    assert people_of(filled)["d"] == "lena-okafor.2"
    assert people_of(filled)["a"] == "lena-okafor"


def test_a_body_may_be_split(store: Store, seen, people_of) -> None:
    for key in ("a", "b", "c"):
        store.add(seen(key, "Gannet Row", kind="organisation"))
    store.persons.split("gannet-row.organisation", BY, articles=["c"])
    assert people_of(store)["c"] == "gannet-row.organisation.2"
    assert people_of(store)["a"] == "gannet-row.organisation"


def test_corrections_apply_one_after_another(filled: Store, seen, people_of) -> None:
    filled.persons.split("lena-okafor", BY, articles=["c"])
    filled.persons.merge("lena-okafor", "lena-okafor.2", BY)
    assert people_of(filled)["c"] == "lena-okafor"
    filled.persons.undo(2, BY)
    assert people_of(filled)["c"] == "lena-okafor.2"
    filled.persons.undo(1, BY)
    assert people_of(filled)["c"] == "lena-okafor"


def test_a_rename_keeps_the_id_and_the_names(filled: Store, seen, people_of) -> None:
    filled.persons.rename("lena-okafor", "Lena  Okafor-Bell", BY)
    person = filled.persons.person("lena-okafor")
    assert person.name == "Lena Okafor-Bell"
    assert person.names == ("Lena Okafor-Bell", "Lena Okafor")
    assert filled.persons.find("bell") == (person,)


def test_corrections_outlive_what_is_read_anew(filled: Store, seen, people_of) -> None:
    filled.persons.split("lena-okafor", BY, articles=["c"])
    filled.persons.merge("lena-okafor", people_of(filled)["d"], BY)
    before = people_of(filled)
    for key in ("d", "a", "c", "b"):
        account = filled.account(key)
        filled.remove(key)
        filled.add(account)
    assert people_of(filled) == before
    again = seen("d", "Lena Okafor")  # a later reading tells the full name
    filled.add(replace(again, people=(*again.people, Person("Harbour Board", "organisation"))))
    assert people_of(filled)["d"] == "lena-okafor"


def test_what_is_undone_stays_in_the_list(filled: Store, seen, people_of) -> None:
    filled.persons.rename("lena-okafor", "L. Okafor-Bell", BY)
    filled.persons.undo(1, Signature("Ada", "a slip", "2026-02-01T00:00:00Z"))
    (held,) = filled.persons.corrections()
    assert held.undone is not None
    assert (held.undone.who, held.undone.why) == ("Ada", "a slip")
    assert filled.persons.person("lena-okafor").name == "Lena Okafor"


def test_mistakes_are_told_with_what_to_do(filled: Store, seen, people_of) -> None:
    persons = filled.persons
    with pytest.raises(NotOnRecord, match="no person 'lena-okafr'; ids are printed by"):
        persons.merge("lena-okafor", "lena-okafr", BY)
    with pytest.raises(NotOnRecord, match="no person 'Lena'; there is lena-okafor"):
        persons.person("Lena")
    with pytest.raises(UsageError, match="one person already"):
        persons.merge("lena-okafor", "lena-okafor", BY)
    with pytest.raises(UsageError, match="apart from everybody else already"):
        persons.split("lena-okafor", BY, articles=["a", "b", "c"])
    with pytest.raises(UsageError, match="is not seen in d"):
        persons.split("lena-okafor", BY, articles=["d"])
    with pytest.raises(UsageError, match="nowhere called Magda"):
        persons.split("lena-okafor", BY, names=["Magda"])
    with pytest.raises(UsageError, match="--article KEY or --name NAME"):
        persons.split("lena-okafor", BY)
    with pytest.raises(UsageError, match="called Lena Okafor already"):
        persons.rename("lena-okafor", "Lena Okafor", BY)
    with pytest.raises(NotOnRecord, match="no correction 7"):
        persons.undo(7, BY)
    persons.rename("lena-okafor", "Bell", BY)
    persons.undo(1, BY)
    with pytest.raises(UsageError, match=r"was undone by R\. Tallow on 2026-01-05"):
        persons.undo(1, BY)
    assert len(persons.corrections()) == 1


def test_who_is_split_off_does_not_keep_the_name_given_before(filled: Store) -> None:
    filled.persons.rename("lena-okafor", "Lena Bell", BY)
    filled.persons.split("lena-okafor", BY, articles=["c"])
    assert filled.persons.person("lena-okafor").name == "Lena Bell"
    assert filled.persons.person("lena-okafor.2").name == "Lena Okafor"


def test_who_is_split_off_keeps_a_name_of_its_own(filled: Store, seen) -> None:
    filled.add(seen("e", "Magda Voss", "actor"))
    filled.persons.rename("magda-voss", "M. V.", BY)
    filled.persons.merge("lena-okafor", "magda-voss", BY)
    filled.persons.split("lena-okafor", BY, articles=["e"])
    assert filled.persons.person("lena-okafor.2").name == "M. V."
    assert filled.persons.person("lena-okafor").name == "Lena Okafor"


def test_what_was_undone_here_stays_undone_when_the_file_comes_again(filled: Store) -> None:
    filled.persons.rename("lena-okafor", "Bell", BY)
    before = [replace(c, number=0) for c in filled.persons.corrections()]
    filled.persons.undo(1, BY)
    assert filled.persons.restore(before) == 0
    assert filled.persons.person("lena-okafor").name == "Lena Okafor"


def test_what_was_undone_there_is_undone_here(filled: Store, people_of) -> None:
    filled.persons.split("lena-okafor", BY, articles=["c"])
    there = [replace(c, number=0, undone=Undoing("A", "2026", "b")) for c in _held(filled)]
    assert filled.persons.restore(there) == 1
    assert filled.persons.restore(there) == 0
    assert people_of(filled)["c"] == "lena-okafor"
    assert len(_held(filled)) == 1


def _held(store: Store) -> tuple[Correction, ...]:
    return store.persons.corrections()


@pytest.mark.parametrize(
    "change, message",
    [
        ({"action": "forget"}, "no action 'forget'"),
        ({"person": {"x": 1}}, "is no text"),
        ({"undone": "yes"}, "not a correction"),
        ({"action": "split"}, "None is no text"),
        ({"places": [["a", "b"]]}, "not a correction"),
    ],
)
def test_a_line_that_is_no_correction_says_so(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    line = {"action": "rename", "person": "a", "other": None, "name": "B", "who": "c", "made": "d"}
    line |= {"why": "e", "places": [["f", "A", "person"]], "other_places": [], "undone": None}
    file = tmp_path / "corrections.jsonl"
    file.write_text(json.dumps(line) + "\n" + json.dumps(line | change), encoding="utf-8")
    with pytest.raises(UnreadableDocument, match=rf"corrections\.jsonl:2: .*{message}"):
        read_corrections_file(file)


def test_corrections_go_to_another_record(filled: Store, people_of, tmp_path: Path) -> None:
    from onrecord.publish.forms import json_line
    from onrecord.publish.people_forms import correction_form

    filled.persons.split("lena-okafor", BY, articles=["c"])
    filled.persons.rename("lena-okafor", "Bell", BY)
    filled.persons.undo(2, BY)
    file = tmp_path / "corrections.jsonl"
    lines = [json_line(correction_form(c)) + "\n" for c in filled.persons.corrections()]
    file.write_text("".join(lines), encoding="utf-8")
    with Store.open(":memory:") as other:
        for key in "dcba":
            other.add(filled.account(key))
        assert other.persons.restore(read_corrections_file(file)) == 2
        assert other.persons.restore(read_corrections_file(file)) == 0
        assert people_of(other) == people_of(filled)
