"""What the model sees of a venue, where the rules find none of a part: the words, and how sure it is.

The rules know the phrases that people met when they wrote them; the model has read other passages. A part
that it names must stand in the article's own words, outside what anybody says, and is the proof. Before:
`settle` has what the rules say. After: what is filled here holds for the speaker's next statements too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.occasions.building import Setting, same_name, without_title
from onrecord.values import Evidence, Medium, Occasion, SeenPart, SeenVenue, Span

Field = Literal["outlet", "programme", "interviewer"]

SURE_MEDIUM = 0.7
SURE_NAME: dict[Field, float] = {"outlet": 0.9, "programme": 0.9, "interviewer": 0.9}
"""Least probabilities: in cross-validation (`python -m train.venues RUN --folds 4`) hardly worse by F1 than
lower ones, and right more often; below 0.9 one outlet of the example coverage was wrong."""
SURE_OTHER = 0.95
"""So sure the model may put another programme or interviewer in the place of one that a rule has found."""
_EDGES = " \t\n,.;:“”\"‘’'()[]—–-"
_NAME = re.compile(r"[A-Z0-9]")


@dataclass(frozen=True, slots=True)
class SeenFrom:
    """One statement as far as `complete` needs it: who speaks, and the words that are somebody's own."""

    speaker: str | None
    said: tuple[Span, ...]


def complete(occasion: Occasion, seen: SeenVenue, place: SeenFrom, setting: Setting) -> Occasion:
    """The occasion with the parts that the model is sure of and the rules have not filled."""
    filled = [
        (field, span)
        for field, sure in SURE_NAME.items()
        if (span := _named(field, getattr(seen, field), sure, place, setting)) is not None
        and _may_fill(occasion, field, span, getattr(seen, field), setting)
    ]
    medium, proof = _medium(occasion, seen, place, setting)
    if medium is None and not filled:
        return occasion
    kept = tuple(e for e in occasion.evidence if e.field not in dict(filled))
    evidence = tuple(Evidence(field, span) for field, span in filled)
    evidence += (Evidence("medium", proof),) if medium and proof else ()
    values = {field: " ".join(span.of(setting.text).split()) for field, span in filled}
    found = replace(
        occasion,
        medium=occasion.medium or medium,
        outlet=values.get("outlet", occasion.outlet),
        programme=values.get("programme", occasion.programme),
        interviewer=values.get("interviewer", occasion.interviewer),
        evidence=(*kept, *evidence),
        reason=_reason(occasion, [*values, *(["medium"] if medium else [])]),
    )
    return _without_twice(found)


def _may_fill(
    occasion: Occasion, field: Field, span: Span, part: SeenPart, setting: Setting
) -> bool:
    """Whether a part is free, or another name may take its place."""
    held: str | None = getattr(occasion, field)
    if held is None:
        return True
    other = not same_name(span.of(setting.text), held)
    return field != "outlet" and other and part.score >= SURE_OTHER and not occasion.carried


def _medium(
    occasion: Occasion, seen: SeenVenue, place: SeenFrom, setting: Setting
) -> tuple[Medium | None, Span | None]:
    """The medium that the model is sure of, with the words that tell it."""
    if occasion.medium is not None or not seen.media or seen.medium is None:
        return None, None
    medium, chance = seen.media[0]
    span = _trimmed(seen.medium.span, setting.text)
    if medium is None or chance < SURE_MEDIUM or span is None or _is_said(span, place):
        return None, None
    return medium, span


def _named(
    field: Field, part: SeenPart | None, sure: float, place: SeenFrom, setting: Setting
) -> Span | None:
    """The words of a name that the model is sure of; a speaker is not asked by himself."""
    if part is None or part.score < sure:
        return None
    span = _trimmed(part.span, setting.text)
    if span is None or _is_said(span, place):
        return None
    if field == "interviewer":
        span = without_title(span, setting.text)
    name = span.of(setting.text)
    if not _NAME.search(name) or (field != "programme" and same_name(name, place.speaker)):
        return None
    return span


def _trimmed(span: Span, text: str) -> Span | None:
    """The span without marks and blanks at its edges, None if nothing is left."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(_EDGES))
    end = span.end - (len(words) - len(words.rstrip(_EDGES)))
    if text[start:end].endswith(("’s", "'s")):
        end -= 2
    return Span(start, end) if start < end else None


def _is_said(span: Span, place: SeenFrom) -> bool:
    return any(span.overlaps(said) for said in place.said)


def _without_twice(occasion: Occasion) -> Occasion:
    """The occasion without a programme that only repeats its outlet."""
    if occasion.programme and same_name(occasion.programme, occasion.outlet):
        kept = tuple(e for e in occasion.evidence if e.field != "programme")
        return replace(occasion, programme=None, evidence=kept)
    return occasion


def _reason(occasion: Occasion, fields: list[str]) -> str:
    told = f"{', '.join(fields)}: read by the model"
    return (
        told if occasion.medium is None and not occasion.evidence else f"{occasion.reason}; {told}"
    )
