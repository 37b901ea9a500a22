"""The morning's letter: what each official will find in the inbox that asks for attention."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from congvu.agencies import selectors as agencies
from congvu.base.actors import Actor
from congvu.base.working_time import in_vietnam
from congvu.inbox import selectors as inbox
from congvu.inbox.rules import WARNINGS, Bucket
from congvu.notices.models import Morning
from congvu.notices.rules import LISTED, Kind, Letter, digest
from congvu.notices.services.outbox import put
from congvu.notices.services.warnings import inbox_of, item, wanting
from congvu.people.models import Account

ORDER = sorted(WARNINGS, key=[Bucket.OVERDUE, Bucket.DUE_SOON, Bucket.UNOPENED, Bucket.STUCK].index)


def greet(*, address: str, at: datetime) -> int:
    """Write the day's letters of every agency that has opened and not had them yet; how many letters.

    An agency that is closed today gets none, and none is written after its hours. Who has nothing overdue, due soon,
    unopened or stuck gets none; who holds posts at several agencies gets one, about all of them.
    """
    at = in_vietnam(at)
    day = at.date()
    posts = agencies.held(on=day).exclude(agency__in=Morning.objects.filter(day=day).values("agency"))
    written = 0
    for agency_id in sorted(set(posts.order_by().values_list("agency_id", flat=True))):
        if not _is_open(agency_id, at):
            continue
        try:
            with transaction.atomic():
                Morning.objects.create(agency_id=agency_id, day=day)
                written += _write(agency_id, address=address.rstrip("/"), day=day, at=at)
        except IntegrityError:  # another worker was quicker
            continue
    return written


def _is_open(agency_id: int, at: datetime) -> bool:
    hours = agencies.timetable(agency_id).opening(at.date())
    return bool(hours) and hours[0].start <= at <= hours[-1].end


def _write(agency_id: int, *, address: str, day: date, at: datetime) -> int:
    held = agencies.held(on=day).filter(agency=agency_id).order_by().values("account")
    letters = 0
    for account in wanting(Account.objects.filter(pk__in=held, is_active=True).order_by("pk"), "daily"):
        letter = _letter(account, agencies.actor_for(account, at=at), address=address, day=day, at=at)
        if letter:
            put(
                f"{Kind.DIGEST}:{account.pk}:{day}",
                to=account.email,
                subject=letter.subject,
                text=letter.text,
                kind=Kind.DIGEST,
                account_id=account.pk,
                at=at,
            )
            letters += 1
    return letters


def _letter(account: Account, viewer: Actor, *, address: str, day: date, at: datetime) -> Letter | None:
    lines = inbox.lines(viewer, now=at)
    counts = inbox.counts(viewer, lines)
    if not any(counts[bucket] for bucket in WARNINGS):
        return None
    lists = {
        bucket: [item(duty, address) for duty in inbox.page(viewer, bucket, lines, size=LISTED).duties]
        for bucket in ORDER
        if counts[bucket]
    }
    return digest(account.name, day, lists, counts, inbox=inbox_of(address))
