"""The API to read: under /api/v1, the JSON of the command line, key by key (`docs/json.md`).

Before: `shelf`, `openapi` and `publish`. After: `app` mounts it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from onrecord.answers.ask import ask
from onrecord.answers.check import summarise
from onrecord.answers.explain import explain, without_margins
from onrecord.answers.trace import trace
from onrecord.publish.forms import (
    account_form,
    answer_form,
    check_form,
    explanation_form,
    head_form,
    statement_form,
)
from onrecord.publish.people_forms import held_occasion_form, held_person_form
from onrecord.publish.trace_forms import trace_form
from onrecord.record.lists import Grouped
from onrecord.values import Policy
from onrecord.web.openapi import PROBLEMS, Cursor, Limit, shows, tagged
from onrecord.web.shelf import Library, cut_page, statements_by_id, texts_of

Item = TypeVar("Item")


class Draft(BaseModel):
    """A draft to check."""

    text: str = Field(examples=["“The bell was never meant to be an answer,” the director said."])
    policy: Policy = "strict"


def api_routes(library: Library) -> APIRouter:
    """All routes that read."""
    router = APIRouter(responses=PROBLEMS)
    _add_lists(router, library)
    _add_groups(router, library)
    _add_items(router, library)
    _add_answers(router, library)
    return router


def page_of(
    found: Sequence[Item], limit: int, name: Callable[[Item], str]
) -> tuple[Sequence[Item], str | None]:
    """The first `limit` of what was found, one more asked for than shown, and the cursor if there is more.

    >>> page_of("abc", 2, str), page_of("ab", 2, str)
    (('ab', 'b'), ('ab', None))
    """
    return found[:limit], name(found[limit - 1]) if len(found) > limit else None


def grouped(found: Sequence[Grouped], limit: int) -> tuple[list[dict[str, Any]], str | None]:
    """A page of utterances or occasions: ids with their statements, and the cursor if there is more."""
    shown, more = page_of(found, limit, lambda group: group.id)
    return [{"id": each.id, "statements": list(each.statements)} for each in shown], more


def _add_lists(router: APIRouter, library: Library) -> None:
    @router.get("/articles", responses=shows("articles"))
    def articles(request: Request, limit: Limit = 50, cursor: Cursor = None) -> Response:
        """The articles on record by date, as `onrecord list` prints them."""
        with library.open() as store:
            found = store.lists.heads(limit + 1, cursor)
        shown, more = page_of(found, limit, lambda head: head.key)
        return tagged(request, {"articles": [head_form(h) for h in shown], "next": more})

    @router.get("/people", responses=shows("people"))
    def people(
        request: Request,
        name: Annotated[str, Query(max_length=200, examples=["Halvane"])] = "",
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Response:
        """The people on record, most quoted first, as `onrecord who` prints them."""
        with library.open() as store:
            found = store.persons.find(name)
        shown, after = cut_page(found, [person.id for person in found], limit, cursor)
        return tagged(request, {"people": [held_person_form(p) for p in shown], "next": after})

    @router.get("/works", responses=shows("works"))
    def works(request: Request, limit: Limit = 50, cursor: Cursor = None) -> Response:
        """The works that articles speak of, by title, with the keys of these articles."""
        with library.open() as store:
            found = store.lists.works(limit + 1, cursor)
        shown, more = page_of(found, limit, lambda work: work.title)
        listed = [{"title": w.title, "articles": list(w.articles)} for w in shown]
        return tagged(request, {"works": listed, "next": more})

    @router.get("/statements", responses=shows("statements"))
    def statements(
        request: Request,
        article: Annotated[str, Query(description="Only of the article of this key.")] = "",
        person: Annotated[
            str, Query(description="Only of the person of this id.", examples=["ruta-halvane"])
        ] = "",
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Response:
        """The statements on record by id, as `onrecord export` prints them."""
        with library.open() as store:
            ids = store.lists.statement_ids(limit + 1, cursor, article=article, person=person)
            shown, more = page_of(ids, limit, str)
            held = statements_by_id(store, shown)
            articles = {h.article.key: store.article(h.article.key) for h in held}
            forms = [statement_form(h.statement, articles[h.article.key]) for h in held]
        return tagged(request, {"statements": forms, "next": more})


def _add_groups(router: APIRouter, library: Library) -> None:
    @router.get("/utterances", responses=shows("utterances"))
    def utterances(request: Request, limit: Limit = 50, cursor: Cursor = None) -> Response:
        """The utterances by id: statements, in whatever articles, that report the same words."""
        with library.open() as store:
            found = store.lists.utterances(limit + 1, cursor)
        listed, more = grouped(found, limit)
        return tagged(request, {"utterances": listed, "next": more})

    @router.get("/utterances/{utterance_id}", responses=shows("utterance"))
    def utterance(
        request: Request, utterance_id: Annotated[str, Path(examples=["8c1f03ab44de"])]
    ) -> Response:
        """How the words of one utterance travelled, as `onrecord trace` prints it."""
        with library.open() as store:
            first = store.utterance(utterance_id)[0]
            told = trace(store, first.statement.id)
            return tagged(request, trace_form(told, texts_of(store)))

    @router.get("/occasions", responses=shows("occasions"))
    def occasions(request: Request, limit: Limit = 50, cursor: Cursor = None) -> Response:
        """The occasions by id, with the statements that were made on each."""
        with library.open() as store:
            found = store.lists.occasions(limit + 1, cursor)
        listed, more = grouped(found, limit)
        return tagged(request, {"occasions": listed, "next": more})

    @router.get("/occasions/{occasion_id}", responses=shows("occasion"))
    def occasion(
        request: Request, occasion_id: Annotated[str, Path(examples=["o8c1f03ab44de"])]
    ) -> Response:
        """One occasion: where and when, and what each article reports of it."""
        with library.open() as store:
            return tagged(request, held_occasion_form(store.occasion(occasion_id)))


def _add_items(router: APIRouter, library: Library) -> None:
    @router.get("/statements/{statement_id}", responses=shows("statement"))
    def statement(
        request: Request, statement_id: Annotated[str, Path(examples=["8c1f03ab44de"])]
    ) -> Response:
        """One statement, as `onrecord export` prints it."""
        with library.open() as store:
            held = store.statement(statement_id)
            article = store.article(held.article.key)
        return tagged(request, statement_form(held.statement, article))

    @router.get("/articles/{key:path}", responses=shows("article"))
    def article(
        request: Request, key: Annotated[str, Path(examples=["02-kestrel-interview.txt"])]
    ) -> Response:
        """One article with its statements; its text is null unless it is ours to show."""
        with library.open() as store:
            form = account_form(store.settled_account(key))
        shown = form if library.serving.show_articles else {**form, "text": None}
        return tagged(request, shown)

    @router.get("/people/{person_id}", responses=shows("person"))
    def person(
        request: Request, person_id: Annotated[str, Path(examples=["ruta-halvane"])]
    ) -> Response:
        """One person of the record with the evidence."""
        with library.open() as store:
            return tagged(request, held_person_form(store.persons.person(person_id)))


def _add_answers(router: APIRouter, library: Library) -> None:
    @router.get("/ask", responses=shows("ask"))
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

    @router.get("/explain", responses=shows("explain"))
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
            found = found if spoilers else without_margins(found)
            return tagged(request, explanation_form(found, texts_of(store)))

    @router.post("/check", responses=shows("check"))
    def check_draft(request: Request, draft: Draft) -> Response:
        """A verdict for every quotation of a draft."""
        with library.open() as store:
            report = library.check(store, draft.text, draft.policy)
        verdicts = [judged.verdict for judged in report.judged]
        return tagged(request, check_form(verdicts, summarise(verdicts)))
