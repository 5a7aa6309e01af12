"""Headers on every answer, limits, and what is a stranger's."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from onrecord.web.guard import BURST, HEADERS


@pytest.mark.parametrize(
    "path", ["/", "/check", "/nowhere", "/style.css", "/healthz", "/api/v1/works", "/api/v1/ask"]
)
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert {name: headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("path", ["/check", "/api/v1/check"])
def test_too_large_a_body_is_refused(client: TestClient, path: str) -> None:
    answer = client.post(path, content=b"a" * 1_000_001)

    assert answer.status_code == 413
    assert set(answer.json()) == {"type", "title", "detail"}
    assert answer.headers["content-security-policy"] == HEADERS["content-security-policy"]


def test_too_many_questions_are_refused(client: TestClient) -> None:
    statuses = [client.get("/api/v1/ask").status_code for _ in range(BURST + 20)]

    assert statuses[:BURST] == [422] * BURST
    assert 429 in statuses


def test_request_for_another_host_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "gull.example"}).status_code == 400


def test_log_has_no_question_in_it(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    client.get("/people", params={"name": "halvane"})

    line = json.loads(capsys.readouterr().err.splitlines()[-1])

    assert (line["path"], line["status"]) == ("/people", 200)
    assert "halvane" not in json.dumps(line)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    assert client.request(method, "/api/v1/articles").status_code == 405


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_this_machine_may_be_called_by_any_of_its_names(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == 200
