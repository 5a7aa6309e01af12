"""Tables that the user supplies: people with ids of their own (Wikidata's), works with their cast.

Nothing of the kind comes with onrecord. A table of works is evidence of who is who; a table of people
only ever names those who are settled already. Comes before `settling`.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.people.lexicon import ROLE_WORDS
from onrecord.record.name_forms import NameForm, fold_words, middles_agree, name_form
from onrecord.record.rows import work_key
from onrecord.record.sightings import CREDITS, block_of
from onrecord.record.trades import all_fields, all_trades


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A line of a table of people: a name, an id there, what is said of them."""

    name: str
    id: str
    description: str = ""
    works: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class ListedCredit:
    """One person's part in one work of a table of works; `id` is the person's there, if it has one."""

    title: str
    year: int | None
    name: str
    role: str
    id: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A line of a table that is taken to be a person of the record, and why."""

    id: str
    source: str
    reason: str


class Known(Protocol):
    """What of a person of the record a table is compared with."""

    @property
    def name(self) -> str: ...
    @property
    def roles(self) -> tuple[str, ...]: ...
    @property
    def works(self) -> tuple[str, ...]: ...


def write_people(db: sqlite3.Connection, source: str, people: Iterable[ListedPerson]) -> None:
    """Keep a table of people in place of what was kept under its name."""
    db.execute("DELETE FROM listed_people WHERE source = ?", (source,))
    db.executemany(
        "INSERT INTO listed_people (source, block, name, id, description, works)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            (source, block_of(p.name, "person"), p.name, p.id, p.description, json.dumps(p.works))
            for p in people
        ),
    )


def write_credits(
    db: sqlite3.Connection, source: str, credits: Iterable[ListedCredit]
) -> frozenset[str]:
    """Keep a table of works in place of what was kept under its name; all blocks that this touches."""
    old = {str(row[0]) for row in db.execute(_BLOCKS_OF, (source,))}
    db.execute("DELETE FROM listed_credits WHERE source = ?", (source,))
    db.executemany(
        "INSERT INTO listed_credits (source, block, work, title, year, name, role, id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                source,
                block_of(c.name, "person"),
                work_key(c.title),
                c.title,
                c.year,
                c.name,
                c.role,
                c.id,
            )
            for c in credits
        ),
    )
    return frozenset(old | {str(row[0]) for row in db.execute(_BLOCKS_OF, (source,))})


_BLOCKS_OF = "SELECT DISTINCT block FROM listed_credits WHERE source = ?"


def forget_table(db: sqlite3.Connection, source: str) -> frozenset[str] | None:
    """The blocks that lost a table of that name; None where there was none."""
    blocks = frozenset(str(row[0]) for row in db.execute(_BLOCKS_OF, (source,)))
    gone = sum(
        db.execute(f"DELETE FROM {table} WHERE source = ?", (source,)).rowcount
        for table in ("listed_people", "listed_credits")
    )
    return blocks if gone else None


def table_counts(db: sqlite3.Connection) -> tuple[tuple[str, str, int], ...]:
    """Each table of the user's: its name, what it holds, how many lines."""
    rows = db.execute(
        "SELECT source, 'people', COUNT(*) FROM listed_people GROUP BY source UNION ALL"
        " SELECT source, 'works', COUNT(*) FROM listed_credits GROUP BY source ORDER BY 1, 2"
    )
    return tuple((str(source), str(what), int(count)) for source, what, count in rows)


class Credits:
    """The credits of the user's tables for the names of some blocks."""

    def __init__(self, db: sqlite3.Connection, blocks: Sequence[str]) -> None:
        self._by_name: dict[tuple[str, str], list[tuple[NameForm, str, str, str | None]]] = (
            defaultdict(list)
        )
        rows = db.execute(
            "SELECT work, name, role, id FROM listed_credits"
            " WHERE block IN (SELECT value FROM json_each(?)) ORDER BY work, name, role",
            (json.dumps(blocks),),
        )
        for work, name, role, identity in rows:
            form = name_form(str(name))
            self._by_name[form.given, form.surname].append((form, work, role, identity))

    def of(self, form: NameForm, works: frozenset[str]) -> list[tuple[str, str, str | None]]:
        """Work, role and id of each credit that the full name has in one of these works."""
        if not form.is_full:
            return []
        held = self._by_name.get((form.given, form.surname), ())
        return [
            (work, CREDITS.get(role, role), identity)
            for listed, work, role, identity in held
            if work in works and middles_agree(listed, form)
        ]


def find_link(db: sqlite3.Connection, known: Known, namesakes: int) -> Link | None:
    """The line of a table of people that is this person: name and role or work agree with one line
    alone, or the name is unique in the tables and on record. `namesakes` counts people of the name."""
    listed = _listed(db, known.name)
    agreeing = [(p, told) for p in listed if (told := _agreement(p, known))]
    ids = {person.id for person, _ in agreeing}
    if len(ids) == 1:
        person, told = agreeing[0]
        return Link(person.id, person.source, f"name and {told} agree")
    if not ids and len({p.id for p in listed}) == 1 and namesakes == 1:
        person = listed[0]
        ours, theirs = all_fields(known.roles), all_fields(_roles_in(person.description))
        if not (ours and theirs and ours.isdisjoint(theirs)):
            return Link(person.id, person.source, "the only one of this name in table and record")
    return None


def _listed(db: sqlite3.Connection, name: str) -> list[ListedPerson]:
    """The lines of the tables of people with this name."""
    form = name_form(name)
    rows = db.execute(
        "SELECT name, id, description, works, source FROM listed_people WHERE block = ?"
        " ORDER BY id, source",
        (block_of(name, "person"),),
    )
    people = [ListedPerson(n, i, d, tuple(json.loads(w)), s) for n, i, d, w, s in rows]
    return [p for p in people if form.is_full and _same_full(name_form(p.name), form)]


def _same_full(one: NameForm, other: NameForm) -> bool:
    same = (one.given, one.surname) == (other.given, other.surname)
    return same and middles_agree(one, other)


def _agreement(listed: ListedPerson, known: Known) -> str | None:
    """What a line has in common with a person beside the name, in words."""
    ours = {work_key(title): title for title in known.works}
    works = sorted(ours[key] for key in map(work_key, listed.works) if key in ours)
    if works:
        return f"“{works[0]}”"
    roles = sorted(all_trades(known.roles) & all_trades(_roles_in(listed.description)))
    return roles[0] if roles else None


def _roles_in(description: str) -> tuple[str, ...]:
    """The role words of a description ("Cornish film director").

    >>> _roles_in("Cornish film director, born 1971")
    ('director',)
    """
    return tuple(word for word in fold_words(description) if word in ROLE_WORDS)
