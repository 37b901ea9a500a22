"""Performing a batch, or rehearsing it: the same deed, rolled back."""

from collections.abc import Sequence
from datetime import date, datetime
from time import perf_counter
from typing import Any

from django.db import transaction
from django.utils import timezone

from congvu.base.actors import Actor, system
from congvu.base.refusals import Refusal
from congvu.clocks.services.holding import alone
from congvu.dossiers.services import rehoming
from congvu.journal.services import record
from congvu.online.services import rehoming as online
from congvu.reorganisation import events, refusals
from congvu.reorganisation.models import Batch, Change
from congvu.reorganisation.rules import Kind, State
from congvu.reorganisation.selectors import due, told
from congvu.reorganisation.services import changing, checking, reporting
from congvu.reorganisation.services.preparing import locked, must_be_open, must_govern

MIDNIGHT = system("reorganisation", "Sắp xếp lúc nửa đêm")


@transaction.atomic
def perform(batch_id: int, *, by: Actor, at: datetime, now: bool = False) -> Batch:
    """Do everything that a reviewed batch says, in one transaction; `now` does it before its day.

    While it runs nobody else works on a dossier: deeds that began are waited for, others wait, and then find the
    dossier at its new agency. Old agencies end on the day of `at`. `Batch.report` tells what moved. Refusals:
    reorganisation.not_root, not_found, performed, cancelled, not_reviewed, not_yet, agency_closed, agency_later and the
    others of a change that has become wrong; those of `agencies`; clocks.no_working_time.
    """
    batch = locked(batch_id, by)
    must_be_open(batch)
    if batch.state != State.REVIEWED:
        raise Refusal(refusals.NOT_REVIEWED, state=batch.get_state_display())
    today = timezone.localdate(at)
    if today < batch.effective_on and not now:
        raise Refusal(refusals.NOT_YET, day=f"{batch.effective_on:%d/%m/%Y}")
    alone()
    report = _carry_out(batch, on=today, by=by, at=at)
    batch.state, batch.performed_at, batch.report = State.PERFORMED, at, report
    batch.save(update_fields=["state", "performed_at", "report"])
    totals = {key: report["totals"][key] for key in ("dossiers", "posts", "due_moved")}
    early = today < batch.effective_on
    record(events.PERFORMED, batch, by=by, at=at, title=batch.title, decision=batch.decision, now=early, **totals)
    return batch


def perform_due(*, at: datetime) -> list[Batch]:
    """What the background does at midnight: perform the reviewed batches whose day has come, each by itself.

    A batch of a killed worker was rolled back, and is performed by the next one. Refusals: those of `perform`.
    """
    return [perform(batch.pk, by=MIDNIGHT, at=at) for batch in due(on=timezone.localdate(at))]


def rehearse(batch_id: int, *, by: Actor, at: datetime) -> dict[str, Any]:
    """What a batch would move if it were performed on its day (or now, if that has come); nothing is written.

    The dossiers concerned are held while it runs. Refusals: reorganisation.not_root, not_found, performed, cancelled,
    empty; those of its changes as in `perform`.
    """
    must_govern(by)
    with transaction.atomic():
        batch = locked(batch_id, by)
        must_be_open(batch)
        if not batch.changes.exists():
            raise Refusal(refusals.EMPTY)
        when = max(at, timezone.make_aware(datetime.combine(batch.effective_on, datetime.min.time())))
        try:
            return _carry_out(batch, on=timezone.localdate(when), by=by, at=when)
        finally:
            transaction.set_rollback(True)


def _carry_out(batch: Batch, *, on: date, by: Actor, at: datetime) -> dict[str, Any]:
    """Every change in its order. All dossiers are held before the first one, in the order in which deeds take them."""
    began = perf_counter()
    changes = list(batch.changes.select_related("agency", "other").order_by("position"))
    for change in changes:
        checking.check(change, on=on)
    homes = [home for change in changes for home in changing.homes_before(change, on=on)]
    ids = rehoming.hold(homes)
    online.hold(homes)
    parts = [_one(change, ids, batch=batch, on=on, by=by, at=at) for change in changes]
    return reporting.whole(parts, seconds=perf_counter() - began)


def _one(change: Change, held: Sequence[int], *, batch: Batch, on: date, by: Actor, at: datetime) -> dict[str, Any]:
    # The change before it may have renamed or closed what this one names.
    change = Change.objects.select_related("agency", "other").get(pk=change.pk)
    before = reporting.before(change, on=on)
    what = told(change)
    done = changing.carry_out(change, held, decision=batch.decision, on=on, by=by, at=at)
    record(
        events.CHANGE_PERFORMED,
        batch,
        by=by,
        at=at,
        what=what,
        dossiers=done.tally.dossiers,
        posts=len(done.posts),
        kind=Kind(change.kind).value,
        agency=change.agency.code,
        other=change.other.code if change.other else "",
        decision=batch.decision,
    )
    return reporting.part(change, what, before, done, on=on)
