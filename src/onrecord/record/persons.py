"""The people of the record: who is who with the evidence, the user's corrections and tables.

Comes after `settling` and `occasions`, which decide; `Store.persons` is one of these.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from onrecord.errors import NotOnRecord, UsageError
from onrecord.record.connection import transaction, translated
from onrecord.record.corrections import (
    Correction,
    Place,
    Standing,
    Undoing,
    name_given,
    read_corrections,
    write_correction,
    write_undoing,
)
from onrecord.record.identities import Fixed
from onrecord.record.listed import (
    Link,
    ListedCredit,
    ListedPerson,
    find_link,
    forget_table,
    table_counts,
    write_credits,
    write_people,
)
from onrecord.record.name_forms import middles_agree, name_form, plain_name
from onrecord.record.occasions import settle_occasions
from onrecord.record.settling import settle_people, standing_corrections
from onrecord.record.sightings import SIGHTINGS, Sighting, as_sighting, block_of
from onrecord.record.trades import all_fields, fields_of


@dataclass(frozen=True, slots=True)
class HeldSighting:
    """Somebody in one article, and what it rests on that it is this person: a word, and in words."""

    sighting: Sighting
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody else of the same name, and why it is somebody else."""

    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class HeldPerson:
    """A person of the record: id, name, kind, all that its articles say, and each place seen.

    `names` are all that it is called, the fullest first. `namesakes` are others of the same name.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    works: tuple[str, ...]
    statements: int
    sightings: tuple[HeldSighting, ...]
    namesakes: tuple[Namesake, ...] = ()
    link: Link | None = None

    @property
    def articles(self) -> tuple[str, ...]:
        """The keys of the articles it is seen in, each once."""
        return tuple(dict.fromkeys(held.sighting.article for held in self.sightings))


@dataclass(frozen=True, slots=True)
class Signature:
    """Who corrects, when and why."""

    who: str
    why: str
    made: str = ""

    def dated(self) -> Signature:
        """The same with the present time (UTC, to the second) where none is told."""
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return self if self.made else replace(self, made=now)


class Persons:
    """The people of one open record."""

    def __init__(
        self, db: sqlite3.Connection, path: Path | str, recorrect: Callable[[str], None]
    ) -> None:
        """Take the connection of the store, and what applies the corrections of an article anew."""
        self._db = db
        self._path = path
        self._recorrect = recorrect

    # --- looking --------------------------------------------------------------------------------

    def find(self, name: str = "") -> tuple[HeldPerson, ...]:
        """Everybody who is called so, in part at least, or has that id; those most quoted first."""
        wanted = name.casefold()
        return tuple(
            person
            for person in self._read(None)
            if wanted in person.id or any(wanted in each.casefold() for each in person.names)
        )

    def person(self, person: str) -> HeldPerson:
        """The person of that id. Raises NotOnRecord, with ids that come near."""
        found = self._read(person)
        if not found:
            raise NotOnRecord(f"{self._path}: no person {person!r}{self._near(person)}")
        return found[0]

    def _near(self, person: str) -> str:
        """What else might have been meant, for an error."""
        with translated(self._path):
            rows = self._db.execute(
                "SELECT DISTINCT person FROM sightings WHERE person LIKE ? ESCAPE '\\'"
                " ORDER BY person LIMIT 4",
                (f"%{_like(person.casefold().replace(' ', '-'))}%",),
            ).fetchall()
        near = ", ".join(str(row[0]) for row in rows)
        return f"; there is {near}" if near else "; ids are printed by: onrecord who NAME"

    def _read(self, person: str | None) -> tuple[HeldPerson, ...]:
        with translated(self._path), transaction(self._db, "BEGIN"):
            where = " WHERE p.person = ?" if person is not None else ""
            rows = self._db.execute(
                f"{SIGHTINGS}{where} ORDER BY v.published IS NULL, v.published, a.key, p.ordinal",
                (person,) if person is not None else (),
            ).fetchall()
            standing, _ = standing_corrections(self._db)
            held: dict[str, list[HeldSighting]] = {}
            for row in rows:
                told = HeldSighting(as_sighting(row), str(row[9]), str(row[10]))
                held.setdefault(str(row[8]), []).append(told)
            people = [self._person(one, seen, standing) for one, seen in held.items()]
        return tuple(sorted(people, key=lambda p: (-p.statements, p.name, p.id)))

    def _person(self, person: str, seen: list[HeldSighting], standing: Standing) -> HeldPerson:
        names = _names([one.sighting for one in seen])
        given = name_given(standing, (one.sighting.row for one in seen))
        sightings = [one.sighting for one in seen]
        kinds = Counter(one.kind for one in sightings)
        roles = [r for one in sightings for r in (*one.roles, *(role for _, role in one.credits))]
        works = [w for one in sightings for w in (*(work for work, _ in one.credits), *one.about)]
        found = HeldPerson(
            id=person,
            name=given or names[0],
            kind=max(sorted(kinds), key=lambda kind: kinds[kind]),
            names=tuple(dict.fromkeys([given, *names] if given else names)),
            roles=tuple(dict.fromkeys(roles)),
            works=tuple(dict.fromkeys(works)),
            statements=sum(one.statements for one in sightings),
            sightings=tuple(seen),
        )
        namesakes = self._namesakes(found, standing)
        link = find_link(self._db, found, 1 + len(namesakes)) if found.kind == "person" else None
        return replace(found, namesakes=namesakes, link=link)

    def _namesakes(self, person: HeldPerson, standing: Standing) -> tuple[Namesake, ...]:
        """Others of the same kind and full name, and why they are others."""
        named = {_same_name_key(name, person.kind) for name in person.names} - {None}
        blocks = {block_of(held.sighting.name, held.sighting.kind) for held in person.sightings}
        others: dict[str, list[Sighting]] = {}
        for block in sorted(blocks) if named else ():
            for row in self._db.execute(f"{SIGHTINGS} WHERE p.block = ?", (block,)):
                one = as_sighting(row)
                if row[8] != person.id and _same_name_key(one.name, one.kind) in named:
                    others.setdefault(str(row[8]), []).append(one)
        ours = [held.sighting for held in person.sightings]
        return tuple(
            Namesake(other, why_apart(ours, theirs, standing.fixed))
            for other, theirs in sorted(others.items())
        )

    # --- correcting -----------------------------------------------------------------------------

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections in the order in which they were made, those taken back too."""
        with translated(self._path):
            return read_corrections(self._db)

    def merge(self, person: str, other: str, by: Signature) -> Correction:
        """Make one person of two; the first gives the id. Raises UsageError for one and the same."""
        if person == other:
            raise UsageError(f"{person} and {other} are one person already: name two ids")
        one, two = self.person(person), self.person(other)
        return self._keep(_draft("merge", one.id, two.id, by, places_of(one), places_of(two)))

    def split(
        self,
        person: str,
        by: Signature,
        *,
        articles: Sequence[str] = (),
        names: Sequence[str] = (),
    ) -> Correction:
        """Make a person of its own of what is seen in some articles, or under some names.

        Raises UsageError where that is nothing, or all of the person.
        """
        held = self.person(person)
        moved = [
            one.sighting
            for one in held.sightings
            if one.sighting.article in articles or one.sighting.name in names
        ]
        _check_split(held, moved, articles, names)
        kept = [one.sighting for one in held.sightings if one.sighting not in moved]
        new = self._free_id(held.id)
        return self._keep(_draft("split", held.id, new, by, _seen(kept), _seen(moved)))

    def rename(self, person: str, name: str, by: Signature) -> Correction:
        """Give a person another name to be shown by; the id stays."""
        shown = " ".join(name.split())
        held = self.person(person)
        if not shown:
            raise UsageError("the new name is empty: give one that people can read")
        if shown == held.name:
            raise UsageError(f"{held.id} is called {shown} already: nothing to rename")
        return self._keep(_draft("rename", held.id, None, by, places_of(held), (), shown))

    def undo(self, number: int, by: Signature) -> Correction:
        """Take a correction back. Raises NotOnRecord, or UsageError where it is taken back already."""
        known = {correction.number: correction for correction in self.corrections()}
        if number not in known:
            raise NotOnRecord(
                f"{self._path}: no correction {number}; they are printed by: onrecord correct list"
            )
        if (undone := known[number].undone) is not None:
            raise UsageError(
                f"correction {number} was undone by {undone.who} on {undone.made[:10]}"
            )
        signed = by.dated()
        undoing = Undoing(signed.who, signed.made, signed.why)
        with translated(self._path), transaction(self._db):
            blocks = self._blocks((*known[number].places, *known[number].other_places))
            write_undoing(self._db, number, undoing)
            self._follow((known[number],))
            self._settle(blocks)
        return replace(known[number], undone=undoing)

    def restore(self, corrections: Iterable[Correction]) -> int:
        """How many corrections of another record are news here, and were kept: those that are not held, and
        those taken back there that still stand here. What was taken back here stays so."""
        with translated(self._path), transaction(self._db):
            held: dict[Correction, list[Correction]] = {}
            for correction in read_corrections(self._db):
                held.setdefault(_as_made(correction), []).append(correction)
            news = []
            for correction in corrections:
                same = held.get(_as_made(correction))
                ours = same.pop(0) if same else None
                if ours is None:
                    write_correction(self._db, correction)
                elif correction.undone and not ours.undone:
                    write_undoing(self._db, ours.number, correction.undone)
                else:
                    continue
                news.append(correction)
            self._follow(news)
            self._settle(self._blocks(p for c in news for p in (*c.places, *c.other_places)))
        return len(news)

    def _follow(self, corrections: Iterable[Correction]) -> None:
        """Apply what was said, or taken back, of statements."""
        for key in dict.fromkeys(c.statement.article for c in corrections if c.statement):
            self._recorrect(key)

    def settle_places(self, places: Sequence[Place]) -> None:
        """Settle who is seen in these places, inside a transaction of the caller's."""
        if places:
            self._settle(self._blocks(places))

    def _keep(self, correction: Correction) -> Correction:
        with translated(self._path), transaction(self._db):
            number = write_correction(self._db, correction)
            self._settle(self._blocks((*correction.places, *correction.other_places)))
        return replace(correction, number=number)

    def _free_id(self, person: str) -> str:
        """The first of ID.2, ID.3 … that nobody bears or was ever given."""
        base, _, last = person.rpartition(".")
        stem = base if last.isdigit() and base else person
        given = {c.other for c in self.corrections()}
        rows = self._db.execute("SELECT DISTINCT person FROM sightings").fetchall()
        used = {str(row[0]) for row in rows} | given
        return next(f"{stem}.{n}" for n in range(2, len(used) + 3) if f"{stem}.{n}" not in used)

    def _blocks(self, places: Iterable[Place]) -> frozenset[str]:
        """The blocks of places, by the names then and by those that the articles give now."""
        told = list(places)
        blocks = {block_of(name, kind) for _, name, kind in told}
        keys = json.dumps(sorted({key for key, _, _ in told}))
        rows = self._db.execute(
            "SELECT DISTINCT p.block FROM sightings p JOIN versions v ON v.id = p.version"
            " JOIN articles a ON a.id = v.article"
            " WHERE a.key IN (SELECT value FROM json_each(?))",
            (keys,),
        )
        return frozenset(blocks | {str(row[0]) for row in rows})

    def _settle(self, blocks: Iterable[str]) -> None:
        settle_occasions(self._db, settle_people(self._db, blocks))

    # --- tables of the user's -------------------------------------------------------------------

    def import_people(self, source: str, people: Sequence[ListedPerson]) -> None:
        """Keep a table of people with ids, in place of one of the same name."""
        with translated(self._path), transaction(self._db):
            write_people(self._db, source, people)

    def import_works(self, source: str, credits: Sequence[ListedCredit]) -> None:
        """Keep a table of works with cast, in place of one of the same name; people are settled by it."""
        with translated(self._path), transaction(self._db):
            self._settle(write_credits(self._db, source, credits))

    def forget_table(self, source: str) -> None:
        """Drop a table. Raises NotOnRecord."""
        with translated(self._path), transaction(self._db):
            blocks = forget_table(self._db, source)
            if blocks is None:
                names = ", ".join(sorted({name for name, _, _ in table_counts(self._db)}))
                raise NotOnRecord(f"{self._path}: no table {source!r}; there is: {names or 'none'}")
            self._settle(blocks)

    def tables(self) -> tuple[tuple[str, str, int], ...]:
        """Each table: its name, people or works, how many lines."""
        with translated(self._path):
            return table_counts(self._db)


