"""An explanation as Markdown, as a page and as a timeline: words stay words, spoilers are folded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from lxml import html

from onrecord.publish.explain_markdown import explain_markdown
from onrecord.publish.explain_page import explain_page
from onrecord.publish.explain_report import also_words, tell
from onrecord.publish.timeline import draw_timeline
from onrecord.values import (
    Against,
    ArticleHead,
    Change,
    Citation,
    Entry,
    Explanation,
    Gap,
    Lead,
    Occasion,
    Retelling,
    Section,
    Speaker,
    Writer,
)

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script> *not* [a](javascript:b) </details>\n\n# no heading"
HEADS = {
    "a": ArticleHead("a", "v", "https://gull.example/1", "The Gull", published=date(2025, 3, 12)),
    "b": ArticleHead("b", "v", outlet="The Herald", published=date(2025, 4, 1)),
}
BRANDT = Speaker("Ada Brandt", "person", "named", 1.0)
SAID = Occasion(
    "interview", "The Gull", said="2025-03", earliest=date(2025, 3, 1), latest=date(2025, 3, 31)
)


def place(key: str = "a", start: int = 0) -> Citation:
    """A slice of an article."""
    return Citation(key, HEADS[key].url, start, start + 5)


def entry(text: str = "“Go.”", start: int = 0, **more: object) -> Entry:
    """A statement of the director's in the first article."""
    made = Entry(text, BRANDT, SAID, place("a", start))
    return replace(made, **more)


def explanation(*sections: Section, **more: object) -> Explanation:
    """An explanation with one gap."""
    gap = Gap(
        BRANDT,
        Occasion("podcast", programme="Slow Fade"),
        (place("b"),),
        Lead(("the lit window",), date(2025, 3, 1), date(2025, 4, 1)),
    )
    return replace(Explanation("Salt Road", (), sections, (gap,)), **more)


MEANING = Section("meaning", "What it means", True, (entry(HOSTILE, spoiler="ending"),))
MAKING = Section(
    "making",
    "How it was made",
    False,
    (entry("“We built it.”", 10), entry("“She dies, so we built it.”", 20, spoiler="ending")),
)


def test_other_tellings_are_named_by_how_their_words_stand() -> None:
    change = Change("substitute", before="anybody", after="anyone")
    also = (
        Retelling("b", None, 0, 4, relation="fragment"),
        Retelling("a", None, 9, 12, relation="fragment"),
        Retelling("b", None, 7, 9, relation="altered", changes=(change,)),
    )
    assert also_words(entry(also=also), HEADS) == (
        "as a fragment in The Herald, 1 April 2025; "
        "altered in The Herald, 1 April 2025 (“anyone” for “anybody”)"
    )


def test_page_holds_words_as_text_and_no_script() -> None:
    page = explain_page(tell(explanation(MEANING, MAKING), HEADS))
    tree = html.document_fromstring(page)

    assert not tree.findall(".//script")
    assert next(q.text_content() for q in tree.iter("blockquote")) == HOSTILE
    assert not [e for e in tree.iter() for name in e.attrib if name.startswith("on")]
    assert "default-src 'none'" in page


def test_page_folds_what_gives_the_story_away_in_any_section() -> None:
    tree = html.document_fromstring(explain_page(tell(explanation(MEANING, MAKING), HEADS)))
    for fold in list(tree.iter("details")):
        fold.drop_tree()

    assert [q.text_content() for q in tree.iter("blockquote")] == ["“We built it.”"]


def test_page_links_only_what_a_browser_may_follow() -> None:
    unsafe = entry("“Stop.”", 30, citation=Citation("a", "javascript:alert(1)", 30, 35))
    shown = explanation(replace(MAKING, entries=(MAKING.entries[0], unsafe)))
    tree = html.document_fromstring(explain_page(tell(shown, HEADS)))

    links = {a.get("href") for a in tree.iter("a")}
    assert links == {"#making", "#gaps", "https://gull.example/1"}


def test_markdown_escapes_what_it_would_read() -> None:
    page = explain_markdown(tell(explanation(MEANING), HEADS))

    assert "<script" not in page.replace("\\<script", "")
    assert "\\*not\\*" in page
    assert "> \\# no heading" in page
    assert page.count("</details>") == page.replace("\\</details", "").count("</details>") == 1


