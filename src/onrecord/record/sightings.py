"""Who is seen in each article, with all that may tell whether it is somebody seen elsewhere.

A sighting is one person, body or character of one article in its current version: a name, roles, the
works it is credited in, the works it speaks of. Sightings that share a block (a surname, the whole
name of a body) are neighbours: only these are looked at when an article comes or goes. Comes
before `identities`, which decides who is one.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.record.name_forms import fold_words, name_form, plain_name
from onrecord.values import Account, Person, Speaker

CREDITS = {
    "director": "director",
    "writer": "writer",
    "cast": "actor",
    "producer": "producer",
    "composer": "composer",
    "cinematographer": "cinematographer",
    "editor": "film editor",
    "author": "author",
    "creator": "creator",
}
"""Facts of a work that name a person, and the role that each gives."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody in one article. `credits` are works and roles in them, `about` the works spoken of."""

    row: int
    article: str
    name: str
    kind: str
    roles: tuple[str, ...] = ()
    credits: tuple[tuple[str, str], ...] = ()
    about: tuple[str, ...] = ()
    statements: int = 0


def block_of(name: str, kind: str) -> str:
    """What a sighting shares with all that it could be one with.

    >>> block_of("Lena Okafor-Bell", "person"), block_of("The Harbour Board", "organisation")
    ('person bell', 'organisation harbour board')
    """
    if kind != "person":
        return f"{kind} {plain_name(name)}"
    words = fold_words(name_form(name).surname)
    return f"person {words[-1] if words else name.casefold()}"


def sight(account: Account) -> tuple[Sighting, ...]:
    """Everybody whom the article names or quotes by name, each name and kind once, in its order."""
    spoken = Counter((s.speaker.name, s.speaker.kind) for s in account.statements)
    people: dict[tuple[str, str], Person] = {}
    for person in account.people:
        called = _as_quoted(person, spoken)
        people.setdefault((called.name, str(called.kind)), called)
    for statement in account.statements:
        speaker = _person_of(statement.speaker)
        if speaker is not None:
            people.setdefault((speaker.name, str(speaker.kind)), speaker)
    return tuple(
        _sighting(account, person, spoken[person.name, person.kind])
        for person in people.values()
        if person.kind != "unnamed" and person.name.strip()
    )


def _as_quoted(person: Person, spoken: Container[tuple[str | None, str | None]]) -> Person:
    """The person by the name that statements give: whose turns are headed "MARA" is quoted as "Mara"."""
    quoted = person.name.title()
    is_label = person.name.isupper() and (person.name, person.kind) not in spoken
    return replace(person, name=quoted) if is_label and (quoted, person.kind) in spoken else person


def _person_of(speaker: Speaker) -> Person | None:
    """A speaker whom the list of people leaves out."""
    return Person(speaker.name, speaker.kind) if speaker.name and speaker.kind else None


def _sighting(account: Account, person: Person, statements: int) -> Sighting:
    credits = dict.fromkeys(_credits(account, person))
    about = {
        title: None
        for statement in account.statements
        if (statement.speaker.name, statement.speaker.kind) == (person.name, person.kind)
        for title in statement.works
    }
    about.update((title, None) for title in person.works)
    if len(account.works) == 1:  # whoever is named in coverage of one work belongs to that work
        about[account.works[0].title] = None
    return Sighting(
        0,
        account.article.key,
        person.name,
        str(person.kind),
        person.roles,
        tuple(credits),
        tuple(about),
        statements,
    )


def _credits(account: Account, person: Person) -> Iterable[tuple[str, str]]:
    """The works that the article credits the person in, by the very name."""
    if person.kind != "person":
        return
    form = name_form(person.name)
    for work in account.works:
        for fact in work.facts:
            if fact.name in CREDITS and form.is_full and name_form(fact.value) == form:
                yield work.title, CREDITS[fact.name]


def write_sightings(db: sqlite3.Connection, version: int, account: Account) -> None:
    """Keep the sightings of a current version; who they are is settled afterwards."""
    db.executemany(
        "INSERT INTO sightings (version, ordinal, name, kind, block, roles, credits, about,"
        " statements) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                version,
                ordinal,
                seen.name,
                seen.kind,
                block_of(seen.name, seen.kind),
                json.dumps(seen.roles),
                json.dumps(seen.credits),
                json.dumps(seen.about),
                seen.statements,
            )
            for ordinal, seen in enumerate(sight(account))
        ),
    )


SIGHTING = "p.row, a.key, p.name, p.kind, p.roles, p.credits, p.about, p.statements"
SIGHTINGS = (
    f"SELECT {SIGHTING}, p.person, p.basis, p.reason FROM sightings p"
    " JOIN versions v ON v.id = p.version JOIN articles a ON a.id = v.article"
)


def as_sighting(row: tuple[object, ...]) -> Sighting:
    """A sighting from the columns of `SIGHTING`."""
    number, article, name, kind, roles, credits, about, statements = row[:8]
    return Sighting(
        int(str(number)),
        str(article),
        str(name),
        str(kind),
        *_lists(str(roles), str(credits), str(about)),
        int(str(statements)),
    )


@lru_cache(maxsize=8192)  # most sightings of a person say the same
def _lists(
    roles: str, credits: str, about: str
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Roles, credits and works from their JSON."""
    pairs = tuple((str(work), str(role)) for work, role in json.loads(credits))
    return tuple(json.loads(roles)), pairs, tuple(json.loads(about))
