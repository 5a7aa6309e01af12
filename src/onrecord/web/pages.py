"""The pages. Templates hold the mark-up; every word in them is escaped text.

Before: `shelf`, `lit` and the labels of `publish.phrases`. After: `app` mounts them.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, get_args
from urllib.parse import parse_qs, quote

from fastapi import APIRouter, Request
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from onrecord.answers.ask import ask
from onrecord.answers.explain import explain
from onrecord.answers.trace import trace
from onrecord.errors import NotOnRecord, UsageError
from onrecord.publish import phrases
from onrecord.publish.check_page import verdict_words
from onrecord.publish.check_report import TO_DO, TOLD
from onrecord.publish.citing import (
    bibtex_of_reference,
    csl_of_reference,
    line_of_reference,
    link_to_words,
)
from onrecord.record import Store
from onrecord.values import Entry, Explanation, HeldStatement, Policy, Span
from onrecord.web.api import works_of
from onrecord.web.lit import cut_context, draft_rows, light
from onrecord.web.shelf import Library, cut_page, statements_of
from onrecord.web.tree import grow

A_PAGE = 50
LONGEST_QUESTION = 1000


def http_only(url: str | None) -> str | None:
    """The URL if a browser may follow it, else none.

    >>> http_only("https://gull.example/a"), http_only("javascript:alert(1)"), http_only(None)
    ('https://gull.example/a', None, None)
    """
    return url if url and url.lower().startswith(("http://", "https://")) else None


@cache
def templates() -> Environment:
    """The templates, escaping everything."""
    made = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        http_only=http_only,
        component=lambda text: quote(str(text), safe=""),
        speaker=phrases.speaker_words,
        occasion=phrases.occasion_words,
        day=lambda day: phrases.day_words(day.isoformat()) if day else "no date",
        disputed=phrases.disputed_words,
        change=phrases.change_words,
        basis=phrases.basis_words,
        verdict=verdict_words,
        words_at=link_to_words,
    )
    made.globals.update(counted=phrases.counted, source_of=phrases.source_words)
    return made


def render(template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """The page of a template."""
    return HTMLResponse(templates().get_template(template).render(**values), status)


def page_routes(library: Library) -> APIRouter:
    """All pages."""
    router = APIRouter(include_in_schema=False)
    _add_answers(router, library)
    _add_readings(router, library)
    _add_lists(router, library)
    _add_check(router, library)
    return router


def _add_answers(router: APIRouter, library: Library) -> None:
    @router.get("/")
    @router.get("/ask")
    def ask_page(question: str = "") -> Response:
        with library.open() as store:
            asked = question.strip()[:LONGEST_QUESTION]
            answer = ask(store, asked, limit=10) if asked else None
            shown = entries(store, answer.answers) if answer else []
            titles = sorted(works_of(store))[:A_PAGE]
        return render("ask.html", question=asked, answer=answer, shown=shown, titles=titles)

    @router.get("/film")
    def film_page(title: str = "") -> Response:
        with library.open() as store:
            if not title.strip():
                held = {name: len(keys) for name, keys in sorted(works_of(store).items())}
                return render("films.html", films=held)
            whole = explain(store, title)
            guarded = explain(store, title, spoilers=False)
            return render(
                "film.html",
                film=whole,
                facts=guarded.facts,
                premise=_premise(store, guarded),
                sections=_sections(store, whole, guarded),
                heads=_heads(store),
            )


def _heads(store: Store) -> dict[str, Any]:
    return {head.key: head for head in store.heads()}


def _premise(store: Store, guarded: Explanation) -> list[dict[str, Any]]:
    plot = next((s for s in guarded.sections if s.key == "plot"), None)
    return entries(store, plot.entries) if plot else []


def _sections(store: Store, whole: Explanation, guarded: Explanation) -> list[dict[str, Any]]:
    """Each section in two parts: what anybody may read, and what is folded."""
    safe = {s.key: {e.citation for e in s.entries} for s in guarded.sections if s.key != "plot"}
    made = []
    for section in whole.sections:
        open_here = safe.get(section.key, set()) if not section.spoiler else set()
        shown = [entry for entry in section.entries if entry.citation in open_here]
        folded = [entry for entry in section.entries if entry.citation not in open_here]
        made.append(
            {
                "heading": section.heading,
                "key": section.key,
                "open": entries(store, shown),
                "folded": entries(store, folded),
            }
        )
    return made


def entries(store: Store, found: tuple[Entry, ...] | list[Entry]) -> list[dict[str, Any]]:
    """Entries with their articles' heads and the statement that each is, if it is one."""
    heads = _heads(store)
    made = []
    for entry in found:
        place = Span(entry.citation.start, entry.citation.end)
        at = store.statements_at(entry.citation.article, [place])
        own = entry.speaker.name or entry.speaker.kind
        inside = [s for s in at if own and s.content and s.content[0].start >= place.start]
        made.append(
            {
                "entry": entry,
                "head": heads.get(entry.citation.article),
                "statement": inside[0].id if inside else None,
                "also": [(c, heads.get(c.article)) for c in entry.also],
            }
        )
    return made


