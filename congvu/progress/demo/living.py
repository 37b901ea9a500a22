"""The points of the demo province's agencies for its plan: the round is open, and some have scored themselves."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from congvu.agencies.rules import Kind
from congvu.agencies.selectors import actor_for
from congvu.people.models import Account
from congvu.plans.models import Indicator, Plan
from congvu.plans.rules.scopes import Scope
from congvu.progress import services
from congvu.progress.models import Scheme, Score

PLANNER, AUTHOR = "ke-hoach.khoa-hoc", "Cán bộ Mẫu"
BLOCKS = (
    ("Sở, ban, ngành", Scope(kinds=frozenset({Kind.DEPARTMENT.value}), included=frozenset({"H24.01"}))),
    ("Xã, phường, đặc khu", Scope(kinds=frozenset({Kind.COMMUNE_COMMITTEE.value}))),
)
CRITERIA: tuple[tuple[str, str, int, str, str, dict[str, Any]], ...] = (
    ("1", "Hồ sơ nộp trực tuyến", 20, "ratio", "CDS-01", {"full": 80}),
    ("2", "Giải quyết đúng hạn", 20, "steps", "CDS-02", {"steps": [[80, 5], [90, 12], [95, 16], [98, 20]]}),
    ("3", "Nộp phí trực tuyến", 15, "ratio", "CDS-03", {"full": 70}),
    ("4", "Kết quả điện tử", 15, "ratio", "CDS-04", {"full": 90}),
    ("5", "Thủ tục toàn trình", 10, "ratio", "CDS-05", {"full": 50}),
    ("6", "Báo cáo đúng hạn", 10, "timeliness", "", {"late": 50}),
    ("7", "Sáng kiến chuyển đổi số", 10, "manual", "", {}),
)


@transaction.atomic
def build_scheme(plan: Plan, *, until: datetime) -> None:
    """Two blocks in self-scoring, since yesterday."""
    day = timezone.localtime(until).replace(hour=10, minute=0, second=0, microsecond=0) - timedelta(days=1)
    planner = actor_for(Account.objects.get(username=PLANNER), at=day)
    indicators = {row.code: row for row in Indicator.objects.filter(code__startswith="CDS-")}
    for block, scope in BLOCKS:
        scheme = services.make_scheme(
            plan, year=plan.year_from, block=block, scope=scope, legal="Thang điểm mẫu kèm theo kế hoạch", by=planner,
            at=day,
        )  # fmt: skip
        for code, name, points, method, indicator, params in CRITERIA:
            services.add_criterion(
                scheme, code=code, name=name, points=Decimal(points), method=method,
                indicator=indicators.get(indicator), params=params, by=planner, at=day,
            )  # fmt: skip
        services.open_self_scoring(scheme, by=planner, at=day)
        _score_themselves(scheme, at=day)


def _score_themselves(scheme: Scheme, *, at: datetime) -> None:
    """Every third agency has done so, most as they were measured; the accounts on the tour are left to the visitor."""
    shown = Account.objects.filter(is_demo=True)
    rows = Score.objects.filter(criterion__scheme=scheme, applies=True).select_related("criterion")
    done = [row for row in rows.exclude(agency__posts__account__in=shown).order_by("pk") if row.agency_id % 3 == 0]
    for row in done:
        row.said_by, row.said_at = AUTHOR, at
        if row.measured is None:
            row.own, row.evidence = Decimal(row.agency_id % 6 + 2), "Báo cáo của cơ quan (minh họa)"
        else:
            row.own = row.measured
        if row.measured is not None and row.agency_id % 12 == 0 and row.measured < row.criterion.points - 1:
            row.own, row.reason = row.measured + 1, "Có hồ sơ giấy nhập sau ngày tính"
    Score.objects.bulk_update(done, ["own", "evidence", "reason", "said_by", "said_at"])
