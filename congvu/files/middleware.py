"""The one bound that stands before every page: how much may come at once."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from congvu.base.refusals import Refusal
from congvu.files import refusals

MEGABYTE = 1024 * 1024


class TooMuchMiddleware:
    """What says that it is larger than all files together may be is answered before a byte of it is read."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer
        self.limit = settings.UPLOAD_MAX_BYTES

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        if said.isdigit() and int(said) > self.limit:
            refusal = Refusal(refusals.TOO_MUCH_AT_ONCE, limit=self.limit // MEGABYTE)
            return render(request, "web/refused.html", {"refusal": refusal}, status=refusal.status)
        return self.answer(request)
