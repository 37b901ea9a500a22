"""For the receiver: what came in by duty and period, who is missing, and closing a period."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from congvu.agencies.rules import Role
from congvu.base.refusals import Refusal
from congvu.reporting import services
from congvu.reporting.forms.reviewing import ReasonForm
from congvu.reporting.models import Report, ReportDuty
from congvu.reporting.rules import WITH_AGENCY, State
from congvu.reporting.selectors import received as selectors
from congvu.reporting.selectors.duties import duty_for
from congvu.reporting.selectors.reports import REVIEWERS
from congvu.reporting.views.showing import face_of, number_in, received_crumb, receivers
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show


@never_cache
@require_safe
@open_to(receivers)
def received(request: HttpRequest) -> HttpResponse:
    """All periods of the duties that the viewer's agencies receive, the newest first."""
    viewer = actor_of(request)
    begin = number_in(request, "tu")
    found, more = selectors.received(viewer, now=timezone.now(), from_=begin)
    context = {
        "periods": found,
        "older_url": f"?tu={begin + selectors.MOST}" if more else "",
        "may_make": viewer.holds(Role.PLANNER),
    }
    return render(request, "reporting/received.html", context)


@never_cache
@require_safe
@open_to(receivers)
def period(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One period of a duty: each agency's report, who is missing and who was late."""
    return _page(request, duty_for(actor_of(request), pk), code)


@never_cache
@require_POST
@open_to(receivers)
def lock(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Close a period."""
    by = actor_of(request)
    return _done(
        request, pk, code, lambda: services.lock(pk, code, by=by, at=timezone.now()), _("Đã khóa số liệu của kỳ.")
    )


@never_cache
@require_POST
@open_to(receivers)
def unlock(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Open a closed period again."""
    by, form = actor_of(request), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, duty_for(by, pk), code, form=form)
    reason = form.cleaned_data["reason"]
    return _done(
        request, pk, code, lambda: services.unlock(pk, code, reason=reason, by=by, at=timezone.now()),
        _("Đã mở khóa. Báo cáo chưa nộp lại có trong việc của các cơ quan."), form=form,
    )  # fmt: skip


def _done(
    request: HttpRequest, pk: int, code: str, deed: Callable[[], object], said: str, form: ReasonForm | None = None
) -> HttpResponse:
    duty = duty_for(actor_of(request), pk)
    try:
        deed()
    except Refusal as refusal:
        if form is not None:
            show(refusal, form)
        elif refusal.status == 403:
            raise
        return _page(request, duty, code, form=form, refused=refusal)
    messages.success(request, said)
    return redirect("reporting-period", pk, code)


def _page(
    request: HttpRequest, duty: ReportDuty, code: str, *, form: ReasonForm | None = None, refused: Refusal | None = None
) -> HttpResponse:
    viewer, now = actor_of(request), timezone.now()
    found = selectors.period_of(duty, code, now=now)
    if found is None:
        raise Http404
    reports = selectors.reports_in(duty, code)
    locks = selectors.lock_of(duty, code)
    context = {
        "duty": duty,
        "period": found,
        "rows": [_row(report, now) for report in reports],
        "missing": [one.agency for one in reports if one.state in WITH_AGENCY and one.submitted_at is None],
        "locks": locks,
        "locked": next((one for one in locks if one.opened_at is None), None),
        "reviews": viewer.holds(*REVIEWERS, at=duty.receiver_id),
        "form": form or ReasonForm(),
        "refusal": refused.sentence if refused and form is None else "",
        "crumbs": [received_crumb(), (duty.title, "")],
    }
    wrong = form is not None and form.errors
    return render(
        request, "reporting/period.html", context, status=refused.status if refused else 422 if wrong else 200
    )


def _row(report: Report, now: Any) -> dict[str, Any]:
    told = report.submitted_at is not None
    return {
        "report": report,
        "face": face_of(report),
        "late": report.submitted_at is not None and report.submitted_at > report.due_at,
        "overdue": not told and report.state == State.OPEN and report.due_at < now,
    }
