"""Templates and what they are given on every page: filters, and who asks.

Before: the labels of `publish.phrases`. After: `pages`, `checking` and `reviewing` render with it.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import parse_qsl, quote

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse

from onrecord.publish import phrases
from onrecord.publish.check_page import verdict_words
from onrecord.publish.citing import link_to_words
from onrecord.publish.correction_words import correction_words
from onrecord.publish.fact_words import fact_words
from onrecord.web.access import NOBODY, Visitor, set_session

MOST_FIELDS = 50
"""Fields that a form of ours has at most."""


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
        iso_day=lambda made: phrases.day_words(str(made)[:10]),
        disputed=phrases.disputed_words,
        change=phrases.change_words,
        basis=phrases.basis_words,
        verdict=verdict_words,
        words_at=link_to_words,
        correction=correction_words,
        stated=fact_words,
    )
    made.globals.update(counted=phrases.counted, source_of=phrases.source_words)
    return made


def render(
    template: str, status: int = 200, /, *, visitor: Visitor = NOBODY, **values: Any
) -> HTMLResponse:
    """The page of a template, as the visitor sees it."""
    page = templates().get_template(template).render(visitor=visitor, **values)
    return HTMLResponse(page, status)


def render_for(
    request: Request, visitor: Visitor, template: str, status: int = 200, /, **values: Any
) -> HTMLResponse:
    """The page of a template, with the session that the visitor was given, if one was begun."""
    response = render(template, status, visitor=visitor, **values)
    set_session(response, visitor, secure=request.url.scheme == "https")
    return response


async def sent_fields(request: Request) -> dict[str, str]:
    """The fields of a form, the last of each name; white space around them says nothing."""
    body = (await request.body()).decode("utf-8", "replace")
    given = parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    return {name: value.strip() for name, value in given}
