"""The citizen's own pages: where to go from here, and a new account."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from congvu.base.refusals import Refusal
from congvu.people import services as people
from congvu.people.models import Account
from congvu.people.rules import NOTICE_VERSION, Purpose, Way
from congvu.portal.views.account_codes import forget_code, keep_code, key_of, resent, sent_to
from congvu.portal.views.account_forms import CodeForm, ForgotForm, RegisterForm, ResetForm
from congvu.portal.views.account_letters import post
from congvu.web.access import actor_of, anyone, citizen, open_to
from congvu.web.forms import show
from congvu.web.proof import enter


@never_cache
@require_safe
@open_to(citizen)
def home(request: HttpRequest) -> HttpResponse:
    """The first page after signing in."""
    account = Account.objects.get(pk=actor_of(request).account_id or 0)
    agreed = account.consents.filter(version=NOTICE_VERSION, withdrawn_at=None).exists()
    return render(request, "portal/account/home.html", {"account": account, "agreed": agreed})


@require_safe
@open_to(anyone)
def notice(request: HttpRequest) -> HttpResponse:
    """What personal data are processed, why, and what one can do about it."""
    return render(request, "portal/account/notice.html", {"version": NOTICE_VERSION})


@never_cache
@sensitive_post_parameters()
@open_to(anyone)
def register(request: HttpRequest) -> HttpResponse:
    """Begin an account. The answer is the same whether the address has one already or not."""
    if citizen(actor_of(request)):
        return redirect("account-home")
    form = RegisterForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        typed, at = form.cleaned_data, timezone.now()
        try:
            with transaction.atomic():
                sent = people.register(
                    name=typed["name"],
                    contact=typed["contact"],
                    password=typed["password"],
                    consent=NOTICE_VERSION if typed["consent"] else "",
                    source=request.META["REMOTE_ADDR"],
                    secret=settings.SECRET_KEY,
                    at=at,
                )
                post(sent, at=at)
        except Refusal as refusal:
            show(refusal, form)
        else:
            keep_code(request, sent, goal=typed["next"])
            return redirect("account-confirm")
    return render(request, "portal/account/register.html", {"form": form}, status=_status(form))


@never_cache
@open_to(anyone)
def confirm(request: HttpRequest) -> HttpResponse:
    """The digits from the letter make the account and sign in to it."""
    if not key_of(request, Purpose.REGISTER):
        return redirect("account-register")
    form = CodeForm(request.POST or None)
    if "resend" in request.POST:
        return resent(request, Purpose.REGISTER, "account-confirm")
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        try:
            account = people.confirm(
                key_of(request, Purpose.REGISTER), form.cleaned_data["digits"], secret=settings.SECRET_KEY, at=at
            )
        except Refusal as refusal:
            show(refusal, form)
        else:
            return _first_time(request, account)
    told = {"form": form, "address": sent_to(request)}
    return render(request, "portal/account/confirm.html", told, status=_status(form))


def _first_time(request: HttpRequest, account: Account) -> HttpResponse:
    goal, at = forget_code(request), timezone.now()
    enter(request, account, at=at)
    people.remember_visit(
        account, Way.CODE, address=request.META["REMOTE_ADDR"], browser=request.headers.get("User-Agent", ""), at=at
    )
    messages.success(request, _("Tài khoản đã sẵn sàng."))
    if not account.has_usable_password():
        return redirect("account-passkey-add")
    ours = url_has_allowed_host_and_scheme(goal, {request.get_host()}, require_https=request.is_secure())
    return redirect(goal if ours else "account-home")


@never_cache
@open_to(anyone)
def forgot(request: HttpRequest) -> HttpResponse:
    """Ask for a code in place of the forgotten password; the answer is the same for every address."""
    form = ForgotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        try:
            with transaction.atomic():
                sent = people.ask_reset(
                    form.cleaned_data["contact"],
                    source=request.META["REMOTE_ADDR"],
                    secret=settings.SECRET_KEY,
                    at=at,
                )
                post(sent, at=at)
        except Refusal as refusal:
            show(refusal, form)
        else:
            keep_code(request, sent)
            return redirect("account-reset")
    return render(request, "portal/account/forgot.html", {"form": form}, status=_status(form))


@never_cache
@sensitive_post_parameters()
@open_to(anyone)
def reset(request: HttpRequest) -> HttpResponse:
    """The digits from the letter and a new password; then one signs in with it as always."""
    key = key_of(request, Purpose.RESET)
    if not key:
        return redirect("account-forgot")
    if "resend" in request.POST:
        return resent(request, Purpose.RESET, "account-reset")
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = {"password": form.cleaned_data["password"], "secret": settings.SECRET_KEY}
        try:
            people.reset_password(key, form.cleaned_data["digits"], **typed, at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            forget_code(request)
            messages.success(request, _("Đã đặt mật khẩu mới. Hãy đăng nhập bằng mật khẩu đó."))
            return redirect("account-sign-in")
    told = {"form": form, "address": sent_to(request)}
    return render(request, "portal/account/reset.html", told, status=_status(form))


def _status(form: Any) -> int:
    return 422 if form.errors else 200
