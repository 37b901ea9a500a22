"""The five seed plans are in the demonstration with every figure, and with their oddities."""

import re
from collections import Counter
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors import valid
from congvu.agencies.testing import make_agency, make_official, noon
from congvu.base.actors import system
from congvu.measures.rules import METRICS, OverTime, Unit
from congvu.plans.demo import build_specimens
from congvu.plans.demo.reading import PLANS, seed
from congvu.plans.models import (
    Baseline,
    Budget,
    Indicator,
    LegalText,
    Milestone,
    Plan,
    Project,
    Section,
    Target,
)
from congvu.plans.rules.frameworks import framework_of
from congvu.plans.rules.scopes import Scope
from congvu.plans.rules.words import SOURCES
from congvu.plans.selectors.plans import may_write, published, sees_draft, visible
from congvu.plans.selectors.versions import public_content
from congvu.plans.testing import DAY

AT = noon(DAY)
pytestmark = pytest.mark.django_db

# What each plan holds: sections, targets, baselines, projects, milestones, budgets.
COUNTS = {
    "ha-noi-pmnm-2013-2015": (30, 14, 34, 5, 0, 3),
    "bac-lieu-pmnm-2013-2015": (24, 7, 5, 5, 1, 1),
    "khung-1750-2013-2015": (14, 4, 0, 0, 0, 0),
    "tp-hcm-cntt-2008-2010": (46, 18, 37, 22, 1, 5),
    "hai-phong-cntt-2016-2020": (33, 27, 0, 31, 3, 1),
}
# Every target that is a number: op, value, year. The 15 others are words or a day.
TARGETS = """
HN-01 ge 100 2015, HN-02 ge 60 2015, HN-03 ge 50 2015, HN-04 ge 100 2015, HN-05 ge 100 2015, HN-06 lt 50 2015,
HN-07 ge 70 2015, HN-09 ge 10 2015, HN-10 ge 100 2015, HN-11 ge 15 2020, HN-12 ge 3 None, BL-02 ge 100 2013,
BL-03 ge 100 2014, BL-04 ge 100 2014, BL-05 ge 100 2015, BL-06 ge 100 2015, MIC-01 ge 30 2013, MIC-02 ge 70 2013,
HCM-01 ge 24 2010, HCM-02 ge 20 2010, HCM-04 ge 80 2010, HCM-05 ge 50 2010, HCM-06 ge 100 2010, HCM-07 ge 100 2010,
HCM-08 ge 24 2010, HCM-09 ge 19 2010, HCM-10 ge 44 2010, HCM-11 ge 7 2010, HCM-12 ge 15 2010, HCM-13 ge 1000 2010,
HCM-14 ge 10000 2010, HCM-15 ge 10 2010, HCM-16 ge 2 2008, HP-01 ge 100 2020, HP-02 ge 100 2020, HP-03 ge 60 2020,
HP-04 ge 3 2020, HP-05 ge 100 2020, HP-06 ge 100 2020, HP-07 ge 100 2020, HP-08 ge 100 2020, HP-09 ge 100 2020,
HP-10 ge 70 2020, HP-12 ge 100 2020, HP-13 ge 100 2020, HP-15 ge 100 2020, HP-16 ge 100 2020, HP-17 ge 100 2020,
HP-19 ge 100 2020, HP-20 ge 100 2020, HP-21 ge 100 2020, HP-23 ge 4 2020, HP-27 ge 100 2020
"""
# n/d=value of the baselines that have a figure; those in words stand in `told`.
BASELINES = """
B-HN-01 =87, B-HN-02 =65, B-HN-05 =5, B-HN-06 53/57=93, B-HN-07 6/28, B-HN-08 11/29, B-HN-09 =100, B-HN-10 =100,
B-HN-11 =100, B-HN-12 15/29, B-HN-14 22/28, B-HN-15 20/29, B-HN-16 15/28, B-HN-17 13/29, B-HN-18 4/57, B-HN-19 21/28,
B-HN-20 19/29, B-HN-24 =3.55, B-HN-25 =273, B-HN-26 16/273=5.86, B-HN-28 =13, B-HN-29 =20, B-HN-30 =300,
B-HN-31 =1000, B-HN-32 =20000, B-HN-33 =300, B-BL-01 =134, B-BL-02 =6, B-BL-05 =0, B-HCM-01 =14300000, B-HCM-02 =168,
B-HCM-03 =500000, B-HCM-04 =656200, B-HCM-05 =45000, B-HCM-06 =4574, B-HCM-07 =9394, B-HCM-08 =11, B-HCM-09 =22,
B-HCM-10 =20, B-HCM-14 =5181, B-HCM-15 =277, B-HCM-16 =384, B-HCM-17 =1922, B-HCM-18 =12, B-HCM-19 =19, B-HCM-20 =4,
B-HCM-21 =5, B-HCM-22 =8, B-HCM-23 =23, B-HCM-24 =10, B-HCM-26 =75, B-HCM-27 =29422, B-HCM-28 =17, B-HCM-29 =20,
B-HCM-31 =50, B-HCM-32 =19, B-HCM-37 =1
"""
BUDGETS = {  # million đồng
    "KP-BL-1": (320, []),
    "KP-HCM-05": (31965, [18400, 13565]),
    "KP-HCM-06": (61331, [31536, 29795]),
    "KP-HCM-07": (83447, [44328, 39119]),
    "KP-HCM-08a": (69406, [31532, 37874]),
    "KP-HCM-P": (226330, [78950, 77734, 69650]),
    "KP-HN-1": (None, []),
    "KP-HN-2": (None, []),
    "KP-HN-3": (None, []),
    "KP-HP-1": (None, []),
}
YEARS = {
    (2013, 2015): 9, (2013, 2014): 1, (2008, 2010): 21, (2008, 2009): 1, (2016, 2020): 26, (2016, 2018): 4,
    (2017, 2020): 1,
}  # fmt: skip


