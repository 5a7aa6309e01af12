"""What a house policy allows: each rule on words of its own, and what no rule excuses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from onrecord.answers.policies import apply_policy, excuse_of
from onrecord.values import Change, Source, Verdict

CASES = json.loads(Path(__file__).with_name("policies.json").read_text(encoding="utf-8"))


def verdict(source: str, *changes: Change) -> Verdict:
    """A verdict on words that differ so from a source."""
    return Verdict(
        0,
        9,
        "It was cold.",
        None,
        "altered",
        "kept",
        "unknown",
        Source("a", None, 0, 9, source, None),
        changes,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_rule_that_excuses_a_change(case: dict[str, Any]) -> None:
    change = Change(*case["change"], grave=case.get("grave", False))

    draft = case.get("draft") or re.sub(
        rf"\b{re.escape(change.before)}\b", change.after, case["source"], count=1
    )

    assert excuse_of(change, case["source"], draft) == case["rule"]


def test_strict_policy_excuses_nothing() -> None:
    given = verdict("It was, um, cold.", Change("drop", "um", ""))

    assert apply_policy(given, "strict") == given
    assert not given.is_excused


def test_one_change_without_a_rule_leaves_the_wording_a_finding() -> None:
    filler, sense = Change("drop", "um", ""), Change("drop", "cold", "")
    excused = apply_policy(verdict("It was, um, cold.", filler, sense), "edited")

    assert excused.excused == ("disfluency", None)
    assert not excused.is_excused
    assert apply_policy(verdict("It was, um, cold.", filler), "edited").is_excused
