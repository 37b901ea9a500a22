"""Where clients get their tokens: OAuth 2.1, client credentials (RFC 6749, sections 2.3.1, 4.4 and 5)."""

import base64
import binascii
from urllib.parse import unquote_plus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from congvu.api import services
from congvu.api.rules import TOKEN_LASTS, narrowed
from congvu.base.refusals import Refusal
from congvu.web.access import anyone, open_to

ONCE = ("grant_type", "client_id", "client_secret", "scope")
BASIC = 'Basic realm="Cong Vu", charset="UTF-8"'


@csrf_exempt
@sensitive_post_parameters("client_secret")
@require_POST
@open_to(anyone)
def token(request: HttpRequest) -> HttpResponse:
    """A bearer token for an hour. The client shows who it is by HTTP Basic, or in the form."""
    if any(len(request.POST.getlist(name)) > 1 for name in ONCE):
        return _error("invalid_request", "A parameter stands there twice.")
    shown = _credentials(request)
    if shown is None:
        return _error("invalid_request", "The client shows itself in two ways, or in one that cannot be read.")
    try:
        client = services.authenticate(*shown)
    except Refusal:
        told = "No such client, or another secret."
        return _error("invalid_client", told, status=401, headers={"WWW-Authenticate": BASIC})
    grant_type = request.POST.get("grant_type", "")
    if grant_type != "client_credentials":
        error = "unsupported_grant_type" if grant_type else "invalid_request"
        return _error(error, "grant_type must be client_credentials.")
    scopes = narrowed(request.POST.get("scope", ""), client.scopes)
    if scopes is None:
        return _error("invalid_scope", f"This client may have: {' '.join(client.scopes)}")
    try:
        given = services.grant(client, scopes=scopes, most=settings.API_CALLS_PER_MINUTE, at=timezone.now())
    except Refusal as refusal:
        headers = {"Retry-After": str(refusal.facts["seconds"])}
        return _error("temporarily_unavailable", "Too many calls in a minute.", status=refusal.status, headers=headers)
    answer = {
        "access_token": given,
        "token_type": "Bearer",
        "expires_in": int(TOKEN_LASTS.total_seconds()),
        "scope": " ".join(scopes),
    }
    return _answer(answer)


def _credentials(request: HttpRequest) -> tuple[str, str] | None:
    """Id and secret; None where they are shown twice or cannot be read."""
    header, form = request.headers.get("Authorization"), request.POST
    if header is None:
        return form.get("client_id", ""), form.get("client_secret", "")
    kind, _blank, packed = header.partition(" ")
    if kind.lower() != "basic" or "client_secret" in form:
        return None
    try:
        shown = base64.b64decode(packed.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    name, colon, secret = shown.partition(":")
    found = unquote_plus(name), unquote_plus(secret)
    return found if colon and form.get("client_id", found[0]) == found[0] else None


def _error(error: str, description: str, *, status: int = 400, headers: dict[str, str] | None = None) -> HttpResponse:
    """In English: the RFC allows no letters but those of ASCII here."""
    return _answer({"error": error, "error_description": description}, status=status, headers=headers)


def _answer(body: dict[str, object], *, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    answer = JsonResponse(body, status=status)
    answer["Cache-Control"] = "no-store"
    answer["Pragma"] = "no-cache"
    for name, value in (headers or {}).items():
        answer[name] = value
    return answer
