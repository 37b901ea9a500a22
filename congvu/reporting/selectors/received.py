"""What came in at the viewer's agencies: by duty and period, how many of how many, who is missing, who is late."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Min, Q

from congvu.base.actors import Actor
from congvu.measures.rules import Term, term
from congvu.reporting.models import Lock, Report, ReportDuty
from congvu.reporting.rules import WITH_AGENCY, State
from congvu.reporting.selectors.reviewers import READERS

MOST = 60  # periods on one page


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a duty: `told` of `expected`, of which `accepted`; `waiting` for review, `late` and not told."""

    duty: ReportDuty
    term: Term
    expected: int
    told: int
    waiting: int
    accepted: int
    returned: int
    late: int
    void: int
    due_at: datetime | None
    locked: bool

    @property
    def missing(self) -> int:
        """How many were never told."""
        return self.expected - self.told


def received(
    viewer: Actor, *, now: datetime, duty: ReportDuty | None = None, from_: int = 0
) -> tuple[list[Period], bool]:
    """The periods of the duties that the viewer reviews or whose plan it drafts or issues, the newest first, and
    whether there are more. Three queries."""
    near = viewer.agencies(*READERS)
    rows = Report.objects.filter(
        Q(duty__receiver__in=near) | Q(duty__plan__drafter__in=near) | Q(duty__plan__issuer__in=near)
    )
    if duty is not None:
        rows = rows.filter(duty=duty)
    found = list(_counted(rows, now=now).order_by("-first", "duty_id", "-period")[from_ : from_ + MOST + 1])
    return _periods(found[:MOST]), len(found) > MOST


def period_of(duty: ReportDuty, period: str, *, now: datetime) -> Period | None:
    """One period of a duty; None where nothing was opened in it."""
    rows = _counted(Report.objects.filter(duty=duty, period=period), now=now)
    return next(iter(_periods(list(rows))), None)


def reports_in(duty: ReportDuty, period: str) -> list[Report]:
    """The reports of a period: what waits for review first, then what is missing."""
    order = {State.SUBMITTED: 0, State.OPEN: 1, State.RETURNED: 1, State.ACCEPTED: 2, State.VOID: 3}
    rows = Report.objects.filter(duty=duty, period=period).select_related("agency__successor")
    return sorted(rows, key=lambda one: (order[State(one.state)], one.agency.code))


def lock_of(duty: ReportDuty, period: str) -> list[Lock]:
    """All locks of a period, the last first."""
    return list(Lock.objects.filter(duty=duty, period=period).order_by("-pk"))


def _counted(rows: Any, *, now: datetime) -> Any:
    told = Q(submitted_at__isnull=False) & ~Q(state=State.VOID)
    return (
        rows.order_by()
        .values("duty_id", "period")
        .annotate(
            expected=Count("pk", filter=~Q(state=State.VOID)),
            told=Count("pk", filter=told),
            waiting=Count("pk", filter=Q(state=State.SUBMITTED)),
            accepted=Count("pk", filter=Q(state=State.ACCEPTED)),
            returned=Count("pk", filter=Q(state=State.RETURNED)),
            late=Count("pk", filter=Q(state__in=WITH_AGENCY, due_at__lt=now) | Q(told, submitted_at__gt=F("due_at"))),
            void=Count("pk", filter=Q(state=State.VOID)),
            due=Max("due_at", filter=~Q(state=State.VOID)),
            first=Min("opened_at"),
        )
    )


def _periods(found: list[dict[str, Any]]) -> list[Period]:
    keys = {row["duty_id"] for row in found}
    duties = {duty.pk: duty for duty in ReportDuty.objects.filter(pk__in=keys).select_related("plan", "receiver")}
    locked = set(Lock.objects.filter(duty__in=keys, opened_at=None).values_list("duty_id", "period"))
    return [
        Period(
            duties[row["duty_id"]], term(row["period"]), row["expected"], row["told"], row["waiting"], row["accepted"],
            row["returned"], row["late"], row["void"], row["due"], (row["duty_id"], row["period"]) in locked,
        )
        for row in found
    ]  # fmt: skip
