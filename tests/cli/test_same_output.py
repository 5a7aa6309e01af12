"""The same articles give the same bytes: on any number of threads, in any order, in one run or two."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

COVERAGE = Path(__file__).parents[2] / "examples" / "coverage"

FILES = (
    "02-kestrel-interview.txt",
    "06-northgate-wire.txt",
    "07-dalton-evening-mail.html",
    "14-briefs.jsonl",
)


def test_export_does_not_depend_on_threads_order_or_runs(
    onrecord: Callable[..., Any], tmp_path: Path
) -> None:
    for name in FILES:
        shutil.copy(COVERAGE / name, tmp_path)

    onrecord("add", *FILES, "--record", "one.db", "--threads", "1")
    onrecord("add", *reversed(FILES), "--record", "two.db", "--threads", "2")
    onrecord("add", FILES[2], "--record", "three.db")
    onrecord("add", *FILES, "--record", "three.db")

    one, two, three = (
        onrecord("export", "--record", f"{name}.db").out for name in ("one", "two", "three")
    )
    assert one.count("\n") > 20
    assert one == two == three


def test_export_and_read_print_the_same_statements(
    onrecord: Callable[..., Any], tmp_path: Path
) -> None:
    shutil.copy(COVERAGE / FILES[1], tmp_path)

    onrecord("add", FILES[1])

    exported, read = onrecord("export").out, onrecord("read", FILES[1], "--format", "jsonl").out
    assert '"person": "ruta-halvane"' in exported
    assert without_ids(exported) == without_ids(read)


def without_ids(lines: str) -> str:
    """Statements without the ids that only a record gives to people and occasions."""
    return re.sub(r'"(person|id)": (null|"[^"]*")(?=}|, "via")', "", lines)


def test_the_fast_model_reads_the_same_article_in_its_own_way(
    onrecord: Callable[..., Any], tmp_path: Path
) -> None:
    shutil.copy(COVERAGE / FILES[1], tmp_path)

    fast = onrecord("read", FILES[1], "--format", "jsonl", "--model", "fast")

    assert fast.code == 0
    assert fast.out.count("\n") > 3
    assert fast.out == onrecord("read", FILES[1], "--format", "jsonl", "--model", "fast").out


def test_every_printed_span_holds_the_words_beside_it(
    onrecord: Callable[..., Any], tmp_path: Path
) -> None:
    shutil.copy(COVERAGE / FILES[2], tmp_path)

    (article,) = json.loads(onrecord("read", FILES[2], "--format", "json").out)["articles"]

    spans = list(spans_in(article["statements"]))
    assert len(spans) > 20
    assert [
        span for span in spans if article["text"][span["start"] : span["end"]] != span["text"]
    ] == []


def spans_in(form: object) -> list[dict[str, Any]]:
    """Every place with its words, at any depth of a form."""
    if isinstance(form, list):
        return [span for item in form for span in spans_in(item)]
    if not isinstance(form, dict):
        return []
    own = [form] if {"start", "end", "text"} <= form.keys() else []
    return own + [span for item in form.values() for span in spans_in(item)]
