"""The pages that write: sign in, review what nobody has looked at, correct a statement, take that back.

Each is a form that works without scripts and answers with a way to a page (303). Before: `access` and
`Store.reviews`. After: `app` mounts them.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from onrecord.errors import NotOnRecord, UsageError
from onrecord.record import Store
from onrecord.record.corrections import Correction
from onrecord.record.persons import Signature
from onrecord.values import HeldStatement, SpeakerKind
from onrecord.web.access import COOKIE, Visitor, set_session
from onrecord.web.lit import cut_context
from onrecord.web.rendering import render_for, sent_fields
from onrecord.web.shelf import Library, statements_by_id

A_PAGE = 10
CORRECTIONS = 50
PARTING = "…"
"""A line with only this parts two stretches of a statement in a form."""
WAYS = ("accept", "speaker", "content", "reject")
KINDS: tuple[SpeakerKind, ...] = ("person", "organisation", "group", "character", "unnamed")


def review_routes(library: Library) -> APIRouter:
    """All pages of correcting."""
    router = APIRouter(include_in_schema=False)
    _add_signing(router, library)
    _add_review(router, library)
    _add_corrections(router, library)
    return router


# --- signing in -----------------------------------------------------------------------------------


def _add_signing(router: APIRouter, library: Library) -> None:
    @router.get("/sign-in")
    def sign_in_page(request: Request, to: str = "/review") -> Response:
        visitor = library.access.visitor(request)
        return render_for(request, visitor, "sign_in.html", to=own_path(to), wrong=False)

    @router.post("/sign-in")
    async def signed_in(request: Request) -> Response:
        form = await sent_fields(request)
        asking = library.access.take_form(request, form)
        to = own_path(form.get("to", ""))
        visitor = library.access.sign_in(form.get("token", ""))
        if visitor is None:
            return render_for(request, asking, "sign_in.html", 401, to=to, wrong=True)
        response = RedirectResponse(to, 303)
        set_session(response, visitor, secure=request.url.scheme == "https")
        return response

    @router.post("/sign-out")
    async def signed_out(request: Request) -> Response:
        library.access.take_form(request, await sent_fields(request))
        response = RedirectResponse("/", 303)
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return response


def own_path(path: str) -> str:
    """The path if it leads to a page of ours, else that of the review.

    >>> own_path("/statement/3f"), own_path("//gull.example"), own_path("https://gull.example")
    ('/statement/3f', '/review', '/review')
    """
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else "/review"


# --- reviewing ------------------------------------------------------------------------------------


def _add_review(router: APIRouter, library: Library) -> None:
    @router.get("/review")
    def review_page(request: Request, after: str | None = None, done: int = 0) -> Response:
        visitor = library.access.visitor(request)
        if visitor.writes and not visitor.signed:
            return RedirectResponse("/sign-in", 303)
        with library.open() as store:
            ids, count = store.reviews.queue(A_PAGE + 1, after)
            shown = statements_by_id(store, ids[:A_PAGE])
            made = next((c for c in store.persons.corrections() if c.number == done), None)
            texts = {held.article.key: store.text(held.article.key) for held in shown}
        context = library.serving.context
        return render_for(
            request,
            visitor,
            "review.html",
            items=[
                (held, cut_context(texts[held.article.key], held.statement, context), edit)
                for held in shown
                for edit in (edit_of(held, texts[held.article.key]),)
            ],
            count=count,
            more=ids[A_PAGE - 1] if len(ids) > A_PAGE else None,
            made=made if made and not made.undone else None,
            kinds=KINDS,
        )


def edit_of(held: HeldStatement, text: str) -> dict[str, str]:
    """What the form of a statement is filled in with."""
    speaker = held.statement.speaker
    return {
        "words": f"\n{PARTING}\n".join(span.of(text) for span in held.statement.content),
        "speaker": speaker.name or "",
        "kind": speaker.kind or "",
    }


# --- correcting -----------------------------------------------------------------------------------


def _add_corrections(router: APIRouter, library: Library) -> None:
    @router.post("/statement/{statement_id}/correct")
    async def correct(request: Request, statement_id: str) -> Response:
        form = await sent_fields(request)
        visitor = library.access.take_written(request, form)
        made = await run_in_threadpool(_correct, library, statement_id, form, visitor)
        return RedirectResponse(_back(form, statement_id, made), 303)

    @router.post("/corrections/{number}/undo")
    async def undo(request: Request, number: int) -> Response:
        form = await sent_fields(request)
        visitor = library.access.take_written(request, form)
        taken = await run_in_threadpool(_undo, library, number, form, visitor)
        anchor = taken.statement
        to = f"/statement/{quote(anchor.id, safe='')}" if anchor else "/corrections"
        return RedirectResponse("/review" if form.get("to") == "review" else to, 303)

    @router.get("/corrections")
    def corrections_page(request: Request, after: int = 0) -> Response:
        visitor = library.access.visitor(request)
        with library.open() as store:
            known, misfits = store.persons.corrections()[::-1], store.reviews.misfits()
        left = [c for c in known if not after or c.number < after]
        return render_for(
            request,
            visitor,
            "corrections.html",
            corrections=left[:CORRECTIONS],
            count=len(known),
            misfits=misfits,
            more=left[CORRECTIONS - 1].number if len(left) > CORRECTIONS else None,
        )


def _back(form: dict[str, str], statement: str, made: Correction) -> str:
    """Where a correction leads: on with the review, or to the statement."""
    if form.get("to") == "review":
        return f"/review?done={made.number}"
    return f"/statement/{quote(statement, safe='')}#corrections"


def _correct(
    library: Library, statement: str, form: dict[str, str], visitor: Visitor
) -> Correction:
    by = signature(form, visitor)
    with library.open() as store:
        return make_correction(
            store,
            statement,
            form.get("way", ""),
            by,
            speaker=form.get("speaker") or None,
            kind=form.get("kind") or None,
            words=stretches_of(form.get("words", "")),
        )


def make_correction(
    store: Store,
    statement: str,
    way: str,
    by: Signature,
    *,
    speaker: str | None,
    kind: str | None,
    words: list[str],
) -> Correction:
    """Make the correction that a form or a call asks for. Raises UsageError for one that there is not."""
    named = next((each for each in KINDS if each == kind), None)
    if kind and named is None:
        raise UsageError(f"kind {kind!r}: there are {', '.join(KINDS)}")
    if way == "speaker":
        return store.reviews.name_speaker(statement, speaker, by, kind=named)
    if way == "content":
        return store.reviews.fit_content(statement, words, by)
    if way == "reject":
        return store.reviews.reject(statement, by)
    if way == "accept":
        return store.reviews.accept(statement, by)
    raise UsageError(f"{way!r} is no way to correct: there are {', '.join(WAYS)}")


def stretches_of(text: str) -> list[str]:
    r"""The stretches that a field holds, parted by lines with only "…".

    >>> stretches_of("“The bell\n…\nnever rang,”\n")
    ['“The bell', 'never rang,”']
    """
    found: list[str] = []
    held: list[str] = []
    for line in [*text.splitlines(), PARTING]:
        if line.strip() in (PARTING, "..."):
            found.append("\n".join(held).strip())
            held = []
        else:
            held.append(line)
    return [each for each in found if each]


def signature(form: dict[str, str], visitor: Visitor) -> Signature:
    """Who corrects, and why: a signed-in visitor's own name, else the one in the form."""
    who = visitor.name if visitor.signs_in and visitor.name else form.get("by", "") or visitor.name
    if not who or not form.get("why"):
        raise UsageError("a correction keeps who makes it and why: fill in both")
    return Signature(" ".join(who.split())[:200], " ".join(form["why"].split())[:1000])


def _undo(library: Library, number: int, form: dict[str, str], visitor: Visitor) -> Correction:
    with library.open() as store:
        return store.persons.undo(number, signature(form, visitor))


def history_of(store: Store, statement: str) -> tuple[Correction, ...]:
    """All corrections of a statement, the newest first."""
    return store.reviews.history(statement)[::-1]


def gone_page(
    request: Request, visitor: Visitor, store: Store, statement: str, error: NotOnRecord
) -> Response:
    """The page of a statement that was rejected. Raises the error where none was."""
    history: Any = history_of(store, statement)
    if not history:
        raise error
    return render_for(request, visitor, "rejected.html", history=history, id=statement)
