"""Markdown files: the text as given, its blocks, and what of it is nobody's words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import read_paths
from onrecord.article.front_matter import read_front_matter
from onrecord.article.markdown import read_markdown
from onrecord.errors import NoArticleText, NotEnglish
from onrecord.settings import Settings
from onrecord.text import blank_markup, lay_out, unmark
from onrecord.values import Article, Span

ROWS = json.loads((Path(__file__).parent / "markdown.json").read_text(encoding="utf-8"))
ANY = Settings(any_language=True)


def article(text: str) -> Article:
    """The article in a Markdown file."""
    return read_markdown(text.encode(), "a.md", "a.md", ANY)


def words_of(text: str) -> str:
    """The words alone, block by block as they stand, runs of spaces and empty lines as one."""
    words = unmark(article(text)).article.text
    lines = (line.strip() for line in re.split(r"\r\n|\n", words))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


@pytest.mark.parametrize("row", ROWS, ids=[row["label"] for row in ROWS])
def test_mark_up_is_no_words(row: dict[str, Any]) -> None:
    expected = re.sub(r" +", " ", row["words"])

    assert re.sub(r" +", " ", words_of(row["text"])) == expected
    if "kinds" in row:
        assert " ".join(block.kind for block in article(row["text"]).blocks) == row["kinds"]


@pytest.mark.parametrize("row", ROWS, ids=[row["label"] for row in ROWS])
def test_text_stays_as_given_and_blanking_moves_nothing(row: dict[str, Any]) -> None:
    found = article(row["text"])
    blanked = blank_markup(found)

    assert found.text == row["text"]
    assert len(blanked.text) == len(found.text)
    assert unmark(blanked).article.text == unmark(found).article.text
    assert [(m.start, m.end) for m in found.markup] == sorted(
        (m.start, m.end) for m in found.markup
    )


SIGNS = [
    *(
        '* ** _ [ ](x.org) ] ` \\ &amp; &quot; “ ” " # - 1. ![ <b> <!-- --> | [^1] [^1]: ferry Bell.'
    ).split(),
    *("> ", "\n", "\n\n", "```\n", "    ", "---\n", " ", "# ", "- "),
]
PIECES = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join)


@given(PIECES)
def test_any_signs_leave_the_words_in_their_places(text: str) -> None:
    try:
        found = article(text)
    except NoArticleText:
        return
    words = unmark(found)
    bare = words.article.text

    assert found.text == text
    for match in re.finditer(r"ferry|Bell", bare):
        place = words.given(Span(match.start(), match.end()))
        assert place.of(text) == match.group()
    ends = [end for mark in found.markup for end in (mark.start, mark.end)]
    assert ends == sorted(ends)
    laid = lay_out(found)
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in laid.quotations)


def test_link_in_a_quotation_leaves_one_quotation_with_places_in_the_file() -> None:
    text = "*Note.* She said: “I [think](https://x.example/a) she is *free*.” Yes."
    (quotation,) = lay_out(article(text)).quotations

    assert quotation.inner.of(text) == "I [think](https://x.example/a) she is *free*."
    assert quotation.span.of(text)[0] + quotation.span.of(text)[-1] == "“”"


def test_mark_beside_an_asterisk_opens_as_if_it_were_not_there() -> None:
    text = '"*That* was it," she said. "So *be it*"'

    inner = [q.inner.of(text) for q in lay_out(article(text)).quotations]

    assert inner == ["That* was it,", "So *be it"]


def test_block_all_in_bold_is_stressed() -> None:
    blocks = article("**Who rang it?**\n\nI *did*.\n\n*Why* so?").blocks

    assert [block.stressed for block in blocks] == [True, False, False]


def test_code_that_is_left_out_is_told() -> None:
    assert article("One.\n\n```\nx\n```\n").repairs == ("1 block of code was left out.",)


def test_file_of_code_alone_has_no_words() -> None:
    with pytest.raises(NoArticleText, match="no words, only white space, mark-up or code"):
        article("```\nsay('no')\n```\n")


def test_language_is_that_of_the_words() -> None:
    german = (
        "[Die Fähre](https://the.example/that-is-the-one-of-the) fuhr nicht mehr über den Fluss, und "
        * 5
    )

    with pytest.raises(NotEnglish, match='found "de"'):
        read_markdown(german.encode(), "a.md", "a.md", Settings())


# --- front matter ---------------------------------------------------------------------------------

YAML = """---
title: "The Bell: what it means"
date: 2025-03-12T10:00:00Z   # as printed
authors:
  - Ada Moll
  - R. Tallow
publication: Harbour Post
canonical_url: https://post.example/bell
nested:
  date: 1999-01-01
draft: true
---
# The Bell
"""


def test_yaml_says_when_who_and_where() -> None:
    found = article(YAML)

    assert found.published == date(2025, 3, 12)
    assert (found.headline, found.byline) == ("The Bell: what it means", "Ada Moll, R. Tallow")
    assert (found.outlet, found.url, found.key) == (
        "Harbour Post",
        *["https://post.example/bell"] * 2,
    )
    assert unmark(found).article.text.strip() == "The Bell"


def test_toml_says_when_and_who() -> None:
    found = article(
        '+++\ndate = 2025-03-12\nauthor = ["Ada Moll"]\nurl = "/posts/bell"\n+++\nText.\n'
    )

    assert (found.published, found.byline, found.url) == (date(2025, 3, 12), "Ada Moll", None)


@pytest.mark.parametrize(
    "text",
    [
        "---\nADA: No.\nRUTA: Yes.\n---\n",
        "---\nShe left. date: 2025-03-12\n---\n",
        "---\ndate: 2025-03-12\n",
        "+++\ndate = = 1\n+++\n",
        "Text.\n---\ntitle: x\n---\n",
    ],
)
def test_what_only_looks_so_is_no_front_matter(text: str) -> None:
    assert read_front_matter(text).end == 0


def test_day_that_may_be_two_is_none() -> None:
    assert read_front_matter("---\ndate: 03/04/2025\n---\n").published is None


def test_markdown_is_told_by_its_ending(tmp_path: Path) -> None:
    for name in ("a.md", "b.MARKDOWN", "c.txt"):
        (tmp_path / name).write_text("The *bell* of the ferry.", encoding="utf-8")

    found = {a.key: len(a.markup) for a in articles(tmp_path)}

    assert found == {"a.md": 2, "b.MARKDOWN": 2, "c.txt": 0}


def articles(folder: Path) -> Iterator[Article]:
    """The articles of a folder."""
    for found in read_paths([str(folder)], Settings()):
        assert isinstance(found, Article)
        yield replace(found)
