"""Drafts that are sent as files, and reports that are kept."""

from __future__ import annotations

import io
import json

import docx
import pytest
from lxml import html
from starlette.testclient import TestClient

WORDS = "“I will swim to the moon before breakfast tomorrow,” said Ruta Halvane."


def word_file() -> bytes:
    """A Word document with the draft in it."""
    made = docx.Document()
    made.add_paragraph(WORDS)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


FILES = {
    "draft.txt": WORDS.encode(),
    "draft.md": f"# A draft\n\n{WORDS}\n".encode(),
    "draft.html": f"<html><body><article><p>{WORDS} {'It rained all day. ' * 20}</p></article>".encode(),
    "Draft.DOCX": word_file(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_checked_as_its_kind(client: TestClient, name: str) -> None:
    answer = client.post("/check", files={"file": (name, FILES[name])})
    page = html.document_fromstring(answer.text)

    assert answer.status_code == 200
    assert f"of {name}" in page.text_content()
    assert page.xpath("//mark")[0].text_content().startswith("I will swim")


@pytest.mark.parametrize("name", ["draft.txt", "draft.md"])
@pytest.mark.parametrize("form", ["html", "json", "sarif"])
def test_the_report_can_be_kept(client: TestClient, name: str, form: str) -> None:
    page = html.document_fromstring(client.post("/check", files={"file": (name, FILES[name])}).text)
    kept = page.xpath("//form[@class='keep']")[0]
    sent = {each.get("name"): each.get("value") for each in kept.xpath(".//input")}
    sent["draft"] = kept.xpath(".//textarea")[0].text_content().lstrip("\n")

    answer = client.post("/check", data={**sent, "form": form})

    assert answer.headers["content-disposition"] == f'attachment; filename="report.{form}"'
    if form == "html":
        assert name in answer.text
    elif form == "json":
        assert [q["wording"] for q in answer.json()["quotes"]] == ["not_found"]
    else:
        (ran,) = json.loads(answer.text)["runs"]
        assert [each["ruleId"] for each in ran["results"]] == ["not_found"]


@pytest.mark.parametrize(
    "files,status,told",
    [
        ({"file": ("draft.docx", b"no Word file")}, 422, "draft.docx: "),
        ({"file": ("draft.txt", b"")}, 422, "draft.txt: "),
        ({"file": ("", b"words")}, 422, "the draft is empty"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_name(
    client: TestClient, files: dict, status: int, told: str
) -> None:
    answer = client.post("/check", files=files)

    assert answer.status_code == status
    assert told in html.document_fromstring(answer.text).text_content()
    assert "/tmp" not in answer.text


def test_a_form_that_there_is_not_is_refused(client: TestClient) -> None:
    answer = client.post("/check", data={"draft": WORDS, "form": "pdf"})

    assert answer.status_code == 400
    assert "there are html, json, sarif" in answer.text
