"""The API gives the JSON of the command line, in pages, with one shape of error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.cli.main import run

QUESTION = "Why was the morning scene cut?"
DRAFT = "“I will swim to the moon before breakfast tomorrow,” said Ruta Halvane.\n"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> object:
    """What a command prints as JSON."""
    run(arguments)
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    "path,command",
    [
        (f"/ask?question={QUESTION}&limit=5", ["ask", QUESTION]),
        ("/explain?title=Lowenna", ["explain", "Lowenna"]),
        ("/explain?title=Lowenna&spoilers=false", ["explain", "Lowenna", "--no-spoilers"]),
    ],
)
def test_answers_equal_those_of_the_command_line(
    client: TestClient,
    coverage_record: Path,
    capsys: pytest.CaptureFixture[str],
    path: str,
    command: list[str],
) -> None:
    options = ["--record", str(coverage_record), "--format", "json"]

    assert client.get(f"/api/v1{path}").json() == printed(capsys, *command, *options)


def test_check_equals_that_of_the_command_line(
    client: TestClient, coverage_record: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    options = ["--record", str(coverage_record), "--format", "json"]

    ours = client.post("/api/v1/check", json={"text": DRAFT}).json()

    assert ours["quotes"]
    assert ours == printed(capsys, "check", str(draft), *options)


def test_statements_and_articles_equal_those_of_the_command_line(
    client: TestClient, coverage_record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["export", "--record", str(coverage_record)])
    exported = json.loads(capsys.readouterr().out.splitlines()[0])
    listed = printed(capsys, "list", "--record", str(coverage_record), "--format", "json")

    assert client.get(f"/api/v1/statements/{exported['id']}").json() == exported
    assert client.get("/api/v1/articles").json() == {**listed, "next": None}  # type: ignore[dict-item]


@pytest.mark.parametrize("name", ["articles", "people", "works", "utterances", "occasions"])
def test_pages_of_a_list_make_up_the_whole(client: TestClient, name: str) -> None:
    whole = client.get(f"/api/v1/{name}", params={"limit": 200}).json()[name]
    found: list[object] = []
    cursor: str | None = None
    for _ in whole:
        sent = {"limit": "40" if len(whole) > 100 else "4"} | ({"cursor": cursor} if cursor else {})
        page = client.get(f"/api/v1/{name}", params=sent).json()
        found += page[name]
        cursor = page["next"]
        if cursor is None:
            break

    assert found == whole


@pytest.mark.parametrize(
    "path,status",
    [
        ("/api/v1/statements/ffff", 404),
        ("/api/v1/people/nobody", 404),
        ("/api/v1/articles/none", 404),
        ("/api/v1/nowhere", 404),
        ("/api/v1/articles?limit=0", 422),
        ("/api/v1/articles?cursor=none", 400),
        ("/api/v1/ask", 422),
    ],
)
def test_every_error_has_one_shape(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)

    assert answer.status_code == status
    assert set(answer.json()) == {"type", "title", "detail"}
    assert "record.db" not in answer.text


def test_text_of_an_article_is_given_only_where_it_is_ours(
    client: TestClient, showing: TestClient
) -> None:
    path = "/api/v1/articles/02-kestrel-interview.txt"

    assert client.get(path).json()["text"] is None
    assert showing.get(path).json()["text"]


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/api/v1/articles").headers["etag"]

    again = client.get("/api/v1/articles", headers={"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")


def test_openapi_describes_every_route_with_an_example_of_its_shape(client: TestClient) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]

    shown = {
        path: answer["content"]["application/json"]["example"]
        for path, ways in paths.items()
        for way in ways.values()
        for status, answer in way["responses"].items()
        if status in ("200", "201")
    }
    assert set(shown) == set(paths)
    for path in ("articles", "people", "works", "statements", "utterances", "occasions"):
        answer = client.get(f"/api/v1/{path}", params={"limit": 1}).json()
        example = shown[f"/api/v1/{path}"]
        assert set(answer) == set(example)
        assert set(answer[path][0]) == set(example[path][0])


def test_occasions_and_utterances_are_given_one_by_one(client: TestClient) -> None:
    occasion = client.get("/api/v1/occasions").json()["occasions"][0]
    utterance = client.get("/api/v1/utterances").json()["utterances"][0]

    told = client.get(f"/api/v1/occasions/{occasion['id']}").json()
    traced = client.get(f"/api/v1/utterances/{utterance['id']}").json()

    assert {s for report in told["reports"] for s in report["statements"]} == set(
        occasion["statements"]
    )
    assert {telling["statement"] for telling in traced["tellings"]} >= set(utterance["statements"])


def test_statements_of_one_article_or_person_can_be_asked_for(client: TestClient) -> None:
    asked = {"article": "02-kestrel-interview.txt", "person": "ruta-halvane", "limit": "200"}
    found = client.get("/api/v1/statements", params=asked).json()["statements"]

    assert found
    assert {each["article"]["key"] for each in found} == {asked["article"]}
    assert {each["speaker"]["person"] for each in found} == {asked["person"]}
