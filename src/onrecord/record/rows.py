"""Accounts as rows and rows as values: which part of a value stands in which column.

Columns hold what queries ask for, the `value` column holds the whole value. Comes after `codec`,
before `store`; opens no transaction and no file.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from onrecord.record.codec import decode, encode
from onrecord.record.name_forms import plain_name
from onrecord.record.wordings import normal_words
from onrecord.values import (
    Account,
    Article,
    ArticleHead,
    Dispute,
    HeldPassage,
    HeldStatement,
    Occasion,
    Passage,
    Person,
    Span,
    Statement,
    Work,
)

HEAD = "a.key, v.version, v.url, v.outlet, v.headline, v.byline, v.published"
"""The columns of an article's head; `a` is articles, `v` versions."""
SIDE_NOTES = ("update",)
"""Notices that are against nobody's words unless they name a statement of their own article."""
IN_ORDER = "v.published IS NULL, v.published, a.key"
"""Articles by day of publication, those without one last, then by key."""
OUTLETS = """
WITH RECURSIVE held (name) AS (
    SELECT MIN(outlet) FROM versions WHERE current AND outlet IS NOT NULL
    UNION ALL
    SELECT (SELECT MIN(outlet) FROM versions WHERE current AND outlet > held.name)
    FROM held WHERE held.name IS NOT NULL
)
SELECT name FROM held WHERE name IS NOT NULL AND EXISTS (
    SELECT 1 FROM versions WHERE current AND outlet = held.name AND version <> ?
)
"""
"""The outlets of current articles in order, found by leaps through their index, one version left out."""


@lru_cache(maxsize=8192)  # the same few titles are compared again with every article
def work_key(title: str) -> str:
    """A title as titles are compared: case, typography and punctuation left out.

    >>> work_key("The Keeper’s Daughter") == work_key("the keeper's daughter")
    True
    """
    return " ".join(normal_words(title)) or title.casefold()


def digest(account: Account) -> str:
    """A hash of all that is stored of an account, but for the path: a moved file is the same."""
    article = encode(replace(account.article, path=None))
    parts: tuple[object, ...] = (
        *account.statements,
        *account.passages,
        *account.works,
        *account.people,
        *account.disputes,
    )
    content = "\n".join([article, *(f"{type(part).__name__}{encode(part)}" for part in parts)])
    return hashlib.sha256(content.encode()).hexdigest()


def write_version(
    db: sqlite3.Connection, article_row: int, account: Account, read: Account | None = None
) -> int:
    """Write one version of an article as the current one, with all parts; its row comes back.

    `read` is the account before the user's corrections, where there are any; it is kept beside.
    """
    article = account.article
    cursor = db.execute(
        "INSERT INTO versions (article, version, current, digest, url, outlet, headline, byline,"
        " published, text, value) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article_row,
            article.version,
            digest(read or account),
            article.url,
            article.outlet,
            article.headline,
            article.byline,
            _iso(article.published),
            article.text,
            encode(replace(article, text="")),
        ),
    )
    version = int(cursor.lastrowid or 0)
    for ordinal, statement in enumerate(account.statements):
        _write_statement(db, version, ordinal, statement, article.text)
    for ordinal, passage in enumerate(account.passages):
        _write_passage(db, version, ordinal, passage, article.text)
    db.executemany(
        "INSERT INTO works (version, ordinal, work, title, kind, value) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (version, ordinal, work_key(work.title), work.title, work.kind, encode(work))
            for ordinal, work in enumerate(account.works)
        ),
    )
    db.executemany(
        "INSERT INTO people (version, ordinal, name, kind, value) VALUES (?, ?, ?, ?, ?)",
        (
            (version, ordinal, person.name, person.kind, encode(person))
            for ordinal, person in enumerate(account.people)
        ),
    )
    write_disputes(db, version, account.disputes)
    if read is not None and read != account:
        held = encode(replace(read, article=replace(read.article, text="")))
        db.execute("INSERT INTO accounts_read (version, value) VALUES (?, ?)", (version, held))
    return version


def _write_statement(
    db: sqlite3.Connection, version: int, ordinal: int, statement: Statement, text: str
) -> None:
    """Write one statement with its works and topics."""
    extent = _extent(statement.content)
    occasion = statement.occasion
    cursor = db.execute(
        "INSERT INTO statements (id, version, ordinal, start, form, act, speaker_name,"
        " speaker_kind, medium, outlet, programme, said, earliest, latest, certainty, corrected,"
        " text, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            statement.id,
            version,
            ordinal,
            extent.start,
            statement.form,
            statement.act,
            statement.speaker.name,
            statement.speaker.kind,
            occasion.medium,
            *venue_keys(occasion),
            occasion.said,
            _iso(occasion.earliest),
            _iso(occasion.latest),
            statement.confidence * statement.speaker.confidence,
            int(statement.corrected is not None),
            extent.of(text),
            encode(statement),
        ),
    )
    row = int(cursor.lastrowid or 0)
    db.executemany(
        "INSERT OR IGNORE INTO statement_works (work, statement) VALUES (?, ?)",
        ((work_key(title), row) for title in statement.works),
    )
    db.executemany(
        "INSERT OR IGNORE INTO statement_topics (topic, statement) VALUES (?, ?)",
        ((topic, row) for topic in statement.topics),
    )


def venue_keys(occasion: Occasion) -> tuple[str, str]:
    """Outlet and programme as they are compared, empty where the article names none."""
    return plain_name(occasion.outlet or ""), plain_name(occasion.programme or "")


