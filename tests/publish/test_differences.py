"""Where the changed words stand in draft and source."""

from __future__ import annotations

import pytest

from onrecord.publish.differences import find_differing
from onrecord.variants import compare_wordings

CASES = [
    ("It was cold on the river that day", "It was not cold on the river that day", ["not"], []),
    ("The water was seven degrees", "The water was eleven degrees", ["eleven"], ["seven"]),
    ("The old ferry always ran on Sunday", "The old ferry ran on Sunday", [], ["always"]),
    (
        "The ferry ran … in the very deep winter of that year",
        "The ferry ran on Sundays and in the deep winter of that year",
        [],
        ["very"],
    ),
]


@pytest.mark.parametrize("draft, source, lost, new", CASES, ids=[case[0] for case in CASES])
def test_changed_words_are_found_in_both(
    draft: str, source: str, lost: list[str], new: list[str]
) -> None:
    comparison = compare_wordings(draft, source)
    assert comparison is not None
    found = find_differing(source, draft, comparison.changes)

    assert [span.of(source) for span in found.source] == lost
    assert [span.of(draft) for span in found.draft] == new
