"""WARC archives as articles: every page that was fetched with success, its address and time of capture kept.

`archive_members` gives the members, whole or lost; FastWARC reads their headers; a page then goes the way of
all pages (`html`). Nothing gets lost in silence: members read, left out and lost are all members there are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from onrecord.article.archive_members import Lost, Member, cut_members, wrong_length
from onrecord.article.html import read_html
from onrecord.article.http_bodies import join_chunks, unpack_body
from onrecord.errors import TooLarge, UnreadableDocument
from onrecord.settings import Settings
from onrecord.values import Article, Failure, LeftOut

if TYPE_CHECKING:
    from fastwarc.warc import ArchiveIterator, WarcRecord

_HTML = ("text/html", "application/xhtml+xml")
_DIGEST = re.compile(r"(?:sha-?1|sha-?256|md5):", re.I)
_NAMED_REASONS = 12
_BEGINNING = re.compile(rb"WARC/[01]\.\d")


@dataclass(slots=True)
class Tally:
    """How many members of an archive were read, lost, and left out for which reason."""

    read: int
    lost: int
    left_out: Counter[str]

    @property
    def members(self) -> int:
        """All members of the archive."""
        return self.read + self.lost + self.left_out.total()


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was fetched: where, when, its bytes, the encoding that its headers name."""

    url: str
    fetched: str
    body: bytes
    charset: str | None
    repairs: tuple[str, ...]


class NotRead(Exception):
    """Why a member is left out: it is no page that was fetched with success."""


def looks_like_warc(beginning: bytes) -> bool:
    """Whether unpacked bytes begin as a WARC record does.

    >>> looks_like_warc(b"WARC/1.1\\r\\nWARC-Type: warcinfo")
    True
    """
    return _BEGINNING.match(beginning) is not None


def read_warc(stream: BinaryIO, path: str, settings: Settings) -> Iterator[Article | Failure]:
    """An article for every page of an archive, a failure for every loss, and at the end the count."""
    _load_library()
    tally = Tally(0, 0, Counter())
    for found in cut_members(stream, settings.max_bytes):
        try:
            article = _read_found(found, path, settings)
        except NotRead as reason:
            tally.left_out[str(reason)] += 1
        except UnreadableDocument as error:
            tally.lost += 1
            yield Failure(f"{path}@{found.offset}", str(error))
        else:
            tally.read += 1
            yield article
    yield LeftOut(path, told(tally))


def _read_found(found: Member | Lost, path: str, settings: Settings) -> Article:
    if isinstance(found, Lost):
        raise UnreadableDocument(
            f"the member at byte {found.offset:,} is lost: {found.reason}; reading goes on "
            f"at byte {found.end:,}"
        )
    capture = read_capture(found, settings.max_bytes)
    try:
        article = read_html(
            capture.body, capture.url, f"{path}@{found.offset}", settings, capture.charset
        )
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{capture.url} {error}") from error
    stated = {"canonical_url": article.url} if article.url not in (None, capture.url) else {}
    return replace(
        article,
        key=capture.url,
        url=capture.url,
        metadata={**article.metadata, "warc_date": capture.fetched, **stated},
        repairs=capture.repairs + article.repairs,
    )


def told(tally: Tally) -> str:
    """The count of an archive's members in a line.

    >>> told(Tally(2, 1, Counter({"request": 2})))
    '5 members: 2 pages read, 1 lost or unreadable (each told above), 2 left out (2 request)'
    """
    reasons = tally.left_out.most_common()
    named = [f"{count:,} {reason}" for reason, count in reasons[:_NAMED_REASONS]]
    others = sum(count for _, count in reasons[_NAMED_REASONS:])
    named += [f"{others:,} for other reasons"] if others else []
    return (
        f"{tally.members:,} members: {tally.read:,} pages read, {tally.lost:,} lost or unreadable (each told "
        f"above), {tally.left_out.total():,} left out" + (f" ({', '.join(named)})" if named else "")
    )


# --- from a member to a page --------------------------------------------------------------------------


def read_capture(member: Member, limit: int) -> Capture:
    """The page in a member. Raises NotRead for what is no page, UnreadableDocument for what is damaged."""
    record = _parse(member)
    _check_bytes(record, member)
    kind = (record.headers.get("WARC-Type") or "").strip().lower()[:40]
    if kind != "response":
        raise NotRead(f"{kind} records")
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> \t")
    if not url.lower().startswith(("http://", "https://")):
        raise NotRead("answers not over HTTP")
    try:
        record.parse_http(auto_decode="none")
    except (OSError, ValueError) as error:
        raise UnreadableDocument(f"{url}: its HTTP headers are damaged ({error})") from error
    _check_answer(record, url)
    if member.cut:
        raise TooLarge(
            f"{url} is over the limit of {limit:,} bytes: raise the limit with --max-bytes"
        )
    return _capture(record, url, limit)


def _load_library() -> type[ArchiveIterator]:
    """FastWARC's iterator. Raises UnreadableDocument where it is not installed."""
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError as error:
        raise UnreadableDocument(
            "is a WARC archive, for which a library is missing: pip install 'onrecord[archives]'"
        ) from error
    return ArchiveIterator


def _parse(member: Member) -> WarcRecord:
    library = _load_library()
    try:
        records = library(BytesIO(member.data), parse_http=False, stream_detect=False)
        record = next(iter(records), None)
    except (OSError, ValueError) as error:
        raise UnreadableDocument(
            f"the member at byte {member.offset:,} is lost: its header is damaged ({error})"
        ) from error
    if record is None or not record.headers.get("WARC-Type"):
        raise UnreadableDocument(
            f"the member at byte {member.offset:,} is lost: its header names no WARC-Type"
        )
    return record


def _check_bytes(record: WarcRecord, member: Member) -> None:
    """Raises UnreadableDocument for a body that is not the one that the header is about."""
    has_digest = bool(_DIGEST.match(record.headers.get("WARC-Block-Digest") or ""))
    if member.doubtful and (member.cut or not has_digest):
        raise UnreadableDocument(
            f"the member at byte {member.offset:,} is lost: {wrong_length(record.content_length)}"
        )
    if has_digest and not member.cut and not record.verify_block_digest():
        raise UnreadableDocument(
            f"the member at byte {member.offset:,} is lost: its bytes are not those that its digest was made "
            f"of ({record.headers.get('WARC-Target-URI') or 'no address'})"
        )


def _check_answer(record: WarcRecord, url: str) -> None:
    """Raises NotRead unless the server answered with a page."""
    status = record.http_headers.status_code if record.is_http_parsed else None
    if status is None:
        raise UnreadableDocument(f"{url}: its HTTP headers are damaged (no status)")
    if status != 200:
        raise NotRead(f"with status {status}")
    kind = (record.http_content_type or "").strip().lower()
    if kind not in _HTML:
        raise NotRead(kind[:60] or "without a content type")


def _capture(record: WarcRecord, url: str, limit: int) -> Capture:
    body = bytes(record.reader.read())
    http = record.http_headers
    repairs: tuple[str, ...] = ()
    try:
        if "chunked" in (http.get("Transfer-Encoding") or "").lower():
            body, repairs = join_chunks(body)
        body, more = unpack_body(body, http.get("Content-Encoding") or "", limit)
    except UnreadableDocument as error:
        raise type(error)(f"{url}: {error}") from error
    cut = record.headers.get("WARC-Truncated")
    told_cut = (f"The archive cut it off when it was fetched ({cut}).",) if cut else ()
    fetched = record.headers.get("WARC-Date") or ""
    return Capture(url, fetched, body, record.http_charset, repairs + more + told_cut)
