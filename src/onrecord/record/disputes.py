"""What articles say against words of others: kept by article, found for an utterance when it is shown.

A notice or a denial is against an utterance if its article names one of its statements, or if both are of
the same person and the words are the same. A denial is no earlier than the words. Nothing of this is stored,
so that the order in which articles come and go leaves no trace. Comes after `rows`, before `store`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.record.codec import decode
from onrecord.record.rows import HEAD, as_head, is_worded
from onrecord.values import ArticleHead, Dispute, HeldStatement, Span
from onrecord.variants.contested import is_of, repeats

OF_SPEAKERS = ("denial", "withdrawal")
_HELD = (
    f"SELECT {HEAD}, v.text, d.value, d.row FROM disputes d"
    " JOIN versions v ON v.id = d.version AND v.current JOIN articles a ON a.id = v.article"
)


@dataclass(frozen=True, slots=True)
class StoredDispute:
    """A dispute with its article's head and text."""

    article: ArticleHead
    dispute: Dispute
    text: str


def name_disputes(db: sqlite3.Connection, person: str, version: int, name: str, kind: str) -> None:
    """Keep who is meant by a name in the disputes of a version."""
    db.execute(
        "UPDATE dispute_names SET person = ? WHERE version = ? AND name = ? AND kind = ?",
        (person, version, name, kind),
    )


def disputes_near(db: sqlite3.Connection, utterance: str) -> tuple[StoredDispute, ...]:
    """What may be held against an utterance: all about its speakers, and all in its articles."""
    rows = db.execute(
        f"{_HELD} WHERE d.row IN (SELECT dispute FROM dispute_names WHERE person IN"
        " (SELECT person FROM statements WHERE utterance = ?1 AND person IS NOT NULL)"
        " UNION SELECT row FROM disputes WHERE version IN"
        " (SELECT version FROM statements WHERE utterance = ?1))",
        (utterance,),
    ).fetchall()
    return tuple(_stored(row) for row in rows)


def disputes_against(
    near: Sequence[StoredDispute], members: Sequence[HeldStatement]
) -> tuple[StoredDispute, ...]:
    """What is held against the words of one utterance, by day of publication and place.

    A denial is not held against itself: statements that stand in its own sentence are not asked.
    """
    days = [member.article.published for member in members if member.article.published]
    first = min(days, default=None)
    against = [held for held in near if is_against(held, members, first)]
    return tuple(sorted(against, key=_order))


def disputes_of(db: sqlite3.Connection, key: str) -> tuple[StoredDispute, ...]:
    """All that the current version of one article says against reported words, in text order."""
    rows = db.execute(f"{_HELD} WHERE a.key = ? ORDER BY d.ordinal", (key,)).fetchall()
    return tuple(_stored(row) for row in rows)


def is_against(held: StoredDispute, members: Sequence[HeldStatement], first: date | None) -> bool:
    """Whether a dispute is against one of the statements of an utterance first told on a day."""
    named = frozenset(held.dispute.statements)
    if any(member.statement.id in named for member in members):
        return True
    if not is_worded(held.dispute):
        return False
    return any(has_words(held, member) for member in others(held, members)) and (
        held.dispute.kind not in OF_SPEAKERS or is_later(held, first)
    )


def others(held: StoredDispute, members: Sequence[HeldStatement]) -> Iterator[HeldStatement]:
    """The statements of an utterance that stand outside a dispute's own place."""
    for member in members:
        own = member.article.key == held.article.key
        if not own or not any(s.overlaps(held.dispute.span) for s in member.statement.content):
            yield member


def has_words(held: StoredDispute, member: HeldStatement) -> bool:
    """Whether a statement has the words of a dispute: of a denial in substance, of a notice as they stand."""
    test = is_of if held.dispute.kind in OF_SPEAKERS else repeats
    told = _words_of(member)
    return any(test(span.of(held.text), told) for span in held.dispute.words)


def is_later(held: StoredDispute, first: date | None) -> bool:
    """Whether a dispute was published on the day on which words were first told, or later."""
    day = held.article.published
    return day is not None and first is not None and first <= day


def _words_of(member: HeldStatement) -> str:
    """What a statement reports, the writer's words between left out."""
    base = min(span.start for span in member.statement.content)
    return " … ".join(
        Span(span.start - base, span.end - base).of(member.text)
        for span in member.statement.content
    )


def _stored(row: tuple[object, ...]) -> StoredDispute:
    return StoredDispute(as_head(row[:7]), decode(Dispute, str(row[8])), str(row[7]))


def _order(held: StoredDispute) -> tuple[date, str, int]:
    article = held.article
    return article.published or date.max, article.key, held.dispute.span.start
