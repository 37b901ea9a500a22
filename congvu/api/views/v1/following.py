"""Where one's requests stand, and their results."""

import re
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja.params.functions import Query
from pydantic import AwareDatetime, BeforeValidator

from congvu.api import refusals
from congvu.api.rules import Scope, to_cursor
from congvu.api.selectors.filed import standing
from congvu.api.views.v1 import schemas
from congvu.api.views.v1.catalogue import Cursor, Size, after_of
from congvu.api.views.v1.frame import caller, needs, now, requests
from congvu.api.views.v1.telling import name_of, told
from congvu.base.refusals import Refusal
from congvu.dossiers.selectors import issued_paper
from congvu.files.selectors import shelf
from congvu.online.selectors import filed_by

PDF: dict[str, Any] = {
    "responses": {200: {"description": "The paper.", "content": {"application/pdf": {"schema": {"type": "string"}}}}}
}


def _as_text(value: Any) -> Any:
    """Only what is written as a date and a time: the library would take numbers for seconds since 1970 too."""
    if isinstance(value, str) and not re.match(r"\d{4}-\d\d-\d\d[Tt ]", value):
        raise ValueError("not written as ISO 8601")
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(_as_text)]
Since: Any = Query(None, description="None that was filed before.")


@requests.get(
    "/submissions",
    response=schemas.Submissions,
    url_name="api-submissions",
    operation_id="listSubmissions",
    tags=["Following"],
    summary="Requests",
    **needs(Scope.STATUS),
)
def submissions(
    request: HttpRequest,
    since: Moment | None = Since,
    cursor: str = Cursor,
    size: int = Size,
) -> dict[str, object]:
    """All requests of the client's party, newest first, also those filed on the portal or at a counter."""
    page = filed_by(caller(request).actor, before=after_of(cursor), size=size)
    rows = [row for row in page.rows if since is None or row.filed_at >= since]
    older = page.before if len(rows) == len(page.rows) else ""
    items = [
        {
            "code": row.code, "state": row.state, "procedure": name_of(row.procedure), "applicant": row.applicant,
            "filed_at": row.filed_at, "due_at": row.due_at,
        }
        for row in rows
    ]  # fmt: skip
    return {"items": items, "next": to_cursor(older) if older else None}


@requests.get(
    "/submissions/{code}",
    response=schemas.Submission,
    url_name="api-submission",
    operation_id="getSubmission",
    tags=["Following"],
    summary="One request",
    **needs(Scope.STATUS),
)
def submission(request: HttpRequest, code: str) -> dict[str, Any]:
    """Where it stands, what is asked, and the shares of other agencies."""
    return told(caller(request), code, now=now())


@requests.get(
    "/submissions/{code}/result",
    response={200: None},
    url_name="api-result",
    operation_id="getResult",
    tags=["Following"],
    summary="The result",
    **needs(Scope.STATUS, **PDF),
)
def result(request: HttpRequest, code: str) -> HttpResponse:
    """The result as PDF/A, the same bytes each time: its digest can be checked on the portal."""
    found = standing(caller(request).actor, code, now=now())
    paper = issued_paper(found.dossier, at=shelf()) if found.dossier else None
    if paper is None:
        raise Refusal(refusals.NO_RESULT)
    headers = {"Content-Disposition": f'attachment; filename="{found.code}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)
