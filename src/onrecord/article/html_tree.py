"""From a page's bytes to its tree, whatever the page does.

Before `html_blocks` and `html_metadata`. Mark-up thousands of elements deep, as broken templates
and hostile pages have, is flattened first: the parser would drop all that lies too deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from onrecord.article.decoding import decode_bytes
from onrecord.article.mending import mend_text
from onrecord.errors import NoArticleText

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_XML_ENCODING = re.compile(rb"""^\s{0,9}<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{2,40})""")
_HEAD_BYTES = 8_192
_DEEPEST = 100
"""Elements deeper than this are unwrapped. Saved news pages go to about 60."""
_DEEPEST_PARSED = 500
"""Depth of the tree, with the elements that need no closing tag, from which it is read flat."""
_LONGEST_NAME = 2_000
# Elements that must be closed by a tag of their own, so that counting them gives the depth.
_NESTING = (
    "div span section article main aside header footer nav table ul ol dl blockquote font b i em "
    "strong a u s small big center form fieldset figure q sub sup tt code ins del label details "
    "summary bdo bdi cite dfn kbd mark nobr object abbr acronym var samp time data menu dir h1 h2 "
    "h3 h4 h5 h6 button select optgroup svg g math template"
)
_TAG = re.compile(rf"<(/?)({'|'.join(_NESTING.split())})(?=[\s/>])[^<>]*>", re.I)
# All that the flat reading of a page keeps; every other tag becomes a space or a paragraph's end.
_FLAT = re.compile(r"<(/?)([a-z][a-z0-9:-]{0,40})(?=[\s/>])[^<>]*>", re.I)
_FLAT_NAMES = "html head body title meta link script style p br h1 h2 h3 h4 h5 h6"
_FLAT_KEPT = frozenset(_FLAT_NAMES.split())
_FLAT_BLOCKS = frozenset(("div", "section", "article", "li", "tr", "td", "blockquote", "dd", "dt"))
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,1000}>", re.I)
_NULLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's tree and what was done to its text to get it."""

    tree: html.HtmlElement
    repairs: tuple[str, ...] = ()


def parse_page(data: bytes, charset: str | None = None) -> Page:
    """The tree of a page. Raises UnreadableDocument if the bytes are no page.

    `charset` is the encoding that its server named, which goes before the one that it names itself.
    """
    decoded = decode_bytes(data, charset or declared_encoding(data))
    mended = mend_text(decoded.text)
    source = _NULLS.sub(" ", _without_declarations(mended.text))
    source, flattened = flatten(source)
    repairs = decoded.repairs + mended.repairs
    if flattened:
        repairs += (
            f"{flattened} elements nested over {_DEEPEST} deep were unwrapped; their text is kept.",
        )
    tree = _parse(source)
    if tree is None or _depth(tree) > _DEEPEST_PARSED:
        tree = _parse(_flat(source))
        repairs += ("The mark-up is broken or too deep: only its paragraphs were read.",)
    if tree is None:
        raise NoArticleText("is a page with nothing in it: save it again")
    _drop_huge_names(tree)
    _set_credits_below(tree)
    return Page(tree, repairs)


def _set_credits_below(tree: html.HtmlElement) -> None:
    """Moves the foot of a block quotation, which says whose it is, into a paragraph right below it:
    inside, it would pass for furniture of the page."""
    for foot in list(tree.iter("footer")):
        quotation = next(foot.iterancestors("blockquote"), None)
        if quotation is None or quotation.getparent() is None:
            continue
        foot.drop_tag() if not foot.text_content().strip() else _move_below(foot, quotation)


def _move_below(foot: html.HtmlElement, quotation: html.HtmlElement) -> None:
    tail, foot.tail = foot.tail, None
    parent = foot.getparent()
    if tail and tail.strip():
        before = foot.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(foot)
    foot.tag = "p"
    foot.tail, quotation.tail = quotation.tail, None
    quotation.getparent().insert(quotation.getparent().index(quotation) + 1, foot)


def _parse(source: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(source, parser=parser, ensure_head_body=True)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _depth(tree: html.HtmlElement) -> int:
    return max(_depths(tree))


def sum_depths(tree: html.HtmlElement) -> int:
    """The depths of all elements added up: the work of a look that goes up from each of them."""
    return sum(_depths(tree))


def _depths(tree: html.HtmlElement) -> Iterator[int]:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        yield depth if event == "start" else 0


def _flat(source: str) -> str:
    def keep(match: re.Match[str]) -> str:
        tag = match[2].lower()
        return match[0] if tag in _FLAT_KEPT else "<p>" if tag in _FLAT_BLOCKS else " "

    return _FLAT.sub(keep, source)


def _without_declarations(source: str) -> str:
    """The source without an XML declaration and entities declared at its beginning."""
    source = _DECLARATION.sub("", source, count=1) if _DECLARATION.match(source) else source
    begun = source.lstrip()
    if begun[:9].lower() == "<!doctype" and "[" in begun[: begun.find(">")]:
        end = begun.find("]>")
        return begun[end + 2 :] if end >= 0 else begun
    return source


def _drop_huge_names(tree: html.HtmlElement) -> None:
    """Take away classes of thousands of characters, in which every later look would search."""
    for element in tree.iter(etree.Element):
        for name in ("class", "id", "style"):
            if len(element.get(name, "")) > _LONGEST_NAME:
                del element.attrib[name]


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page's first bytes declare, or none.

    >>> declared_encoding(b'<html><meta charset="windows-1252">')
    'windows-1252'
    """
    head = data[:_HEAD_BYTES]
    match = _CHARSET.search(head) or _XML_ENCODING.search(head)
    return match[1].decode("ascii") if match else None


def flatten(source: str) -> tuple[str, int]:
    """The mark-up without the tags that nest too deep, and how many elements that unwrapped.

    >>> flatten("<div>" * 101 + "deep" + "</div>" * 101)[1]
    1
    """
    depth, deepest = 0, 0
    for match in _TAG.finditer(source):
        depth = max(0, depth + (-1 if match[1] else 1))
        deepest = max(deepest, depth)
    if deepest <= _DEEPEST:
        return source, 0
    depth, unwrapped = 0, 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth, unwrapped
        if match[0].endswith("/>"):
            return match[0]
        before = depth
        depth = max(0, depth + (-1 if match[1] else 1))
        too_deep = max(before, depth) > _DEEPEST
        unwrapped += too_deep and not match[1]
        return " " if too_deep else match[0]

    return _TAG.sub(keep, source), unwrapped
