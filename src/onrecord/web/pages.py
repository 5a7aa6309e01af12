"""The pages to read: answers, films, statements, articles, people, sources.

Before: `shelf`, `lit` and `rendering`. After: `app` mounts them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.errors import NotOnRecord
from onrecord.publish.citing import bibtex_of_reference, csl_of_reference, line_of_reference
from onrecord.publish.explain_report import is_attributed, marks_of
from onrecord.publish.phrases import source_words
from onrecord.publish.timeline import draw_timeline
from onrecord.record import Store
from onrecord.values import ArticleHead, Entry, Explanation, HeldStatement, Retelling, Span, Trace
from onrecord.web.lit import cut_context, light
from onrecord.web.rendering import render_for
from onrecord.web.reviewing import KINDS, edit_of, gone_page, history_of
from onrecord.web.shelf import Library, cut_page
from onrecord.web.tree import grow

A_PAGE = 50
LONGEST_QUESTION = 1000


def page_routes(library: Library) -> APIRouter:
    """All pages that are read."""
    router = APIRouter(include_in_schema=False)
    _add_answers(router, library)
    _add_readings(router, library)
    _add_lists(router, library)
    return router


def _add_answers(router: APIRouter, library: Library) -> None:
    @router.get("/")
    @router.get("/ask")
    def ask_page(request: Request, question: str = "") -> Response:
        with library.open() as store:
            asked = question.strip()[:LONGEST_QUESTION]
            answer = library.ask(store, asked, 10) if asked else None
            shown = entries(store, answer.answers) if answer else []
            titles = () if asked else store.lists.titles(A_PAGE)
        visitor = library.access.visitor(request)
        return render_for(
            request, visitor, "ask.html", question=asked, answer=answer, shown=shown, titles=titles
        )

    @router.get("/film/timeline.svg")
    def timeline(title: str) -> Response:
        with library.open() as store:
            guarded = library.explain(store, title, spoilers=False)
            entries = [entry for section in guarded.sections for entry in section.entries]
            heads = store.lists.heads_of([entry.citation.article for entry in entries])
        return Response(draw_timeline(guarded, heads), media_type="image/svg+xml")

    @router.get("/film")
    def film_page(request: Request, title: str = "", after: str | None = None) -> Response:
        visitor = library.access.visitor(request)
        with library.open() as store:
            if not title.strip():
                found = store.lists.works(A_PAGE + 1, after)
                more = found[A_PAGE - 1].title if len(found) > A_PAGE else None
                return render_for(request, visitor, "films.html", films=found[:A_PAGE], more=more)
            whole = library.explain(store, title)
            guarded = library.explain(store, title, spoilers=False)
            cited = [c.article for gap in whole.gaps for c in gap.cited_by]
            return render_for(
                request,
                visitor,
                "film.html",
                film=whole,
                facts=guarded.facts,
                premise=_premise(store, guarded),
                sections=_sections(store, whole, guarded),
                heads=store.lists.heads_of([*cited, *(f.citation.article for f in guarded.facts)]),
            )


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


def entries(store: Store, found: Sequence[Entry]) -> list[dict[str, Any]]:
    """Entries with their articles' heads and the statement that each is, if it is one."""
    places = [c for e in found for c in (e.citation, *e.also, *(a.citation for a in e.against))]
    places += [disputed.citation for entry in found for disputed in entry.disputed]
    heads = store.lists.heads_of([place.article for place in places])
    made = []
    for entry in found:
        place = Span(entry.citation.start, entry.citation.end)
        own = entry.speaker.name or entry.speaker.kind
        held = store.lists.statement_in(entry.citation.article, place) if own else None
        made.append(
            {
                "entry": entry,
                "head": heads.get(entry.citation.article),
                "statement": held,
                "said": is_attributed(entry),
                "marks": list(marks_of(entry, heads)),
                "also": list(_others(entry, heads)),
            }
        )
    return made


