"""What is kept between visitors is of the record as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.record import Store
from onrecord.record.persons import Signature
from onrecord.web.kept import Kept


def test_nothing_is_kept_over_a_change_of_the_record(tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    file.write_bytes(b"one")
    kept = Kept(file)
    assert [kept.get("a", lambda: 1), kept.get("a", lambda: 2)] == [1, 1]
    file.write_bytes(b"other")
    assert kept.get("a", lambda: 3) == 3
    (tmp_path / "record.db-wal").write_bytes(b"more")
    assert kept.get("a", lambda: 4) == 4


def test_what_is_asked_for_least_goes_first(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "record.db", most=2)
    for name in ("a", "b", "a", "c"):
        kept.get(name, lambda: 1)
    assert [kept.get(name, lambda: 2) for name in ("a", "c", "b")] == [1, 1, 2]


def test_what_cannot_be_made_is_not_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "record.db")
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert kept.get("a", lambda: 1) == 1


def test_a_correction_from_elsewhere_is_on_the_next_page(
    writing: TestClient, own_record: Path
) -> None:
    asked = {"question": "Why was the morning scene cut?"}
    before = writing.get("/ask", params=asked).text
    assert writing.get("/ask", params=asked).text == before
    answers = writing.get("/api/v1/ask", params=asked).json()["answers"]
    first = next(each for each in answers if each["speaker"]["name"])
    with Store.open(own_record) as store:
        key, start = first["citation"]["article"], first["citation"]["start"]
        said = next(
            held.statement.id
            for held in store.statements(article=key)
            if held.statement.content[0].start >= start
        )
        store.reviews.name_speaker(said, "Oona Trevail", Signature("Ada", "the tape"))

    assert "Oona Trevail" not in before
    assert "Oona Trevail" in writing.get("/ask", params=asked).text
