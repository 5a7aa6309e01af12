"""The pages of a published site: works, each work explained, sources. No scripts, nothing from elsewhere.

A work's page is that of `explain_page` with a way back, a timeline and data for machines. Before:
`explain_page` and `site_data`. After: `site` writes them.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import html
from lxml.html import builder as E

from onrecord.publish.check_page import clean, digest_of
from onrecord.publish.explain_page import facts_of, gaps_of, header_of, part_of, style_sheet
from onrecord.publish.explain_report import Told
from onrecord.publish.phrases import counted, day_words, source_words
from onrecord.publish.site_data import Json, script_json
from onrecord.values import ArticleHead

MORE_STYLE = """
.site { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0 0 1.5rem; font-size: .9375rem; }
.site a:first-child { font-weight: 700; text-decoration: none; }
ul.list { list-style: none; padding: 0; }
ul.list li { margin: 0; padding: .5rem 0; border-bottom: 1px solid var(--line); }
figure { margin: 1.5rem 0; } figure img { max-width: 100%; height: auto; }
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list: what it is called, where it leads, what else is said of it, and other ways."""

    name: str
    href: str | None
    told: str
    links: tuple[tuple[str, str], ...] = ()


def site_page(title: str, root: str, *content: Any, data: Json | None = None) -> str:
    """A whole page; `root` leads from it to the site's own folder."""
    style = style_sheet() + MORE_STYLE
    head = [
        E.META(charset="utf-8"),
        E.META(
            {
                "http-equiv": "Content-Security-Policy",
                "content": f"default-src 'none'; style-src '{digest_of(style)}'; img-src data:; "
                "base-uri 'none'; form-action 'none'",
            }
        ),
        E.META(name="viewport", content="width=device-width, initial-scale=1"),
        E.META(name="color-scheme", content="light dark"),
        E.META(name="referrer", content="no-referrer"),
        E.TITLE(clean(title)),
        E.STYLE(style),
    ]
    if data is not None:
        head.append(E.SCRIPT(clean(script_json(data)), type="application/ld+json"))
    ways = E.E.nav(
        E.A("onrecord", href=f"{root}index.html"),
        E.A("Works", href=f"{root}index.html"),
        E.A("Sources", href=f"{root}sources.html"),
        E.CLASS("site"),
        {"aria-label": "Pages"},
    )
    page = E.HTML(E.HEAD(*head), E.BODY(ways, *content), lang="en")
    written: str = html.tostring(page, doctype="<!doctype html>", encoding="unicode")
    return written + "\n"


def work_page(told: Told, data: Json, timeline: str) -> str:
    """A work explained; the timeline is a picture."""
    main = [*map(part_of, told.parts), *gaps_of(told)]
    picture = E.E.figure(
        E.IMG(
            src="data:image/svg+xml;base64," + base64.b64encode(timeline.encode()).decode(),
            alt=clean(f"Timeline: who said what of {told.title}, by date"),
        )
    )
    main.append(E.E.section(E.H2("By date"), picture, id="timeline"))
    return site_page(
        f"{told.title}, explained", "../", header_of(told), E.MAIN(*main), facts_of(told), data=data
    )


def list_page(title: str, note: str, listed: Sequence[Listed]) -> str:
    """A page that lists works or sources."""
    main = E.MAIN(
        E.H1(title),
        E.P(clean(note), E.CLASS("quiet")),
        E.UL(*map(line_of, listed), E.CLASS("list")),
    )
    return site_page(title, "", main)


def line_of(listed: Listed) -> Any:
    """A line of a list."""
    name = E.A(clean(listed.name), href=listed.href) if listed.href else E.SPAN(clean(listed.name))
    parts: list[Any] = [name, " ", E.SPAN(clean(listed.told), E.CLASS("quiet"))]
    for words, href in listed.links:
        parts += [" · ", E.A(words, href=href)]
    return E.LI(*parts)


def source_line(head: ArticleHead, statements: int, annotations: str) -> Listed:
    """An article in the list of sources, with its annotations."""
    url = head.url if (head.url or "").lower().startswith(("http://", "https://")) else None
    day = day_words(head.published.isoformat()) if head.published else "no date"
    name = head.headline or source_words(head, head.key)
    told = f"{head.outlet + ', ' if head.outlet else ''}{day}, {counted(statements, 'statement')}"
    return Listed(name, clean(url) if url else None, told, (("annotations", annotations),))
