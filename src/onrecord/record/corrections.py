"""What the user has said about who is who and about statements, kept so that it outlives every new reading.

A correction names people by where they were seen: an article's key, a name, a kind. Should an article be
read anew and give a longer or shorter name, the one person in it whom that name fits is meant. It names
statements by where they stood and by their words. Comes before `settling`, which applies the corrections
of people that stand, and `corrected`, which applies those of statements, in the order they were made in.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from onrecord.record.identities import Fixed
from onrecord.record.name_forms import may_stand_for, name_form
from onrecord.record.sightings import Sighting
from onrecord.values import Span

Action = Literal["merge", "split", "rename", "speaker", "content", "reject", "accept"]
OF_STATEMENTS: tuple[Action, ...] = ("speaker", "content", "reject", "accept")
Place: TypeAlias = tuple[str, str, str]
"""Where somebody was seen: key of the article, name, kind."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """Who took a correction back, when and why."""

    who: str
    made: str
    why: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A statement as it was read when it was corrected: its id, article, version, the places of its content,
    and the words there (none once the article was taken off the record)."""

    id: str
    article: str
    version: str
    content: tuple[Span, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. `person` is whom it is about, `other` whom it merges or makes, `name` the new name.

    `places` are where `person` was seen then, `other_places` where the other. `made` is when, in ISO form.
    Of a statement: `statement` is where it stood; `name` and `kind` are the right speaker (no name where
    nobody is named), `person` an id that was given for one; `content` and `words` are the right places.
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
    statement: Anchor | None = None
    kind: str | None = None
    content: tuple[Span, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class Standing:
    """What the corrections come to: groups of sightings, what these are called, names given."""

    fixed: Fixed
    labels: dict[int, str] = field(default_factory=dict)
    names: list[tuple[frozenset[int], str]] = field(default_factory=list)


def write_correction(db: sqlite3.Connection, correction: Correction) -> int:
    """The number under which the correction was kept."""
    undone = correction.undone
    cursor = db.execute(
        "INSERT INTO corrections (action, value, who, made, why, undone) VALUES (?, ?, ?, ?, ?, ?)",
        (
            correction.action,
            json.dumps(_value_of(correction)),
            correction.who,
            correction.made,
            correction.why,
            json.dumps([undone.who, undone.made, undone.why]) if undone else None,
        ),
    )
    return int(cursor.lastrowid or 0)


def _value_of(correction: Correction) -> dict[str, object]:
    """What a correction says, as JSON keeps it."""
    value: dict[str, object] = {
        "person": correction.person,
        "other": correction.other,
        "name": correction.name,
        "places": correction.places,
        "other_places": correction.other_places,
    }
    if (at := correction.statement) is not None:
        value |= {
            "statement": [at.id, at.article, at.version, _pairs(at.content), at.words],
            "kind": correction.kind,
            "content": _pairs(correction.content),
            "words": correction.words,
        }
    return value


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def as_spans(raw: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    """Spans from JSON lists of two."""
    return tuple(Span(int(start), int(end)) for start, end in raw)


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
        told = (str(who), str(made), str(why), Undoing(*json.loads(undone)) if undone else None)
        found.append(_as_correction(int(number), action, json.loads(value), told))
    return tuple(found)


def _as_correction(
    number: int, action: Action, held: Mapping[str, Any], told: tuple[str, str, str, Undoing | None]
) -> Correction:
    """The correction that a row keeps."""
    who, made, why, undone = told
    places, others = as_places(held["places"]), as_places(held["other_places"])
    plain = Correction(
        number, action, held["person"], held["other"], held["name"], who, made, why, places, others
    )
    if "statement" not in held:
        return replace(plain, undone=undone)
    identity, article, version, content, words = held["statement"]
    return replace(
        plain,
        undone=undone,
        statement=Anchor(identity, article, version, as_spans(content), tuple(words)),
        kind=held["kind"],
        content=as_spans(held["content"]),
        words=tuple(held["words"]),
    )


def forget_statement_words(db: sqlite3.Connection, article: str) -> None:
    """Take the words of an article out of all corrections of its statements; their places stay."""
    for correction in read_corrections(db):
        if (at := correction.statement) is not None and at.article == article:
            bare = replace(correction, statement=replace(at, words=()), words=())
            db.execute(
                "UPDATE corrections SET value = ? WHERE number = ?",
                (json.dumps(_value_of(bare)), correction.number),
            )


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
        elif correction.action in ("merge", "speaker"):  # the speaker whom the user named by id
            apart = _merge(correction, ours | theirs, groups, labels, apart)
        elif correction.action == "split":
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
