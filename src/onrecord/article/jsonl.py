"""JSONL documents, one a line, as articles: a bad line is a failure of its own.

`text` is required; other known fields fill the article, unknown ones come back in `metadata`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.article.decoding import decode_bytes
from onrecord.article.inputs import Input, printable, read_lines
from onrecord.article.language_check import check_language
from onrecord.article.mending import mend_text, replace_surrogates
from onrecord.article.plain_text import version_of
from onrecord.article.published import day_of_header, read_day
from onrecord.article.spoken_times import find_times
from onrecord.errors import NoArticleText, UnreadableDocument
from onrecord.settings import Settings
from onrecord.values import Article, Failure

KNOWN_FIELDS = ("text", "id", "url", "headline", "outlet", "byline", "published", "language")
Document = dict[str, object]


def read_jsonl(stream: BinaryIO, given: Input, settings: Settings) -> Iterator[Article | Failure]:
    """An article or a failure for each line of `stream` that is not blank."""
    found = False
    for number, line in read_lines(stream, settings.max_bytes):
        if line is not None and not line.strip():
            continue
        found = True
        try:
            yield _read_line(line, number, given, settings)
        except UnreadableDocument as error:
            yield Failure(f"{printable(given.path)}:{number}", str(error))
    if not found:
        raise NoArticleText("is empty: leave it out")


def _read_line(line: bytes | None, number: int, given: Input, settings: Settings) -> Article:
    if line is None:
        raise UnreadableDocument(
            f"this line is over the limit of {settings.max_bytes:,} bytes: raise --max-bytes"
        )
    document, repairs = parse_line(line)
    document = rename_fields(document, settings.fields)
    text, mends = _text_of(document)
    source_id = _written(document, "id")
    url = _written(document, "url")
    published = read_day(document.get("published"))
    metadata = _unknown_fields(document)
    if published is None and document.get("published") not in (None, ""):
        metadata["published"] = document["published"]
        mends += ('"published" is no date that can be read one way; it is kept in metadata.',)
    return Article(
        key=url or f"{given.key}#{source_id or number}",
        version=version_of(text),
        text=text,
        path=printable(given.path),
        url=url,
        source_id=source_id,
        outlet=_written(document, "outlet"),
        headline=_written(document, "headline"),
        byline=_written(document, "byline"),
        published=published or day_of_header(text),
        language=check_language(text, _written(document, "language"), settings.any_language),
        metadata=metadata,
        repairs=repairs + mends,
        times=find_times(text),
    )


def parse_line(line: bytes) -> tuple[Document, tuple[str, ...]]:
    """The JSON object of a line and how its bytes were read. Raises UnreadableDocument."""
    decoded = decode_bytes(line)
    try:
        document = json.loads(decoded.text, strict=False, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(
            f"this line is not JSON ({error}): give one JSON object a line"
        ) from error
    if not isinstance(document, dict):
        raise UnreadableDocument('this line is no JSON object: give {"text": …} on each line')
    return document, decoded.repairs


def rename_fields(document: Document, fields: tuple[tuple[str, str], ...]) -> Document:
    """The document with the user's names for fields replaced by ours.

    >>> rename_fields({"date": "2025-03-12", "text": "…"}, (("published", "date"),))
    {'published': '2025-03-12', 'text': '…'}
    """
    renamed = dict(document)
    for ours, theirs in fields:
        if theirs in document and ours != theirs:
            renamed.pop(theirs, None)
    taken = {ours: document[theirs] for ours, theirs in fields if theirs in document}
    return taken | {name: value for name, value in renamed.items() if name not in taken}


def _unknown_fields(document: Document) -> Document:
    unknown = {name: value for name, value in document.items() if name not in KNOWN_FIELDS}
    written = json.dumps(unknown, ensure_ascii=False)
    if written.isascii():
        return unknown
    # A lone surrogate ("\\ud83d" cut in half) would break every output that is UTF-8.
    clean: Document = json.loads(replace_surrogates(written))
    return clean


def _text_of(document: Document) -> tuple[str, tuple[str, ...]]:
    text = document.get("text")
    if not isinstance(text, str):
        names = ", ".join(f'"{name}"' for name in list(document)[:6]) or "none"
        raise UnreadableDocument(
            f'has no "text" (its fields: {names}): name the field with --field text=NAME'
        )
    mended = mend_text(text)
    if not mended.text.strip():
        raise NoArticleText('its "text" is empty: leave the line out')
    return mended.text, mended.repairs


def _written(document: Document, name: str) -> str | None:
    """The field as text without white space around it; a list of names becomes one line."""
    value = document.get(name)
    if isinstance(value, list):
        value = ", ".join(item for item in value if isinstance(item, str))
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return mend_text(str(value).strip()).text or None
