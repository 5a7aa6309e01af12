"""The application: pages, API, errors and style sheet put together.

Before: `shelf`, `pages`, `api`, `guard`. After: `onrecord serve` runs it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, Response

from onrecord.errors import NotOnRecord, OnrecordError, UnreadableDocument, UsageError
from onrecord.version import __version__
from onrecord.web.api import api_routes
from onrecord.web.api_corrections import correction_routes
from onrecord.web.checking import check_routes
from onrecord.web.guard import Guard
from onrecord.web.openapi import put_examples
from onrecord.web.pages import page_routes
from onrecord.web.rendering import render
from onrecord.web.reviewing import review_routes
from onrecord.web.shelf import Library, Serving

STATUSES: tuple[tuple[type[OnrecordError], int, str], ...] = (
    (NotOnRecord, 404, "Not on record"),
    (UnreadableDocument, 422, "Cannot be read"),
    (UsageError, 400, "Makes no sense"),
    (OnrecordError, 503, "Cannot be done now"),
)
"""What each error of ours is as a status, the first that fits."""


TITLES = {401: "Sign in first", 403: "Not allowed", 404: "No such page", 405: "No such way"}

STATIC: dict[str, tuple[str, str]] = {
    "/style.css": ("style.css", "text/css; charset=utf-8"),
    "/keys.js": ("keys.js", "text/javascript; charset=utf-8"),
    "/htmx.js": ("htmx.min.js", "text/javascript; charset=utf-8"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
    "/serif.woff2": ("serif.woff2", "font/woff2"),
    "/serif-italic.woff2": ("serif-italic.woff2", "font/woff2"),
}


def make_server(serving: Serving) -> Guard:
    """The whole server as an ASGI application."""
    return Guard(make_app(serving), serving.most_bytes, serving.rate)


def make_app(serving: Serving) -> FastAPI:
    """The application without what stands around it."""
    app = FastAPI(
        title="onrecord",
        version=__version__,
        description="Who said what, where and when. Every text is a slice of an article on record.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    library = Library(serving)
    app.include_router(page_routes(library))
    app.include_router(check_routes(library))
    app.include_router(review_routes(library))
    app.include_router(api_routes(library), prefix="/api/v1")
    app.include_router(correction_routes(library), prefix="/api/v1")
    _describe(app)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(serving.hosts))
    _add_plain_routes(app)
    _add_errors(app, serving)
    return app


def _describe(app: FastAPI) -> None:
    """Say in the OpenAPI how a token is sent, and what answers look like."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        made = plain()
        put_examples(made)
        schemes = made.setdefault("components", {}).setdefault("securitySchemes", {})
        schemes["token"] = {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of the server's token file; none where it has no such file.",
        }
        return made

    app.openapi = described  # type: ignore[method-assign]


def _add_plain_routes(app: FastAPI) -> None:
    for path, (name, media) in STATIC.items():
        app.get(path, include_in_schema=False)(_sends(name, media))

    @app.get("/healthz", include_in_schema=False)
    def health() -> Response:
        return PlainTextResponse("ok\n")


def _sends(name: str, media: str) -> Callable[[], Response]:
    """Sends a file of the package as it is."""
    content = files(__package__).joinpath("static", name).read_bytes()
    return lambda: Response(content, media_type=media)


def _add_errors(app: FastAPI, serving: Serving) -> None:
    def ours(request: Request, error: Exception) -> Response:
        status, title = next((s, t) for kind, s, t in STATUSES if isinstance(error, kind))
        # Where the record lies is no business of a client's.
        return problem(request, status, title, str(error).removeprefix(f"{serving.record}: "))

    def invalid(request: Request, error: Exception) -> Response:
        told = error.errors() if isinstance(error, RequestValidationError) else []
        detail = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in told)
        return problem(request, 422, "Invalid request", detail)

    def http(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        title = TITLES.get(status, "Cannot be answered")
        response = problem(request, status, title, str(getattr(error, "detail", "")))
        response.headers.update(getattr(error, "headers", None) or {})
        return response

    def fault(request: Request, error: Exception) -> Response:
        return problem(request, 500, "A fault of ours", "see the server's standard error")

    app.add_exception_handler(OnrecordError, ours)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(Exception, fault)


def problem(request: Request, status: int, title: str, detail: str) -> Response:
    """An error in the one shape of the API, or as a page."""
    if request.url.path.startswith("/api/"):
        told: dict[str, Any] = {"type": "about:blank", "title": title, "detail": detail}
        return JSONResponse(told, status, media_type="application/problem+json")
    return render("error.html", status, title=title, detail=detail)
