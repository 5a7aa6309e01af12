"""What a page says of itself: headline, byline, outlet, day of publication, canonical address.

Only what structured data (JSON-LD, OpenGraph, meta, `<time>`) states is taken; nothing is guessed
from the looks of the page. Beside `html_blocks`, after `html_tree`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

from lxml import html

from onrecord.article.published import read_day

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|NewsReport|Review|Report|LiveBlog\w*)$")
_META_HEADLINE = ("og:title", "twitter:title", "headline", "dc.title", "parsely-title")
_META_BYLINE = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
)
_META_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher")
_META_DATE = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "pubdate", "publishdate",
    "publish-date", "publication_date", "date",
)  # fmt: skip
_MOST_NODES = 5_000
_LONGEST = 400
Node = dict[str, object]


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page states about its article; null where it states nothing."""

    headline: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None


def read_metadata(tree: html.HtmlElement) -> PageMetadata:
    """The metadata of a page: JSON-LD before meta elements before attributes in the body."""
    metas = _list_metas(tree)
    node = _article_node(tree)
    return PageMetadata(
        headline=_clean(node.get("headline")) or _first(metas, _META_HEADLINE) or _only_h1(tree),
        byline=_names(node.get("author")) or _byline(metas) or _marked(tree, "author"),
        outlet=_names(node.get("publisher")) or _first(metas, _META_OUTLET),
        published=_published(tree, node, metas),
        url=_canonical_url(tree, node, metas),
        language=tree.get("lang") or _first(metas, ("og:locale", "content-language")),
    )


def _list_metas(tree: html.HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = _clean(meta.get("content") or meta.get("value"))
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _byline(metas: dict[str, str]) -> str | None:
    for name in _META_BYLINE:
        written = metas.get(name)
        if written and "://" not in written:
            return re.sub(r"^by\s+", "", written, flags=re.I)
    return None


def _article_node(tree: html.HtmlElement) -> Node:
    """The first JSON-LD object that is an article with a headline, else the first article."""
    articles = [node for node in _json_ld_nodes(tree) if _is_article(node)]
    return next(
        (node for node in articles if node.get("headline")), articles[0] if articles else {}
    )


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in names)


def _json_ld_nodes(tree: html.HtmlElement) -> Iterator[Node]:
    """Every object of the page's JSON-LD, outermost first; what is no JSON is passed over."""
    seen = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        todo: list[object] = [_parse_json(script.text or "")]
        while todo and seen < _MOST_NODES:
            seen += 1
            value = todo.pop(0)
            if isinstance(value, list):
                todo.extend(value)
            elif isinstance(value, dict):
                yield value
                todo.extend(value[name] for name in ("@graph", "mainEntity") if name in value)


def _parse_json(source: str) -> object:
    source = re.sub(
        r"^\s*(?:<!--|/?\*?<!\[CDATA\[\*?/?|//<!\[CDATA\[)|(?:-->|(?://)?\]\]>)\s*;?\s*$",
        "",
        source,
    )
    try:
        return json.loads(source.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _names(value: object) -> str | None:
    """The name or names in a JSON-LD person, organisation, text or list of these."""
    values = value if isinstance(value, list) else [value]
    names: list[str] = []
    for one in values[:20]:
        name = _clean(one.get("name")) if isinstance(one, dict) else _clean(one)
        if name and "://" not in name and name not in names:
            names.append(name)
    return ", ".join(names) or None


def _clean(value: object) -> str | None:
    """Text on one line with character references resolved, or none."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str):
        return None
    from html import unescape

    value = " ".join(unescape(unescape(value[: 4 * _LONGEST])).split())
    return value.encode("utf-8", "replace").decode("utf-8")[:_LONGEST].strip() or None


def _only_h1(tree: html.HtmlElement) -> str | None:
    """The page's one main heading: with two or more, none is known to be the article's."""
    headings = [text for h1 in tree.iter("h1") if (text := _clean("".join(h1.itertext())))]
    return headings[0] if len(set(headings)) == 1 else None


def _marked(tree: html.HtmlElement, prop: str) -> str | None:
    """The names in elements that say `itemprop="author"` or `rel="author"`."""
    names: list[str] = []
    for element in tree.iter("a", "span", "p", "div", "address", "meta"):
        if prop not in (element.get("itemprop"), element.get("rel")):
            continue
        inner = element.xpath('.//*[@itemprop="name"]')
        target = inner[0] if inner else element
        name = _clean(target.get("content") or "".join(target.itertext()))
        if name and len(name) < 100 and name not in names:
            names.append(re.sub(r"^by\s+", "", name, flags=re.I))
    return ", ".join(names[:5]) or None


def _published(tree: html.HtmlElement, node: Node, metas: dict[str, str]) -> date | None:
    stated = [node.get("datePublished"), node.get("dateCreated")]
    stated += [metas.get(name) for name in _META_DATE]
    stated += [element.get("content") or element.get("datetime") or element.text
               for element in tree.xpath('//*[@itemprop="datePublished"]')[:3]]  # fmt: skip
    stated += _times(tree)
    return next((day for value in stated if (day := read_day(value))), None)


def _times(tree: html.HtmlElement) -> list[object]:
    """The `<time>` that says it is the day of publication, or the only day in the article."""
    times = list(tree.iter("time"))[:200]
    marked = [time for time in times if "pubdate" in time.attrib or "publish" in _class_of(time)]
    if marked:
        return [marked[0].get("datetime") or "".join(marked[0].itertext())]
    articles = list(tree.iter("article"))
    inside = list(articles[0].iter("time")) if articles else times
    inside = [time for time in inside if not re.search("updat|modif", _class_of(time))]
    days = {read_day(time.get("datetime")) for time in inside} - {None}
    return (
        [inside[0].get("datetime")]
        if len(days) == 1 and read_day(inside[0].get("datetime"))
        else []
    )


def _class_of(element: html.HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}".lower()


def _canonical_url(tree: html.HtmlElement, node: Node, metas: dict[str, str]) -> str | None:
    """The page's own address, none if it is relative or the front page of the site."""
    links = [link.get("href") for link in tree.iter("link") if _is_canonical(link)]
    stated: list[object] = [*links, metas.get("og:url"), node.get("url"), _entity_id(node)]
    bases = [base.get("href") for base in tree.iter("base") if base.get("href")]
    for value in stated:
        if not isinstance(value, str) or not value.strip() or len(value) > 2_000:
            continue
        url = _absolute(value.strip(), bases[0] if bases else "")
        if url:
            return url
    return None


def _is_canonical(link: html.HtmlElement) -> bool:
    return "canonical" in (link.get("rel") or "").lower().split()


def _entity_id(node: Node) -> object:
    entity = node.get("mainEntityOfPage")
    return entity.get("@id") if isinstance(entity, dict) else entity


def _absolute(value: str, base: str) -> str | None:
    try:
        url = urljoin(base, value)
        parts = urlsplit(url)
        hostname = parts.hostname
    except ValueError:
        return None
    whole = parts.scheme in ("http", "https") and hostname and re.fullmatch(r"\S+", url)
    front = parts.path in ("", "/") and not parts.query
    if not whole or front:
        return None
    return parts._replace(fragment="").geturl().encode("utf-8", "replace").decode("utf-8")
