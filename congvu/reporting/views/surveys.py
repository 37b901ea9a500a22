"""Surveys: begun from an example or an own form, and what their answers come to."""

import json
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from congvu.base.refusals import Refusal
from congvu.measures.rules import Frequency
from congvu.reporting import refusals, services
from congvu.reporting.forms.duties import SurveyForm
from congvu.reporting.rules.examples import examples
from congvu.reporting.selectors.duties import duty_for
from congvu.reporting.selectors.surveys import by_agency, results, sheet_of, summary
from congvu.reporting.views.duties import plans_of, receivers_of, years_of
from congvu.reporting.views.showing import (
    duties_crumb,
    exported,
    links_from,
    planners,
    received_crumb,
    receivers,
    shown,
)
from congvu.sheet import compile
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planners)
def create(request: HttpRequest) -> HttpResponse:
    """Make a survey: `mau` begins with an example; `preview` draws the form without saving it."""
    viewer = actor_of(request)
    plans = plans_of(viewer)
    form = SurveyForm(
        request.POST or None, request.FILES or None, plans=plans, receivers=receivers_of(viewer, plans),
        initial=_begun(request, plans),
    )  # fmt: skip
    previewed = None
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            previewed = compile(form.cleaned_data["form"])
        else:
            plan = next((one for one in plans if one.slug == form.cleaned_data["plan"]), None)
            try:
                wanted = form.wanted(form=form.cleaned_data["form"])
                duty = services.make_duty(plan, wanted, by=viewer, at=timezone.now())
            except Refusal as refusal:
                show(refusal, form)
            else:
                messages.success(request, _("Đã lập cuộc khảo sát. Chọn các cơ quan cần hỏi rồi gửi."))
                return redirect("reporting-duty", duty.pk)
    context = {
        "form": form,
        "examples": [
            (one, "?" + urlencode({"mau": one.key, "ke-hoach": request.GET.get("ke-hoach", "")}))
            for one in examples().values()
        ],
        "pages": [(page.title, previewed.fields(page=page.key)) for page in previewed.pages()] if previewed else [],
        "crumbs": [duties_crumb(), (_("Khảo sát mới"), "")],
    }
    return render(request, "reporting/survey-create.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@open_to(receivers)
def survey(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What the answers of a period come to; `theo=co-quan` shows each agency's. Both are taken away as files."""
    duty = duty_for(actor_of(request), pk)
    sheet_of(duty)
    found = results(duty, code)
    if not found.expected:
        raise Refusal(refusals.NOT_FOUND)
    each = request.GET.get("theo") == "co-quan"
    table = by_agency(duty, code) if each else summary(found)
    if file := exported(request, table, agency=duty.receiver, period=code):
        return file
    here = reverse("reporting-survey", args=[pk, code])
    context = {
        "duty": duty,
        "found": found,
        "table": shown(table),
        "tabs": [
            {"label": _("Tổng hợp"), "url": here, "here": not each},
            {"label": _("Từng cơ quan"), "url": f"{here}?theo=co-quan", "here": each},
        ],
        "exports": links_from("?theo=co-quan" if each else "?"),
        "crumbs": [received_crumb(), (duty.title, reverse("reporting-period", args=[pk, code])), (_("Kết quả"), "")],
    }
    return render(request, "reporting/survey.html", context)


def _begun(request: HttpRequest, plans: Any) -> dict[str, Any]:
    slug = request.GET.get("ke-hoach", "")
    begun = {"plan": slug, "frequency": Frequency.EVENT, "asks_indicators": False, **years_of(plans, slug)}
    example = examples().get(request.GET.get("mau", ""))
    if example:
        begun |= {"title": example.title, "schema": json.dumps(example.form, ensure_ascii=False, indent=2)}
    return begun
