"""What readers of WARC files still read of damaged ones: ours beside warcio and FastWARC, in one run.

    python benchmarks/warc.py [--files 1000] [--seed 7] [--wrong]

Each file is of our own writing (with warcio): 12 members, of which half are pages. One damage is done to it
by seed: a byte flipped, the end cut off, bytes inserted or deleted, or a Content-Length that is not true. All
readers check block digests where there are any.

*intact pages read*: pages in members of which no byte was touched, given as written.
*wrong*: pages given with other bytes, or under another address, than were written.
*uncounted*: members of the file that were neither given nor told as a loss, one each; an exception, after
which a reader cannot go on, counts as one loss told. *silent*: files with such members and no loss told.
`--wrong` prints each file in which ours has one of these.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import random
import re
import uuid
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from io import BytesIO, StringIO

import zstandard
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.article.archive_members import Lost, cut_members
from onrecord.article.warc import NotRead, read_capture
from onrecord.errors import UnreadableDocument

PACKINGS = ("gzip", "zstd", "plain", "plain, no digests")
HARMS = ("flip", "cut", "insert", "delete", "length")
MEMBERS = 12
LIMIT = 20_000_000
DAY = "2024-05-06T07:08:09Z"
DIGESTS = re.compile(rb"^WARC-(?:Block|Payload)-Digest:[^\n]*\n", re.M)
LENGTH = re.compile(rb"(?<=\nContent-Length: )\d+")
FORMS = ("response", "request", "response", "image", "response", "missing")


@dataclass(frozen=True)
class Written:
    """A harmed file: how many members it still has, the addresses of untouched pages, all as written."""

    data: bytes
    members: int
    intact: frozenset[str]
    pages: dict[str, bytes]


@dataclass
class Found:
    """What a reader gave of one file: pages by address, how many members in all, how many losses it told."""

    pages: list[tuple[str, bytes]] = field(default_factory=list)
    given: int = 0
    told: int = 0


# --- files --------------------------------------------------------------------------------------------


def write_member(number: int, chance: random.Random) -> tuple[str, bytes, bytes | None]:
    """An address, the record as it stands unpacked, and the page in it if there is one."""
    form = FORMS[number % len(FORMS)]
    url = f"https://ferry.test/{number}"
    words = " ".join(chance.choice(("ferry", "river", "“no,”", "said", "bell")) for _ in range(400))
    page = f"<html><body><p>Crossing {number}. {words}</p></body></html>".encode()
    body = chance.randbytes(3_000) if form == "image" else page
    status = "404 Not Found" if form == "missing" else "200 OK"
    kind = "image/jpeg" if form == "image" else "text/html; charset=utf-8"
    http = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
    if form == "request":
        http, body = (
            StatusAndHeaders("GET / HTTP/1.1", [("Host", "ferry.test")], is_http_request=True),
            b"",
        )
    ident = uuid.UUID(bytes=chance.randbytes(16))
    stream = BytesIO()
    writer = WARCWriter(stream, gzip=False)
    record = writer.create_warc_record(
        url,
        "request" if form == "request" else "response",
        payload=BytesIO(body),
        http_headers=http,
        warc_headers_dict={"WARC-Record-ID": f"<urn:uuid:{ident}>", "WARC-Date": DAY},
    )
    writer.write_record(record)
    return url, stream.getvalue(), page if form == "response" else None


def write_file(packing: str, harm: str, seed: str) -> Written:
    """A file with one damage."""
    chance = random.Random(seed)
    members = [write_member(number, chance) for number in range(MEMBERS)]
    victim = chance.randrange(MEMBERS)
    packed: list[bytes] = []
    for number, (_, data, _) in enumerate(members):
        if packing == "plain, no digests":
            data = DIGESTS.sub(b"", data)
        if harm == "length" and number == victim:
            data = LENGTH.sub(lambda m: wrong_length(m[0], chance), data, count=1)
        packed.append(pack(data, packing))
    touched = {victim} if harm == "length" else set()
    data, in_file = b"".join(packed), set(range(MEMBERS))
    if harm != "length":
        data, touched, in_file = do_harm(packed, harm, chance)
    urls = [url for url, _, _ in members]
    return Written(
        data=data,
        members=len(in_file),
        intact=frozenset(
            urls[n] for n in in_file - touched if members[n][2] is not None
        ),
        pages={url: page for url, _, page in members if page is not None},
    )  # fmt: skip


def wrong_length(true: bytes, chance: random.Random) -> bytes:
    """Another length, by a little or by much."""
    by = chance.choice((-200, -7, -1, 1, 5, 300, 4_000, 10_000_000))
    return b"%d" % max(0, int(true) + by)


def pack(data: bytes, packing: str) -> bytes:
    """A member as it stands in the file."""
    if packing == "gzip":
        return gzip.compress(data, mtime=0)
    if packing == "zstd":
        return zstandard.ZstdCompressor(write_checksum=True).compress(data)
    return data


def do_harm(
    packed: list[bytes], harm: str, chance: random.Random
) -> tuple[bytes, set[int], set[int]]:
    """The harmed file, the numbers of the members that were touched, and of those that it still has."""
    data = b"".join(packed)
    starts = [sum(map(len, packed[:n])) for n in range(len(packed) + 1)]
    at = chance.randrange(len(data))
    length = {"flip": 1, "cut": len(data) - at, "insert": 0, "delete": chance.randint(1, 3_000)}[
        harm
    ]
    end = min(len(data), at + length)
    spans = list(itertools.pairwise(starts))
    if harm == "insert":
        # Between two members the new bytes touch neither.
        touched = {n for n, (a, b) in enumerate(spans) if a < at < b}
        return (
            data[:at] + chance.randbytes(chance.randint(1, 300)) + data[at:],
            touched,
            set(range(len(spans))),
        )
    touched = {n for n, (a, b) in enumerate(spans) if a < end and at < b}
    if harm == "flip":
        changed = bytes([data[at] ^ (1 << chance.randrange(8))])
        return data[:at] + changed + data[at + 1 :], touched, set(range(len(spans)))
    left = {n for n, (a, b) in enumerate(spans) if (data[a:at] + data[max(a, end) : b]).strip()}
    return data[:at] + data[end:], touched, left


# --- readers ------------------------------------------------------------------------------------------


def read_ours(data: bytes) -> Found:
    """What onrecord reads, before a page's words are looked for."""
    found = Found()
    for member in cut_members(BytesIO(data), LIMIT):
        if isinstance(member, Lost):
            found.told += 1
            continue
        try:
            capture = read_capture(member, LIMIT)
        except NotRead:
            found.given += 1
        except UnreadableDocument:
            found.told += 1
        else:
            found.given += 1
            found.pages.append((capture.url, capture.body))
    return found


