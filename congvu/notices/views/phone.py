"""The telephone system asks where a dossier is, and reads the answer out."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from congvu.notices import services
from congvu.web.access import anyone, open_to

PLAIN = "text/plain; charset=utf-8"


@never_cache
@require_safe
@open_to(anyone)
def tell(request: HttpRequest) -> HttpResponse:
    """A sentence to be spoken, for whoever has the token of the telephone system. `caller` is who calls: by it guessing
    is slowed down, and where the system does not say it, all calls count as one caller."""
    if not _is_the_telephone(request):
        return HttpResponse("401", content_type=PLAIN, status=401, headers={"WWW-Authenticate": "Bearer"})
    asked = request.GET
    sentence = services.tell_by_phone(
        asked.get("code", ""),
        asked.get("digits", ""),
        source=asked.get("caller", ""),
        secret=settings.SECRET_KEY,
        at=timezone.now(),
    )
    return HttpResponse(sentence, content_type=PLAIN)


def _is_the_telephone(request: HttpRequest) -> bool:
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    known = settings.PHONE_TOKEN.encode()
    return bool(known) and scheme.lower() == "bearer" and secrets.compare_digest(token.strip().encode(), known)
