"""How `trace` prints: the tellings of an utterance, and the occasions that they report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from onrecord.cli.answer_view import Heads
from onrecord.cli.page import NAME, QUIET, WARN, Page, joined
from onrecord.publish.phrases import (
    changes_words,
    disputed_words,
    occasion_words,
    said_words,
    source_words,
    speaker_words,
    via_words,
)
from onrecord.values import HeldOccasion, Telling, Trace


def print_trace(page: Page, trace: Trace, heads: Heads) -> None:
    """The fullest wording, the earliest source that is held, then every telling by date."""
    page.paragraph(trace.wording)
    page.paragraph("— ", (speaker_words(trace.speaker), NAME))
    earliest = source_words(heads.get(trace.earliest.article), trace.earliest.article)
    page.paragraph((f"earliest held: {earliest}", QUIET))
    for disputed in trace.disputed:
        page.paragraph((f"disputed: {disputed_words(disputed)}", WARN))
    page.space()
    _print_tellings(page, trace.tellings, heads)
    _print_occasions(page, trace.occasions)


def _print_tellings(page: Page, tellings: Iterable[Telling], heads: Heads) -> None:
    margin = len("2025-03-12") + 2
    for telling in tellings:
        day = telling.published.isoformat() if telling.published else "no date"
        source = heads.get(telling.citation.article)
        name = telling.outlet or (source.outlet if source else None) or telling.citation.article
        style = WARN if telling.kind in ("altered", "spliced") else QUIET
        page.paragraph((name, NAME), "  ", (telling.kind, style), margin=margin, label=day)
        page.paragraph(telling.text, margin=margin)
        if told := via_words(telling.speaker):
            page.paragraph((joined(telling.speaker.name, told), WARN), margin=margin)
        if telling.changes:
            page.paragraph((changes_words(telling.changes), style), margin=margin)
        if where := occasion_words(telling.occasion):
            page.paragraph((where, QUIET), margin=margin)
        page.space()


def _print_occasions(page: Page, occasions: Iterable[HeldOccasion]) -> None:
    """The occasions that several articles report: the days that all have in common, and each phrase."""
    for held in occasions:
        articles = dict.fromkeys(report.article.key for report in held.reports)
        if len(articles) < 2:
            continue
        whole = replace(held.reports[0].occasion, **_venue(held), said=held.said)
        page.paragraph((occasion_words(whole), NAME), f": one occasion in {len(articles)} articles")
        for report in held.reports:
            told = joined(*(f"“{phrase}”" for phrase in report.phrases))
            said = said_words(report.occasion.said)
            source = source_words(report.article, report.article.key)
            page.paragraph((joined(source, told, said, by=" · "), QUIET), margin=2)
        page.space()


def _venue(held: HeldOccasion) -> dict[str, Any]:
    return {
        "medium": held.medium,
        "outlet": held.outlet,
        "programme": held.programme,
        "interviewer": held.interviewer,
    }
