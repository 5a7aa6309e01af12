"""Words of a recording: the record keeps who said them and where in it, and every citation says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.facade import Record
from onrecord.publish.forms import entry_form
from onrecord.values import Failure

PODCAST = {
    "version": "1.0.0",
    "title": "Barns",
    "podcast": "Ferry Talk",
    "date": "2025-03-12",
    "segments": [
        {"speaker": "Maud Ferriby", "startTime": 1, "body": "Tom Oake built the barn of the film."},
        {"speaker": "Tom Oake", "startTime": 751.4, "body": "The pontoon leaked from the first"},
        {"speaker": "Tom Oake", "startTime": 753, "body": "night to the last."},
    ],
}


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """A record of one podcast."""
    path = tmp_path / "barns.json"
    path.write_text(json.dumps(PODCAST), encoding="utf-8")
    record = Record(tmp_path / "record.db")
    assert not any(isinstance(added, Failure) for added in record.add(path))
    return record


def test_citations_say_where_in_the_recording_words_stand(record: Record) -> None:
    with record:
        entry = record.search("pontoon")[0]

    assert entry.text == "The pontoon leaked from the first night to the last."
    assert entry.speaker.name == "Tom Oake"
    assert entry.citation.seconds == 751.4
    citation = entry_form(entry, lambda _: "")["citation"]
    assert isinstance(citation, dict)
    assert citation["at"] == "00:12:31"


def test_a_podcast_is_the_occasion_with_the_show_that_its_file_names(record: Record) -> None:
    with record:
        occasion = record.search("pontoon")[0].occasion

    assert (occasion.medium, occasion.programme, occasion.outlet) == ("podcast", "Ferry Talk", None)
    assert occasion.said == "../2025-03-12"
    assert "as its file says" in occasion.reason


def test_a_trace_says_where_in_the_recording_words_stand(record: Record) -> None:
    with record:
        trace = record.trace("leaked from the first night to the last")

    assert trace.earliest.seconds is not None
