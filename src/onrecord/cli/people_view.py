"""How `who`, `correct` and `import` print: people with the evidence, corrections, tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.cli.page import NAME, QUIET, WARN, Page, counted, joined
from onrecord.publish.correction_words import correction_words, signature_words
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


def print_corrections(
    page: Page, corrections: Sequence[Correction], misfits: Mapping[int, str]
) -> None:
    """A correction in two lines: number and what it did; who, when, why, and whether it stands; a third
    where it does not fit any more."""
    for correction in corrections:
        label = f"{correction.number:>3}"
        page.paragraph(correction_words(correction), margin=5, label=label)
        page.paragraph((signature_words(correction), QUIET), margin=5)
        if correction.number in misfits:
            page.paragraph((f"no longer fits: {misfits[correction.number]}", WARN), margin=5)
    page.paragraph(counted(len(corrections), "correction"))
