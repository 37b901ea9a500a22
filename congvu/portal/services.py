"""Looking up a dossier without signing in: the right code answers, a guess is counted and slowed down."""

import hashlib
import hmac
from datetime import datetime, timedelta
from math import ceil

from django.db.models import Count, Max
from django.utils.translation import ngettext

from congvu.base.refusals import Refusal
from congvu.dossiers import selectors as dossiers
from congvu.dossiers.selectors import Glimpse
from congvu.portal import refusals
from congvu.portal.models import LookupFailure
from congvu.portal.rules import WINDOW, free_again, origin

KEPT = timedelta(days=1)
MINUTE = 60


def look_up(code: str, last_digits: str, *, address: str, secret: str, at: datetime) -> Glimpse:
    """What the holder of this code and these last four characters of the ID number may see.

    Both the asker's address and the code asked for are counted, so neither many codes from one place nor one code from
    many places can be guessed. `secret` keys the digests that are kept. Refuses with `portal.nothing_found`, and with
    `portal.too_many` whose facts tell the `seconds` to wait.
    """
    sources = [_digest(secret, "address", origin(address)), _digest(secret, "code", dossiers.readable(code))]
    _must_wait(sources, at=at)
    glimpse = dossiers.glimpse_by_code(code, last_digits, now=at)
    if glimpse is None:
        LookupFailure.objects.bulk_create(LookupFailure(source=source, at=at) for source in sources)
        raise Refusal(refusals.NOTHING_FOUND)
    return glimpse


def look_up_by_key(key: str, *, address: str, secret: str, at: datetime) -> Glimpse:
    """What the holder of the receipt may see by its QR code. Refuses as `look_up`."""
    source = _digest(secret, "address", origin(address))
    _must_wait([source], at=at)
    glimpse = dossiers.glimpse_by_key(key, now=at)
    if glimpse is None:
        LookupFailure.objects.create(source=source, at=at)
        raise Refusal(refusals.NOTHING_FOUND)
    return glimpse


def forget(*, at: datetime) -> int:
    """Delete the failures of the day before and earlier; how many there were."""
    return LookupFailure.objects.filter(at__lt=at - KEPT).delete()[0]


def _must_wait(sources: list[str], *, at: datetime) -> None:
    failures = LookupFailure.objects.filter(source__in=sources, at__gt=at - WINDOW)
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
