"""The members of a WARC file, one after another, each whole or told as lost with its place.

Readers of WARC stop at the first broken member. Here each member is unpacked and measured by itself, and
after a broken one the next is searched for: the next gzip or zstd member that unpacks to a WARC record, or
the next line `WARC/1.1` with a header below it. Memory holds one record of at most the size limit.
Before: `reading` or `wacz`, which open the file. After: `warc`, which reads the records.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

from onrecord.article.archive_packing import Broken, Packing, Unpacked, new_packing
from onrecord.errors import UnreadableDocument

Kind = Literal["gzip", "zstd", "plain"]
_LONGEST_HEAD = 65_536
_STEP = 1 << 16
_BLANK = b"\r\n\0"
_JOINTS = (b"\r\n\r\n", b"\n\n")
_MAGIC: dict[Kind, bytes] = {
    "gzip": rb"\x1f\x8b\x08",
    "zstd": rb"\x28\xb5\x2f\xfd",
    "plain": rb"WARC/[01]\.\d{1,2}\r?\n[A-Za-z-]{2,60}:",
}
_LONGEST_MAGIC = 80
_PROBE = 4_096
_PLAIN = re.compile(_MAGIC["plain"])
_VERSION = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.I | re.M)
_NEXT_HEADER = re.compile(rb"\nWARC-[A-Z]")
_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18", re.S)
_DICTIONARY = b"\x5d\x2a\x4d\x18"


@dataclass(frozen=True, slots=True)
class Member:
    """One record: the byte of the file that its member begins at, and its bytes from header to body.

    A body longer than the limit is `cut` there; its other bytes were measured and not kept. The length of a
    `doubtful` one is not proved by what follows: only its digest can tell that it is whole.
    """

    offset: int
    data: bytes
    cut: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """A stretch of the file that could not be read as a member, up to the place where reading went on."""

    offset: int
    end: int
    reason: str


class ArchiveFile:
    """The bytes of an archive by their place; what kinds of members it has had; its zstd dictionary."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.size = stream.seek(0, 2)
        self.kinds: set[Kind] = set()
        self.dictionary: bytes | None = None

    def at(self, offset: int, length: int) -> bytes:
        """Up to `length` bytes from `offset`."""
        self._stream.seek(offset)
        return self._stream.read(length)

    def after_blank(self, offset: int) -> int:
        """The first byte from `offset` on that is no line break and no padding."""
        while piece := self.at(offset, _STEP):
            rest = piece.lstrip(_BLANK)
            offset += len(piece) - len(rest)
            if rest:
                return offset
        return self.size

    def find(self, pattern: re.Pattern[bytes], offset: int) -> Iterator[int]:
        """Where `pattern` matches from `offset` on."""
        while offset < self.size:
            piece = self.at(offset, _STEP + _LONGEST_MAGIC)
            for found in pattern.finditer(piece):
                if found.start() < _STEP:
                    yield offset + found.start()
            offset += _STEP


def cut_members(stream: BinaryIO, limit: int) -> Iterator[Member | Lost]:
    """Every member of a WARC file in order, and every stretch that is none. The stream must seek."""
    file = ArchiveFile(stream)
    at = 0
    while (at := file.after_blank(at)) < file.size:
        at = yield from _cut_at(file, at, limit)


def _cut_at(file: ArchiveFile, at: int, limit: int) -> Generator[Member | Lost, None, int]:
    """What begins at `at`; comes back with the place to go on from."""
    kind = _kind_at(file, at)
    if kind is None:
        skipped = _skip_frame(file, at)
        if skipped:
            return skipped
        end = _next_member(file, at + 1)
        yield Lost(at, end, "no member begins here")
        return end
    if kind == "plain":
        return (yield from _cut_plain(file, at, limit))
    return (yield from _cut_packed(file, at, limit, new_packing(kind, file.dictionary)))


def _kind_at(file: ArchiveFile, at: int) -> Kind | None:
    begun = file.at(at, _LONGEST_MAGIC)
    for kind, magic in _MAGIC.items():
        if re.match(magic, begun):
            return kind
    return None


def _skip_frame(file: ArchiveFile, at: int) -> int | None:
    """The end of a skippable zstd frame, whose dictionary is kept if it is one."""
    begun = file.at(at, 8)
    end = at + 8 + int.from_bytes(begun[4:8], "little")
    if not _SKIPPABLE.match(begun) or len(begun) < 8 or end > file.size:
        return None
    if at == 0 and begun[:4] == _DICTIONARY and end - at < 1 << 24:
        file.dictionary = file.at(at + 8, end - at - 8)
    return end


# --- plain records ------------------------------------------------------------------------------------


def _cut_plain(file: ArchiveFile, at: int, limit: int) -> Generator[Member | Lost, None, int]:
    try:
        head, length = read_head(_head_at(file, at))
        end = at + head + length
        if end > file.size:
            raise Broken(_too_short(length, file.size - at - head))
        after = file.at(end, 512)
        if not _ends_here(file.at(end - 1, 1), after):
            raise Broken(wrong_length(length))
    except Broken as error:
        end = _next_member(file, at + 1)
        yield Lost(at, end, str(error))
        return end
    file.kinds.add("plain")
    kept = min(length, limit + 1)
    data = file.at(at, head + kept)
    yield Member(at, data, cut=kept < length, doubtful=not _goes_on(after))
    return end


