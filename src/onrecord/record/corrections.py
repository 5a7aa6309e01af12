"""What the user has said about who is who, kept so that it outlives everything that is read anew.

A correction names people by where they were seen: an article's key, a name, a kind. Should an article be
read anew and give a longer or shorter name, the one person in it whom that name fits is meant. Comes
before `settling`, which applies the corrections that stand, in the order in which they were made.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from onrecord.record.identities import Fixed
from onrecord.record.name_forms import may_stand_for, name_form
from onrecord.record.sightings import Sighting

Action = Literal["merge", "split", "rename"]
Place: TypeAlias = tuple[str, str, str]
"""Where somebody was seen: key of the article, name, kind."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """Who took a correction back, when and why."""

    who: str
    made: str
    why: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. `person` is whom it is about, `other` whom it merges or makes, `name` the new name.

    `places` are where `person` was seen then, `other_places` where the other. `made` is when, in ISO form.
    """

    number: int
    action: Action
    person: str
    other: str | None
    name: str | None
    who: str
    made: str
    why: str
    places: tuple[Place, ...] = ()
    other_places: tuple[Place, ...] = ()
    undone: Undoing | None = None


@dataclass(slots=True)
class Standing:
    """What the corrections come to: groups of sightings, what these are called, names given."""

    fixed: Fixed
    labels: dict[int, str] = field(default_factory=dict)
    names: list[tuple[frozenset[int], str]] = field(default_factory=list)


def write_correction(db: sqlite3.Connection, correction: Correction) -> int:
    """The number under which the correction was kept."""
    value = {
        "person": correction.person,
        "other": correction.other,
        "name": correction.name,
        "places": correction.places,
        "other_places": correction.other_places,
    }
    undone = correction.undone
    cursor = db.execute(
        "INSERT INTO corrections (action, value, who, made, why, undone) VALUES (?, ?, ?, ?, ?, ?)",
        (
            correction.action,
            json.dumps(value),
            correction.who,
            correction.made,
            correction.why,
            json.dumps([undone.who, undone.made, undone.why]) if undone else None,
        ),
    )
    return int(cursor.lastrowid or 0)


def write_undoing(db: sqlite3.Connection, number: int, undoing: Undoing) -> None:
    """Keep that a correction no longer stands."""
    db.execute(
        "UPDATE corrections SET undone = ? WHERE number = ?",
        (json.dumps([undoing.who, undoing.made, undoing.why]), number),
    )


def read_corrections(db: sqlite3.Connection) -> tuple[Correction, ...]:
    """All corrections in the order in which they were made, those taken back too."""
    rows = db.execute(
        "SELECT number, action, value, who, made, why, undone FROM corrections ORDER BY number"
    ).fetchall()
    found = []
    for number, action, value, who, made, why, undone in rows:
        held = json.loads(value)
        found.append(
            Correction(
                int(number),
                action,
                held["person"],
                held["other"],
                held["name"],
                who,
                made,
                why,
                as_places(held["places"]),
                as_places(held["other_places"]),
                Undoing(*json.loads(undone)) if undone else None,
            )
        )
    return tuple(found)


def as_places(raw: Iterable[Sequence[str]]) -> tuple[Place, ...]:
    """Places from JSON lists of three."""
    return tuple((str(key), str(name), str(kind)) for key, name, kind in raw)


class Finder:
    """Finds the sightings that places mean, in the articles as they are read now."""

    def __init__(self, sightings: Iterable[Sighting]) -> None:
        self._exact: dict[Place, int] = {}
        self._by_article: dict[str, list[Sighting]] = defaultdict(list)
        for seen in sightings:
            self._exact[seen.article, seen.name, seen.kind] = seen.row
            self._by_article[seen.article].append(seen)

    def rows(self, places: Iterable[Place]) -> frozenset[int]:
        """The rows of the sightings that are there still."""
        found = (self._row(place) for place in places)
        return frozenset(row for row in found if row is not None)

    def _row(self, place: Place) -> int | None:
        if place in self._exact:
            return self._exact[place]
        article, name, kind = place
        able = [s.row for s in self._by_article[article] if _is_same(s, name, kind)]
        return able[0] if len(able) == 1 else None


def _is_same(seen: Sighting, name: str, kind: str) -> bool:
    """Whether somebody in the same article may be whom another reading called so."""
    if seen.name == name:
        return True
    if seen.kind != kind or kind != "person":
        return False
    ours, theirs = name_form(seen.name), name_form(name)
    return may_stand_for(ours, theirs) or may_stand_for(theirs, ours)


def apply_corrections(corrections: Iterable[Correction], finder: Finder) -> Standing:
    """What the corrections that stand come to, one after another."""
    groups: dict[int, set[int]] = {}
    labels: dict[int, str] = {}
    apart: set[frozenset[int]] = set()
    names: list[tuple[frozenset[int], str]] = []
    for correction in corrections:
        ours, theirs = finder.rows(correction.places), finder.rows(correction.other_places)
        if correction.undone or not ours:
            continue
        if correction.action == "rename":
            names.append((ours, correction.name or ""))
        elif correction.action == "merge":
            apart = _merge(correction, ours | theirs, groups, labels, apart)
        else:
            new, old = 2 * correction.number, 2 * correction.number + 1
            for held in groups.values():
                held -= theirs
            apart = _merge(correction, ours - theirs, groups, labels, apart, old)
            groups[new], labels[new] = set(theirs), correction.other or ""
            # A name given before stays with who is left, unless it was given to what is split off.
            names = [((rows - theirs) or rows, name) for rows, name in names]
            apart.add(frozenset({new, old}))
    group = {row: number for number, rows in groups.items() for row in rows}
    return Standing(Fixed(group, frozenset(apart)), labels, names)


def _merge(
    correction: Correction,
    rows: frozenset[int],
    groups: dict[int, set[int]],
    labels: dict[int, str],
    apart: set[frozenset[int]],
    number: int | None = None,
) -> set[frozenset[int]]:
    """The pairs that are apart once the rows, and all groups that have any of them, are one group."""
    new = 2 * correction.number if number is None else number
    gone = [held for held, members in groups.items() if members & rows]
    groups[new] = set(rows).union(*(groups.pop(held) for held in gone))
    labels[new] = correction.person
    named = dict.fromkeys(gone, new)
    moved = (frozenset(named.get(held, held) for held in pair) for pair in apart)
    return {pair for pair in moved if len(pair) > 1}


def touched_articles(corrections: Iterable[Correction]) -> frozenset[str]:
    """The keys of all articles that corrections speak of."""
    return frozenset(
        key for c in corrections for key, _, _ in (*c.places, *c.other_places) if not c.undone
    )


def name_given(standing: Standing, rows: Iterable[int]) -> str | None:
    """The name that the user has given to the person of these sightings, the last one if several."""
    held = frozenset(rows)
    given = [name for places, name in standing.names if places & held]
    return given[-1] if given else None


def labels_of(standing: Standing, rows: Iterable[int]) -> Mapping[int, str]:
    """The ids that corrections have given to the groups of these sightings."""
    numbers = {standing.fixed.group[row] for row in rows if row in standing.fixed.group}
    return {number: standing.labels[number] for number in sorted(numbers)}
