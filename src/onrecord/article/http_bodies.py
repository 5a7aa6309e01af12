"""The body of an answer over HTTP as it was meant: out of its chunks and its compression.

`warc` calls this for what it reads. Many archives keep the headers of a body that they stored unpacked, so
a body that is not packed as its header says is taken as it stands, which is told.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

from onrecord.errors import TooLarge, UnreadableDocument

_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_BREAK = re.compile(rb"\r?\n")
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_TEXT = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<")


def join_chunks(body: bytes) -> tuple[bytes, tuple[str, ...]]:
    """A chunked body as one, and what was not as it should be. Raises UnreadableDocument for a cut one.

    >>> join_chunks(b"3\\r\\nyes\\r\\n0\\r\\n\\r\\n")
    (b'yes', ())
    """
    if not _CHUNK.match(body):
        return body, (
            "Its headers say that it is in chunks; it is not, and was read as it stands.",
        )
    pieces: list[bytes] = []
    at = 0
    while head := _CHUNK.match(body, at):
        length = int(head[1], 16)
        if length == 0:
            return b"".join(pieces), ()
        piece = body[head.end() : head.end() + length]
        after = _BREAK.match(body, head.end() + length)
        if len(piece) < length or after is None:
            break
        pieces.append(piece)
        at = after.end()
    raise UnreadableDocument(
        f"its chunks break off after {sum(map(len, pieces)):,} bytes: it was cut when it was fetched"
    )


def unpack_body(body: bytes, codings: str, limit: int) -> tuple[bytes, tuple[str, ...]]:
    """The body without its content codings ("gzip, br"), last one first, and what was not as it said.

    Raises TooLarge for one that unpacks to over `limit` bytes, UnreadableDocument for a damaged one.

    >>> unpack_body(zlib.compress(b"<p>yes"), "deflate", 100)
    (b'<p>yes', ())
    """
    repairs: tuple[str, ...] = ()
    for coding in reversed([name.strip().lower() for name in codings.split(",")]):
        if coding in ("", "identity", "none"):
            continue
        unpack = _UNPACKERS.get(coding)
        if unpack is None:
            raise UnreadableDocument(f'its Content-Encoding is "{coding[:40]}", which is not read')
        if _is_unpacked(body, coding):
            repairs += (
                f"Its headers say that it is packed ({coding}); it is not, and was read as it stands.",
            )
            continue
        body = unpack(body, limit)
        if len(body) > limit:
            raise TooLarge(
                f"its body unpacks to over the limit of {limit:,} bytes: raise the limit with --max-bytes "
                "if it is no bomb"
            )
    return body, repairs


def _is_unpacked(body: bytes, coding: str) -> bool:
    magic = {"gzip": _GZIP, "x-gzip": _GZIP, "zstd": _ZSTD}.get(coding)
    return not body or (not body.startswith(magic) if magic else bool(_TEXT.match(body)))


def _unpack_zlib(body: bytes, limit: int) -> bytes:
    """Of gzip, zlib or bare deflate: servers say "deflate" of both of the latter."""
    forms = (47, -15) if not body.startswith(_GZIP) else (47,)
    trouble = ""
    for form in forms:
        state = zlib.decompressobj(form)
        try:
            found = state.decompress(body, limit + 1)
        except zlib.error as error:
            trouble = trouble or str(error)
            continue
        if state.eof or len(found) > limit:
            return found
        trouble = trouble or "it ends too early"
    raise UnreadableDocument(f"its body is packed and damaged ({trouble})")


def _unpack_brotli(body: bytes, limit: int) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise UnreadableDocument(_missing("brotli")) from error
    state = brotli.Decompressor()
    found = bytearray()
    try:
        while not state.is_finished() and len(found) <= limit:
            piece = state.process(body, output_buffer_limit=1 << 16)
            if not piece and not body:
                raise UnreadableDocument("its body is packed with brotli and ends too early")
            body = b""
            found += piece
    except brotli.error as error:
        raise UnreadableDocument(f"its body is packed with brotli and damaged ({error})") from error
    return bytes(found)


def _unpack_zstd(body: bytes, limit: int) -> bytes:
    try:
        import zstandard
    except ImportError as error:
        raise UnreadableDocument(_missing("zstd")) from error
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(body) as stream:
            return bytes(stream.read(limit + 1))
    except zstandard.ZstdError as error:
        raise UnreadableDocument(f"its body is packed with zstd and damaged ({error})") from error


def _missing(name: str) -> str:
    return f"its body is packed with {name}, for which a library is missing: pip install 'onrecord[archives]'"


_UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _unpack_zlib,
    "x-gzip": _unpack_zlib,
    "deflate": _unpack_zlib,
    "br": _unpack_brotli,
    "zstd": _unpack_zstd,
}
