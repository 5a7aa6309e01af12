"""Word documents (DOCX) as articles: paragraphs in order, as they stand once all changes are accepted.

Text that a tracked change inserts is read, text that it deletes is not; comments are left out and counted.
Footnotes and endnotes follow the text. A document is a zip file of XML: its parts are unpacked within the
size limit and parsed without entities (`docx_parts`). Before: `reading`. After: the language check.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from onrecord.article.docx_parts import BODY, Parts, name_of, unpack, value_of
from onrecord.article.docx_styles import kind_of_style, read_styles
from onrecord.article.language_check import check_language
from onrecord.article.mending import mend_text
from onrecord.article.plain_text import version_of
from onrecord.errors import NoArticleText
from onrecord.settings import Settings
from onrecord.values import Article, Block, BlockKind, Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_DC = "{http://purl.org/dc/elements/1.1/}"
_LEFT_OUT = frozenset(
    ("del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "Fallback", "rt")
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_STRESSES = ("b", "i", "bCs", "iCs")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with the kind that its style gives it, `stressed` if all of it is bold or in italics.

    `runs_on` where a tracked change deletes its end: the next paragraph goes on with it.
    """

    text: str
    kind: BlockKind
    stressed: bool = False
    runs_on: bool = False


def looks_like_docx(data: bytes) -> bool:
    """Whether the bytes are a zip file with a Word document in it."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return BODY in packed.namelist()
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError):
        return False


def read_docx(data: bytes, key: str, path: str, settings: Settings) -> Article:
    """The article in a Word document. Raises UnreadableDocument with the reason."""
    parts = unpack(data, settings.max_bytes)
    paragraphs, mends = _mended(_joined(_paragraphs_in(parts)))
    if not paragraphs:
        raise NoArticleText("is a Word document without any words: leave it out")
    text = "\n\n".join(p.text for p in paragraphs)
    core = core_of(parts)
    return Article(
        key=key,
        version=version_of(text),
        text=text,
        path=path,
        headline=str(core["title"]) if "title" in core else None,
        language=check_language(text, any_language=settings.any_language),
        metadata={"creator": core["creator"]} if "creator" in core else {},
        blocks=tuple(_blocks_of(paragraphs)),
        repairs=(*repairs_of(parts), *mends),
    )


def _paragraphs_in(parts: Parts) -> Iterator[Paragraph]:
    styles = read_styles(parts.styles)
    yield from paragraphs_of(parts.body, styles)
    for notes in (parts.footnotes, parts.endnotes):
        if notes is not None:
            yield from notes_of(notes, styles)


def _joined(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs with words, those joined whose end a tracked change deletes."""
    begun: list[Paragraph] = []
    for paragraph in paragraphs:
        begun.append(paragraph)
        if paragraph.runs_on:
            continue
        yield from _whole(begun)
        begun = []
    yield from _whole(begun)


def _whole(begun: list[Paragraph]) -> Iterator[Paragraph]:
    """One paragraph of several, of the last one's kind; none without words."""
    text = "".join(each.text for each in begun).strip()
    if text:
        stressed = all(each.stressed or not each.text.strip() for each in begun)
        yield Paragraph(text, begun[-1].kind, stressed)


def _mended(paragraphs: Iterator[Paragraph]) -> tuple[list[Paragraph], tuple[str, ...]]:
    """The paragraphs mended as any text is, and what was mended."""
    found = list(paragraphs)
    mended = mend_text("\n\n".join(p.text for p in found))
    if mended.repairs:
        found = [replace(p, text=mend_text(p.text).text) for p in found]
    return found, mended.repairs


# --- paragraphs -------------------------------------------------------------------------------------


def paragraphs_of(tree: _Element, styles: Mapping[str, str]) -> Iterator[Paragraph]:
    """The paragraphs of a part in order, those of tables and text boxes among them."""
    for paragraph in tree.iter("{*}p"):
        if name_of(paragraph) != "p" or _is_left_out(paragraph):
            continue
        runs = list(_runs(paragraph))
        words = [run for run in runs if run[0].strip()]
        yield Paragraph(
            "".join(text for text, _ in runs),
            kind_of(paragraph, styles),
            bool(words) and all(stressed for _, stressed in words),
            _is_end_deleted(paragraph),
        )


