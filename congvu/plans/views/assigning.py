"""One target: who has it, who need not reach it and why, and values of their own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from congvu.base.refusals import Refusal
from congvu.plans.forms.substance_money import AssignForm
from congvu.plans.models import Plan, Target
from congvu.plans.rules.telling import told_target, told_value, told_year
from congvu.plans.selectors.assigning import Assigned, assignment
from congvu.plans.selectors.targets import own_agencies, said_of, target_of
from congvu.plans.services.assigning import assign, exempt, undo_assignment
from congvu.plans.views.frames import member, planner, whole
from congvu.plans.views.substance import day_of, done, frame, read
from congvu.plans.views.targets import scope_of
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show


@never_cache
@require_http_methods(["GET", "HEAD"])
@open_to(member)
def target(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A target and its agencies."""
    plan = read(request, slug)
    found = target_of(plan, pk)
    return _shown(request, plan, found, None)


@never_cache
@require_POST
@open_to(planner)
def assign_target(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give one agency, or all of a kind but some, a value of their own, or exempt them."""
    plan = read(request, slug)
    found = target_of(plan, pk)
    who = assignment(found, on=day_of(plan))
    form = AssignForm(request.POST, among=_all(who))
    if form.is_valid():
        try:
            _assigned(request, found, form)
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã giao."))
            return redirect(reverse("plans-target", args=[slug, pk]))
    return _shown(request, plan, found, form, who)


@never_cache
@require_POST
@open_to(planner)
def undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let an agency have the target as its scope says."""
    plan = read(request, slug)
    found = target_of(plan, pk)
    return done(
        request,
        lambda: undo_assignment(
            found.pk, [whole(request.POST.get("agency", ""))], by=actor_of(request), at=timezone.now()
        ),
        said=_("Cơ quan thực hiện như phạm vi chung."),
        to=reverse("plans-target", args=[slug, pk]),
    )


def _assigned(request: HttpRequest, found: Target, form: AssignForm) -> None:
    said, by, at = form.cleaned_data, actor_of(request), timezone.now()
    if said["what"] == "exempt":
        exempt(found.pk, form.agencies(), reason=said["reason"], by=by, at=at)
    else:
        assign(found.pk, form.agencies(), value=said["value"], reason=said["reason"], by=by, at=at)


def _all(who: Assigned) -> list[Any]:
    several = [*who.agencies, *(agency for agency, _reason in who.exempt)]
    return sorted(several, key=lambda agency: agency.code)


def _shown(
    request: HttpRequest, plan: Plan, found: Target, form: AssignForm | None, who: Assigned | None = None
) -> HttpResponse:
    who = who or assignment(found, on=day_of(plan))
    said = {row.agency_id: row for row in said_of(found)}
    unit, mine = found.indicator.unit, {one.pk for one in own_agencies(actor_of(request), plan)}
    # The viewer's own first, then those with a value of their own.
    first = sorted(who.agencies, key=lambda one: (one.pk not in mine, one.pk not in who.own))
    when = told_year(found.year)
    context = frame(request, plan, "plans-targets", f"{found.indicator.code}, {when}") | {
        "target": found,
        "told": told_target(found),
        "when": when,
        "scope": scope_of(found, who),
        "rows": [
            {"agency": one, "value": told_value(who.value_for(one.pk, found), unit) if found.value is not None
             or one.pk in who.own else found.text, "own": one.pk in who.own, "mine": one.pk in mine,
             "reason": said[one.pk].reason if one.pk in said else ""}
            for one in first
        ],
        "exempt": [{"agency": one, "reason": why, "undo": one.pk in said} for one, why in who.exempt],
        "form": form or AssignForm(among=_all(who)),
        "wrong": form is not None,
    }  # fmt: skip
    return render(request, "plans/target.html", context, status=422 if form else 200)
