"""Reports on the demo province's plan: quarters that are over and accepted, the last one in the middle of its course, a
half-year of projects, a survey. What was measured is measured; what agencies say themselves is invented."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.selectors import actor_for
from congvu.base.actors import Actor
from congvu.measures import services as measures
from congvu.measures.rules import METRICS, Frequency, Term, terms
from congvu.measures.selectors import Measured, measured_all
from congvu.measures.selectors.counters import COUNTERS, Span
from congvu.people.models import Account
from congvu.plans.models import Indicator, Plan, Project
from congvu.plans.selectors.assigning import asked
from congvu.reporting.models import Report, ReportDuty, Revision, Value
from congvu.reporting.rules import Source, State
from congvu.reporting.selectors.expecting import duty_agencies
from congvu.reporting.services import consolidating, opening, reviewing
from congvu.reporting.services.duties import Wanted, make_duty
from congvu.reporting.services.following import Turn, after, put_duty, start_clock

SURVEY = Path(__file__).parent.parent / "data" / "surveys" / "hien-trang-pmnm.json"
PLANNER, AUTHOR = "ke-hoach.khoa-hoc", "Cán bộ Mẫu"
ORDERED = date(2026, 1, 7)
ALL = {"kinds": ["department", "commune_committee"], "include": ["H24.01"]}
DEPARTMENTS = {"kinds": ["department"], "include": ["H24.01"]}
# Of the last quarter: where the reports of those stand who are shown on the tour.
COURSE = {
    "ke-hoach.hong-bang": State.RETURNED,
    "ke-hoach.kien-thuy": State.OPEN,
    "ke-hoach.cat-hai": State.SUBMITTED,
    "ke-hoach.khoa-hoc": State.ACCEPTED,
    "ke-hoach.xay-dung": State.OPEN,
    "ke-hoach.tu-phap": State.ACCEPTED,
    "ke-hoach.cong-thuong": State.SUBMITTED,
    "ke-hoach.moi-truong": State.RETURNED,
    "ke-hoach.thue": State.OPEN,
}
ASKED = ("ke-hoach.hong-bang", "ke-hoach.kien-thuy", "ke-hoach.xay-dung", "ke-hoach.tu-phap")  # by the survey
REMARKS = "CDS-09: số máy trạm nhiều hơn kỳ trước 40 máy mà không có thuyết minh. Đề nghị kiểm tra lại và ghi nguồn."
WORDS = "Số liệu minh họa của tỉnh trình diễn."
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Living:
    """The plan in the demo province, at the moment at which its year ends."""

    plan: Plan
    until: datetime
    by: Actor

    @cached_property
    def quarters(self) -> list[Term]:
        """Those of the plan that are over."""
        last = timezone.localdate(self.until) - DAY
        return list(terms(date(self.plan.year_from, 1, 1), last, Frequency.QUARTER))

    @cached_property
    def indicators(self) -> list[Indicator]:
        return list(Indicator.objects.filter(targets__plan=self.plan).distinct())

    def signed_in(self, at: datetime, username: str = PLANNER) -> Actor:
        return actor_for(Account.objects.get(username=username), at=at)

    def build(self) -> None:
        """All of it."""
        quarterly, half, survey = self._duties()
        self._measure(self.quarters[-1])
        for number, quarter in enumerate(self.quarters[:-1]):
            self._over(quarterly, quarter, number)
        self._running(quarterly, self.quarters[-1])
        self._projects(half)
        at = self._before(5)
        speakers = [self.signed_in(at, username) for username in ASKED]
        opening.ask(survey.pk, [min(one.agencies()) for one in speakers], by=self.signed_in(at), at=at)
        opening.open_reports(self.until)  # locks what is over, and nobody owes what an ended agency owed

    def _duties(self) -> tuple[ReportDuty, ReportDuty, ReportDuty]:
        at = _moment(ORDERED, 9)
        span: dict[str, Any] = {"first": date(self.plan.year_from, 1, 1), "last": date(self.plan.year_to, 12, 31)}
        receiver, by = self.plan.drafter, self.signed_in(at)
        quarterly = Wanted(
            code="CDS-Q", title="Kết quả chuyển đổi số hằng quý", receiver=receiver, frequency=Frequency.QUARTER,
            scope=ALL, lock_days=75, **span,
        )  # fmt: skip
        half = Wanted(
            code="CDS-H", title="Tiến độ dự án, giải ngân sáu tháng", receiver=receiver, frequency=Frequency.HALF,
            scope=DEPARTMENTS, due_days=15, asks_indicators=False, asks_projects=True, **span,
        )  # fmt: skip
        yearly = Wanted(
            code="CDS-Y", title="Báo cáo năm về chuyển đổi số", receiver=receiver, frequency=Frequency.YEAR, scope=ALL,
            due_days=20, asks_indicators=False, **span,
        )  # fmt: skip
        survey = Wanted(
            code="CDS-KS", title="Khảo sát hiện trạng phần mềm nguồn mở", receiver=receiver, frequency=Frequency.EVENT,
            scope=ALL, due_days=8, asks_indicators=False, asks_words=False,
            form=json.loads(SURVEY.read_text(encoding="utf-8")), **span,
        )  # fmt: skip
        made = [make_duty(self.plan, one, by=by, at=at) for one in (quarterly, half, yearly, survey)]
        return made[0], made[1], made[3]

    def _measure(self, quarter: Term) -> None:
        """The last quarter's figures: flows of each of its days, stocks of its last one. The days since are left to the
        background, which shows how far it is."""
        keys = {key for one in self.indicators for key in (one.metric_n, one.metric_d) if key}
        flows = sorted(key for key in keys if METRICS[key].kind == "flow")
        first, last = quarter.days.start, quarter.days.last
        measures.count(flows, first, last, by=self.by, at=self.until)
        measures.count(keys - set(flows), last, last, by=self.by, at=self.until)
        yesterday = timezone.localdate(self.until) - DAY
        if last < yesterday:
            measures.ask(keys, last + DAY, yesterday, by=self.by, at=self.until)

    def _over(self, duty: ReportDuty, quarter: Term, number: int) -> None:
        """A quarter that everybody but a few told in time, by hand: nothing was measured yet. Those few have told
        nothing until it was locked."""
        agencies = duty_agencies(duty, quarter)
        due = _moment(quarter.days.end + 13 * DAY, 17)
        silent = {place for place in range(len(agencies)) if place % 23 == 11 + number}
        self._waiting(duty, quarter, [agencies[place] for place in sorted(silent)])
        told = [
            Report(
                duty=duty, agency=agency, period=quarter.code, state=State.ACCEPTED, due_at=due,
                opened_at=_moment(quarter.days.end, 8), submitted_at=due + (place % 12 - 10) * DAY,
                accepted_at=due + 4 * DAY,
            )
            for place, agency in enumerate(agencies) if place not in silent
        ]  # fmt: skip
        reports = self._told(told)
        wanted, counted = asked(self.plan, term=quarter), self._counted(quarter)
        Value.objects.bulk_create(
            self._value(report, target.indicator, figure)
            for report in reports
            for target in wanted.get(report.agency_id, ())
            if (figure := self._by_hand(target.indicator, report.agency_id, number, counted))
        )
        at = due + 6 * DAY
        if at < self.until:
            consolidating.consolidate(
                duty.pk, quarter.code, sent_to="UBND thành phố", by=self.signed_in(at), at=at
            )  # fmt: skip

    def _running(self, duty: ReportDuty, quarter: Term) -> None:
        """The last quarter: some have told nothing yet, some wait for the review, some are given back."""
        shown = {min(self.signed_in(self.until, name).agencies()): state for name, state in COURSE.items()}
        agencies = duty_agencies(duty, quarter)
        states = {agency.pk: shown.get(agency.pk) or _state(place) for place, agency in enumerate(agencies)}
        due = self._waiting(duty, quarter, [one for one in agencies if states[one.pk] == State.OPEN])
        told = self._told(
            Report(
                duty=duty, agency=agency, period=quarter.code, due_at=due, opened_at=_moment(quarter.days.end, 8),
                state=State.ACCEPTED if states[agency.pk] == State.ACCEPTED else State.SUBMITTED,
                submitted_at=min(due + (place % 12 - 10) * DAY, self.until),
                accepted_at=due + 4 * DAY if states[agency.pk] == State.ACCEPTED else None,
            )
            for place, agency in enumerate(agencies) if states[agency.pk] != State.OPEN
        )  # fmt: skip
        self._figures(quarter, told)
        at = self._before(2)
        by = self.signed_in(at)
        for report in told:
            if states[report.agency_id] == State.RETURNED:
                reviewing.return_(report.pk, remarks=REMARKS, seen=report.version, by=by, at=at)

    def _figures(self, quarter: Term, reports: Sequence[Report]) -> None:
        """What was measured is told as measured; one agency knows better, and says why."""
        wanted = asked(self.plan, term=quarter)
        pairs = {(one.metric_n, one.metric_d) for one in self.indicators if one.metric_n}
        seen = measured_all(pairs, [one.agency_id for one in reports], period=quarter.days)
        number = len(self.quarters) - 1
        values, changed = [], False
        for report in reports:
            for target in wanted.get(report.agency_id, ()):
                pair = target.indicator.metric_n, target.indicator.metric_d
                one = seen.get(pair, {}).get(report.agency_id, Measured())
                if one.n is None:
                    if figure := self._by_hand(target.indicator, report.agency_id, number, {}):
                        values.append(self._value(report, target.indicator, figure))
                    continue
                value = self._measured(report, target.indicator, one)
                if not changed and one.d and one.n < one.d and target.indicator.code == "CDS-02":
                    value.n, value.source, changed = one.n + 1, Source.CHANGED, True
                    value.reason = "Một hồ sơ trả đúng hẹn tại nhà, ghi vào hệ thống muộn một ngày"
                values.append(value)
        Value.objects.bulk_create(values)

    def _counted(self, quarter: Term) -> dict[str, dict[int, int]]:
        """What the platform would have counted for each agency in a quarter that nobody measured: agencies looked it up
        in their books, and told it by hand."""
        first, last = quarter.days.start, quarter.days.last
        days, end = Span(first, last, at=self.until), Span(last, last, at=self.until)
        keys = {key for one in self.indicators for key in (one.metric_n, one.metric_d) if key}
        return {
            key: {
                agency: sum(numbers)
                for agency, numbers in COUNTERS[key](days if METRICS[key].kind == "flow" else end).numbers.items()
            }
            for key in sorted(keys)
        }

    def _by_hand(
        self, indicator: Indicator, agency_id: int, number: int, counted: Mapping[str, Mapping[int, int]]
    ) -> tuple[int, int | None] | None:
        """What an agency says itself: of what the platform knows as much, of the rest what grows from quarter to
        quarter. None of what is words."""
        if indicator.metric_n in counted:
            d = counted[indicator.metric_d].get(agency_id, 0)
            return counted[indicator.metric_n].get(agency_id, 0), d
        if indicator.code == "CDS-10":
            return 2 + agency_id % 5 + number, None
        if indicator.code != "CDS-09":
            return None
        whole = 20 + agency_id * 7 % 45
        share = 21 + 5 * number + agency_id * 13 % 17 - 8
        return round(whole * share / 100), whole

    def _waiting(self, duty: ReportDuty, quarter: Term, agencies: Sequence[Agency]) -> datetime:
        """Reports that are open, each with its clock and in its agency's inbox; until when they are due."""
        opened = _moment(quarter.days.end, 8)
        reports = []
        for agency in agencies:
            since = after(quarter.days.last, agency.pk)
            clock = start_clock(Turn(duty, agency.pk, quarter.code), duty.due_days, since=since)
            reports.append(
                Report(
                    duty=duty, agency=agency, period=quarter.code, clock=clock, due_at=clock.due_at,
                    followed_due_at=clock.due_at, opened_at=opened,
                )
            )  # fmt: skip
        Report.objects.bulk_create(reports)
        Revision.objects.bulk_create(Revision(report=report, number=1) for report in reports)
        for report in reports:
            put_duty(report, at=opened)
        return max(report.due_at for report in reports)

    def _told(self, reports: Iterator[Report] | Sequence[Report]) -> list[Report]:
        made = Report.objects.bulk_create(reports)
        Revision.objects.bulk_create(
            Revision(
                report=report, number=1, words=WORDS, submitted_by=AUTHOR, submitted_at=report.submitted_at,
                reviewed_by=AUTHOR if report.accepted_at else "", reviewed_at=report.accepted_at,
            )
            for report in made
        )  # fmt: skip
        return made

    def _value(self, report: Report, indicator: Indicator, figure: tuple[int, int | None]) -> Value:
        return Value(
            report=report, revision=1, duty_id=report.duty_id, agency_id=report.agency_id, indicator=indicator,
            period=report.period, counted=True, n=figure[0], d=figure[1],
        )  # fmt: skip

    def _measured(self, report: Report, indicator: Indicator, one: Measured) -> Value:
        value = self._value(report, indicator, (0, None))
        value.n, value.d, value.source = one.n, one.d, Source.MEASURED
        value.measured_n, value.measured_d, value.measured_on = one.n, one.d, one.on
        return value

    def _projects(self, duty: ReportDuty) -> None:
        """The first half-year, as those tell it who lead projects."""
        last = timezone.localdate(self.until) - DAY
        for half in list(terms(duty.first, last, Frequency.HALF))[:1]:
            due = _moment(half.days.end + 20 * DAY, 17)
            agencies = duty_agencies(duty, half)
            reports = self._told(
                Report(
                    duty=duty, agency=agency, period=half.code, state=State.ACCEPTED, due_at=due,
                    opened_at=_moment(half.days.end, 8), submitted_at=due - (1 + place % 6) * DAY,
                    accepted_at=due + 3 * DAY,
                )
                for place, agency in enumerate(agencies)
            )  # fmt: skip
            led: dict[int, list[Project]] = {}
            for project in self.plan.projects.prefetch_related("money"):
                led.setdefault(project.lead_id or 0, []).append(project)
            revisions = list(Revision.objects.filter(report__in=reports).select_related("report"))
            for revision in revisions:
                revision.projects = [_half_of(project) for project in led.get(revision.report.agency_id, ())]
            Revision.objects.bulk_update(revisions, ["projects"])

    def _before(self, days: int) -> datetime:
        return _moment(timezone.localdate(self.until) - days * DAY, 9)


@transaction.atomic
def build_reports(plan: Plan, *, until: datetime, by: Actor) -> None:
    """Duties, measures and reports of the plan, up to now."""
    Living(plan, until, by).build()


def _state(place: int) -> State:
    if place % 9 == 4:
        return State.OPEN
    return State.SUBMITTED if place % 7 == 3 else State.ACCEPTED


def _half_of(project: Project) -> Mapping[str, object]:
    paid = sum(one.amount for one in project.money.all() if one.measure == "paid")
    return {"project": project.code, "progress": project.progress, "paid": paid // 2, "note": ""}


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_default_timezone())
