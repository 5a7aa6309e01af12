"""An explanation as one page of HTML: self-contained, without scripts, spoilers folded.

Every word of the articles is text, never mark-up: the tree is built of elements, nothing is pasted in. The
style sheet is `explain_page.css`. Before: `explain_report`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import html
from lxml.html import builder as E

from onrecord.publish.check_page import clean, digest_of
from onrecord.publish.explain_report import Part, Quoted, Told
from onrecord.publish.phrases import counted

SPOILER = "may give the story away"


def explain_page(told: Told) -> str:
    """The explanation as a whole HTML document."""
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
            E.TITLE(clean(f"{told.title}, explained")),
            E.STYLE(style),
        ),
        E.BODY(header_of(told), E.MAIN(*map(part_of, told.parts), *gaps_of(told)), facts_of(told)),
        lang="en",
    )
    written: str = html.tostring(page, doctype="<!doctype html>", encoding="unicode")
    return written + "\n"


@cache
def style_sheet() -> str:
    """The style of the page."""
    return files(__package__).joinpath("explain_page.css").read_text(encoding="utf-8")


def header_of(told: Told) -> Any:
    """The title, what is to be known of the whole, and where to jump to."""
    links = [E.LI(E.A(clean(part.heading), href=f"#{part.key}")) for part in told.parts]
    if told.gaps:
        links.append(E.LI(E.A("Cited, not held", href="#gaps")))
    notes = [E.P(clean(note), E.CLASS("quiet")) for note in told.notes]
    return E.E.header(
        E.H1(clean(told.title)), *notes, E.E.nav(E.UL(*links), {"aria-label": "Sections"})
    )


def part_of(part: Part) -> Any:
    """A section: what anybody may read, then what is folded."""
    children: list[Any] = [E.H2(clean(part.heading))]
    if part.spoiler:
        children += folded(list(all_of(part)), sum(len(quoted) for _, quoted in part.groups))
    else:
        children += groups_of(part, hidden=False)
        hidden = list(groups_of(part, hidden=True))
        children += folded(hidden, len(hidden))
    return E.E.section(*children, id=part.key)


def all_of(part: Part) -> Iterator[Any]:
    """All entries of a section under their speakers' names, then the other tellings."""
    for name, quoted in part.groups:
        if name:
            yield E.H3(clean(name))
        yield from map(entry_of, quoted)
    if part.tellings:
        yield E.P(clean(part.tellings), E.CLASS("quiet"))


def groups_of(part: Part, *, hidden: bool) -> Iterator[Any]:
    """The entries of a section that give something away, or the others."""
    for _, quoted in part.groups:
        yield from (entry_of(one) for one in quoted if (one.spoiler != "none") == hidden)


def folded(children: list[Any], count: int) -> list[Any]:
    """Entries behind a summary that the reader opens; nothing where there are none."""
    if not children:
        return []
    summary = E.E.summary(f"{counted(count, 'passage')} that {SPOILER}")
    return [E.E.details(summary, *children)]


def entry_of(quoted: Quoted) -> Any:
    """One entry: the words, who said them, where they stand, what is to be known of them."""
    if quoted.above:
        note = E.P(f"Whole under: {clean(quoted.above)}", E.CLASS("quiet"))
        return E.E.article(E.BLOCKQUOTE(clean(quoted.text)), note)
    parts: list[Any] = [E.BLOCKQUOTE(clean(quoted.text))]
    if quoted.speaker or quoted.occasion:
        who = [E.STRONG(clean(quoted.speaker))] if quoted.speaker else []
        where = f"{' · ' if quoted.speaker else ''}{quoted.occasion}" if quoted.occasion else ""
        parts.append(E.P(*who, clean(where), E.CLASS("who")))
    parts.append(E.P(source_of(quoted), E.CLASS("quiet")))
    parts += [E.P(clean(mark), E.CLASS("mark")) for mark in quoted.marks]
    if quoted.also:
        parts.append(E.P(clean(quoted.also), E.CLASS("quiet")))
    return E.E.article(*parts)


def source_of(quoted: Quoted) -> Any:
    """Where the words stand, a link where the page has an address that a browser may follow."""
    url = quoted.url or ""
    if url.startswith(("http://", "https://")):
        return E.A(clean(quoted.source), href=clean(url), rel="noreferrer")
    return E.SPAN(clean(quoted.source))


def gaps_of(told: Told) -> Iterator[Any]:
    """What is cited and not held, with what to look for."""
    if told.gaps:
        items = [
            E.LI(clean(first), *(E.P(clean(line), E.CLASS("quiet")) for line in more))
            for first, *more in told.gaps
        ]
        yield E.E.section(E.H2("Cited, not held"), E.UL(*items), id="gaps")


def facts_of(told: Told) -> Any:
    """The facts as articles state them."""
    rows: list[Any] = []
    for name, value, source in told.facts:
        rows += [
            E.DT(clean(name)),
            E.DD(clean(value), " ", E.SPAN(clean(source), E.CLASS("quiet"))),
        ]
    return E.E.footer(E.H2("Facts, as articles state them"), E.DL(*rows)) if rows else E.E.footer()