def why_apart(ours: Sequence[Sighting], theirs: Sequence[Sighting], fixed: Fixed) -> str:
    """What speaks against two people of one name being one, or that nothing says so."""
    groups = [{fixed.group.get(one.row) for one in each} for each in (ours, theirs)]
    pairs = {frozenset({a, b}) for a in groups[0] for b in groups[1] if a is not None}
    if not pairs.isdisjoint(fixed.apart):
        return "as corrected"
    names = [
        sorted({one.name for one in each if name_form(one.name).is_full}) for each in (ours, theirs)
    ]
    if any(not middles_agree(name_form(a), name_form(b)) for a in names[0] for b in names[1]):
        return f"{names[0][0]} here, {names[1][0]} there"
    roles = [_telling_roles(each) for each in (ours, theirs)]
    if roles[0] and roles[1] and all_fields(roles[0]).isdisjoint(all_fields(roles[1])):
        return f"{roles[0][0]} here, {roles[1][0]} there"
    return "nothing on record says that they are one"


def _telling_roles(sightings: Sequence[Sighting]) -> list[str]:
    """The roles that place somebody in a field of work, most told first."""
    told = Counter(
        role
        for one in sightings
        for role in (*one.roles, *(role for _, role in one.credits))
        if fields_of(role)
    )
    return sorted(told, key=lambda role: (-told[role], role))


