"""The JSON forms of people, corrections and occasions across articles; `docs/json.md` describes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from onrecord.values import HeldOccasion, OccasionReport, Span

if TYPE_CHECKING:
    from onrecord.record.corrections import Correction
    from onrecord.record.persons import HeldPerson, HeldSighting

Form: TypeAlias = dict[str, object]


def held_person_form(person: HeldPerson) -> Form:
    """Somebody of the record with the evidence."""
    link = person.link
    return {
        "id": person.id,
        "name": person.name,
        "kind": person.kind,
        "names": list(person.names),
        "roles": list(person.roles),
        "works": list(person.works),
        "statements": person.statements,
        "articles": list(person.articles),
        "sightings": [sighting_form(held) for held in person.sightings],
        "namesakes": [{"id": n.person, "reason": n.reason} for n in person.namesakes],
        "link": {"id": link.id, "source": link.source, "reason": link.reason} if link else None,
    }


def sighting_form(held: HeldSighting) -> Form:
    """Somebody in one article, and why that is this person."""
    seen = held.sighting
    return {
        "article": seen.article,
        "name": seen.name,
        "kind": seen.kind,
        "roles": list(seen.roles),
        "credits": [{"work": work, "role": role} for work, role in seen.credits],
        "works": list(seen.about),
        "statements": seen.statements,
        "basis": held.basis,
        "reason": held.reason,
    }


def correction_form(correction: Correction, misfit: str | None = None) -> Form:
    """A correction, with the places that it speaks of, and why it does not fit any more if so."""
    undone, at = correction.undone, correction.statement
    return {
        "number": correction.number,
        "action": correction.action,
        "person": correction.person,
        "other": correction.other,
        "name": correction.name,
        "who": correction.who,
        "made": correction.made,
        "why": correction.why,
        "places": [list(place) for place in correction.places],
        "other_places": [list(place) for place in correction.other_places],
        "undone": {"who": undone.who, "made": undone.made, "why": undone.why} if undone else None,
        "statement": {
            "id": at.id,
            "article": at.article,
            "version": at.version,
            "content": _stretches(at.content, at.words),
        }
        if at
        else None,
        "kind": correction.kind,
        "content": _stretches(correction.content, correction.words),
        "misfit": misfit,
    }


def _stretches(spans: Sequence[Span], words: Sequence[str]) -> list[Form]:
    """Places with their words, null where these were taken off the record."""
    told: Sequence[str | None] = words or [None] * len(spans)
    return [
        {"start": span.start, "end": span.end, "text": each}
        for span, each in zip(spans, told, strict=True)
    ]


def held_occasion_form(occasion: HeldOccasion) -> Form:
    """One occasion with all its reports and the days that these have in common."""
    return {
        "id": occasion.id,
        "person": occasion.person,
        "medium": occasion.medium,
        "outlet": occasion.outlet,
        "programme": occasion.programme,
        "interviewer": occasion.interviewer,
        "said": occasion.said,
        "earliest": occasion.earliest.isoformat() if occasion.earliest else None,
        "latest": occasion.latest.isoformat() if occasion.latest else None,
        "reports": [report_form(report) for report in occasion.reports],
    }


def report_form(report: OccasionReport) -> Form:
    """What one article tells of an occasion."""
    return {
        "article": report.article.key,
        "said": report.occasion.said,
        "phrases": list(report.phrases),
        "statements": list(report.statements),
    }
