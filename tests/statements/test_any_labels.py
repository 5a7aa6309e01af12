"""Whatever the text and the labels, statements are well formed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import article_from_text
from onrecord.people import settle_speakers
from onrecord.statements import build_statements
from onrecord.text import lay_out
from onrecord.values import Chunk, Entity, Labels, Reading, Role, Span

PIECES = (
    "“ ” \" ' ‘ ’ ( ) : — , . é 😀 > he she who I it The Jo Lund told said by of asked was "
    "“A the director film about which Q: A: LUND: Ten-year-old Mr. N.H. perhaps seems"
).split()
TEXTS = st.lists(st.sampled_from([*PIECES, " ", " ", " ", "\n\n", "\n"]), max_size=40).map("".join)
PLACES = st.tuples(st.integers(0, 80), st.integers(1, 25))
ROLES: tuple[Role, ...] = ("content", "cue", "source")
GROUPS = st.lists(st.lists(st.tuples(st.sampled_from(ROLES), PLACES), max_size=5), max_size=4)


def labels_of(
    text: str, groups: list[list[tuple[Role, tuple[int, int]]]], names: list[tuple[int, int]]
) -> Labels:
    """The labels of random places, those outside the text left out."""
    chunks: list[Chunk] = []
    numbers: list[tuple[int, ...]] = []
    for group in groups:
        kept = [(role, start, size) for role, (start, size) in group if start < len(text)]
        if any(role == "content" for role, _, _ in kept):
            numbers.append(tuple(range(len(chunks), len(chunks) + len(kept))))
            chunks += [
                Chunk(role, Span(start, min(len(text), start + size)), 0.7)
                for role, start, size in kept
            ]
    entities = tuple(
        Entity("person", Span(start, min(len(text), start + size)), 0.9)
        for start, size in names
        if start < len(text)
    )
    return Labels(tuple(chunks), tuple(numbers), entities)


@settings(max_examples=150, deadline=None)
@given(TEXTS, GROUPS, st.lists(PLACES, max_size=3))
def test_spans_are_in_order_and_inside_the_text(
    text: str,
    groups: list[list[tuple[Role, tuple[int, int]]]],
    names: list[tuple[int, int]],
) -> None:
    article = article_from_text(text, "case")
    reading = Reading(article, lay_out(article), labels_of(text, groups, names))

    statements = build_statements(reading)
    settled, _ = settle_speakers(reading, (), statements)

    assert len(settled) == len(statements)
    for statement in statements:
        assert statement.content
        assert all(0 <= s.start < s.end <= len(text) for s in statement.content)
        pairs = zip(statement.content, statement.content[1:], strict=False)
        assert all(left.end <= right.start for left, right in pairs)
        assert len(statement.source) <= 1
