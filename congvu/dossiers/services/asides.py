"""Beside the process: the opinion of a colleague or another unit, and countersignatures before a decision."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import holders, timetable
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.working_time import Budget, Unit
from congvu.clocks.rules import step_due
from congvu.clocks.services.ledger import told
from congvu.dossiers import events, refusals
from congvu.dossiers.models import MOST_REASON, Dossier, Opinion, Step
from congvu.dossiers.rules import OPEN, WORKING, OpinionKind, in_hands_of
from congvu.dossiers.services import asked, course
from congvu.dossiers.services.course import Seen
from congvu.inbox import services as inbox
from congvu.journal.services import subject_of
from congvu.people.models import Account
from congvu.procedures.selectors import compiled

MOST_DAYS = 30
MOST_ON_CARD = 120
# Kept like a step's name of a pack: in Vietnamese, whatever language the asker reads.
VERDICTS = {True: "đồng ý", False: "không đồng ý"}


@transaction.atomic
def ask_opinion(
    dossier_id: int,
    *,
    element: str,
    kind: str,
    agency: Agency,
    role: str,
    question: str,
    days: int,
    to: int | None = None,
    by: Actor,
    at: datetime,
    seen: Seen | None = None,
) -> Dossier:
    """Whoever works the open step `element` asks the role at an agency, or in it the account `to`, for an opinion or a
    countersignature within so many working days of theirs. The step stays open; whoever is asked may read the dossier.

    Asked anew, somebody who declined to countersign has a new question before them, and the old no falls. Refuses with
    `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `step_not_open`, `not_yours`, `step_taken`,
    `reason_needed`, `too_long`, `opinion_days`, `nobody_asked`, `opinion_of_oneself`, `opinion_asked_before`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, *WORKING)
    step = _step_of(by, dossier, element)
    said = course.sentence(question, field="question", most=MOST_REASON)
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(refusals.OPINION_DAYS, field="days", most=MOST_DAYS)
    account = _somebody(agency, role, to, by=by, at=at)
    opinion = Opinion(
        dossier=dossier,
        step=step,
        kind=OpinionKind(kind),
        agency=agency,
        role=role,
        account=account,
        question=said,
        asked_at=at,
        asked_by=by.name,
        due_at=step_due(at, Budget(Decimal(days), Unit.WORKING_DAY), (), timetable(agency.pk)),
    )
    _replace(dossier, opinion, at=at)
    opinion.save()
    _put(dossier, opinion, at=at)
    _tell_asked(dossier, opinion, by=by, at=at)
    return course.kept(dossier, seen)


@transaction.atomic
def answer_opinion(
    dossier_id: int,
    *,
    opinion: int,
    agrees: bool | None,
    answer: str,
    by: Actor,
    at: datetime,
    seen: Seen | None = None,
) -> Dossier:
    """Whoever was asked says yes or no, and why. Who countersigns may do so without a word; a no has its reason.

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `opinion_closed`, `not_yours`, `step_taken`,
    `opinion_verdict`, `opinion_empty`, `too_long`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, *OPEN)
    one = _open_one(dossier, opinion)
    if not by.holds(one.role, at=one.agency_id, on=at):
        raise Refusal(refusals.NOT_YOURS, role=Role(one.role).label, agency=one.agency.name)
    if not in_hands_of(by, account_id=one.account_id, agency_id=one.agency_id, role=one.role):
        raise Refusal(refusals.NOT_YOURS, role=one.whom, agency=one.agency.name)
    if agrees is None:
        raise Refusal(refusals.OPINION_VERDICT, field="agrees")
    silent = one.kind == OpinionKind.COUNTERSIGN and agrees and not answer.strip()
    needed = refusals.OPINION_EMPTY
    one.answer = "" if silent else course.sentence(answer, field="answer", most=MOST_REASON, needed=needed)
    one.agrees, one.answered_at, one.answered_by = agrees, at, by.name
    one.save(update_fields=["answer", "agrees", "answered_at", "answered_by"])
    inbox.drop([subject_of(one)])
    course.tell(
        events.OPINION_ANSWERED,
        dossier,
        by=by,
        at=at,
        whom=one.whom,
        verdict=VERDICTS[agrees],
        answer=one.answer,
        agrees=agrees,
        opinion=one.pk,
        opinion_kind=one.kind,
        agency=one.agency.code,
    )
    return course.kept(dossier, seen)


@transaction.atomic
def withdraw_opinion(
    dossier_id: int, *, opinion: int, reason: str, by: Actor, at: datetime, seen: Seen | None = None
) -> Dossier:
    """Whoever works on the dossier asks no more: an opinion is not needed, a countersignature is done without.

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `not_yours`, `opinion_closed`,
    `reason_needed`, `too_long`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, *OPEN)
    by = course.must_work_on(by, dossier, at=at)
    one = _open_one(dossier, opinion, declined=True)
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    asked.drop([one], at=at)
    course.tell(events.OPINION_WITHDRAWN, dossier, by=by, at=at, whom=one.whom, reason=said, opinion=one.pk)
    return course.kept(dossier, seen)


def _step_of(by: Actor, dossier: Dossier, element: str) -> Step:
    step = next((step for step in dossier.now_open if step.element == element and not step.waits), None)
    if step is None:
        raise Refusal(refusals.STEP_NOT_OPEN)
    if not by.holds(step.role, at=step.agency_id):
        raise Refusal(refusals.NOT_YOURS, role=Role(step.role).label, agency=step.agency.name)
    return step


def _somebody(agency: Agency, role: str, to: int | None, *, by: Actor, at: datetime) -> Account | None:
    """The account that is asked by name; None where the role is asked."""
    found = holders(agency.pk, role, on=timezone.localdate(at))
    if to is None:
        if not found.exclude(pk=by.account_id or 0).exists():
            raise Refusal(refusals.NOBODY_ASKED, field="whom")
        return None
    if to == by.account_id:
        raise Refusal(refusals.OPINION_OF_ONESELF, field="whom")
    account = found.filter(pk=to).first()
    if account is None:
        raise Refusal(refusals.NOBODY_ASKED, field="whom")
    return account


def _replace(dossier: Dossier, opinion: Opinion, *, at: datetime) -> None:
    """The same was asked of the same before: it must be answered first, and falls where the answer was no."""
    whom = (opinion.kind, opinion.agency_id, opinion.role, opinion.account_id)
    before = [one for one in asked.standing(dossier) if (one.kind, one.agency_id, one.role, one.account_id) == whom]
    if any(one.answered_at is None for one in before):
        raise Refusal(refusals.OPINION_ASKED_BEFORE, field="whom", whom=opinion.whom)
    if opinion.kind == OpinionKind.COUNTERSIGN:
        asked.drop([one for one in before if not one.agrees], at=at)


def _put(dossier: Dossier, opinion: Opinion, *, at: datetime) -> None:
    with override("vi"):
        step = f"{OpinionKind(opinion.kind).label}: {opinion.question}"
    inbox.put(
        subject_of(opinion),
        course.card(dossier, compiled(dossier.edition), step[:MOST_ON_CARD]),
        agency_id=opinion.agency_id,
        role=opinion.role,
        due_at=opinion.due_at,
        at=at,
    )
    if opinion.account_id:
        inbox.assign(subject_of(opinion), account_id=opinion.account_id, at=at)


def _tell_asked(dossier: Dossier, opinion: Opinion, *, by: Actor, at: datetime) -> None:
    with override("vi"):
        kind, whom = str(OpinionKind(opinion.kind).label), opinion.whom
    course.tell(
        events.OPINION_ASKED,
        dossier,
        by=by,
        at=at,
        kind=kind,
        whom=whom,
        question=opinion.question,
        due=told(opinion.due_at),
        opinion=opinion.pk,
        opinion_kind=opinion.kind,
        agency=opinion.agency.code,
        role=opinion.role,
        account=opinion.account_id,
        opinion_due_at=opinion.due_at.isoformat(),
    )


def _open_one(dossier: Dossier, pk: int, *, declined: bool = False) -> Opinion:
    """What stands and is not answered; with `declined` also a no that stands in the way."""
    for one in asked.standing(dossier):
        if one.pk == pk and (one.answered_at is None or (declined and one.agrees is False)):
            return one
    raise Refusal(refusals.OPINION_CLOSED)
