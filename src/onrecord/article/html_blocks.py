"""A page's visible text as blocks, each with its kind and where in the page it stands.

Our own walk over the tree, after `html_tree`: every character that a reader sees comes out once and
in order, with inline mark-up (`<em>`, `<a>`, `<nobr>`) melted in and the marks that browsers show
around a `<q>`. `html_body` chooses among them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import html

from onrecord.values import BlockKind


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_BLOCK_TAGS = _names(
    "address article aside blockquote body button caption center dd details dialog dir div dl "
    "dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend "
    "li main menu nav ol option p pre section select summary table tbody td tfoot th thead tr "
    "ul "
)
_UNSEEN_TAGS = _names(
    "head script style template svg math iframe object embed applet audio video canvas map "
    "textarea select input option datalist noscript noframes title meta link base "
)
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd"), "item"),
}
_PICTURES = frozenset(("figcaption", "caption", "figure"))
_FURNITURE_TAGS = frozenset(("nav", "form", "button", "footer", "menu", "dialog"))
_FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:"
    r"share|sharing|sharebar|socials?|follow-us|related|recirc\w*|recommend\w*|most-?(?:read|popular)"
    r"|trending|newsletters?|sign-?up|subscri(?:be|ption)\w*|promos?|promotion|adverts?\w*|ads?"
    r"|sponsor\w*|cookies?|consent|gdpr|banner|breadcrumbs?|comments?|disqus|pagination|paywall"
    r"|site-?(?:nav|footer|header)|navbar|navigation|menu|footer|read-?(?:more|next)|more-?(?:on|from)"
    r"|outbrain|taboola|tags|topics|copyright|skip-?link|toolbar|popup|modal|sidebar"
    r")(?=$|[\s_-])",
    re.I,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_DASH = re.compile(r"\s*[—–―-]\s?\w")
_LONGEST_BEGINNING = 100
"""So many characters tell whether two texts begin alike."""
_LINE, _BREAK = "\n", "\x1d"
_ON, _OFF = "\x0e", "\x0f"
"""Around words in bold or italics, until a block is finished; no page holds them, as XML has none."""
_SIGNS = re.compile("[\x0e\x0f]")
_STRESSED = re.compile("\x0e[^\x0f]*\x0f")
_STRESS_TAGS = frozenset(("b", "strong", "em", "i"))


@dataclass(frozen=True, slots=True, eq=False)
class PageBlock:
    """One block of a page in document order.

    `element` is the innermost block-level element around it. `furniture` are the elements around it
    that look like parts of the page, not of an article ("nav", "share-bar"); `linked` is the share
    of its characters inside links, `stressed` that all of it is bold or in italics.
    """

    kind: BlockKind
    text: str
    element: html.HtmlElement
    furniture: tuple[html.HtmlElement, ...] = ()
    hidden: bool = False
    caption: bool = False
    linked: float = 0.0
    stressed: bool = False


@dataclass(frozen=True, slots=True)
class _Around:
    """What the elements around a block make of it; handed down, so that no block looks up the tree."""

    kind: BlockKind = "paragraph"
    quote: html.HtmlElement | None = None
    furniture: tuple[html.HtmlElement, ...] = ()
    hidden: bool = False
    caption: bool = False

    def inside(self, element: html.HtmlElement) -> _Around:
        """The same for what stands in `element`, one step further in."""
        tag = element.tag
        furniture = is_furniture(element, self.quote is not None)
        return _Around(
            kind=_KINDS.get(tag, self.kind),
            quote=element if tag == "blockquote" else self.quote,
            furniture=(element, *self.furniture) if furniture else self.furniture,
            hidden=self.hidden or _is_hidden(element),
            # A quotation set as a `<figure>` is no caption.
            caption=tag in _PICTURES or (self.caption and tag != "blockquote"),
        )


@dataclass(slots=True)
class _Open:
    """The block under construction: its pieces of text, and how many characters are in links."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    element: html.HtmlElement | None = None
    around: _Around = field(default_factory=_Around)


def list_blocks(tree: html.HtmlElement) -> tuple[PageBlock, ...]:
    """All visible text of the page, cut at block elements and at blank lines made with `<br>`."""
    body = tree.find("body")
    return _Walk().run(tree if body is None else body)


