"""The second factor after the password, and the passkey in place of both."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from congvu.base.refusals import Refusal
from congvu.people import services
from congvu.people.forms.factors import SecondForm
from congvu.people.models import Account, Totp
from congvu.people.rules import Way
from congvu.people.rules.passkeys import asked_to_show
from congvu.people.selectors import credentials_of
from congvu.people.views.entering import CHALLENGE, half_in, is_ours, let_in, place_of
from congvu.web.access import anyone, open_to
from congvu.web.forms import show


@open_to(anyone)
@never_cache
@sensitive_post_parameters()
def second(request: HttpRequest) -> HttpResponse:
    """The password was right; now the app's code, a recovery code or a passkey."""
    at = timezone.now()
    half = half_in(request, at=at)
    if half is None:
        return redirect("account-sign-in")
    account, goal = half
    form = SecondForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _check(request, account, form, challenge=taken_challenge(request))
        except Refusal as refusal:
            show(refusal, form)
        else:
            return let_in(request, account, Way.SECOND, goal=goal)
    return render(request, "people/second.html", _asked(request, account, form), status=422 if form.errors else 200)


def _check(request: HttpRequest, account: Account, form: SecondForm, *, challenge: bytes) -> None:
    at, answer = timezone.now(), form.cleaned_data["answer"]
    if answer:
        services.check_passkey(account, answer, challenge=challenge, place=place_of(request), at=at)
    else:
        services.check_second(account, form.cleaned_data["digits"], secret=settings.SECRET_KEY, at=at)


def _asked(request: HttpRequest, account: Account, form: SecondForm) -> dict[str, object]:
    known = credentials_of(account)
    return {
        "form": form,
        "by_app": Totp.objects.filter(account=account, confirmed_at__isnull=False).exists(),
        "options": asked_to_show(place_of(request), challenge=new_challenge(request), known=known, alone=False)
        if known
        else "",
    }


@open_to(anyone)
@never_cache
def by_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone: the device knows whose it is, and asks for a finger, a face or a PIN."""
    goal, wrong = request.GET.get("next", ""), None
    if request.method == "POST":
        goal, place = request.POST.get("next", ""), place_of(request)
        try:
            account = services.enter_with_passkey(
                request.POST.get("answer", ""), challenge=taken_challenge(request), place=place, at=timezone.now()
            )
            return let_in(request, account, Way.PASSKEY, goal=goal)
        except Refusal as refusal:
            wrong = refusal
    options = asked_to_show(place_of(request), challenge=new_challenge(request), known=[], alone=True)
    asked = {"options": options, "refusal": wrong, "next": goal if is_ours(request, goal) else ""}
    return render(request, "people/by_passkey.html", asked, status=wrong.status if wrong else 200)


def new_challenge(request: HttpRequest) -> bytes:
    """A question that nobody was asked before; the session remembers it."""
    challenge = secrets.token_bytes(32)
    request.session[CHALLENGE] = challenge.hex()
    return challenge


def taken_challenge(request: HttpRequest) -> bytes:
    """The question that this browser was asked, good for one answer."""
    return bytes.fromhex(request.session.pop(CHALLENGE, ""))