def _others(
    entry: Entry, heads: Mapping[str, ArticleHead]
) -> Iterator[tuple[str, str, str | None]]:
    """Each other article with the same words once: key, name, and how it has them if not as they are."""
    told: dict[str, str | None] = {}
    for cited in entry.also:
        relation = cited.relation if isinstance(cited, Retelling) else None
        how: str | None = None if relation == "verbatim" else relation
        if cited.article != entry.citation.article:
            told[cited.article] = told.get(cited.article) or how
    for key, how in told.items():
        yield key, source_words(heads.get(key), key), how


def _add_readings(router: APIRouter, library: Library) -> None:
    @router.get("/statement/{statement_id}")
    def statement_page(request: Request, statement_id: str) -> Response:
        visitor = library.access.visitor(request)
        with library.open() as store:
            try:
                held = store.statement(statement_id)
            except NotOnRecord as error:
                return gone_page(request, visitor, store, statement_id, error)
            text = store.text(held.article.key)
            told = library.trace(store, statement_id)
            return render_for(
                request,
                visitor,
                "statement.html",
                held=held,
                proofs=[(e.field, e.span.of(text)) for e in held.statement.occasion.evidence],
                pieces=cut_context(text, held.statement, library.serving.context),
                told=told,
                tree=grow(told) if told else (),
                references=_references(held),
                heads=_heads_of_trace(store, held, told),
                history=history_of(store, statement_id),
                edit=edit_of(held, text),
                kinds=KINDS,
            )

    @router.get("/article")
    def article_page(request: Request, key: str) -> Response:
        with library.open() as store:
            account = store.settled_account(key)
        whole, text = library.serving.show_articles, account.article.text
        context = library.serving.context
        return render_for(
            request,
            library.access.visitor(request),
            "article.html",
            article=account.article,
            statements=account.statements,
            pieces=light(text, account.statements) if whole else [],
            cuts=[] if whole else [(s, cut_context(text, s, context)) for s in account.statements],
            whole=whole,
        )

    @router.get("/person/{person_id}")
    def person_page(request: Request, person_id: str) -> Response:
        with library.open() as store:
            person = store.persons.person(person_id)
            said = store.lists.statements_of(person.id)
            heads = store.lists.heads_of(person.articles)
        visitor = library.access.visitor(request)
        return render_for(request, visitor, "person.html", person=person, said=said, heads=heads)


def _heads_of_trace(
    store: Store, held: HeldStatement, told: Trace | None
) -> dict[str, ArticleHead]:
    """The heads of all articles that a statement's page names."""
    tellings = [telling.citation.article for telling in told.tellings] if told else []
    disputed = [d.citation.article for d in told.disputed] if told else []
    return store.lists.heads_of([held.article.key, *tellings, *disputed])


def _references(held: HeldStatement) -> list[tuple[str, str]]:
    """The ways to cite a statement, each with its name."""
    return [
        ("Text", line_of_reference(held)),
        ("BibTeX", bibtex_of_reference(held)),
        ("CSL-JSON", json.dumps([csl_of_reference(held)], ensure_ascii=False, indent=1)),
    ]


def _add_lists(router: APIRouter, library: Library) -> None:
    @router.get("/people")
    def people_page(request: Request, name: str = "", after: str | None = None) -> Response:
        with library.open() as store:
            found = store.persons.find(name.strip())
        shown, more = cut_page(found, [person.id for person in found], A_PAGE, after)
        return render_for(
            request,
            library.access.visitor(request),
            "people.html",
            people=shown,
            count=len(found),
            name=name,
            more=more,
        )

    @router.get("/sources")
    def sources_page(request: Request, after: str | None = None) -> Response:
        with library.open() as store:
            heads = store.lists.heads(A_PAGE + 1, after)
            repairs = {head.key: store.article(head.key).repairs for head in heads[:A_PAGE]}
            count = store.lists.count_articles()
        return render_for(
            request,
            library.access.visitor(request),
            "sources.html",
            heads=heads[:A_PAGE],
            repairs=repairs,
            count=count,
            more=heads[A_PAGE - 1].key if len(heads) > A_PAGE else None,
        )
