"""What is held about a citizen: shown, downloaded, corrected, deleted (Law on the Protection of Personal Data 2025)."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from congvu.base.refusals import Refusal
from congvu.people import services as people
from congvu.people.models import Account
from congvu.people.rules import NOTICE_VERSION, Purpose
from congvu.portal.services import leave
from congvu.portal.views.account_codes import forget_code, keep_code, key_of, resent, sent_to
from congvu.portal.views.account_forms import CloseForm, CodeForm, ContactForm
from congvu.portal.views.account_held import held
from congvu.portal.views.account_letters import post, post_moved
from congvu.web.access import actor_of, citizen, open_to
from congvu.web.forms import show
from congvu.web.proof import freshly


def account_of(request: HttpRequest) -> Account:
    """The signed-in citizen's account."""
    return Account.objects.get(pk=actor_of(request).account_id or 0)


@never_cache
@require_safe
@open_to(citizen)
def data(request: HttpRequest) -> HttpResponse:
    """Everything that is held about the citizen."""
    account = account_of(request)
    told = {"sections": held(account, by=actor_of(request)), "account": account}
    return render(request, "portal/account/data.html", told)


@never_cache
@require_safe
@open_to(citizen)
def download(request: HttpRequest) -> HttpResponse:
    """The same as a file: JSON for machines, or with `?dang=html` a page for people."""
    sections, at = held(account_of(request), by=actor_of(request)), timezone.now()
    name = f"du-lieu-cua-toi-{timezone.localdate(at):%Y%m%d}"
    if request.GET.get("dang") == "html":
        page = render_to_string("portal/account/data_file.html", {"sections": sections, "at": at}, request)
        response = HttpResponse(page)
        response["Content-Disposition"] = f'attachment; filename="{name}.html"'
        return response
    said = {section.key: [dict(record.plain) for record in section.records] for section in sections}
    response = JsonResponse({"at": at.isoformat(), **said}, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


@require_POST
@open_to(citizen)
def agree(request: HttpRequest) -> HttpResponse:
    """Agree to the notice as it is now."""
    people.agree(account_of(request), version=NOTICE_VERSION, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Đã ghi nhận sự đồng ý."))
    return redirect("account-home")


@never_cache
@open_to(citizen)
@freshly("account-contact")
def contact(request: HttpRequest) -> HttpResponse:
    """Where the citizen is reached, and a new address for it."""
    account, form = account_of(request), ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        try:
            with transaction.atomic():
                sent = people.ask_contact(
                    account,
                    form.cleaned_data["contact"],
                    source=request.META["REMOTE_ADDR"],
                    secret=settings.SECRET_KEY,
                    by=actor_of(request),
                    at=at,
                )
                post(sent, at=at)
        except Refusal as refusal:
            show(refusal, form)
        else:
            keep_code(request, sent)
            return redirect("account-contact-confirm")
    told = {"form": form, "account": account}
    return render(request, "portal/account/contact.html", told, status=422 if form.errors else 200)


@never_cache
@open_to(citizen)
def confirm_contact(request: HttpRequest) -> HttpResponse:
    """The digits prove the new address; the old one is told."""
    key = key_of(request, Purpose.CONTACT)
    if not key:
        return redirect("account-contact")
    if "resend" in request.POST:
        return resent(request, Purpose.CONTACT, "account-contact-confirm")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _move(request, key, form.cleaned_data["digits"])
        except Refusal as refusal:
            show(refusal, form)
        else:
            forget_code(request)
            messages.success(request, _("Đã đổi nơi liên hệ."))
            return redirect("account-contact")
    told = {"form": form, "address": sent_to(request)}
    return render(request, "portal/account/confirm.html", told, status=422 if form.errors else 200)


def _move(request: HttpRequest, key: str, digits: str) -> None:
    was, at = account_of(request), timezone.now()
    now = people.confirm_contact(was, key, digits, secret=settings.SECRET_KEY, by=actor_of(request), at=at)
    for channel, old, new in (("email", was.email, now.email), ("sms", was.phone, now.phone)):
        if old and old != new:
            post_moved(channel, old, key=key[:20], at=at)


@never_cache
@open_to(citizen)
@freshly("account-close")
def close(request: HttpRequest) -> HttpResponse:
    """Close the account: what is deleted, what the law keeps, and whether one is sure."""
    account, form = account_of(request), CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        leave(account, by=actor_of(request), at=timezone.now())
        logout(request)
        messages.success(request, _("Tài khoản đã đóng và dữ liệu đã xóa. Cảm ơn ông/bà."))
        return redirect("portal-home")
    return render(request, "portal/account/close.html", {"form": form}, status=422 if form.errors else 200)
