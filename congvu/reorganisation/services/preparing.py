"""Preparing a batch and having another person review it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.selectors import governs
from congvu.base.actors import Actor
from congvu.base.refusals import No, Refusal
from congvu.clocks.services.ledger import told as told_at
from congvu.journal.services import record
from congvu.reorganisation import events, refusals
from congvu.reorganisation.models import Batch, Change
from congvu.reorganisation.rules import OPEN, State
from congvu.reorganisation.selectors import told
from congvu.reorganisation.services import checking


@transaction.atomic
def prepare(title: str, *, decision: str, effective_on: date, by: Actor, at: datetime) -> Batch:
    """Begin a batch for a decision, to be performed from a day on.

    Refusals: reorganisation.not_root, title_empty, decision_empty, day_past.
    """
    must_govern(by)
    title = _needed(title, refusals.TITLE_EMPTY, "title")
    decision = _needed(decision, refusals.DECISION_EMPTY, "decision")
    if effective_on < timezone.localdate(at):
        raise Refusal(refusals.DAY_PAST, field="effective_on", day=f"{effective_on:%d/%m/%Y}")
    batch = Batch.objects.create(
        title=title,
        decision=decision,
        effective_on=effective_on,
        prepared_by=by.id,
        prepared_by_name=by.name,
        prepared_at=at,
    )
    record(events.PREPARED, batch, by=by, at=at, title=title, decision=decision, on=f"{effective_on:%d/%m/%Y}")
    return batch


@transaction.atomic
def add_change(
    batch_id: int,
    *,
    kind: str,
    agency: Agency,
    by: Actor,
    at: datetime,
    other: Agency | None = None,
    facts: Mapping[str, str] | None = None,
) -> Change:
    """Add a change behind the others of a draft. `other` is the successor, the new holder of a duty, or the new parent.

    `facts`: "name" and "short_name" of a renaming, "sector" of a moved duty. Refusals: reorganisation.not_root,
    not_found, not_draft, performed, cancelled, kind_unknown, agency_closed, agency_later, other_needed, same_agency,
    kinds_differ, in_a_circle, name_empty, no_such_duty, contradicts.
    """
    batch = locked(batch_id, by)
    _must_be_draft(batch)
    last = batch.changes.order_by("position").last()
    change = Change(
        batch=batch,
        position=last.position + 1 if last else 1,
        kind=kind,
        agency=agency,
        other=other,
        facts=checking.facts_of(kind, facts or {}),
        added_by=by.id,
    )
    checking.check(change, on=batch.effective_on)
    checking.check_agrees(change)
    change.save()
    other_code = other.code if other else ""
    record(events.CHANGE_ADDED, batch, by=by, at=at, what=told(change), kind=kind, agency=agency.code, other=other_code)
    return change


@transaction.atomic
def remove_change(batch_id: int, change_id: int, *, by: Actor, at: datetime) -> None:
    """Take a change out of a draft.

    Refusals: reorganisation.not_root, not_found, not_draft, performed, cancelled, no_such_change.
    """
    batch = locked(batch_id, by)
    _must_be_draft(batch)
    change = batch.changes.select_related("agency", "other").filter(pk=change_id).first()
    if change is None:
        raise Refusal(refusals.NO_SUCH_CHANGE)
    record(events.CHANGE_REMOVED, batch, by=by, at=at, what=told(change), kind=change.kind)
    change.delete()


@transaction.atomic
def submit(batch_id: int, *, by: Actor, at: datetime) -> Batch:
    """Send a draft for review. Refusals: reorganisation.not_root, not_found, not_draft, performed, cancelled, empty."""
    batch = locked(batch_id, by)
    _must_be_draft(batch)
    count = batch.changes.count()
    if not count:
        raise Refusal(refusals.EMPTY)
    _put(batch, State.SUBMITTED)
    record(events.SUBMITTED, batch, by=by, at=at, changes=count)
    return batch


@transaction.atomic
def review(batch_id: int, *, by: Actor, at: datetime) -> Batch:
    """Another person than those who prepared it agrees: from its day on the batch is performed.

    Refusals: reorganisation.not_root, not_found, not_submitted, performed, cancelled, same_person.
    """
    batch = locked(batch_id, by)
    must_be_open(batch)
    if batch.state != State.SUBMITTED:
        raise Refusal(refusals.NOT_SUBMITTED, state=batch.get_state_display())
    if by.id == batch.prepared_by or batch.changes.filter(added_by=by.id).exists():
        raise Refusal(refusals.SAME_PERSON)
    batch.reviewed_by, batch.reviewed_by_name, batch.reviewed_at = by.id, by.name, at
    _put(batch, State.REVIEWED)
    record(events.REVIEWED, batch, by=by, at=at, on=f"{batch.effective_on:%d/%m/%Y}")
    return batch


@transaction.atomic
def send_back(batch_id: int, *, reason: str, by: Actor, at: datetime) -> Batch:
    """A batch that waits, for review or for its day, is a draft again and must be reviewed anew.

    Refusals: reorganisation.not_root, not_found, not_submitted, performed, cancelled, reason_empty.
    """
    batch = locked(batch_id, by)
    must_be_open(batch)
    if batch.state == State.DRAFT:
        raise Refusal(refusals.NOT_SUBMITTED, state=batch.get_state_display())
    said = _needed(reason, refusals.REASON_EMPTY, "reason")
    batch.reviewed_by, batch.reviewed_by_name, batch.reviewed_at = "", "", None
    _put(batch, State.DRAFT)
    record(events.SENT_BACK, batch, by=by, at=at, reason=said)
    return batch


@transaction.atomic
def cancel(batch_id: int, *, reason: str, by: Actor, at: datetime) -> Batch:
    """Give a batch up; it stays to be read.

    Refusals: reorganisation.not_root, not_found, performed, cancelled, reason_empty.
    """
    batch = locked(batch_id, by)
    must_be_open(batch)
    said = _needed(reason, refusals.REASON_EMPTY, "reason")
    batch.reviewed_by, batch.reviewed_by_name, batch.reviewed_at = "", "", None
    _put(batch, State.CANCELLED)
    record(events.CANCELLED, batch, by=by, at=at, reason=said)
    return batch


def must_govern(by: Actor) -> None:
    if not governs(by):
        raise Refusal(refusals.NOT_ROOT)


def locked(batch_id: int, by: Actor) -> Batch:
    """The batch, held until the transaction ends, for whoever governs."""
    must_govern(by)
    batch = Batch.objects.select_for_update().filter(pk=batch_id).first()
    if batch is None:
        raise Refusal(refusals.NOT_FOUND)
    return batch


def must_be_open(batch: Batch) -> None:
    if batch.state == State.PERFORMED:
        assert batch.performed_at
        raise Refusal(refusals.PERFORMED, at=told_at(batch.performed_at))
    if batch.state not in OPEN:
        raise Refusal(refusals.CANCELLED)


def _must_be_draft(batch: Batch) -> None:
    must_be_open(batch)
    if batch.state != State.DRAFT:
        raise Refusal(refusals.NOT_DRAFT, state=batch.get_state_display())


def _put(batch: Batch, state: State) -> None:
    batch.state = state
    batch.save(update_fields=["state", "reviewed_by", "reviewed_by_name", "reviewed_at"])


def _needed(typed: str, no: No, field: str) -> str:
    said = " ".join(typed.split())
    if not said:
        raise Refusal(no, field=field)
    return said
