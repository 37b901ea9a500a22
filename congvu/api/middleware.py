"""What holds for every address under /api/: the language of programmes, and that even a mishap is told as JSON."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from congvu.api.views.problems import of_status

PREFIX = "/api/"
FAILED = 400


class ApiMiddleware:
    """A programme says its language in each request, by `Accept-Language`, and reads no page of HTML."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.answer(request)
        language = _language(request.headers.get("Accept-Language", ""))
        with translation.override(language):
            response = self.answer(request)
            if response.status_code >= FAILED and "json" not in response.get("Content-Type", ""):
                told = of_status(response.status_code)
                for kept in ("Allow", "Retry-After"):
                    if kept in response:
                        told[kept] = response[kept]
                response = told
        response["Content-Language"] = language
        return response


def _language(asked: str) -> str:
    """The first language asked for that we speak."""
    spoken = dict(settings.LANGUAGES)
    wanted = (code.partition("-")[0] for code, _weight in parse_accept_lang_header(asked.lower()))
    return next((code for code in wanted if code in spoken), settings.LANGUAGE_CODE)
