"""One report: to be written by its agency, to be reviewed by its receiver, to be read by both."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from congvu.base.refusals import Refusal
from congvu.reporting import refusals, services
from congvu.reporting.forms.report import ReportForm
from congvu.reporting.forms.reviewing import ReopenForm, ReturnForm
from congvu.reporting.models import Report
from congvu.reporting.rules import WITH_AGENCY, State
from congvu.reporting.selectors import reports, surveys
from congvu.reporting.selectors.reports import Whole
from congvu.reporting.views.lines import lines_of, projects_told, survey_of
from congvu.reporting.views.showing import (
    face_of,
    mine_crumb,
    number_in,
    received_crumb,
    receivers,
    reporters,
)
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show

__all__ = ["accept", "reopen", "report", "return_", "submit"]


@dataclass(slots=True)
class Forms:
    """The forms of the page, perhaps with what was typed into one of them."""

    report: ReportForm | None = None
    back: ReturnForm | None = None
    again: ReopenForm | None = None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(reporters)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """A report; `lan` shows an older revision. Sending the form saves it, with `submit` it is told."""
    viewer = actor_of(request)
    found = reports.report_for(viewer, pk)
    whole = reports.whole_for(viewer, found, revision=number_in(request, "lan"))
    if request.method != "POST":
        return _page(request, whole, Forms())
    form = ReportForm(request.POST, whole=whole)
    refused: Refusal | None = None
    if form.is_valid():
        try:
            return _saved(request, whole, form)
        except Refusal as refusal:
            refused = _told(refusal, form)
            found = reports.report_for(viewer, pk)
            whole = reports.whole_for(viewer, found, revision=found.revision)
            _seen_now(form, found)
    return _page(request, whole, Forms(report=form), refused=refused)


@never_cache
@require_POST
@open_to(reporters)
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell a report as it is saved: for leaders, who do not write."""
    by, seen = actor_of(request), number_in(request, "seen")
    found = reports.report_for(by, pk)
    try:
        services.submit(pk, seen=seen, by=by, at=timezone.now())
    except Refusal as refusal:
        whole = reports.whole_for(by, found, revision=found.revision)
        return _page(request, whole, Forms(), refused=_told(refusal))
    return _sent(request, pk)