@pytest.fixture
def built() -> dict[str, Plan]:
    return build_specimens(by=system("demo", "Mẫu"), at=AT)


def told(text: str) -> list[list[str]]:
    return [one.split() for one in re.split(r",\s*", text.strip())]


def plain(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


def test_everything_the_seeds_name_is_there_and_nothing_else(built: dict[str, Plan]) -> None:
    kinds = ("sections", "targets", "baselines", "projects", "milestones", "budgets")
    assert {slug: tuple(getattr(plan, kind).count() for kind in kinds) for slug, plan in built.items()} == COUNTS
    numbers = (Target, Baseline, Project, Milestone, Budget)
    assert [model.objects.count() for model in numbers] == [70, 76, 63, 5, 10]
    assert Indicator.objects.count() == 70 + 29
    assert Indicator.objects.filter(targets=None).count() == 29
    assert LegalText.objects.count() == 55


def test_every_figure_is_the_plans_own(built: dict[str, Plan]) -> None:
    numbers = Target.objects.exclude(value=None).select_related("indicator")
    assert sorted([row.indicator.code, row.op, plain(row.value), str(row.year)] for row in numbers) == sorted(
        told(TARGETS)
    )
    assert {row.indicator.code for row in Target.objects.exclude(day=None).select_related("indicator")} == {"HP-24"}
    figures = {
        row.code: f"{plain(row.n)}/{plain(row.d)}={plain(row.value)}" for row in Baseline.objects.exclude(value=None)
    } | {row.code: f"{plain(row.n)}/{plain(row.d)}" for row in Baseline.objects.filter(value=None, n__isnull=False)}
    assert {code: figure.replace("/=", "=") for code, figure in figures.items()} == dict(told(BASELINES))
    assert all(row.told for row in Baseline.objects.filter(value=None, n=None))
    budgets = {
        row.code: (row.amount and row.amount // 10**6, sorted(part // 10**6 for part in row.parts.values()))
        for row in Budget.objects.all()
    }
    # PostgreSQL keeps the keys of JSON in an order of its own.
    assert budgets == {code: (total, sorted(parts)) for code, (total, parts) in BUDGETS.items()}
    shares = {row.code: plain(row.share) for row in Budget.objects.exclude(share=None)}
    assert shares == {"KP-HN-2": "3", "KP-HN-3": "15"}
    assert Counter((row.start, row.end) for row in Project.objects.all()) == YEARS


def test_oddities_stay_and_are_doubts(built: dict[str, Plan]) -> None:
    total = Budget.objects.get(code="KP-HCM-P")
    assert (total.told, total.amount, sum(total.parts.values())) == ("226.330 tỷ", 226_330_000_000, 226_334_000_000)
    assert "226,334" in total.doubt
    group = Project.objects.filter(code__startswith="P-HP-II.").order_by("order")
    assert [row.printed for row in group] == ["1", "2", "3", "3", "5", "6", "7", "8"]
    assert "3.384" in Baseline.objects.get(code="B-HCM-35").doubt
    assert LegalText.objects.get(number="19/2009/TT-BTTTT").doubt
    assert LegalText.objects.get(number="19/2011/TT-BTTTT").doubt
    skipped = Section.objects.exclude(skipped="").get()
    assert (skipped.plan.slug, skipped.number) == ("bac-lieu-pmnm-2013-2015", "V")
    exempt = Scope.read(Target.objects.get(indicator__code="HP-27").scope)
    assert exempt.excluded == {"MAU-HP.BLV"}


def test_what_is_measured_is_in_the_catalogue_of_metrics(built: dict[str, Plan]) -> None:
    for row in Indicator.objects.exclude(metric_n=""):
        keys = [key for key in (row.metric_n, row.metric_d) if key]
        assert set(keys) <= set(METRICS), row.code
        # What happens is added up over time, what stands is taken as it stood last.
        kinds = {METRICS[key].kind for key in keys}
        assert kinds == {"flow" if row.over_time == OverTime.SUM else "stock"}, row.code
    for row in Indicator.objects.filter(unit__in=(Unit.PERCENT, Unit.RATIO)):
        assert row.numerator, row.code
        assert row.denominator, row.code


def test_sections_stand_in_their_tree_and_in_the_framework(built: dict[str, Plan]) -> None:
    for plan in built.values():
        framework = framework_of(plan.framework)
        assert framework is not None
        assert plan.edition == framework.edition
        keys = {part.key for part in framework.walk()}
        assert {row.key for row in plan.sections.all()} - {""} <= keys
        places = {one["place"] for one in seed(plan.slug)["sections"]}
        assert {place.rpartition(".")[0] for place in places} - {""} <= places
    deep = Section.objects.get(plan__slug="tp-hcm-cntt-2008-2010", title="Chính phủ điện tử")
    assert (deep.number, deep.parent and deep.parent.number) == ("a", "2")


def test_funding_sources_have_a_word_each() -> None:
    funds = seed("common")["funds"]
    assert len(funds) == 14
    assert sorted(funds.values()) == sorted(SOURCES)


def test_everybody_reads_the_plans_and_no_page_of_today_shows_their_agencies(built: dict[str, Plan]) -> None:
    assert set(published().values_list("slug", flat=True)) == set(PLANS) == set(built)
    content = public_content(built["ha-noi-pmnm-2013-2015"])
    assert content is not None
    assert len(content["targets"]) == 14
    assert not valid(on=DAY).exists()
    hanoi = valid(on=DAY.replace(year=2013)).filter(parent__code="MAU-HN")
    assert Counter(hanoi.values_list("kind", flat=True)) == {Kind.DEPARTMENT: 28, Kind.DISTRICT_COMMITTEE: 29}
    assert all("mẫu" in name for name in Agency.objects.filter(parent=None).values_list("name", flat=True))


def test_they_are_quickly_there() -> None:
    with CaptureQueriesContext(connection) as asked:
        build_specimens(by=system("demo", "Mẫu"), at=AT)
    assert len(asked) < 160


def test_whoever_plans_or_leads_reads_them_whole_and_nobody_writes_them(built: dict[str, Plan]) -> None:
    agency = make_agency("H99.1")
    plan = built["tp-hcm-cntt-2008-2010"]
    for role, reads in ((Role.PLANNER, True), (Role.UNIT_HEAD, True), (Role.LEADER, True), (Role.CLERK, False)):
        viewer = make_official(agency, role)
        assert visible(viewer).filter(pk=plan.pk).exists()
        assert sees_draft(viewer, plan) is reads, role
        assert not may_write(viewer, plan)
