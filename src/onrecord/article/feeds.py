"""Feeds (RSS, Atom) and sitemaps as files: entries with their full text are articles, the rest is listed.

An entry that has only a summary, and every address of a sitemap, is listed as not fetched. Of a damaged
feed every whole entry is read (`feed_xml`), every broken one is a failure. Before: `reading`. After: the
text of an entry goes the way of a saved page (`html`).
"""

from __future__ import annotations

import html as entities
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.article.feed_xml import BrokenEntry, Entries, list_entries, local_name, words_of
from onrecord.article.html import read_html
from onrecord.article.published import read_day
from onrecord.errors import UnreadableDocument
from onrecord.settings import Settings
from onrecord.values import Article, Failure, LeftOut

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_ATOM = "{http://www.w3.org/2005/Atom}"
_MARKED = ("html", "text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one of its entries; `content` is HTML, none where only a summary is there."""

    link: str | None
    id: str | None
    title: str | None
    author: str | None
    published: str | None
    content: str | None


def read_feed(data: bytes, key: str, path: str, settings: Settings) -> Iterator[Article | Failure]:
    """An article for every entry with its full text, every other entry or address as left out."""
    found = list_entries(data)
    if found.trouble:
        yield Failure(path, found.trouble)
    for number, element in enumerate(found.entries, start=1):
        place = f"{path}#{number}"
        if isinstance(element, BrokenEntry):
            yield Failure(place, element.reason)
        elif found.kind in ("urlset", "sitemapindex"):
            yield _listed(element, place, found.kind)
        else:
            yield _read_entry(element, found, (key, number, place), settings)
    if not found.entries and not found.trouble:
        yield LeftOut(path, f"is a {found.kind} without any entries")


def _listed(element: _Element, place: str, kind: str) -> LeftOut:
    address = next((words_of(child) for child in element if local_name(child) == "loc"), None)
    what = "a sitemap" if kind == "sitemapindex" else "a page"
    return LeftOut(place, f"{address or 'an entry without an address'}: {what}, not fetched")


def _read_entry(
    element: _Element, feed: Entries, place: tuple[str, int, str], settings: Settings
) -> Article | Failure:
    entry = read_entry(element)
    key, number, path = place
    if entry.content is None:
        return LeftOut(
            path,
            f"{entry.link or entry.title or 'no link'}: only a summary, the page is not fetched",
        )
    own_key = entry.link or f"{key}#{entry.id or number}"
    try:
        article = read_html(_page_of(entry.content), own_key, path, settings)
    except UnreadableDocument as error:
        return Failure(path, f"{own_key} {error}")
    return replace(
        article,
        key=own_key,
        url=entry.link,
        source_id=entry.id,
        headline=entry.title or article.headline,
        byline=entry.author or article.byline,
        outlet=feed.title or article.outlet,
        published=read_day(entry.published),
    )


def _page_of(content: str) -> bytes:
    page = (
        f'<html><head><meta charset="utf-8"></head><body><article>{content}</article></body></html>'
    )
    return page.encode("utf-8", "replace")


def read_entry(element: _Element) -> Entry:
    """What an `item` or `entry` says, in RSS or Atom."""
    written: dict[str, str] = {}
    content = None
    for child in element:
        name = local_name(child)
        if child.tag == _CONTENT or (name == "content" and child.tag.startswith(_ATOM)):
            content = content or _content_of(child)
        elif name == "author" and len(child):
            written.setdefault("author", words_of(child.find(f"{_ATOM}name")) or "")
        elif name == "link" and child.get("href"):
            if child.get("rel", "alternate") == "alternate":
                written.setdefault("link", child.get("href", "").strip())
        else:
            written.setdefault(name, words_of(child) or "")
    link = written.get("link") or _permanent(element, written.get("guid"))
    return Entry(
        link=link or None,
        id=written.get("guid") or written.get("id") or None,
        title=_plain(written.get("title")),
        author=_plain(written.get("creator") or written.get("author")),
        published=written.get("published") or written.get("pubDate") or written.get("date") or None,
        content=content if content and content.strip() else None,
    )


def _permanent(element: _Element, guid: str | None) -> str | None:
    """An RSS entry's guid where it is its address too."""
    node = next((child for child in element if local_name(child) == "guid"), None)
    is_link = node is not None and node.get("isPermaLink", "true") != "false"
    return guid if is_link and guid and guid.startswith(("http://", "https://")) else None


def _plain(written: str | None) -> str | None:
    """Words without entities packed twice, as titles often have them."""
    return " ".join(entities.unescape(written).split()) or None if written else None


def _content_of(element: _Element) -> str | None:
    """The full text as HTML; none where it lies elsewhere or is no text."""
    from lxml import etree

    kind = element.get("type", "html" if element.tag == _CONTENT else "text").strip().lower()
    if element.get("src"):
        return None
    if kind in ("xhtml", *_MARKED[2:]) and len(element):
        return "".join(
            etree.tostring(child, encoding="unicode", method="html") for child in element
        )
    if kind in _MARKED:
        return "".join(element.itertext())
    if kind in ("text", "text/plain"):
        paragraphs = entities.escape("".join(element.itertext())).split("\n\n")
        return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return None