def _write_passage(
    db: sqlite3.Connection, version: int, ordinal: int, passage: Passage, text: str
) -> None:
    """Write one passage with its works and topics."""
    span = passage.span
    cursor = db.execute(
        "INSERT INTO passages (version, ordinal, start, voice, spoiler, text, value)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            version,
            ordinal,
            span.start,
            passage.voice,
            int(passage.spoiler),
            span.of(text),
            encode(passage),
        ),
    )
    row = int(cursor.lastrowid or 0)
    db.executemany(
        "INSERT OR IGNORE INTO passage_works (work, passage) VALUES (?, ?)",
        ((work_key(title), row) for title in passage.works),
    )
    db.executemany(
        "INSERT OR IGNORE INTO passage_topics (topic, passage) VALUES (?, ?)",
        ((topic, row) for topic in passage.topics),
    )


def is_worded(dispute: Dispute) -> bool:
    """Whether a dispute prints the words that it is about."""
    return bool(dispute.words) and dispute.kind not in SIDE_NOTES


def write_disputes(db: sqlite3.Connection, version: int, disputes: Iterable[Dispute]) -> None:
    """Keep what a version says against reported words; whose they are across articles is settled later.

    Only what prints words is kept by names too: nothing else can be about words in another article.
    """
    for ordinal, dispute in enumerate(disputes):
        cursor = db.execute(
            "INSERT INTO disputes (version, ordinal, kind, value) VALUES (?, ?, ?, ?)",
            (version, ordinal, dispute.kind, encode(dispute)),
        )
        row = int(cursor.lastrowid or 0)
        db.executemany(
            "INSERT OR IGNORE INTO dispute_names (dispute, version, name, kind) VALUES (?, ?, ?, ?)",
            ((row, version, n.name, n.kind) for n in dispute.of if is_worded(dispute)),
        )


def read_account(db: sqlite3.Connection, version: int) -> Account:
    """The account of one version, as it was written."""

    def values(table: str) -> Iterable[str]:
        sql = f"SELECT value FROM {table} WHERE version = ? ORDER BY ordinal"
        return [str(row[0]) for row in db.execute(sql, (version,))]

    return Account(
        article=read_article(db, version),
        statements=tuple(decode(Statement, value) for value in values("statements")),
        passages=tuple(decode(Passage, value) for value in values("passages")),
        works=tuple(decode(Work, value) for value in values("works")),
        people=tuple(decode(Person, value) for value in values("people")),
        disputes=tuple(decode(Dispute, value) for value in values("disputes")),
    )


def read_setting(db: sqlite3.Connection, version: int) -> Account:
    """The article, works and people of one version, without statements and passages."""

    def values(table: str) -> Iterable[str]:
        sql = f"SELECT value FROM {table} WHERE version = ? ORDER BY ordinal"
        return [str(row[0]) for row in db.execute(sql, (version,))]

    return Account(
        article=read_article(db, version),
        statements=(),
        works=tuple(decode(Work, value) for value in values("works")),
        people=tuple(decode(Person, value) for value in values("people")),
    )


def is_as_corrected(db: sqlite3.Connection, version: int, account: Account) -> bool:
    """Whether this is the account of the version as the user has corrected it: nothing new."""
    sql = "SELECT 1 FROM accounts_read WHERE version = ?"
    return bool(db.execute(sql, (version,)).fetchone()) and read_account(db, version) == account


def read_as_read(db: sqlite3.Connection, version: int) -> Account:
    """The account of one version before the user's corrections."""
    sql = "SELECT value FROM accounts_read WHERE version = ?"
    row = db.execute(sql, (version,)).fetchone()
    if row is None:
        return read_account(db, version)
    held = decode(Account, str(row[0]))
    return replace(held, article=read_article(db, version))


def read_article(db: sqlite3.Connection, version: int) -> Article:
    """The article of one version, with its text."""
    text, value = db.execute("SELECT text, value FROM versions WHERE id = ?", (version,)).fetchone()
    return replace(decode(Article, value), text=text)


def as_head(row: tuple[object, ...]) -> ArticleHead:
    """The head of an article from the columns of `HEAD`."""
    key, version, url, outlet, headline, byline, published = row
    return ArticleHead(
        key=str(key),
        version=str(version),
        url=_text(url),
        outlet=_text(outlet),
        headline=_text(headline),
        byline=_text(byline),
        published=None if published is None else date.fromisoformat(str(published)),
    )


def as_held_statement(row: tuple[object, ...]) -> HeldStatement:
    """A statement from the columns of `HEAD`, then text, value, utterance, person and occasion."""
    text, value, utterance, person, occasion = row[7:12]
    statement = with_ids(decode(Statement, str(value)), _text(person), _text(occasion))
    return HeldStatement(as_head(row[:7]), statement, str(text), str(utterance))


def with_ids(statement: Statement, person: str | None, occasion: str | None) -> Statement:
    """The statement with the ids that the record gives its speaker and occasion across articles."""
    if person is None and occasion is None:
        return statement
    return replace(
        statement,
        speaker=replace(statement.speaker, person=person),
        occasion=replace(statement.occasion, id=occasion),
    )


def as_held_passage(row: tuple[object, ...]) -> HeldPassage:
    """A passage from the columns of `HEAD`, then text and value."""
    text, value = row[7:9]
    return HeldPassage(as_head(row[:7]), decode(Passage, str(value)), str(text))


def _extent(content: tuple[Span, ...]) -> Span:
    """From the first to the last character of the content."""
    if not content:
        return Span(0, 0)
    return Span(min(span.start for span in content), max(span.end for span in content))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _text(value: object) -> str | None:
    return None if value is None else str(value)
