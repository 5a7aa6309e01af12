"""What a page says of itself, from JSON-LD, Open Graph, meta elements and `<time>`."""

from __future__ import annotations

import json
from datetime import date

import pytest

from .conftest import BODY, Read


def page(head: str = "", body: str = "", start: str = "<html>") -> str:
    return (
        f"<!DOCTYPE html>{start}<head><title>The Gull</title>{head}</head><body><article>{body}"
        f"<p>{BODY}</p><p>{BODY[:98]} That was all of it.</p></article></body></html>"
    )


def ld(*values: object) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values
    )


NODE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "The ferry &amp; the film",
    "author": {"@type": "Person", "name": "Ines Okoro"},
    "publisher": {"@type": "Organization", "name": "The Gull"},
    "datePublished": "2025-11-03T23:30:00-05:00",
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://gull.example/ferry"},
}


@pytest.mark.parametrize(
    "head",
    [
        ld(NODE),
        ld([{"@type": "WebSite", "name": "Gull"}, NODE]),
        ld({"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, NODE]}),
        ld({"@type": "WebPage", "mainEntity": NODE}),
        ld({"@type": "Organization", "name": "Gull"}, NODE),
        ld(NODE | {"@type": ["NewsArticle", "Review"]}),
        ld(NODE | {"author": [{"name": "Ines Okoro"}]}),
        ld(NODE | {"author": "Ines Okoro"}),
        '<script type="application/ld+json">{broken</script>' + ld(NODE),
        f'<script type="application/LD+JSON">//<![CDATA[\n{json.dumps(NODE)};\n//]]></script>',
        f'<script type="application/ld+json"><!-- {json.dumps(NODE)} --></script>',
    ],
    ids=[
        "object", "list", "graph", "main entity", "two scripts", "two types", "author list",
        "author text", "a broken one first", "cdata", "comment",
    ],
)  # fmt: skip
def test_json_ld_in_all_its_shapes(read: Read, head: str) -> None:
    article = read(page(head), "one.html")

    assert article.headline == "The ferry & the film"
    assert (article.byline, article.outlet) == ("Ines Okoro", "The Gull")
    assert article.published == date(2025, 11, 3)
    assert article.key == article.url == "https://gull.example/ferry"


def test_several_authors_are_one_byline(read: Read) -> None:
    node = NODE | {
        "author": [{"name": "Ines Okoro"}, {"name": "Tom Arden"}, {"name": "Ines Okoro"}]
    }

    assert read(page(ld(node)), "one.html").byline == "Ines Okoro, Tom Arden"


def test_open_graph_and_meta_fill_what_json_ld_leaves(read: Read) -> None:
    head = """<meta property="og:title" content="The ferry">
        <meta property="og:site_name" content="The Gull">
        <meta property="og:url" content="https://gull.example/ferry#top">
        <meta property="article:published_time" content="2025-11-03T08:00:00Z">
        <meta property="article:author" content="https://social.example/ines">
        <meta name="author" content="By Ines Okoro">"""
    article = read(page(head), "one.html")

    assert (article.headline, article.outlet) == ("The ferry", "The Gull")
    assert (article.byline, article.published) == ("Ines Okoro", date(2025, 11, 3))
    assert article.url == "https://gull.example/ferry"


def test_canonical_link_comes_before_all_other_addresses(read: Read) -> None:
    head = '<link rel="canonical" href="https://gull.example/a"><meta property="og:url" content="https://gull.example/b">'

    assert read(page(head + ld(NODE)), "one.html").url == "https://gull.example/a"


@pytest.mark.parametrize(
    "href",
    ["/ferry", "https://gull.example/", "https://gull.example", "javascript:alert(1)", "", "http://[bad"],
)  # fmt: skip
def test_address_that_is_no_article_of_its_own_is_not_taken(read: Read, href: str) -> None:
    article = read(page(f'<link rel="canonical" href="{href}">'), "one.html")

    assert article.url is None
    assert article.key.endswith("one.html")


def test_relative_address_is_completed_by_the_base(read: Read) -> None:
    head = '<base href="https://gull.example/news/"><link rel="canonical" href="ferry?id=3">'

    assert read(page(head), "one.html").url == "https://gull.example/news/ferry?id=3"


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ('<time datetime="2025-11-03">yesterday</time>', date(2025, 11, 3)),
        ('<time class="published" datetime="2025-11-03T10:00">x</time>'
         '<time class="updated" datetime="2025-11-05">x</time>', date(2025, 11, 3)),
        ('<time datetime="2025-11-03">x</time><time datetime="2025-11-05">x</time>', None),
        ('<time>3 November</time>', None),
        ('<span itemprop="datePublished" content="2025-11-03">x</span>', date(2025, 11, 3)),
        ('<p>Published on 3 November 2025</p>', None),
    ],
)  # fmt: skip
def test_time_elements_give_the_day_where_there_is_one(
    read: Read, body: str, day: date | None
) -> None:
    assert read(page(body=body), "one.html").published == day


def test_author_marked_in_the_body(read: Read) -> None:
    body = '<p>By <a rel="author" href="/ines">Ines Okoro</a></p>'

    assert read(page(body=body), "one.html").byline == "Ines Okoro"


def test_only_main_heading_is_the_headline(read: Read) -> None:
    assert read(page(body="<h1>The <em>ferry</em></h1>"), "one.html").headline == "The ferry"
    assert read(page(body="<h1>The Gull</h1><h1>The ferry</h1>"), "one.html").headline is None


def test_page_that_says_nothing_of_itself_is_read(read: Read) -> None:
    article = read(page(), "one.html")

    assert BODY in article.text
    known = (article.headline, article.byline, article.outlet, article.published, article.url)
    assert known == (None,) * 5


def test_data_of_wrong_types_is_passed_over(read: Read) -> None:
    node = {"@type": "Article", "headline": 5, "author": {"name": ["x", 3]}, "datePublished": 2025}
    article = read(page(ld(node, [[]], 5, None, {"@graph": 7})), "one.html")

    assert (article.headline, article.byline, article.published) == (None, None, None)


def test_deep_and_large_data_ends(read: Read) -> None:
    deep = '<script type="application/ld+json">' + "[" * 50_000 + "</script>"
    wide = ld([{"@type": "Thing"}] * 20_000)

    assert BODY in read(page(deep + wide), "one.html").text


def test_encodings_that_pages_declare(read: Read) -> None:
    source = page('<meta charset="windows-1252">')
    article = read(source.encode("cp1252"), "one.html")
    assert BODY in article.text
    assert 'Read as "windows-1252"' in article.repairs[0]

    article = read(page('<meta charset="iso-8859-1">').encode(), "one.html")
    assert BODY in article.text
    assert "valid UTF-8" in article.repairs[0]

    xhtml = '<?xml version="1.0" encoding="iso-8859-1"?>' + page(start="<html lang='en'>")
    assert BODY in read(xhtml.encode("cp1252"), "one.xhtml").text


def test_language_of_the_page_settles_a_short_one(read: Read) -> None:
    source = (
        '<html lang="en-GB"><body><article><p>“Never again,” she said.</p></article></body></html>'
    )

    assert read(source, "one.html").language == "en"
