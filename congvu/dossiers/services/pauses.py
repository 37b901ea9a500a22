"""The citizen is asked to complete the dossier: the clock stands still until it is done."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.agencies.selectors import timetable
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.working_time import Budget
from congvu.clocks import selectors as clocks_seen
from congvu.clocks.rules import step_due
from congvu.clocks.services.ledger import told
from congvu.dossiers import events, refusals
from congvu.dossiers.models import MOST_REASON, Dossier, Paper, Supplement
from congvu.dossiers.rules import State
from congvu.dossiers.services import course, process
from congvu.dossiers.services.course import Seen
from congvu.dossiers.services.intake import Counted, Upload, attach
from congvu.dossiers.services.numbering import next_number
from congvu.inbox import services as inbox
from congvu.inbox.rules import State as DutyState
from congvu.journal.services import subject_of
from congvu.procedures.selectors import compiled

# Kept like a step's name of a pack: in Vietnamese, whatever language the clerk reads.
WAITING = "Chờ công dân bổ sung hồ sơ"


@transaction.atomic
def ask_supplement(
    dossier_id: int, *, items: Sequence[str], reason: str, by: Actor, at: datetime, seen: Seen | None = None
) -> Dossier:
    """Ask the citizen in writing (form 02), at most as often as the procedure allows; the clock stops.

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `not_yours`, `supplement_empty`,
    `reason_needed`, `too_long`, `supplement_asked_before`, `supplement_too_late`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    by = course.must_work_on(by, dossier, at=at)
    course.must_be(dossier, State.RECEIVED, State.IN_PROGRESS)
    wanted = [item.strip() for item in items if item.strip()]
    if not wanted:
        raise Refusal(refusals.SUPPLEMENT_EMPTY, field="items")
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    known = compiled(dossier.edition)
    if dossier.supplements.count() >= known.pack.supplement.times:
        raise Refusal(refusals.SUPPLEMENT_ASKED_BEFORE, times=known.pack.supplement.times)
    _must_be_within(dossier, known.pack.supplement.ask_within, at=at)
    supplement = Supplement.objects.create(
        dossier=dossier,
        number=next_number(dossier.agency_id, f"supplement-{timezone.localtime(at):%Y}"),
        items=wanted,
        reason=said,
        asked_at=at,
        asked_by=by.name,
    )
    process.pause(dossier, ground="supplement", state=State.AWAITING_SUPPLEMENT, at=at)
    inbox.put(
        subject_of(supplement),
        course.card(dossier, known, WAITING),
        agency_id=dossier.receiver_id,
        role=Role.CLERK,
        state=DutyState.WAITING,
        due_at=dossier.clock.due_at,
        at=at,
    )
    course.tell(events.SUPPLEMENT_ASKED, dossier, by=by, at=at, items="; ".join(wanted), reason=supplement.reason)
    return course.kept(dossier, seen)


def _must_be_within(dossier: Dossier, budget: Budget | None, *, at: datetime) -> None:
    """Within the procedure's time since the receipt, in which pauses do not count."""
    if budget is None:
        return
    waited = clocks_seen.pauses(dossier.clock_id, since=dossier.received_at)
    last = step_due(dossier.received_at, budget, waited, timetable(dossier.agency_id))
    if at > last:
        raise Refusal(refusals.SUPPLEMENT_TOO_LATE, last=told(last))


@transaction.atomic
def supply(
    dossier_id: int,
    *,
    by: Actor,
    at: datetime,
    papers: Mapping[str, Counted] | None = None,
    uploads: Sequence[Upload] = (),
    seen: Seen | None = None,
) -> Dossier:
    """The citizen has completed the dossier: what came is added, the clock runs on with what was left of it. Done by
    the office that took it, or by the applicant online.

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `not_yours`, `paper_unknown`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    if not course.serves(by, dossier):
        by = course.must_work_on(by, dossier, at=at)
    course.must_be(dossier, State.AWAITING_SUPPLEMENT)
    supplement = dossier.supplements.get(supplied_at=None)
    supplement.supplied_at = at
    supplement.save(update_fields=["supplied_at"])
    inbox.drop([subject_of(supplement)])
    _add_papers(dossier, papers or {})
    attach(dossier, uploads, by=by, at=at)
    process.resume(dossier, at=at)
    course.tell(
        events.SUPPLIED,
        dossier,
        by=by,
        at=at,
        due=told(dossier.clock.due_at),
    )
    return course.kept(dossier, seen)


def _add_papers(dossier: Dossier, papers: Mapping[str, Counted]) -> None:
    listed = {paper.key: paper for paper in compiled(dossier.edition).pack.papers}
    for key, count in papers.items():
        if key not in listed:
            raise Refusal(refusals.PAPER_UNKNOWN, key=key)
        if not count.original and not count.copy:
            continue
        paper = Paper.objects.filter(dossier=dossier, key=key).first()
        paper = paper or Paper(dossier=dossier, key=key, name=listed[key].name)
        paper.original += count.original
        paper.copy += count.copy
        paper.save()
