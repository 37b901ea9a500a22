"""One report: who may see it, what it asks, what stands in it, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.journal.services import subject_of
from congvu.measures.rules import Term, term, term_of
from congvu.plans.models import Assignment, Project, Target
from congvu.plans.selectors.assigning import asked_of
from congvu.reporting import events, refusals
from congvu.reporting.models import Lock, Report, Revision, Value
from congvu.reporting.rules import WITH_AGENCY, Seen, State
from congvu.reporting.selectors.measuring import Measured, measured_for

OWN = (Role.PLANNER, Role.UNIT_HEAD, Role.LEADER)  # of the agency that reports
REVIEWERS = (Role.PLANNER, Role.LEADER)  # of the one that receives
MOST_LINES = 200
ICONS = {
    events.SUBMITTED.name: "send",
    events.RETURNED.name: "back",
    events.ACCEPTED.name: "check",
    events.REOPENED.name: "edit",
    events.VOIDED.name: "cross",
    events.WRITTEN.name: "edit",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One asked indicator: its target, what is told (None: nothing yet), what was measured when it was told, what is
    measured now, and what was told of the period before."""

    target: Target
    value: Value | None
    measured: Measured
    before: Value | None
    wanted: Any  # the agency's own value, else everybody's

    @property
    def frozen(self) -> Seen:
        """What stands beside the told figure for ever."""
        return Seen(self.value.measured_n, self.value.measured_d) if self.value else Seen()

    @property
    def moved(self) -> bool:
        """Whether what is measured now is another figure than the one that was told beside it."""
        return self.value is not None and self.measured.seen.n is not None and self.measured.seen != self.frozen


@dataclass(frozen=True, slots=True)
class Whole:
    """All of one revision of a report."""

    report: Report
    term: Term
    revision: Revision
    lines: list[Line]
    projects: list[Project]
    lock: Lock | None
    hidden: bool = False  # it was not told yet, and is not the viewer's

    @property
    def told(self) -> bool:
        """Whether this revision was told."""
        return self.revision.submitted_at is not None


def report_for(viewer: Actor, pk: int) -> Report:
    """A report that the viewer may see: of the own agency or of one that it took over, or one sent to the own agency,
    or of a plan that the own agency drafts or issues. Refusal: reporting.not_found."""
    own, near = viewer.agencies(*OWN), viewer.agencies(*REVIEWERS)
    mine = Q(agency__in=own) | Q(agency__successor__in=own) | Q(duty__receiver__in=near)
    mine |= Q(duty__plan__drafter__in=near) | Q(duty__plan__issuer__in=near)
    rows = Report.objects.select_related("duty__plan", "duty__receiver", "agency__successor", "clock")
    report = rows.filter(mine, pk=pk).first()
    if report is None:
        raise Refusal(refusals.NOT_FOUND)
    return report


def seen_revision(report: Report, viewer: Actor) -> int:
    """The revision at work for the agency itself; for others the one told last, where there is one."""
    if report.state not in WITH_AGENCY or viewer.holds(*OWN, at=report.agency_id):
        return report.revision
    rows = report.revisions.filter(submitted_at__isnull=False).order_by("-number")
    return rows.values_list("number", flat=True).first() or report.revision


def whole_for(viewer: Actor, report: Report, *, revision: int = 0) -> Whole:
    """What the viewer sees of a revision; without one, of that which `seen_revision` names. What was not told yet is
    the agency's own: others see what is asked, and not what it has written so far. Refusal: reporting.not_found."""
    found = whole(report, revision=revision or seen_revision(report, viewer))
    own = [report.agency_id, *([report.agency.successor_id] if report.agency.successor_id else [])]
    if found.told or any(viewer.holds(*OWN, at=agency_id) for agency_id in own):
        return found
    blank = Revision(report=report, number=found.revision.number, reason=found.revision.reason)
    return replace(found, revision=blank, lines=[replace(line, value=None) for line in found.lines], hidden=True)