def _head_at(file: ArchiveFile, at: int) -> bytes:
    """The bytes of a record's header and a few more, no further than the next record's beginning."""
    length = 1024
    while True:
        begun = file.at(at, length)
        if _HEAD_END.search(begun) or length >= _LONGEST_HEAD or _PLAIN.search(begun, 1):
            return begun
        length *= 4


def read_head(begun: bytes) -> tuple[int, int]:
    """The length of a record's header, and that of its body as the header has it. Raises Broken.

    >>> read_head(b"WARC/1.1\\r\\nContent-Length: 3\\r\\n\\r\\nyes")
    (31, 3)
    """
    if not _VERSION.match(begun):
        raise Broken("it does not begin as a WARC record")
    head = _HEAD_END.search(begun)
    if head is None:
        raise Broken("its header has no end")
    lengths = set(_LENGTH.findall(begun, 0, head.end()))
    if len(lengths) != 1:
        raise Broken("its header has no Content-Length that can be read one way")
    return head.end(), int(lengths.pop())


def _too_short(length: int, there: int) -> str:
    return f"its Content-Length is {length:,}, but only {max(0, there):,} bytes are there"


def wrong_length(length: int) -> str:
    """That a record does not end where its header says."""
    return f"its Content-Length of {length:,} does not lead to the record's end"


def _ends_here(last: bytes, after: bytes) -> bool:
    """Whether a record may end between its `last` byte and what comes `after`: before two line breaks.

    At the end of all they may be missing, unless the record has them in itself, being told too long.
    """
    if after.startswith(_JOINTS):
        return True
    return any(joint.startswith(after) for joint in _JOINTS) and last not in (b"\r", b"\n")


def _goes_on(after: bytes) -> bool:
    """Whether what follows a record is nothing, a member, or a header that begins badly."""
    rest = after.lstrip(_BLANK)
    rest = rest[:1] + rest[1:].split(b"WARC/")[0]
    if not rest or any(re.match(magic, rest) for magic in _MAGIC.values()):
        return True
    return b"WARC/1.1\r\nWARC-".startswith(rest) or _NEXT_HEADER.search(rest) is not None


# --- packed members -----------------------------------------------------------------------------------


def _cut_packed(
    file: ArchiveFile, at: int, limit: int, packing: Packing
) -> Generator[Member | Lost, None, int]:
    """The records of a gzip or zstd member: one, or many where a whole file was packed at once."""
    source = Unpacked(file, at, packing, limit)
    told, whole = False, 0
    try:
        while source.more():
            try:
                member = _cut_record(source, at, limit)
            except WrongRecord as error:
                end = source.drain()
                told = True
                yield Lost(at, end, str(error))
                return end
            file.kinds.add(packing.kind)
            whole += 1
            yield member
        return source.end
    except Broken as error:
        end = _next_member(file, at + 1)
        if not told:
            after = f" after {whole:,} records of it were read" if whole else ""
            yield Lost(at, end, str(error) + after)
        return end


class WrongRecord(Exception):
    """What a whole member holds is no record, or not one record of the length that it tells."""


def _cut_record(source: Unpacked, at: int, limit: int) -> Member:
    try:
        head, length = read_head(source.peek(_LONGEST_HEAD))
    except Broken as error:
        source.check()
        raise WrongRecord(str(error)) from error
    kept = min(length, limit + 1)
    data = source.take(head + kept)
    there = len(data) - head + source.skip(length - kept)
    if there < length:
        source.check()
        raise WrongRecord(_too_short(length, there))
    after = source.peek(512)
    rest = after.lstrip(_BLANK)
    last = data[-1:] if length == kept else b""
    if not _ends_here(last, after) or (rest and not _VERSION.match(rest)):
        raise WrongRecord(wrong_length(length))
    source.take(len(after) - len(rest))
    # At the member's end, this checks its checksum before anything is made of the record.
    source.more()
    return Member(at, data, cut=kept < length)


# --- on from a broken member --------------------------------------------------------------------------


def _next_member(file: ArchiveFile, offset: int) -> int:
    """Where the next member begins, of the kinds that the file has had; the file's size if none does."""
    kinds = file.kinds or set(_MAGIC)
    pattern = re.compile(b"|".join(_MAGIC[kind] for kind in sorted(kinds)))
    return next((at for at in file.find(pattern, offset) if _begins_member(file, at)), file.size)


def _begins_member(file: ArchiveFile, at: int) -> bool:
    kind = _kind_at(file, at)
    if kind is None or kind == "plain":
        return kind == "plain"
    packing = new_packing(kind, file.dictionary)
    # A gzip header that does not end would be followed through the whole file; a zstd block must be whole.
    try:
        if kind == "gzip":
            return _VERSION.match(packing.feed(file.at(at, _PROBE))) is not None
        return _VERSION.match(Unpacked(file, at, packing, _STEP).peek(12)) is not None
    except (Broken, UnreadableDocument):
        return False
