"""Readings and statements from short marked-up articles: what the tests of `people` are written in.

`{1:…}` marks content, `<1:…>` the source, `^1:…^` the cue of statement 1; marks may nest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from onrecord.article import article_from_text
from onrecord.text import lay_out
from onrecord.values import Labels, Reading, Span, Statement, Work

_TOKEN = re.compile(r"\{(\d+):|<(\d+):|\^(\d+):|([}>^])")
_CLOSERS = {"}": "content", ">": "source", "^": "cue"}


@dataclass(frozen=True)
class Marked:
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


def read_marked(
    marked: str,
    works: list[dict[str, object]] = [],  # noqa: B006
    forms: dict[str, str] | None = None,
    acts: dict[str, str] | None = None,
) -> tuple[Reading, tuple[Work, ...], tuple[Statement, ...]]:
    """A reading without model labels, its works and its statements."""
    plain = strip_marks(marked)
    article = article_from_text(plain.text, "case")
    reading = Reading(article, lay_out(article), Labels((), (), ()))
    statements = []
    for number in sorted(plain.spans):
        roles = plain.spans[number]
        quoted = tuple(
            q.inner
            for q in reading.layout.quotations
            if q.depth == 0 and any(q.span.overlaps(c) for c in roles["content"])
        )
        words = "".join(c.of(plain.text) for c in roles["content"]).strip()
        form = "direct" if words[:1] in '"“' else "mixed" if quoted else "indirect"
        statements.append(
            Statement(
                id=f"s{number}",
                form=(forms or {}).get(str(number), form),  # type: ignore[arg-type]
                act=(acts or {}).get(str(number), "speech"),  # type: ignore[arg-type]
                content=tuple(roles["content"]),
                quoted=quoted,
                cue=tuple(roles["cue"]),
                source=tuple(roles["source"]),
            )
        )
    found = tuple(
        Work(
            str(work["title"]),
            work.get("kind", "film"),  # type: ignore[arg-type]
            tuple(
                Span(m.start(), m.end())
                for m in re.finditer(re.escape(str(work["title"])), plain.text)
            )
            if work.get("mentions", True)
            else (),
            tuple(work.get("characters", ())),  # type: ignore[arg-type]
        )
        for work in works
    )
    return reading, found, tuple(statements)


@pytest.fixture
def marked() -> Callable[..., tuple[Reading, tuple[Work, ...], tuple[Statement, ...]]]:
    """Reads a marked-up article: `read_marked` for tests."""
    return read_marked
