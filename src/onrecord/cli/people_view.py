"""How `who`, `correct` and `import` print: people with the evidence, corrections, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.cli.page import NAME, QUIET, Page, counted, joined
from onrecord.record.corrections import Correction
from onrecord.record.persons import HeldPerson

MARGIN = 2
MOST_WORKS = 4
"""Works that are named in a line before the rest is counted."""


def print_people(
    page: Page, people: Iterable[HeldPerson], *, evidence: bool, left_out: int = 0
) -> None:
    """A person a line: name, kind unless a person, roles, works, how often quoted, id; with the evidence
    below it if asked for."""
    for person in people:
        kind = person.kind if person.kind != "person" else None
        counts = f"{counted(person.statements, 'statement')} in "
        counts += counted(len(person.articles), "article")
        works = ", ".join(person.works[:MOST_WORKS])
        more = len(person.works) - MOST_WORKS
        told = joined(
            kind,
            ", ".join(person.roles),
            works + (f" and {more} more" if more > 0 else ""),
            counts,
            by=" · ",
        )
        page.paragraph((person.name, NAME), "  ", (f"{told} · {person.id}", QUIET), margin=0)
        if evidence:
            print_evidence(page, person)
    if left_out:
        page.paragraph((f"{left_out} more are named and not quoted: onrecord who --all", QUIET))


def print_evidence(page: Page, person: HeldPerson) -> None:
    """Each place where somebody was seen, and why it is this person; namesakes; a link to a table."""
    for held in person.sightings:
        seen = held.sighting
        roles = ", ".join(dict.fromkeys([*seen.roles, *(role for _, role in seen.credits)]))
        named = joined(f"“{seen.name}”", roles, by=", ")
        page.name(seen.article, margin=MARGIN)
        page.paragraph((f"{named}: {held.reason}", QUIET), margin=2 * MARGIN)
    if person.link:
        page.paragraph(
            f"{person.link.id} in {person.link.source}: {person.link.reason}", margin=MARGIN
        )
    for other in person.namesakes:
        page.paragraph(f"not the same as {other.person}: {other.reason}", margin=MARGIN)
    page.space()


def correction_words(correction: Correction) -> str:
    """What a correction did, in a line.

    >>> correction_words(Correction(1, "rename", "r-halvane", None, "Ruta Halvane", "Ada", "2026-01-01", ""))
    'r-halvane is called Ruta Halvane'
    """
    if correction.action == "merge":
        return f"{correction.other} is {correction.person}"
    if correction.action == "rename":
        return f"{correction.person} is called {correction.name}"
    articles = dict.fromkeys(key for key, _, _ in correction.other_places)
    names = dict.fromkeys(name for _, name, _ in correction.other_places)
    told = f"{' / '.join(names)} in {counted(len(articles), 'article')}"
    return f"{correction.other} is not {correction.person}: {told}"


def print_corrections(page: Page, corrections: Sequence[Correction]) -> None:
    """A correction in two lines: number and what it did; who, when, why, and whether it stands."""
    for correction in corrections:
        label = f"{correction.number:>3}"
        page.paragraph(correction_words(correction), margin=5, label=label)
        page.paragraph((signature_words(correction), QUIET), margin=5)
    page.paragraph(counted(len(corrections), "correction"))


def signature_words(correction: Correction) -> str:
    """Who made a correction, when and why, and who took it back."""
    made = joined(correction.who, correction.made[:10], correction.why, by=" · ")
    undone = correction.undone
    if undone is None:
        return made
    return f"{made} · undone: {joined(undone.who, undone.made[:10], undone.why, by=' · ')}"
