"""Readings and statements from marked text, so that a case is one readable line.

`{1:"words"}` is content of statement 1, `<1:said>` its cue, `[1:Dunmore]` its source. The marks are
taken out; the number may be left out where there is one statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from onrecord.article import article_from_text
from onrecord.occasions import settle_occasions
from onrecord.text import lay_out
from onrecord.values import (
    Entity,
    EntityLabel,
    Form,
    Labels,
    Occasion,
    Reading,
    Span,
    Speaker,
    Statement,
)

MARK = re.compile(r"([{<\[])(?:(\d):)?([^{}<>\[\]]*)[}>\]]")
KINDS = {"{": "content", "<": "cue", "[": "source"}
SPEAKER = "Ana Dunmore"


def build(
    marked: str,
    published: str | None = "2025-03-12",
    speakers: Mapping[str, str | None] | None = None,
    entities: Mapping[str, EntityLabel] | None = None,
    *,
    outlet: str | None = None,
    headline: str | None = None,
    form: Form = "direct",
) -> tuple[Reading, tuple[Statement, ...]]:
    """The reading of the text without its marks, and its statements in order of their numbers."""
    spans: dict[str, dict[str, list[Span]]] = {}
    text, at = "", 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        span = Span(len(text), len(text) + len(found[3]))
        spans.setdefault(found[2] or "1", {}).setdefault(KINDS[found[1]], []).append(span)
        text, at = text + found[3], found.end()
    text += marked[at:]
    article = article_from_text(text, key="case")
    article = type(article)(
        key="case",
        version=article.version,
        text=text,
        outlet=outlet,
        headline=headline,
        published=date.fromisoformat(published) if published else None,
    )
    labels = Labels((), (), tuple(_entities(text, entities or {})))
    reading = Reading(article, lay_out(article), labels)
    return reading, tuple(_statement(n, spans[n], speakers or {}, form) for n in sorted(spans))


def _entities(text: str, wanted: Mapping[str, EntityLabel]) -> list[Entity]:
    found = [
        Entity(label, Span(match.start(), match.end()), 0.9)
        for name, label in wanted.items()
        for match in re.finditer(re.escape(name), text)
    ]
    return sorted(found, key=lambda entity: entity.span)


def _statement(
    number: str, parts: Mapping[str, list[Span]], speakers: Mapping[str, str | None], form: Form
) -> Statement:
    name = speakers.get(number, SPEAKER)
    return Statement(
        id=number,
        form=form,
        act="speech",
        content=tuple(parts.get("content", ())),
        cue=tuple(parts.get("cue", ())),
        source=tuple(parts.get("source", ())),
        speaker=Speaker(name=name, kind="person" if name else None),
    )


Settle = Callable[..., tuple[str, list[Occasion]]]


@pytest.fixture(scope="session")
def settle() -> Settle:
    """From marked text to the text without marks and the occasions of its statements, by number."""

    def settled(marked: str, *args: object, **options: object) -> tuple[str, list[Occasion]]:
        reading, statements = build(marked, *args, **options)  # type: ignore[arg-type]
        occasions = [s.occasion for s in settle_occasions(reading, statements)]
        return reading.article.text, occasions

    return settled
