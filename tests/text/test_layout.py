"""What holds of the layout of any text: blocks, sentences and quotations in bounds and in order."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.article import article_from_text
from onrecord.text import find_blocks, lay_out
from onrecord.text.pairing import content_start
from onrecord.values import Article, Block, Span

PIECES = st.sampled_from(
    (
        *("“", "”", "‘", "’", "«", "»", "‹", "›", "„", "‚", '"', "'", "''", "``", "‘‘", "’’", '""'),
        *("\n\n", "\n", " ", " ", " ", ". ", ", ", "? ", "—", "(", ")", "\r\n\r\n", "\u2029", "\t"),
        *("she", "It", " he said", "Lund", "actors", "90s", "12", "6'2", "em", "n", "U.S.", "Mr."),
        *("שלום", "e\u0301", "\u200b", "\u00a0", "…", "...", "1. ", "- ", "> ", "A Heading", "🎬"),
        *("said Lund", ", he said."),
    )
)
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=120))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(TEXTS)
@example("")
@example("“" * 40 + "”" * 20)
@example("‘" * 40 + "’" * 20)
def test_quotations_nest_within_bounds(text: str) -> None:
    article = article_from_text(text)
    layout = lay_out(article)
    blocks = {b.span.start: b for b in layout.blocks}
    starts = [q.span.start for q in layout.quotations]
    assert starts == sorted(starts)
    for number, quotation in enumerate(layout.quotations):
        assert 0 <= quotation.span.start < quotation.span.end <= len(article.text)
        assert quotation.inner in quotation.span
        assert quotation.inner_parts
        assert quotation.inner == Span(
            quotation.inner_parts[0].start, quotation.inner_parts[-1].end
        )
        for one, other in pairwise(quotation.inner_parts):
            assert one.start <= one.end <= other.start <= other.end
        if quotation.parent is None:
            assert quotation.depth == 0
        else:
            parent = layout.quotations[quotation.parent]
            assert quotation.parent < number
            assert quotation.depth == parent.depth + 1
            assert quotation.span in parent.span
        if quotation.style == "block":
            assert blocks[quotation.span.start].kind == "quote"
    for one, other in pairwise(q for q in layout.quotations if q.depth == 0):
        assert one.span.end <= other.span.start


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TEXTS)
@example(" date 2025-03-12 It rained.")
def test_blocks_and_sentences_cover_all_but_white_space(text: str) -> None:
    article = article_from_text(text)
    layout = lay_out(article)
    for spans in ([b.span for b in layout.blocks], list(layout.sentences)):
        rest, end = [], 0
        for span in spans:
            assert end <= span.start < span.end <= len(article.text)
            rest.append(article.text[end : span.start])
            assert not article.text[span.start].isspace()
            assert not article.text[span.end - 1].isspace()
            end = span.end
        rest.append(article.text[end:])
        header = "date 2025-03-12" if "date 2025" in text else ""
        assert "".join(rest).strip() == header
    for sentence in layout.sentences:
        assert any(sentence in block.span for block in layout.blocks)


def operations(work: Callable[[], object]) -> int:
    """How many calls, of Python and of C, the work makes."""
    count = 0

    def tally(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "“It’s late,” she said of the actors’ ‘words’. ",
        "'It's late,' she said of the actors' words. ",
        "‘open ",
        '"open ',
        "“",
        "’s end’ ",
        'a 12" cut and ',
        "‘“",
        "… . ",
        "“It was late.\n\n",
        "‘It was late.\n\n",
        "> “quoted ‘lines’\n\n",
    ],
)
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    small, large = (article_from_text(piece * count) for count in (150, 300))

    assert operations(lambda: lay_out(large)) <= 2.5 * operations(lambda: lay_out(small)) + 500


def read_kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(text)) for block in find_blocks(text)]


def test_lines_end_paragraphs_in_every_way_that_files_write_them() -> None:
    for end in (
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\r\n\r\n",
        "\u2028",
        "\u2029",
        "\f",
        "\n \n",
        "\n\t\n\n",
    ):
        text = f"It rained all day.{end}She left at noon."
        assert [kind for kind, _ in read_kinds(text)] == ["paragraph", "paragraph"], repr(end)
        assert [words for _, words in read_kinds(text)] == [
            "It rained all day.",
            "She left at noon.",
        ]


def test_lines_wrapped_at_a_fixed_width_stay_one_paragraph() -> None:
    line = "It rained on the harbour for the whole of the long and grey afternoon and"
    text = "\n".join([line] * 5) + "\nthen it stopped.\n\nShe left.\n"

    assert len(find_blocks(text)) == 2


def test_kinds_of_plain_blocks() -> None:
    text = "What Happens at the End\n\nIt rained.\n\n- Tickets\n2) Times\n• Prices\n\n> Never again\n\nWhy?"

    assert [kind for kind, _ in read_kinds(text)] == [
        "heading",
        "paragraph",
        "item",
        "item",
        "item",
        "quote",
        "heading",
    ]


def test_blocks_of_the_mark_up_are_taken_as_they_are() -> None:
    text = "It was late.\n\nNever again."
    blocks = (Block("paragraph", Span(0, 12)), Block("quote", Span(14, 26)))
    layout = lay_out(Article("key", "version", text, blocks=blocks))

    assert layout.blocks == blocks
    assert [(q.style, q.inner.of(text)) for q in layout.quotations] == [("block", "Never again.")]


def test_words_of_a_block_quote_begin_after_its_sign() -> None:
    assert content_start("> > Late", Block("quote", Span(0, 8))) == 4


def test_open_quotation_does_not_go_on_over_the_edge_of_a_block_quote() -> None:
    text = "“It was late.\n\n“Never again,” she wrote."
    blocks = (Block("quote", Span(0, 13)), Block("paragraph", Span(15, len(text))))
    found = lay_out(Article("key", "version", text, blocks=blocks)).quotations

    assert [(q.inner.of(text), q.closed, q.depth) for q in found] == [
        ("It was late.", True, 0),
        ("It was late.", False, 1),
        ("Never again,", True, 0),
    ]


def test_quotation_goes_on_over_the_paragraphs_of_a_block_quote() -> None:
    text = "“It was late.\n\n“And dark.”"
    blocks = (Block("quote", Span(0, 13)), Block("quote", Span(15, len(text))))
    found = lay_out(Article("key", "version", text, blocks=blocks)).quotations

    assert [(q.style, q.inner.of(text), q.closed, q.depth) for q in found] == [
        ("double", "It was late.\n\n“And dark.", True, 0),
        ("block", "It was late.", True, 1),
        ("block", "And dark.", True, 1),
    ]
    assert [part.of(text) for part in found[0].inner_parts] == ["It was late.", "And dark."]


def test_lines_of_a_narrow_column_are_one_paragraph() -> None:
    text = (
        "The harbour board will close\nthe ferry in March, its chair\nsaid on Monday. Nobody on the\n"
        "crew would lose a pension, and\nthe boats would be sold.\n\nThe crew called the plan a\n"
        "disgrace and went home early."
    )

    assert len(find_blocks(text)) == 2


def test_short_lines_that_begin_with_capitals_stay_apart() -> None:
    text = "The Ferry and the Harbour\nThe Crew of the Old Boat\nA Pension for the Captain\nA Plan\nThe Sea"

    assert len(find_blocks(text)) == 5


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He said: “We can-\nnot go\non.”", 1),
        ('He said: "We cannot go,\nNorth or South."', 1),
        ("The gov-\nernment met.", 1),
        ("“We lost.\nWe went home.”", 2),
        ("He said: “We lost.”\nshe said", 2),
        ("“We lost\n\nWe went home.”", 2),
        ("He wrote “the pear\n“and the bowl” on it.", 2),
        ("The mayor under fire\nde Vries has a plan.", 2),
        ('A screen of 19" or more\n- cables\n- a lamp', 3),
    ],
)
def test_a_quotation_or_a_parted_word_goes_on_behind_a_line_break(text: str, count: int) -> None:
    assert len(find_blocks(text)) == count
