"""A table from an office file comes into a plan: read, decided cell by cell, taken in one deed or not at all."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from congvu import tabular
from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.files.models import Blob
from congvu.journal.services import record
from congvu.plans import events, refusals
from congvu.plans.models import Import, Plan
from congvu.plans.rules.reading import Layout, keep
from congvu.plans.rules.reading_heads import propose
from congvu.plans.rules.words import WRITABLE
from congvu.plans.selectors.imports import Review
from congvu.plans.services.rights import as_planner, plan_to_write
from congvu.plans.services.taking import take_projects, take_targets

MOST_CELLS = 60_000
MOST_DECISION = 600  # letters
State = Import.State


def readable(source: bytes, name: str) -> list[tabular.Grid]:
    """The tables of a file. Call it before the file is kept. Refusals: plans.import_unreadable, import_too_large."""
    try:
        grids = tabular.read(source, name)
    except tabular.Unreadable as unreadable:
        raise Refusal(refusals.IMPORT_UNREADABLE, field="file", sentence=str(unreadable)) from unreadable
    if sum(len(row) for grid in grids for row in grid.rows) > MOST_CELLS:
        raise Refusal(refusals.IMPORT_TOO_LARGE, field="file", most=MOST_CELLS)
    return grids


@transaction.atomic
def begin_import(
    plan_id: int, *, kind: str, grids: list[tabular.Grid], blob: Blob, name: str, by: Actor, at: datetime
) -> Import:
    """Keep what was read of a file, to be looked at. Nothing of it is in the plan yet.

    Refusals: plans.not_found, not_drafter, not_writable.
    """
    plan = _plan(plan_id, by=by, at=at)
    proposed = [propose(grid, kind) for grid in grids]
    table = max(range(len(grids)), key=lambda number: (len(proposed[number].columns), -number))
    made = Import.objects.create(
        plan=plan, kind=Import.Kind(kind), blob=blob, name=name[-150:], grids=keep(grids), table=table,
        mapping=proposed[table].told(), revision=plan.revision, made_by=by.name, made_at=at,
    )  # fmt: skip
    record(
        events.IMPORT_READ, plan, by=as_planner(by, plan), at=at, file=made.name, tables=len(grids), kind=made.kind,
        blob=blob.pk,
    )  # fmt: skip
    return made


@transaction.atomic
def choose_table(import_id: int, table: int, *, by: Actor, at: datetime) -> Import:
    """Another table of the file is meant. What was decided of the one before is forgotten.

    Refusals: plans.import_unknown, not_drafter, not_writable, import_over, import_table_unknown.
    """
    plan, found = _held(import_id, by=by, at=at)
    if not 0 <= table < len(found.grids):
        raise Refusal(refusals.IMPORT_TABLE_UNKNOWN, field="table")
    found.table, found.decisions = table, {}
    found.mapping = propose(Review(found, plan, timezone.localdate(at)).grid, found.kind).told()
    return _shaped(plan, found, by=by, at=at)


@transaction.atomic
def shape_import(import_id: int, layout: Layout, *, by: Actor, at: datetime) -> Import:
    """Say how the table is read. Decisions stay: they name their cells, and those that fit no more are asked again.

    Refusals: plans.import_unknown, not_drafter, not_writable, import_over.
    """
    plan, found = _held(import_id, by=by, at=at)
    found.mapping = layout.told()
    return _shaped(plan, found, by=by, at=at)


@transaction.atomic
def decide(import_id: int, said: Mapping[str, str], *, by: Actor, at: datetime) -> Import:
    """Settle doubts: by the key of each what was chosen or typed; an empty word opens it again.

    Refusals: plans.import_unknown, not_drafter, not_writable, import_over.
    """
    plan, found = _held(import_id, by=by, at=at)
    known = {doubt.key: doubt for doubt in Review(found, plan, timezone.localdate(at)).reading.doubts}
    fitting = {
        key: decision[:MOST_DECISION]
        for key, decision in said.items()
        if not decision or (key in known and known[key].settled(decision))
    }
    decisions = {**found.decisions, **fitting}
    found.decisions = {key: decision for key, decision in decisions.items() if decision}
    found.save(update_fields=["decisions"])
    record(
        events.IMPORT_DECIDED, plan, by=as_planner(by, plan), at=at, count=len(fitting), file=found.name, said=fitting
    )
    return found


@transaction.atomic
def look_again(import_id: int, *, by: Actor, at: datetime) -> Import:
    """The plan has changed since the file was read, and somebody has looked at the doubts once more.

    Refusals: plans.import_unknown, not_drafter, not_writable, import_over.
    """
    plan, found = _held(import_id, by=by, at=at)
    found.revision = plan.revision
    found.save(update_fields=["revision"])
    record(events.IMPORT_SEEN_AGAIN, plan, by=as_planner(by, plan), at=at, file=found.name, revision=plan.revision)
    return found


@transaction.atomic
def take_import(import_id: int, *, by: Actor, at: datetime) -> Import:
    """Take all lines that are not left out into the plan. Whatever is refused changes nothing.

    Refusals: plans.import_unknown, not_drafter, not_writable, import_over, import_plan_changed, import_unsaid,
    import_doubts, import_nothing.
    """
    plan_id = Import.objects.filter(pk=import_id).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise Refusal(refusals.IMPORT_UNKNOWN)
    plan = plan_to_write(plan_id, by=by, at=at)
    found = _open(import_id)
    if found.revision != plan.revision - 1:
        raise Refusal(refusals.IMPORT_PLAN_CHANGED)
    review = Review(found, plan, timezone.localdate(at))
    if review.missing:
        raise Refusal(refusals.IMPORT_UNSAID, sentence=str(review.missing[0][1]))
    if review.reading.open:
        raise Refusal(refusals.IMPORT_DOUBTS, count=len(review.reading.open))
    lines = review.reading.taken
    if not lines:
        raise Refusal(refusals.IMPORT_NOTHING)
    codes = take_projects(plan, lines) if found.kind == Import.Kind.PROJECTS else take_targets(plan, lines)
    _end(found, State.TAKEN, at)
    record(
        events.IMPORTED, plan, by=as_planner(by, plan), at=at, count=len(lines), table=review.grid.title,
        file=found.name, left_out=len(review.reading.lines) - len(lines), kind=found.kind, blob=found.blob_id,
        codes=codes, revision=plan.revision,
    )  # fmt: skip
    return found


@transaction.atomic
def drop_import(import_id: int, *, by: Actor, at: datetime) -> Import:
    """Take nothing of it. Refusals: plans.import_unknown, not_drafter, not_writable, import_over."""
    plan, found = _held(import_id, by=by, at=at)
    _end(found, State.DROPPED, at)
    record(events.IMPORT_DROPPED, plan, by=as_planner(by, plan), at=at, file=found.name)
    return found


def _plan(plan_id: int, *, by: Actor, at: datetime) -> Plan:
    """The plan, held but not changed: reading a file is no writing."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("drafter", "issuer").filter(pk=plan_id).first()
    if plan is None:
        raise Refusal(refusals.NOT_FOUND)
    if not by.holds(Role.PLANNER, at=plan.drafter_id, on=at):
        raise Refusal(refusals.NOT_DRAFTER, agency=plan.drafter.name)
    if plan.state not in WRITABLE:
        raise Refusal(refusals.NOT_WRITABLE, state=plan.get_state_display())
    return plan


def _held(import_id: int, *, by: Actor, at: datetime) -> tuple[Plan, Import]:
    plan_id: Any = Import.objects.filter(pk=import_id).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise Refusal(refusals.IMPORT_UNKNOWN)
    return _plan(plan_id, by=by, at=at), _open(import_id)


def _open(import_id: int) -> Import:
    found = Import.objects.select_for_update(of=("self",)).get(pk=import_id)
    if found.state != State.READ:
        raise Refusal(refusals.IMPORT_OVER)
    return found


def _shaped(plan: Plan, found: Import, *, by: Actor, at: datetime) -> Import:
    found.save(update_fields=["table", "mapping", "decisions"])
    title = found.grids[found.table]["title"]
    record(events.IMPORT_SHAPED, plan, by=as_planner(by, plan), at=at, table=title, file=found.name, how=found.mapping)
    return found


def _end(found: Import, state: str, at: datetime) -> None:
    found.state, found.ended_at = State(state), at
    found.save(update_fields=["state", "ended_at"])
