"""WACZ archives: the WARC files that lie in a zip file, each read as if it lay beside it.

A WARC file that is stored as it is, as the format asks, is read in its place; one that was packed once more
is unpacked to a temporary file, no further than a bomb would need. Without a directory that can be read,
the whole file is searched for members. Before: `reading`. After: `warc`.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from onrecord.article.warc import read_warc
from onrecord.errors import UnreadableDocument
from onrecord.settings import Settings
from onrecord.values import Article, Failure

_FOLDER = "archive/"
_ENDINGS = (".warc", ".warc.gz", ".warc.zst")
_STEP = 1 << 16
_BOMB = 100
_LOCAL_HEADER = 30
_DAMAGES = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error)


def read_wacz(stream: BinaryIO, path: str, settings: Settings) -> Iterator[Article | Failure]:
    """The articles of all WARC files in a WACZ file, and a failure for every loss."""
    try:
        packed = zipfile.ZipFile(stream)
        names = [info for info in packed.infolist() if _is_archive(info)]
    except _DAMAGES as error:
        yield Failure(
            path,
            f"its zip directory is damaged ({error}): the file was searched for WARC members without it",
        )
        yield from read_warc(stream, path, settings)
        return
    if not names:
        raise UnreadableDocument(
            f"is a zip file without a WARC file under {_FOLDER}: name it as what it is"
        )
    for info in names:
        yield from _read_part(stream, packed, info, (path, settings))


def _is_archive(info: zipfile.ZipInfo) -> bool:
    return info.filename.startswith(_FOLDER) and info.filename.lower().endswith(_ENDINGS)


def _read_part(
    stream: BinaryIO,
    packed: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    into: tuple[str, Settings],
) -> Iterator[Article | Failure]:
    path, settings = into
    name = f"{path}/{info.filename}"
    if info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 1:
        try:
            part = _in_place(stream, info)
        except UnreadableDocument as error:
            yield Failure(name, str(error))
            return
        yield from read_warc(part, name, settings)
        return
    with tempfile.TemporaryFile() as unpacked:
        trouble = _unpack(packed, info, unpacked, settings.max_bytes)
        if trouble:
            yield Failure(name, trouble)
        yield from read_warc(cast(BinaryIO, unpacked), name, settings)


def _in_place(stream: BinaryIO, info: zipfile.ZipInfo) -> BinaryIO:
    """The bytes of a stored part, without its zip checksum: members have their own."""
    stream.seek(max(0, info.header_offset))
    header = stream.read(_LOCAL_HEADER)
    if info.header_offset < 0 or len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise UnreadableDocument("its place in the zip file is damaged: all of this part is lost")
    lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    start = info.header_offset + _LOCAL_HEADER + lengths
    end = min(start + info.compress_size, stream.seek(0, io.SEEK_END))
    return cast(BinaryIO, io.BufferedReader(_Slice(stream, start, end)))


def _unpack(
    packed: zipfile.ZipFile, info: zipfile.ZipInfo, unpacked: BinaryIO, limit: int
) -> str | None:
    """Why not all of a packed part came into `unpacked`, if so."""
    most = max(limit, _BOMB * info.compress_size)
    total = 0
    try:
        with packed.open(info) as part:
            while piece := part.read(_STEP):
                total += len(piece)
                if total > most:
                    return f"it unpacks to over {most:,} bytes: a bomb; only its beginning is read"
                unpacked.write(piece)
    except _DAMAGES as error:
        return f"its zip data are damaged ({error}): only what comes before is read"
    return None


class _Slice(io.RawIOBase):
    """Some bytes of a file as a file."""

    def __init__(self, stream: BinaryIO, start: int, end: int) -> None:
        self._stream, self._start, self._size = stream, start, max(0, end - start)
        self._at = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """To a place in the slice."""
        self._at = offset + (0, self._at, self._size)[whence]
        return self._at

    def tell(self) -> int:
        """The place in the slice."""
        return self._at

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Bytes from the place on."""
        self._stream.seek(self._start + self._at)
        found = self._stream.read(max(0, min(len(buffer), self._size - self._at)))
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)
