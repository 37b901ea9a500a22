"""The code that a browser waits for: its key lies in the session, its digits nowhere but in the letter."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.base.refusals import Refusal
from congvu.people import services as people
from congvu.people.rules import Purpose
from congvu.people.services import Sent
from congvu.portal.views.account_letters import post

SESSION = "code"


def keep_code(request: HttpRequest, sent: Sent, *, goal: str = "") -> None:
    """Remember which code this browser asked for, and where it wanted to go."""
    code = sent.code
    request.session[SESSION] = {"key": code.key, "purpose": code.purpose, "address": code.address, "goal": goal}


def key_of(request: HttpRequest, purpose: Purpose) -> str:
    """The key of the code that this browser waits for; empty where it waits for none of that kind."""
    kept = request.session.get(SESSION, {})
    return str(kept["key"]) if kept.get("purpose") == purpose else ""


def sent_to(request: HttpRequest) -> str:
    """The address as it was typed by this browser."""
    return str(request.session.get(SESSION, {}).get("address", ""))


def forget_code(request: HttpRequest) -> str:
    """The code was used; where the browser wanted to go."""
    return str(request.session.pop(SESSION, {}).get("goal", ""))


def resent(request: HttpRequest, purpose: Purpose, page: str) -> HttpResponse:
    """Send new digits, or say how long to wait; then back to the page."""
    at = timezone.now()
    try:
        with transaction.atomic():
            post(people.resend(key_of(request, purpose), purpose, secret=settings.SECRET_KEY, at=at), at=at)
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _("Đã gửi mã mới. Mã cũ không dùng được nữa."))
    return redirect(page)