def _names(sightings: Sequence[Sighting]) -> list[str]:
    """All names, the fullest and most used first."""
    counts = Counter(one.name for one in sightings)
    return sorted(
        counts,
        key=lambda name: (not name_form(name).is_full, -len(name.split()), -counts[name], name),
    )


def _same_name_key(name: str, kind: str) -> tuple[str, ...] | None:
    """What namesakes have in common; None for a bare surname."""
    if kind != "person":
        return kind, plain_name(name)
    form = name_form(name)
    return (kind, form.given, form.surname) if form.is_full else None


def places_of(person: HeldPerson) -> tuple[Place, ...]:
    """Where a person is seen."""
    return _seen([held.sighting for held in person.sightings])


def _seen(sightings: Iterable[Sighting]) -> tuple[Place, ...]:
    return tuple((one.article, one.name, one.kind) for one in sightings)


def _as_made(correction: Correction) -> Correction:
    """The correction as any record would have it on the day it was made."""
    return replace(correction, number=0, undone=None)


def _draft(
    action: str,
    person: str,
    other: str | None,
    by: Signature,
    places: tuple[Place, ...],
    other_places: tuple[Place, ...],
    name: str | None = None,
) -> Correction:
    signed = by.dated()
    return Correction(
        0,
        action,  # type: ignore[arg-type]
        person,
        other,
        name,
        signed.who,
        signed.made,
        signed.why,
        places,
        other_places,
    )


def _check_split(
    held: HeldPerson, moved: Sequence[Sighting], articles: Sequence[str], names: Sequence[str]
) -> None:
    """Raise where there is nothing to split, or nothing that would be left."""
    if not articles and not names:
        raise UsageError("say what to split off: --article KEY or --name NAME")
    for key in articles:
        if key not in held.articles:
            raise UsageError(f"{held.id} is not seen in {key}: see onrecord who {held.id}")
    for name in names:
        if name not in {one.sighting.name for one in held.sightings}:
            raise UsageError(f"{held.id} is nowhere called {name}: see onrecord who {held.id}")
    if len(moved) == len(held.sightings):
        raise UsageError(f"that is all of {held.id}, which is apart from everybody else already")


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
