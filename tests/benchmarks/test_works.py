"""The rows of the benchmark of works, and how they are scored."""

from __future__ import annotations

from passages import load_sets
from works import ROWS, gold_claims, group, is_held_back, place_of


def test_each_mention_lies_in_its_text() -> None:
    for row in load_sets([ROWS]):
        for work in row["works"]:
            assert row["text"][slice(*work["mentions"][0])] == work["title"]


def test_about_a_fifth_is_held_back() -> None:
    rows = load_sets([ROWS])
    assert 0.15 < sum(map(is_held_back, rows)) / len(rows) < 0.25


def test_article_of_a_title_is_no_difference() -> None:
    assert place_of("In The Ferry", 3, 12) == place_of("In The Ferry", 7, 12)


def test_gold_of_a_row_has_every_role() -> None:
    row = next(
        r for r in load_sets([ROWS]) for w in r["works"] if w["cast"] and w["cast"][0]["role"]
    )
    assert group(gold_claims(row))["pair"]
