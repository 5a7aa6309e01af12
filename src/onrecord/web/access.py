"""Who may write: tokens for programs, a session for people, and proof that a form is our own.

Nothing may be written unless the server is told so. With a file of tokens every write needs one of them: as
`Authorization: Bearer` in the API, or given once at the sign-in page, which answers with a signed cookie. A
form carries a token of its session, and a request that another site makes is refused by its Origin.
Before: `shelf`. After: `api` and `reviewing` ask it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import UsageError

COOKIE = "onrecord"
LASTS = 12 * 3600
"""Seconds until a session ends."""
LEAST_TOKEN = 16
"""Characters that a token has at least."""
READ_ONLY = "this server only reads: start it with onrecord serve --write"


@dataclass(frozen=True, slots=True)
class Token:
    """A token, as its digest, and the name of whoever it was given to (none: the form asks)."""

    name: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks for a page: whether anything may be written here, and by whom it would be."""

    writes: bool = False
    signs_in: bool = False
    signed: bool = False
    name: str = ""
    csrf: str = ""
    cookie: str | None = None

    @property
    def may_write(self) -> bool:
        """Whether a form of this visitor would be taken."""
        return self.writes and self.signed


NOBODY = Visitor()


def read_tokens(path: Path) -> tuple[Token, ...]:
    """The tokens of a file: one a line, with a name before it if it is somebody's own. Raises UsageError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as a file of tokens ({error})") from error
    found = []
    for number, line in enumerate(lines, 1):
        *name, token = line.split() or [""]
        if not token or line.lstrip().startswith("#"):
            continue
        if len(token) < LEAST_TOKEN:
            raise UsageError(
                f"{path}:{number}: a token of {len(token)} characters; give at least {LEAST_TOKEN}, "
                "as: python -c 'import secrets; print(secrets.token_urlsafe())'"
            )
        found.append(Token(" ".join(name), _digest(token)))
    if not found:
        raise UsageError(f"{path}: no token in it: write one a line, with a name before it")
    return tuple(found)


@dataclass(frozen=True)
class Access:
    """What guards the writing of one server. The secret lives as long as the server does."""

    writes: bool = False
    tokens: tuple[Token, ...] = ()
    default_name: str = ""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    # --- pages ------------------------------------------------------------------------------------

    def visitor(self, request: Request) -> Visitor:
        """Whose request this is; a session is begun where writing is possible and there is none."""
        if not self.writes:
            return NOBODY
        cookie = request.cookies.get(COOKIE, "")
        held = self._opened(cookie)
        if held is None:
            return self._begin("", signed=not self.tokens)
        return self._visitor(cookie, held, fresh=False)

    def sign_in(self, token: str) -> Visitor | None:
        """A visitor who has shown a token, with a new session; None where there is no such token."""
        found = self._token(token)
        return None if found is None else self._begin(found.name, signed=True)

    def take_form(self, request: Request, form: Mapping[str, str]) -> Visitor:
        """Whoever sends a form of ours. Raises HTTPException where it is not ours."""
        if not self.writes:
            raise HTTPException(403, READ_ONLY)
        refuse_strangers(request)
        visitor = self.visitor(request)
        if not hmac.compare_digest(visitor.csrf.encode(), form.get("csrf", "").encode()):
            raise HTTPException(
                403, "the form is too old or not ours: open the page anew, send again"
            )
        return visitor

    def take_written(self, request: Request, form: Mapping[str, str]) -> Visitor:
        """Whoever sends a form of ours that writes. Raises HTTPException where they may not."""
        visitor = self.take_form(request, form)
        if not visitor.signed:
            raise HTTPException(401, "sign in first, then send the form again")
        return visitor

    def _begin(self, name: str, *, signed: bool) -> Visitor:
        held: dict[str, object] = {
            "name": name,
            "signed": signed,
            "until": int(time.time()) + LASTS,
            "nonce": secrets.token_hex(8),
        }
        told = base64.urlsafe_b64encode(json.dumps(held).encode()).decode()
        return self._visitor(f"{told}.{self._sign('session', told)}", held, fresh=True)

    def _opened(self, cookie: str) -> dict[str, object] | None:
        """What a cookie of ours says, none where it is not ours or has ended."""
        told, _, signature = cookie.partition(".")
        if not hmac.compare_digest(signature.encode(), self._sign("session", told).encode()):
            return None
        try:
            held: dict[str, object] = json.loads(base64.urlsafe_b64decode(told))
        except (ValueError, binascii.Error):
            return None
        return held if int(str(held["until"])) > time.time() else None

    def _visitor(self, cookie: str, held: Mapping[str, object], *, fresh: bool) -> Visitor:
        return Visitor(
            True,
            bool(self.tokens),
            bool(held["signed"]),
            str(held["name"]) or ("" if self.tokens else self.default_name),
            self._sign("form", cookie),
            cookie if fresh else None,
        )

    def _sign(self, purpose: str, text: str) -> str:
        return hmac.new(self.secret, f"{purpose}|{text}".encode(), hashlib.sha256).hexdigest()

    def _token(self, token: str) -> Token | None:
        given = _digest(token.strip())
        same = [held for held in self.tokens if hmac.compare_digest(held.digest, given)]
        return same[0] if same else None

    # --- API --------------------------------------------------------------------------------------

    def take_call(self, request: Request) -> str:
        """The name of the owner of a call's token, empty where it must say one. Raises HTTPException."""
        if not self.writes:
            raise HTTPException(403, READ_ONLY)
        refuse_strangers(request)
        if not self.tokens:
            return ""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        found = self._token(token) if scheme.lower() == "bearer" else None
        if found is None:
            raise HTTPException(
                401,
                "send a token of the server's token file as: Authorization: Bearer TOKEN",
                {"WWW-Authenticate": "Bearer"},
            )
        return found.name


def refuse_strangers(request: Request) -> None:
    """Raise HTTPException where a page of another site makes the request."""
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    ours = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if not ours or site not in ("same-origin", "none"):
        raise HTTPException(403, "another site's page sent this: open ours and send it from there")


def set_session(response: Response, visitor: Visitor, *, secure: bool) -> None:
    """Give the visitor's browser the session that was begun, if one was."""
    if visitor.cookie is not None:
        response.set_cookie(
            COOKIE, visitor.cookie, LASTS, path="/", secure=secure, httponly=True, samesite="strict"
        )


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
