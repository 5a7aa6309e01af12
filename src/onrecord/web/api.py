"""The API: under /api/v1, the JSON of the command line, key by key (`docs/json.md`).

Before: `shelf` and `publish`. After: `app` mounts it.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from onrecord.answers.ask import ask
from onrecord.answers.check import summarise
from onrecord.answers.explain import explain
from onrecord.publish.forms import (
    account_form,
    answer_form,
    check_form,
    explanation_form,
    head_form,
    json_line,
    statement_form,
)
from onrecord.publish.people_forms import held_person_form
from onrecord.record import Store
from onrecord.values import Policy
from onrecord.web.shelf import Library, cut_page, texts_of

MOST = 200
Limit = Annotated[int, Query(ge=1, le=MOST, description="The most items to return.")]
Cursor = Annotated[
    str | None, Query(description="`next` of the page before; none for the first page.")
]


class Problem(BaseModel):
    """The one shape of every error."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Not on record"])
    detail: str = Field(examples=["no statement 'ffff'"])


class Draft(BaseModel):
    """A draft to check."""

    text: str = Field(examples=["“The bell was never meant to be an answer,” the director said."])
    policy: Policy = "strict"


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": told}
    for status, told in (
        (400, "An argument that makes no sense"),
        (404, "Not on record"),
        (413, "The body is too large"),
        (422, "Cannot be read"),
        (429, "Too many requests"),
        (503, "The record cannot be read now"),
    )
}


def api_routes(library: Library) -> APIRouter:
    """All routes of the API."""
    router = APIRouter(responses=PROBLEMS)
    _add_lists(router, library)
    _add_items(router, library)
    _add_answers(router, library)
    return router


def tagged(request: Request, form: object) -> Response:
    """The form with the digest of its bytes as ETag; 304 without them where the client has them."""
    body = json_line(form).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
    if tag in known or f"W/{tag}" in known:
        return Response(status_code=304, headers={"etag": tag})
    return Response(body, media_type="application/json", headers={"etag": tag})


def _add_lists(router: APIRouter, library: Library) -> None:
    @router.get("/articles")
    def articles(request: Request, limit: Limit = 50, cursor: Cursor = None) -> Response:
        """The articles on record by date, as `onrecord list` prints them."""
        with library.open() as store:
            heads = store.heads()
        shown, after = cut_page(heads, [head.key for head in heads], limit, cursor)
        return tagged(request, {"articles": [head_form(head) for head in shown], "next": after})

    @router.get("/people")
    def people(
        request: Request, name: str = "", limit: Limit = 50, cursor: Cursor = None
    ) -> Response:
        """The people on record, most quoted first, as `onrecord who` prints them."""
        with library.open() as store:
            found = store.persons.find(name)
        shown, after = cut_page(found, [person.id for person in found], limit, cursor)
        return tagged(request, {"people": [held_person_form(p) for p in shown], "next": after})

    @router.get("/works")
    def works(request: Request, limit: Limit = 50, cursor: Cursor = None) -> Response:
        """The works that articles speak of, by title, with the keys of these articles."""
        with library.open() as store:
            held = works_of(store)
        titles = sorted(held)
        shown, after = cut_page(titles, titles, limit, cursor)
        listed = [{"title": title, "articles": held[title]} for title in shown]
        return tagged(request, {"works": listed, "next": after})


def works_of(store: Store) -> dict[str, list[str]]:
    """The keys of the articles that speak of each work, by its title."""
    held: dict[str, list[str]] = {}
    for work, head in store.works():
        held.setdefault(work.title, []).append(head.key)
    return held


def _add_items(router: APIRouter, library: Library) -> None:
    @router.get("/statements/{statement_id}")
    def statement(request: Request, statement_id: str) -> Response:
        """One statement, as `onrecord export` prints it."""
        with library.open() as store:
            held = store.statement(statement_id)
            article = store.article(held.article.key)
        return tagged(request, statement_form(held.statement, article))

    @router.get("/articles/{key:path}")
    def article(request: Request, key: str) -> Response:
        """One article with its statements; its text is null unless it is ours to show."""
        with library.open() as store:
            form = account_form(store.settled_account(key))
        shown = form if library.serving.show_articles else {**form, "text": None}
        return tagged(request, shown)

    @router.get("/people/{person_id}")
    def person(request: Request, person_id: str) -> Response:
        """One person of the record with the evidence."""
        with library.open() as store:
            return tagged(request, held_person_form(store.persons.person(person_id)))


def _add_answers(router: APIRouter, library: Library) -> None:
    @router.get("/ask")
    def ask_record(
        request: Request,
        question: Annotated[
            str,
            Query(min_length=1, max_length=1000, examples=["Why was the morning scene cut?"]),
        ],
        limit: Limit = 5,
    ) -> Response:
        """What the record says to a question; `answered` is false where it says nothing."""
        with library.open() as store:
            answer = ask(store, question, limit=limit)
            return tagged(request, answer_form(answer, texts_of(store)))

    @router.get("/explain")
    def explain_work(
        request: Request,
        title: Annotated[str, Query(min_length=1, max_length=300, examples=["Lowenna"])],
        spoilers: bool = True,
        as_of: Annotated[
            date | None, Query(description="Only from what was published by that day.")
        ] = None,
    ) -> Response:
        """A work explained in the words of its coverage."""
        with library.open() as store:
            found = explain(store, title, spoilers=spoilers, as_of=as_of)
            return tagged(request, explanation_form(found, texts_of(store)))

    @router.post("/check")
    def check_draft(request: Request, draft: Draft) -> Response:
        """A verdict for every quotation of a draft."""
        with library.open() as store:
            report = library.check(store, draft.text, draft.policy)
        verdicts = [judged.verdict for judged in report.judged]
        return tagged(request, check_form(verdicts, summarise(verdicts)))
