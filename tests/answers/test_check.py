"""Verdicts on the example draft, on each example document, and on drafts of other subjects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.answers.check import FAILING, check, find_quotes, summarise
from onrecord.facade import Reader, read_one
from onrecord.record import Store
from onrecord.values import Account, Article, Verdict
from onrecord.variants import split_words

EXAMPLES = Path(__file__).parents[2] / "examples"
EXPECTED: dict[str, Any] = json.loads((EXAMPLES / "expected.json").read_text("utf-8"))
DRAFT_ROWS = EXPECTED["check"]
RELATIONS = EXPECTED["relations"]
CLEAN = ("verbatim", "fragment", "shortened", "bracketed")
NEEDS_SPEAKERS = {
    "For me it's the school bell.": "the owner of “her own theory, which she gave” is not settled",
}


@pytest.fixture(scope="module")
def draft() -> Account:
    return read_one(EXAMPLES / "draft.md", Reader())


@pytest.fixture(scope="module")
def verdicts(draft: Account, example_store: Store) -> tuple[Verdict, ...]:
    return check(draft, example_store)


def words_of(text: str) -> str:
    """The words without typography, which is never a difference."""
    return " ".join(word.key for word in split_words(text))


def file_name(article: Article) -> str:
    """The name by which the key of the examples calls a document."""
    name = Path(article.path or "").name
    return f"{name}#{article.source_id}" if article.source_id else name


def find_verdict(verdicts: tuple[Verdict, ...], quote: str) -> Verdict:
    return next(v for v in verdicts if words_of(v.text) == words_of(quote))


def find_document(store: Store, name: str) -> Article:
    held = (store.article(head.key) for head in store.heads())
    return next(article for article in held if file_name(article) == name)


def changes_of(verdict: Verdict) -> list[tuple[str, str, str, bool]]:
    return [(c.op, words_of(c.before), words_of(c.after), c.grave) for c in verdict.changes]


def planned_changes(row: dict[str, Any]) -> list[tuple[str, str, str, bool]]:
    return [(c["op"], words_of(c["from"]), words_of(c["to"]), c["grave"]) for c in row["changes"]]


# --- the example draft -----------------------------------------------------------------------


def test_verdicts_stand_in_the_order_of_the_draft(verdicts: tuple[Verdict, ...]) -> None:
    starts = [find_verdict(verdicts, row["quote"]).start for row in DRAFT_ROWS]
    assert starts == sorted(starts)
    assert [v.start for v in verdicts] == sorted(v.start for v in verdicts)


@pytest.mark.parametrize("row", DRAFT_ROWS, ids=lambda row: row["quote"][:40])
def test_wording_of_the_draft_is_judged_as_planned(
    row: dict[str, Any], verdicts: tuple[Verdict, ...], example_store: Store
) -> None:
    verdict = find_verdict(verdicts, row["quote"])
    assert verdict.wording == row["wording"], verdict.note
    assert (verdict.source is None) == (row["source"] is None)
    if verdict.source is not None:
        article = example_store.article(verdict.source.article)
        assert file_name(article) == row["source"]
        assert article.text[verdict.source.start : verdict.source.end] == verdict.source.text
    if "changes" in row:
        assert changes_of(verdict) == planned_changes(row)


@pytest.mark.parametrize("row", DRAFT_ROWS, ids=lambda row: row["quote"][:40])
def test_context_of_the_draft_is_judged_as_planned(
    row: dict[str, Any], verdicts: tuple[Verdict, ...]
) -> None:
    verdict = find_verdict(verdicts, row["quote"])
    either = ("kept", "qualifier_cut") if "context may be" in row.get("note", "") else ()
    assert verdict.context in (row["context"], *either)


@pytest.mark.parametrize("row", DRAFT_ROWS, ids=lambda row: row["quote"][:40])
def test_speakers_of_the_draft_are_judged_as_planned(
    row: dict[str, Any], verdicts: tuple[Verdict, ...], request: pytest.FixtureRequest
) -> None:
    for start, reason in NEEDS_SPEAKERS.items():
        if row["quote"].startswith(start):
            request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    verdict = find_verdict(verdicts, row["quote"])
    assert verdict.claimed_speaker == row["claimed_speaker"]
    assert verdict.attribution in (row["attribution"],)


def test_a_later_misquotation_is_told_without_blaming_the_draft(
    verdicts: tuple[Verdict, ...],
) -> None:
    verdict = find_verdict(verdicts, "lets go of it without anybody telling her to.")
    assert verdict.note == '10-filmwright-ending-explained.txt has "anyone" for "anybody"'


def test_summary_counts_wordings_and_findings(verdicts: tuple[Verdict, ...]) -> None:
    summary = summarise(verdicts)
    assert sum(n for name, n in summary.items() if name not in ("qualifier_cut", "other_speaker"))
    assert summary["altered"] == 2
    assert summary["spliced"] == 1
    assert summary["qualifier_cut"] == 1


# --- each example document as a draft ------------------------------------------------------------


def is_finding(verdict: Verdict) -> bool:
    return bool({verdict.wording, verdict.context, verdict.attribution} & set(FAILING))


def is_planted(document: str, verdict: Verdict) -> bool:
    """Whether the key of the examples says that something is wrong with a quotation."""
    for row in RELATIONS:
        said = words_of(row["quote"])
        flagged = row["kind"] not in CLEAN or any(
            row.get(name) for name in ("negation_left_out", "qualifier_cut", "other_speaker")
        )
        if row["document"] == document and flagged:
            mine = words_of(verdict.text)
            if mine in said or said in mine:
                return True
    speakers = EXPECTED["documents"][document]["speakers"]
    return any(
        words_of(row["quote"]) == words_of(verdict.text) and row.get("misattributed_from")
        for row in speakers
    )


@pytest.mark.parametrize("document", sorted(EXPECTED["documents"]))
def test_genuine_quotations_of_the_coverage_raise_no_alarm(
    document: str, example_store: Store
) -> None:
    account = example_store.account(find_document(example_store, document).key)
    alarms = [v for v in check(account, example_store) if is_finding(v) and v.source is not None]
    assert [(v.text, v.note) for v in alarms if not is_planted(document, v)] == []


@pytest.mark.parametrize(
    "row",
    [row for row in RELATIONS if row["document"] != row["target_document"]],
    ids=lambda row: f"{row['document'][:2]} {row['quote'][:30]}",
)
def test_repeated_words_are_found_in_their_source(
    row: dict[str, Any], example_store: Store
) -> None:
    account = example_store.account(find_document(example_store, row["document"]).key)
    quotes = {
        words_of(account.article.text[q.place.start : q.place.end]) for q in find_quotes(account)
    }
    if words_of(row["quote"]) not in quotes:
        pytest.skip("the words stand in two marked stretches: the trace joins them")
    verdict = find_verdict(check(account, example_store), row["quote"])
    whole = ("verbatim", "fragment") if row["kind"] in ("verbatim", "fragment") else ()
    assert verdict.wording in (row["kind"], *whole)
    assert (verdict.attribution == "other_speaker") == bool(row.get("other_speaker"))
    assert verdict.source is not None
    assert file_name(example_store.article(verdict.source.article)) == row["target_document"]
    if row["changes"]:
        assert changes_of(verdict) == planned_changes(row)
    cut = bool(row.get("qualifier_cut") or row.get("negation_left_out"))
    assert (verdict.context == "qualifier_cut") == cut or row["kind"] == "spliced"


# --- drafts of other subjects --------------------------------------------------------------------

LATER = json.loads(Path(__file__).with_name("drafts.json").read_text("utf-8"))


@pytest.mark.parametrize("case", LATER, ids=lambda case: case["label"])
def test_draft_against_one_source(case: dict[str, Any], tmp_path: Path) -> None:
    reader = Reader()
    with Store.open(tmp_path / "r.db", create=True) as store:
        for number, source in enumerate(case["sources"]):
            store.add(read_one(source, reader, key=f"source-{number}"))
        found = check(read_one(case["draft"], reader, key="draft"), store)
    told = [[v.wording, v.context] for v in found]
    assert told == case["expected"], [(v.text, v.note) for v in found]


def test_without_a_record_a_draft_is_checked_against_itself() -> None:
    draft = read_one(
        'The goalkeeper was angry. "We were robbed of the second goal," Tom Varley said.\n\n'
        'Varley spoke of being "robbed of a second goal" that night.',
        Reader(),
    )
    found = check(draft)
    assert found[1].wording == "altered"
    assert [(c.before, c.after) for c in found[1].changes] == [("the", "a")]


ANSWERED = (
    "The film Saltmarsh ends with a door. Asked about it by Harbour Post, the director Mara Lindqvist "
    "said that the ending is about {fragment}.\n\nAt length she put it this way:\n\n"
    "> It is about letting go of a house that she never built, and she stands in the door until the "
    "wind has done the rest.\n"
)


@pytest.mark.parametrize(
    ("fragment", "changes"),
    [
        ("“letting go of a house that she built”", [("drop", "never", "", True)]),
        ("“letting go of a house she never built”", [("drop", "that", "", False)]),
        ("“letting go of a house that she never built”", []),
    ],
)
def test_an_article_that_contradicts_its_own_block_quotation_is_told_of(
    fragment: str, changes: list[tuple[str, str, str, bool]]
) -> None:
    found = check(read_one(ANSWERED.format(fragment=fragment), Reader()))
    assert changes_of(found[0]) == changes
    assert found[0].wording == ("altered" if changes else "fragment")
    assert found[0].source is not None
    assert summarise(found).get("not_found", 0) == 0


def test_words_that_their_speaker_goes_on_to_say_differently_are_told_of() -> None:
    """Both quotations are one speech: the fragment is compared with what is left of it."""
    draft = (
        "The director Mara Lindqvist spoke to Harbour Post on Monday. “We left the door open,” she said.\n\n"
        "It seems that Lindqvist meant some kind of peace between the sisters, which “perhaps came out of "
        "the rehearsals:”\n\n"
        "“We never wrote a word of it, and perhaps it came out of the rehearsals in the cold barn.”"
    )
    account = read_one(draft, Reader())
    assert [s.form for s in account.statements if s.quoted] == ["direct"] * 3
    first = check(account)[1]
    assert first.wording == "altered"
    assert changes_of(first) == [("drop", "it", "", False)]


def test_two_speakers_who_use_alike_words_in_one_article_contradict_nothing() -> None:
    draft = (
        "“We will keep the old school open for another winter,” the mayor Ida Drury said.\n\n"
        "“We will keep the old mill open for another summer,” the miller Jo Pellow said."
    )
    assert [v.wording for v in check(read_one(draft, Reader()))] == ["source_not_held"] * 2


def test_without_a_record_nothing_is_accused_of_being_invented() -> None:
    (verdict,) = check(
        read_one("“The pear is the brother,” the sculptor Ida Drury said.", Reader())
    )
    assert verdict.wording == "source_not_held"
    assert "no record" in verdict.note


def check_against(draft: str, *held: str) -> tuple[Verdict, ...]:
    """The verdicts on a draft against a record of these texts."""
    reader = Reader()
    with Store.open(":memory:", create=True) as store:
        for number, text in enumerate(held):
            store.add(read_one(text, reader, key=f"held-{number}"))
        return check(read_one(draft, reader, key="draft"), store)


PEAR = "The sculptor Ida Drury opened her show on Friday. “The pear is the brother,” Drury said."


def test_plain_words_of_somebody_else_are_found_and_named() -> None:
    held = "The striker Jo Pellow went home. “I’ve got nothing to say to them,” Pellow said."
    draft = (
        "The coach, Birgit Halvorsen, went too. “I’ve got nothing to say to them,” Halvorsen said."
    )

    (verdict,) = check_against(draft, held)

    assert verdict.wording in ("verbatim", "fragment")
    assert verdict.attribution == "unknown"
    assert "has these words of Jo Pellow" in verdict.note


def test_a_draft_that_repeats_words_does_not_vouch_for_itself() -> None:
    draft = (
        "Her friend Nils Vanton put it best. “The pear is the brother,” Vanton said.\n\n"
        "“The pear is the brother, and the bowl is the mother,” Vanton said on Sunday."
    )

    first = check_against(draft, PEAR)[0]

    assert first.source is not None
    assert first.source.article == "held-0"
    assert (first.attribution, first.note) != ("same", "")


INTERVIEW = """ date 2025-03-01 The long harbour: a conversation with Ida Drury