class _Walk:
    """One pass over the tree with a stack of its own: pages may nest deeper than Python calls."""

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self.open = _Open()
        self.path: list[html.HtmlElement] = []
        self.around: list[_Around] = [_Around()]
        self.links = self.stress = 0
        self.marked: set[html.HtmlElement] = set()

    def run(self, root: html.HtmlElement) -> tuple[PageBlock, ...]:
        for element in reversed(list(root.iterancestors())):
            self.around = [self.around[0].inside(element)]
        todo: list[tuple[html.HtmlElement, bool]] = [(root, False)]
        while todo:
            element, leaving = todo.pop()
            if leaving:
                self._leave(element)
                continue
            tag = element.tag if isinstance(element.tag, str) else ""
            if tag and tag not in _UNSEEN_TAGS:
                self._enter(element, tag)
                todo.append((element, True))
                todo.extend((child, False) for child in reversed(element))
            elif element is not root:
                self._write(element.tail)
        self._close()
        return tuple(self.blocks)

    def _enter(self, element: html.HtmlElement, tag: str) -> None:
        if tag == "br":
            self.open.pieces.append(_BREAK)
        elif _stands_alone(element, tag):
            self._close()
        self.path.append(element)
        self.around.append(self.around[-1].inside(element))
        self.links += tag == "a"
        self.stress += tag in _STRESS_TAGS
        if tag == "q" and _lacks_marks(element):
            self.marked.add(element)
            self._write("“" if len(self.marked) % 2 else "‘")
        self._write(element.text, preserve=tag == "pre")

    def _leave(self, element: html.HtmlElement) -> None:
        if element in self.marked:
            self._write("”" if len(self.marked) % 2 else "’")
            self.marked.remove(element)
        if _stands_alone(element, element.tag):
            self._close()
        self.path.pop()
        self.around.pop()
        self.links -= element.tag == "a"
        self.stress -= element.tag in _STRESS_TAGS
        if self.path:
            self._write(element.tail)

    def _write(self, text: str | None, preserve: bool = False) -> None:
        if not text:
            return
        if preserve:
            text = text.replace("\n\n", _BREAK * 2).replace("\n", _BREAK)
        if self.open.element is None and text.strip():
            index = self._innermost_block()
            self.open.element, self.open.around = self.path[index], self.around[index + 1]
        self.open.pieces.append(f"{_ON}{text}{_OFF}" if self.stress and text.strip() else text)
        if self.links:
            self.open.linked += len(text.strip())

    def _innermost_block(self) -> int:
        for index in range(len(self.path) - 1, 0, -1):
            if self.path[index].tag in _BLOCK_TAGS:
                return index
        return 0

    def _close(self) -> None:
        opened, self.open = self.open, _Open()
        if opened.element is None:
            return
        signed = "".join(opened.pieces).replace("\xad", "")
        whole = _SPACE.sub(" ", _SIGNS.sub("", signed))
        linked = min(1.0, opened.linked / max(1, len(whole)))
        stressed = _stressed_lines(signed) if _ON in signed else frozenset()
        for part in re.split(rf" ?{_BREAK} ?(?:{_BREAK} ?)+", whole):
            text = re.sub(rf" ?{_BREAK} ?", _LINE, part).strip()
            if text:
                self.blocks.extend(
                    _finish(t, opened, linked, stressed) for t in _apart(text, stressed)
                )


def _stressed_lines(signed: str) -> frozenset[str]:
    """The lines of a block that are bold or in italics throughout."""
    lines = (line for line in signed.split(_BREAK) if not _STRESSED.sub("", line).strip())
    plain = (_SPACE.sub(" ", _SIGNS.sub("", line)).strip() for line in lines)
    return frozenset(line for line in plain if line)


def _apart(text: str, stressed: frozenset[str]) -> list[str]:
    """The text, cut after each question in bold that an answer follows on the next line."""
    lines = text.split(_LINE)
    parts = [[lines[0]]]
    for before, line in pairwise(lines):
        if (before in stressed) != (line in stressed) and "?" in before + line[-1:]:
            parts.append([])
        parts[-1].append(line)
    return [_LINE.join(part) for part in parts]


def _finish(text: str, opened: _Open, linked: float, stressed: frozenset[str]) -> PageBlock:
    around = opened.around
    return PageBlock(
        kind=_kind_of(text, opened.element, around),
        text=text,
        element=opened.element,
        furniture=around.furniture,
        hidden=around.hidden,
        caption=around.caption,
        linked=linked,
        stressed=bool(stressed) and all(line in stressed for line in text.split(_LINE)),
    )


def _stands_alone(element: html.HtmlElement, tag: str) -> bool:
    """Block elements, and a `<cite>` that closes a block quote with the name of its speaker."""
    if tag != "cite":
        return tag in _BLOCK_TAGS
    parent = element.getparent()
    closes = element.getnext() is None and not (element.tail or "").strip()
    return closes and parent is not None and parent.tag == "blockquote"


def _lacks_marks(quotation: html.HtmlElement) -> bool:
    """Whether the words of a `<q>` have no marks of their own: browsers show some around them."""
    words = next((piece.strip() for piece in quotation.itertext() if piece.strip()), "")
    return bool(words) and words[0] not in "\"'“‘«„‹"


def _kind_of(text: str, element: html.HtmlElement | None, around: _Around) -> BlockKind:
    if around.quote is None or element is None:
        return around.kind
    signs = element.tag in ("footer", "cite") or _DASH.match(text)
    return "paragraph" if signs and _begins_with_more(around.quote, text) else "quote"


def _begins_with_more(quote: html.HtmlElement, text: str) -> bool:
    """Whether the quote has words before `text`: "— Name" under them signs it."""
    begun = ""
    for piece in quote.itertext():
        begun += piece[:_LONGEST_BEGINNING]
        if len(begun.strip()) >= _LONGEST_BEGINNING:
            break
    first = " ".join(begun.split()[:3])
    return bool(first) and not text.startswith(first[:12])


def is_furniture(element: html.HtmlElement, quoted: bool = False) -> bool:
    """Whether an element is by its tag or its names a part of the page, not of an article.

    The footer of a block quote (`quoted`) names its speaker.
    """
    tag = element.tag
    if tag in ("body", "html", "article", "main"):
        return False
    if tag == "footer":
        return not quoted
    if tag in _FURNITURE_TAGS or element.get("role") in ("navigation", "dialog", "contentinfo"):
        return True
    names = f"{element.get('class', '')[:300]} {element.get('id', '')[:100]}"
    return bool(_FURNITURE_NAME.search(names))


def _is_hidden(element: html.HtmlElement) -> bool:
    style = element.get("style")
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or bool(style and _HIDDEN_STYLE.search(style[:500]))
    )
