"""Deeds beside the process: giving a step to somebody, opinions, apologies and new dates."""

import secrets
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.refusals import Refusal
from congvu.base.working_time import Budget, Unit
from congvu.dossiers import refusals, selectors, services
from congvu.dossiers.models import Dossier
from congvu.dossiers.rules import OpinionKind
from congvu.dossiers.selectors import Whole
from congvu.dossiers.services import Seen
from congvu.dossiers.views.case import deed, seen_of, works_on_dossiers
from congvu.web.access import actor_of, open_to

VERDICTS = {"yes": True, "no": False}


def number(typed: str) -> int:
    """A small whole number as typed; 0 for whatever is none."""
    typed = typed.strip()
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


@deed
def reassign(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """Give the open step to a colleague."""
    return services.reassign(
        dossier.pk,
        element=typed.get("element", ""),
        to=number(typed.get("to", "")),
        reason=typed.get("reason", ""),
        by=actor_of(request),
        at=timezone.now(),
        seen=seen,
    )


@deed
def answer_opinion(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """Say yes or no to what was asked, and why."""
    return services.answer_opinion(
        dossier.pk,
        opinion=number(typed.get("opinion", "")),
        agrees=VERDICTS.get(typed.get("agrees", "")),
        answer=typed.get("answer", ""),
        by=actor_of(request),
        at=timezone.now(),
        seen=seen,
    )


@deed
def withdraw_opinion(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """Ask no more."""
    return services.withdraw_opinion(
        dossier.pk,
        opinion=number(typed.get("opinion", "")),
        reason=typed.get("reason", ""),
        by=actor_of(request),
        at=timezone.now(),
        seen=seen,
    )


@deed
def reappoint(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """Apologise and promise a new time, in working days after the statutory one."""
    return services.reappoint(
        dossier.pk,
        budget=_days(typed),
        reason=typed.get("reason", ""),
        at_fault=_at_fault(dossier, typed),
        by=actor_of(request),
        at=timezone.now(),
        seen=seen,
    )


@deed
def apologise(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """Write the letter that a late dossier demands; with a new date where there is none yet."""
    return services.apologise(
        dossier.pk,
        reason=typed.get("reason", ""),
        at_fault=_at_fault(dossier, typed),
        promise=_days(typed) if typed.get("days", "").strip() else None,
        by=actor_of(request),
        at=timezone.now(),
        seen=seen,
    )


def _days(typed: QueryDict) -> Budget:
    days = typed.get("days", "").strip()
    return Budget(Decimal(days if days.isdecimal() and len(days) < 4 else 0), Unit.WORKING_DAY)


def _at_fault(dossier: Dossier, typed: QueryDict) -> Agency:
    chosen = number(typed.get("at_fault", ""))
    return Agency.objects.filter(pk=chosen).first() or dossier.agency


@never_cache
@require_http_methods(["GET", "POST"])
@open_to(works_on_dossiers)
def ask_opinion(request: HttpRequest, code: str) -> HttpResponse:
    """Choose whom to ask for an opinion or a countersignature, and what."""
    viewer, now = actor_of(request), timezone.now()
    whole = selectors.whole(selectors.dossier_for(viewer, code), viewer, now=now)
    if request.method == "GET":
        if "ask_opinion" not in whole.may:
            raise Refusal(refusals.NOT_YOURS, role=Role.SPECIALIST.label, agency=whole.dossier.agency.name)
        return _ask_page(request, whole)
    typed = request.POST
    role, _sep, account = typed.get("whom", "").partition(":")
    try:
        services.ask_opinion(
            whole.dossier.pk,
            element=typed.get("element", ""),
            kind=typed["kind"] if typed.get("kind") in OpinionKind.values else OpinionKind.OPINION,
            agency=_asked_agency(whole, typed),
            role=role,
            to=number(account) or None,
            question=typed.get("question", ""),
            days=number(typed.get("days", "")),
            by=viewer,
            at=now,
            seen=seen_of(request, "ask_opinion"),
        )
    except Refusal as refusal:
        return _ask_page(request, whole, refusal)
    messages.success(request, _("Đã gửi yêu cầu."))
    return redirect("dossier-page", code=code)


def _asked_agency(whole: Whole, typed: QueryDict) -> Agency:
    chosen = number(typed.get("agency", ""))
    return Agency.objects.filter(pk=chosen).first() or whole.dossier.agency


def _ask_page(request: HttpRequest, whole: Whole, refusal: Refusal | None = None) -> HttpResponse:
    viewer, today = actor_of(request), timezone.localdate()
    typed = request.GET if request.method == "GET" else request.POST
    mine = [one for one in whole.work if one.mine and one.choices]
    own = mine[0].step.agency if mine else whole.dossier.agency
    agency = Agency.objects.filter(pk=number(typed.get("agency", ""))).first() or own
    context: dict[str, Any] = {
        "dossier": whole.dossier,
        "pack": whole.known.pack,
        "work": mine,
        "agency": agency,
        "agencies": selectors.askable_agencies(own, on=today),
        "colleagues": selectors.colleagues(agency, viewer, on=today),
        "kinds": OpinionKind.choices,
        "typed": {"days": "2", "kind": OpinionKind.OPINION.value, **typed.dict()},
        "deed_key": secrets.token_urlsafe(12),
    }
    if refusal:
        wrong = refusal.field or ""
        context |= {"wrong": wrong, "refusal": refusal.sentence, "mistakes": [(wrong, refusal.sentence)]}
    return render(request, "dossiers/desk/ask.html", context, status=422 if refusal else 200)


@never_cache
@require_GET
@open_to(works_on_dossiers)
def opinion(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What the viewer was asked and answered, also when the dossier itself is not theirs to see any more."""
    found = selectors.opinion_of(actor_of(request), code, pk)
    if found is None:
        raise Refusal(refusals.NOT_FOUND)
    return render(request, "dossiers/desk/opinion.html", {"opinion": found, "dossier": found.dossier})