The sculptor Ida Drury talked to Tide Quarterly about her show.

TIDE QUARTERLY: What is the pear?

IDA DRURY: I carve the pear every winter until somebody carries it away from me.

TIDE QUARTERLY: And the bowl?

IDA DRURY: The bowl was my mother's, and I never asked her for it.

TIDE QUARTERLY: What comes next?

IDA DRURY: Nothing until the spring.
"""


def test_altered_words_of_a_rewrite_do_not_pass_where_the_interview_is_on_record() -> None:
    rewrite = (
        " date 2025-03-09 The sculptor Ida Drury spoke of her pear. “I carve the pear every winter until "
        "anybody carries it away from me,” Drury told Tide Quarterly."
    )
    draft = (
        " date 2025-03-20 “I carve the pear every winter until anybody carries it away from me,” "
        "the sculptor Ida Drury said."
    )

    (verdict,) = check_against(draft, INTERVIEW, rewrite)

    assert (verdict.wording, verdict.source and verdict.source.article) == ("altered", "held-0")
    assert changes_of(verdict) == [("substitute", "somebody", "anybody", False)]
    assert "held-1 prints the draft's words" in verdict.note


def test_two_reports_of_one_talk_may_differ_and_neither_is_accused() -> None:
    first = (
        " date 2025-03-01 At the harbour the sculptor Ida Drury spoke. “I carve the pear every winter until "
        "somebody carries it away from me,” Drury said."
    )
    second = first.replace("somebody", "anybody").replace("03-01", "03-02")
    draft = second.replace("At the harbour the", "The").replace("03-02", "03-20")

    (verdict,) = check_against(draft, first, second)

    assert verdict.wording == "verbatim"
    assert "held-0" in verdict.note


def test_one_report_against_two_that_agree_does_not_vouch_for_a_word() -> None:
    told = (
        " date 2025-03-01 The sculptor Ida Drury opened her show. “I carve the pear every winter until "
        "somebody carries it away from me,” Drury said."
    )
    same = told.replace(
        "The sculptor Ida Drury opened her show.", "The sculptor Ida Drury was glad."
    )
    third = told.replace("somebody", "anybody").replace("03-01", "03-04")
    draft = third.replace("03-04", "03-20")

    (verdict,) = check_against(draft, told, same, third)

    assert (verdict.wording, verdict.source and verdict.source.article) == ("altered", "held-0")
    assert "held-2 prints the draft's words" in verdict.note
