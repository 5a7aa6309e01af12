"""Web archives: pages become articles, all else is counted, and every loss is told with its place."""

from __future__ import annotations

import gzip
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.article.archives import DAY, answer, gz, page, pages, record, wacz, zst

from onrecord.article import read_paths
from onrecord.settings import Settings
from onrecord.values import Article, Failure, LeftOut

ReadAll = Callable[..., tuple[list[Article], list[str], str]]


@pytest.fixture
def read_archive(tmp_path: Path) -> ReadAll:
    """The articles of an archive, the reasons of its losses, and the count at its end."""

    def read(
        data: bytes, name: str = "crawl.warc.gz", **known: int
    ) -> tuple[list[Article], list[str], str]:
        path = tmp_path / name
        path.write_bytes(data)
        found = list(read_paths([str(path)], Settings(**known)))  # type: ignore[arg-type]
        articles = [one for one in found if isinstance(one, Article)]
        losses = [
            one.reason for one in found if isinstance(one, Failure) and not isinstance(one, LeftOut)
        ]
        counts = [one.reason for one in found if isinstance(one, LeftOut)]
        return articles, losses, "; ".join(counts)

    return read


def urls(articles: list[Article]) -> list[int]:
    return [int(article.key.rpartition("/")[2]) for article in articles]


@pytest.mark.parametrize("pack, name", [(bytes, "a.warc"), (gz, "a.warc.gz"), (zst, "a.warc.zst")])
def test_every_page_is_an_article_under_its_address(
    read_archive: ReadAll, pack: Callable[[bytes], bytes], name: str
) -> None:
    articles, losses, count = read_archive(b"".join(pages(3, pack)), name)

    assert urls(articles) == [1, 2, 3]
    assert losses == []
    assert count == "3 members: 3 pages read, 0 lost or unreadable (each told above), 0 left out"
    assert articles[0].url == "https://ferry.test/1"
    assert "“The water was 1 degrees" in articles[0].text


def test_time_of_capture_is_metadata_and_no_day_of_publication(read_archive: ReadAll) -> None:
    (article,), _, _ = read_archive(pages(1, gz)[0])

    assert article.metadata["warc_date"] == DAY
    assert article.published is None


def test_archives_without_their_ending_are_known_by_their_beginning(read_archive: ReadAll) -> None:
    assert urls(read_archive(b"".join(pages(2, gz)), "crawl.bin")[0]) == [1, 2]
    assert urls(read_archive(b"".join(pages(2)), "crawl.dat")[0]) == [1, 2]


def test_what_is_no_page_is_counted_with_its_reason(read_archive: ReadAll) -> None:
    data = b"".join(
        [
            gz(record(b"software: ours\r\n", "urn:x", "warcinfo")),
            gz(record(b"GET / HTTP/1.1\r\n\r\n", kind="request")),
            gz(record(answer(b"", status="200 OK"), kind="revisit")),
            gz(record(answer(b"GIF89a", "Content-Type: image/gif"))),
            gz(record(answer(page(1), status="404 Not Found"))),
            gz(record(b"ferry.test. 1 IN A 192.0.2.1", "dns:ferry.test")),
            *pages(1, gz),
        ]
    )

    articles, losses, count = read_archive(data)

    assert urls(articles) == [1]
    assert losses == []
    assert count == (
        "7 members: 1 pages read, 0 lost or unreadable (each told above), 6 left out (1 warcinfo records, 1 "
        "request records, 1 revisit records, 1 image/gif, 1 with status 404, 1 answers not over HTTP)"
    )


