"""Signing in with national e-identity, and linking it to an account."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from congvu.base.refusals import Refusal
from congvu.people import openid, refusals, services
from congvu.people.forms.citizens import ConsentForm
from congvu.people.rules import Assurance, Identity, Way
from congvu.people.rules.consents import NOTICE_VERSION
from congvu.people.views.entering import let_in
from congvu.people.views.security import PAGE, account_of
from congvu.web.access import actor_of, anyone, citizen, open_to
from congvu.web.forms import show
from congvu.web.proof import freshly

ASKED, CAME, LASTS = "identity_asked", "identity_came", 10 * 60  # seconds


@never_cache
@require_safe
@open_to(anyone)
def ask(request: HttpRequest) -> HttpResponse:
    """To the provider. A link, not a form: the policy lets forms go nowhere but here."""
    provider = _provider()
    try:
        address, asked = openid.ask(provider, back=_back(request))
    except openid.NotProved as problem:
        raise _failed(provider, problem) from problem
    request.session[ASKED] = {**asdict(asked), "goal": request.GET.get("next", ""), "at": timezone.now().timestamp()}
    return redirect(address)


@never_cache
@require_safe
@open_to(anyone)
def back(request: HttpRequest) -> HttpResponse:
    """From the provider: in, or linked, or asked whether this is somebody new."""
    provider, at = _provider(), timezone.now()
    kept = request.session.pop(ASKED, None)
    if kept is None or at.timestamp() - kept["at"] > LASTS:
        return redirect("account-sign-in")
    asked = openid.Asked(kept["state"], kept["nonce"], kept["verifier"])
    try:
        identity = openid.hear(provider, asked, request.GET.dict(), back=_back(request), at=at)
    except openid.NotProved as problem:
        raise _failed(provider, problem) from problem
    if citizen(actor_of(request)):
        return _link(request, identity)
    account = services.enter_with_identity(identity, at=at)
    if account is not None:
        return let_in(request, account, Way.IDENTITY, goal=kept["goal"])
    request.session[CAME] = {"identity": asdict(identity), "goal": kept["goal"], "at": at.timestamp()}
    return redirect("account-identity-new")


@never_cache
@open_to(anyone)
def new(request: HttpRequest) -> HttpResponse:
    """An identity that belongs to no account: somebody new, or somebody who has to sign in first to link it."""
    came = request.session.get(CAME)
    if came is None or timezone.now().timestamp() - came["at"] > LASTS:
        return redirect("account-sign-in")
    identity = _read(came["identity"])
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = services.register_with_identity(identity, consent=NOTICE_VERSION, at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            del request.session[CAME]
            return let_in(request, account, Way.IDENTITY, goal=came["goal"])
    told = {"form": form, "identity": identity, "provider": openid.provider()}
    return render(request, "people/identity.html", told, status=422 if form.errors else 200)


@never_cache
@open_to(citizen)
@freshly(PAGE)
def link(request: HttpRequest) -> HttpResponse:
    """After signing in: the identity that came before belongs to this account, if its owner says so."""
    came = request.session.get(CAME)
    if came is None or timezone.now().timestamp() - came["at"] > LASTS:
        return redirect(PAGE)
    identity = _read(came["identity"])
    if request.method != "POST":
        return render(request, "people/link.html", {"identity": identity, "provider": openid.provider()})
    del request.session[CAME]
    return _link(request, identity)


@require_POST
@open_to(citizen)
@freshly(PAGE)
def unlink(request: HttpRequest, linked_id: int) -> HttpResponse:
    """Let the identity in no more."""
    linked = get_object_or_404(account_of(request).linked, pk=linked_id)
    services.unlink_identity(linked.pk, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Đã bỏ liên kết định danh điện tử."))
    return redirect(PAGE)


def _link(request: HttpRequest, identity: Identity) -> HttpResponse:
    services.link_identity(account_of(request), identity, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Đã liên kết định danh điện tử với tài khoản."))
    return redirect(PAGE)


def _provider() -> openid.Provider:
    provider = openid.provider()
    if provider is None:
        raise Http404
    return provider


def _failed(provider: openid.Provider, problem: openid.NotProved) -> Refusal:
    openid.log.warning("%s: %s", provider.issuer, problem)
    return Refusal(refusals.IDENTITY_FAILED, name=provider.name)


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("account-identity-back"))


def _read(kept: dict[str, Any]) -> Identity:
    return Identity(**{**kept, "assurance": Assurance(kept["assurance"])})
