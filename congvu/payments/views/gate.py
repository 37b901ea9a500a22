"""The gateway of this installation as pages reach it, and the door on which it knocks."""

import json
from collections.abc import Callable
from functools import wraps

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from congvu.base.refusals import Refusal
from congvu.payments import refusals, services
from congvu.payments.gateways import Gateway, chosen
from congvu.web.access import anyone, open_to

MOST_BYTES = 64 * 1024  # of a callback


def gateway() -> Gateway | None:
    """None where online payment is not offered."""
    return chosen(settings.PAYMENT_URL, settings.PAYMENT_MERCHANT, settings.PAYMENT_SECRET)


def the_gateway() -> Gateway:
    """Refuses with `payments.not_offered`."""
    found = gateway()
    if found is None:
        raise Refusal(refusals.NOT_OFFERED)
    return found


def leads_to_the_gateway(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The page's form is answered by sending the browser to the gateway, which browsers take for a part of the form:
    this page alone may do that."""

    @wraps(view)
    def allowed(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
        found = gateway()
        wider = csp_update({"form-action": found.origin})(view) if found else view
        return wider(request, *args, **kwargs)

    return allowed


@csrf_exempt
@require_POST
@open_to(anyone)
def callback(request: HttpRequest) -> HttpResponse:
    """The gateway tells how an order stands. Its signature is its key; what we refuse it tells again."""
    found = gateway()
    if found is None:
        return JsonResponse({"error": refusals.NOT_OFFERED.code}, status=404)
    if request.content_type != "application/json":  # a form has been read already, and what was signed is gone
        return JsonResponse({"error": refusals.UNREADABLE.code}, status=415)
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return JsonResponse({"error": refusals.UNREADABLE.code}, status=413)
    try:
        event, new = services.take_callback(
            request.body, request.headers, path=request.path, gateway=found, at=timezone.now()
        )
    except Refusal as refusal:
        said = json.dumps({"error": refusal.code, **refusal.facts})
        return HttpResponse(said, "application/json", status=refusal.status)
    return JsonResponse({"event_id": event.event_id, "new": new})
