"""What the viewer's agencies owe and have told."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from congvu.agencies.rules import Role
from congvu.measures.rules import term
from congvu.reporting.models import Report
from congvu.reporting.rules import WITH_AGENCY, State
from congvu.reporting.selectors.owed import PAGE, TABS, late, owed
from congvu.reporting.views.showing import face_of, number_in, reporters
from congvu.web.access import actor_of, open_to


@never_cache
@require_safe
@open_to(reporters)
def mine(request: HttpRequest) -> HttpResponse:
    """Reports of the viewer's agencies: what is owed, or what stands in one state."""
    viewer, now = actor_of(request), timezone.now()
    state = request.GET.get("trang-thai", "owed")
    after = number_in(request, "tu")
    found = owed(viewer, state=state, after=after)
    here = reverse("reporting-mine")
    labels = {"owed": _("Phải nộp"), "": _("Tất cả")}
    context = {
        "reports": [_row(report, now) for report in found[:PAGE]],
        "late": late(viewer, now=now),
        "tabs": [
            {
                "label": labels.get(key) or State(key).label,
                "url": f"{here}?{urlencode({'trang-thai': key})}",
                "here": key == state,
            }
            for key in TABS
        ],
        "owed": state == "owed",
        "older_url": f"{here}?{urlencode({'trang-thai': state, 'tu': after + PAGE})}" if len(found) > PAGE else "",
        "may_receive": viewer.holds(Role.PLANNER, Role.LEADER),
    }
    return render(request, "reporting/mine.html", context)


def _row(report: Report, now: object) -> dict[str, object]:
    due = report.followed_due_at or report.due_at
    return {
        "report": report,
        "term": term(report.period),
        "face": face_of(report),
        "due": due,
        "overdue": report.state in WITH_AGENCY and due < now,  # type: ignore[operator]
        "late": report.submitted_at is not None and report.submitted_at > report.due_at,
    }
