"""Whether a cue reports speech, writing or thought."""

from __future__ import annotations

import pytest

from onrecord.statements.acts import act_of

CASES = [
    ("said", True, "speech"),
    ("told reporters", False, "speech"),
    ("according to", False, "speech"),
    ("wrote on her page", True, "writing"),
    ("posted", True, "writing"),
    ("said in an e-mailed statement", False, "writing"),
    ("has long believed", False, "thought"),
    ("was hoping", False, "thought"),
    ("decided", False, "thought"),
    ("said he hoped", False, "speech"),
    ("recalled", True, "speech"),
    ("recalled", False, "thought"),
    ("", True, "speech"),
]


@pytest.mark.parametrize("cue, quoted, act", CASES)
def test_act_is_told_by_the_verb_of_the_cue(cue: str, quoted: bool, act: str) -> None:
    assert act_of(cue, quoted=quoted) == act
