"""A citizen's session ends when nothing was asked for a while: telephones are lent, machines are shared."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from congvu.people.models import Account
from congvu.people.rules import AccountKind

IDLE = 30 * 60  # seconds
SEEN, EVERY = "seen_at", 60


class IdleMiddleware:
    """Half an hour after the last page; written down once in a minute at most. Officials stay for their working day."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        session = request.session
        # A page that asked nobody who is there keeps nobody signed in.
        if session.accessed and SESSION_KEY in session and self._is_old(request, timezone.now()):
            session[SEEN] = timezone.now().timestamp()
            session.set_expiry(IDLE)
        return response

    @staticmethod
    def _is_old(request: HttpRequest, at: datetime) -> bool:
        account = request.user
        of_citizen = isinstance(account, Account) and account.kind == AccountKind.CITIZEN
        return of_citizen and at.timestamp() - request.session.get(SEEN, 0) >= EVERY
