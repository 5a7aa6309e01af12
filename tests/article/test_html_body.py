"""The body of a page: what is kept as what, what is dropped, and that no quoted words go in silence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article.html import read_html
from onrecord.settings import Settings
from onrecord.text import lay_out
from onrecord.values import Article

from .conftest import BODY, Fail, Read

MORE = (
    "Nobody in the hall had expected the answer that she gave. The second week of the shoot was the "
    "hardest, she told them, because the crew had to wait for a low tide that did not come."
)
LAST = (
    "The film is shown in the old harbour hall until the end of the month, and then in other towns."
)


def page(body: str, around: tuple[str, str] = ("", "")) -> str:
    return (
        "<!DOCTYPE html><html><head><title>Ferry</title></head><body>"
        f"{around[0]}<article><h1>The ferry</h1>{body}</article>{around[1]}</body></html>"
    )


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def reported(article: Article, words: str) -> bool:
    """Whether the words are in the text, or the user is told that they are not."""
    return words in article.text or any(words[:20] in repair for repair in article.repairs)


def test_kinds_of_blocks_are_kept(read: Read) -> None:
    article = read(
        page(
            f"<p>{BODY}</p><h2>What she said next</h2><p>{MORE}</p>"
            "<blockquote><p>The bell was real, and so was the cold that we all felt.</p></blockquote>"
            "<ul><li>“Lanterns”, her first film</li><li>The one about the river and its ferry</li></ul>"
            f"<p>{LAST}</p>"
        ),
        "one.html",
    )

    assert kinds(article)[-6:] == [
        ("heading", "What she said next"),
        ("paragraph", MORE),
        ("quote", "The bell was real, and so was the cold that we all felt."),
        ("item", "“Lanterns”, her first film"),
        ("item", "The one about the river and its ferry"),
        ("paragraph", LAST),
    ]
    assert article.text == "\n\n".join(words for _, words in kinds(article))


def test_block_quote_is_a_quotation_of_its_own(read: Read) -> None:
    article = read(
        page(f"<p>{BODY}</p><blockquote>The bell was real to all of us then.</blockquote><p>{MORE}</p>"),
        "one.html",
    )  # fmt: skip
    found = [q.inner.of(article.text) for q in lay_out(article).quotations if q.style == "block"]

    assert found == ["The bell was real to all of us then."]


def test_furniture_is_dropped(read: Read) -> None:
    before = (
        '<div id="cookie-banner"><p>We use cookies to give you the best experience on this site, and '
        "you agree to that by going on.</p><button>Accept all</button></div>"
        '<nav><ul><li><a href="/a">News of the day</a></li><li><a href="/b">Film</a></li></ul></nav>'
    )
    after = (
        '<div class="related-stories"><h3>Related stories</h3><ul>'
        '<li><a href="/c">“I was never cold,” says swimmer of the year</a></li></ul></div>'
        '<div class="newsletter-signup"><p>Sign up for our newsletter and never miss a story.</p></div>'
        "<footer><p>Copyright The Gull, all rights reserved by the owners of it.</p></footer>"
    )
    inside = (
        '<aside class="promo"><p><a href="/d">Read more: the swimmers of the river</a></p></aside>'
    )
    article = read(page(f"<p>{BODY}</p>{inside}<p>{MORE}</p>", (before, after)), "one.html")

    assert article.text == f"The ferry\n\n{BODY}\n\n{MORE}"


@pytest.mark.parametrize(
    "inner",
    [
        "“The <nobr>water</nobr> was <b>eleven</b> degrees,”",
        "“The <a href='/x'>water</a> was <em>eleven</em> degrees,”",
        "“The wa<wbr>ter was <span>eleven</span> degrees,”",
        "&ldquo;The water was&nbsp;eleven degrees,&rdquo;",
        "&#8220;The water&#32;was eleven\n   degrees,&#8221;",
        "“The water was <font color=red>eleven</font> <i>degrees,</i>”",
        "<q></q>“The wa&shy;ter was eleven degrees,”",
        "“The water <!-- not --> was eleven degrees,”",
    ],
)
def test_inline_mark_up_melts_into_the_words(read: Read, inner: str) -> None:
    article = read(page(f"<p>{MORE}</p><p>{inner} said the director.</p><p>{LAST}</p>"), "one.html")
    text = article.text.replace("\xa0", " ")

    assert "“The water was eleven degrees,” said the director." in text


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<q>Never again,</q> she said.", "“Never again,” she said."),
        ("<q>“Never again,”</q> she said.", "“Never again,” she said."),
        ("<q>He said <q>never</q> to me,</q> she said.", "“He said ‘never’ to me,” she said."),
        (
            "<q> <em>Never</em> again,</q> she said, <q></q>twice.",
            "“ Never again,” she said, twice.",
        ),
    ],
)
def test_quotation_elements_get_the_marks_that_browsers_show(
    read: Read, inner: str, shown: str
) -> None:
    assert shown in read(page(f"<p>{BODY}</p><p>{inner} {MORE}</p>"), "one.html").text


@pytest.mark.parametrize(
    "body",
    [
        f"{BODY}<br><br>{MORE}<br><br>{LAST}",
        f"{BODY}<br/>\n<br/>\n{MORE}<br /> <br />{LAST}",
        f"<div>{BODY}</div><div>{MORE}</div><div>{LAST}</div>",
        f"<div><div><span>{BODY}</span></div><div><span>{MORE}</span></div></div><div>{LAST}</div>",
        f"<p>{BODY}<p>{MORE}<p>{LAST}",
        f"<table><tr><td><p>{BODY}</p><p>{MORE}</p><p>{LAST}</p></td></tr></table>",
        f"<pre>{BODY}\n\n{MORE}\n\n{LAST}</pre>",
        f"<section><p>{BODY}</p></section><section><p>{MORE}</p><p>{LAST}</p></section>",
    ],
    ids=["br", "br with white space", "divs", "spans", "open p", "table", "pre", "sections"],
)
def test_paragraphs_in_every_way_that_pages_set_them(read: Read, body: str) -> None:
    article = read(page(body), "one.html")

    assert [words for _, words in kinds(article)][-3:] == [BODY, MORE, LAST]


@pytest.mark.parametrize(
    "inner",
    [
        "<div class='advert'>Buy now</div><p>“We all knew it was over then,” she said.</p>",
        "<div class='pull-quote'><p>“We all knew it was over then.”</p></div>",
        "<figure><blockquote>We all knew it was over then.</blockquote></figure>",
        "<div><span>“We all knew it was over then,” she said.</span></div>",
        "<ul><li>“We all knew it was over then,” she said.</li></ul>",
        "<h3>“We all knew it was over then”</h3>",
        "<dl><dt>Lund</dt><dd>“We all knew it was over then.”</dd></dl>",
        "<table><tr><td>“We all knew it was over then.”</td></tr></table>",
        "<details><summary>More</summary><p>“We all knew it was over then.”</p></details>",
        "<center><font size=4>“We all knew it was over then.”</font></center>",
        "<p><strong>“We all knew it was over then.”</strong></p>",
        "<aside><p>“We all knew it was over then.”</p></aside>",
        "<figcaption>“We all knew it was over then,” Lund says.</figcaption>",
        "<custom-element><p>“We all knew it was over then.”</p></custom-element>",
    ],
)
def test_no_quoted_words_of_the_body_go_in_silence(read: Read, inner: str) -> None:
    article = read(page(f"<p>{BODY}</p>{inner}<p>{MORE}</p><p>{LAST}</p>"), "one.html")

    said = "We all knew it was over then"
    assert reported(article, said) or reported(article, f"“{said}")


def test_chunks_with_adverts_between_are_all_read(read: Read) -> None:
    chunks = "".join(
        f'<div class="chunk"><p>{BODY} Part {number}.</p><p>{MORE} “Chapter {number}.”</p></div>'
        f'<div class="ad-slot"><p>Advertisement</p></div>'
        for number in range(6)
    )
    article = read(page(chunks), "one.html")

    assert all(f"“Chapter {number}.”" in article.text for number in range(6))
    assert "Advertisement" not in article.text


def test_hidden_text_is_not_read(read: Read) -> None:
    hidden = f'<p style="display: none">{LAST} “Hidden.”</p><p hidden>{LAST} “Hidden.”</p>'
    article = read(page(f"<p>{BODY}</p>{hidden}<p>{MORE}</p>"), "one.html")

    assert "Hidden" not in article.text
    assert "Left out as no part of the article" in article.repairs[0]


@pytest.mark.parametrize(
    "tag", ["div", "span", "blockquote", "b", "font", "ul", "table", "x-y", "p"]
)
def test_mark_up_thousands_deep_keeps_its_words(read: Read, tag: str) -> None:
    deep = f"<{tag}>" * 5_000 + f"<p>{BODY}</p>" + f"</{tag}>" * 5_000
    article = read(page(f"<p>{MORE}</p>{deep}<p>{LAST}</p>"), "one.html")

    assert BODY in article.text
    assert MORE in article.text


def test_entities_that_a_page_declares_are_not_expanded(read: Read) -> None:
    bomb = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    source = f'<!DOCTYPE html [<!ENTITY a0 "ha">{bomb}]>' + page(f"<p>{BODY} &a9;</p><p>{MORE}</p>")
    article = read(source, "one.html")

    assert BODY in article.text
    assert len(article.text) < 2_000


def test_files_of_the_machine_are_not_read(read: Read) -> None:
    source = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page(
        f"<p>{BODY} &x;</p>"
    )

    assert "root:" not in read(source, "one.html").text


def test_scripts_and_styles_are_not_text(read: Read) -> None:
    noise = '<script>var a = "“never”";</script><style>p { quotes: "«" "»" }</style><template>“no”</template>'
    article = read(page(f"<p>{BODY}</p>{noise}<p>{MORE}</p>"), "one.html")

    assert article.text == f"The ferry\n\n{BODY}\n\n{MORE}"


def test_page_cut_off_in_the_middle_is_read(read: Read) -> None:
    source = page(f"<p>{BODY}</p><p>{MORE}</p>")

    assert BODY in read(source[: source.index(MORE) + 60], "one.html").text


@pytest.mark.parametrize("content", ["<html></html>", "<html><body>  </body></html>", "<!doctype html>",
                                     "<html><script>1</script></html>"])  # fmt: skip
def test_page_without_words_is_one_clear_line(fail: Fail, content: str) -> None:
    assert fail(content, "one.html").reason.startswith("is a page ")


def test_page_that_is_only_furniture_says_so(read: Read) -> None:
    source = f"<html><body><nav><a href='/a'>{BODY}</a></nav></body></html>"
    article = read(source, "one.html")

    assert BODY in article.text
    assert article.repairs


def test_plain_text_named_as_a_page_is_read(read: Read) -> None:
    assert BODY in read(BODY, "one.html").text


def test_page_named_as_text_stays_text(read: Read) -> None:
    source = page(f"<p>{BODY}</p>")

    assert read(source, "one.txt").text == source


def test_transcripts_keep_their_turns(read: Read) -> None:
    turns = "".join(
        f"<p><strong>{name}:</strong> {words}</p>"
        for name, words in (
            ("Gull", "When did you know that it was over?"),
            ("Halvane", "In the second week. The water told us, and we all listened to it."),
            ("Gull", "And nobody said a word?"),
            ("Halvane", "Not one of them. That is what I still think about at night."),
        )
    )
    article = read(page(turns), "one.html")

    assert "Halvane: Not one of them." in article.text
    assert "Gull: And nobody said a word?" in article.text


def test_same_page_is_the_same_article(read: Read) -> None:
    source = page(f"<p>{BODY}</p><p>{MORE}</p>")

    assert read(source, "one.html") == read(source, "one.html")


def test_bare_text_between_line_breaks_is_read_where_the_extraction_takes_only_furniture(
    read: Read,
) -> None:
    """Found with random pages: all of the article but its share bar was dropped in silence."""
    share = f'<div class="share"><p>{LAST} “Share it,” they say.</p></div>'
    article = read(
        "<html><body><article>"
        f"{BODY}<br><br><aside>“An aside.”</aside>{share}{MORE} “One.”<br><br>{MORE[:60]} “Two.”"
        "<br><br></article></body></html>",
        "one.html",
    )

    assert all(reported(article, said) for said in (BODY, "“One.”", "“Two.”", LAST))


WORDS = "the river ferry water cold crew film hall night town because after there always".split()
WRAPPERS = (
    *("<p>{}</p>", "<div>{}</div>", "<div><p>{}</p></div>", "{}<br><br>", "<p>{}"),
    *("<blockquote>{}</blockquote>", "<ul><li>{}</li></ul>", "<h3>{}</h3>", "<pre>{}</pre>"),
    *("<figure><figcaption>{}</figcaption></figure>", "<table><tr><td>{}</td></tr></table>"),
    *("<div class='pullquote'><p>{}</p></div>", "<aside>{}</aside>", "<center>{}</center>"),
    *("<div class='related'><p>{}</p></div>", "<p><a href='/x'>{}</a></p>", "<dl><dd>{}</dd></dl>"),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(
            st.sampled_from((*WRAPPERS[:4] * 4, *WRAPPERS)),
            st.lists(st.sampled_from(WORDS), min_size=3, max_size=25),
        ),
        min_size=3,
        max_size=10,
    )
)
def test_quoted_words_of_any_page_are_read_or_reported(parts: list[tuple[str, list[str]]]) -> None:
    """Of up to 10 places; a report names the first three and counts the others."""
    said = [f"Mark{number} {' '.join(words)}" for number, (_, words) in enumerate(parts)]
    inner = "".join(
        wrapper.format(f"“{words},” she said. {words.capitalize()} and so it went on for us all.")
        for (wrapper, _), words in zip(parts, said, strict=True)
    )
    article = read_html(page(inner).encode(), "key", "path", Settings(any_language=True))

    lost = [words for words in said if words not in article.text]
    told = " ".join(r for r in article.repairs if r.startswith("Left out as no part"))
    more = re.search(r"and (\d+) more", told)
    assert len(lost) <= told.count("[") + (int(more[1]) if more else 0)


def test_foot_of_a_block_quotation_stands_below_it() -> None:
    page = (
        "<html><body><article><h1>The missing scene</h1><p>"
        + "The crew waited on the coast for the light, and the light did not come. " * 4
        + "</p><blockquote><p>Nobody knew who the brother was.</p>"
        "<footer>— Mina Rook, in her diary</footer></blockquote><p>"
        + "The film opens in March in thirty cinemas across the country. " * 4
        + "</p></article></body></html>"
    )

    article = read_html(page.encode(), "page", "page", Settings())

    kinds = {block.span.of(article.text): block.kind for block in article.blocks}
    assert kinds["Nobody knew who the brother was."] == "quote"
    assert kinds["— Mina Rook, in her diary"] == "paragraph"
