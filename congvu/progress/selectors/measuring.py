"""What the platform knows of each agency for each criterion of a scheme, when self-scoring begins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from congvu.agencies.models import Agency
from congvu.measures.rules import Unit, term
from congvu.plans.models import Indicator
from congvu.plans.selectors.assigning import assignments
from congvu.progress.models import Criterion, Scheme
from congvu.progress.rules.methods import Known, points
from congvu.progress.selectors import courses
from congvu.reporting.models import Report
from congvu.reporting.rules import State
from congvu.reporting.selectors.consolidating import told_by_agencies

Pair = tuple[int, int]  # an indicator and an agency


@dataclass(frozen=True, slots=True)
class Found:
    """What one criterion gives one agency: points (None: not known), or why it does not apply."""

    points: Decimal | None = None
    why_not: str = ""


def measured(
    scheme: Scheme, criteria: Sequence[Criterion], agencies: Sequence[Agency], *, at: datetime
) -> dict[tuple[int, int], Found]:
    """By (criterion, agency). A dozen queries, whatever the number of either."""
    last = date(scheme.year, 12, 31)
    values = _values(scheme, [one.indicator for one in criteria if one.indicator])
    exempt, meant = _applying(scheme, on=last)
    reports = _reports(scheme, at=at)
    found: dict[tuple[int, int], Found] = {}
    nobody = Known()
    for criterion in criteria:
        why_not = {agency.pk: _why_not(criterion, agency, exempt, meant, reports) for agency in agencies}
        mine = {agency.pk: values.get((criterion.indicator_id or 0, agency.pk)) for agency in agencies}
        best = max((value for pk, value in mine.items() if value is not None and not why_not[pk]), default=None)
        for pk, value in mine.items():
            if why_not[pk]:
                found[criterion.pk, pk] = Found(why_not=why_not[pk])
                continue
            told = reports.get(pk, nobody)
            known = Known(value, best, told.on_time, told.late, told.owed)
            found[criterion.pk, pk] = Found(points(criterion.method, known, criterion.params, criterion.points))
    return found


def _why_not(
    criterion: Criterion, agency: Agency, exempt: dict[Pair, str], meant: dict[int, set[int]],
    reports: dict[int, Known],
) -> str:  # fmt: skip
    if criterion.method == "timeliness":
        return "" if agency.pk in reports else _("Không có báo cáo nào phải nộp trong năm.")
    indicator = criterion.indicator_id
    if indicator is None or indicator not in meant:
        return ""
    if (indicator, agency.pk) in exempt:
        return exempt[indicator, agency.pk] or _("Được miễn chỉ tiêu này.")
    return "" if agency.pk in meant[indicator] else _("Chỉ tiêu không giao cho cơ quan này.")


def _applying(scheme: Scheme, *, on: date) -> tuple[dict[Pair, str], dict[int, set[int]]]:
    """Who is exempt from which indicator and why, and who has it, in the year of the scheme."""
    assigned = assignments(scheme.plan, on=on)
    exempt: dict[Pair, str] = {}
    meant: dict[int, set[int]] = {}
    for aim in courses.aims([scheme.plan])[scheme.plan_id]:
        one = assigned[aim.target_of(aim.goal_of(scheme.year)).pk]
        meant[aim.indicator.pk] = {agency.pk for agency in one.agencies}
        exempt |= {(aim.indicator.pk, agency.pk): reason for agency, reason in one.exempt}
    return exempt, meant


def _values(scheme: Scheme, indicators: Iterable[Indicator]) -> dict[Pair, Decimal]:
    """What each agency reported of the year, in the indicator's unit: a stock's last, a flow's sum. The database adds;
    what nobody told is not there."""
    by_key = {one.pk: one for one in indicators}
    found: dict[Pair, Decimal] = {}
    for pair, figure in told_by_agencies(scheme.plan, by_key.values(), term(str(scheme.year))) if by_key else ():
        value = figure.percent if by_key[pair[0]].unit == Unit.PERCENT else figure.value
        if value is not None:
            found[pair] = value
    return found


def _reports(scheme: Scheme, *, at: datetime) -> dict[int, Known]:
    """Of each agency, its reports of the year that are due: told in time, told late, owed. One query."""
    rows = (
        Report.objects.filter(duty__plan=scheme.plan_id, period__startswith=str(scheme.year), due_at__lte=at)
        .exclude(state=State.VOID)
        .order_by()
        .values("agency")
        .annotate(
            on_time=Count("pk", filter=Q(submitted_at__lte=F("due_at"))),
            late=Count("pk", filter=Q(submitted_at__gt=F("due_at"))),
            owed=Count("pk"),
        )
    )
    return {row["agency"]: Known(on_time=row["on_time"], late=row["late"], owed=row["owed"]) for row in rows}
