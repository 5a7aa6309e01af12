"""What a reader sees of explanations, verdicts and traces: whole pages, as files beside this one."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.cli.answer_view import print_entries, print_explanation
from onrecord.cli.check_view import print_report, print_summary
from onrecord.cli.page import Page
from onrecord.cli.statement_view import print_account
from onrecord.cli.trace_view import print_trace
from onrecord.publish.check_report import Shelf, report_of
from onrecord.values import (
    Account,
    Article,
    ArticleHead,
    Basis,
    Change,
    Citation,
    CitedFact,
    Descent,
    Entry,
    Explanation,
    Gap,
    Lineage,
    Linked,
    Occasion,
    Origin,
    Section,
    SharedChange,
    Source,
    Speaker,
    Telling,
    Trace,
    Verdict,
)

PAGES = Path(__file__).parent / "pages"

HEADS = {
    head.key: head
    for head in (
        ArticleHead("kestrel", "v", outlet="Kestrel Film Quarterly", published=date(2025, 10, 17)),
        ArticleHead("wire", "v", outlet="Northgate Wire", published=date(2025, 11, 11)),
        ArticleHead("sparrow", "v", outlet="Screen Sparrow", published=date(2025, 11, 12)),
        ArticleHead("herald", "v", outlet="Castlegate Herald", published=date(2025, 11, 13)),
        ArticleHead("notes.txt", "v"),
        ArticleHead("mail", "v", outlet="Dalton Evening Mail", published=date(2025, 11, 12)),
    )
}

HALVANE = Speaker("Ruta Halvane", "person", "named", 0.97)
OWN = Speaker(reason="the article's own words")
INTERVIEW = Occasion(
    "interview", "Kestrel Film Quarterly", said="2025-10-02", reason="met on 2 October"
)


def cite(key: str) -> Citation:
    """The beginning of an article."""
    return Citation(key, None, 0, 10)


EXPLANATION = Explanation(
    "Lowenna",
    (
        CitedFact("director", "Ruta Halvane", date(2025, 10, 17), cite("kestrel")),
        CitedFact("cast", "Nerys Aldaine, Lionel Okafor-Brandt", None, cite("notes.txt")),
    ),
    (
        Section(
            "plot",
            "What happens",
            True,
            (
                Entry(
                    "In the final scene Lowenna Pask, the pilot of a ferry that is about to be "
                    "replaced by a bridge, stops her engine in the middle of the river and lies "
                    "down on the deck. A bell is heard, and the picture ends.",
                    OWN,
                    Occasion(),
                    cite("wire"),
                ),
            ),
        ),
        Section(
            "meaning",
            "What it means, and according to whom",
            True,
            (
                Entry(
                    "“I never wanted the bell to be an answer. People come out asking who rang it, "
                    "and I love that they ask.”",
                    HALVANE,
                    INTERVIEW,
                    cite("kestrel"),
                    (cite("wire"), cite("sparrow"), cite("herald"), cite("mail"), cite("wire")),
                ),
                Entry(
                    "a woman in the third row said that the smell was right",
                    Speaker(kind="unnamed", reason="“a woman in the third row” is not named"),
                    Occasion(),
                    cite("notes.txt"),
                ),
            ),
        ),
    ),
    (
        Gap(
            HALVANE,
            Occasion(
                "podcast", programme="Slow Fade", interviewer="Hedda Marsh", said="../2025-12-03"
            ),
            (cite("herald"),),
        ),
    ),
)

DRAFT = Article("draft.md", "v", "One.\n\nTwo “go”.\nThree.\n" * 4, path="draft.md")

VERDICTS = (
    Verdict(
        11,
        15,
        "“I never wanted the bell to be an answer”",
        "Ruta Halvane",
        "fragment",
        "kept",
        "same",
        Source("kestrel", None, 0, 4, "I never wanted the bell to be an answer", "s1"),
    ),
    Verdict(
        35,
        40,
        "“The water was seven degrees and nobody was getting in it.”",
        "Halvane",
        "altered",
        "kept",
        "same",
        Source(
            "wire", None, 0, 4, "The water was eleven degrees and nobody was getting in it.", "s2"
        ),
        (Change("substitute", "eleven", "seven", grave=True),),
    ),
    Verdict(
        60,
        65,
        "“It’s more like when someone says your name in a crowd”",
        "Ruta Halvane",
        "fragment",
        "qualifier_cut",
        "other_speaker",
        Source("wire", None, 0, 4, "It's more like when someone says your name in a crowd", "s3"),
        note="said by Nerys Aldaine",
    ),
    Verdict(
        70,
        75,
        "“a lullaby played backwards”",
        "Ruta Halvane",
        "source_not_held",
        "unknown",
        "unknown",
        note="named in the draft: podcast Slow Fade, with Hedda Marsh",
    ),
)

TRACE = Trace(
    "I don't believe it is a sad film. I believe it is a film about the last day of a job.",
    HALVANE,
    cite("wire"),
    (
        Telling(
            "s1",
            '"I don\'t believe it is a sad film. I believe it is a film about the last day of a job,"',
            HALVANE,
            Occasion("panel", said="2025-11-10"),
            date(2025, 11, 11),
            "Northgate Wire",
            "verbatim",
            (),
            cite("wire"),
        ),
        Telling(
            "s2",
            "“I believe it is a sad film”",
            HALVANE,
            Occasion(),
            date(2025, 11, 12),
            "Screen Sparrow",
            "altered",
            (Change("drop", "don't", "", grave=True),),
            cite("sparrow"),
        ),
        Telling(
            "s3",
            "I believe it is a sad film",
            HALVANE,
            Occasion(),
            date(2025, 11, 13),
            "Castlegate Herald",
            "altered",
            (Change("drop", "don't", "", grave=True),),
            cite("herald"),
        ),
        Telling(
            "s4", "“a sad film”", HALVANE, Occasion(), None, None, "fragment", (), cite("notes.txt")
        ),
        Telling(
            "s5",
            "the last day of a job",
            HALVANE,
            Occasion("podcast", programme="Slow Fade"),
            date(2025, 11, 12),
            "Dalton Evening Mail",
            "fragment",
            (),
            cite("mail"),
        ),
    ),
    lineage=Lineage(
        (
            Descent("wire", (0,), None, None, None, "the earliest held with these words", 0, True),
            Descent(
                "sparrow",
                (1,),
                "wire",
                None,
                Basis("named", "Reporting by Northgate Wire was used.", cite("sparrow")),
                "names Northgate Wire as its source",
                0,
                True,
            ),
            Descent(
                "mail",
                (4,),
                None,
                0,
                Basis("named", "told Slow Fade", cite("mail")),
                "names Slow Fade as the place of the words",
                1,
                True,
            ),
            Descent(
                "herald",
                (2,),
                "sparrow",
                None,
                Basis("altered", "I believe it is a sad film", cite("herald")),
                "has the same change of the words",
                0,
                True,
            ),
            Descent(
                "notes.txt",
                (3,),
                "wire",
                None,
                None,
                "source not told: put under the earliest held with these words",
                0,
                False,
            ),
        ),
        (Gap(HALVANE, Occasion("podcast", programme="Slow Fade"), (cite("mail"),)),),
        (
            Origin("wire", None, Occasion("panel", said="2025-11-10"), 4, unsure=1),
            Origin(None, 0, Occasion("podcast", programme="Slow Fade"), 1),
        ),
        (SharedChange((Change("drop", "don't", "", grave=True),), ("sparrow", "herald")),),
    ),
    linked=(
        Linked(
            "other_speaker",
            "s8",
            "I don't believe it is a sad film",
            "I don't believe it is a sad film",
            Speaker("Nerys Aldaine", "person", "named", 0.9),
            date(2025, 11, 14),
            None,
            cite("mail"),
        ),
        Linked(
            "overlap",
            "s9",
            "People kept asking, and all through that long winter I said what I always say. " * 4
            + "I believe it is a sad film. Then we went home.",
            "it is a sad film",
            HALVANE,
            date(2025, 11, 14),
            None,
            cite("herald"),
        ),
    ),
)

FAILING = frozenset({"altered", "spliced", "not_found", "qualifier_cut", "other_speaker"})


def show_explain(page: Page) -> None:
    """A whole explanation."""
    print_explanation(page, EXPLANATION, HEADS)


def show_ask(page: Page) -> None:
    """Numbered entries."""
    print_entries(page, EXPLANATION.sections[1].entries, HEADS)


def show_check(page: Page) -> None:
    """Verdicts and their summary."""
    shelf = Shelf(HEADS, {"s3": "Nerys Aldaine"})
    print_report(page, report_of(DRAFT, VERDICTS, FAILING, shelf))
    print_summary(page, {"fragment": 2, "altered": 1, "source_not_held": 1}, 4, 2)


def show_trace(page: Page) -> None:
    """An utterance and its tellings."""
    print_trace(page, TRACE, HEADS)


SHOWS = {"explain": show_explain, "ask": show_ask, "check": show_check, "trace": show_trace}


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", SHOWS)
def test_page_looks_as_it_should(name: str, width: int) -> None:
    stream = io.StringIO()
    SHOWS[name](Page(stream, width))

    assert stream.getvalue() == (PAGES / f"{name}-{width}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("name", SHOWS)
def test_lines_keep_within_the_page_and_end_with_a_character(name: str, width: int) -> None:
    stream = io.StringIO()
    SHOWS[name](Page(stream, width))

    lines = stream.getvalue().splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
    if width >= 40:
        assert [line for line in lines if len(line) > min(width, 100)] == []


def test_statements_are_numbered_and_related(interview: Account) -> None:
    stream = io.StringIO()
    print_account(Page(stream, 80), interview)

    assert stream.getvalue() == (PAGES / "read-80.txt").read_text(encoding="utf-8")


def test_repairs_are_reported_above_the_statements(interview: Account) -> None:
    stream = io.StringIO()
    repaired = replace(interview.article, repairs=("two bytes were not UTF-8",))
    print_account(Page(stream, 80), replace(interview, article=repaired))

    assert "repaired: two bytes were not UTF-8\n" in stream.getvalue()


def test_article_without_statements_says_so(interview: Account) -> None:
    stream = io.StringIO()
    print_account(Page(stream, 80), replace(interview, statements=()))

    assert "No statement found.\n" in stream.getvalue()


def test_head_is_what_the_record_would_list(interview: Account) -> None:
    assert ArticleHead.of(interview.article) == ArticleHead(
        "kestrel.txt",
        interview.article.version,
        outlet="The Gull",
        published=date(2025, 11, 3),
    )
