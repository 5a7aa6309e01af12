"""Whatever the bytes, reading gives articles whose blocks lie in their text, or one clear line."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import read_paths
from onrecord.settings import Settings
from onrecord.values import Article, Failure

PIECES = st.sampled_from(
    (
        *(
            b"<p>",
            b"</p>",
            b"<div",
            b">",
            b"<blockquote>",
            b"<br>",
            b"<li>",
            b"<table><td>",
            b"<q>",
        ),
        *(
            b"<!--",
            b"-->",
            b"<script>",
            b"</script>",
            b"&amp;",
            b"&#x0;",
            b"&#xD800;",
            b"<![CDATA[",
        ),
        *(
            b'<meta charset="',
            b"utf-16",
            b'">',
            b"<html>",
            b"<body>",
            b"</html>",
            b"<nobr>",
            b"\x00",
        ),
        *(
            b'{"text": "',
            b'"}',
            b'", "id": ',
            b"\n",
            b"[",
            b"null",
            b"\\ud83d",
            b"\\u0000",
            b"1e999",
        ),
        *(
            b"\xff\xfe",
            b"\xef\xbb\xbf",
            b"\x1f\x8b",
            b"\x93",
            b"\xe2\x80\x9c",
            b"\xc3\xa2",
            b"\x81",
        ),
        *(
            b"the film and the water ",
            b"she said that ",
            b"\xe2\x80\x9cnever,\xe2\x80\x9d he said. ",
        ),
        *(b" date 2025-03-12 ", b"It\x92s the end of it. ", b"\r\n\r\n", b"<title>", b"<h1>"),
    )
)
BYTES = st.one_of(st.lists(PIECES, max_size=30).map(b"".join), st.binary(max_size=200))


@pytest.mark.parametrize("name", ["one.txt", "one.html", "one.jsonl", "one"])
def test_any_bytes_are_read_or_refused_in_one_line(name: str) -> None:
    @settings(max_examples=120, deadline=None, derandomize=True)
    @given(BYTES)
    def check(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.write_bytes(content)
            found = list(read_paths([str(path)], Settings()))
        assert found
        for one in found:
            if isinstance(one, Failure):
                assert one.reason
                assert "\n" not in one.reason
            else:
                check_article(one)

    check()


def check_article(article: Article) -> None:
    assert article.text.strip()
    article.text.encode()
    assert all(0 <= b.span.start < b.span.end <= len(article.text) for b in article.blocks)
    for one, other in pairwise(article.blocks):
        assert one.span.end <= other.span.start
