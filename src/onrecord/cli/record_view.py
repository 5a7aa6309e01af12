"""How `list`, `status` and `who` print: what the record holds, and whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.page import NAME, QUIET, Page, counted, joined
from onrecord.publish.forms import Form, person_form
from onrecord.values import ArticleHead, Person

if TYPE_CHECKING:
    from onrecord.record.store import Status, Store

DATE_MARGIN = len("2025-03-12") + 2


def print_heads(page: Page, heads: Sequence[ArticleHead]) -> None:
    """An article in a few lines: date, headline, outlet, key."""
    for head in heads:
        day = head.published.isoformat() if head.published else "no date"
        page.paragraph((head.headline or head.key, NAME), margin=DATE_MARGIN, label=day)
        if head.outlet:
            page.paragraph((head.outlet, QUIET), margin=DATE_MARGIN)
        if head.headline:
            page.name(head.key, margin=DATE_MARGIN)
    page.paragraph(counted(len(heads), "article"))


def status_form(status: Status) -> Form:
    """The counts by name, as JSON prints them."""
    return {
        name: str(value) if isinstance(value, Path) else value
        for name, value in asdict(status).items()
    }


def print_status(page: Page, shown: Mapping[str, object]) -> None:
    """A name and a value a line."""
    margin = 2 + max(len(name) for name in shown)
    for name, value in shown.items():
        told = f"{value:,}" if isinstance(value, int) else str(value)
        page.paragraph(told, margin=margin, label=name.replace("_", " "))


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of the record: all that its articles say, the articles by key, how often quoted."""

    person: Person
    articles: tuple[str, ...]
    statements: int


def gather_people(store: Store, name: str) -> tuple[KnownPerson, ...]:
    """Everybody whose name holds `name`, most quoted first; one name and kind is one person."""
    spoken = Counter(
        (held.statement.speaker.name, held.statement.speaker.kind) for held in store.statements()
    )
    found: dict[tuple[str, str], list[tuple[Person, str]]] = {}
    for person, head in store.people():
        if name.casefold() in person.name.casefold():
            found.setdefault((person.name, person.kind), []).append((person, head.key))
    known = [_merge(told, spoken[told[0][0].name, told[0][0].kind]) for told in found.values()]
    return tuple(sorted(known, key=lambda one: (-one.statements, one.person.name)))


def _merge(told: list[tuple[Person, str]], statements: int) -> KnownPerson:
    first = told[0][0]
    roles = dict.fromkeys(role for person, _ in told for role in person.roles)
    works = dict.fromkeys(work for person, _ in told for work in person.works)
    person = Person(first.name, first.kind, roles=tuple(roles), works=tuple(works))
    return KnownPerson(person, tuple(dict.fromkeys(key for _, key in told)), statements)


def known_person_form(known: KnownPerson) -> Form:
    """The person as JSON prints them."""
    return person_form(known.person, known.articles, known.statements)


def print_people(page: Page, people: Iterable[KnownPerson], left_out: int = 0) -> None:
    """A person a line: name, kind unless a person, roles, how often quoted and where."""
    for known in people:
        person = known.person
        kind = person.kind if person.kind != "person" else None
        counts = f"{counted(known.statements, 'statement')} in "
        counts += counted(len(known.articles), "article")
        told = joined(kind, ", ".join(person.roles), ", ".join(person.works), counts, by=" · ")
        page.paragraph((person.name, NAME), "  ", (told, QUIET))
    if left_out:
        page.paragraph((f"{left_out} more are named and not quoted: onrecord who --all", QUIET))