def _is_left_out(paragraph: _Element) -> bool:
    return any(name_of(ancestor) in _LEFT_OUT for ancestor in paragraph.iterancestors())


def _is_end_deleted(paragraph: _Element) -> bool:
    marks = _child(_child(paragraph, "pPr"), "rPr")
    return marks is not None and any(name_of(mark) in ("del", "moveFrom") for mark in marks)


def _runs(node: _Element, stressed: bool = False) -> Iterator[tuple[str, bool]]:
    """The texts of a paragraph and whether each is stressed; a paragraph inside it (a text box) is one of its
    own. Hidden text is none."""
    for child in node:
        name = name_of(child)
        if name in _LEFT_OUT or name == "p":
            continue
        if name == "r":
            look = _child(child, "rPr")
            if not _is_on(look, "vanish"):
                yield from _runs(child, any(_is_on(look, sign) for sign in _STRESSES))
        elif name == "t":
            yield child.text or "", stressed
        elif name in _SIGNS:
            yield _SIGNS[name], stressed
        else:
            yield from _runs(child, stressed)


def _child(node: _Element | None, name: str) -> _Element | None:
    return None if node is None else next((each for each in node if name_of(each) == name), None)


def _is_on(look: _Element | None, name: str) -> bool:
    found = _child(look, name)
    return found is not None and value_of(found) not in ("0", "false", "off")


def kind_of(paragraph: _Element, styles: Mapping[str, str]) -> BlockKind:
    """What a paragraph is by its style, or by its number in a list."""
    look = _child(paragraph, "pPr")
    style = _child(look, "pStyle")
    kind = kind_of_style(value_of(style), styles) if style is not None else "paragraph"
    number = _child(_child(look, "numPr"), "numId")
    return (
        "item" if kind == "paragraph" and number is not None and value_of(number) != "0" else kind
    )


def notes_of(tree: _Element, styles: Mapping[str, str]) -> Iterator[Paragraph]:
    """The footnotes or endnotes of a part, separators left out."""
    for note in tree:
        if value_of(note, "type") in ("", "normal"):
            yield from paragraphs_of(note, styles)


def _blocks_of(paragraphs: list[Paragraph]) -> Iterator[Block]:
    """Where the paragraphs stand in the text."""
    at = 0
    for paragraph in paragraphs:
        yield Block(paragraph.kind, Span(at, at + len(paragraph.text)), paragraph.stressed)
        at += len(paragraph.text) + 2


# --- what else it tells -------------------------------------------------------------------------------


def core_of(parts: Parts) -> dict[str, object]:
    """Title and creator as the properties have them: whose account made the file need not be who wrote the
    text, and their dates are the file's, not of publication."""
    if parts.core is None:
        return {}
    found = {name: parts.core.findtext(f"{_DC}{name}") or "" for name in ("title", "creator")}
    return {name: " ".join(told.split()) for name, told in found.items() if told.strip()}


def repairs_of(parts: Parts) -> tuple[str, ...]:
    """What was left out of a document, told with counts."""
    told = []
    comments = len(parts.comments) if parts.comments is not None else 0
    if comments:
        told.append(f"{comments} comment{'s' * (comments > 1)} of the document left out.")
    trees = [each for each in (parts.body, parts.footnotes, parts.endnotes) if each is not None]
    deleted = sum(
        1 for tree in trees for each in tree.iter("{*}del", "{*}moveFrom") if _has_words(each)
    )
    if deleted:
        told.append(f"Tracked changes read as accepted: {deleted} deleted passages left out.")
    hidden = sum(_is_hidden(each) for tree in trees for each in tree.iter("{*}r"))
    if hidden:
        told.append(f"{hidden} stretch{'es' * (hidden > 1)} of hidden text left out.")
    return tuple(told)


def _has_words(deleted: _Element) -> bool:
    """Whether a change deletes words, and not only the end of a paragraph."""
    return next(deleted.iter("{*}delText", "{*}t"), None) is not None


def _is_hidden(run: _Element) -> bool:
    return name_of(run) == "r" and _is_on(_child(run, "rPr"), "vanish") and _has_words(run)
