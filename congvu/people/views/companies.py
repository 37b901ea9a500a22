"""Who acts for a company: the citizen's page, and the official's page of what waits to be confirmed."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from congvu.base.refusals import Refusal
from congvu.people import services
from congvu.people.forms.citizens import ClaimForm, MandateForm
from congvu.people.models import Mandate, Party
from congvu.people.selectors.companies import claims_page, companies_of
from congvu.web.access import actor_of, citizen, holds, open_to
from congvu.web.forms import show

PAGE, WAITING = "account-companies", "claims-list"
SIZE = 25
counter = holds("clerk", "admin")


@never_cache
@open_to(citizen)
def companies(request: HttpRequest) -> HttpResponse:
    """One's companies, who acts for them, and a form to claim one more."""
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.claim_company(**form.cleaned_data, by=actor_of(request), at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã gửi yêu cầu. Cán bộ Một cửa sẽ đối chiếu rồi xác nhận."))
            return redirect(PAGE)
    return _shown(request, form)


@never_cache
@open_to(citizen)
def give(request: HttpRequest, party_id: int) -> HttpResponse:
    """Let somebody act for one's company."""
    party = get_object_or_404(Party, pk=party_id, mandates__in=_own(request).filter(role="owner"))
    form = MandateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.give_mandate(party.pk, **form.cleaned_data, by=actor_of(request), at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã giao vai trò."))
            return redirect(PAGE)
    told = {"form": form, "party": party}
    return render(request, "people/give_mandate.html", told, status=422 if form.errors else 200)


@require_POST
@open_to(citizen)
def end(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """End what somebody may do for a company."""
    get_object_or_404(Mandate, pk=mandate_id, party__mandates__in=_own(request))
    services.end_mandate(mandate_id, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Vai trò đã kết thúc."))
    return redirect(PAGE)


@never_cache
@require_safe
@open_to(counter)
def claims(request: HttpRequest) -> HttpResponse:
    """Claims that nobody has answered yet, the oldest first."""
    found = claims_page(after=request.GET.get("sau", ""), size=SIZE)
    return render(request, "people/claims.html", {"claims": found.claims, "older": found.older})


@require_POST
@open_to(counter)
def confirm(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """The claimant represents the company."""
    get_object_or_404(Mandate, pk=mandate_id)
    evidence = request.POST.get("evidence", "")
    mandate = services.confirm_claim(mandate_id, evidence=evidence, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Đã xác nhận người đại diện của %(name)s.") % {"name": mandate.party.name})
    return redirect(WAITING)


@require_POST
@open_to(counter)
def refuse(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """The claimant does not, or it cannot be seen."""
    get_object_or_404(Mandate, pk=mandate_id)
    reason = request.POST.get("reason", "")
    services.refuse_claim(mandate_id, reason=reason, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Đã trả lời không xác nhận."))
    return redirect(WAITING)


def _own(request: HttpRequest) -> QuerySet[Mandate]:
    return Mandate.objects.filter(account=actor_of(request).account_id or 0, ended_at=None)


def _shown(request: HttpRequest, form: ClaimForm) -> HttpResponse:
    told = {"form": form, "companies": companies_of(actor_of(request))}
    return render(request, "people/companies.html", told, status=422 if form.errors else 200)
