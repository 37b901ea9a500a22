"""The frame of the API: who calls, how bodies are read, how a no is told."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from congvu.api import refusals, services
from congvu.api.rules import MOST_KEY, Scope
from congvu.api.services import Caller
from congvu.api.views import problems
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.web.access import Key

DEEPEST = 60  # levels of nested JSON: no form has a tenth of them
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "Of this deed: sent again with the same key, it is answered again and done once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": MOST_KEY, "pattern": r"^[!-~]+$"},
}


class _TokenKey:
    """What the operations are open to, in the words of `web.access`: no session opens them, a token does."""

    name, door = "a client's token", ""

    def __call__(self, actor: Actor) -> bool:
        return False


BY_TOKEN: Key = _TokenKey()


class ByToken:
    """The lock of an operation: a bearer token that has the scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller:
        kind, _blank, token = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer" or not token:
            raise Refusal(refusals.TOKEN_WRONG)
        return services.caller_of(
            token.strip(), scope=self.scope, most=settings.API_CALLS_PER_MINUTE, at=timezone.now()
        )


def needs(scope: Scope, *, key: bool = False, **more: Any) -> dict[str, Any]:
    """What an operation that needs a scope says to the framework, and in the description. `key`: it is a deed, which
    has an `Idempotency-Key`."""
    extra: dict[str, Any] = {"security": [{"oauth2": [scope.value]}], **more}
    if key:
        extra["parameters"] = [KEY]
    return {"auth": ByToken(scope), "openapi_extra": extra}


def caller(request: HttpRequest) -> Caller:
    """Who calls; the lock of the operation has said."""
    found: Caller = request.auth  # type: ignore[attr-defined]
    return found


def key_of(request: HttpRequest) -> str:
    """The key of this deed. Refuses with `api.key_missing`."""
    key = request.headers.get("Idempotency-Key", "")
    if not 1 <= len(key) <= MOST_KEY or not (key.isascii() and key.isprintable() and " " not in key):
        raise Refusal(refusals.KEY_MISSING, most=MOST_KEY)
    return key


def now() -> datetime:
    """The moment of a request, which services are told."""
    return timezone.now()


class StrictJson(Parser):
    """JSON as RFC 8259 has it, in UTF-8, not endlessly deep, and with nothing that a database cannot keep."""

    def parse_body(self, request: HttpRequest) -> Any:
        try:
            found = json.loads(request.body.decode(), parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            why = "too deep" if isinstance(error, RecursionError) else str(error)
            raise Refusal(refusals.BODY_BROKEN, why=why[:200]) from error
        if not _is_plain(found, DEEPEST):
            raise Refusal(refusals.BODY_UNKEPT)
        return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _is_plain(value: Any, depth: int) -> bool:
    if depth == 0:
        return False
    if isinstance(value, str):
        return _can_be_kept(value)
    if isinstance(value, dict):
        return all(_can_be_kept(name) and _is_plain(one, depth - 1) for name, one in value.items())
    if isinstance(value, list):
        return all(_is_plain(one, depth - 1) for one in value)
    return not isinstance(value, int) or abs(value) < 2**63


def _can_be_kept(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


class OurApi(NinjaAPI):
    """Without the library's own pages: they load scripts from elsewhere, which our pages never do."""

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        if isinstance(exc, HttpError):  # what the parser refused comes wrapped
            exc = exc.__cause__ if isinstance(exc.__cause__, Refusal) else exc
        if isinstance(exc, Refusal):
            return problems.of_refusal(exc)
        if isinstance(exc, HttpError):
            return problems.of_status(exc.status_code)
        if isinstance(exc, problems.Wrong):
            return problems.of_mistakes(exc)
        if isinstance(exc, Http404):
            return problems.of_status(404)
        if isinstance(exc, ValidationError):
            return problems.of_input(exc.errors)
        raise exc


api = OurApi(
    title="Công Vụ",
    version="1",
    description=(
        "What a citizen or a company does on the portal, for programmes: the catalogue of procedures, filing,"
        " following, completing and withdrawing a dossier, and being told by webhooks. Times are UTC (ISO 8601)."
        " Tutorial: docs/api.md."
    ),
    docs_url=None,
    openapi_url=None,
    parser=StrictJson(),
    urls_namespace="api",
)

# Of filing and of following: an address with a verb of each belongs to one router.
requests = Router()
