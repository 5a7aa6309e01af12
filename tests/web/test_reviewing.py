"""Correcting in the browser: forms, who may send them, and what every page shows afterwards."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.errors import UsageError
from onrecord.record import Store
from onrecord.web.access import read_tokens

TOKEN = "0123456789abcdef-tallow"
QUESTION = "Why was the morning scene cut?"


def first_of(path: Path) -> str:
    """The statement that is reviewed first."""
    with Store.open(path) as store:
        return store.reviews.queue(1)[0][0]


def words(markup: str) -> str:
    return " ".join(html.document_fromstring(markup).text_content().split())


def fields_of(client: TestClient, path: str) -> dict[str, str]:
    """The hidden fields of the first form of a page."""
    page = html.document_fromstring(client.get(path).text)
    form = page.xpath("//form[.//input[@name='csrf']]")[0]
    return {each.get("name"): each.get("value") for each in form.xpath(".//input[@type='hidden']")}


def correct(client: TestClient, statement: str, way: str, **more: str) -> object:
    """The answer to a form of a statement's page."""
    sent = {"csrf": fields_of(client, f"/statement/{statement}")["csrf"], "way": way, **more}
    told = {"by": "Ada", "why": "I asked her", **sent}
    return client.post(f"/statement/{statement}/correct", data=told, follow_redirects=False)


def test_a_corrected_speaker_is_on_every_page(writing: TestClient, own_record: Path) -> None:
    statement = writing.get("/api/v1/statements", params={"person": "ruta-halvane"}).json()[
        "statements"
    ][0]["id"]
    answer = correct(writing, statement, "speaker", speaker="Oona Trevail")

    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/statement/{statement}#corrections",
    )
    shown = words(writing.get(f"/statement/{statement}").text)
    assert "Statement of Oona Trevail" in shown
    assert "Corrected by Ada on" in shown
    assert "the speaker is Oona Trevail" in shown
    assert "Oona Trevail" in words(writing.get("/people", params={"name": "trevail"}).text)
    told = writing.get(f"/api/v1/statements/{statement}").json()
    assert told["corrected"]["by"] == "Ada"
    assert writing.get(f"/api/v1/utterances/{_utterance(own_record, statement)}").status_code == 200


def _utterance(path: Path, statement: str) -> str:
    with Store.open(path) as store:
        return store.statement(statement).utterance


def test_the_words_can_be_corrected_in_several_stretches(
    writing: TestClient, own_record: Path
) -> None:
    statement = first_of(own_record)
    said = writing.get(f"/api/v1/statements/{statement}").json()["content"][0]["text"].split()
    answer = correct(writing, statement, "content", words=f"{said[0]}\n…\n{said[-1]}")

    assert answer.status_code == 303
    now = writing.get(f"/api/v1/statements/{statement}").json()
    assert [each["text"] for each in now["content"]] == [said[0], said[-1]]


def test_what_is_rejected_has_a_page_that_says_so_and_can_be_undone(
    writing: TestClient, own_record: Path
) -> None:
    statement = first_of(own_record)
    correct(writing, statement, "reject")

    page = writing.get(f"/statement/{statement}")
    assert page.status_code == 200
    assert "Not a statement" in words(page.text)
    assert writing.get(f"/api/v1/statements/{statement}").status_code == 404
    sent = {"csrf": fields_of(writing, f"/statement/{statement}")["csrf"], "why": "a slip"}
    back = writing.post("/corrections/1/undo", data={**sent, "by": "Bo"}, follow_redirects=False)
    assert back.headers["location"] == f"/statement/{statement}"
    assert "taken back by Bo" in words(writing.get(f"/statement/{statement}").text)
    assert writing.get(f"/api/v1/statements/{statement}").status_code == 200


