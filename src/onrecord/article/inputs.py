"""From what the user named to the files to read: files, folders, globs and standard input.

First in the way of the data: it lists inputs in a fixed order and reads their bytes within the size
limit, unpacking gzip. `reading` decides what each one is.
"""

from __future__ import annotations

import contextlib
import glob
import gzip
import io
import os
import re
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.article.feed_xml import looks_like_feed
from onrecord.article.podcast_json import looks_like_podcast
from onrecord.errors import NoArticleText, TooLarge, UnreadableDocument
from onrecord.values import Failure

TEXT_ENDINGS = (".txt", ".text")
MARKDOWN_ENDINGS = (".md", ".markdown")
HTML_ENDINGS = (".html", ".htm", ".xhtml")
JSONL_ENDINGS = (".jsonl", ".ndjson")
CAPTION_ENDINGS = (".vtt", ".srt")
WORD_ENDINGS = (".docx",)
FEED_ENDINGS = (".rss", ".atom")
ARCHIVE_ENDINGS = (".warc", ".warc.gz", ".warc.zst", ".wacz")
_ENDINGS = (
    *TEXT_ENDINGS, *MARKDOWN_ENDINGS, *WORD_ENDINGS, *HTML_ENDINGS, *JSONL_ENDINGS, *CAPTION_ENDINGS,
    *FEED_ENDINGS, ".warc", ".warc.zst", ".wacz",
)  # fmt: skip
JSON_ENDING, XML_ENDING = ".json", ".xml"
"""Most JSON and XML files are no documents: in folders only those that begin as transcripts, feeds and
sitemaps do are read."""
_BEGINNING = 16_384
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_DICTIONARY = b"\x5d\x2a\x4d\x18"
"""A WARC file packed with zstd begins with its dictionary."""
_UNPACKED_AT_MOST = 50
"""A packed JSONL file may unpack to this many times the size limit of one document."""
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: where it is, and the key its article has if it names no URL."""

    path: str
    key: str

    @property
    def ending(self) -> str:
        """The file's ending in lower case, without ".gz"."""
        return Path(self.path.lower().removesuffix(".gz")).suffix

    @property
    def is_archive(self) -> bool:
        """Whether the file is named as a WARC or WACZ archive is."""
        return self.path.lower().endswith(ARCHIVE_ENDINGS)


def list_inputs(paths: Iterable[str]) -> Iterator[Input | Failure]:
    """Every file that `paths` name, in the order given and sorted within folders, each once."""
    seen: set[str] = set()
    for path in paths:
        for found in _list_one(str(path)):
            place = os.path.realpath(found.path) if isinstance(found, Input) else ""
            if place and found.path != STANDARD_INPUT:
                if place in seen:
                    continue
                seen.add(place)
            yield found


def _list_one(path: str) -> Iterator[Input | Failure]:
    if path == STANDARD_INPUT:
        yield Input(path, path)
    elif re.match(r"https?://", path, re.I):
        yield Failure(path, "is a URL, which is not fetched: save the page and name the file")
    elif "\x00" in path or not path:
        yield Failure(printable(path), "is no path: name a file, a folder or - for standard input")
    elif os.path.isdir(path):
        yield from _list_folder(path)
    elif os.path.lexists(path):
        yield Input(path, as_key(path))
    elif any(sign in path for sign in "*?["):
        yield from _list_matches(path)
    else:
        yield Failure(printable(path), "not found: check the path")


def _list_matches(pattern: str) -> Iterator[Input | Failure]:
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        yield Failure(printable(pattern), "no file matches this pattern: check it")
    for match in matches:
        if os.path.isdir(match):
            # A pattern like "**" names folders and all that is in them: take a folder's files once.
            if not pattern.rstrip("/").endswith("**"):
                yield from _list_folder(match)
        else:
            yield Input(match, as_key(match))