def test_charset_of_the_headers_goes_before_that_of_the_page(read_archive: ReadAll) -> None:
    body = (
        page(1, "Café society came. ")
        .decode()
        .replace("<head>", '<head><meta charset="mac-roman">')
    )
    (article,), _, _ = read_archive(
        gz(record(answer(body.encode("cp1252"), "Content-Type: text/html; charset=windows-1252")))
    )

    assert "Café society" in article.text


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 50] for at in range(0, len(body), 50)]
    return b"".join(b"%x;note=1\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


def brotli_packed(body: bytes) -> bytes:
    import brotli

    packed: bytes = brotli.compress(body)
    return packed


@pytest.mark.parametrize(
    "coding, pack",
    [
        ("gzip", gz),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body, wbits=-15)),
        ("br", brotli_packed),
        ("zstd", zst),
        ("deflate, gzip", lambda body: gz(zlib.compress(body))),
    ],
)
def test_body_is_unpacked_and_out_of_its_chunks(
    read_archive: ReadAll, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    headers = f"Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: {coding}"

    (article,), losses, _ = read_archive(gz(record(answer(chunked(pack(page(1))), headers))))

    assert "“The water was 1 degrees" in article.text
    assert losses == []
    assert article.repairs == ()


def test_body_that_was_stored_unpacked_is_read_and_told(read_archive: ReadAll) -> None:
    headers = "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip"

    (article,), _, _ = read_archive(gz(record(answer(page(1), headers))))

    assert [repair.partition(";")[0] for repair in article.repairs] == [
        "Its headers say that it is in chunks",
        "Its headers say that it is packed (gzip)",
    ]


@pytest.mark.parametrize(
    "headers, body, reason",
    [
        ("Content-Encoding: gzip", gz(page(1))[:-20], "packed and damaged"),
        (
            "Content-Encoding: gzip",
            gz(b"<p>" + b"a" * 300_000),
            "unpacks to over the limit of 200,000",
        ),
        (
            "Content-Encoding: br",
            brotli_packed(b"<p>" + b"a" * 300_000),
            "unpacks to over the limit",
        ),
        ("Content-Encoding: zstd", zst(b"<p>" + b"a" * 300_000), "unpacks to over the limit"),
        ("Content-Encoding: zoo", page(1), 'Content-Encoding is "zoo"'),
        ("Transfer-Encoding: chunked", chunked(page(1))[:-40], "chunks break off after"),
    ],
)
def test_body_that_cannot_be_unpacked_is_a_loss(
    read_archive: ReadAll, headers: str, body: bytes, reason: str
) -> None:
    lost = gz(record(answer(body, f"Content-Type: text/html\r\n{headers}")))

    articles, losses, count = read_archive(lost + pages(2, gz)[1], max_bytes=200_000)

    assert urls(articles) == [2]
    assert len(losses) == 1
    assert reason in losses[0]
    assert count.startswith("2 members: 1 pages read, 1 lost")


@pytest.mark.parametrize("pack, name", [(bytes, "a.warc"), (gz, "a.warc.gz"), (zst, "a.warc.zst")])
@pytest.mark.parametrize("harm", ["flip", "cut", "insert", "length", "magic"])
def test_members_beside_a_broken_one_are_read(
    read_archive: ReadAll, pack: Callable[[bytes], bytes], name: str, harm: str
) -> None:
    members = pages(4, pack)
    broken = members[1]
    middle = len(broken) // 2
    members[1] = {
        "flip": broken[:middle] + bytes([broken[middle] ^ 0x55]) + broken[middle + 1 :],
        "cut": broken[: middle - 30] + broken[middle + 30 :],
        "insert": broken[:middle] + b"inserted bytes" + broken[middle:],
        "length": pack(record(answer(page(2)), "https://ferry.test/2", length=99)),
        "magic": b"XX" + broken[2:],
    }[harm]

    articles, losses, count = read_archive(b"".join(members), name)

    assert urls(articles) == [1, 3, 4]
    assert len(losses) == 1
    assert f"the member at byte {len(members[0]):,} is lost" in losses[0]
    assert count.startswith("4 members: 3 pages read, 1 lost")


@pytest.mark.parametrize("pack, name", [(bytes, "a.warc"), (gz, "a.warc.gz"), (zst, "a.warc.zst")])
def test_member_that_the_end_cuts_is_a_loss(
    read_archive: ReadAll, pack: Callable[[bytes], bytes], name: str
) -> None:
    articles, losses, _ = read_archive(b"".join(pages(3, pack))[:-60], name)

    assert urls(articles) == [1, 2]
    assert len(losses) == 1


def test_bomb_is_left_packed_and_the_next_member_read(read_archive: ReadAll) -> None:
    bomb = gz(record(answer(b"<p>" + b"a" * 30_000_000)))

    articles, losses, _ = read_archive(bomb + pages(2, gz)[1], max_bytes=1_000_000)

    assert urls(articles) == [2]
    assert len(losses) == 1
    assert "a bomb, left packed" in losses[0]


def test_page_over_the_limit_is_a_loss_and_a_film_is_only_left_out(read_archive: ReadAll) -> None:
    noise = bytes(range(256)) * 4_000
    large = record(answer(noise)) + record(answer(noise, "Content-Type: video/mp4")) + pages(2)[1]

    articles, losses, count = read_archive(large, "a.warc", max_bytes=500_000)

    assert urls(articles) == [2]
    assert len(losses) == 1
    assert "is over the limit of 500,000 bytes" in losses[0]
    assert "1 video/mp4" in count


def test_file_packed_as_a_whole_is_read_and_its_end_checked(read_archive: ReadAll) -> None:
    whole = gz(b"".join(pages(3)))

    assert urls(read_archive(whole)[0]) == [1, 2, 3]
    articles, losses, _ = read_archive(whole[:-30])
    assert urls(articles) == [1, 2]
    assert len(losses) == 1
    assert "the file ends inside it after 2 records of it were read" in losses[0]
    assert len(read_archive(whole[:-4] + b"\0\0\0\0")[1]) == 1


def test_gzip_that_holds_no_record_is_a_loss(read_archive: ReadAll) -> None:
    articles, losses, _ = read_archive(gz(b"Hello there") + pages(1, gz)[0])

    assert urls(articles) == [1]
    assert len(losses) == 1
    assert "does not begin as a WARC record" in losses[0]


def test_empty_archive_and_rubbish_are_told(read_archive: ReadAll) -> None:
    assert read_archive(b"")[2].startswith("0 members")
    articles, losses, _ = read_archive(b"rubbish " * 10_000)
    assert articles == []
    assert len(losses) == 1
    assert "no member begins here" in losses[0]


def test_header_with_two_lengths_is_a_loss(read_archive: ReadAll) -> None:
    two = record(answer(page(1)), more="Content-Length: 7\r\n")

    articles, losses, _ = read_archive(two + pages(2)[1], "a.warc")

    assert urls(articles) == [2]
    assert "no Content-Length that can be read one way" in losses[0]


def test_missing_library_names_the_extra(
    read_archive: ReadAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)

    _, losses, _ = read_archive(pages(1, gz)[0])

    assert len(losses) == 1
    assert "pip install 'onrecord[archives]'" in losses[0]


def test_second_capture_with_other_words_is_told(read_archive: ReadAll) -> None:
    again = record(answer(page(2)), "https://ferry.test/1")

    articles, losses, told = read_archive(pages(1)[0] + again + pages(1)[0], "a.warc")

    assert urls(articles) == [1, 1]
    assert losses == []
    assert f"fetched {DAY}: another text of this address was read before" in told


def test_dictionary_at_the_beginning_unpacks_what_follows(read_archive: ReadAll) -> None:
    import zstandard

    words = record(answer(page(9)))
    dictionary = zstandard.ZstdCompressionDict(words, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    packer = zstandard.ZstdCompressor(dict_data=dictionary, write_checksum=True)
    frame = b"\x5d\x2a\x4d\x18" + len(words).to_bytes(4, "little") + words

    articles, losses, _ = read_archive(frame + b"".join(pages(2, packer.compress)), "crawl.bin")

    assert urls(articles) == [1, 2]
    assert losses == []


# --- WACZ ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_wacz_is_read_from_all_its_archives(read_archive: ReadAll, method: int) -> None:
    members = pages(3, gz)
    data = wacz({"a.warc.gz": b"".join(members[:2]), "b.warc.gz": members[2]}, method)

    articles, losses, _ = read_archive(data, "site.wacz")

    assert urls(articles) == [1, 2, 3]
    assert losses == []


def test_wacz_without_its_directory_is_searched(read_archive: ReadAll) -> None:
    data = wacz({"a.warc.gz": b"".join(pages(3, gz))})

    articles, losses, _ = read_archive(data[:-60], "site.wacz")

    assert urls(articles) == [1, 2, 3]
    assert any("zip directory is damaged" in loss for loss in losses)


def test_zip_without_archives_is_told(read_archive: ReadAll) -> None:
    _, losses, _ = read_archive(wacz({}), "site.wacz")

    assert "a zip file without a WARC file" in losses[0]


def test_stored_gzip_checksum_is_what_tells_damage(read_archive: ReadAll) -> None:
    members = pages(3, gz)
    at = len(members[0]) + len(members[1]) - 6
    packed = b"".join(members)
    harmed = packed[:at] + bytes([packed[at] ^ 1]) + packed[at + 1 :]
    assert gzip.decompress(members[1])

    articles, losses, _ = read_archive(wacz({"a.warc.gz": harmed}), "site.wacz")

    assert urls(articles) == [1, 3]
    assert len(losses) == 1


# --- what only a digest can tell ----------------------------------------------------------------------


@pytest.mark.parametrize("digest, read", [(True, [1, 3]), (False, [3])])
def test_member_before_a_lost_header_is_read_if_its_digest_proves_it(
    read_archive: ReadAll, digest: bool, read: list[int]
) -> None:
    first = record(answer(page(1)), "https://ferry.test/1", digest=digest)
    second = record(answer(page(2)), "https://ferry.test/2")
    headless = second[second.index(b"<article>") :]

    articles, losses, _ = read_archive(first + headless + pages(3)[2], "a.warc")

    assert urls(articles) == read
    assert any("no member begins here" in loss for loss in losses)
    assert len(losses) == 3 - len(read)


@pytest.mark.parametrize("by", [-7, -1, 1, 3, 500])
@pytest.mark.parametrize("pack, name", [(bytes, "a.warc"), (gz, "a.warc.gz")])
def test_wrong_length_is_noticed_without_a_digest(
    read_archive: ReadAll, pack: Callable[[bytes], bytes], name: str, by: int
) -> None:
    block = answer(page(1))
    wrong = pack(record(block, digest=False, length=len(block) + by))

    articles, losses, _ = read_archive(wrong + pages(2, pack)[1], name)

    assert urls(articles) == [2]
    assert len(losses) == 1
    assert "Content-Length" in losses[0]


def test_flipped_letter_is_noticed_by_its_digest(read_archive: ReadAll) -> None:
    articles, losses, _ = read_archive(pages(1)[0].replace(b"nobody was", b"nobody wes"), "a.warc")

    assert articles == []
    assert "its bytes are not those that its digest was made of" in losses[0]


def test_damaged_header_that_names_no_http_is_a_loss(read_archive: ReadAll) -> None:
    harmed = pages(1)[0].replace(b"application/http", b"application/hxxp")

    articles, losses, _ = read_archive(harmed + pages(2)[1], "a.warc")

    assert urls(articles) == [2]
    assert "its HTTP headers are damaged" in losses[0]


@pytest.mark.parametrize("sign", [b"\x1f\x8b\x08", b"WARC/1.1\r\nA:"])
def test_signs_of_members_without_any_are_one_loss(read_archive: ReadAll, sign: bytes) -> None:
    _, losses, count = read_archive(b"X" + sign * 20_000, "a.warc")

    assert len(losses) <= 2
    assert count.startswith(f"{len(losses)} members: 0 pages read")


def test_gzip_header_without_an_end_does_not_hide_the_next_member(read_archive: ReadAll) -> None:
    endless = b"\x1f\x8b\x08\x08" + b"\0" * 6 + b"n" * 400_000

    articles, losses, _ = read_archive(endless + pages(2, gz)[1])

    assert urls(articles) == [2]
    assert len(losses) == 1
    assert "nothing comes out" in losses[0]
