"""Feeds and sitemaps as files: full entries are articles, summaries and addresses are listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.article import read_paths
from onrecord.settings import Settings
from onrecord.values import Article, Failure, LeftOut

ReadAll = Callable[..., tuple[list[Article], list[str], list[str]]]
WORDS = (
    "The ferry on the river has crossed for thirty-one years, and the film about it opened last week in the "
    "town where it was shot. “The water was eleven degrees and nobody was getting in it,” said the director."
)
RSS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/'
    'content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Ferry Post</title>'
)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Ferry Post</title>'


@pytest.fixture
def read_feed(tmp_path: Path) -> ReadAll:
    """The articles of a feed, the reasons of its losses, and what was left out."""

    def read(data: str, name: str = "feed.xml") -> tuple[list[Article], list[str], list[str]]:
        path = tmp_path / name
        path.write_text(data, encoding="utf-8")
        found = list(read_paths([str(path)], Settings()))
        articles = [one for one in found if isinstance(one, Article)]
        left_out = [one.reason for one in found if isinstance(one, LeftOut)]
        losses = [one.reason for one in found if type(one) is Failure]
        return articles, losses, left_out

    return read


def item(number: int, title: str = "A ferry", words: str = WORDS) -> str:
    return (
        f"<item><title>{title}</title><link>https://ferry.test/{number}</link><guid>g{number}</guid>"
        "<dc:creator>Ada Quill</dc:creator><pubDate>Wed, 12 Mar 2025 23:30:00 -0500</pubDate>"
        f"<description>In short.</description><content:encoded><![CDATA[<p>{words}</p>]]></content:encoded>"
        "</item>"
    )


def rss(*items: str) -> str:
    return RSS + "".join(items) + "</channel></rss>"


def test_entry_with_its_full_text_is_an_article(read_feed: ReadAll) -> None:
    (article,), losses, left_out = read_feed(rss(item(1, "Fish &amp;amp; chips")))

    assert article.text == WORDS
    assert (article.key, article.url, article.source_id) == ("https://ferry.test/1",) * 2 + ("g1",)
    assert (article.headline, article.byline, article.outlet) == (
        "Fish & chips",
        "Ada Quill",
        "The Ferry Post",
    )
    assert article.published == date(2025, 3, 12)
    assert losses == left_out == []


@pytest.mark.parametrize(
    "content",
    [
        f'<content type="html">&lt;p&gt;{WORDS}&lt;/p&gt;</content>',
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p></div></content>',
        f"<content>{WORDS}</content>",
    ],
)
def test_atom_content_is_read_in_each_of_its_types(read_feed: ReadAll, content: str) -> None:
    entry = (
        '<entry><title>A ferry</title><link rel="self" href="https://ferry.test/atom"/><link href="https://ferry'
        '.test/1"/><id>tag:1</id><author><name>Ada Quill</name></author>'
        "<published>2025-03-12T01:00:00Z</published>"
        f"<updated>2025-04-01T01:00:00Z</updated>{content}</entry>"
    )

    (article,), losses, _ = read_feed(f"{ATOM}{entry}</feed>")

    assert article.text == WORDS
    assert (article.url, article.byline, article.published) == (
        "https://ferry.test/1", "Ada Quill", date(2025, 3, 12),
    )  # fmt: skip
    assert losses == []


def test_day_of_an_update_is_no_day_of_publication(read_feed: ReadAll) -> None:
    entry = f"<entry><id>tag:1</id><updated>2025-04-01T01:00:00Z</updated><content>{WORDS}</content></entry>"

    (article,), _, _ = read_feed(f"{ATOM}{entry}</feed>")

    assert article.published is None
    assert article.url is None


def test_entry_with_a_summary_only_is_left_out_with_its_link(read_feed: ReadAll) -> None:
    short = "<item><link>https://ferry.test/2</link><description>In short.</description></item>"

    articles, losses, left_out = read_feed(rss(item(1), short))

    assert len(articles) == 1
    assert losses == []
    assert left_out == ["https://ferry.test/2: only a summary, the page is not fetched"]


def test_content_that_lies_elsewhere_is_left_out(read_feed: ReadAll) -> None:
    elsewhere = '<content src="https://ferry.test/3" type="text/html"/>'
    entry = f'<entry><link href="https://ferry.test/3"/>{elsewhere}</entry>'

    assert read_feed(f"{ATOM}{entry}</feed>")[2] == [
        "https://ferry.test/3: only a summary, the page is not fetched"
    ]


@pytest.mark.parametrize(
    "root, child, what", [("urlset", "url", "a page"), ("sitemapindex", "sitemap", "a sitemap")]
)
def test_addresses_of_a_sitemap_are_listed(
    read_feed: ReadAll, root: str, child: str, what: str
) -> None:
    addresses = "".join(f"<{child}><loc> https://ferry.test/{n} </loc></{child}>" for n in (1, 2))

    articles, losses, left_out = read_feed(
        f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{addresses}</{root}>'
    )

    assert articles == losses == []
    assert left_out == [f"https://ferry.test/{n}: {what}, not fetched" for n in (1, 2)]


def test_cut_feed_gives_its_whole_entries(read_feed: ReadAll) -> None:
    articles, losses, _ = read_feed(rss(item(1), item(2), item(3))[:-120])

    assert [article.source_id for article in articles] == ["g1", "g2"]
    assert articles[0].outlet == "The Ferry Post"
    assert len(losses) == 2
    assert "of the 3 entries that begin in it, 2 are whole" in losses[0]
    assert "this entry has no end" in losses[1]


def test_bare_ampersands_and_entities_of_html_are_written_out(read_feed: ReadAll) -> None:
    articles, losses, _ = read_feed(rss(item(1, "Fish & chips&nbsp;now"), item(2)))

    assert [article.headline for article in articles] == ["Fish & chips now", "A ferry"]
    assert "of the 2 entries that begin in it, 2 are whole" in losses[0]
    assert len(losses) == 1


def test_broken_entry_is_a_loss_of_its_own(read_feed: ReadAll) -> None:
    articles, losses, _ = read_feed(rss(item(1), "<item><title>B</link></item>", item(3)))

    assert [article.source_id for article in articles] == ["g1", "g3"]
    assert losses[1:] == ["this entry is damaged XML: it is lost; fetch the feed again"]


def test_declared_entities_are_refused(read_feed: ReadAll) -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        "<rss><channel><item><title>&b;</title></item></channel></rss>"
    )

    articles, losses, _ = read_feed(bomb)

    assert articles == []
    assert losses == [
        "declares entities of its own, as no feed needs and bombs do: none of it was read"
    ]


def test_other_xml_is_no_feed(tmp_path: Path) -> None:
    (tmp_path / "settings.xml").write_text("<settings><item>1</item></settings>")
    (tmp_path / "news.xml").write_text(rss(item(1)), encoding="utf-8")

    found = list(read_paths([str(tmp_path)], Settings()))

    assert [one.key for one in found if isinstance(one, Article)] == ["https://ferry.test/1"]
    assert len(found) == 1


def test_feed_without_a_single_entry_left_is_told(read_feed: ReadAll) -> None:
    articles, losses, left_out = read_feed(RSS + "<it")

    assert articles == left_out == []
    assert "of the 0 entries that begin in it" in losses[0]
