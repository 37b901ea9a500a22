"""For whom a plan waits: one clock, and a duty in the inbox of each who has the next word."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import descendants, held
from congvu.base.working_time import Budget
from congvu.clocks import services as clocks
from congvu.clocks.models import Clock
from congvu.clocks.rules import State as ClockState
from congvu.inbox import services as inbox
from congvu.inbox.models import Duty
from congvu.plans.models import Plan


def wait(
    plan: Plan, step: str, budget: Budget, *, role: Role, agencies: Sequence[int], home: Agency, at: datetime
) -> None:
    """From now on the plan waits for a role at these agencies; for nobody else any more. The caller saves the plan."""
    rest(plan, at=at)
    plan.clock = clocks.start(budget, agency_id=home.pk, label=_label(plan), at=at)
    card = inbox.Card(
        code=f"KH-{plan.pk}", title=plan.title, step=step, who=plan.drafter.short_name,
        address=f"/lap-ke-hoach/{plan.slug}/",
    )  # fmt: skip
    for agency_id in agencies:
        inbox.put(
            subject(plan, agency_id), card, agency_id=agency_id, role=role, due_at=plan.clock.due_at, at=at
        )  # fmt: skip


def rest(plan: Plan, *, at: datetime) -> None:
    """The plan waits for nobody. The caller saves the plan."""
    if plan.clock and plan.clock.state != ClockState.STOPPED:
        plan.clock = clocks.stop(plan.clock.pk, at=at)
    inbox.drop(list(waiting(plan)))


def answered(plan: Plan, agency_id: int) -> None:
    """This agency has said its word."""
    inbox.drop([subject(plan, agency_id)])


def waiting(plan: Plan) -> dict[str, int]:
    """The duties that are open of the plan: their subjects, and whose they are."""
    mine = Duty.objects.filter(subject__startswith=subject(plan, ""))
    return dict(mine.values_list("subject", "agency_id"))


def asked(plan: Plan, *, at: datetime) -> list[int]:
    """The agencies whose planners are asked what they say: all under the issuer that have one, without the drafter."""
    places = descendants([plan.issuer_id]) - {plan.drafter_id}
    posts: Sequence[int] = list(
        held(on=timezone.localdate(at)).filter(role=Role.PLANNER).order_by().values_list("agency_id", flat=True)
    )
    return sorted(places & set(posts))


@transaction.atomic
def follow_clocks() -> int:
    """After a calendar edit: the inboxes show the due times that the clocks have now; how many moved."""
    moved = 0
    running = Plan.objects.filter(clock__state=ClockState.RUNNING).select_related("clock")
    for plan in running:
        clock: Clock | None = plan.clock
        assert clock
        duties = Duty.objects.filter(subject__startswith=subject(plan, "")).exclude(due_at=clock.due_at)
        moved += duties.update(due_at=clock.due_at)
    return moved


def subject(plan: Plan, agency_id: int | str) -> str:
    """The name of a duty of the plan."""
    return f"plans.plan:{plan.pk}/{agency_id}"


def _label(plan: Plan) -> str:
    before = Clock.objects.filter(label__startswith=f"KH-{plan.pk}-").count()
    return f"KH-{plan.pk}-{before + 1}"
