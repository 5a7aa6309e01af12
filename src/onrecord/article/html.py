"""Saved web pages as articles: what the page says of itself, and its body as typed blocks.

Order: 1. the tree (`html_tree`); 2. the page's statements about itself (`html_metadata`); 3. all
its blocks (`html_blocks`); 4. trafilatura's choice, completed by a second look (`html_body`);
5. the text, blocks joined by a blank line.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree, html

from onrecord.article.html_blocks import PageBlock, list_blocks
from onrecord.article.html_body import Body, choose_body, visible_body
from onrecord.article.html_metadata import read_metadata
from onrecord.article.html_tree import parse_page, sum_depths
from onrecord.article.language_check import check_language
from onrecord.article.plain_text import version_of
from onrecord.article.podcast_page import read_podcast_page
from onrecord.article.spoken_times import find_times
from onrecord.article.transcripts import write_article
from onrecord.errors import NoArticleText
from onrecord.settings import Settings
from onrecord.values import Article, Block, BlockKind, Span

_JOINT = "\n\n"
_MOST_TEXT, _MOST_BLOCKS, _MOST_STEPS = 2_000_000, 5_000, 300_000
"""Larger pages are not given to trafilatura: its work grows faster than they do. Steps are the depths
of all elements added up: 21,000 at most in 102 saved news pages, with 518 blocks."""
_PIECES = ("p", "head", "quote", "item", "cell")
_KINDS: dict[str, BlockKind] = {"head": "heading", "quote": "quote", "item": "item"}


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: BlockKind
    text: str
    stressed: bool = False


def read_html(
    data: bytes, key: str, path: str, settings: Settings, charset: str | None = None
) -> Article:
    """The article of a saved page. Raises UnreadableDocument with the reason.

    `charset` is the encoding that the server named with the page, if that is known.
    """
    page = parse_page(data, charset)
    stated = read_metadata(page.tree)
    recording = read_podcast_page(page.tree, stated)
    if recording is not None:
        return write_article(recording, page.repairs, (key, path), settings)
    pieces, repairs = extract_pieces(page.tree)
    text, blocks = join_pieces(pieces)
    if not text.strip():
        raise NoArticleText("is a page without any text to read: save the page with its article")
    return Article(
        key=stated.url or key,
        version=version_of(text),
        text=text,
        path=path,
        url=stated.url,
        outlet=stated.outlet,
        headline=stated.headline,
        byline=stated.byline,
        published=stated.published,
        language=check_language(text, stated.language, settings.any_language),
        blocks=blocks,
        repairs=page.repairs + repairs,
        times=find_times(text),
    )


def extract_pieces(tree: html.HtmlElement) -> tuple[tuple[_Piece, ...], tuple[str, ...]]:
    """The typed texts of the article in a page's tree, and what was put back or left out."""
    blocks = list_blocks(tree)
    extracted, trouble = _ask_trafilatura(tree, blocks)
    body = choose_body(blocks, [piece.text for piece in extracted]) if extracted else None
    if body is None and extracted:
        return extracted, trouble
    chosen = body or visible_body(blocks)
    return _pieces_of(chosen), trouble + chosen.repairs


def _pieces_of(body: Body) -> tuple[_Piece, ...]:
    return tuple(_Piece(block.kind, block.text, block.stressed) for block in body.blocks)


def join_pieces(pieces: Sequence[_Piece]) -> tuple[str, tuple[Block, ...]]:
    """The article's text, a blank line between blocks, and the exact span of each block.

    >>> join_pieces((_Piece("heading", "Ends"), _Piece("paragraph", "So.")))[1][1].span
    Span(start=6, end=9)
    """
    at, blocks = 0, []
    for piece in pieces:
        blocks.append(Block(piece.kind, Span(at, at + len(piece.text)), piece.stressed))
        at += len(piece.text) + len(_JOINT)
    return _JOINT.join(piece.text for piece in pieces), tuple(blocks)


def _ask_trafilatura(
    tree: html.HtmlElement, blocks: Sequence[PageBlock]
) -> tuple[tuple[_Piece, ...], tuple[str, ...]]:
    """What trafilatura takes for the article, nothing if it cannot cope with the page."""
    if _is_too_large(tree, blocks):
        return (), ("The page is too large to tell article from furniture: all of it was read.",)
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(copy.deepcopy(tree), include_comments=False, with_metadata=False)
    # What trafilatura has been seen to raise on broken pages; our own look reads them instead.
    except (
        ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError,
        etree.LxmlError,
    ) as error:  # fmt: skip
        return (), (f"The extraction failed ({type(error).__name__}): visible text was read.",)
    body = getattr(found, "body", None)
    return (() if body is None else tuple(_flat_pieces(body))), ()


def _is_too_large(tree: html.HtmlElement, blocks: Sequence[PageBlock]) -> bool:
    return (
        len(blocks) > _MOST_BLOCKS
        or sum(len(block.text) for block in blocks) > _MOST_TEXT
        or sum_depths(tree) > _MOST_STEPS
    )


def _flat_pieces(body: etree._Element) -> list[_Piece]:
    """Trafilatura's own blocks: its elements p, head, quote, item and cell, innermost first."""
    for line_break in body.iter("lb"):
        line_break.text = "\n"
    pieces: list[_Piece] = []
    for element in body.iter(*_PIECES):
        inner = next(element.iterdescendants(*_PIECES), None) is not None
        text = (element.text or "") if inner else "".join(element.itertext())
        for part in (text, element.tail or ""):
            kind = _kind_of(element if part is text else element.getparent())
            lines = (" ".join(line.split()) for line in part.split("\n"))
            pieces.extend(_Piece(kind, line) for line in lines if line)
    return pieces


def _kind_of(element: etree._Element | None) -> BlockKind:
    for step in () if element is None else (element, *element.iterancestors()):
        if step.tag in _KINDS:
            return _KINDS[step.tag]
    return "paragraph"
