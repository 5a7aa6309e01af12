from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.record.speakers import Claim, compatible, dates_allow, same_name

NAMES = json.loads(Path(__file__).with_name("names.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case["label"])
def test_names_as_newspapers_use_them(case: dict[str, object]) -> None:
    assert same_name(str(case["one"]), str(case["other"])) is case["same"]
    assert same_name(str(case["other"]), str(case["one"])) is case["same"]


def test_organisations_must_bear_the_same_name() -> None:
    harbour = Claim("Brannock Harbour Board", "organisation")
    assert compatible(harbour, Claim("Brannock harbour board", "organisation"))
    assert not compatible(harbour, Claim("Film Board", "organisation"))
    assert not compatible(Claim("Board", "organisation"), harbour)


def test_a_character_is_not_the_actor_of_the_same_name() -> None:
    assert not compatible(Claim("Okafor", "person"), Claim("Okafor", "character"))


def test_nobody_is_compatible_with_an_unknown_speaker() -> None:
    assert not compatible(Claim(None, "unnamed"), Claim("Okafor", "person"))


@pytest.mark.parametrize(
    "one, other, allowed",
    [
        ((None, None, None), (None, None, None), True),
        (("2024-05-01", "2024-05-31", None), ("2024-05-31", "2024-06-30", None), True),
        (("2024-05-01", "2024-05-31", None), ("2024-06-01", "2024-06-30", None), False),
        (("2024-05-01", None, None), (None, None, "2024-04-30"), False),
        ((None, "2024-05-01", None), (None, None, "2024-06-30"), True),
    ],
)
def test_days_that_cannot_be_one_part_two_claims(one, other, allowed: bool) -> None:
    a, b = Claim("Okafor", "person", *one), Claim("Okafor", "person", *other)
    assert dates_allow(a, b) is dates_allow(b, a) is allowed
