"""From paths to articles: each input is recognised, read, and becomes articles or failures.

The entry point of the package: `inputs` lists what there is, a reader for each format follows. One
bad document is one failure; the run goes on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BufferedReader
from typing import BinaryIO, Literal

from onrecord.article.captions import looks_like_captions
from onrecord.article.docx import looks_like_docx
from onrecord.article.feed_xml import looks_like_feed
from onrecord.article.inputs import (
    CAPTION_ENDINGS,
    FEED_ENDINGS,
    HTML_ENDINGS,
    JSONL_ENDINGS,
    MARKDOWN_ENDINGS,
    STANDARD_INPUT,
    TEXT_ENDINGS,
    WORD_ENDINGS,
    Input,
    begins_as_warc,
    check_size,
    list_inputs,
    open_packed,
    printable,
    read_bytes,
    seekable,
    unpack_stream,
)
from onrecord.article.jsonl import read_jsonl
from onrecord.article.plain_text import read_text
from onrecord.article.podcast_json import looks_like_podcast
from onrecord.errors import UnreadableDocument
from onrecord.settings import Settings
from onrecord.values import Article, Failure, LeftOut

Format = Literal["text", "markdown", "html", "jsonl", "vtt", "srt", "json", "docx", "feed"]
_SNIFFED = 16_384
_PAGE = re.compile(
    rb"\s*+(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]{0,200}>\s*+)?(?:<!--(?:(?!-->).){0,2000}+-->\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body|article|main)\b",
    re.I | re.S,
)


def read_paths(paths: Iterable[str], settings: Settings) -> Iterator[Article | Failure]:
    """An article for every document that `paths` name, or a failure that says what is wrong.

    Paths are files, folders (read recursively, in sorted order), globs, or `-` for standard input.
    """
    versions: dict[str, str] = {}
    for given in list_inputs(paths):
        if isinstance(given, Failure):
            yield given
            continue
        for found in read_input(given, settings):
            yield check_key(found, versions) if isinstance(found, Article) else found


def read_input(given: Input, settings: Settings) -> Iterator[Article | Failure]:
    """The articles of one input, and what of it cannot be read or is left out."""
    try:
        yield from open_articles(given, settings)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        path = printable(given.path)
        yield Failure(path, f"cannot be read ({reason}): check the file and its permissions")


def open_articles(given: Input, settings: Settings) -> Iterator[Article | Failure]:
    """The same, where whoever asks sees to what the system refuses (OSError)."""
    try:
        for found in _read_input(given, settings):
            yield _named(found) if isinstance(found, Article) else found
    except UnreadableDocument as error:
        yield Failure(printable(given.path), str(error))


def _named(article: Article) -> Article:
    """The article, one from standard input under a key of its own: two pipes are two articles."""
    if article.key != STANDARD_INPUT:
        return article
    return replace(article, key=f"stdin-{article.version[:12]}")


def check_key(article: Article, versions: dict[str, str]) -> Article | Failure:
    """The article, or a failure where another text of this run already has its key."""
    version = versions.setdefault(article.key, article.version)
    if version == article.version:
        return article
    if "warc_date" in article.metadata:
        return LeftOut(
            article.path or article.key,
            f"{article.key}, fetched {article.metadata['warc_date']}: another text of this address was "
            "read before in this run; to read this one, add its archive in a run of its own",
        )
    return Failure(
        article.path or article.key,
        f"another document of this run with other text has the same key ({article.key}): "
        "read it in a run of its own, or name the folder above both",
    )


def _read_input(given: Input, settings: Settings) -> Iterator[Article | Failure]:
    with open_packed(given.path) as packed:
        if given.is_archive or begins_as_warc(packed):
            yield from _read_archive(packed, given, settings)
            return
        check_size(given, settings.max_bytes)
        with unpack_stream(packed) as stream:
            yield from _read_stream(stream, given, settings)


def _read_archive(
    packed: BufferedReader, given: Input, settings: Settings
) -> Iterator[Article | Failure]:
    from onrecord.article.wacz import read_wacz
    from onrecord.article.warc import read_warc

    read = read_wacz if given.ending == ".wacz" else read_warc
    with seekable(packed) as stream:
        yield from read(stream, printable(given.path), settings)


def _read_stream(stream: BinaryIO, given: Input, settings: Settings) -> Iterator[Article | Failure]:
    if given.ending in JSONL_ENDINGS:
        yield from read_jsonl(stream, given, settings)
        return
    data = read_bytes(stream, settings.max_bytes)
    kind = find_format(data, given.ending)
    if kind == "jsonl":
        from io import BytesIO

        yield from read_jsonl(BytesIO(data), given, settings)
    elif kind == "html":
        from onrecord.article.html import read_html

        yield read_html(data, given.key, printable(given.path), settings)
    elif kind == "markdown":
        from onrecord.article.markdown import read_markdown

        yield read_markdown(data, given.key, printable(given.path), settings)
    elif kind == "docx":
        from onrecord.article.docx import read_docx

        yield read_docx(data, given.key, printable(given.path), settings)
    elif kind in ("vtt", "srt", "json"):
        from onrecord.article.transcripts import read_transcript

        yield read_transcript(data, kind, given.key, printable(given.path), settings)
    elif kind == "feed":
        from onrecord.article.feeds import read_feed

        yield from read_feed(data, given.key, printable(given.path), settings)
    else:
        yield read_text(data, given.key, printable(given.path), settings)


def find_format(data: bytes, ending: str) -> Format:
    """What kind of document the bytes are: by the file's ending, else by how they begin.

    >>> find_format(b"<!DOCTYPE html><p>Hi", ""), find_format(b"Hi, all.", ".md")
    ('html', 'markdown')
    """
    if ending in HTML_ENDINGS:
        return "html"
    if ending in WORD_ENDINGS or looks_like_docx(data):
        return "docx"
    beginning = data[:_SNIFFED].decode("utf-8", "replace")
    if ending in CAPTION_ENDINGS or looks_like_captions(beginning):
        return "srt" if ending == ".srt" else "vtt" if ending == ".vtt" else _by_sign(beginning)
    if ending in TEXT_ENDINGS:
        return "text"
    if ending in MARKDOWN_ENDINGS:
        return "markdown"
    if _PAGE.match(data[:_SNIFFED]):
        return "html"
    if ending in FEED_ENDINGS or looks_like_feed(beginning):
        return "feed"
    if looks_like_podcast(beginning):
        return "json"
    return "jsonl" if _begins_with_object(data) else "text"


def _by_sign(beginning: str) -> Format:
    return "vtt" if beginning.lstrip("\ufeff \t\r\n").startswith("WEBVTT") else "srt"


def _begins_with_object(data: bytes) -> bool:
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    if not first.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
