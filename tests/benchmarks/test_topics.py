"""The rows of the topic table and how they are answered."""

from __future__ import annotations

import topics
from onrecord.values import Account, Article, Passage, Span
from topics import Answer, answer_row, by_document, f1, load_rows, score_topic, spans_of

ROW = {"kind": "passage", "spans": [[10, 20]], "topics": ["cut"], "voice": "report"}


def test_every_open_row_names_a_stretch_that_its_source_has() -> None:
    rows = [row for row in load_rows() if row["source"] != "tests/fixtures/wikinews_gum.jsonl.gz"]
    for (source, document), own in by_document(rows).items():
        text = topics.article_of(source, document).text
        assert [" ".join(s.of(text) for s in spans_of(row)) for row in own] == [
            row["text"] for row in own
        ]


def test_a_fifth_is_held_back() -> None:
    rows = load_rows()
    assert 0.15 < len(load_rows(held_back=True)) / len(rows) < 0.25
    assert len(load_rows(held_back=True)) + len(load_rows(held_back=False)) == len(rows)


def test_no_text_of_others_is_kept() -> None:
    assert not [r for r in load_rows() if r["source"].startswith("tests/fixtures") and "text" in r]


def test_the_passage_that_covers_most_answers() -> None:
    passages = (
        Passage(Span(0, 13), "report", ("making",)),
        Passage(Span(13, 30), "report", ("cut",), spoiler=True),
    )
    account = Account(Article("a", "v", "x" * 30), (), passages, (), ())
    answer = answer_row(ROW, account)
    assert (answer.topics, answer.spoiler) == (("cut",), "plot")


def test_topics_are_counted_several_at_once() -> None:
    answers = [Answer(ROW, ("cut", "making")), Answer(ROW, ("making",))]
    assert score_topic("cut", answers) == (1, 1, 2)
    assert score_topic("making", answers) == (0, 2, 0)
    assert f1(1, 1, 2) == 2 / 3
