"""Who reads what agencies reported to a duty: those who review it, and those whose plan it is."""

from congvu.agencies.rules import Role
from congvu.agencies.selectors.posts import EVERYWHERE
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.measures.rules import Frequency, Term, term, term_of
from congvu.plans.models import Plan
from congvu.plans.selectors.plans import reads_specimen
from congvu.reporting import refusals
from congvu.reporting.models import Consolidation, ReportDuty

READERS = (Role.PLANNER, Role.LEADER)


def reads(viewer: Actor, duty: ReportDuty) -> bool:
    """Whether the viewer may see what all agencies told: planners and leaders of receiver, drafter and issuer; of a
    specimen, whoever reads specimens."""
    if duty.plan and reads_specimen(viewer, duty.plan):
        return True
    places = [duty.receiver_id] + ([duty.plan.drafter_id, duty.plan.issuer_id] if duty.plan else [])
    return EVERYWHERE in viewer.seats or any(viewer.holds(*READERS, at=place) for place in places)


def reads_plan(viewer: Actor, plan: Plan) -> bool:
    """The same of a whole plan."""
    near = any(viewer.holds(*READERS, at=place) for place in (plan.drafter_id, plan.issuer_id))
    return EVERYWHERE in viewer.seats or near or reads_specimen(viewer, plan)


def duty_for(viewer: Actor, duty_id: int) -> ReportDuty:
    """A duty whose figures the viewer may read. Refusal: reporting.not_found."""
    duty = ReportDuty.objects.select_related("plan", "receiver").filter(pk=duty_id).first()
    if duty is None or not reads(viewer, duty):
        raise Refusal(refusals.NOT_FOUND)
    return duty


def consolidation_for(viewer: Actor, pk: int) -> Consolidation:
    """A frozen consolidation that the viewer may read. Refusal: reporting.not_found."""
    found = Consolidation.objects.select_related("duty__plan", "duty__receiver").filter(pk=pk).first()
    if found is None or not reads(viewer, found.duty):
        raise Refusal(refusals.NOT_FOUND)
    return found


def term_of_duty(duty: ReportDuty, code: str) -> Term:
    """The period that a code names, of the duty's own rhythm. Refusal: reporting.no_such_period."""
    try:
        found = term(code)
    except ValueError:
        raise Refusal(refusals.NO_SUCH_PERIOD, period=code) from None
    alike = term_of(found.days.last, Frequency(duty.frequency)) == found
    if not alike or found.days.end <= duty.first or found.days.start > duty.last:
        raise Refusal(refusals.NO_SUCH_PERIOD, period=code)
    return found
