"""Which names count, and as what."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("torch", reason="the labels of the sets stand in train/, which needs the extra")

from names import Compared, Tally, add_up, compare, kinds_of, strip_names, strip_row, tally_set

TEXT = "Odile Brandt left the Halvane Trust after Harbour Light won the Tern Prize."


def entity(words: str, label: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "label": label}


def name(words: str, kind: str) -> tuple[int, int, str]:
    start = TEXT.index(words)
    return start, start + len(words), kind


ROW = {
    "text": TEXT,
    "entities": [
        entity("Odile Brandt", "PER"),
        entity("the Halvane Trust", "ORG"),
        entity("Harbour Light", "creative-work"),
        entity("Tern Prize", "award"),
    ],
}


@pytest.mark.parametrize(
    "label, found, expected",
    [
        ("the same", name("Odile Brandt", "person"), Tally(1, 1, 3)),
        ("another kind", name("Odile Brandt", "work"), Tally(0, 1, 3)),
        ("other edges", name("Halvane Trust", "organisation"), Tally(0, 1, 3)),
        ("on a stretch that may be a name", name("Prize", "work"), Tally(0, 0, 3)),
        ("of a kind that the set labels nowhere", name("left", "place"), Tally(0, 0, 3)),
    ],
)
def test_a_name_counts_where_the_set_can_tell(label: str, found: Any, expected: Tally) -> None:
    assert sum(tally_set([ROW], [{found}]).values(), Tally()) == expected


def test_bare_names_have_no_article() -> None:
    found = strip_names(ROW, {name("Halvane Trust", "organisation")})

    assert compare(strip_row(ROW), found, ["organisation"])["organisation"] == Tally(1, 1, 1)


def test_sets_are_added_up_kind_by_kind() -> None:
    one = Compared({"work": Tally(1, 1, 2)}, {"work": Tally(2, 2, 2)})
    other = Compared({"work": Tally(0, 1, 1), "person": Tally(1, 1, 1)}, {"work": Tally(1, 1, 1)})

    both = add_up([one, other])

    assert both.exact["work"] == Tally(1, 2, 3)
    assert both.exact["person"] == Tally(1, 1, 1)
    assert both.bare["work"].f1 == 100


def test_kinds_come_in_our_order() -> None:
    assert kinds_of([ROW]) == ["person", "organisation", "work"]
