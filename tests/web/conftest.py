"""A record of the example coverage, and clients of the server that serves it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.facade import Record
from onrecord.web.app import make_server
from onrecord.web.shelf import Serving

COVERAGE = Path(__file__).parents[2] / "examples" / "coverage"
BASE = "http://127.0.0.1"


@pytest.fixture(scope="session")
def coverage_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record."""
    path = tmp_path_factory.mktemp("web") / "record.db"
    with Record(path) as record:
        record.add(COVERAGE)
    return path


@pytest.fixture
def client(coverage_record: Path) -> TestClient:
    """A client of the server as it is by default."""
    return TestClient(make_server(Serving(coverage_record)), base_url=BASE)


@pytest.fixture
def showing(coverage_record: Path) -> TestClient:
    """A client of a server that may show whole articles."""
    return TestClient(make_server(Serving(coverage_record, show_articles=True)), base_url=BASE)
