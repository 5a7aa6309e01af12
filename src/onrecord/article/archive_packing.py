"""Members packed with gzip or zstd, unpacked a little at a time and no further than a limit.

`archive_members` asks for the bytes of one member and learns where in the file it ends. What is damaged,
cut off or a bomb is `Broken`, with the reason.
"""

from __future__ import annotations

import zlib
from typing import Literal, Protocol

from onrecord.errors import UnreadableDocument

_STEP = 1 << 16
_FIRST_STEP = 1 << 10
"""Most members are short, and most places that look like one are none."""
_LONGEST_HEADER = 1 << 18
"""A gzip header is at most 64 KiB and a file name, a zstd block 128 KiB."""
_ZSTD_STEP = 1 << 10
"""Bytes of zstd given at once: its smallest block, of four bytes, unpacks to 128 KiB."""
_BOMB = 100
"""A member over the size limit that unpacks to over this many times its packed bytes is a bomb. Pages
shrink to a tenth, long runs of one letter to a thousandth."""
_WINDOW = 1 << 27


class Broken(Exception):
    """Why a stretch of a file is no member."""


class Bytes(Protocol):
    """A file by place."""

    size: int

    def at(self, offset: int, length: int) -> bytes:
        """Up to `length` bytes from `offset`."""


class Packing(Protocol):
    """One member's unpacking. `feed` takes packed bytes; `over` is what it had no use for at the end."""

    kind: Literal["gzip", "zstd"]
    step: int
    done: bool
    over: bytes

    def feed(self, packed: bytes) -> bytes:
        """What the bytes unpack to."""


class Gzip:
    """A gzip member."""

    kind: Literal["gzip", "zstd"] = "gzip"
    step = _STEP

    def __init__(self) -> None:
        self._state = zlib.decompressobj(31)
        self.done, self.over = False, b""

    def feed(self, packed: bytes) -> bytes:
        """What the bytes unpack to, a step's worth; the bytes not used yet are `over`."""
        try:
            found = self._state.decompress(packed, _STEP)
        except zlib.error as error:
            raise Broken(f"its gzip data are damaged ({_short(error)})") from error
        self.done = self._state.eof
        self.over = self._state.unused_data if self.done else self._state.unconsumed_tail
        return found


class Zstd:
    """A zstd frame."""

    kind: Literal["gzip", "zstd"] = "zstd"
    step = _ZSTD_STEP

    def __init__(self, dictionary: bytes | None) -> None:
        try:
            import zstandard
        except ImportError as error:
            raise UnreadableDocument(
                "is packed with zstd, for which a library is missing: pip install 'onrecord[archives]'"
            ) from error
        self._error = zstandard.ZstdError
        known = None
        try:
            if dictionary:
                known = zstandard.ZstdCompressionDict(_unpacked(dictionary))
            unpacker = zstandard.ZstdDecompressor(dict_data=known, max_window_size=_WINDOW)
        except zstandard.ZstdError as error:
            raise UnreadableDocument(
                f"has a damaged zstd dictionary ({error}): fetch it again"
            ) from error
        self._state = unpacker.decompressobj()
        self.done, self.over = False, b""

    def feed(self, packed: bytes) -> bytes:
        """What the bytes unpack to."""
        try:
            found = bytes(self._state.decompress(packed))
        except self._error as error:
            raise Broken(f"its zstd data are damaged ({_short(error)})") from error
        self.done = self._state.eof
        self.over = self._state.unused_data if self.done else b""
        return found


def _unpacked(dictionary: bytes) -> bytes:
    """The dictionary, which may itself be packed."""
    if not dictionary.startswith(b"\x28\xb5\x2f\xfd"):
        return dictionary
    import zstandard

    unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    return bytes(unpacker.decompress(dictionary, max_output_size=1 << 24))


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:100]


def new_packing(kind: Literal["gzip", "zstd"], dictionary: bytes | None = None) -> Packing:
    """What unpacks one member of this kind."""
    return Gzip() if kind == "gzip" else Zstd(dictionary)


class Unpacked:
    """The unpacked bytes of the member at `start`, in order, as far as it can be unpacked.

    What is before a damage can be had; `check` then raises Broken, as `more` does at the damage.
    """

    def __init__(self, file: Bytes, start: int, packing: Packing, limit: int) -> None:
        self._file, self._start, self._packing, self._limit = file, start, packing, limit
        self._next = start
        self._waiting = b""
        self._ready = bytearray()
        self._step = min(_FIRST_STEP, packing.step)
        self._total = 0
        self._trouble: Broken | None = None
        self.end = start

    def more(self) -> bool:
        """Whether there is a byte left. At the end, the member's checksum has been checked."""
        if not self.peek(1):
            self.check()
        return bool(self._ready)

    def check(self) -> None:
        """Raises Broken if a damage was met."""
        if self._trouble:
            raise self._trouble

    def peek(self, length: int) -> bytes:
        """Up to `length` bytes that `take` will give."""
        while len(self._ready) < length and not (self._packing.done or self._trouble):
            try:
                self._feed()
            except Broken as error:
                self._trouble = error
        return bytes(self._ready[:length])

    def take(self, length: int) -> bytes:
        """Up to `length` bytes."""
        found = self.peek(length)
        del self._ready[:length]
        return found

    def skip(self, length: int) -> int:
        """How many of the next `length` bytes there were to pass over."""
        left = length
        while left > 0 and (passed := len(self.take(min(left, _STEP)))):
            left -= passed
        return length - left

    def drain(self) -> int:
        """Where the member ends in the file, all of it passed over."""
        while self.take(_STEP):
            pass
        self.check()
        return self.end

    def _feed(self) -> None:
        if not self._waiting:
            self._waiting = self._file.at(self._next, self._step)
            self._step = min(2 * self._step, self._packing.step)
            self._next += len(self._waiting)
        ended = not self._waiting
        found = self._packing.feed(self._waiting)
        self._waiting = self._packing.over
        self._ready += found
        self._total += len(found)
        packed = self._next - len(self._waiting) - self._start
        if self._packing.done:
            self.end = self._next - len(self._waiting)
        elif ended and not found:
            raise Broken("the file ends inside it")
        elif not self._total and packed > _LONGEST_HEADER:
            raise Broken(f"nothing comes out of its first {packed:,} bytes")
        if self._total > self._limit and self._total > _BOMB * packed:
            raise Broken(
                f"it unpacks to over {self._total:,} bytes from {packed:,}: a bomb, left packed; raise the "
                "limit with --max-bytes if it is none"
            )
