"""What stands around the whole application: headers, limits and the access log, also where it fails.

Plain ASGI, outermost, so that no answer leaves without the headers.
"""

from __future__ import annotations

import json
import sys
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "script-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}
PICTURE = b"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""The policy of a picture that is opened by itself: it brings its style, and nothing in it may run."""
COSTLY = ("/check", "/ask", "/sign-in", "/api/v1/check", "/api/v1/ask")
"""Paths that are counted for each client."""
BURST = 20
A_SECOND = 1.0
"""Costly requests that a client may send at once, and how many more each second gives."""
MOST_CLIENTS = 10_000


class Buckets:
    """Token buckets by client; those not seen for longest are forgotten first."""

    def __init__(self, burst: float = BURST, rate: float = A_SECOND) -> None:
        self._burst, self._rate = burst, rate
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, now: float) -> bool:
        """Whether the client has a token left, which is taken.

        >>> buckets = Buckets(burst=1, rate=1)
        >>> buckets.take("a", 0.0), buckets.take("a", 0.5), buckets.take("a", 1.5)
        (True, False, True)
        """
        left, seen = self._held.pop(client, (self._burst, now))
        left = min(self._burst, left + (now - seen) * self._rate)
        self._held[client] = (left - 1 if left >= 1 else left, now)
        while len(self._held) > MOST_CLIENTS:
            self._held.popitem(last=False)
        return left >= 1


class Guard:
    """The application with its limits, headers and log around it."""

    def __init__(
        self,
        app: ASGIApp,
        most_bytes: int,
        rate: float = A_SECOND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`rate` is how many costly requests each second gives a client, 0 for no limit."""
        self._app, self._most, self._clock = app, most_bytes, clock
        self._buckets = Buckets(BURST * max(1.0, rate), rate) if rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or hands on what is no request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = self._clock(), 500

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": _with_headers(message.get("headers", []))}
            await send(message)

        try:
            await self._answer(scope, receive, send_guarded)
        finally:
            _log(scope, status, self._clock() - began)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = (scope.get("client") or ("unknown", 0))[0]
        if (
            self._buckets
            and scope["path"] in COSTLY
            and not self._buckets.take(client, self._clock())
        ):
            told = "too many questions or drafts at once: wait a few seconds and send it again"
            await _refuse(send, 429, "Too many requests", told)
            return
        body = await _read_body(receive, self._most) if scope["method"] == "POST" else b""
        if body is None:
            told = f"the body is larger than {self._most:,} bytes: send a shorter draft"
            await _refuse(send, 413, "Too large", told)
            return
        await self._app(scope, _replay(body, receive), send)


async def _read_body(receive: Receive, most: int) -> bytes | None:
    """The whole body, none where it is too large."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > most:
            return None
        if message["type"] != "http.request" or not message.get("more_body"):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Hands out a body that has been read, then what else comes."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _refuse(send: Send, status: int, title: str, detail: str) -> None:
    body = json.dumps({"type": "about:blank", "title": title, "detail": detail}).encode()
    headers = [(b"content-type", b"application/problem+json"), (b"retry-after", b"5")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _with_headers(headers: Any) -> list[tuple[bytes, bytes]]:
    ours = {name.encode(): value.encode() for name, value in HEADERS.items()}
    if (b"content-type", b"image/svg+xml") in headers:
        ours[b"content-security-policy"] = PICTURE
    return [*((name, value) for name, value in headers if name not in ours), *ours.items()]


def _log(scope: Scope, status: int, seconds: float) -> None:
    """One JSON object a line on standard error; questions and drafts are not in it."""
    line = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "client": (scope.get("client") or (None, 0))[0],
        "method": scope["method"],
        "path": scope["path"],
        "status": status,
        "ms": round(1000 * seconds, 1),
    }
    print(json.dumps(line), file=sys.stderr, flush=True)
