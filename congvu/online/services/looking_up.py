"""Looking up a request without signing in: the right code answers, a guess is counted and slowed down.

One rule of privacy for every way of asking: the web, a short message, the telephone and the kiosk.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from math import ceil

from django.db.models import Count, Max
from django.utils.translation import ngettext

from congvu.base.refusals import Refusal
from congvu.dossiers.selectors import Glimpse, readable
from congvu.online import refusals
from congvu.online.models import LookupFailure
from congvu.online.rules import WINDOW, free_again, origin
from congvu.online.selectors import glimpse_by_code, glimpse_by_key

KEPT = timedelta(days=1)
MINUTE = 60


def look_up(code: str, last_digits: str, *, source: str, secret: str, at: datetime) -> Glimpse:
    """What the holder of this code and these last four characters of the ID number may see.

    `source` is who asks: a network address, a telephone number, the name of a kiosk. Both it and the code asked for are
    counted, so neither many codes from one place nor one code from many places can be guessed. `secret` keys the
    digests that are kept. Refuses with `online.nothing_found`, and with `online.too_many` whose facts tell the
    `seconds` to wait.
    """
    asked = [_digest(secret, "address", origin(source)), _digest(secret, "code", readable(code))]
    _must_wait(asked, at=at)
    glimpse = glimpse_by_code(code, last_digits, now=at)
    if glimpse is None:
        LookupFailure.objects.bulk_create(LookupFailure(source=one, at=at) for one in asked)
        raise Refusal(refusals.NOTHING_FOUND)
    return glimpse


def look_up_by_key(key: str, *, source: str, secret: str, at: datetime) -> Glimpse:
    """What the holder of the receipt may see by its QR code. Refuses as `look_up`."""
    asked = _digest(secret, "address", origin(source))
    _must_wait([asked], at=at)
    glimpse = glimpse_by_key(key, now=at)
    if glimpse is None:
        LookupFailure.objects.create(source=asked, at=at)
        raise Refusal(refusals.NOTHING_FOUND)
    return glimpse


def forget(*, at: datetime) -> int:
    """Delete the failures of the day before and earlier; how many there were."""
    return LookupFailure.objects.filter(at__lt=at - KEPT).delete()[0]


def _must_wait(asked: list[str], *, at: datetime) -> None:
    failures = LookupFailure.objects.filter(source__in=asked, at__gt=at - WINDOW)
    for row in failures.values("source").annotate(times=Count("id"), last=Max("at")):
        until = free_again(row["times"], row["last"])
        if until and at < until:
            seconds = ceil((until - at).total_seconds())
            raise Refusal(refusals.TOO_MANY, wait=_words(seconds), seconds=seconds)


def _words(seconds: int) -> str:
    if seconds < MINUTE:
        return ngettext("%d giây", "%d giây", seconds) % seconds
    minutes = ceil(seconds / MINUTE)
    return ngettext("%d phút", "%d phút", minutes) % minutes


def _digest(secret: str, kind: str, value: str) -> str:
    return hmac.new(secret.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()
