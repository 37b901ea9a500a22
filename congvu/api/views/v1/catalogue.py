"""What there is to apply for, and where."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import conditional_page
from ninja import Router
from ninja.decorators import decorate_view
from ninja.params.functions import Query

from congvu.api import refusals
from congvu.api.rules import Scope, from_cursor, to_cursor
from congvu.api.selectors import catalogue
from congvu.api.views.v1 import schemas
from congvu.api.views.v1.frame import needs
from congvu.base.refusals import Refusal
from congvu.base.working_time import Budget
from congvu.dossiers.rules import applicant_sheet
from congvu.procedures.models import Edition
from congvu.procedures.rules import fee_words, time_words
from congvu.procedures.selectors import compiled

router = Router(tags=["Catalogue"])
NOT_CHANGED: dict[str, Any] = {"responses": {304: {"description": "Not changed since; see ETag and Last-Modified."}}}
Size: Any = Query(catalogue.PAGE, ge=1, le=catalogue.MOST)
Cursor: Any = Query("", max_length=200, description="`next` of the page before.")
FieldCode: Any = Query("", max_length=40, description="Code of a field of law.")
Words: Any = Query("", max_length=200, description="Words of the name, with or without diacritics.")


@router.get(
    "/procedures",
    response=schemas.Procedures,
    url_name="api-procedures",
    operation_id="listProcedures",
    summary="Procedures",
    **needs(Scope.CATALOGUE, **NOT_CHANGED),
)
@decorate_view(conditional_page)
def procedures(
    request: HttpRequest,
    response: HttpResponse,
    q: str = Words,
    field: str = FieldCode,
    cursor: str = Cursor,
    size: int = Size,
) -> dict[str, object]:
    """The procedures that may be applied for today, by code."""
    today = timezone.localdate()
    rows, after = catalogue.editions_page(on=today, text=q, field=field, after=after_of(cursor), size=size)
    _changed(response, catalogue.changed_at(on=today))
    return {"items": [_card(edition) for edition in rows], "next": to_cursor(after) if after else None}


@router.get(
    "/procedures/{slug}",
    response=schemas.Procedure,
    url_name="api-procedure",
    operation_id="getProcedure",
    summary="One procedure",
    **needs(Scope.CATALOGUE, **NOT_CHANGED),
)
@decorate_view(conditional_page)
def procedure(request: HttpRequest, response: HttpResponse, slug: str) -> dict[str, object]:
    """Papers, fee, time, and the JSON Schemas of the applicant and the answers, of the edition in force."""
    edition = catalogue.edition_of(slug, on=timezone.localdate(), whole=True)
    if edition is None:
        raise Http404
    _changed(response, max(edition.published_at, catalogue.beginning_of(edition.valid_from)))
    return _card(edition) | _details(edition)


@router.get(
    "/receivers",
    response=schemas.Receivers,
    url_name="api-receivers",
    operation_id="listReceivers",
    summary="Counters",
    **needs(Scope.CATALOGUE, **NOT_CHANGED),
)
@decorate_view(conditional_page)
def receivers(request: HttpRequest, q: str = Words, cursor: str = Cursor, size: int = Size) -> dict[str, object]:
    """The counters that take dossiers in, by code."""
    rows, after = catalogue.receivers_page(on=timezone.localdate(), text=q, after=after_of(cursor), size=size)
    return {"items": rows, "next": to_cursor(after) if after else None}


def after_of(cursor: str) -> str:
    """Behind what a page begins. Refuses with `api.cursor_wrong`."""
    found = from_cursor(cursor)
    if found is None:
        raise Refusal(refusals.CURSOR_WRONG)
    return found


def _changed(response: HttpResponse, at: datetime | None) -> None:
    if at is not None:
        response["Last-Modified"] = http_date(at.timestamp())
    response["Cache-Control"] = "private, no-cache"  # ask each time; what has not changed costs 304


def _card(edition: Edition) -> dict[str, object]:
    one, english = edition.procedure, get_language() == "en"
    return {
        "code": one.code,
        "slug": one.slug,
        "name": one.name_en if english else one.name,
        "field": {"code": one.field_code, "name": one.field_name_en if english else one.field_name},
        "settled_by": one.kind,
        "level": one.level,
        "scope": one.scope,
        "digest": edition.digest,
    }


def _details(edition: Edition) -> dict[str, object]:
    pack = compiled(edition).pack
    when: dict[str, date | datetime] = {"valid_from": edition.valid_from, "published_at": edition.published_at}
    return {
        "edition": {"number": edition.number, "digest": edition.digest, **when},
        "law": pack.law,
        "channels": pack.channels,
        "papers": [
            {
                "key": paper.key, "name": paper.name, "original": paper.original, "copies": paper.copy,
                "required": paper.required, "form": paper.form, "note": paper.note,
            }
            for paper in pack.papers
        ],
        "fee": {"words": fee_words(pack.fee), "rule": edition.content.get("fee") or {"kind": "none"}},
        "time": {"budget": _budget(pack.time.budget), "acceptance": _budget(pack.time.acceptance)},
        "supplements": pack.supplement.times,
        "applicant_form": applicant_sheet().root.schema,
        "form": edition.form_schema,
        "result": pack.result.name,
    }  # fmt: skip


def _budget(budget: Budget | None) -> dict[str, str] | None:
    if budget is None:
        return None
    return {"amount": f"{budget.amount.normalize():f}", "unit": str(budget.unit), "words": time_words(budget)}