def whole(report: Report, *, revision: int) -> Whole:
    """Everything of one revision. Refusal: reporting.not_found."""
    found = report.revisions.filter(number=revision).first()
    if found is None:
        raise Refusal(refusals.NOT_FOUND)
    period = term(report.period)
    values = {value.indicator_id: value for value in report.values.filter(revision=revision)}
    lines = _lines(report, period, values) if report.duty.asks_indicators and report.duty.plan else []
    lock = Lock.objects.filter(duty=report.duty_id, period=report.period, opened_at=None).first()
    return Whole(report, period, found, lines, projects_of(report), lock)


def asked_in(report: Report, period: Term) -> list[Target]:
    """The targets whose indicators a report asks for."""
    duty = report.duty
    return asked_of(duty.plan, report.agency, term=period) if duty.asks_indicators and duty.plan else []


def projects_of(report: Report) -> list[Project]:
    """The plan's projects that the agency leads, if the report asks for them."""
    if not report.duty.asks_projects or report.duty.plan_id is None:
        return []
    return list(Project.objects.filter(plan=report.duty.plan_id, lead=report.agency_id).order_by("order", "pk"))


def revisions(report: Report) -> list[Revision]:
    """All revisions, the last first."""
    return list(report.revisions.order_by("-number"))


def history(report: Report) -> list[dict[str, Any]]:
    """Who did what to a report and why, newest first, as the timeline shows it."""
    rows = Entry.objects.filter(subject=subject_of(report)).order_by("-pk")[:MOST_LINES]
    begun = {"at": report.opened_at, "what": _("Giao báo cáo"), "who": "", "icon": "plus"}
    lines = [
        {
            "at": line.at,
            "what": events.ALL[line.event].tell(line.facts),
            "who": line.actor_name,
            "icon": ICONS.get(line.event, "tick"),
        }
        for line in rows
    ]
    return [*lines, begun]


def may_write(viewer: Actor, found: Whole) -> bool:
    """Whether the viewer may write it now."""
    return _at_work(found) and viewer.holds(Role.PLANNER, at=found.report.agency_id)


def may_submit(viewer: Actor, found: Whole) -> bool:
    """Whether the viewer may tell it now."""
    return _at_work(found) and viewer.holds(Role.PLANNER, Role.LEADER, at=found.report.agency_id)


def may_review(viewer: Actor, report: Report) -> bool:
    """Whether the viewer reviews for its receiver."""
    return viewer.holds(*REVIEWERS, at=report.duty.receiver_id)


def before(report: Report, period: Term) -> Report | None:
    """The report of the period before."""
    last = term_of(period.days.before().last, report.duty.frequency).code
    if last == report.period:
        return None
    rows = Report.objects.filter(duty=report.duty_id, agency=report.agency_id, period=last)
    return rows.exclude(state=State.VOID).first()


def _at_work(found: Whole) -> bool:
    report = found.report
    at_work = report.state in WITH_AGENCY and found.revision.number == report.revision
    return at_work and found.lock is None and report.agency.valid_to is None


def _lines(report: Report, period: Term, values: Mapping[int, Value]) -> list[Line]:
    targets = asked_in(report, period)
    now = measured_for([target.indicator for target in targets], report.agency_id, term=period)
    earlier = before(report, period)
    last = {value.indicator_id: value for value in earlier.values.filter(counted=True)} if earlier else {}
    own = _own_values(report, targets)
    return [
        Line(
            target, values.get(target.indicator_id), now[target.indicator_id], last.get(target.indicator_id),
            own.get(target.pk, target.value),
        )
        for target in targets
    ]  # fmt: skip


def _own_values(report: Report, targets: list[Target]) -> dict[int, Any]:
    rows = Assignment.objects.filter(target__in=targets, agency=report.agency_id, value__isnull=False)
    return dict(rows.values_list("target_id", "value"))
