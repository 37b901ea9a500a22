"""A small plan for tests, here and in the rooms above."""

from datetime import date, datetime
from typing import Any

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official, noon
from congvu.base.actors import Actor, Seat
from congvu.plans.models import Indicator, Plan, Project, Target
from congvu.plans.rules.sections import seen_of
from congvu.plans.rules.words import State
from congvu.plans.selectors.sections import empty
from congvu.plans.services.writing import begin, write_section

DAY = date(2026, 1, 5)
AT: datetime = noon(DAY)


def make_plan(
    slug: str = "ke-hoach-mau", *, issuer: Agency | None = None, drafter: Agency | None = None, **more: Any
) -> Plan:
    """A saved plan of 2026 to 2028 that is approved, of a new province where none is given."""
    issuer = issuer or make_agency("H99", Kind.PROVINCE_COMMITTEE)
    given = {
        "title": "Kế hoạch mẫu", "framework": "APP1", "edition": "1750/2012", "year_from": 2026, "year_to": 2028,
        "state": State.APPROVED, "number": "1/QĐ-UBND", "decided_on": DAY, "made_by": "Mẫu", "made_at": AT, **more,
    }  # fmt: skip
    return Plan.objects.create(slug=slug, issuer=issuer, drafter=drafter or issuer, **given)


def make_indicator(code: str = "M-01", **more: Any) -> Indicator:
    """A saved indicator, in per cent unless said otherwise."""
    given = {"name": f"Chỉ tiêu {code}", "unit": "pct", **more}
    if given["unit"] == "pct":
        given = {"numerator": "số đạt", "denominator": "tất cả", **given}
    return Indicator.objects.create(code=code, **given)


def make_target(plan: Plan, indicator: Indicator | None = None, **more: Any) -> Target:
    """A saved target of at least 100 in 2026, for departments and communes."""
    scope = {"kinds": [Kind.DEPARTMENT.value, Kind.COMMUNE_COMMITTEE.value]}
    given = {"year": 2026, "value": 100, "scope": scope, **more}
    return Target.objects.create(plan=plan, indicator=indicator or make_indicator(), **given)


def make_project(plan: Plan, code: str = "P-1", **more: Any) -> Project:
    """A saved project from the plan's first to its last year."""
    return Project.objects.create(
        plan=plan, code=code, **{"name": f"Dự án {code}", "start": plan.year_from, "end": plan.year_to, **more}
    )


def begun(framework: str = "APP3", *, years: tuple[int, int] = (2026, 2028)) -> Plan:
    """A plan that a department has just begun for its province, from a framework."""
    province = make_agency("H98", Kind.PROVINCE_COMMITTEE)
    drafter = make_agency("S-TTTT", Kind.DEPARTMENT, parent=province)
    by = Actor("system:testing", "Mẫu", frozenset({Seat(drafter.pk, Role.PLANNER)}))
    return begin(
        framework, drafter=drafter, issuer=province, year_from=years[0], year_to=years[1], by=by, at=AT
    )  # fmt: skip


def make_writer(plan: Plan) -> Actor:
    """A planner of the agency that writes the plan."""
    return make_official(plan.drafter, Role.PLANNER)


def fill(plan: Plan, *, by: Actor) -> None:
    """Every section that says nothing says something."""
    for section in empty(plan):
        write_section(plan.pk, section.pk, f"Nội dung mẫu của mục {section.key}.", seen=seen_of(""), by=by, at=AT)
