"""Whatever articles, drafts and questions hold, pages show it as text."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.record import Store
from onrecord.values import Account, Article, Person, Span, Speaker, Statement, Work
from onrecord.web.access import Access
from onrecord.web.app import make_app
from onrecord.web.shelf import Serving

PAYLOADS: list[str] = json.loads(
    Path(__file__).with_name("payloads.json").read_text(encoding="utf-8")
)
ELEMENTS = set(
    "html head meta title link body a header nav main footer h1 h2 form label input button p section"
    " article blockquote span details summary ul ol li dl dt dd div textarea select option"
    " mark strong dialog kbd pre ins del time code br b figure img".split()
)
OUR_SCRIPTS = {"/htmx.js", "/keys.js"}


def account(number: int, payload: str) -> Account:
    """An article that has the payload wherever a field takes text."""
    text = f"“The bell {payload} rang,” said {payload} on Sunday."
    end = text.index("”") + 1 if "”" not in payload else len(text)
    said = Statement(
        f"a{number:03}",
        "direct",
        "speech",
        (Span(0, end),),
        speaker=Speaker(payload, "person", payload, 0.9),
        works=(payload,),
        confidence=0.9,
    )
    return Account(
        Article(
            f"k{number} {payload}",
            hashlib.sha256(text.encode()).hexdigest(),
            text,
            url=payload,
            outlet=payload,
            headline=payload,
            byline=payload,
            published=date(2025, 3, 12),
            repairs=(payload,),
        ),
        (said,),
        (),
        (Work(payload, "film"),),
        (Person(payload, "person", roles=(payload,), works=(payload,)),),
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A client of a record that is all payloads, without the limit of requests."""
    path = tmp_path_factory.mktemp("hostile") / "record.db"
    with Store.open(path, create=True) as store:
        for number, payload in enumerate(PAYLOADS):
            store.add(account(number, payload))
    serving = Serving(path, show_articles=True, access=Access(True, default_name="Ada"))
    return TestClient(make_app(serving), base_url="http://127.0.0.1")


def faults(markup: str) -> list[str]:
    """All of a page that could run or lead astray."""
    found = []
    for element in html.document_fromstring(markup).iter():
        if element.tag == "script" and element.get("src") in OUR_SCRIPTS and not element.text:
            continue
        if element.tag not in ELEMENTS:
            found.append(str(element.tag))
        for name, value in element.attrib.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                found.append(name)
            if "hx-" in name and (name, value) not in (("hx-boost", "true"), ("hx-boost", "false")):
                found.append(name)
            if name in ("href", "src", "action") and not value.startswith(
                ("/", "#", "http://", "https://")
            ):
                found.append(value)
            if name in ("href", "src", "action") and value.startswith("//"):
                found.append(value)
    return found


def test_corpus_is_large_enough_and_faults_are_seen() -> None:
    assert len(set(PAYLOADS)) >= 40
    assert faults("<p onclick=a()><script>a()</script><a href=javascript:a()>b</a></p>") == [
        "onclick",
        "script",
        "javascript:a()",
    ]


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_payload_is_text_on_every_page(hostile: TestClient, number: int) -> None:
    payload = PAYLOADS[number]
    given = quote(payload, safe="")
    pages = [
        f"/statement/a{number:03}",
        f"/article?key={quote(f'k{number} {payload}', safe='')}",
        f"/ask?question={given}",
        f"/film?title={given}",
        f"/people?name={given}",
        f"/person/{given}",
        f"/statement/{given}",
    ]
    for path in pages:
        answer = hostile.get(path)
        assert answer.status_code in (200, 404), path
        assert faults(answer.text) == [], path
    shown = html.document_fromstring(hostile.get(pages[0]).text).text_content()
    assert " ".join(payload.split()) in " ".join(shown.split())


@pytest.mark.parametrize("path", ["/film", "/people", "/sources", "/"])
def test_payloads_are_text_in_lists(hostile: TestClient, path: str) -> None:
    assert faults(hostile.get(path).text) == []


def test_payloads_are_text_in_drafts(hostile: TestClient) -> None:
    for payload in PAYLOADS:
        draft = f"“The bell {payload} rang twice,” said {payload} on Sunday."
        assert faults(hostile.post("/check", data={"draft": draft}).text) == [], payload


def test_payloads_are_text_on_pages_of_people(hostile: TestClient) -> None:
    people = hostile.get("/api/v1/people", params={"limit": 200}).json()["people"]

    assert people
    for person in people:
        assert faults(hostile.get(f"/person/{quote(person['id'], safe='')}").text) == []


def csrf_of(client: TestClient) -> str:
    page = html.document_fromstring(client.get("/statement/a005").text)
    return str(page.xpath("//input[@name='csrf']/@value")[0])


def test_payloads_are_text_in_corrections(hostile: TestClient) -> None:
    csrf = csrf_of(hostile)
    for number, payload in enumerate(PAYLOADS):
        sent = {"csrf": csrf, "by": payload, "why": payload, "speaker": payload, "way": "speaker"}
        answer = hostile.post(f"/statement/a{number:03}/correct", data=sent)
        assert answer.status_code in (200, 400), payload
        assert faults(answer.text) == [], payload
        wrong = hostile.post(
            f"/statement/a{number:03}/correct", data={**sent, "way": payload, "kind": payload}
        )
        assert (wrong.status_code, faults(wrong.text)) == (400, [])
    for path in ("/corrections", "/review", "/review?done=1", "/people", "/corrections?after=30"):
        assert faults(hostile.get(path).text) == [], path
    shown = html.document_fromstring(hostile.get("/corrections").text).text_content()
    assert " ".join(PAYLOADS[-1].split()) in " ".join(shown.split())


def test_payloads_are_text_in_rejected_statements(hostile: TestClient) -> None:
    sent = {"csrf": csrf_of(hostile), "by": "Ada", "why": PAYLOADS[0], "way": "reject"}
    hostile.post("/statement/a000/correct", data=sent)

    answer = hostile.get("/statement/a000")
    assert "Not a statement" in answer.text
    assert faults(answer.text) == []


def test_payloads_are_text_at_the_sign_in(hostile: TestClient) -> None:
    for payload in PAYLOADS:
        assert faults(hostile.get("/sign-in", params={"to": payload}).text) == []
        sent = {"csrf": csrf_of(hostile), "to": payload, "token": payload}
        assert faults(hostile.post("/sign-in", data=sent, follow_redirects=False).text) == []


def test_payloads_are_text_in_files_and_their_names(hostile: TestClient) -> None:
    for payload in PAYLOADS:
        draft = f"<p>“The bell rang twice,” said Pask.</p><p>{payload}</p>"
        for ending in ("html", "txt"):
            name = f"{payload.replace('/', '')}.{ending}".replace("\n", " ")
            sent = {"file": (name, draft.encode(), "text/plain")}
            answer = hostile.post("/check", files=sent)
            assert answer.status_code in (200, 400, 422), payload
            assert faults(answer.text) == [], payload
