"""Keeps who is who up to date: settles the neighbours of what came or went, and names the people.

    1. the blocks that are touched, and those that corrections tie to them
    2. their sightings, as they are compared, with what the user's tables know     (sightings, listed)
    3. groups of each block, joined across blocks where the user says so           (identities)
    4. an id for each person; what changed is written, statements too

An id is the name in small letters ("ruta-halvane"). Where two people bear it each has their field, or a
code, behind it. It depends on what is held, not on the order in which it came. Comes before `persons`.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.record.corrections import (
    Correction,
    Finder,
    Standing,
    apply_corrections,
    labels_of,
    read_corrections,
    touched_articles,
)
from onrecord.record.disputes import name_disputes
from onrecord.record.identities import Group, Seen, basis_of, fixed_groups, group_sightings, unite
from onrecord.record.listed import Credits
from onrecord.record.name_forms import code, name_form, plain_name, slug
from onrecord.record.rows import read_account, venue_keys, work_key
from onrecord.record.sightings import (
    SIGHTING,
    SIGHTINGS,
    Sighting,
    as_sighting,
    write_sightings,
)
from onrecord.record.trades import all_fields, all_trades

_GIVEN = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Settled:
    """What is written of one sighting."""

    person: str
    basis: str
    reason: str


def blocks_of_version(db: sqlite3.Connection, version: int) -> frozenset[str]:
    """The blocks that the sightings of a version stand in."""
    rows = db.execute("SELECT DISTINCT block FROM sightings WHERE version = ?", (version,))
    return frozenset(str(row[0]) for row in rows)


def all_blocks(db: sqlite3.Connection) -> frozenset[str]:
    """Every block on record."""
    return frozenset(str(row[0]) for row in db.execute("SELECT DISTINCT block FROM sightings"))


def forget_sightings(db: sqlite3.Connection, version: int) -> frozenset[str]:
    """The people that the sightings of a version were of, once these are taken away.

    Their neighbours are settled afterwards.
    """
    rows = db.execute("SELECT DISTINCT person FROM sightings WHERE version = ?", (version,))
    people = frozenset(str(row[0]) for row in rows if row[0])
    db.execute("DELETE FROM sightings WHERE version = ?", (version,))
    db.execute("UPDATE statements SET person = NULL, occasion = NULL WHERE version = ?", (version,))
    return people


def derive_anew(db: sqlite3.Connection) -> frozenset[str]:
    """Everybody, once all sightings were taken from the accounts that are held, and settled."""
    db.execute("DELETE FROM sightings")
    for (version,) in db.execute("SELECT id FROM versions WHERE current ORDER BY id").fetchall():
        account = read_account(db, version)
        write_sightings(db, version, account)
        db.executemany(
            "UPDATE statements SET outlet = ?, programme = ? WHERE id = ?",
            ((*venue_keys(s.occasion), s.id) for s in account.statements),
        )
    settle_people(db, all_blocks(db))
    rows = db.execute("SELECT DISTINCT person FROM sightings").fetchall()
    return frozenset(str(row[0]) for row in rows)


def standing_corrections(db: sqlite3.Connection) -> tuple[Standing, tuple[Correction, ...]]:
    """What the corrections come to, and the corrections."""
    corrections = read_corrections(db)
    if not corrections:
        return apply_corrections((), Finder(())), ()
    rows = db.execute(
        f"{SIGHTINGS} WHERE a.key IN {_GIVEN}", (json.dumps(sorted(touched_articles(corrections))),)
    )
    finder = Finder(as_sighting(row) for row in rows.fetchall())
    return apply_corrections(corrections, finder), corrections


def settle_people(db: sqlite3.Connection, blocks: Iterable[str]) -> frozenset[str]:
    """Settle all sightings of these blocks; the ids of people who have gained or lost something."""
    standing, _ = standing_corrections(db)
    touched = _with_tied(db, frozenset(blocks), standing)  # 1
    rows = db.execute(
        f"SELECT {SIGHTING}, p.person, p.basis, p.reason, p.block, p.version FROM sightings p"
        " JOIN versions v ON v.id = p.version JOIN articles a ON a.id = v.article"
        f" WHERE p.block IN {_GIVEN}",
        (json.dumps(sorted(touched)),),
    ).fetchall()
    credits = Credits(db, sorted(touched))
    by_block: dict[str, list[Seen]] = defaultdict(list)
    for row in rows:
        by_block[str(row[11])].append(as_seen(as_sighting(row), credits))  # 2
    groups = [
        g for block in sorted(by_block) for g in group_sightings(by_block[block], standing.fixed)
    ]
    groups = unite(groups, lambda group: fixed_groups(group, standing.fixed))  # 3
    settled = _name_groups(groups, standing)  # 4
    return _write_changed(db, rows, settled)


def _with_tied(
    db: sqlite3.Connection, blocks: frozenset[str], standing: Standing
) -> frozenset[str]:
    """The blocks and all that corrections tie to them, directly or through others."""
    tied: dict[int, set[str]] = defaultdict(set)
    if standing.fixed.group:
        held = json.dumps(sorted(standing.fixed.group))
        found = db.execute(f"SELECT row, block FROM sightings WHERE row IN {_GIVEN}", (held,))
        for row, block in found.fetchall():
            tied[standing.fixed.group[row]].add(str(block))
    touched = set(blocks)
    while more := [b for b in tied.values() if b & touched and not b <= touched]:
        touched.update(*more)
    return frozenset(touched)


def as_seen(sighting: Sighting, credits: Credits) -> Seen:
    """A sighting as it is compared."""
    about = _keys(sighting.about)
    form = name_form(sighting.name)
    listed = tuple(credits.of(form, about)) if sighting.kind == "person" else ()
    known = _known(sighting.roles, sighting.credits, sighting.about, listed)
    return replace(
        known,
        row=sighting.row,
        article=sighting.article,
        name=sighting.name,
        kind=sighting.kind,
        form=form,
    )


@lru_cache(maxsize=8192)
def _keys(titles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(work_key, titles))


@lru_cache(maxsize=8192)  # most sightings of a person say the same
def _known(
    own_roles: tuple[str, ...],
    own_credits: tuple[tuple[str, str], ...],
    about: tuple[str, ...],
    listed: tuple[tuple[str, str, str | None], ...],
) -> Seen:
    """What roles, credits and works come to, with nobody's name yet."""
    told = [(work_key(title), role) for title, role in own_credits]
    roles = (*own_roles, *(role for _, role in told), *(role for _, role, _ in listed))
    credited = frozenset([*(work for work, _ in told), *(work for work, _, _ in listed)])
    titles = (*about, *(title for title, _ in own_credits))
    marks = frozenset(identity for _, _, identity in listed if identity)
    return Seen(
        0,
        "",
        "",
        "person",
        name_form(""),
        all_trades(roles),
        all_fields(roles),
        _keys(about) | credited,
        credited,
        marks if len(marks) == 1 else frozenset(),
        roles,
        tuple((work_key(title), title) for title in dict.fromkeys(titles)),
    )