def _list_folder(folder: str) -> Iterator[Input | Failure]:
    files: list[str] = []
    troubles: list[OSError] = []
    others = 0
    for root, folders, names in os.walk(folder, onerror=troubles.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith((".", "~$")):  # Word keeps "~$draft.docx" beside an open draft
                continue
            path = os.path.join(root, name)
            # A pipe or device that happens to lie in a folder would be waited for.
            if not _is_special(path) and (_is_named_so(name) or _begins_as_document(path)):
                files.append(path)
            else:
                others += 1
    for path in sorted(files, key=lambda path: Path(path).relative_to(folder).parts):
        yield Input(path, as_key(os.path.relpath(path, folder)))
    for trouble in troubles:
        where = str(trouble.filename or folder)
        yield Failure(printable(where), f"this folder cannot be read ({trouble.strerror})")
    if not files and not troubles:
        kinds = ", ".join(_ENDINGS)
        count = f"{others} files of other kinds" if others else "no files"
        yield Failure(
            printable(folder), f"{count} in this folder: documents end in {kinds} (or these + .gz)"
        )


def _is_named_so(name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith(_ENDINGS)


def _begins_as_document(path: str) -> bool:
    """Whether a JSON file begins as the transcript of a podcast, or an XML file as a feed or sitemap."""
    bare = path.lower().removesuffix(".gz")
    if not bare.endswith((JSON_ENDING, XML_ENDING)):
        return False
    try:
        with open_input(path) as stream:
            beginning = stream.read(_BEGINNING)
    except (OSError, EOFError, zlib.error):
        return False
    looks = looks_like_podcast if bare.endswith(JSON_ENDING) else looks_like_feed
    return looks(beginning.decode("utf-8", "replace"))


def _is_special(path: str) -> bool:
    return os.path.exists(path) and not os.path.isfile(path)


def as_key(path: str) -> str:
    """A path as an article key: forward slashes, no "./" before it, printable on any machine.

    >>> as_key("./coverage/one.txt")
    'coverage/one.txt'
    """
    key = path.replace(os.sep, "/")
    while key.startswith("./") and len(key) > 2:
        key = key[2:]
    return printable(key)


def printable(path: str) -> str:
    """The path with "?" for bytes of its name that are no text, and in one line."""
    return " ".join(path.encode("utf-8", "replace").decode("utf-8").split("\n")).replace(
        "\x00", "?"
    )


def check_size(given: Input, limit: int) -> None:
    """Raises TooLarge for a file that is over `limit` on disk, before a byte of it is read.

    JSONL has a limit for each line instead.
    """
    if given.path == STANDARD_INPUT or given.ending in JSONL_ENDINGS:
        return
    size = os.stat(given.path).st_size
    if size > limit:
        raise TooLarge(
            f"has {size:,} bytes, over the limit of {limit:,}: split it, or raise the limit with "
            "--max-bytes"
        )


def open_input(path: str) -> BinaryIO:
    """The bytes of an input, unpacked if gzip, to be read once from beginning to end."""
    return unpack_stream(open_packed(path))


def open_packed(path: str) -> io.BufferedReader:
    """The bytes of an input as they are."""
    if path == STANDARD_INPUT and sys.stdin.buffer.closed:
        raise UnreadableDocument("standard input has been read already: give - once")
    stream = sys.stdin.buffer if path == STANDARD_INPUT else open(path, "rb")  # noqa: SIM115
    return cast("io.BufferedReader", stream)


def unpack_stream(buffered: io.BufferedReader) -> BinaryIO:
    """The stream's bytes, unpacked if they begin as gzip does."""
    if buffered.peek(2)[:2] == _GZIP_MAGIC:
        return cast(BinaryIO, gzip.GzipFile(fileobj=buffered, mode="rb"))
    return cast(BinaryIO, buffered)


def begins_as_warc(buffered: io.BufferedReader) -> bool:
    """Whether the stream's first bytes, unpacked if gzip, are those of a WARC record. Nothing is read."""
    begun = buffered.peek(_BEGINNING)
    if begun.startswith(_GZIP_MAGIC):
        with contextlib.suppress(zlib.error):
            begun = zlib.decompressobj(31).decompress(begun, 64)
    return begun.startswith((b"WARC/1.", b"WARC/0.", _ZSTD_DICTIONARY))


def seekable(buffered: io.BufferedReader) -> BinaryIO:
    """The stream, or all of a pipe in a temporary file, which can be read from any place."""
    if buffered.seekable():
        return cast(BinaryIO, buffered)
    held = tempfile.TemporaryFile()  # noqa: SIM115
    shutil.copyfileobj(buffered, held)
    return cast(BinaryIO, held)


def read_bytes(stream: BinaryIO, limit: int, begun: bytes = b"") -> bytes:
    """All bytes of `stream` after `begun`. Raises TooLarge over `limit`, NoArticleText for none."""
    try:
        data = begun + stream.read(max(0, limit + 1 - len(begun)))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableDocument(f"is a damaged gzip file ({error}): fetch it again") from error
    if len(data) > limit:
        raise TooLarge(
            f"is over the limit of {limit:,} bytes: split it, or raise the limit with --max-bytes"
        )
    if not data:
        raise NoArticleText("is empty (0 bytes): leave it out")
    return data


def read_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines of `stream` with their numbers from 1; none instead of a line over `limit` bytes.

    Raises UnreadableDocument where the file is damaged or unpacks to far more than the limit.
    """
    number, total = 0, 0
    try:
        while line := stream.readline(limit + 1):
            number, total = number + 1, total + len(line)
            too_long = len(line) > limit
            while too_long and line and not line.endswith(b"\n"):
                line = stream.readline(limit + 1)
                total += len(line)
                _refuse_bomb(stream, total, limit)
            _refuse_bomb(stream, total, limit)
            yield number, None if too_long else line
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableDocument(
            f"is a damaged gzip file after line {number} ({error}): fetch it again"
        ) from error


def _refuse_bomb(stream: BinaryIO, total: int, limit: int) -> None:
    if isinstance(stream, gzip.GzipFile) and total > _UNPACKED_AT_MOST * limit:
        raise TooLarge(
            f"unpacks to over {_UNPACKED_AT_MOST * limit:,} bytes: split it, or raise --max-bytes"
        )
