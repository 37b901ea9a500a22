"""Running dossiers go over to another edition of their procedure: a bulk deed with a dry run and an undo.

A dossier is judged by the edition it was filed under; only a decision of the province moves it to another. Its code,
its time and its fee stay as they were.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from congvu.agencies.selectors import governs
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import events, refusals
from congvu.dossiers.models import MOST_REASON, Dossier, EditionMove, EditionMoved, Step
from congvu.dossiers.rules import ENDED, State, went_on
from congvu.dossiers.selectors import Verdict, judged, verdicts
from congvu.dossiers.services import course
from congvu.flow import Case
from congvu.inbox import services as inbox
from congvu.journal.services import record, subject_of
from congvu.procedures.models import Edition
from congvu.procedures.selectors import compiled


@dataclass(frozen=True, slots=True)
class EditionOutcome:
    """What a bulk deed came to: who went over (or came back), and who stayed, with why."""

    move: EditionMove
    moved: list[str]
    stayed: list[Verdict]


def move_edition(was: Edition, now: Edition, *, reason: str, by: Actor, at: datetime) -> EditionOutcome:
    """Move every open dossier of one edition that fits the other; those that do not stay and are named with why.

    Each dossier is a transaction of its own, so that work goes on meanwhile. Refuses with `dossiers.not_governing`,
    `dossiers.other_procedure`, `dossiers.same_edition`, `dossiers.reason_needed`, `dossiers.too_long`.
    """
    said = _checked(was, now, reason=reason, by=by)
    with transaction.atomic():
        move = EditionMove.objects.create(was=was, now=now, reason=said, made_at=at, made_by=by.name)
        record(events.EDITION_MOVE, move, by=by, at=at, **_names(was, now), reason=said)
    moved: list[str] = []
    stayed: list[Verdict] = []
    for verdict in judged(was, now):
        if verdict.obstacles:
            stayed.append(verdict)
        elif _move_one(move, verdict.dossier_id, by=by, at=at):
            moved.append(verdict.code)
    return EditionOutcome(move, moved, stayed)


def _checked(was: Edition, now: Edition, *, reason: str, by: Actor) -> str:
    if not governs(by):
        raise Refusal(refusals.NOT_GOVERNING)
    if was.procedure_id != now.procedure_id:
        raise Refusal(refusals.OTHER_PROCEDURE)
    if was.pk == now.pk:
        raise Refusal(refusals.SAME_EDITION, field="now")
    return course.sentence(reason, field="reason", most=MOST_REASON)


def _names(was: Edition, now: Edition) -> dict[str, object]:
    return {"code": now.procedure.code, "was": was.number, "now": now.number}


@transaction.atomic
def _move_one(move: EditionMove, dossier_id: int, *, by: Actor, at: datetime) -> bool:
    """False where it has changed since the verdict: it stays for the next time."""
    dossier = course.locked(dossier_id, None)
    if dossier.edition_id != move.was_id or dossier.state in (*ENDED, State.DECIDED):
        return False
    if any(one.obstacles for one in verdicts([dossier], move.now)):
        return False
    EditionMoved.objects.create(move=move, dossier=dossier, move_number=dossier.moves)
    _put_under(dossier, move.now)
    course.tell(events.EDITION_CHANGED, dossier, by=by, at=at, **_names(move.was, move.now), reason=move.reason)
    return bool(course.kept(dossier, None))


def _put_under(dossier: Dossier, edition: Edition) -> None:
    """The dossier and its open steps and duties, as the edition names them."""
    dossier.edition = edition
    dossier.save(update_fields=["edition"])
    known = compiled(edition)
    for task in Case.load(known.net, dossier.case).open:
        wait = known.pack.waits.get(task.element)
        step = next((one for one in dossier.now_open if one.task == task.id), None)
        name = wait.label if wait else task.name
        if step and step.name != name:
            Step.objects.filter(pk=step.pk).update(name=name)
            inbox.rename_step(subject_of(step), step=name)


def undo_move(move_id: int, *, by: Actor, at: datetime) -> EditionOutcome:
    """Take the dossiers of a bulk move back to the edition they came from, but for those whose process has moved since.

    Refuses with `dossiers.not_governing`, `dossiers.move_undone`.
    """
    if not governs(by):
        raise Refusal(refusals.NOT_GOVERNING)
    with transaction.atomic():
        move = EditionMove.objects.select_for_update(of=("self",)).get(pk=move_id)
        if move.undone_at is not None:
            raise Refusal(refusals.MOVE_UNDONE, who=move.undone_by)
        move.undone_at, move.undone_by = at, by.name
        move.save(update_fields=["undone_at", "undone_by"])
        record(events.EDITION_MOVE_UNDONE, move, by=by, at=at, **_names(move.now, move.was), reason=move.reason)
    back: list[str] = []
    stayed: list[Verdict] = []
    for row in move.dossiers.filter(back_at=None).select_related("dossier").order_by("pk"):
        if _back_one(move, row.pk, by=by, at=at):
            back.append(row.dossier.code)
        else:
            stayed.append(Verdict(row.dossier_id, row.dossier.code, [went_on()]))
    return EditionOutcome(move, back, stayed)


@transaction.atomic
def _back_one(move: EditionMove, row_id: int, *, by: Actor, at: datetime) -> bool:
    row = EditionMoved.objects.get(pk=row_id)
    dossier = course.locked(row.dossier_id, None)
    if dossier.edition_id != move.now_id or dossier.moves != row.move_number or dossier.state in ENDED:
        return False
    row.back_at = at
    row.save(update_fields=["back_at"])
    _put_under(dossier, move.was)
    course.tell(events.EDITION_CHANGED, dossier, by=by, at=at, **_names(move.now, move.was), reason=move.reason)
    return bool(course.kept(dossier, None))
