"""Short marked-up articles, which several packages' cases are written in.

`{1:…}` marks content, `<1:…>` the source, `^1:…^` the cue of statement 1; marks may nest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from onrecord.values import Span

_TOKEN = re.compile(r"\{(\d+):|<(\d+):|\^(\d+):|([}>^])")
_CLOSERS = {"}": "content", ">": "source", "^": "cue"}


@dataclass(frozen=True)
class Marked:
    """The plain text, and for each statement the spans of each role."""

    text: str
    spans: dict[int, dict[str, list[Span]]]


def strip_marks(marked: str) -> Marked:
    """The plain text and the spans that were marked in it."""
    out: list[str] = []
    size = 0
    open_marks: list[tuple[int, str, int]] = []
    spans: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    at = 0
    for token in _TOKEN.finditer(marked):
        out.append(marked[at : token.start()])
        size += token.start() - at
        at = token.end()
        content, source, cue, closer = token.groups()
        if closer is None:
            role = "content" if content else "source" if source else "cue"
            open_marks.append((int(content or source or cue), role, size))
            continue
        number, role, start = open_marks.pop()
        assert role == _CLOSERS[closer], marked
        spans[number][role].append(Span(start, size))
    out.append(marked[at:])
    assert not open_marks, marked
    return Marked("".join(out), spans)


@pytest.fixture(scope="session")
def unmark() -> Callable[[str], Marked]:
    """Takes the marks out of a marked-up article: `strip_marks` for tests."""
    return strip_marks
