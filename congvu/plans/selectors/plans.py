"""Which plans somebody may see, and who may write, approve or comment on one."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from congvu.agencies.rules import Role
from congvu.agencies.selectors import ancestors
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.text import fold
from congvu.plans import refusals
from congvu.plans.models import Plan
from congvu.plans.rules.words import WRITABLE, State

READERS = (Role.PLANNER, Role.LEADER)  # of the drafter and the issuer: they see a draft
COMMENTERS = (Role.PLANNER, Role.UNIT_HEAD, Role.LEADER)  # of any agency under the issuer


def published() -> QuerySet[Plan]:
    """Plans that everybody may read: once published, they stay so while a change is drafted and when they have ended.

    What everybody reads of one is its last approved version (`selectors.versions.public_content`).
    """
    return Plan.objects.filter(published_at__isnull=False)


def in_force() -> QuerySet[Plan]:
    """Plans that hold: once approved (they have a decision's number) and not ended, also while a change is drafted."""
    return Plan.objects.exclude(number="").exclude(state=State.ENDED)


def visible(viewer: Actor) -> QuerySet[Plan]:
    """The plans that the viewer may open; of one whose draft it may not see, the last approved version."""
    plans = Plan.objects.select_related("drafter", "issuer")
    near = viewer.agencies(*READERS)
    above = _above(viewer.agencies(*COMMENTERS))
    sees = Q(published_at__isnull=False)
    if viewer.holds(*COMMENTERS):
        sees |= Q(specimen=True)
    if near:
        sees |= Q(drafter__in=near) | Q(issuer__in=near)
    if above:
        sees |= Q(issuer__in=above) & (~Q(state=State.DRAFT) | ~Q(number=""))
    return plans.filter(sees)


def found(viewer: Actor, *, state: str = "", framework: str = "", year: int = 0, text: str = "") -> QuerySet[Plan]:
    """Those of them that fit the filters; `text` is looked for in titles and decision numbers."""
    plans = visible(viewer)
    if state in State.values:
        plans = plans.filter(state=state)
    if framework:
        plans = plans.filter(framework=framework)
    if year:
        plans = plans.filter(year_from__lte=year, year_to__gte=year)
    if text:
        hits = [pk for pk, *said in plans.values_list("pk", "title", "number", "slug") if _holds(said, text)]
        plans = plans.filter(pk__in=hits)
    return plans


def plan_for(viewer: Actor, slug: str) -> Plan:
    """A plan that the viewer may open. Refusal: plans.not_found."""
    plan = visible(viewer).filter(slug=slug).first()
    if plan is None:
        raise Refusal(refusals.NOT_FOUND)
    return plan


def draft_for(viewer: Actor, slug: str) -> Plan:
    """A plan as it stands at work, for who may see that. Refusal: plans.not_found."""
    plan = plan_for(viewer, slug)
    if not sees_draft(viewer, plan):
        raise Refusal(refusals.NOT_FOUND)
    return plan


def draft_to_write(viewer: Actor, slug: str) -> Plan:
    """A plan for a page on which it is written. Refusals: plans.not_found, not_drafter."""
    plan = draft_for(viewer, slug)
    must_draft(viewer, plan)
    return plan


def must_draft(viewer: Actor, plan: Plan) -> None:
    """Refusal: plans.not_drafter."""
    if not drafts(viewer, plan):
        raise Refusal(refusals.NOT_DRAFTER, agency=plan.drafter.name)


def sees_draft(viewer: Actor, plan: Plan) -> bool:
    """Whether the viewer sees the plan as it stands at work, not only its last approved version."""
    if viewer.holds(*READERS, at=plan.drafter_id) or viewer.holds(*READERS, at=plan.issuer_id):
        return True
    if reads_specimen(viewer, plan):
        return True
    if plan.state in (State.DRAFT,):
        return False
    return bool(commenting(viewer, plan))


def reads_specimen(viewer: Actor, plan: Plan) -> bool:
    """Whether the plan is a specimen of elsewhere, kept to be read and compared: by whoever plans, heads or leads."""
    return plan.specimen and viewer.holds(*COMMENTERS)


def may_write(viewer: Actor, plan: Plan) -> bool:
    """Whether the viewer may change the plan now: a planner of its drafter, while it is drafted or commented on."""
    return plan.state in WRITABLE and drafts(viewer, plan)


def drafts(viewer: Actor, plan: Plan) -> bool:
    """Whether the viewer is a planner of the agency that writes the plan."""
    return viewer.holds(Role.PLANNER, at=plan.drafter_id)


def approves(viewer: Actor, plan: Plan) -> bool:
    """Whether the viewer is a leader of the agency that issues the plan."""
    return viewer.holds(Role.LEADER, at=plan.issuer_id)


def commenting(viewer: Actor, plan: Plan) -> list[int]:
    """The viewer's agencies under the issuer (or the issuer itself) for which it may say something of the plan."""
    return sorted(agency for agency in viewer.agencies(*COMMENTERS) if plan.issuer_id in ancestors(agency))


def _above(agency_ids: Iterable[int]) -> set[int]:
    return {above for agency_id in sorted(agency_ids) for above in ancestors(agency_id)}


def _holds(said: list[str], text: str) -> bool:
    folded = " ".join(fold(one) for one in said)
    return all(word in folded for word in fold(text).split())
