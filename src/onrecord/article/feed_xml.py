"""The entries of a feed or sitemap as XML trees, each by itself once the file is damaged.

No entity that a file declares is expanded and nothing is fetched. A file that is no whole XML is cut at its
entries: each that is whole, or becomes so once bare "&" and the entities of HTML are written out, is kept;
each that is not is a `BrokenEntry`. Before: `reading`. After: `feeds`.
"""

from __future__ import annotations

import html
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.article.decoding import decode_bytes
from onrecord.errors import UnreadableDocument

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOTS = {"rss": "item", "RDF": "item", "feed": "entry", "urlset": "url", "sitemapindex": "sitemap"}
_ROOT = re.compile(
    r"\ufeff?\s*(?:<\?[^>]{0,500}\?>\s*|<!--(?:(?!-->).){0,4000}-->\s*|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,8000}\]\s*)?>\s*)*"
    r"(?P<tag><(?:[\w.-]{1,40}:)?(?P<name>rss|RDF|feed|urlset|sitemapindex)(?=[\s>/])[^<>]{0,8000}>)",
    re.S,
)
_ENCODING = re.compile(rb"""^\s{0,9}<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{2,40})""")
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]{0,500}\?>")
_ENTITY = re.compile(r"<!ENTITY\b", re.I)
_BARE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?P<name>#?\w{1,32});|&", re.S)
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class BrokenEntry:
    """An entry that cannot be read, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Entries:
    """All entries of a file; `kind` is the name of its root, `title` that of the feed.

    `trouble` says what is wrong with the file as a whole.
    """

    kind: str
    title: str | None
    entries: tuple[_Element | BrokenEntry, ...]
    trouble: str | None = None


def looks_like_feed(beginning: str) -> bool:
    """Whether a file begins as a feed or a sitemap does.

    >>> looks_like_feed('<?xml version="1.0"?><rss version="2.0">')
    True
    """
    return _ROOT.match(beginning) is not None


def list_entries(data: bytes) -> Entries:
    """The entries of a feed or sitemap. Raises UnreadableDocument if the bytes are neither."""
    declared = _ENCODING.search(data[:500])
    text = decode_bytes(data, declared[1].decode("ascii") if declared else None).text
    root = _ROOT.match(text)
    if root is None:
        raise UnreadableDocument(
            "is no feed and no sitemap: save it again, or name it as what it is"
        )
    if _ENTITY.search(text[: root.start("tag")]):
        raise UnreadableDocument(
            "declares entities of its own, as no feed needs and bombs do: none of it was read"
        )
    kind = root["name"]
    text = _CONTROLS.sub(" ", _DECLARATION.sub("", text))
    tree = _parse(text)
    if tree is None:
        return _cut_entries(text, kind)
    entries = [e for e in tree.iter("{*}" + _ROOTS[kind]) if not _is_nested(e)]
    return Entries(kind, _title_of(tree), tuple(entries))


def _is_nested(element: _Element) -> bool:
    """Whether it lies in another entry, as the copies in an entry's content do."""
    return any(local_name(above) == local_name(element) for above in element.iterancestors())


def _parse(text: str) -> _Element | None:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _title_of(tree: _Element) -> str | None:
    above = next((e for e in tree if local_name(e) == "channel"), tree)
    return next((words_of(e) for e in above if local_name(e) == "title"), None)


def words_of(element: _Element | None) -> str | None:
    """All words in an element in one line, none if there are none."""
    return None if element is None else " ".join("".join(element.itertext()).split()) or None


def local_name(element: _Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


# --- damaged files ------------------------------------------------------------------------------------


def _cut_entries(text: str, kind: str) -> Entries:
    """The entries of a file that is no whole XML, each parsed by itself."""
    root = _ROOT.match(text)
    opening = root["tag"] if root else f"<{kind}>"
    name = _ROOTS[kind]
    starts = [m.start() for m in re.finditer(rf"<(?:\w{{1,40}}:)?{name}(?=[\s>])", text)]
    pieces = [text[a:b] for a, b in itertools.pairwise([*starts, len(text)])]
    entries = tuple(_parse_piece(piece, opening, name) for piece in pieces)
    lost = sum(isinstance(entry, BrokenEntry) for entry in entries)
    trouble = (
        f"is damaged XML: of the {len(entries)} entries that begin in it, {len(entries) - lost} are whole "
        "and were read; what lies between entries is not looked at"
    )
    before = text[root.end() : starts[0] if starts else len(text)] if root else ""
    title = re.search(r"<title[^<>]{0,200}>([^<]{1,500})</title>", before)
    return Entries(kind, html.unescape(title[1]).strip() if title else None, entries, trouble)


def _parse_piece(piece: str, opening: str, name: str) -> _Element | BrokenEntry:
    end = list(re.finditer(rf"</(?:\w{{1,40}}:)?{name}\s*>", piece))
    if not end:
        return BrokenEntry("this entry has no end: it is lost; fetch the feed again")
    closing = "</" + (re.match(r"<([^\s>/]+)", opening) or [""])[0].lstrip("<") + ">"
    whole = opening.replace("/>", ">") + piece[: end[0].end()]
    for source in (whole, _written_out(whole)):
        tree = _parse(source + closing)
        if tree is not None and len(tree):
            return tree[0]
    return BrokenEntry("this entry is damaged XML: it is lost; fetch the feed again")


def _written_out(source: str) -> str:
    """The source with bare "&" and the entities of HTML as XML has them.

    >>> _written_out("a & b&nbsp;c &amp; d")
    'a &amp; b\\xa0c &amp; d'
    """

    def write(match: re.Match[str]) -> str:
        name = match["name"]
        if match[0].startswith("<!") or (name and (name in _XML_NAMES or name.startswith("#"))):
            return match[0]
        known = html.unescape(match[0]) if name else "&"
        return "&amp;" + match[0][1:] if known.startswith("&") else known

    return _BARE.sub(write, source)
