"""A record of the example coverage, and clients of the server that serves it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.facade import Record
from onrecord.web.access import Access, read_tokens
from onrecord.web.app import make_server
from onrecord.web.shelf import Serving

COVERAGE = Path(__file__).parents[2] / "examples" / "coverage"
BASE = "http://127.0.0.1"
TOKEN = "0123456789abcdef-tallow"


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


@pytest.fixture
def own_record(coverage_record: Path, tmp_path: Path) -> Path:
    """A copy of the record, to write to."""
    return Path(shutil.copy(coverage_record, tmp_path / "own.db"))


@pytest.fixture
def writing(own_record: Path) -> TestClient:
    """A client of a server that lets whoever reaches it correct."""
    access = Access(True, default_name="Ada")
    return TestClient(make_server(Serving(own_record, access=access)), base_url=BASE)


@pytest.fixture
def guarded(own_record: Path, tmp_path: Path) -> TestClient:
    """A client of a server on which a token is needed to write."""
    file = tmp_path / "tokens.txt"
    file.write_text(f"# ours\nR. Tallow {TOKEN}\nanother-token-of-nobody\n", encoding="utf-8")
    access = Access(True, read_tokens(file))
    return TestClient(make_server(Serving(own_record, access=access)), base_url=BASE)
