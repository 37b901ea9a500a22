"""The gateway's callbacks: checked, taken once, whatever order they come in."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from congvu.base.refusals import Refusal
from congvu.payments import refusals
from congvu.payments.gateways import Gateway
from congvu.payments.models import Event, Order
from congvu.payments.rules import Forged, News, Unreadable
from congvu.payments.services.settling import absorb


def take_callback(
    body: bytes, headers: Mapping[str, str], *, path: str, gateway: Gateway, at: datetime
) -> tuple[Event, bool]:
    """Take in what a callback tells, and whether it was new. `path` is where it came in, which is signed too.

    Refuses with `payments.forged` (also what is too old), `unreadable`, `not_found`, `event_differs`; then nothing has
    changed.
    """
    try:
        news = gateway.callback(headers, path, body, at=at)
    except Forged as error:
        raise Refusal(refusals.FORGED, fault=error.fault) from error
    except Unreadable as error:
        raise Refusal(refusals.UNREADABLE, fault=str(error)) from error
    return _taken(news, hashlib.sha256(body).hexdigest(), at=at)


@transaction.atomic
def _taken(news: News, digest: str, *, at: datetime) -> tuple[Event, bool]:
    order = Order.objects.filter(code=news.order.code).first()
    if order is None:
        raise Refusal(refusals.NOT_FOUND)
    first = {"order": order, "digest": digest, "said": news.order.state, "at": at}
    event, new = Event.objects.get_or_create(event_id=news.event, defaults=first)
    if event.digest != digest:
        raise Refusal(refusals.EVENT_DIFFERS, event=news.event)
    if new:
        absorb(news.order, at=at)
    return event, new
