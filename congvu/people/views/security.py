"""The owner of an account looks after the ways into it: password, app, passkeys, recovery codes, e-identity."""

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from congvu.base.refusals import Refusal
from congvu.people import openid, services
from congvu.people.forms.factors import AppForm, PasskeyForm
from congvu.people.models import Account, RecoveryCode, Totp
from congvu.people.rules.factors import address_of, opened
from congvu.people.rules.passkeys import asked_to_make
from congvu.people.selectors import credentials_of
from congvu.people.views.entering import place_of
from congvu.people.views.second import new_challenge, taken_challenge
from congvu.web.access import actor_of, open_to, owner
from congvu.web.forms import show
from congvu.web.proof import freshly

PAGE = "account-security"
SHOWN_VISITS = 20


def account_of(request: HttpRequest) -> Account:
    """The signed-in account; the page's key has seen to it that there is one."""
    return Account.objects.get(pk=actor_of(request).account_id or 0)


@never_cache
@require_safe
@open_to(owner)
def security(request: HttpRequest) -> HttpResponse:
    """All ways into one's account, and when they were used."""
    account = account_of(request)
    held = {
        "account": account,
        "totp": Totp.objects.filter(account=account, confirmed_at__isnull=False).first(),
        "passkeys": account.passkeys.all(),
        "recovery_left": RecoveryCode.objects.filter(account=account, used_at=None).count(),
        "linked": account.linked.order_by("pk"),
        "provider": openid.provider() if account.kind == "citizen" else None,
        "visits": account.visits.order_by("-at")[:SHOWN_VISITS],
    }
    return render(request, "people/security.html", held)


@require_POST
@open_to(owner)
@freshly(PAGE)
def begin_totp(request: HttpRequest) -> HttpResponse:
    """Share a secret with an app, and go on to its picture."""
    services.begin_totp(account_of(request), secret=settings.SECRET_KEY, by=actor_of(request), at=timezone.now())
    return redirect("account-totp")


@never_cache
@open_to(owner)
@freshly("account-totp")
def totp(request: HttpRequest) -> HttpResponse:
    """The picture for the app's camera; the first right code turns it on."""
    account = account_of(request)
    waiting = Totp.objects.filter(account=account, confirmed_at=None).first()
    if waiting is None:
        return redirect(PAGE)
    form = AppForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            digits = form.cleaned_data["digits"]
            codes = services.confirm_totp(
                account, digits, secret=settings.SECRET_KEY, by=actor_of(request), at=timezone.now()
            )
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã bật ứng dụng xác thực."))
            return _done(request, codes)
    shared = opened(waiting.shared, settings.SECRET_KEY)
    picture = segno.make(address_of(shared, name=account.email or account.phone or account.username), micro=False)
    told = {"form": form, "shared": shared, "picture": picture.svg_data_uri(scale=5, border=2)}
    return render(request, "people/totp.html", told, status=422 if form.errors else 200)


@require_POST
@open_to(owner)
@freshly(PAGE)
def drop_totp(request: HttpRequest) -> HttpResponse:
    """Turn the app off."""
    services.drop_totp(account_of(request), by=actor_of(request), at=timezone.now())
    messages.success(request, _("Đã tắt ứng dụng xác thực."))
    return redirect(PAGE)


@never_cache
@open_to(owner)
@freshly("account-passkey-add")
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Have the browser make a key."""
    account, form = account_of(request), PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = services.add_passkey(
                account,
                form.cleaned_data["answer"],
                challenge=taken_challenge(request),
                place=place_of(request),
                name=form.cleaned_data["name"],
                secret=settings.SECRET_KEY,
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã thêm khóa truy cập."))
            return _done(request, codes)
    options = asked_to_make(
        place_of(request),
        challenge=new_challenge(request),
        handle=str(account.pk),
        name=account.name,
        label=account.email or account.phone or account.username,
        known=credentials_of(account),
    )
    told = {"form": form, "options": options}
    return render(request, "people/passkey.html", told, status=422 if form.errors else 200)


@require_POST
@open_to(owner)
@freshly(PAGE)
def drop_passkey(request: HttpRequest, passkey_id: int) -> HttpResponse:
    """Let a key in no more."""
    passkey = get_object_or_404(account_of(request).passkeys, pk=passkey_id)
    services.drop_passkey(passkey.pk, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Đã bỏ khóa truy cập."))
    return redirect(PAGE)


@never_cache
@require_POST
@sensitive_post_parameters()
@open_to(owner)
@freshly(PAGE)
def renew_recovery_codes(request: HttpRequest) -> HttpResponse:
    """New codes for the day the telephone is lost."""
    codes = services.renew_recovery_codes(
        account_of(request), secret=settings.SECRET_KEY, by=actor_of(request), at=timezone.now()
    )
    return _done(request, codes)


def _done(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Recovery codes are shown in this one answer and nowhere again."""
    if not codes:
        return redirect(PAGE)
    half = len(codes[0]) // 2
    return render(request, "people/recovery.html", {"codes": [f"{code[:half]}-{code[half:]}" for code in codes]})
