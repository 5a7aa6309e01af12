"""Drafts and articles in Markdown: signs and link targets are no difference of words."""

from __future__ import annotations

from pathlib import Path

from onrecord import Record

HELD = """---
date: 2025-10-01
publication: The Gull
---

# The ferry

Ada Moll, who ran the *ferry* for thirty years, told us at the landing stage on Sunday: "I *never*
believed in [the bridge](https://gull.example/bridge-opens), and I won't cross it now," she said.

> The river was here before the road and it **will** be here after it.

Moll said that as the last boat came in.
"""
DRAFT = (
    'Ada Moll told The Gull: "I never believed in the bridge, and I won\'t cross it now." The ferry woman '
    'said: "The river was here before the road and it will be here after it."\n'
)


def test_mark_up_of_held_article_is_no_difference(tmp_path: Path) -> None:
    path = tmp_path / "held.md"
    path.write_text(HELD, encoding="utf-8")
    with Record(tmp_path / "record.db") as record:
        record.add(path)
        verdicts = record.check(DRAFT)

    assert [verdict.changes for verdict in verdicts] == [(), ()]
    for verdict in verdicts:
        assert verdict.wording in ("verbatim", "fragment")
        assert verdict.source is not None
        assert HELD[verdict.source.start : verdict.source.end] == verdict.source.text


def test_policy_excuses_from_python_too(tmp_path: Path) -> None:
    path = tmp_path / "held.txt"
    path.write_text(
        '"The boats was, um, late on every day of that winter," Ada Moll said.\n', encoding="utf-8"
    )
    draft = '"The boats were late on every day of that winter," Ada Moll said.\n'
    with Record(tmp_path / "record.db") as record:
        record.add(path)
        (strict,), (edited,) = record.check(draft), record.check(draft, policy="edited")

    assert strict.excused == ()
    assert edited.excused == ("grammar",)
