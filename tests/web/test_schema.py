"""The API does what its OpenAPI says, whatever it is asked: made-up requests, the same ones every time."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

schemathesis = pytest.importorskip("schemathesis")
from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402
from schemathesis.specs.openapi.checks import positive_data_acceptance  # noqa: E402

from onrecord.web.access import Access  # noqa: E402
from onrecord.web.app import make_app  # noqa: E402
from onrecord.web.shelf import Serving  # noqa: E402

EACH = 12
"""Made-up requests for each route."""
UNSAYABLE = [positive_data_acceptance]
"""A schema can't say which cursors, numbers and names there are: these may be refused."""
READ = [
    f"/api/v1/{path}"
    for path in (
        "articles articles/{key} people people/{person_id} works statements statements/{statement_id}"
        " utterances utterances/{utterance_id} occasions occasions/{occasion_id} ask explain corrections"
        " corrections/{number}"
    ).split()
]


@pytest.fixture(scope="module")
def described(coverage_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The API of a server that may write to a copy of the record."""
    path = Path(shutil.copy(coverage_record, tmp_path_factory.mktemp("schema") / "record.db"))
    serving = Serving(path, hosts=("*",), access=Access(True, default_name="Ada"))
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", make_app(serving))


@pytest.mark.parametrize(
    "way,path",
    [
        *(("GET", path) for path in READ),
        ("POST", "/api/v1/check"),
        ("POST", "/api/v1/corrections"),
        ("DELETE", "/api/v1/corrections/{number}"),
    ],
)
def test_every_answer_is_as_described(described: Any, way: str, path: str) -> None:
    @settings(
        max_examples=EACH,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=described[path][way].as_strategy())
    def ask(case: Any) -> None:
        case.call_and_validate(excluded_checks=UNSAYABLE)

    ask()


def test_every_route_is_asked(described: Any) -> None:
    ways = {(op.ok().method.upper(), op.ok().path) for op in described.get_all_operations()}

    assert len(ways) == len(READ) + 3
