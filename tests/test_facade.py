"""The Python face: `read` and `Record`."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.errors import UnreadableDocument, UsageError
from onrecord.facade import read_one
from onrecord.values import Failure

COVERAGE = Path(__file__).parents[1] / "examples" / "coverage"
WIRE = COVERAGE / "06-northgate-wire.txt"


def test_read_takes_a_path_or_the_text_itself() -> None:
    text = WIRE.read_text(encoding="utf-8")

    by_path, by_name, by_text = onrecord.read(WIRE), onrecord.read(str(WIRE)), onrecord.read(text)

    assert len(by_path) > 5
    assert by_path == by_name
    assert [one.content for one in by_text] == [one.content for one in by_path]


def test_short_text_without_a_file_of_that_name_is_text() -> None:
    statements = onrecord.read('"It was a good year," said Ada Moll.')

    assert [statement.speaker.name for statement in statements] == ["Ada Moll"]


@pytest.mark.parametrize("text", ["", " ", "\0", "word" * 3000, "😀" * 50], ids=repr)
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert isinstance(onrecord.read(text), list)


def test_missing_file_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"gone\.txt: .*not found"):
        onrecord.read(tmp_path / "gone.txt")


def test_file_of_several_documents_is_no_single_document() -> None:
    from onrecord.facade import Reader

    with pytest.raises(UsageError, match="2 documents found where one was expected"):
        read_one(COVERAGE / "14-briefs.jsonl", Reader())


def test_record_keeps_what_was_added(tmp_path: Path) -> None:
    with onrecord.Record(tmp_path / "film.db") as record:
        (first,) = record.add(WIRE)
        (again,) = record.add(WIRE)
        (missing,) = record.add(tmp_path / "gone.txt")
        verdicts = record.check(WIRE.read_text(encoding="utf-8"))
        trace = record.trace("which is that we never filmed her dying")

    assert isinstance(first, onrecord.Added)
    assert isinstance(again, onrecord.Added)
    assert isinstance(missing, Failure)
    assert (first.how, again.how) == ("added", "unchanged")
    assert first.statements > 5
    assert verdicts
    assert trace.speaker.name == "Ruta Halvane"


def test_people_can_be_asked_for_and_corrected(tmp_path: Path) -> None:
    (tmp_path / "films.csv").write_text("title,director\nLowenna,Ruta Halvane\n,x\n")
    (tmp_path / "people.csv").write_text("name,id,description\nRuta Halvane,Q71,director\n")
    with onrecord.Record(tmp_path / "film.db") as record:
        record.add(WIRE)
        problems = record.import_works(tmp_path / "films.csv")
        record.import_people(tmp_path / "people.csv")
        (halvane,) = record.who("halvane")
        record.rename(halvane.id, "R. Halvane", why="shorter", by="Ada")
        record.undo(1, why="a slip", by="Bo")
        record.merge(halvane.id, "petra-lusk", why="a pen name", by="Ada")
        made = record.split(halvane.id, names=["Petra Lusk"], why="no", by="Ada")
        found = record.trace("which is that we never filmed her dying").occasions

        assert len(problems) == 1
        assert halvane.link is not None
        assert (made.other, len(record.corrections())) == ("ruta-halvane.2", 3)
        assert {one.medium for one in found} <= {"panel"}
        assert all(record.occasion(one.id) == one for one in found)
