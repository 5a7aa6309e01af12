"""How `check` prints: verdicts with their sources, and what is to be said of them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.cli.page import GOOD, GRAVE, NAME, QUIET, WARN, Page, Piece, counted, joined
from onrecord.publish.check_report import TO_DO, Judged, Report
from onrecord.publish.differences import Differing, find_differing
from onrecord.publish.phrases import changes_words, disputed_words
from onrecord.values import Span

LIT = f"bold underline {WARN}"
MARGIN = 11
"""Room for the words "source", "differs" and "note" in front of what they announce."""


WORDING_STYLES = {
    "verbatim": GOOD,
    "fragment": GOOD,
    "shortened": GOOD,
    "bracketed": GOOD,
    "source_not_held": QUIET,
}
RULES = {
    "disfluency": "a filler",
    "repetition": "a repetition",
    "false_start": "a false start",
    "grammar": "a slip of grammar",
}


def print_report(page: Page, report: Report) -> None:
    """Every quotation of the draft in its order, what was found, and why it matters."""
    for judged in report.judged:
        place = f"{report.name}:{judged.line}"
        if judged.paragraph is not None:
            place = f"{report.name}, {judged.place}"
        page.paragraph((verdict_words(judged), _style_of(judged)), (f"  {place}", QUIET))
        _print_rows(page, judged)
        page.space()


def verdict_words(judged: Judged) -> str:
    """The verdict's words: always the wording, then what else there is to say."""
    return " · ".join(name.replace("_", " ") for name in judged.told)


def _style_of(judged: Judged) -> str:
    if judged.grade == "finding":
        return GRAVE if any(c.grave for c in judged.verdict.changes) else f"bold {WARN}"
    return WORDING_STYLES.get(judged.verdict.wording, WARN)


def _print_rows(page: Page, judged: Judged) -> None:
    verdict = judged.verdict
    source = verdict.source.text if verdict.source else ""
    differing = find_differing(source, judged.words, verdict.changes) if source else Differing()
    page.paragraph(*_lit(judged.words, differing.draft), margin=MARGIN, label="  draft")
    if verdict.source:
        page.paragraph(*_lit(source, differing.source), margin=MARGIN, label="  source")
        named = joined(judged.speaker, judged.source, by=" · ")
        page.paragraph((f"— {named}", QUIET), margin=MARGIN)
    if verdict.changes:
        page.paragraph(changes_words(verdict.changes), margin=MARGIN, label="  differs")
    if allowed := [RULES[rule] for rule in dict.fromkeys(verdict.excused) if rule]:
        page.paragraph(joined(*allowed), margin=MARGIN, label="  allowed")
    if verdict.claimed_speaker and verdict.attribution in ("other_speaker", "unknown"):
        page.paragraph(verdict.claimed_speaker, margin=MARGIN, label="  claimed")
    for disputed in verdict.disputed:
        page.paragraph((disputed_words(disputed), WARN), margin=MARGIN, label="  disputed")
    if verdict.note:
        page.paragraph(verdict.note, margin=MARGIN, label="  note")


def _lit(text: str, places: Sequence[Span]) -> Iterator[Piece]:
    """A text with some places of it lit, on terminals that show colours."""
    at = 0
    for place in places:
        yield text[at : place.start]
        yield (place.of(text), LIT)
        at = place.end
    yield text[at:]


def print_to_do(page: Page, report: Report) -> None:
    """For each finding its place, and what a desk does about it."""
    if not report.findings:
        return
    page.paragraph(("What to do", NAME))
    margin = 4 + max(len(judged.place) for judged in report.findings)
    for judged in report.findings:
        advice = " ".join(TO_DO[name] for name in judged.faults) or "See the verdict above."
        page.paragraph(advice, margin=margin, label=f"  {judged.place}")
    page.space()


def print_summary(page: Page, summary: Mapping[str, int], quotations: int, findings: int) -> None:
    """One line: how many of each verdict, and how many of them are findings."""
    counts = {name.replace("_", " "): count for name, count in summary.items() if count}
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    page.paragraph((counted(quotations, "quotation"), NAME), f": {told}" if told else "")
    page.paragraph(counted(findings, "finding") if findings else "No findings.")
