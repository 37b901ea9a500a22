"""The targets of a plan by year, and the indicators that they are of."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from congvu.agencies.models import Agency
from congvu.plans.forms.substance import IndicatorForm, TargetForm
from congvu.plans.models import Indicator, Plan, Target
from congvu.plans.rules.scopes import Scope, told_scope
from congvu.plans.rules.telling import SIGNS, told_target, told_value, told_year
from congvu.plans.rules.words import Op
from congvu.plans.selectors.assigning import Assigned, assignments
from congvu.plans.selectors.targets import Aims, agencies_of, aims, catalogue, given, own_agencies, target_of
from congvu.plans.services.indicators import change_indicator, make_indicator
from congvu.plans.services.targets import remove_target, set_target
from congvu.plans.views.frames import member, planner
from congvu.plans.views.substance import day_of, done, filled, frame, read
from congvu.web.access import actor_of, open_to


@never_cache
@require_safe
@open_to(member)
def targets(request: HttpRequest, slug: str) -> HttpResponse:
    """An indicator a row, a year a column; the overall target apart, for it is no sum of them.

    Whoever is of an agency below sees first what that one must reach (`cua`, "het" for the whole plan).
    """
    plan, asked = read(request, slug), request.GET.get("cua", "")
    who, mine = assignments(plan, on=day_of(plan)), own_agencies(actor_of(request), plan)
    agency = None if asked == "het" else next((one for one in mine if str(one.pk) == asked), next(iter(mine), None))
    found = aims(plan, who) if agency is None else given(aims(plan, who), who, agency)
    years = sorted({year for row in found for year in row.by_year if year})
    overall = any(None in row.by_year for row in found)
    shown: list[int | None] = [*years, *([None] if overall else [])]
    here = reverse("plans-targets", args=[slug])
    context = frame(request, plan, "plans-targets", _("Mục tiêu")) | {
        "years": [str(year) for year in years] + ([_("Cả giai đoạn")] if overall else []),
        "rows": [_row(slug, one, shown, who, agency) for one in found],
        "agency": agency,
        "whose": [
            *({"label": one.short_name, "url": f"{here}?cua={one.pk}", "here": one == agency} for one in mine),
            {"label": _("Toàn kế hoạch"), "url": f"{here}?cua=het", "here": agency is None},
        ] if mine else [],
    }  # fmt: skip
    return render(request, "plans/targets.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planner)
def add_target(request: HttpRequest, slug: str) -> HttpResponse:
    """A new target, of an indicator of the catalogue."""
    plan = read(request, slug)
    return _target_form(request, plan, None, _("Thêm mục tiêu"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planner)
def edit_target(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a target."""
    plan = read(request, slug)
    return _target_form(request, plan, target_of(plan, pk), _("Sửa mục tiêu"))


@never_cache
@require_POST
@open_to(planner)
def drop_target(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a target out of the plan."""
    plan = read(request, slug)
    target = target_of(plan, pk)
    return done(
        request,
        lambda: remove_target(target.pk, by=actor_of(request), at=timezone.now()),
        said=_("Đã xóa mục tiêu."),
        to=reverse("plans-targets", args=[slug]),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planner)
def add_indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """A new indicator for the catalogue, on the way to a target."""
    plan = read(request, slug)
    form = IndicatorForm(request.POST or None)
    return filled(
        request,
        form,
        lambda: make_indicator(form.said(), by=actor_of(request), at=timezone.now()),
        frame(request, plan, "plans-targets", _("Lập chỉ tiêu mới")),
        said=_("Đã lập chỉ tiêu. Bây giờ có thể đặt mục tiêu cho chỉ tiêu này."),
        to=reverse("plans-add-target", args=[slug]),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planner)
def indicator(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change an indicator, as far as other plans leave it free."""
    plan = read(request, slug)
    found = get_object_or_404(Indicator, pk=pk)
    form = IndicatorForm(request.POST or None, indicator=found)
    return filled(
        request,
        form,
        lambda: change_indicator(found.pk, form.said(), by=actor_of(request), at=timezone.now()),
        frame(request, plan, "plans-targets", _("Sửa chỉ tiêu {code}").format(code=found.code)),
        said=_("Đã sửa chỉ tiêu."),
        to=reverse("plans-targets", args=[slug]),
    )


def scope_of(target: Target, who: Assigned) -> str:
    """Whom a target is for, in words: the plan's own where it has some."""
    if target.scope_text:
        return target.scope_text
    known = (*who.agencies, *(agency for agency, _why in who.exempt))
    return told_scope(Scope.read(target.scope), {one.code: one.short_name for one in known})


def _target_form(request: HttpRequest, plan: Plan, target: Target | None, title: str) -> HttpResponse:
    among = agencies_of(plan, on=day_of(plan))
    form = TargetForm(request.POST or None, plan=plan, indicators=catalogue(), target=target, among=among)
    pk = target.pk if target else None
    to = reverse("plans-target", args=[plan.slug, pk]) if pk else reverse("plans-targets", args=[plan.slug])
    context = frame(request, plan, "plans-targets", title)
    context |= {"other_url": reverse("plans-add-indicator", args=[plan.slug]), "other": _("Lập chỉ tiêu mới")}
    return filled(
        request,
        form,
        lambda: set_target(plan.pk, form.said(), target_id=pk, by=actor_of(request), at=timezone.now()),
        context,
        said=_("Đã ghi mục tiêu."),
        to=to,
    )


def _row(
    slug: str, one: Aims, shown: list[int | None], who: Mapping[int, Assigned], agency: Agency | None
) -> dict[str, Any]:
    first = next(iter(one.by_year.values()))
    return {
        "indicator": one.indicator,
        "edit_url": reverse("plans-indicator", args=[slug, one.indicator.pk]),
        "baseline": one.baseline,
        "scope": scope_of(first, who[first.pk]),
        "counts": one,
        "cells": [_cell(slug, one.by_year.get(year), told_year(year), who, agency) for year in shown],
    }


def _cell(
    slug: str, target: Target | None, label: str, who: Mapping[int, Assigned], agency: Agency | None
) -> dict[str, Any]:
    """What everybody must reach in a year, or what one agency must."""
    if target is None:
        return {"label": label, "text": "", "url": ""}
    found = {"label": label, "text": told_target(target), "url": reverse("plans-target", args=[slug, target.pk])}
    assigned = who[target.pk]
    if agency and agency.pk in assigned.own:
        value = told_value(assigned.own[agency.pk], target.indicator.unit)
        found |= {
            "text": f"{SIGNS[Op(target.op)]} {value}",
            "note": _("giá trị riêng; chung là {common}").format(common=told_target(target)),
        }
    elif agency and agency in dict(assigned.exempt):
        found |= {"text": _("không phải thực hiện"), "note": dict(assigned.exempt)[agency]}
    return found
