"""Each page's main path, in the record of the example coverage."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.answers.explain import explain
from onrecord.record import Store

KESTREL = "02-kestrel-interview.txt"


def words(markup: str) -> str:
    """The text of a page, white space as one space."""
    return " ".join(html.document_fromstring(markup).text_content().split())


@pytest.mark.parametrize("path", ["/", "/ask", "/film", "/people", "/check", "/sources"])
def test_pages_without_a_question_open(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert html.document_fromstring(answer.text).find(".//h1") is not None


def test_ask_shows_the_answers_of_the_record(client: TestClient) -> None:
    asked = {"question": "Why was the morning scene cut?"}
    first = client.get("/api/v1/ask", params=asked).json()["answers"][0]["text"]

    assert " ".join(first.split()) in words(client.get("/ask", params=asked).text)


def test_ask_says_that_nothing_is_on_record(client: TestClient) -> None:
    shown = client.get("/ask", params={"question": "What does the zookeeper say of pandas?"}).text

    assert "Nothing on record that answers this." in words(shown)


def test_film_folds_all_that_the_guarded_explanation_leaves_out(
    client: TestClient, coverage_record: Path
) -> None:
    page = html.document_fromstring(client.get("/film", params={"title": "Lowenna"}).text)
    for folded in page.iter("details"):
        assert folded.get("open") is None
    shown = [q.text_content() for q in page.xpath("//blockquote[not(ancestor::details)]")]
    with Store.open(coverage_record) as store:
        guarded = explain(store, "Lowenna", spoilers=False)
        whole = explain(store, "Lowenna")

    allowed = {entry.text for section in guarded.sections for entry in section.entries}
    every = {entry.text for section in whole.sections for entry in section.entries}
    assert shown
    assert set(shown) <= allowed
    assert every <= {q.text_content() for q in page.iter("blockquote")}


def test_film_keeps_what_happens_apart_from_what_it_means(client: TestClient) -> None:
    page = html.document_fromstring(client.get("/film", params={"title": "Lowenna"}).text)

    headings = [h.text_content() for h in page.iter("h2")]

    assert "What happens" in headings
    assert "What it means, and according to whom" in headings


def test_statement_shows_words_speaker_and_proof(client: TestClient, coverage_record: Path) -> None:
    with Store.open(coverage_record) as store:
        held = next(h for h in store.statements() if h.statement.occasion.evidence)
        proof = held.statement.occasion.evidence[0].span.of(store.text(held.article.key))

    shown = words(client.get(f"/statement/{held.statement.id}").text)

    assert " ".join(held.text.split()) in shown
    assert " ".join(proof.split()) in shown


def test_statement_lists_its_tellings(client: TestClient, coverage_record: Path) -> None:
    with Store.open(coverage_record) as store:
        held = store.statements()
        told = next(h for h in held if sum(o.utterance == h.utterance for o in held) > 2)

    page = html.document_fromstring(client.get(f"/statement/{told.statement.id}").text)

    assert len(page.xpath("//ul[@class='tree']//div[contains(@class, 'telling')]")) > 1


def test_article_shows_statements_but_not_the_whole_text(
    client: TestClient, coverage_record: Path
) -> None:
    with Store.open(coverage_record) as store:
        text = store.text(KESTREL)
    shown = client.get("/article", params={"key": KESTREL})

    assert shown.status_code == 200
    assert html.document_fromstring(shown.text).xpath("//*[contains(@class, 'content')]")
    assert " ".join(text.split()) not in words(shown.text)


def test_article_that_is_ours_to_show_keeps_every_character(
    showing: TestClient, coverage_record: Path
) -> None:
    with Store.open(coverage_record) as store:
        text = store.text(KESTREL)
    page = html.document_fromstring(showing.get("/article", params={"key": KESTREL}).text)
    body = page.xpath("//div[@class='text']")[0]
    for mark in body.xpath(".//a[@class='number']"):
        mark.text = ""

    assert body.text_content() == text


def test_person_shows_own_statements_by_date(client: TestClient, coverage_record: Path) -> None:
    with Store.open(coverage_record) as store:
        person = store.persons.find("")[0]

    page = html.document_fromstring(client.get(f"/person/{person.id}").text)

    assert person.name in page.findtext(".//h1")
    assert len(page.xpath("//article//blockquote")) == person.statements


def test_check_shows_each_quotation_with_its_verdict(client: TestClient) -> None:
    draft = "“I will swim to the moon before breakfast tomorrow,” said Ruta Halvane."
    page = html.document_fromstring(client.post("/check", data={"draft": draft}).text)

    assert page.xpath("//mark")[0].text_content().startswith("I will swim")
    assert "not found" in page.xpath("//span[@class='verdict']")[0].text_content()
    assert page.xpath("//textarea")[0].text_content().strip() == draft


def test_draft_that_is_the_path_of_a_file_is_a_text(client: TestClient) -> None:
    shown = client.post("/check", data={"draft": __file__})

    assert "the draft's main path" not in shown.text
    assert "No findings" in words(shown.text)


@pytest.mark.parametrize(
    "path",
    ["/statement/ffff", "/article?key=none", "/person/nobody", "/film?title=Zzyzx", "/nowhere"],
)
def test_what_is_not_on_record_is_a_page_that_says_so(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert html.document_fromstring(answer.text).find(".//h1") is not None
    assert "record.db" not in answer.text


def test_article_is_found_by_an_address_as_its_key(
    client: TestClient, coverage_record: Path
) -> None:
    with Store.open(coverage_record) as store:
        key = next(head.key for head in store.heads() if head.key.startswith("https://"))

    assert client.get(f"/article?key={quote(key, safe='')}").status_code == 200
    assert client.get(f"/api/v1/articles/{quote(key, safe='')}").json()["key"] == key