# --- ids ------------------------------------------------------------------------------------------


def _name_groups(groups: Sequence[Group], standing: Standing) -> dict[int, Settled]:
    """The person of each sighting (row), with what it rests on."""
    bases = [base_id(group) for group in groups]
    counts = Counter(bases)
    labels = [labels_of(standing, (m.row for m in group.members)) for group in groups]
    taken = {label for held in labels for label in held.values()}
    used: set[str] = set()
    settled: dict[int, Settled] = {}
    for group, base, held in sorted(
        zip(groups, bases, labels, strict=True), key=lambda each: (not each[2], _least(each[0]))
    ):
        person = _label_of(held, base)
        if person is None:
            person = _own_id(group, base, counts[base], taken)
        if person in used:
            person = f"{person}.{code(*_least(group))}"
        used.add(person)
        for row, (basis, reason) in basis_of(group, standing.fixed).items():
            settled[row] = Settled(person, basis, reason)
    return settled


def _label_of(labels: object, base: str) -> str | None:
    """The id that corrections have given to a group: that of the last, if several."""
    held = dict(labels) if isinstance(labels, dict) else {}
    return held[max(held)] if held else None


def _own_id(group: Group, base: str, count: int, taken: set[str]) -> str:
    """The id of people whom no correction names: the name, told from namesakes by field or code."""
    first = group.members[0]
    plain = first.kind != "person" or any(m.form.is_full for m in group.members)
    if plain and count == 1 and base not in taken:
        return base
    fields = "-".join(sorted(group.evidence().fields)) if plain else ""
    named = f"{base}.{fields}"
    return named if fields and named not in taken else f"{base}.{code(*_least(group))}"


def _least(group: Group) -> tuple[str, str]:
    """The first place by key, which tells a group from all others."""
    return min((member.article, member.name) for member in group.members)


def base_id(group: Group) -> str:
    """The name of a group as ids begin: of people the fullest, of others with their kind."""
    first = group.members[0]
    if first.kind != "person":
        return f"{slug(plain_name(first.name))}.{first.kind}"
    forms = sorted(
        {m.form for m in group.members}, key=lambda f: (not f.is_full, not f.given, f.slug)
    )
    return forms[0].slug


# --- writing --------------------------------------------------------------------------------------


def _write_changed(
    db: sqlite3.Connection, rows: Sequence[tuple[object, ...]], settled: dict[int, Settled]
) -> frozenset[str]:
    """Write what is other than before; the people concerned, as they were and as they are."""
    concerned: set[str] = set()
    for row in rows:
        number, name, kind = int(str(row[0])), row[2], row[3]
        held, basis, reason, version = row[8], row[9], row[10], row[12]
        now = settled[number]
        if (held, basis, reason) == (now.person, now.basis, now.reason):
            continue
        db.execute(
            "UPDATE sightings SET person = ?, basis = ?, reason = ? WHERE row = ?",
            (now.person, now.basis, now.reason, number),
        )
        if held != now.person:
            concerned |= {now.person} | ({str(held)} if held else set())
            db.execute(
                "UPDATE statements SET person = ? WHERE version = ?"
                " AND speaker_name = ? AND speaker_kind = ?",
                (now.person, version, name, kind),
            )
            name_disputes(db, now.person, int(str(version)), str(name), str(kind))
    return frozenset(concerned)
