"""Readings and statements from short marked-up articles: what the tests of `people` are written in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from onrecord.article import article_from_text
from onrecord.text import lay_out
from onrecord.values import Labels, Reading, Span, Statement, Work


def read_plain(
    plain: Any,
    works: list[dict[str, object]] = [],  # noqa: B006
    forms: dict[str, str] | None = None,
    acts: dict[str, str] | None = None,
) -> tuple[Reading, tuple[Work, ...], tuple[Statement, ...]]:
    """A reading without model labels, its works and its statements."""
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
def marked(
    unmark: Callable[[str], Any],
) -> Callable[..., tuple[Reading, tuple[Work, ...], tuple[Statement, ...]]]:
    """Reads a marked-up article, given with its works, forms and acts."""
    return lambda text, *given: read_plain(unmark(text), *given)
