"""A small province with a plan, reports and a scheme of points, for tests here and above."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official, noon
from congvu.base.actors import Actor
from congvu.plans.models import Indicator, Plan
from congvu.plans.rules.scopes import Scope
from congvu.plans.testing import make_indicator, make_plan, make_target
from congvu.progress import services
from congvu.progress.models import Scheme
from congvu.reporting.models import ReportDuty
from congvu.reporting.testing import make_duty, make_report

AT: datetime = noon(date(2027, 1, 20))
SCOPE = Scope(frozenset({Kind.DEPARTMENT.value}))


@dataclass
class Province:
    """A province with `many` departments, a plan of 2026 to 2028 with one target, and its quarterly reports."""

    many: int = 3
    plan: Plan = field(init=False)
    indicator: Indicator = field(init=False)
    duty: ReportDuty = field(init=False)
    departments: list[Agency] = field(init=False)

    def __post_init__(self) -> None:
        top = make_agency("H99", Kind.PROVINCE_COMMITTEE, name="UBND tỉnh Mẫu")
        self.departments = [
            make_agency(f"H99.{number}", Kind.DEPARTMENT, parent=top, name=f"Sở Mẫu {number}")
            for number in range(1, self.many + 1)
        ]
        self.plan = make_plan(issuer=top, drafter=self.departments[0])
        self.indicator = make_indicator("M-01", name="Máy trạm cài phần mềm nguồn mở")
        make_target(self.plan, self.indicator, scope=SCOPE.write(), value=100, baseline_n=20, baseline_d=100,
                    baseline_year=2025)  # fmt: skip
        self.duty = make_duty(self.plan, scope=SCOPE.write())

    def report(self, number: int, n: int, d: int = 100, period: str = "2026-Q4", **more: Any) -> None:
        """A department's report of the one target."""
        make_report(self.duty, self.departments[number - 1], period, {self.indicator: (n, d)}, **more)

    def planner(self, number: int = 1) -> Actor:
        """A planner of a department; the first department drafts the plan."""
        return make_official(self.departments[number - 1], Role.PLANNER)

    def leader(self) -> Actor:
        """A leader of the province."""
        return make_official(self.plan.issuer, Role.LEADER)

    def scheme(self, by: Actor, *, year: int = 2026, method: str = "ratio", **more: Any) -> Scheme:
        """A draft with two criteria: the target by `method` (70 points), and evidence (30 points)."""
        scheme = services.make_scheme(self.plan, year=year, block="Sở, ban, ngành", scope=SCOPE, by=by, at=AT)
        services.add_criterion(
            scheme, code="1", name="Nguồn mở", points=Decimal(70), method=method, indicator=self.indicator, by=by,
            at=AT, **more,
        )  # fmt: skip
        services.add_criterion(scheme, code="2", name="Đào tạo", points=Decimal(30), method="manual", by=by, at=AT)
        return scheme
