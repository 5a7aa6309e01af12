"""Who is one person across articles, decided from names, roles and works."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.record import Store
from onrecord.record.persons import HeldPerson, Namesake
from onrecord.values import Person


def one(store: Store) -> HeldPerson:
    """The only person on record."""
    (person,) = store.persons.find()
    return person


def test_one_full_name_with_roles_that_go_together_is_one_person(store, seen, people_of) -> None:
    store.add(seen("a", "Lena Okafor", "director"))
    store.add(seen("b", "Lena Okafor", "screenwriter"))
    store.add(seen("c", "Lena Marie Okafor"))
    person = one(store)
    assert (person.id, person.statements) == ("lena-okafor", 3)
    assert person.names == ("Lena Marie Okafor", "Lena Okafor")
    assert person.articles == ("a", "b", "c")
    assert [held.basis for held in person.sightings] == ["name", "name", "name"]


def test_an_actor_and_a_judge_of_one_name_stay_apart_with_the_reason(
    store, seen, people_of
) -> None:
    store.add(seen("a", "Lena Okafor", "actor"))
    store.add(seen("b", "Lena Okafor", "judge"))
    assert people_of(store) == {"a": "lena-okafor.arts", "b": "lena-okafor.law"}
    judge = store.persons.person("lena-okafor.law")
    assert judge.namesakes == (Namesake("lena-okafor.arts", "judge here, actor there"),)


def test_who_might_be_either_of_two_is_neither(store, seen, people_of) -> None:
    store.add(seen("a", "Lena Okafor", "actor", works=("Ebb",)))
    store.add(seen("b", "Lena Okafor", "judge"))
    store.add(seen("c", "Lena Okafor"))
    store.add(seen("d", "Lena Okafor", works=("Ebb",)))
    found = people_of(store)
    assert found["d"] == found["a"]
    assert found["c"] not in (found["a"], found["b"])
    (alone,) = store.persons.person(found["c"]).sightings
    assert "2 people of this name are on record" in alone.reason
    store.remove("b")
    assert set(people_of(store).values()) == {"lena-okafor"}


def test_a_shared_credit_outweighs_roles_of_two_fields(store, seen, people_of) -> None:
    store.add(seen("a", "Lena Okafor", "politician", credit=("Ebb", "director")))
    store.add(seen("b", "Lena Okafor", credit=("Ebb", "director")))
    assert set(people_of(store).values()) == {"lena-okafor"}


@pytest.mark.parametrize(
    "name, roles, works, joins",
    [
        ("Okafor", (), ("Ebb",), True),
        ("Okafor", ("filmmaker",), (), True),
        ("Okafor", (), (), False),
        ("Okafor", ("actress",), ("Ebb",), False),
        ("L. Okafor", (), ("Ebb",), True),
        ("J. Okafor", (), ("Ebb",), False),
        ("Okafor", (), ("Flow",), False),
    ],
)
def test_a_short_name_joins_by_a_shared_work_or_role_only(
    store, seen, name: str, roles: tuple[str, ...], works: tuple[str, ...], joins: bool
) -> None:
    store.add(seen("a", "Lena Okafor", "director", works=("Ebb",)))
    store.add(seen("b", name, *roles, works=works))
    assert len(store.persons.find()) == (1 if joins else 2)


def test_a_surname_that_two_share_joins_neither(store, seen, people_of) -> None:
    store.add(seen("a", "Lena Okafor", works=("Ebb",)))
    store.add(seen("b", "Jude Okafor", works=("Ebb",)))
    store.add(seen("c", "Okafor", works=("Ebb",)))
    found = people_of(store)
    assert len(set(found.values())) == 3
    (alone,) = store.persons.person(found["c"]).sightings
    assert alone.reason == "a bare surname: its works or roles fit 2 people of this name"


def test_an_article_that_keeps_two_names_apart_is_believed(store, seen, people_of) -> None:
    both = seen("a", "Lena Okafor", works=("Ebb",))
    store.add(replace(both, people=(*both.people, Person("Okafor", "person", works=("Ebb",)))))
    assert len(store.persons.find()) == 2


def test_middle_names_and_suffixes_that_differ_are_two_people(store, seen, people_of) -> None:
    store.add(seen("a", "Lena Ann Okafor", "actor"))
    store.add(seen("b", "Lena Marie Okafor", "actor"))
    store.add(seen("c", "Rees Vale Sr.", "actor"))
    store.add(seen("d", "Rees Vale Jr.", "actor"))
    assert len(set(people_of(store).values())) == 4


def test_characters_and_groups_need_a_work_in_common(store, seen, people_of) -> None:
    for key, work in (("a", "Ebb"), ("b", "Ebb"), ("c", "Flow")):
        store.add(seen(key, "Jory", kind="character", works=(work,)))
    found = people_of(store)
    assert found["a"] == found["b"] != found["c"]
    assert all(
        person.endswith(".character") or ".character." in person for person in found.values()
    )


def test_bodies_are_one_by_name_unless_every_town_has_one(store, seen, people_of) -> None:
    for key in ("a", "b"):
        store.add(seen(key, "Gannet Row", kind="organisation"))
        store.add(seen(f"{key}2", "City Council", kind="organisation"))
    found = people_of(store)
    assert found["a"] == found["b"] == "gannet-row.organisation"
    assert found["a2"] != found["b2"]


def test_a_person_is_no_character_of_the_same_name(store, seen, people_of) -> None:
    store.add(seen("a", "Lena Okafor", works=("Ebb",)))
    store.add(seen("b", "Lena Okafor", kind="character", works=("Ebb",)))
    assert people_of(store) == {"a": "lena-okafor", "b": "lena-okafor.character"}


def test_nobody_who_is_unnamed_is_anybody(store, make_account, people_of) -> None:
    store.add(make_account("a", "“It burned.”", speaker=None, kind="unnamed"))
    assert people_of(store) == {"a": "None"}
    assert store.persons.find() == ()


NAMES = ("Lena Okafor", "Okafor", "L. Okafor", "Jude Okafor", "Lena Ann Okafor", "Lena Mae Okafor")
_SEEN = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(((), ("actor",), ("judge",), ("director", "judge"))),
    st.sampled_from(((), ("Ebb",), ("Flow",), ("Ebb", "Flow"))),
)


def told(store: Store) -> object:
    """All that is settled, without the rows that differ."""
    return [
        (p.id, p.names, p.roles, [(h.sighting.article, h.basis, h.reason) for h in p.sightings])
        for p in store.persons.find()
    ]


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), pieces=st.lists(_SEEN, min_size=2, max_size=7))
def test_the_order_of_adding_leaves_no_trace(seen, data, pieces) -> None:
    accounts = [
        seen(f"k{number}", name, *roles, works=works)
        for number, (name, roles, works) in enumerate(pieces)
    ]
    with Store.open(":memory:") as plain, Store.open(":memory:") as winding:
        for account in accounts:
            plain.add(account)
        winding.add(seen("passing", "Lena Okafor", "judge", works=("Ebb",)))
        for account in data.draw(st.permutations(accounts)):
            winding.add(account)
        winding.remove("passing")
        assert told(winding) == told(plain)
        assert winding.statements() == plain.statements()


def test_an_article_touches_only_its_neighbours(store, seen) -> None:
    store.add(seen("a", "Lena Okafor", "actor"))
    store.add(seen("b", "Ada Osei", "judge"))
    touched: list[str] = []
    store._db.set_trace_callback(touched.append)
    store.add(seen("c", "Lena Okafor", "actor"))
    store._db.set_trace_callback(None)
    written = [sql for sql in touched if sql.startswith("UPDATE sightings")]
    assert len(written) == 2  # the new sighting, and the first, which is no longer alone
