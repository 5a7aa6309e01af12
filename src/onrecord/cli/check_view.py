"""How `check` prints: verdicts with their sources, and what is to be said of them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.cli.answer_view import Heads
from onrecord.cli.page import GOOD, GRAVE, NAME, QUIET, WARN, Page, Piece, counted, joined
from onrecord.cli.phrases import changes_words, disputed_words, source_words
from onrecord.cli.statement_view import LineNumbers
from onrecord.values import Article, Verdict

MARGIN = 11
"""Room for the words "source", "differs" and "note" in front of what they announce."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What sources are called: articles by key, the names of speakers by statement."""

    heads: Heads = field(default_factory=dict)
    speakers: Mapping[str, str | None] = field(default_factory=dict)


WORDING_STYLES = {
    "verbatim": GOOD,
    "fragment": GOOD,
    "shortened": GOOD,
    "bracketed": GOOD,
    "source_not_held": QUIET,
}


def print_verdicts(
    page: Page, draft: Article, verdicts: Sequence[Verdict], failing: frozenset[str], shelf: Shelf
) -> None:
    """Every quotation of the draft in its order, what was found, and why it matters."""
    lines = LineNumbers(draft.text)
    for verdict in verdicts:
        place = f"{draft.path or draft.key}:{lines.of(verdict.start)}"
        page.paragraph(*_verdict_pieces(verdict, failing), (f"  {place}", QUIET))
        _print_rows(page, verdict, shelf)
        page.space()


def verdict_words(verdict: Verdict) -> tuple[str, ...]:
    """The verdict's words: always the wording, then what else there is to say."""
    told = [verdict.wording.replace("_", " ")]
    if verdict.context == "qualifier_cut":
        told.append("qualifier cut")
    if verdict.attribution == "other_speaker":
        told.append("other speaker")
    if verdict.disputed:
        told.append("disputed")
    return tuple(told)


def is_finding(verdict: Verdict, failing: frozenset[str]) -> bool:
    """Whether any part of the verdict is one that `--fail-on` lists."""
    told = [verdict.wording, verdict.context, verdict.attribution]
    return not failing.isdisjoint([*told, "disputed"] if verdict.disputed else told)


def _verdict_pieces(verdict: Verdict, failing: frozenset[str]) -> tuple[Piece, ...]:
    style = WORDING_STYLES.get(verdict.wording, WARN)
    if is_finding(verdict, failing):
        style = GRAVE if any(change.grave for change in verdict.changes) else f"bold {WARN}"
    return ((" · ".join(verdict_words(verdict)), style),)


def _print_rows(page: Page, verdict: Verdict, shelf: Shelf) -> None:
    page.paragraph(verdict.text, margin=MARGIN, label="  draft")
    if verdict.source:
        source = verdict.source
        page.paragraph(source.text, margin=MARGIN, label="  source")
        named = source_words(shelf.heads.get(source.article), source.article)
        speaker = shelf.speakers.get(source.statement or "")
        page.paragraph((f"— {joined(speaker, named, by=' · ')}", QUIET), margin=MARGIN)
    if verdict.changes:
        page.paragraph(changes_words(verdict.changes), margin=MARGIN, label="  differs")
    if verdict.claimed_speaker and verdict.attribution in ("other_speaker", "unknown"):
        page.paragraph(verdict.claimed_speaker, margin=MARGIN, label="  claimed")
    for disputed in verdict.disputed:
        page.paragraph((disputed_words(disputed), WARN), margin=MARGIN, label="  disputed")
    if verdict.note:
        page.paragraph(verdict.note, margin=MARGIN, label="  note")


def print_summary(page: Page, summary: Mapping[str, int], quotations: int, findings: int) -> None:
    """One line: how many of each verdict, and how many of them are findings."""
    counts = {name.replace("_", " "): count for name, count in summary.items() if count}
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    page.paragraph((counted(quotations, "quotation"), NAME), f": {told}" if told else "")
    page.paragraph(counted(findings, "finding") if findings else "No findings.")
