"""Giving an open step to a named official, or from one to another."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.agencies.selectors import holders
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import events, refusals
from congvu.dossiers.models import MOST_REASON, Dossier, Step
from congvu.dossiers.rules import OPEN, may_assign
from congvu.dossiers.services import course
from congvu.dossiers.services.course import Seen
from congvu.inbox import services as inbox
from congvu.journal.services import subject_of
from congvu.people.models import Account


@transaction.atomic
def reassign(
    dossier_id: int, *, element: str, to: int, reason: str, by: Actor, at: datetime, seen: Seen | None = None
) -> Dossier:
    """Give an open step to the account `to`, who holds its role at its agency today. From then on nobody else works
    it; whoever had it reads in the history who took it over and why.

    By the head of the unit or the agency, or by whoever has the step. Refuses with `dossiers.not_found`,
    `changed_meanwhile`, `wrong_state`, `step_not_open`, `not_yours`, `reason_needed`, `too_long`, `not_a_holder`,
    `assigned_already`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, *OPEN)
    step = _step(dossier, element)
    here = step.agency
    if not may_assign(by, account_id=step.account_id, agency_id=here.pk, parent_id=here.parent_id, role=step.role):
        raise Refusal(refusals.NOT_YOURS, role=Role.UNIT_HEAD.label, agency=here.name)
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    former, taker = step.account, _holder(step, to, at=at)
    step.account, step.taken_at = taker, None
    step.save(update_fields=["account", "taken_at"])
    inbox.assign(subject_of(step), account_id=taker.pk, at=at)
    told: dict[str, object] = {
        "step": step.name,
        "to": taker.name,
        "reason": said,
        "element": element,
        "account": taker.pk,
    }
    told |= {"agency": here.code, "role": step.role}
    if former:
        told |= {"former": former.name, "former_account": former.pk}
    course.tell(events.REASSIGNED if former else events.ASSIGNED, dossier, by=by, at=at, **told)
    return course.kept(dossier, seen)


def _step(dossier: Dossier, element: str) -> Step:
    step = next((step for step in dossier.now_open if step.element == element and not step.waits), None)
    if step is None:
        raise Refusal(refusals.STEP_NOT_OPEN)
    return step


def _holder(step: Step, account_id: int, *, at: datetime) -> Account:
    found = holders(step.agency_id, step.role, on=timezone.localdate(at)).filter(pk=account_id).first()
    if found is None:
        raise Refusal(refusals.NOT_A_HOLDER, field="to", role=Role(step.role).label, agency=step.agency.name)
    if found.pk == step.account_id:
        raise Refusal(refusals.ASSIGNED_ALREADY, field="to", who=found.name)
    return found