def test_the_review_goes_on_with_the_next_least_certain(
    writing: TestClient, own_record: Path
) -> None:
    def listed() -> list[str]:
        return re.findall(r'id="s-([0-9a-f]+)"', writing.get("/review").text)

    before = listed()
    assert before[0] == first_of(own_record)
    answer = correct(writing, before[0], "accept", to="review")

    assert answer.headers["location"] == "/review?done=1"
    assert listed()[:2] == before[1:3]
    assert "right as it is" in words(writing.get("/review?done=1").text)
    sent = {"csrf": fields_of(writing, "/review")["csrf"], "to": "review", "why": "no"}
    writing.post("/corrections/1/undo", data={**sent, "by": "Ada"})
    assert listed() == before


def test_the_list_of_corrections_says_what_no_longer_fits(
    writing: TestClient, own_record: Path
) -> None:
    with Store.open(own_record) as store:
        key = store.statement(first_of(own_record)).article.key
    correct(writing, first_of(own_record), "accept")
    with Store.open(own_record) as store:
        store.remove(key)

    assert "No longer fits: its article is not on record" in words(writing.get("/corrections").text)


@pytest.mark.parametrize(
    "way,more,told",
    [
        ("speaker", {"kind": "gull"}, "kind 'gull': there are person"),
        ("content", {"words": "nowhere in the article"}, "has no such words on end"),
        ("content", {}, "no words: copy those"),
        ("", {}, "is no way to correct"),
        ("accept", {"why": " "}, "fill in both"),
    ],
)
def test_a_slip_in_a_form_is_told(
    writing: TestClient, own_record: Path, way: str, more: dict[str, str], told: str
) -> None:
    answer = correct(writing, first_of(own_record), way, **more)

    assert answer.status_code == 400
    assert told in words(answer.text)


# --- who may ----------------------------------------------------------------------------------------


def test_nothing_can_be_corrected_unless_the_server_is_told_so(
    client: TestClient, coverage_record: Path
) -> None:
    statement = first_of(coverage_record)
    answer = client.post(f"/statement/{statement}/correct", data={"way": "accept"})
    call = client.post(
        "/api/v1/corrections", json={"statement": statement, "action": "accept", "why": "so"}
    )

    assert (answer.status_code, call.status_code) == (403, 403)
    assert "onrecord serve --write" in call.json()["detail"]
    assert client.delete("/api/v1/corrections/1", params={"why": "so"}).status_code == 403
    assert 'action="/statement' not in client.get("/review").text
    assert "set-cookie" not in client.get("/").headers


@pytest.mark.parametrize("csrf", ["", "0" * 64, "é"])
def test_a_form_without_the_token_of_its_session_is_refused(
    writing: TestClient, own_record: Path, csrf: str
) -> None:
    assert correct(writing, first_of(own_record), "accept", csrf=csrf).status_code == 403


def test_a_form_of_another_session_is_refused(writing: TestClient, own_record: Path) -> None:
    statement = first_of(own_record)
    csrf = fields_of(writing, f"/statement/{statement}")["csrf"]
    writing.cookies.clear()

    sent = {"csrf": csrf, "way": "accept", "by": "Ada", "why": "so"}
    assert writing.post(f"/statement/{statement}/correct", data=sent).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://gull.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_can_send_neither_forms_nor_calls(
    writing: TestClient, own_record: Path, headers: dict[str, str]
) -> None:
    statement = first_of(own_record)
    csrf = fields_of(writing, f"/statement/{statement}")["csrf"]
    sent = {"csrf": csrf, "way": "accept", "by": "Ada", "why": "so"}
    call = {"statement": statement, "action": "accept", "by": "Ada", "why": "so"}

    page = writing.post(f"/statement/{statement}/correct", data=sent, headers=headers)
    api = writing.post("/api/v1/corrections", json=call, headers=headers)

    assert (page.status_code, api.status_code) == (403, 403)
    assert set(api.json()) == {"type", "title", "detail"}


