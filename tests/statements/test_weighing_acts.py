"""The model's act of a cue beats the rules where it is sure, and never makes writing unsaid."""

from __future__ import annotations

import pytest

from onrecord.statements.acts import weigh_act
from onrecord.values import Act, Chunk, Span


def cue(act: Act, score: float) -> Chunk:
    return Chunk("cue", Span(0, 4), 0.9, act, score)


@pytest.mark.parametrize(
    "ruled, cues, expected",
    [
        ("speech", [cue("thought", 0.97)], "thought"),
        ("speech", [cue("thought", 0.6)], "speech"),
        ("writing", [cue("speech", 0.99)], "writing"),
        ("speech", [cue("thought", 0.92), cue("writing", 0.98)], "writing"),
        ("thought", [], "thought"),
    ],
)
def test_the_surer_one_decides(ruled: Act, cues: list[Chunk], expected: Act) -> None:
    assert weigh_act(ruled, cues) == expected
