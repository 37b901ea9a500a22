"""Signing somebody in, and how long ago it was: what changes the way into an account is not done on an old proof."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from congvu.web.access import View, actor_of, citizen

PROVED = "proved_at"
FRESH = timedelta(minutes=15)


def enter(request: HttpRequest, account: AbstractBaseUser, *, at: datetime) -> None:
    """Sign in whoever has proved to be the account's owner, in a session of a new name."""
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[-1])  # type: ignore[arg-type]
    request.session[PROVED] = at.timestamp()


def is_fresh(request: HttpRequest, *, at: datetime) -> bool:
    """Whether the reader signed in so lately that nobody else is likely to sit at the machine."""
    proved: float = request.session.get(PROVED, 0.0)
    return at.timestamp() - proved < FRESH.total_seconds()


def freshly(page: str) -> Callable[[View], View]:
    """A form of the signed-in reader is taken only after a fresh proof; else the reader signs in again and comes to
    `page`, the name of an address without arguments. It stands under `open_to`."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in {"GET", "HEAD"} or is_fresh(request, at=timezone.now()):
                return view(request, *args, **kwargs)
            messages.info(request, _("Để giữ an toàn cho tài khoản, hãy đăng nhập lại rồi làm tiếp."))
            door = "account-sign-in" if citizen(actor_of(request)) else "people-sign-in"
            again = urlencode({"next": reverse(page), "lai": "1"})
            return redirect(f"{reverse(door)}?{again}")

        return guarded

    return guard
