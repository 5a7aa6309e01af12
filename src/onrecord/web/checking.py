"""The page that checks a draft: pasted or sent as a file, with its report to read or to keep.

Before: `shelf` and `lit`. After: `app` mounts it.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, get_args

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from onrecord.answers.check import summarise
from onrecord.errors import UsageError
from onrecord.publish.check_page import check_page
from onrecord.publish.check_report import TO_DO, TOLD, Report
from onrecord.publish.forms import check_form, json_page
from onrecord.publish.sarif import sarif_of
from onrecord.values import Policy
from onrecord.web.lit import draft_rows
from onrecord.web.rendering import render_for
from onrecord.web.shelf import Library, SentFile

REPORTS = {"html": "text/html", "json": "application/json", "sarif": "application/sarif+json"}
"""The forms in which a report can be kept, and what each is."""
MOST_PARTS = 10
KEPT = (".txt", ".md", ".markdown")
"""Endings of files whose text is the file itself."""


def check_routes(library: Library) -> APIRouter:
    """The page, without a draft and with one."""
    router = APIRouter(include_in_schema=False)

    @router.get("/check")
    def check_form_page(request: Request) -> Response:
        return _page(request, library, "", "strict")

    @router.post("/check")
    async def checked_page(request: Request) -> Response:
        fields, sent = await _sent(request, library.serving.most_bytes)
        return await run_in_threadpool(_checked, request, library, fields, sent)

    return router


async def _sent(request: Request, most: int) -> tuple[dict[str, str], SentFile | None]:
    """The fields of the form, and the file that came with it."""
    form = await request.form(max_files=1, max_fields=MOST_PARTS, max_part_size=most)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    sent = form.get("file")
    if not isinstance(sent, UploadFile) or not sent.filename:
        name = fields.get("name", "")  # of a file that was sent before, whose report is to be kept
        kept = SentFile(name, fields.get("draft", "").encode()) if name.endswith(KEPT) else None
        return fields, kept
    return fields, SentFile(PurePath(sent.filename.replace("\\", "/")).name, await sent.read())


def _checked(
    request: Request, library: Library, fields: dict[str, str], sent: SentFile | None
) -> Response:
    draft, policy = fields.get("draft", ""), fields.get("policy", "strict")
    named = next((each for each in get_args(Policy) if each == policy), None)
    if named is None:
        raise UsageError(f"policy {policy!r}: there are {', '.join(get_args(Policy))}")
    with library.open() as store:
        report = library.check(store, sent or draft, named)
    if (form := fields.get("form", "page")) != "page":
        return report_file(report, form)
    told = {"report": report, "rows": draft_rows(report), "sent": sent.name if sent else ""}
    return _page(request, library, report.draft.text, policy, **told)


def report_file(report: Report, form: str) -> Response:
    """The report as a file to keep."""
    if form not in REPORTS:
        raise HTTPException(400, f"form {form!r}: there are {', '.join(REPORTS)}")
    if form == "html":
        body = check_page(report)
    elif form == "json":
        verdicts = [judged.verdict for judged in report.judged]
        body = json_page(check_form(verdicts, summarise(verdicts)))
    else:
        body = json_page(sarif_of(report))
    name = f'attachment; filename="report.{form}"'
    return Response(body, media_type=REPORTS[form], headers={"content-disposition": name})


def _page(request: Request, library: Library, draft: str, policy: str, **found: Any) -> Response:
    known = {"report": None, "rows": [], "sent": "", "to_do": TO_DO, "meaning": TOLD, **found}
    visitor = library.access.visitor(request)
    policies = get_args(Policy)
    return render_for(
        request,
        visitor,
        "check.html",
        draft=draft,
        policy=policy,
        policies=policies,
        reports=tuple(REPORTS),
        most=library.serving.most_bytes,
        **known,
    )
