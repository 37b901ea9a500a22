"""From a right password, key or identity into the house."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from congvu.base.refusals import Refusal
from congvu.people import refusals, services
from congvu.people.backends import AccountBackend
from congvu.people.models import Account
from congvu.people.rules import AccountKind, Place, Way
from congvu.web.proof import enter

HALF, HALF_LASTS = "half_signed_in", 10 * 60  # seconds
CHALLENGE = "passkey_challenge"


def first_page(account: AbstractBaseUser | AnonymousUser) -> str:
    """Where somebody begins who asked for no page."""
    of_citizen = isinstance(account, Account) and account.kind == AccountKind.CITIZEN
    return "account-home" if of_citizen else str(settings.LOGIN_REDIRECT_URL)


def let_in(request: HttpRequest, account: Account, way: Way, *, goal: str) -> HttpResponse:
    """Sign in and go to the page that was asked for, if it is one of this house. Refusal: people.closed."""
    if not AccountBackend().user_can_authenticate(account):
        raise Refusal(refusals.CLOSED)
    at = timezone.now()
    request.session.pop(HALF, None)
    enter(request, account, at=at)
    services.remember_visit(
        account, way, address=request.META["REMOTE_ADDR"], browser=request.headers.get("User-Agent", ""), at=at
    )
    return redirect(goal if is_ours(request, goal) else resolve_url(first_page(account)))


def is_ours(request: HttpRequest, goal: str) -> bool:
    """Whether an address leads to a page of this house."""
    return url_has_allowed_host_and_scheme(goal, {request.get_host()}, require_https=request.is_secure())


def put_off(request: HttpRequest, account: Account, *, goal: str, at: datetime) -> None:
    """Remember who knows the password already, until the second factor is there too or ten minutes are over."""
    request.session[HALF] = {
        "account": account.pk,
        "password": account.get_session_auth_hash(),
        "goal": goal,
        "at": at.timestamp(),
    }


def half_in(request: HttpRequest, *, at: datetime) -> tuple[Account, str] | None:
    """Who knows the password and where they want to go; None where nobody does any more."""
    half = request.session.get(HALF)
    if half is None or at.timestamp() - half["at"] > HALF_LASTS:
        return None
    account = Account.objects.filter(pk=half["account"], is_active=True).first()
    if account is None or account.get_session_auth_hash() != half["password"]:
        return None
    return account, half["goal"]


def place_of(request: HttpRequest) -> Place:
    """Where passkeys of this installation are good. The host is one of those that it answers to."""
    host = request.get_host()
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    return Place(name, f"{request.scheme}://{host}")
