"""A checked draft as one page of HTML that a desk can read: the draft, and beside it each source's words.

One file without scripts or anything from elsewhere; every word of draft and sources is text, never mark-up.
The style sheet is `check_page.css`. Before: `check_report`.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import html
from lxml.html import builder as E

from onrecord.publish.check_report import TO_DO, TOLD, Judged, Report
from onrecord.publish.phrases import change_words, counted, disputed_words
from onrecord.text import lay_out, words_in
from onrecord.values import Block, Change, Span
from onrecord.variants import split_words

RULES = {
    "disfluency": "a filler may go",
    "repetition": "a repeated word may go",
    "false_start": "a false start may go",
    "grammar": "a slip of grammar may be mended",
}
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), "�")
SHORTENED = 70


def check_page(report: Report) -> str:
    """The report as a whole HTML document."""
    title = f"Quotations of {report.name}"
    style = style_sheet()
    page = E.HTML(
        E.HEAD(
            E.META(charset="utf-8"),
            E.META(
                {
                    "http-equiv": "Content-Security-Policy",
                    "content": f"default-src 'none'; style-src '{digest_of(style)}'; "
                    "base-uri 'none'; form-action 'none'",
                }
            ),
            E.META(name="viewport", content="width=device-width, initial-scale=1"),
            E.META(name="color-scheme", content="light dark"),
            E.TITLE(clean(title)),
            E.STYLE(style),
        ),
        E.BODY(header_of(report, title), E.MAIN(*rows_of(report)), footer_of(report)),
        lang="en",
    )
    written: str = html.tostring(page, doctype="<!doctype html>", encoding="unicode")
    return written + "\n"


@cache
def style_sheet() -> str:
    """The style of the page."""
    return files(__package__).joinpath("check_page.css").read_text(encoding="utf-8")


def digest_of(style: str) -> str:
    """A style sheet's digest as a Content-Security-Policy names it."""
    digest = hashlib.sha256(style.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def clean(text: str) -> str:
    """The text without characters that HTML cannot hold, each shown as a replacement mark."""
    return text.translate(_CONTROL).encode("utf-8", "replace").decode("utf-8")


# --- top and bottom ---------------------------------------------------------------------------------


def header_of(report: Report, title: str) -> Any:
    """What was checked, how many findings there are, and a list of them to jump to."""
    findings = report.findings
    count = counted(len(findings), "finding") if findings else "No findings"
    parts = [
        E.H1(clean(title)),
        E.P(
            E.STRONG(count),
            f" in {counted(len(report.judged), 'quotation')}: {counts_of(report)}. "
            f"Policy: {report.policy}.",
        ),
    ]
    asking = [judged for judged in report.judged if judged.grade == "note"]
    for name, group in (("Findings", findings), ("To look at", asking)):
        if group:
            listed = [E.LI(link_of(judged, report), E.CLASS(judged.grade)) for judged in group]
            parts.append(E.E.nav(E.H2(name), E.OL(*listed), {"aria-label": name}))
    return E.E.header(*parts)


def counts_of(report: Report) -> str:
    """How often each verdict was met, the findings' first."""
    met = Counter(name for judged in report.judged for name in judged.told)
    ordered = [name for name in dict.fromkeys((*TO_DO, *TOLD)) if met[name]]
    return ", ".join(f"{met[name]} {name.replace('_', ' ')}" for name in ordered) or "none"


def link_of(judged: Judged, report: Report) -> Any:
    """A line of the list of findings."""
    words = " ".join(judged.words.split())
    short = words if len(words) <= SHORTENED else words[: SHORTENED - 1].rstrip() + "…"
    return E.A(
        E.SPAN(verdict_words(judged), E.CLASS("verdict")),
        clean(f" {judged.place}: “{short}”"),
        href=f"#{name_of(judged, report)}",
    )


def footer_of(report: Report) -> Any:
    """What the verdicts on this page mean."""
    met = dict.fromkeys(name for judged in report.judged for name in judged.told)
    rows = [part for name in met for part in (E.DT(name.replace("_", " ")), E.DD(TOLD[name]))]
    return E.E.footer(E.H2("What the words mean"), E.DL(*rows)) if rows else E.E.footer()


# --- draft and cards --------------------------------------------------------------------------------


def rows_of(report: Report) -> Iterator[Any]:
    """Each block of the draft with the cards of the quotations that begin in it."""
    for block in lay_out(report.draft).blocks:
        judged = [j for j in report.judged if block.span.start <= j.verdict.start < block.span.end]
        cards = [card_of(each, report) for each in judged]
        yield E.E.section(
            block_of(block, report),
            E.DIV(*cards, E.CLASS("cards")),
            E.CLASS("row judged" if cards else "row"),
        )


def block_of(block: Block, report: Report) -> Any:
    """A block of the draft, its quotations lit."""
    draft, at = report.draft, block.span.start
    parts: list[Any] = []
    for judged in report.judged:
        span = Span(judged.verdict.start, min(judged.verdict.end, block.span.end))
        if not at <= span.start < block.span.end:
            continue
        before = words_in(draft, Span(at, span.start))
        parts += [clean(before), lit(judged, words_in(draft, span), report)]
        at = span.end
    parts.append(clean(words_in(draft, Span(at, block.span.end))))
    make = {"heading": E.H2, "quote": E.BLOCKQUOTE}.get(block.kind, E.P)
    return make(*parts, E.CLASS("draft"))


def lit(judged: Judged, words: str, report: Report) -> Any:
    """The words of a quotation in the draft, which lead to their card."""
    name = name_of(judged, report)
    link = E.A(clean(words), href=f"#{name}", id=f"{name}-draft")
    link.set("aria-label", f"{clean(words)} ({verdict_words(judged)})")
    return E.E.mark(link, E.CLASS(judged.grade))


def card_of(judged: Judged, report: Report) -> Any:
    """All that is said of one quotation."""
    name, verdict = name_of(judged, report), judged.verdict
    rows: list[tuple[str, Any]] = []
    if verdict.source:
        rows.append(("Source", source_part(judged)))
        if verdict.changes:
            merged = difference(verdict.source.text, judged.words)
            rows.append(("Difference", E.DD(*merged, E.CLASS("words"))))
            rows.append(("Changes", changes_part(verdict.changes, verdict.excused)))
    if verdict.claimed_speaker and verdict.attribution in ("other_speaker", "unknown"):
        rows.append(("Draft names", E.DD(clean(verdict.claimed_speaker))))
    rows += [("Disputed", E.DD(clean(disputed_words(each)))) for each in verdict.disputed]
    if verdict.note:
        rows.append(("Note", E.DD(clean(verdict.note))))
    if judged.grade != "pass" and judged.faults:
        advice = " ".join(TO_DO[name] for name in judged.faults)
        rows.append(("To do", E.DD(advice, E.CLASS("todo"))))
    parts = [part for label, value in rows for part in (E.DT(label), value)]
    back = E.A(judged.place, href=f"#{name}-draft")
    head = E.H3(E.SPAN(verdict_words(judged), E.CLASS("verdict")), " ", back)
    return E.E.article(head, E.DL(*parts), E.CLASS(f"card {judged.grade}"), id=name, tabindex="-1")


def source_part(judged: Judged) -> Any:
    """The source's words, who said them and where they stand."""
    source = judged.verdict.source
    if source is None:
        return E.DD()
    where = " · ".join(part for part in (judged.speaker, judged.source) if part)
    told = clean(where)
    url = source.url or ""
    is_link = url.startswith(("http://", "https://"))
    place = E.A(told, href=clean(url), rel="noreferrer") if is_link else E.SPAN(told)
    return E.DD(E.E.q(clean(source.text), E.CLASS("words")), E.DIV(place, E.CLASS("where")))


def changes_part(changes: Sequence[Change], excused: Sequence[str | None]) -> Any:
    """Each change in words, with the rule that allows it if one does."""
    rules = [*excused, *[None] * (len(changes) - len(excused))]
    items = []
    for change, rule in zip(changes, rules, strict=True):
        told = change_words(change) + (f" — allowed: {RULES[rule]}" if rule else "")
        items.append(E.LI(clean(told), E.CLASS("grave" if change.grave else "plain")))
    return E.DD(E.UL(*items))


def difference(source: str, draft: str) -> Iterator[Any]:
    """The source's words with what the draft leaves out struck and what it has instead marked."""
    ours, theirs = split_words(draft), split_words(source)
    matcher = SequenceMatcher(
        None, [word.key for word in theirs], [word.key for word in ours], autojunk=False
    )
    for op, low, high, first, last in matcher.get_opcodes():
        left = words_between(source, theirs, low, high)
        right = words_between(draft, ours, first, last)
        if op == "equal":
            yield clean(left) + " "
            continue
        if left:
            yield from (E.DEL(clean(left)), " ")
        if right:
            yield from (E.INS(clean(right)), " ")


def words_between(text: str, words: Sequence[Any], low: int, high: int) -> str:
    """The text from one word up to another, with the stops behind the last one."""
    if low >= high:
        return ""
    end = words[high].span.start if high < len(words) else len(text)
    return " ".join(text[words[low].span.start : end].split())


def name_of(judged: Judged, report: Report) -> str:
    """What a card is called in links."""
    return f"q{report.judged.index(judged) + 1}"


def verdict_words(judged: Judged) -> str:
    """The verdict's words."""
    return " · ".join(name.replace("_", " ") for name in judged.told)