def _add_readings(router: APIRouter, library: Library) -> None:
    @router.get("/statement/{statement_id}")
    def statement_page(statement_id: str) -> Response:
        with library.open() as store:
            held = store.statement(statement_id)
            text = store.text(held.article.key)
            try:
                told = trace(store, statement_id)
            except NotOnRecord:
                told = None
            return render(
                "statement.html",
                held=held,
                proofs=[(e.field, e.span.of(text)) for e in held.statement.occasion.evidence],
                pieces=cut_context(text, held.statement, library.serving.context),
                told=told,
                tree=grow(told) if told else (),
                references=_references(held),
                heads=_heads(store),
            )

    @router.get("/article")
    def article_page(key: str) -> Response:
        with library.open() as store:
            account = store.settled_account(key)
        whole, text = library.serving.show_articles, account.article.text
        context = library.serving.context
        return render(
            "article.html",
            article=account.article,
            statements=account.statements,
            pieces=light(text, account.statements) if whole else [],
            cuts=[] if whole else [(s, cut_context(text, s, context)) for s in account.statements],
            whole=whole,
        )

    @router.get("/person/{person_id}")
    def person_page(person_id: str) -> Response:
        with library.open() as store:
            person = store.persons.person(person_id)
            said = statements_of(store, person_id)
        return render("person.html", person=person, said=said)


def _references(held: HeldStatement) -> list[tuple[str, str]]:
    """The ways to cite a statement, each with its name."""
    return [
        ("Text", line_of_reference(held)),
        ("BibTeX", bibtex_of_reference(held)),
        ("CSL-JSON", json.dumps([csl_of_reference(held)], ensure_ascii=False, indent=1)),
    ]


def _add_lists(router: APIRouter, library: Library) -> None:
    @router.get("/people")
    def people_page(name: str = "", after: str | None = None) -> Response:
        with library.open() as store:
            found = store.persons.find(name.strip())
        shown, more = cut_page(found, [person.id for person in found], A_PAGE, after)
        return render("people.html", people=shown, count=len(found), name=name, more=more)

    @router.get("/sources")
    def sources_page(after: str | None = None) -> Response:
        with library.open() as store:
            heads = store.heads()
            shown, more = cut_page(heads, [head.key for head in heads], A_PAGE, after)
            repairs = {head.key: store.article(head.key).repairs for head in shown}
        return render("sources.html", heads=shown, repairs=repairs, count=len(heads), more=more)


def _add_check(router: APIRouter, library: Library) -> None:
    @router.get("/check")
    def check_form_page() -> Response:
        return _check_page("", "strict")

    @router.post("/check")
    async def checked_page(request: Request) -> Response:
        sent = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=10)
        draft, policy = sent.get("draft", [""])[0], sent.get("policy", ["strict"])[0]
        return await run_in_threadpool(_checked, library, draft, policy)


def _checked(library: Library, draft: str, policy: str) -> Response:
    named = next((each for each in get_args(Policy) if each == policy), None)
    if named is None:
        raise UsageError(f"policy {policy!r}: there are {', '.join(get_args(Policy))}")
    with library.open() as store:
        report = library.check(store, draft, named)
    return _check_page(draft, policy, report=report, rows=draft_rows(report))


def _check_page(draft: str, policy: str, **found: Any) -> Response:
    known = {"report": None, "rows": [], "to_do": TO_DO, "meaning": TOLD, **found}
    return render("check.html", draft=draft, policy=policy, policies=get_args(Policy), **known)
