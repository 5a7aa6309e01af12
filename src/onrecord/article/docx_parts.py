"""The parts of a Word document as trees, unpacked within limits and parsed without entities or networks.

A document is a zip file of XML in one of two namespaces ("transitional" and "strict"). Before: the bytes of a
file. After: `docx` reads the trees.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from onrecord.errors import TooLarge, UnreadableDocument

if TYPE_CHECKING:
    from lxml.etree import _Element

BODY, FOOTNOTES, ENDNOTES = "word/document.xml", "word/footnotes.xml", "word/endnotes.xml"
COMMENTS, STYLES, CORE = "word/comments.xml", "word/styles.xml", "docProps/core.xml"
_W = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_SPACES = frozenset(space.removesuffix("}") for space in _W)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")
_UNPACKED_AT_MOST = 2
"""All parts together may unpack to this many times the size limit of one document: 40 MB of XML took 0.7 GB
of memory to read."""
_ANEW = "open it in a word processor and save it anew"


@dataclass(frozen=True, slots=True)
class Parts:
    """The trees of a document; none for a part that it does not have."""

    body: _Element
    footnotes: _Element | None = None
    endnotes: _Element | None = None
    comments: _Element | None = None
    styles: _Element | None = None
    core: _Element | None = None


def unpack(data: bytes, limit: int) -> Parts:
    """The parts of a document that are read. Raises UnreadableDocument with the reason."""
    if data.startswith(_OLD):
        raise UnreadableDocument(
            "is a Word document of the old kind (.doc) or one with a password: save it as .docx without one"
        )
    held = _unpacked(data, limit)
    if BODY not in held:
        raise UnreadableDocument(
            f"is a zip file without {BODY}, so no Word document: save it as .docx, or name it as what it is"
        )
    trees = {name: parse(part, name) for name, part in held.items()}
    return Parts(
        trees.pop(BODY), *(trees.get(n) for n in (FOOTNOTES, ENDNOTES, COMMENTS, STYLES, CORE))
    )


def _unpacked(data: bytes, limit: int) -> dict[str, bytes]:
    """The bytes of each part that is there, no more than the limit allows."""
    wanted = (BODY, FOOTNOTES, ENDNOTES, COMMENTS, STYLES, CORE)
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            held = [name for name in wanted if name in packed.namelist()]
            sizes = {name: packed.getinfo(name).file_size for name in held}
            if sum(sizes.values()) > _UNPACKED_AT_MOST * limit:
                raise TooLarge(
                    f"unpacks to {sum(sizes.values()):,} bytes, over {_UNPACKED_AT_MOST} times the limit of "
                    f"{limit:,}: raise the limit with --max-bytes if it is no bomb"
                )
            return {name: _part(packed, name, sizes[name]) for name in held}
    except (
        zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError,
    ) as error:  # fmt: skip
        raise UnreadableDocument(
            f"is a damaged or locked Word document ({error}): {_ANEW}"
        ) from error


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
            f"is a damaged Word document: {name} is no XML ({error}); {_ANEW}"
        ) from error
    if tree.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(
            f"is no Word document as word processors write it: {name} declares a document type"
        )
    return tree


def name_of(node: _Element) -> str:
    """The name of an element of a word processor's own, in either namespace; nothing for others."""
    tag = node.tag
    if not isinstance(tag, str):
        return ""  # a comment of XML
    space, _, name = tag.rpartition("}")
    return name if space in _SPACES or tag == _FALLBACK else ""


def value_of(node: _Element, name: str = "val") -> str:
    """An attribute of an element, nothing where it has none."""
    return next((str(node.get(space + name)) for space in _W if node.get(space + name)), "")
