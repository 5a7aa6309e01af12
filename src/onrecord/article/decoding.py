"""From bytes to text: which encoding a document is in, with the reason where it is not UTF-8.

Runs after `inputs` has read the bytes; `mending` follows. The text comes out as it was written: no
newline is translated. Order: byte order mark, UTF-8, a declared encoding, UTF-16 by its NULs,
windows-1252 or Mac Roman by where their quotation marks fall, then charset_normalizer.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from onrecord.errors import UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document", "save its text as .txt"),
    (b"PK\x03\x04", "a zip archive or office document", "unpack it, or save its text as .txt"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save its text as .txt"),
    (b"{\\rtf", "a rich text (RTF) document", "save its text as .txt"),
    (b"\x89PNG", "a PNG image", "leave it out"),
    (b"\xff\xd8\xff", "a JPEG image", "leave it out"),
    (b"GIF8", "a GIF image", "leave it out"),
    (b"SQLite format 3\x00", "a SQLite database", "name it with --record, not as a document"),
    (b"BZh", "a bzip2 file", "unpack it first"),
    (b"\xfd7zXZ", "an xz file", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd file", "unpack it first"),
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.02
"""More control characters than this share: binary. No text of the corpora has one in a thousand."""
_BAD_BYTE = re.compile("[\udc80-\udcff]")
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document's text and, where it was not plain UTF-8, a sentence that says what it was."""

    text: str
    repairs: tuple[str, ...] = ()


def decode_bytes(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`; `declared` is the encoding that the document claims, tried after UTF-8.

    Raises UnreadableDocument for what is no text, with what it is and what to do.

    >>> decode_bytes(b"It\\x92s over.\\r\\n").text
    'It’s over.\\r\\n'
    """
    _refuse_known_binary(data)
    decoded = _by_mark(data) or _as_utf8(data, declared) or _by_declaration(data, declared)
    decoded = decoded or _as_unmarked_utf16(data) or _nearly_utf8(data)
    if decoded is None:
        _refuse_controls(data.decode("latin-1"))
        decoded = _as_single_bytes(data) or _by_statistics(data)
    if decoded is None:
        raise UnreadableDocument("its encoding is not known: save it as UTF-8")
    _refuse_controls(decoded.text)
    return decoded


def _refuse_known_binary(data: bytes) -> None:
    for magic, name, advice in _MAGIC:
        if data.startswith(magic):
            raise UnreadableDocument(f"is {name}, not text: {advice}")


def _refuse_controls(text: str) -> None:
    controls = len(_CONTROLS.findall(text))
    if controls > max(2, _MOST_CONTROLS * len(text)):
        share = round(100 * controls / len(text))
        raise UnreadableDocument(
            f"is binary, not text ({share}% control characters): leave it out, or save it as text"
        )


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if not data.startswith(mark):
            continue
        name = encoding.upper()
        try:
            text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
        except UnicodeDecodeError:
            if encoding == "utf-8":
                return decode_bytes(data[len(mark) :])
            raise UnreadableDocument(
                f"begins with the mark of {name} but is not {name}: save it as UTF-8"
            ) from None
        if encoding == "utf-8":
            return Decoded(text, ("A byte order mark at the beginning was removed.",))
        return Decoded(text, (f"Read as {name}, by its byte order mark.",))
    return None


def _as_utf8(data: bytes, declared: str | None) -> Decoded | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    name = (declared or "utf-8").strip().lower()
    if text.isascii() or name.replace("_", "-") in ("utf-8", "utf8"):
        return None if _has_alternate_nuls(data) else Decoded(text)
    return Decoded(text, (f'Declared as "{declared}" but valid UTF-8: read as UTF-8.',))


def _by_declaration(data: bytes, declared: str | None) -> Decoded | None:
    name = (declared or "").strip().lower()
    if not name or name in ("utf-8", "utf8") or name.startswith(("utf-16", "utf-32")):
        return None
    # Browsers read both names as windows-1252, and so do the pages that declare them.
    name = "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
    return Decoded(text, (f'Read as "{declared}", as the document declares.',))


def _has_alternate_nuls(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    half = max(1, len(sample) // 2)
    return max(sample[0::2].count(0), sample[1::2].count(0)) > 0.7 * half


def _as_unmarked_utf16(data: bytes) -> Decoded | None:
    if len(data) % 2 or not _has_alternate_nuls(data):
        return None
    encoding = (
        "utf-16-le" if data[1:_SAMPLE:2].count(0) > data[0:_SAMPLE:2].count(0) else "utf-16-be"
    )
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(text, (f"Read as {encoding.upper()}: every other byte is zero.",))


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes of windows-1252 between, as pasted copy has."""
    text = data.decode("utf-8", "surrogateescape")
    bad = len(_BAD_BYTE.findall(text))
    good = len(text) - bad - sum(text.count(chr(code)) for code in range(128))
    if good <= bad:
        return None
    mended = _BAD_BYTE.sub(_as_cp1252, text)
    return Decoded(mended, (f"UTF-8 with {bad} byte(s) that are not: read as windows-1252.",))


def _as_cp1252(match: re.Match[str]) -> str:
    return bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace")


# Where a reading is wrong, a capital stands inside a lower-case word ("donÕt") or a sign that
# no prose has. Quotation marks and dashes beside letters are where it is right.
_WRONG = re.compile(
    r"[a-z][À-ÞŒŠŽ][a-z]|[¡-¿×÷ˆ†‡‰◊ı˜¯˘˙˚¸˝˛ˇ∂∑∏π∫Ωƒ≈∆√≤≥≠∞][A-Za-z]|[A-Za-z][ˆ†‡◊ı¯˘˙¸˝˛ˇ∂∑∏∫Ω≈∆√≠∞¤¦¬±µ¶]"
)
_RIGHT = re.compile(
    r"\w[’][a-z]|(?:^|\s)[“‘](?=\w)|[\w.,!?][”’](?:\s|$)|\w ?[–—] ?\w|[a-z][à-ÿ]|[à-ÿ][a-z]", re.M
)


def _as_single_bytes(data: bytes) -> Decoded | None:
    best, name = 0, ""
    sample = data[: 4 * _SAMPLE]
    for encoding in ("cp1252", "mac_roman"):
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = len(_RIGHT.findall(text)) - 2 * len(_WRONG.findall(text))
        if score > best:
            best, name = score, encoding
    if not name:
        return None
    label = "windows-1252" if name == "cp1252" else "Mac Roman"
    try:
        return Decoded(data.decode(name), (f"Not UTF-8: read as {label}, by its quotation marks.",))
    except UnicodeDecodeError:
        return None


def _by_statistics(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    for encoding in (best.encoding if best else None, "cp1252"):
        if encoding is None:
            continue
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return Decoded(text, (f"Not UTF-8: read as {encoding}, the likeliest by its letters.",))
    return None
