"""The ranking of Hà Nội's agencies for 2013: two blocks, self-scored, verified and published. The points are invented,
but found from the reports by the methods that everybody else's are found by."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.plans.models import Indicator, Plan
from congvu.plans.rules.scopes import Scope
from congvu.plans.selectors.assigning import agencies_in
from congvu.progress.models import Answer, Criterion, Ranking, Scheme, Score
from congvu.progress.rules.methods import checked
from congvu.progress.selectors.measuring import Found, measured
from congvu.progress.selectors.ranking import sheets
from congvu.progress.services.publishing import content

YEAR = 2013
AUTHOR, REVIEWER = "Cán bộ Mẫu", "Cán bộ Mẫu (Sở Thông tin và Truyền thông)"
BLOCKS = (("Sở, ban, ngành", Kind.DEPARTMENT), ("Quận, huyện, thị xã", Kind.DISTRICT_COMMITTEE))
CRITERIA: tuple[tuple[str, str, int, str, str, dict[str, Any]], ...] = (
    ("1", "Máy trạm có bộ phần mềm nguồn mở cơ bản", 25, "ratio", "HN-01", {"full": 60}),
    ("2", "Cán bộ thạo phần mềm nguồn mở", 15, "ratio", "HN-02", {"full": 30}),
    ("3", "Văn bản soạn bằng phần mềm nguồn mở", 10, "ratio", "HN-03", {"full": 20}),
    ("4", "Lãnh đạo được bồi dưỡng", 10, "ratio", "HN-05", {}),
    ("5", "Vi phạm bản quyền", 15, "ratio", "HN-06", {"inverse": True}),
    ("6", "Dịch vụ công dùng chung trên nền nguồn mở", 5, "list", "HN-09", {"each": 1, "cap": 5}),
    ("7", "Báo cáo quý đúng hạn", 10, "timeliness", "", {"late": 50}),
    ("8", "Kế hoạch và kinh phí của đơn vị", 10, "manual", "", {}),
)


def build_rankings(plan: Plan, *, at: datetime) -> list[Ranking]:
    """One for each block, frozen."""
    indicators = {row.code: row for row in Indicator.objects.filter(code__in={one[4] for one in CRITERIA})}
    return [_ranking(plan, block, kind, indicators, at=at) for block, kind in BLOCKS]


def _ranking(plan: Plan, block: str, kind: str, indicators: dict[str, Indicator], *, at: datetime) -> Ranking:
    scope = Scope(kinds=frozenset({kind}))
    scheme = Scheme.objects.create(
        plan=plan, year=YEAR, block=block, scope=scope.write(), state=Scheme.State.PUBLISHED,
        legal="Thang điểm minh họa, không phải của thành phố", made_by=REVIEWER, made_at=at,
    )  # fmt: skip
    criteria = Criterion.objects.bulk_create(
        Criterion(
            scheme=scheme, code=code, name=name, points=points, method=method, indicator=indicators.get(indicator),
            params=checked(method, params, Decimal(points)), order=order,
        )
        for order, (code, name, points, method, indicator, params) in enumerate(CRITERIA, start=1)
    )  # fmt: skip
    agencies = agencies_in(scope, plan.issuer_id, on=date(YEAR, 12, 31))
    _scores(scheme, criteria, agencies, at=at)
    found = sheets(scheme, criteria)
    Answer.objects.bulk_create(
        Answer(scheme=scheme, agency=one.agency, agrees=True, said_by=AUTHOR, said_at=at) for one in found
    )
    return Ranking.objects.create(
        scheme=scheme, content=content(scheme, criteria, found), published_by=REVIEWER, published_at=at
    )


def _scores(scheme: Scheme, criteria: Sequence[Criterion], agencies: Sequence[Agency], *, at: datetime) -> None:
    known = measured(scheme, criteria, agencies, at=at)
    Score.objects.bulk_create(
        _score(criterion, agency, place, known[criterion.pk, agency.pk], at=at)
        for place, agency in enumerate(agencies)
        for criterion in criteria
    )


def _score(criterion: Criterion, agency: Agency, place: int, found: Found, *, at: datetime) -> Score:
    """What was measured is what counts; where an agency gives itself more, the verifier takes it back. Of what nobody
    can measure, the verifier gives what the papers bear."""
    score = Score(criterion=criterion, agency=agency, measured=found.points, applies=not found.why_not)
    if found.why_not:
        score.reason = found.why_not
        return score
    manual = criterion.method == "manual"
    paper = Decimal(4 + place * 7 % 6)
    verified = paper if manual else found.points or Decimal(0)
    generous = place % 5 == 2 and criterion.code in ("1", "8") and verified < criterion.points
    score.own = min(verified + 1, criterion.points) if generous else verified
    score.verified, score.verified_by, score.verified_at = verified, REVIEWER, at
    score.said_by, score.said_at = AUTHOR, at
    if manual:
        score.evidence = "Kế hoạch năm của đơn vị (minh họa)"
    if generous:
        score.reason = "Có việc chưa kịp ghi vào báo cáo"
        score.remark = "Không có minh chứng"
    elif found.points is None and not manual:
        score.reason, score.remark = "Không báo cáo", "Không có số liệu: 0 điểm"
    return score
