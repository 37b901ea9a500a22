"""What Hà Nội's agencies might have reported in 2013. The first quarter stands where the plan says that things stood
(3.55 % of computers with OpenOffice); all that follows is invented, by formulas without chance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.base.actors import Actor
from congvu.measures.rules import Term, term
from congvu.plans.models import Indicator
from congvu.reporting.models import Report, ReportDuty, Revision, Value
from congvu.reporting.rules import State
from congvu.reporting.selectors.expecting import duty_agencies
from congvu.reporting.services.consolidating import consolidate

QUARTERS = ("2013-Q1", "2013-Q2", "2013-Q3", "2013-Q4")
# Of each quarter: which agencies (by their place in the list of codes) told nothing, and which told it late.
SILENT = ({3, 11, 19, 24, 33, 41, 48, 55}, {11, 24, 41, 48, 55}, {24, 41, 55}, {24, 33, 41, 55})
LATE = ({7, 30}, {3, 33}, {11, 48}, {11, 19, 48})
COMPUTERS = 87  # per cent of officials, as the plan says
SHARES: Mapping[str, tuple[Decimal, ...]] = {  # of all agencies together, in per cent by quarter
    "HN-01": (Decimal("3.55"), Decimal(9), Decimal(19), Decimal(31)),
    "HN-02": (Decimal("0.8"), Decimal(3), Decimal(8), Decimal(14)),
    "HN-03": (Decimal(2), Decimal(4), Decimal(7), Decimal(11)),
    "HN-04": (Decimal(0), Decimal(6), Decimal(18), Decimal(35)),
    "HN-05": (Decimal(5), Decimal(22), Decimal(41), Decimal(63)),
    "HN-06": (Decimal(86), Decimal(81), Decimal(76), Decimal(70)),
    "HN-10": (Decimal(25), Decimal(47), Decimal(72), Decimal(94)),
}
FALLING = {"HN-06"}
AUTHOR, REVIEWER = "Cán bộ Mẫu", "Cán bộ Mẫu (Sở Thông tin và Truyền thông)"
WORDS = "Số liệu minh họa, không phải số liệu thật của cơ quan."


@dataclass(frozen=True, slots=True)
class Office:
    """An agency with its size, by which everything else is told. `eager` ones are ahead of the others."""

    agency: Agency
    place: int

    @property
    def officials(self) -> int:
        if self.agency.kind == Kind.DEPARTMENT:
            return 60 + self.place * 37 % 150
        return 170 + self.place * 53 % 160

    def whole(self, code: str, quarter: int) -> int:
        """What a share is of: the denominator."""
        return {
            "HN-01": -(-self.officials * COMPUTERS // 100),
            "HN-02": self.officials,
            "HN-03": 300 + self.officials * (3 + (self.place + quarter) % 3),
            "HN-04": 1 + self.officials // 90,
            "HN-05": 3 + self.officials // 60,
            "HN-06": 40 + self.officials // 2,
            "HN-10": 1,
        }[code]

    @property
    def eager(self) -> Decimal:
        """By how much it is ahead of the others: from 0.5 to 1.5."""
        return Decimal(50 + self.place * 29 % 101) / 100


def build_year(duty: ReportDuty, *, by: Actor, at: datetime) -> None:
    """The reports of the four quarters with their figures, in bulk, and the receiver's frozen sums."""
    indicators = {row.code: row for row in Indicator.objects.filter(code__in=(*SHARES, "HN-09"))}
    for number, code in enumerate(QUARTERS):
        period = term(code)
        offices = [Office(agency, place) for place, agency in enumerate(duty_agencies(duty, period))]
        _build_quarter(duty, period, number, offices, indicators)
        consolidate(duty.pk, code, sent_to="UBND thành phố Hà Nội", by=by, at=at)


def _build_quarter(
    duty: ReportDuty, period: Term, number: int, offices: list[Office], indicators: Mapping[str, Indicator]
) -> None:
    told = [office for office in offices if office.place not in SILENT[number]]
    rows = Report.objects.bulk_create(_report(duty, period, number, office) for office in offices)
    reports = {row.agency_id: row for row in rows}
    Revision.objects.bulk_create(_revision(row) for row in rows)
    figures: list[tuple[Office, Indicator, int, int | None]] = [
        (office, indicators[code], n, d) for code in SHARES for office, n, d in _shares(code, number, told)
    ]
    figures += [(office, indicators["HN-09"], count, None) for office, count in _services(number, told)]
    Value.objects.bulk_create(
        Value(
            report=reports[office.agency.pk], revision=1, duty=duty, agency=office.agency, indicator=indicator,
            period=period.code, counted=True, n=n, d=d,
        )
        for office, indicator, n, d in figures
    )  # fmt: skip


def _shares(code: str, number: int, offices: list[Office]) -> Iterator[tuple[Office, int, int]]:
    """Each agency's n and d, so that together they come to the share of the quarter. What is rounded away at one agency
    is carried over to the next."""
    wholes = [office.whole(code, number) for office in offices]
    aim = SHARES[code][number] / 100
    if code in FALLING:  # who is ahead has less of what should be less
        weights = [whole * (2 - office.eager) for office, whole in zip(offices, wholes, strict=True)]
    else:
        weights = [whole * office.eager for office, whole in zip(offices, wholes, strict=True)]
    scale = aim * sum(wholes) / sum(weights)
    owed = Decimal(0)
    for office, whole, weight in zip(offices, wholes, weights, strict=True):
        owed += weight * scale
        n = min(whole, int(owed + Decimal("0.5")))
        owed -= n
        yield office, n, whole


def _services(number: int, offices: list[Office]) -> Iterator[tuple[Office, int]]:
    """District services shared on open source: a few forerunners."""
    for office in offices:
        if office.agency.kind == Kind.DISTRICT_COMMITTEE:
            yield office, number if office.place % 9 == 4 else 0


def _report(duty: ReportDuty, period: Term, number: int, office: Office) -> Report:
    ended = _moment(period.days.end, 8)
    due, told = _moment(period.days.end + timedelta(days=13), 17), None
    if office.place not in SILENT[number]:
        days = 17 + office.place % 4 if office.place in LATE[number] else 4 + office.place % 9
        told = _moment(period.days.end + timedelta(days=days), 9 + office.place % 7)
    return Report(
        duty=duty, agency=office.agency, period=period.code, state=State.ACCEPTED if told else State.OPEN, due_at=due,
        opened_at=ended, submitted_at=told, accepted_at=told and told + timedelta(days=5),
    )  # fmt: skip


def _revision(report: Report) -> Revision:
    if report.submitted_at is None:
        return Revision(report=report, number=1)
    return Revision(
        report=report, number=1, words=WORDS, submitted_by=AUTHOR, submitted_at=report.submitted_at,
        reviewed_by=REVIEWER, reviewed_at=report.accepted_at,
    )  # fmt: skip


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_default_timezone())
