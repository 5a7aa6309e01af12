"""WARC and WACZ files of our own writing, member by member."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import zipfile
from collections.abc import Callable

DAY = "2024-05-06T07:08:09Z"
Pack = Callable[[bytes], bytes]


def page(number: int, words: str = "") -> bytes:
    """A page about an invented ferry; each has words of its own."""
    return (
        f"<!doctype html><html lang=en><head><title>Ferry {number}</title></head><body><article><h1>"
        f"Ferry {number}</h1><p>The ferry on the river has crossed for {number} years, and the film about it "
        f"opened last week in the town where it was shot. {words}“The water was {number} degrees and nobody "
        "was getting in it,” said the director of the film, who had come back for the screening and "
        "the supper."
        "</p></article></body></html>"
    ).encode()


def answer(
    body: bytes, headers: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    """What a server sent."""
    return f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body


def record(
    block: bytes,
    url: str = "https://ferry.test/1",
    kind: str = "response",
    *,
    length: int | None = None,
    digest: bool = True,
    more: str = "",
) -> bytes:
    """One record as it stands in an unpacked WARC file."""
    sha1 = base64.b32encode(hashlib.sha1(block).digest()).decode()
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\n"
        f"WARC-Record-ID: <urn:uuid:{hashlib.md5(url.encode()).hexdigest()}>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: {DAY}\r\n"
        + (f"WARC-Block-Digest: sha1:{sha1}\r\n" if digest else "")
        + more
        + f"Content-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def pages(count: int, pack: Pack = bytes) -> list[bytes]:
    """Members with a page each."""
    return [pack(record(answer(page(n)), f"https://ferry.test/{n}")) for n in range(1, count + 1)]


def gz(data: bytes) -> bytes:
    """A gzip member."""
    return gzip.compress(data, mtime=0)


def zst(data: bytes) -> bytes:
    """A zstd frame with its checksum."""
    import zstandard

    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


def wacz(parts: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A WACZ file with these WARC files under archive/."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as packed:
        packed.writestr("datapackage.json", "{}")
        for name, data in parts.items():
            packed.writestr(f"archive/{name}", data)
    return held.getvalue()
