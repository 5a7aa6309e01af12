"""A whole record as JSON Lines, JSON or CSV, in one fixed order: date, article key, place in it.

The same articles give the same bytes, whatever order or thread count they were added with. Comes
after `record`; the command line hands in the stream.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, TextIO, get_args

from onrecord.publish.forms import account_form, json_line, json_page, statement_form
from onrecord.values import Account, Article, Span, Statement

if TYPE_CHECKING:
    from onrecord.record.store import Store

ExportFormat = Literal["jsonl", "json", "csv"]
EXPORT_FORMATS: tuple[str, ...] = get_args(ExportFormat)

CSV_COLUMNS = (
    "id",
    "article",
    "version",
    "url",
    "outlet",
    "headline",
    "published",
    "form",
    "act",
    "start",
    "end",
    "text",
    "speaker",
    "speaker_kind",
    "person",
    "speaker_reason",
    "via",
    "medium",
    "occasion_outlet",
    "programme",
    "interviewer",
    "said",
    "occasion",
    "works",
    "topics",
    "confidence",
)


def write_export(store: Store, form: ExportFormat, stream: TextIO) -> int:
    """The number of statements written to `stream` in the form asked for."""
    writers = {"jsonl": _write_jsonl, "json": _write_json, "csv": _write_csv}
    return writers[form](store, stream)


def settled_accounts(store: Store) -> Iterator[Account]:
    """Every article's account in the order of an export, one after another."""
    for head in store.heads():
        yield store.settled_account(head.key)


def _write_jsonl(store: Store, stream: TextIO) -> int:
    written = 0
    for account in settled_accounts(store):
        for statement in account.statements:
            stream.write(json_line(statement_form(statement, account.article)) + "\n")
            written += 1
    return written


def _write_json(store: Store, stream: TextIO) -> int:
    """One article at a time, so that a large record need not fit into memory."""
    written = 0
    stream.write('{\n"articles": [')
    for number, account in enumerate(settled_accounts(store)):
        stream.write(",\n" if number else "\n")
        stream.write(json_page(account_form(account)))
        written += len(account.statements)
    stream.write('\n],\n"failed": [],\n"left_out": []\n}\n')
    return written


def _write_csv(store: Store, stream: TextIO) -> int:
    written = 0
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(CSV_COLUMNS)
    for account in settled_accounts(store):
        for statement in account.statements:
            rows.writerow(_csv_row(statement, account.article))
            written += 1
    return written


def flat_row(statement: Statement, article: Article) -> dict[str, object]:
    """A statement as one row, by column: values as they are, lists as lists."""
    whole = covering_span(statement)
    speaker, occasion = statement.speaker, statement.occasion
    return {
        "id": statement.id,
        "article": article.key,
        "version": article.version,
        "url": article.url,
        "outlet": article.outlet,
        "headline": article.headline,
        "byline": article.byline,
        "published": article.published,
        "form": statement.form,
        "act": statement.act,
        "start": whole.start,
        "end": whole.end,
        "text": whole.of(article.text),
        "speaker": speaker.name,
        "speaker_kind": speaker.kind,
        "person": speaker.person,
        "speaker_reason": speaker.reason,
        "via": [teller.name for teller in speaker.via],
        "medium": occasion.medium,
        "occasion_outlet": occasion.outlet,
        "programme": occasion.programme,
        "interviewer": occasion.interviewer,
        "said": occasion.said,
        "earliest": occasion.earliest,
        "latest": occasion.latest,
        "occasion": occasion.id,
        "works": list(statement.works),
        "topics": list(statement.topics),
        "confidence": statement.confidence,
        "speaker_confidence": speaker.confidence,
        "corrected": statement.corrected is not None,
    }


def _csv_row(statement: Statement, article: Article) -> tuple[object, ...]:
    row = flat_row(statement, article)
    row["via"] = "; ".join(teller.name or "somebody not named" for teller in statement.speaker.via)
    row["works"], row["topics"] = "; ".join(statement.works), "; ".join(statement.topics)
    row["confidence"] = round(statement.confidence, 2)
    return tuple(row[column] for column in CSV_COLUMNS)


def covering_span(statement: Statement) -> Span:
    """From the first to the last character of the content, a "he said" inside it included.

    >>> covering_span(Statement("a", "direct", "speech", (Span(3, 9), Span(20, 31))))
    Span(start=3, end=31)
    """
    return Span(
        min(span.start for span in statement.content),
        max(span.end for span in statement.content),
    )
