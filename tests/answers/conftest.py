"""Records of whole coverage, each read once for all tests of the answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.facade import Record
from onrecord.record import Store

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The example coverage on record."""
    path = tmp_path_factory.mktemp("answers") / "examples.db"
    with Record(path) as record:
        record.add(EXAMPLES / "coverage")
    with Store.open(path) as store:
        yield store


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """What the examples' key says of the example coverage."""
    found: dict[str, Any] = json.loads((EXAMPLES / "expected.json").read_text("utf-8"))
    return found
