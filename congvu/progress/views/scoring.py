"""An agency's sheet: read, scored by itself, verified."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from congvu.agencies.rules import Role
from congvu.base.refusals import Refusal
from congvu.progress import refusals, services
from congvu.progress.forms import AnswerForm, OwnForm, VerdictForm
from congvu.progress.models import Criterion, Scheme
from congvu.progress.selectors import ranking
from congvu.progress.selectors.ranking import SPEAKERS, Sheet
from congvu.progress.views import addresses
from congvu.progress.views.asking import READS
from congvu.progress.views.rankings import seen
from congvu.progress.views.sheets import criterion_of, score_of, sheet_of
from congvu.web.access import actor_of, holds, open_to
from congvu.web.fields import of_bound
from congvu.web.forms import show

State = Scheme.State
NAMES = ("points", "without", "evidence", "reason", "remark")


@never_cache
@require_safe
@open_to(READS)
def sheet(request: HttpRequest, pk: int, agency: int) -> HttpResponse:
    """One agency's points, criterion by criterion."""
    found, criteria, one = _found(request, pk, agency)
    return render(request, "progress/sheet.html", _context(request, found, criteria, one, None))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(holds(*SPEAKERS))
def own(request: HttpRequest, pk: int, agency: int) -> HttpResponse:
    """The agency scores itself; once its points are verified, it answers to them."""
    if not actor_of(request).holds(*SPEAKERS, at=agency):
        raise Refusal(refusals.NOT_FOUND)
    return _scored(request, pk, agency, OwnForm, services.score_self, _("Đã ghi điểm tự chấm."), (State.SELF,))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(holds(Role.PLANNER))
def verify(request: HttpRequest, pk: int, agency: int) -> HttpResponse:
    """The drafter verifies the agency's points."""
    if not ranking.runs(actor_of(request), ranking.scheme_for(actor_of(request), pk).plan):
        raise Refusal(refusals.NOT_FOUND)
    done = _("Đã ghi điểm thẩm định.")
    return _scored(request, pk, agency, VerdictForm, services.verify, done, (State.VERIFY, State.CONFIRM))


def _scored(
    request: HttpRequest, pk: int, agency: int, make: type[OwnForm | VerdictForm], deed: Callable[..., Any],
    done: str, states: tuple[str, ...],
) -> HttpResponse:  # fmt: skip
    found, criteria, one = _found(request, pk, agency)
    form = make(request.POST or None, scores=one.scores)
    if request.method == "POST" and form.is_valid():
        try:
            deed(found, one.agency, answers=form.answers(), by=actor_of(request), at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, done)
            return redirect("progress-scheme", pk)
    editable = form if found.state in states else None
    context = _context(request, found, criteria, one, editable)
    return render(request, "progress/sheet.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, pk: int, agency: int) -> tuple[Scheme, list[Criterion], Sheet]:
    viewer = actor_of(request)
    found = ranking.scheme_for(viewer, pk)
    criteria = ranking.criteria_of(found)
    for one in seen(viewer, found, ranking.sheets(found, criteria)):
        if one.agency.pk == agency:
            return found, criteria, one
    raise Refusal(refusals.NOT_FOUND)


def _context(
    request: HttpRequest, found: Scheme, criteria: list[Criterion], one: Sheet, form: OwnForm | VerdictForm | None
) -> dict[str, Any]:
    speaks = actor_of(request).holds(*SPEAKERS, at=one.agency.pk)
    answering = speaks and found.state == State.CONFIRM
    said = one.answer
    first = {"agrees": "yes" if said.agrees else "no", "text": said.text} if said else None
    return {
        "scheme": found,
        "sheet": sheet_of(one),
        "agency": one.agency,
        "lines": [
            {**criterion_of(criterion), **score_of(score), "fields": _fields(form, score.criterion_id),
             "url": _behind(found, criterion)}
            for criterion, score in zip(criteria, one.scores, strict=True)
        ],
        "form": form,
        "verifying": isinstance(form, VerdictForm),
        "answer_form": AnswerForm(initial=first) if answering else None,
        "answer_url": reverse("progress-answer", args=[found.pk, one.agency.pk]) if answering else "",
        "crumbs": [
            (_("Xếp hạng"), reverse("progress-rankings")),
            (str(found), reverse("progress-scheme", args=[found.pk])),
            (one.agency.short_name, ""),
        ],
    }  # fmt: skip


def _behind(found: Scheme, criterion: Criterion) -> str:
    """How the figure of the year came to be, where the criterion rests on one."""
    return addresses.figure(found.plan, criterion.indicator.code, str(found.year)) if criterion.indicator else ""


def _fields(form: OwnForm | VerdictForm | None, key: int) -> list[Any]:
    if form is None:
        return []
    return [of_bound(form[f"{name}_{key}"]) for name in NAMES if f"{name}_{key}" in form.fields]
