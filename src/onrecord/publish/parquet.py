"""A whole record as one Parquet table, a statement a row, each column with its type and what it means.

The columns are those of the CSV form; lists are lists and days are days. Comes after `record`, beside
`export`; needs pyarrow (`pip install 'onrecord[parquet]'`), which is loaded when a table is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.publish.export import flat_row, settled_accounts
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.record.store import Store

ROWS = 5_000
"""Statements in a row group: so many are held in memory."""

COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("id", "string", "id of the statement, the same on every machine"),
    ("article", "string", "key of the article"),
    ("version", "string", "SHA-256 of the article's text"),
    ("url", "string", "address of the article"),
    ("outlet", "string", "outlet of the article"),
    ("headline", "string", "headline of the article"),
    ("byline", "string", "byline of the article"),
    ("published", "date32", "day of publication"),
    ("form", "string", "direct, mixed, indirect or turn"),
    ("act", "string", "speech, writing or thought"),
    (
        "start",
        "int64",
        "first character of the content in the article's text, in code points from 0",
    ),
    ("end", "int64", "behind the last character of the content"),
    ("text", "string", "the article from start to end: the words as they are printed"),
    ("speaker", "string", "the fullest name that the article gives; null where nobody is named"),
    ("speaker_kind", "string", "person, organisation, group, character or unnamed"),
    ("person", "string", "id of the speaker across articles"),
    ("speaker_reason", "string", "why this speaker, or why none"),
    (
        "via",
        "list<string>",
        "who passes the words on, from the mouth to the article; null: not named",
    ),
    ("medium", "string", "medium of the occasion"),
    ("occasion_outlet", "string", "outlet of the occasion"),
    ("programme", "string", "programme of the occasion"),
    ("interviewer", "string", "interviewer of the occasion"),
    ("said", "string", "when the words were said, EDTF"),
    ("earliest", "date32", "first day on which they may have been said"),
    ("latest", "date32", "last day on which they may have been said"),
    ("occasion", "string", "id of the occasion across articles"),
    ("works", "list<string>", "titles of the works that the words are about"),
    ("topics", "list<string>", "topics of the words"),
    ("confidence", "float64", "how sure it is that this is a statement, 0 to 1"),
    ("speaker_confidence", "float64", "how sure the speaker is, 0 to 1"),
    ("corrected", "bool", "whether a user has corrected or accepted it"),
)
"""Name, type and meaning of each column."""


def write_parquet(store: Store, stream: IO[bytes]) -> int:
    """The number of statements written to `stream`, in the order of the other exports.

    Raises UsageError where pyarrow is not installed.
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError(
            "--format parquet needs pyarrow: pip install 'onrecord[parquet]'"
        ) from error
    schema = _schema(arrow)
    written = 0
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for rows in _groups(store):
            arrays = [arrow.array([row[f.name] for row in rows], type=f.type) for f in schema]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))
            written += len(rows)
    return written


def _schema(arrow: Any) -> Any:
    """The columns as Arrow has them, each with its meaning in its metadata."""
    types = {
        "string": arrow.string(),
        "int64": arrow.int64(),
        "float64": arrow.float64(),
        "bool": arrow.bool_(),
        "date32": arrow.date32(),
        "list<string>": arrow.list_(arrow.string()),
    }
    return arrow.schema(
        [
            arrow.field(name, types[kind], metadata={"about": about})
            for name, kind, about in COLUMNS
        ],
        metadata={"onrecord": __version__},
    )


def _groups(store: Store) -> Iterator[list[dict[str, object]]]:
    rows: list[dict[str, object]] = []
    for account in settled_accounts(store):
        rows += [flat_row(statement, account.article) for statement in account.statements]
        if len(rows) >= ROWS:
            yield rows
            rows = []
    if rows:
        yield rows