def test_the_session_is_for_this_site_and_no_script(writing: TestClient) -> None:
    cookie = writing.get("/").headers["set-cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert writing.get("/").headers.get("set-cookie") is None


def test_a_token_signs_in_and_its_owner_signs_the_correction(
    guarded: TestClient, own_record: Path
) -> None:
    statement = first_of(own_record)
    assert guarded.get("/review", follow_redirects=False).headers["location"] == "/sign-in"
    assert "Sign in to correct it" in guarded.get(f"/statement/{statement}").text
    csrf = fields_of(guarded, "/sign-in")["csrf"]
    wrong = {"csrf": csrf, "way": "accept", "by": "Ada", "why": "so"}
    assert guarded.post(f"/statement/{statement}/correct", data=wrong).status_code == 401

    refused = guarded.post("/sign-in", data={"csrf": csrf, "token": "0123456789abcdef-pask"})
    taken = guarded.post(
        "/sign-in",
        data={"csrf": csrf, "token": TOKEN, "to": "//gull.example"},
        follow_redirects=False,
    )

    assert (refused.status_code, "no such token" in refused.text) == (401, True)
    assert (taken.status_code, taken.headers["location"]) == (303, "/review")
    assert correct(guarded, statement, "accept", by="Somebody Else").status_code == 303
    assert guarded.get("/api/v1/corrections/1").json()["who"] == "R. Tallow"
    guarded.post("/sign-out", data={"csrf": fields_of(guarded, "/review")["csrf"]})
    assert guarded.get("/review", follow_redirects=False).status_code == 303


def test_a_cookie_that_was_tampered_with_is_no_session(
    guarded: TestClient, own_record: Path
) -> None:
    cookie = guarded.get("/").headers["set-cookie"].partition("=")[2].partition(";")[0]
    told, _, signature = cookie.strip('"').partition(".")
    for changed in (f"{told[:-4]}AAAA.{signature}", f"{told}.", "", "é", f"{told}.{'0' * 64}"):
        guarded.cookies.clear()
        answer = guarded.get("/", headers={"cookie": f"onrecord={changed}".encode("latin-1")})
        assert answer.status_code == 200
        assert "set-cookie" in answer.headers


def test_a_file_of_tokens_is_read_with_care(tmp_path: Path) -> None:
    file = tmp_path / "tokens.txt"
    with pytest.raises(UsageError, match="cannot be read as a file of tokens"):
        read_tokens(file)
    file.write_text("# nothing\n\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no token in it"):
        read_tokens(file)
    file.write_text("Ada short\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"tokens\.txt:1: a token of 5 characters"):
        read_tokens(file)
    file.write_text(f"R. Tallow {TOKEN}\n", encoding="utf-8")
    assert [token.name for token in read_tokens(file)] == ["R. Tallow"]
    assert TOKEN not in repr(read_tokens(file))


# --- the API ----------------------------------------------------------------------------------------


def test_a_call_corrects_and_takes_back(guarded: TestClient, own_record: Path) -> None:
    statement = first_of(own_record)
    call = {"statement": statement, "action": "speaker", "speaker": "ruta-halvane", "why": "hers"}
    bearer = {"authorization": f"Bearer {TOKEN}"}

    refused = guarded.post("/api/v1/corrections", json=call)
    made = guarded.post("/api/v1/corrections", json=call, headers=bearer)

    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert (made.status_code, made.headers["location"]) == (201, "/api/v1/corrections/1")
    assert made.json()["who"] == "R. Tallow"
    assert guarded.get("/api/v1/corrections/1").json() == made.json()
    assert guarded.get("/api/v1/corrections", params={"statement": statement}).json() == {
        "corrections": [made.json()],
        "next": None,
    }
    person = guarded.get(f"/api/v1/statements/{statement}").json()["speaker"]["person"]
    assert person == "ruta-halvane"
    gone = guarded.delete("/api/v1/corrections/1", params={"why": "a slip"}, headers=bearer)
    assert gone.json()["undone"]["who"] == "R. Tallow"
    again = guarded.delete("/api/v1/corrections/1", params={"why": "a slip"}, headers=bearer)
    assert (again.status_code, "was undone by" in again.json()["detail"]) == (400, True)
