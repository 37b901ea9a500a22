"""Two things that hold for every page: its language, and how a refusal is shown."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from congvu.base.refusals import Refusal

Answer = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Vietnamese unless the reader chose otherwise; the browser's own language is not asked, because an office PC with
    an English browser still belongs to a Vietnamese clerk."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.answer(request)
        response.headers.setdefault("Content-Language", language)
        return response


class RefusalMiddleware:
    """A refusal that no form could show at a field becomes a page that says the sentence and the way back."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        return render(request, "web/refused.html", {"refusal": exception}, status=exception.status)


class ForwardedMiddleware:
    """Behind reverse proxies the asker's address is the one that the outermost trusted proxy saw. Without it all
    citizens would count as one asker, and be locked out together. What stands before it in the header anybody may have
    written, and is not believed."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.proxies = settings.TRUSTED_PROXIES

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen = [address.strip() for address in request.headers.get("X-Forwarded-For", "").split(",")]
        if self.proxies and len(seen) >= self.proxies and seen[-self.proxies]:
            request.META["REMOTE_ADDR"] = seen[-self.proxies]
        return self.answer(request)


class PlainTextMiddleware:
    """No text that people type holds the character NUL, and PostgreSQL keeps none: what does is no form of ours."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        # After the CSRF check, which has read the form anyway.
        for typed in (request.GET, request.POST):
            if any("\0" in value for _name, values in typed.lists() for value in values if isinstance(value, str)):
                raise SuspiciousOperation("NUL in typed text")