def read_with(
    records: Callable[[bytes], Iterator[tuple[str, bytes] | str | None]], data: bytes
) -> Found:
    """What another reader gives until it stops."""
    found = Found()
    try:
        for record in records(data):
            if isinstance(record, str):
                found.told += 1
                continue
            found.given += 1
            if record is not None:
                found.pages.append(record)
    # The ways in which the two libraries have been seen to stop.
    except (
        ArchiveLoadFailed,
        AttributeError,
        EOFError,
        OSError,
        TypeError,
        ValueError,
        zlib.error,
    ):
        found.told += 1
    return found


def warcio_records(data: bytes) -> Iterator[tuple[str, bytes] | str | None]:
    """Each record as warcio gives it: a page, none for another, a word for one whose digest does not fit."""
    for record in WarcioIterator(BytesIO(data), check_digests=True):
        body = record.content_stream().read()
        if record.digest_checker is not None and record.digest_checker.passed is False:
            yield "digest"
            continue
        http, url = record.http_headers, record.rec_headers.get_header("WARC-Target-URI")
        is_page = (
            record.rec_type == "response" and http is not None and http.get_statuscode() == "200"
        )
        is_page = is_page and (http.get_header("Content-Type") or "").startswith("text/html")
        yield (url, body) if is_page else None


def fastwarc_records(data: bytes) -> Iterator[tuple[str, bytes] | str | None]:
    """Each record as FastWARC gives it."""
    for record in FastIterator(BytesIO(data), parse_http=False, auto_decode="all"):
        if "WARC-Block-Digest" in record.headers and not record.verify_block_digest():
            yield "digest"
            continue
        kind = record.headers.get("WARC-Type")
        if kind != "response":
            record.consume()
            yield None
            continue
        record.parse_http()
        if not record.is_http_parsed:
            yield "no HTTP headers"
            continue
        is_page = record.http_headers.status_code == 200 and record.http_content_type == "text/html"
        body = bytes(record.reader.read())
        yield (record.headers.get("WARC-Target-URI") or "", body) if is_page else None


READERS: dict[str, Callable[[bytes], Found]] = {
    "onrecord": read_ours,
    "warcio": lambda data: read_with(warcio_records, data),
    "FastWARC": lambda data: read_with(fastwarc_records, data),
}

# --- counts -------------------------------------------------------------------------------------------


def count(written: Written, found: Found) -> Counter[str]:
    """What the reader made of one file."""
    right = {url for url, body in found.pages if written.pages.get(url) == body}
    wrong = sum(written.pages.get(url) != body for url, body in found.pages)
    return Counter(
        intact=len(written.intact),
        read=len(written.intact & right),
        wrong=wrong,
        uncounted=max(0, written.members - found.given - found.told),
        silent=written.members > found.given and not found.told,
        exact=found.given + found.told == written.members,
        files=1,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    totals: dict[tuple[str, str], Counter[str]] = {}
    kinds = [(packing, harm) for packing in PACKINGS for harm in HARMS]
    for number in range(options.files):
        packing, harm = kinds[number % len(kinds)]
        written = write_file(packing, harm, f"{options.seed}-{number}")
        for name, read in READERS.items():
            # warcio writes its warnings to standard error.
            with redirect_stderr(StringIO()):
                counted = count(written, read(written.data))
            for row in (packing, harm, "all"):
                totals.setdefault((row, name), Counter()).update(counted)
            trouble = (
                counted["read"] < counted["intact"] or counted["wrong"] or counted["uncounted"]
            )
            if options.wrong and name == "onrecord" and trouble:
                print(number, packing, harm, dict(counted))
    print_table(totals)


def print_table(totals: dict[tuple[str, str], Counter[str]]) -> None:
    print("| files | reader | intact pages read | wrong | uncounted | silent | counted exactly |")
    print("|---|---|---|---|---|---|---|")
    for row in (*PACKINGS, *HARMS, "all"):
        for name in READERS:
            c = totals[row, name]
            share = 100 * c["read"] / max(1, c["intact"])
            read = f"{c['read']:,} of {c['intact']:,} ({share:.1f}%)"
            counts = (
                f"{c['wrong']} | {c['uncounted']} | {c['silent']} | {c['exact']} of {c['files']}"
            )
            print(f"| {row} | {name} | {read} | {counts} |")


if __name__ == "__main__":
    main()
