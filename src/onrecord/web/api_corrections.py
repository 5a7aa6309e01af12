"""The API of corrections: what users have said, and saying it, where the server lets them.

Before: `access`, `reviewing` and `openapi`. After: `app` mounts it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from onrecord.errors import NotOnRecord, UsageError
from onrecord.publish.people_forms import correction_form
from onrecord.record.persons import Signature
from onrecord.values import SpeakerKind
from onrecord.web.openapi import PROBLEMS, Cursor, Limit, problems, shows, tagged
from onrecord.web.reviewing import make_correction
from onrecord.web.shelf import Library, cut_page

WRITING = problems(
    (401, "A token is needed"),
    (403, "The server only reads, or another site's page asks"),
)
Number = Annotated[int, Path(ge=1, le=2**53, examples=[1])]


class NewCorrection(BaseModel):
    """What is to be said of a statement. `speaker` null or left out means that nobody is named."""

    statement: str = Field(max_length=200, examples=["8c1f03ab44de"])
    action: Literal["speaker", "content", "reject", "accept"] = Field(examples=["speaker"])
    speaker: str | None = Field(None, max_length=200, examples=["Ruta Halvane"])
    kind: SpeakerKind | None = Field(None, examples=["person"])
    words: list[str] = Field([], max_length=50, examples=[["lets go of it"]])
    why: str = Field(min_length=1, max_length=1000, examples=["the answer is hers"])
    by: str = Field("", max_length=200, examples=["R. Tallow"])


def correction_routes(library: Library) -> APIRouter:
    """All routes of corrections."""
    router = APIRouter(responses={**PROBLEMS})
    _add_reading(router, library)
    _add_writing(router, library)
    return router


def _add_reading(router: APIRouter, library: Library) -> None:
    @router.get("/corrections", responses=shows("corrections"))
    def corrections(
        request: Request,
        statement: Annotated[str, Query(description="Only of the statement of this id.")] = "",
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Response:
        """All corrections in the order they were made in, those taken back too."""
        with library.open() as store:
            known = store.reviews.history(statement) if statement else store.persons.corrections()
            misfits = store.reviews.misfits()
        shown, after = cut_page(known, [str(c.number) for c in known], limit, cursor)
        forms = [correction_form(c, misfits.get(c.number)) for c in shown]
        return tagged(request, {"corrections": forms, "next": after})

    @router.get("/corrections/{number}", responses=shows("correction"))
    def correction(request: Request, number: Number) -> Response:
        """One correction."""
        return tagged(request, _form(library, number))


def _add_writing(router: APIRouter, library: Library) -> None:
    @router.post(
        "/corrections",
        status_code=201,
        responses={**WRITING, **shows("correction", 201, "As it is kept")},
        openapi_extra={"security": [{"token": []}, {}]},
    )
    def correct(request: Request, said: NewCorrection) -> Response:
        """Correct a statement, accept it, or reject it."""
        by = _signature(library.access.take_call(request), said.by, said.why)
        with library.open() as store:
            made = make_correction(
                store,
                said.statement,
                said.action,
                by,
                speaker=said.speaker,
                kind=said.kind,
                words=said.words,
            )
        response = tagged(request, correction_form(made), 201)
        response.headers["location"] = f"/api/v1/corrections/{made.number}"
        return response

    @router.delete(
        "/corrections/{number}",
        responses={**WRITING, **shows("undone", words="As it is kept, taken back")},
        openapi_extra={"security": [{"token": []}, {}]},
    )
    def undo(
        request: Request,
        number: Number,
        why: Annotated[str, Query(min_length=1, max_length=1000, examples=["a slip"])],
        by: Annotated[str, Query(max_length=200, examples=["R. Tallow"])] = "",
    ) -> Response:
        """Take a correction back. It stays in the list, with who took it back, when and why."""
        signed = _signature(library.access.take_call(request), by, why)
        with library.open() as store:
            return tagged(request, correction_form(store.persons.undo(number, signed)))


def _form(library: Library, number: int) -> dict[str, Any]:
    with library.open() as store:
        held = next((c for c in store.persons.corrections() if c.number == number), None)
        if held is None:
            raise NotOnRecord(f"no correction {number}")
        return correction_form(held, store.reviews.misfits().get(number))


def _signature(name: str, by: str, why: str) -> Signature:
    """Who corrects: the owner of the token, else whom the call names."""
    who = " ".join((name or by).split())
    if not who or not why.strip():
        raise UsageError("a correction keeps who makes it and why: send by and why")
    return Signature(who, " ".join(why.split()))
