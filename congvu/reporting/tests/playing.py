"""A province whose plan asks two communes and a department for a quarterly report, and everybody in them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official, noon
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.measures.models import Measure
from congvu.plans.models import Indicator
from congvu.plans.testing import make_indicator, make_plan, make_target
from congvu.reporting import services
from congvu.reporting.models import Report, Value
from congvu.reporting.services import Told
from congvu.reporting.testing import make_duty

APRIL = noon(date(2026, 4, 1))  # the first quarter of 2026 is over
LATER = noon(date(2026, 4, 10))


class Play:
    """`hand` is reported by hand, `counted` is measured in both its parts."""

    def __init__(self, **duty: Any) -> None:
        self.province = make_agency("H99", Kind.PROVINCE_COMMITTEE)
        self.office = make_agency("H99.1", Kind.DEPARTMENT, parent=self.province)
        self.communes = [make_agency(f"H99.3{number}", parent=self.province) for number in (1, 2)]
        self.plan = make_plan(issuer=self.province, drafter=self.office)
        self.hand = make_indicator("M-01")
        self.counted = make_indicator("M-02", metric_n="dvc.on_time", metric_d="dvc.settled")
        for order, indicator in enumerate((self.hand, self.counted)):
            make_target(self.plan, indicator, order=order)
        self.duty = make_duty(self.plan, **duty)
        self.drafter = make_official(self.office, Role.PLANNER)
        self.planner = make_official(self.communes[0], Role.PLANNER)
        self.other = make_official(self.communes[1], Role.PLANNER)
        self.leader = make_official(self.communes[0], Role.LEADER)

    def measure(self, on_time: int, settled: int, *, day: date = date(2026, 2, 2)) -> None:
        """What the platform counted for the first commune."""
        for metric, n in (("dvc.on_time", on_time), ("dvc.settled", settled)):
            Measure.objects.update_or_create(
                metric=metric, agency=self.communes[0], day=day, defaults={"n": n, "counted_at": APRIL}
            )

    def open(self, at: datetime = APRIL) -> Report:
        """Open what is owed; the first commune's report."""
        services.open_reports(at)
        return self.report

    @property
    def report(self) -> Report:
        return Report.objects.order_by("-period").filter(agency=self.communes[0]).first()  # type: ignore[return-value]

    def write(self, values: Mapping[Indicator, Told] | None = None, *, by: Actor | None = None, **more: Any) -> Report:
        report = self.report
        given = {"seen": report.version, "at": LATER, **more}
        said = {indicator.pk: told for indicator, told in (values or {}).items()}
        return services.write(report.pk, values=said, by=by or self.planner, **given)

    def do(self, deed: Any, *, by: Actor | None = None, at: datetime = LATER, **more: Any) -> Report:
        report: Report = deed(self.report.pk, seen=self.report.version, by=by or self.drafter, at=at, **more)
        return report

    def submit(self, *, by: Actor | None = None, at: datetime = LATER) -> Report:
        return self.do(services.submit, by=by or self.planner, at=at)

    def counted_values(self, **more: Any) -> dict[str, tuple[Any, Any]]:
        """What is added up, by the indicator's code."""
        rows = Value.objects.filter(counted=True, agency=self.communes[0], **more).select_related("indicator")
        return {value.indicator.code: (value.n, value.d) for value in rows}


def no(code: str) -> Any:
    """This room refuses, by that reason."""
    return pytest.raises(Refusal, match=rf"^reporting\.{code}:")


def ratio(n: float | str, d: float | str, reason: str = "", evidence: str = "") -> Told:
    """A line that tells a quotient."""
    return Told(Decimal(n), Decimal(d), reason=reason, evidence=evidence)
