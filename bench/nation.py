"""The rows that `bench.plans` measures on: a nation of provinces, each with its plan, written by SQL and in bulk.

One plan, one quarterly duty and one scheme of points for each province; of every agency a report for every quarter, of
which one in twenty was not given. Nothing of it is the services' work, and no figure means anything.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.db import connection

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.measures.rules import Term, terms
from congvu.plans.models import Assignment, Indicator, Plan, Target
from congvu.plans.rules.words import State
from congvu.progress.models import Criterion, Scheme
from congvu.reporting.models import Report, ReportDuty, Revision, Value

AT = datetime(2026, 1, 5, 5, tzinfo=UTC)
FIRST = 2021
SCOPE = {"kinds": [Kind.DEPARTMENT.value, Kind.COMMUNE_COMMITTEE.value]}


@dataclass
class Nation:
    """What was written."""

    plans: list[Plan] = field(default_factory=list)
    duties: list[ReportDuty] = field(default_factory=list)
    quarters: list[Term] = field(default_factory=list)
    rows: int = 0

    def scheme(self, year: int) -> tuple[Scheme, list[Criterion]]:
        """Points for each indicator of the first plan, in one block."""
        made = Scheme.objects.create(
            plan=self.plans[0], year=year, block="Tất cả", scope=SCOPE, made_by="bench", made_at=AT
        )
        targets = self.plans[0].targets.filter(year=year).select_related("indicator")
        return made, Criterion.objects.bulk_create(
            Criterion(
                scheme=made, code=f"C-{order}", name=one.indicator.name, points=10, method="ratio",
                indicator=one.indicator, params={"full": 100}, order=order,
            )
            for order, one in enumerate(targets)
        )  # fmt: skip

    @property
    def today(self) -> date:
        """The day after the last quarter."""
        return self.quarters[-1].days.end


def fill(size: dict[str, int], tell: Callable[[str], None]) -> Nation:
    """Write it all, quarter by quarter."""
    _unchecked(True)
    years = -(-size["quarters"] // 4)
    nation = Nation()
    nation.quarters = list(terms(date(FIRST, 1, 1), date(FIRST + years, 12, 31), "quarter"))[: size["quarters"]]
    root = Agency.objects.create(
        code="V00", kind=Kind.PROVINCE_COMMITTEE, name="Cả nước", short_name="Cả nước", valid_from=date(FIRST, 1, 1)
    )
    indicators = Indicator.objects.bulk_create(_indicator(number) for number in range(size["indicators"]))
    for number in range(size["provinces"]):
        _province(nation, number, root, indicators, years, size["agencies"])
    tell(f"{Agency.objects.count()} agencies, {Target.objects.count()} targets")
    for place, quarter in enumerate(nation.quarters):
        _reports(quarter, place)
        tell(f"{quarter.code}: {Value.objects.filter(period=quarter.code).count():,} figures")
    _unchecked(False)
    nation.rows = Value.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return nation


def _unchecked(on: bool) -> None:
    """PostgreSQL looks every key up, one after the other; what is written here out of its own tables needs no look."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET session_replication_role = {'replica' if on else 'DEFAULT'}")


def _indicator(number: int) -> Indicator:
    """Of ten, eight are percentages that stand at a time, one is a number that adds up, one counts agencies."""
    kind = number % 10
    if kind == 8:
        return Indicator(code=f"B-{number:03}", name=f"Số {number}", unit="count", over_time="sum", over_agencies="sum")
    return Indicator(
        code=f"B-{number:03}", name=f"Tỷ lệ {number}", unit="pct", numerator="số đạt", denominator="tất cả",
        over_agencies="units" if kind == 9 else "ratio",
    )  # fmt: skip


def _province(
    nation: Nation, number: int, root: Agency, indicators: list[Indicator], years: int, agencies: int
) -> None:
    code, start = f"V{number + 1:02}", date(FIRST, 1, 1)
    province = Agency.objects.create(
        code=code, kind=Kind.PROVINCE_COMMITTEE, parent=root, name=f"Tỉnh {code}", short_name=f"Tỉnh {code}",
        valid_from=start,
    )  # fmt: skip
    below = Agency.objects.bulk_create(
        Agency(
            code=f"{code}.{place:03}", kind=Kind.DEPARTMENT if place % 5 == 0 else Kind.COMMUNE_COMMITTEE,
            parent=province, name=f"Cơ quan {code}.{place:03}", short_name=f"Cơ quan {place:03}", valid_from=start,
        )
        for place in range(agencies)
    )  # fmt: skip
    plan = Plan.objects.create(
        slug=f"ke-hoach-{number}", title=f"Kế hoạch {code}", framework="APP1", edition="1750/2012", issuer=province,
        drafter=province, year_from=FIRST, year_to=FIRST + years - 1, state=State.PUBLISHED, number="1/QĐ-UBND",
        decided_on=start, made_by="bench", made_at=AT, published_at=AT,
    )  # fmt: skip
    targets = Target.objects.bulk_create(
        Target(plan=plan, indicator=one, year=FIRST + year, value=60 + 5 * year, scope=SCOPE, order=order)
        for order, one in enumerate(indicators)
        for year in range(years)
    )
    Assignment.objects.bulk_create(
        Assignment(target=target, agency=below[place % agencies], exempt=True, reason="hải đảo")
        for place, target in enumerate(targets)
        if place % 20 == 0
    )
    duty = ReportDuty.objects.create(
        plan=plan, code=f"B-{number}", title="Báo cáo quý", scope=SCOPE, receiver=province, frequency="quarter",
        first=start, last=date(FIRST + years - 1, 12, 31), made_by="bench", made_at=AT,
    )  # fmt: skip
    nation.plans.append(plan)
    nation.duties.append(duty)


def _reports(quarter: Term, place: int) -> None:
    """Everybody's reports of a quarter, in three statements."""
    told = f"(a.id * 7 + {place}) %% 20 <> 0"
    report, revision, value = (model._meta.db_table for model in (Report, Revision, Value))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {report} (duty_id, agency_id, period, state, revision, version, due_at, opened_at,"
            " submitted_at, accepted_at)"
            f" SELECT u.id, a.id, %s, CASE WHEN {told} THEN 'accepted' ELSE 'open' END, 1, 1, u.made_at, u.made_at,"
            f" CASE WHEN {told} THEN u.made_at END, CASE WHEN {told} THEN u.made_at END"
            " FROM reporting_reportduty u JOIN agencies_agency a ON a.parent_id = u.receiver_id"
            " ORDER BY u.id, a.id",
            [quarter.code],
        )
        cursor.execute(
            f"INSERT INTO {revision} (report_id, number, words, projects, submitted_by, remarks, reviewed_by, reason)"
            f" SELECT id, 1, '', '[]', '', '', '', '' FROM {report} WHERE period = %s",
            [quarter.code],
        )
        cursor.execute(
            f"INSERT INTO {value} (report_id, revision, duty_id, agency_id, indicator_id, period, counted, n, d, text,"
            " source, reason, evidence)"
            " SELECT r.id, 1, r.duty_id, r.agency_id, i.id, r.period, r.state = 'accepted',"
            " CASE WHEN r.state = 'accepted' THEN (r.agency_id * 31 + i.id * 17 + %s) %% 80 END,"
            " CASE WHEN r.state = 'accepted' AND i.unit = 'pct' THEN 80 + i.id %% 20 END, '', 'manual', '', ''"
            f" FROM {report} r CROSS JOIN plans_indicator i WHERE r.period = %s ORDER BY r.id, i.id",
            [11 * place, quarter.code],
        )