@never_cache
@require_POST
@open_to(receivers)
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a told report."""
    by, seen = actor_of(request), number_in(request, "seen")
    found = reports.report_for(by, pk)
    try:
        services.accept(pk, seen=seen, by=by, at=timezone.now())
    except Refusal as refusal:
        return _reviewed(request, found, Forms(), _told(refusal))
    messages.success(request, _("Đã duyệt báo cáo của {agency}.").format(agency=found.agency.name))
    return redirect("reporting-period", found.duty_id, found.period)


@never_cache
@require_POST
@open_to(receivers)
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a told report back with remarks."""
    by = actor_of(request)
    found = reports.report_for(by, pk)
    form, refused = ReturnForm(request.POST), None
    if form.is_valid():
        try:
            services.return_(pk, by=by, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            refused = _told(refusal, form)
        else:
            messages.success(request, _("Đã trả lại để {agency} sửa.").format(agency=found.agency.name))
            return redirect("reporting-period", found.duty_id, found.period)
    return _reviewed(request, found, Forms(back=form), refused)


@never_cache
@require_POST
@open_to(receivers)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an accepted report again."""
    by = actor_of(request)
    found = reports.report_for(by, pk)
    form, refused = ReopenForm(request.POST), None
    if form.is_valid():
        try:
            services.reopen(pk, by=by, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            refused = _told(refusal, form)
        else:
            messages.success(request, _("Đã mở lại. Bản đã duyệt vẫn được tính đến khi có bản mới."))
            return redirect("reporting-report", pk)
    return _reviewed(request, found, Forms(again=form), refused)


def _saved(request: HttpRequest, whole: Whole, form: ReportForm) -> HttpResponse:
    by, at, pk = actor_of(request), timezone.now(), whole.report.pk
    more: dict[str, Any] = {"projects": form.projects()} if whole.projects else {}
    words = form.cleaned_data.get("words")
    saved = services.write(
        pk, values=form.values(), words=words, seen=form.cleaned_data["seen"], by=by, at=at, **more
    )  # fmt: skip
    if "submit" not in request.POST:
        messages.success(request, _("Đã lưu. Báo cáo chưa nộp."))
        return redirect("reporting-report", pk)
    services.submit(pk, seen=saved.version, by=by, at=at)
    return _sent(request, pk)


def _sent(request: HttpRequest, pk: int) -> HttpResponse:
    messages.success(request, _("Đã nộp báo cáo. Nơi nhận sẽ duyệt, hoặc trả lại nếu cần sửa."))
    return redirect("reporting-report", pk)


def _told(refusal: Refusal, form: forms.Form | None = None) -> Refusal:
    """At its field, where the form has that; one of rights goes on."""
    if form is not None:
        show(refusal, form)
    elif refusal.status == refusals.NOT_YOURS.status:
        raise refusal
    return refusal


def _seen_now(form: ReportForm, found: Report) -> None:
    """What was typed can be saved over what somebody else saved, once it was compared."""
    form.data = {**{key: form.data[key] for key in form.data}, "seen": str(found.version)}


def _reviewed(request: HttpRequest, found: Report, typed: Forms, refused: Refusal | None) -> HttpResponse:
    found = reports.report_for(actor_of(request), found.pk)
    return _page(request, reports.whole_for(actor_of(request), found), typed, refused=refused)


def _page(request: HttpRequest, whole: Whole, typed: Forms, *, refused: Refusal | None = None) -> HttpResponse:
    viewer, found = actor_of(request), whole.report
    form = typed.report
    if form is None and reports.may_write(viewer, whole):
        form = ReportForm(whole=whole)
    reviews = reports.may_review(viewer, found)
    seen = {"seen": found.version}
    wrong = typed.report or typed.back or typed.again
    context = {
        "whole": whole,
        "report": found,
        "face": face_of(found),
        "late": found.submitted_at is not None and found.submitted_at > found.due_at,
        "overdue": found.state in WITH_AGENCY and (found.followed_due_at or found.due_at) < timezone.now(),
        "form": form,
        "wrong": wrong,
        "lines": lines_of(whole, form),
        "projects": projects_told(whole, form),
        "survey": survey_of(whole) if found.duty.form is not None and not whole.hidden else None,
        "revisions": reports.revisions(found),
        "history": reports.history(found),
        "may_submit": reports.may_submit(viewer, whole) and form is None,
        "may_answer": reports.may_write(viewer, whole),
        "back": (typed.back or ReturnForm(initial=seen)) if reviews and found.state == State.SUBMITTED else None,
        "again": (typed.again or ReopenForm(initial=seen)) if reviews and found.state == State.ACCEPTED else None,
        "refusal": refused.sentence if refused and not wrong else "",
        "problems": _problems(whole) if refused and refused.no is refusals.ANSWERS_WRONG else [],
        "crumbs": [_way(viewer, found), (found.duty.title, "")],
    }
    status = refused.status if refused else 422 if wrong and wrong.errors else 200
    return render(request, "reporting/report.html", context, status=status)


def _way(viewer: Any, found: Report) -> tuple[str, str]:
    own = viewer.holds(*reports.OWN, at=found.agency_id)
    return mine_crumb() if own else received_crumb()


def _problems(whole: Whole) -> list[dict[str, str]]:
    """All that is wrong with the answers, each with the page on which it is asked."""
    sheet = surveys.sheet_of(whole.report.duty)
    return [
        {
            "url": f"{reverse('reporting-answers', args=[whole.report.pk, sheet.page_of(pointer)])}#id_"
            + pointer.removeprefix("/").replace("/", "-"),
            "said": sentence,
        }
        for pointer, sentence in sheet.check(whole.revision.answers or {})
    ]
