"""Word documents (DOCX) as articles: paragraphs in order, as they stand once all changes are accepted.

Text that a tracked change inserts is read, text that it deletes is not; comments are left out and counted.
Footnotes and endnotes follow the text. A document is a zip file of XML: its parts are unpacked within the
size limit and parsed without entities. Before: `reading`. After: the language check, as for any text.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from onrecord.article.language_check import check_language
from onrecord.article.mending import mend_text
from onrecord.article.plain_text import version_of
from onrecord.errors import NoArticleText, TooLarge, UnreadableDocument
from onrecord.settings import Settings
from onrecord.values import Article, Block, BlockKind, Span

if TYPE_CHECKING:
    from lxml.etree import _Element

BODY, FOOTNOTES, ENDNOTES = "word/document.xml", "word/footnotes.xml", "word/endnotes.xml"
COMMENTS, CORE = "word/comments.xml", "docProps/core.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    (
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
        f"{_W}delText",
        f"{_W}rPr",
        f"{_W}pPr",
        f"{_MC}Fallback",
    )
)
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_QUOTE = re.compile(r"quote|blockquote|zitat", re.I)
_HEADING = re.compile(r"heading|title|subtitle", re.I)
_LIST = re.compile(r"list", re.I)
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")
_UNPACKED_AT_MOST = 20
"""All parts together may unpack to this many times the size limit of one document."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with the kind that its style gives it."""

    text: str
    kind: BlockKind


def looks_like_docx(data: bytes) -> bool:
    """Whether the bytes are a zip file with a Word document in it."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return BODY in packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def read_docx(data: bytes, key: str, path: str, settings: Settings) -> Article:
    """The article in a Word document. Raises UnreadableDocument with the reason."""
    parts = unpack(data, settings.max_bytes)
    paragraphs = list(paragraphs_of(parse(parts[BODY], BODY)))
    for name in (FOOTNOTES, ENDNOTES):
        if name in parts:
            paragraphs += notes_of(parse(parts[name], name))
    paragraphs = [p for p in paragraphs if p.text.strip()]
    if not paragraphs:
        raise NoArticleText("is a Word document without any words: leave it out")
    mended = mend_text("\n\n".join(p.text.strip() for p in paragraphs))
    headline, byline = core_of(parts)
    return Article(
        key=key,
        version=version_of(mended.text),
        text=mended.text,
        path=path,
        headline=headline,
        byline=byline,
        language=check_language(mended.text, any_language=settings.any_language),
        blocks=blocks_of(mended.text, paragraphs),
        repairs=(*repairs_of(parts), *mended.repairs),
    )


def unpack(data: bytes, limit: int) -> dict[str, bytes]:
    """The parts of a document that are read, by name."""
    wanted = (BODY, FOOTNOTES, ENDNOTES, COMMENTS, CORE)
    if data.startswith(_OLD):
        raise UnreadableDocument("is a Word document of the old kind (.doc): save it as .docx")
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            held = [name for name in wanted if name in packed.namelist()]
            sizes = {name: packed.getinfo(name).file_size for name in held}
            if sum(sizes.values()) > _UNPACKED_AT_MOST * limit:
                raise TooLarge(
                    f"unpacks to {sum(sizes.values()):,} bytes, over {_UNPACKED_AT_MOST} times the limit of "
                    f"{limit:,}: raise the limit with --max-bytes if it is no bomb"
                )
            parts = {name: _part(packed, name, sizes[name]) for name in held}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise UnreadableDocument(
            f"is a damaged or locked Word document ({error}): open it in a word processor and save it anew"
        ) from error
    if BODY not in parts:
        raise UnreadableDocument(
            f"is a zip file without {BODY}, so no Word document: save it as .docx, or name it as what it is"
        )
    return parts


def _part(packed: zipfile.ZipFile, name: str, size: int) -> bytes:
    """One part, read no further than it says that it is long."""
    with packed.open(name) as stream:
        return stream.read(size)


def parse(part: bytes, name: str) -> _Element:
    """The tree of one part, entities and networks left alone."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
    )
    try:
        tree = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(
            f"is a damaged Word document: {name} is no XML ({error}); open it in a word processor and "
            "save it anew"
        ) from error
    if tree.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(
            f"is no Word document as word processors write it: {name} declares a document type"
        )
    return tree


# --- paragraphs -------------------------------------------------------------------------------------


def paragraphs_of(tree: _Element) -> Iterator[Paragraph]:
    """The paragraphs of a part in order, those of tables and text boxes among them."""
    for paragraph in tree.iter(f"{_W}p"):
        if _is_left_out(paragraph):
            continue
        yield Paragraph("".join(_words(paragraph)), kind_of(paragraph))


def _is_left_out(paragraph: _Element) -> bool:
    return any(ancestor.tag in _LEFT_OUT for ancestor in paragraph.iterancestors())


def _words(node: _Element) -> Iterator[str]:
    """The text of a paragraph's runs; a paragraph inside it (a text box) is one of its own."""
    for child in node:
        if child.tag in _LEFT_OUT or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _words(child)


def kind_of(paragraph: _Element) -> BlockKind:
    """What a paragraph is by its style."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = str(style.get(f"{_W}val", "")) if style is not None else ""
    if _QUOTE.search(name):
        return "quote"
    if _HEADING.search(name):
        return "heading"
    numbered = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return "item" if numbered or _LIST.search(name) else "paragraph"


def notes_of(tree: _Element) -> list[Paragraph]:
    """The footnotes or endnotes of a part, separators left out."""
    notes = [note for note in tree if note.get(f"{_W}type") in (None, "normal")]
    return [paragraph for note in notes for paragraph in paragraphs_of(note)]


def blocks_of(text: str, paragraphs: list[Paragraph]) -> tuple[Block, ...]:
    """Where the paragraphs stand in the text; none where mending has moved characters."""
    blocks, at = [], 0
    for paragraph in paragraphs:
        words = paragraph.text.strip()
        if not text.startswith(words, at):
            return ()
        blocks.append(Block(paragraph.kind, Span(at, at + len(words))))
        at += len(words) + 2
    return tuple(blocks)


# --- what else it tells -------------------------------------------------------------------------------


def core_of(parts: dict[str, bytes]) -> tuple[str | None, str | None]:
    """Title and author as the properties have them. Their dates are the file's, not of publication."""
    if CORE not in parts:
        return None, None
    tree = parse(parts[CORE], CORE)
    return tuple(  # type: ignore[return-value]
        " ".join((tree.findtext(f"{_DC}{name}") or "").split()) or None
        for name in ("title", "creator")
    )


def repairs_of(parts: dict[str, bytes]) -> tuple[str, ...]:
    """What was left out of a document, told with counts."""
    told = []
    comments = len(parse(parts[COMMENTS], COMMENTS)) if COMMENTS in parts else 0
    if comments:
        told.append(f"{comments} comment{'s' * (comments > 1)} of the document left out.")
    body = parse(parts[BODY], BODY)
    deleted = sum(1 for _ in body.iter(f"{_W}del", f"{_W}moveFrom"))
    if deleted:
        told.append(f"Tracked changes read as accepted: {deleted} deleted passages left out.")
    return tuple(told)
