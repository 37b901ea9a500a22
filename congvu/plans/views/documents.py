"""The whole plan: to read and print, and as a file."""

import io
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from congvu.papers import render as printed
from congvu.plans.models import Plan, Version
from congvu.plans.rules.document import Written
from congvu.plans.rules.paper import TEMPLATE, facts
from congvu.plans.selectors.documents import document as document_of
from congvu.plans.selectors.documents import file_name
from congvu.plans.selectors.plans import plan_for, sees_draft
from congvu.plans.views.frames import crumbs, whole
from congvu.tabular import odt
from congvu.web.access import actor_of, anyone, open_to
from congvu.web.download import attachment

FORMS = {"odt": "application/vnd.oasis.opendocument.text", "pdf": "application/pdf"}


@require_safe
@never_cache
@open_to(anyone)
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole plan as one page. A stranger reads the published version."""
    plan, made, version = _asked(request, slug)
    viewer = actor_of(request)
    context = {
        "plan": plan,
        "version": version,
        "document": shown(made),
        "head": made.head,
        "number": version.number if version else 0,
        "at_work": sees_draft(viewer, plan),
        "crumbs": crumbs(plan, (_("Toàn văn"), "")) if sees_draft(viewer, plan) else [],
        "files": [(form.upper(), _file(plan, version, form)) for form in FORMS],
    }
    return render(request, "plans/read.html", context)


@require_safe
@never_cache
@open_to(anyone)
def document(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """The plan as a text document or as a paper: the same content both ways."""
    if form not in FORMS:
        raise Http404
    plan, made, version = _asked(request, slug)
    body = odt.written(made.head, made.blocks) if form == "odt" else printed(TEMPLATE, facts(made))
    return attachment(io.BytesIO(body), name=file_name(plan, version, form), media_type=FORMS[form])


def shown(made: Written) -> list[dict[str, Any]]:
    """The blocks as the page draws them."""
    return [block for page in facts(made)["pages"] for block in page["blocks"]]


def _asked(request: HttpRequest, slug: str) -> tuple[Plan, Written, Version | None]:
    viewer = actor_of(request)
    plan = plan_for(viewer, slug)
    made, version = document_of(viewer, plan, number=whole(request.GET.get("ban", "")))
    return plan, made, version


def _file(plan: Plan, version: Version | None, form: str) -> str:
    address = reverse("plans-document", args=[plan.slug, form])
    return f"{address}?ban={version.number}" if version else address