def test_what_is_known_of_words_stands_beside_them() -> None:
    against = Against("changed", "Ada Brandt", place("b"), "I was wrong", place("a"))
    section = replace(
        MEANING,
        entries=(
            entry(kind="refusal", against=(against,)),
            entry("It seems so.", 9, writer=Writer(None, "the article names no writer")),
        ),
    )
    (part,) = tell(explanation(section), HEADS).parts
    (_, quoted), *_ = part.groups

    assert quoted[0].marks == (
        "declines to explain",
        "changed what is said right above: “I was wrong”",
    )
    assert quoted[1].marks == ("writer not known: the article names no writer",)


def test_entry_that_stands_in_two_sections_is_whole_in_the_first() -> None:
    long = entry("one two three four five six seven eight nine ten eleven twelve thirteen")
    sections = (Section("cut", "Cut", True, (long,)), Section("meaning", "Meaning", True, (long,)))
    first, second = (part.groups[0][1][0] for part in tell(explanation(*sections), HEADS).parts)

    assert (first.text, first.above) == (long.text, None)
    assert second.above == "Cut"
    assert second.text.endswith("twelve …")


def test_gap_says_what_to_look_for_and_when_it_appeared() -> None:
    assert tell(explanation(), HEADS).gaps == (
        (
            "Ada Brandt · podcast Slow Fade",
            "look for “the lit window”, published between 1 March 2025 and 1 April 2025",
            "cited by The Herald, 1 April 2025",
        ),
    )


def test_day_and_what_was_left_out_stand_under_the_title() -> None:
    notes = tell(explanation(as_of=date(2025, 4, 1), undated=2), HEADS).notes
    assert notes == (
        "As of 1 April 2025: from what was published by then.",
        "2 articles about it have no date of publication, left out.",
    )


def drawing(*entries: Entry) -> ElementTree.Element:
    """The timeline of some statements."""
    section = Section("meaning", "What it means", True, entries)
    return ElementTree.fromstring(draw_timeline(explanation(section), HEADS))


@pytest.mark.parametrize(
    ("occasion", "tag"),
    [
        (SAID, "rect"),
        (Occasion(earliest=date(2025, 3, 2), latest=date(2025, 3, 2)), "circle"),
        (Occasion(latest=date(2025, 3, 2)), "path"),
        (Occasion(), "path"),
    ],
)
def test_interval_is_a_bar_day_a_point_and_a_latest_day_an_arrow(
    occasion: Occasion, tag: str
) -> None:
    (group,) = drawing(entry(occasion=occasion)).iter(f"{SVG}g")
    assert group.find(f"{SVG}{tag}") is not None


def test_timeline_has_a_row_for_each_speaker_and_words_for_each_mark() -> None:
    other = entry("“Stay.”", 40, speaker=Speaker("Ivo Lund", "person", "named", 1.0))
    svg = drawing(entry(), entry(HOSTILE, 20), other)
    texts = [text.text for text in svg.iter(f"{SVG}text")]
    titles = [group.findtext(f"{SVG}title") or "" for group in svg.iter(f"{SVG}g")]

    assert [name for name in texts if name in ("Ada Brandt", "Ivo Lund")] == [
        "Ada Brandt",
        "Ivo Lund",
    ]
    assert titles[0].startswith(
        "“Go.” — Ada Brandt · interview with The Gull, March 2025 · The Gull"
    )
    assert len(titles) == 3


def test_marks_of_one_day_stand_apart() -> None:
    day = Occasion(earliest=date(2025, 3, 2), latest=date(2025, 3, 2))
    circles = [
        circle
        for group in drawing(entry(occasion=day), entry("b", 9, occasion=day)).iter(f"{SVG}g")
        for circle in group.iter(f"{SVG}circle")
    ]
    assert len({(circle.get("cx"), circle.get("cy")) for circle in circles}) == 2


def test_timeline_without_a_date_says_so() -> None:
    undated = entry(occasion=Occasion(), citation=Citation("c", None, 0, 5))
    told = [text.text for text in drawing(undated).iter(f"{SVG}text")]
    assert any("No statement about it has a date." in (text or "") for text in told)
