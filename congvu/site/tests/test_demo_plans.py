"""The seed plans walked from the framework to the ranking, and the living plan of the demo province."""

from collections import Counter
from decimal import Decimal

import pytest

from congvu.agencies.testing import noon
from congvu.base.actors import system
from congvu.measures.rules import term
from congvu.plans.demo import build_specimens
from congvu.plans.models import Plan
from congvu.plans.testing import DAY
from congvu.progress.demo import build_specimen_rankings
from congvu.progress.models import Ranking
from congvu.reporting.demo import build_specimen_reports
from congvu.reporting.demo.ha_noi import FALLING, QUARTERS, SHARES
from congvu.reporting.models import Report, ReportDuty
from congvu.reporting.rules import State
from congvu.reporting.selectors.consolidating import consolidated, figures

AT = noon(DAY)
BY = system("demo", "Mẫu")
HA_NOI = "ha-noi-pmnm-2013-2015"
DUTIES = {  # of each seed plan: how many of each rhythm
    HA_NOI: {"quarter": 1, "year": 3, "event": 1},
    "bac-lieu-pmnm-2013-2015": {"quarter": 1, "year": 1, "event": 1},
    "khung-1750-2013-2015": {"year": 5, "half": 3, "event": 1},
    "tp-hcm-cntt-2008-2010": {"half": 1, "event": 2},
    "hai-phong-cntt-2016-2020": {"half": 1, "year": 3, "event": 2},
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def ha_noi() -> Plan:
    plan = build_specimens(by=BY, at=AT)[HA_NOI]
    build_specimen_reports(by=BY, at=AT)
    build_specimen_rankings(plan, by=BY, at=AT)
    return plan


def test_ha_noi_is_walked_from_framework_to_ranking(ha_noi: Plan) -> None:
    """One test, for the build is the long part."""
    _duties()
    _quarters(ha_noi)
    _ranking(ha_noi)


def _duties() -> None:
    rows = ReportDuty.objects.values_list("plan__slug", "frequency")
    found: dict[str, Counter[str]] = {}
    for slug, frequency in rows:
        found.setdefault(str(slug), Counter())[frequency] += 1
    assert found == DUTIES
    assert sum(map(sum, (one.values() for one in DUTIES.values()))) == 26
    assert not ReportDuty.objects.filter(active=True).exists()
    assert all(row.told["who"] and row.told["to"] and row.told["when"] for row in ReportDuty.objects.all())


def _quarters(plan: Plan) -> None:
    """Of 57 agencies some told nothing; what the others told comes to the share of the quarter."""
    duty = ReportDuty.objects.get(code="R-01")
    assert [consolidated(duty, code).expected for code in QUARTERS] == [57] * 4
    assert [consolidated(duty, code).known for code in QUARTERS] == [49, 52, 54, 53]
    assert Report.objects.filter(state=State.OPEN).count() == 4 * 57 - 49 - 52 - 54 - 53
    found = figures(plan, [term(code) for code in QUARTERS])
    by_code = {row.indicator.code: row.indicator for row in plan.targets.select_related("indicator")}
    for code, shares in SHARES.items():
        for quarter, share in zip(QUARTERS, shares, strict=True):
            percent = found[by_code[code].pk, quarter].percent
            assert percent is not None
            assert abs(percent - share) < Decimal(1), (code, quarter, percent)
    first = found[by_code["HN-01"].pk, "2013-Q1"]
    assert first.percent is not None
    assert round(first.percent, 2) == Decimal("3.55")
    assert (first.known, first.expected) == (49, 57)
    assert all(shares[-1] < shares[0] for code, shares in SHARES.items() if code in FALLING)
    assert found[by_code["HN-07"].pk, "2013-Q4"].value is None  # the city's own, which nobody told
    assert duty.consolidations.count() == 4


def _ranking(plan: Plan) -> None:
    rankings = {one.scheme.block: one.content for one in Ranking.objects.select_related("scheme")}
    assert {block: len(content["agencies"]) for block, content in rankings.items()} == {
        "Sở, ban, ngành": 28,
        "Quận, huyện, thị xã": 29,
    }
    for content in rankings.values():
        assert content["plan"] == plan.slug
        assert sum(Decimal(one["points"]) for one in content["criteria"]) == 100
        points = [Decimal(one["points"]) for one in content["agencies"]]
        assert points == sorted(points, reverse=True)
        assert content["agencies"][0]["place"] == 1
        # Who gave itself more than the papers bear is ranked by what was verified.
        assert any(Decimal(one["own"]) > Decimal(one["verified"]) for one in content["agencies"])
