"""`export --format parquet`: the same statements as the other forms, typed, each column told."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pyarrow import parquet

from onrecord.publish import parquet as written_by
from onrecord.publish.export import CSV_COLUMNS
from onrecord.publish.parquet import COLUMNS

DOCS = Path(__file__).parents[2] / "docs"


def test_the_table_holds_what_the_csv_holds(onrecord: Callable, record: Path) -> None:
    ran = onrecord("export", "--format", "parquet", "--output", "lowenna.parquet")
    rows = parquet.read_table("lowenna.parquet").to_pylist()
    lines = list(csv.DictReader(io.StringIO(onrecord("export", "--format", "csv").out)))

    assert (ran.code, ran.err) == (0, "3 statements in lowenna.parquet\n")
    assert set(CSV_COLUMNS) < set(rows[0])
    for row, line in zip(rows, lines, strict=True):
        assert {name: _as_csv(row[name]) for name in CSV_COLUMNS} == line


def _as_csv(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(str(item) for item in value)
    return "" if value is None else str(round(value, 2) if isinstance(value, float) else value)


def test_days_are_days_and_lists_are_lists(onrecord: Callable, record: Path) -> None:
    onrecord("export", "--format", "parquet", "--output", "lowenna.parquet")

    first, second, _ = parquet.read_table("lowenna.parquet").to_pylist()

    assert (first["published"], first["earliest"]) == (date(2025, 11, 3), date(2025, 10, 1))
    assert (first["topics"], first["via"], first["corrected"]) == (["ending", "meaning"], [], False)
    assert second["speaker"] is None


def test_each_column_says_what_it_is(onrecord: Callable, record: Path) -> None:
    onrecord("export", "--format", "parquet", "--output", "lowenna.parquet")

    schema = parquet.read_schema("lowenna.parquet")

    told = [(f.name, f.metadata[b"about"].decode()) for f in schema]
    assert told == [(name, about) for name, _, about in COLUMNS]


def test_the_page_on_json_names_each_column_with_its_type() -> None:
    page = (DOCS / "json.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| `([\w<>]+)` \| (.+) \|$", page, re.M)

    assert [row for row in rows if row[0] in dict(r[:2] for r in COLUMNS)][-len(COLUMNS) :] == list(
        COLUMNS
    )


def test_the_same_record_gives_the_same_bytes_in_any_groups(
    onrecord: Callable, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        onrecord("export", "--format", "parquet", "--output", f"{name}.parquet")
    monkeypatch.setattr(written_by, "ROWS", 1)
    onrecord("export", "--format", "parquet", "--output", "small.parquet")

    assert Path("one.parquet").read_bytes() == Path("two.parquet").read_bytes()
    assert parquet.read_table("small.parquet").equals(parquet.read_table("one.parquet"))


def test_without_pyarrow_it_says_what_to_install(
    onrecord: Callable, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    ran = onrecord("export", "--format", "parquet", "--output", "lowenna.parquet")

    assert ran.code == 2
    assert "pip install 'onrecord[parquet]'" in ran.err
    assert not Path("lowenna.parquet").exists()
