"""What all routes of the API have in common: limits, cursors, the one shape of errors, examples, ETags.

`api_examples.json` has an answer of each route, made of the example coverage. Before: `api`.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, TypeAlias

from fastapi import Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from onrecord.publish.forms import json_line

MOST = 200
Limit = Annotated[int, Query(ge=1, le=MOST, description="The most items to return.", examples=[20])]
Cursor = Annotated[
    str | None, Query(description="`next` of the page before; none for the first page.")
]
Responses: TypeAlias = dict[int | str, dict[str, Any]]


class Problem(BaseModel):
    """The one shape of every error."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Not on record"])
    detail: str = Field(examples=["no statement 'ffff'"])


def problems(*told: tuple[int, str]) -> Responses:
    """The errors of a route, by status, in the shape that they have."""
    schema = Problem.model_json_schema()
    return {
        status: {"description": words, "content": {"application/problem+json": {"schema": schema}}}
        for status, words in told
    }


PROBLEMS = problems(
    (400, "An argument that makes no sense"),
    (404, "Not on record"),
    (413, "The body is too large"),
    (422, "Cannot be read"),
    (429, "Too many requests"),
    (503, "The record cannot be read now"),
)


@cache
def examples() -> dict[str, Any]:
    """An answer of each route, of the invented coverage."""
    held = files(__package__).joinpath("api_examples.json").read_text(encoding="utf-8")
    made: dict[str, Any] = json.loads(held)
    return made


def shows(name: str, status: int = 200, words: str = "As on record") -> Responses:
    """The successful answer of a route, with the name of its example, which `put_examples` fills in."""
    content = {"application/json": {"schema": {"type": "object"}, "example": name}}
    found: Responses = {status: {"description": words, "content": content}}
    if status == 200:
        found[304] = {"description": "Not changed since the ETag that was sent"}
    return found


def put_examples(described: dict[str, Any]) -> None:
    """Fill in the examples of an OpenAPI document: FastAPI would leave out all that is null in them."""
    for ways in described["paths"].values():
        for way in ways.values():
            for answer in way["responses"].values():
                shown = answer.get("content", {}).get("application/json", {})
                if isinstance(name := shown.get("example"), str):
                    shown["example"] = examples()[name]


def tagged(request: Request, form: object, status: int = 200) -> Response:
    """The form with the digest of its bytes as ETag; 304 without them where the client has them."""
    body = json_line(form).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
    if status == 200 and request.method == "GET" and (tag in known or f"W/{tag}" in known):
        return Response(status_code=304, headers={"etag": tag})
    return Response(body, status, media_type="application/json", headers={"etag": tag})
