"""Puts the actor on the request: the account that signed in, with the seats it has now."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from congvu.agencies import selectors


class ActorMiddleware:
    """`request.actor` is made when first asked for: a page that asks nobody pays nothing."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: selectors.actor_for(request.user, at=timezone.now())
        )
        return self.answer(request)
