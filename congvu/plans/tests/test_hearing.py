"""What was reported of projects comes into the plan: later days win, money is counted once, and one line tells it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_post
from congvu.base.actors import Actor
from congvu.journal.models import Entry
from congvu.plans.models import Money, Plan, Project
from congvu.plans.rules.layouts import LAYOUTS, Sum
from congvu.plans.rules.words import BUDGET, LOCAL, NOT_BUDGET, Fund, State
from congvu.plans.selectors.projects import grids, projects
from congvu.plans.selectors.tables import table
from congvu.plans.services import Heard, follow_project, hear, set_money
from congvu.plans.services import Sum as Amount
from congvu.plans.testing import AT, make_plan, make_project, make_writer

pytestmark = pytest.mark.django_db
MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)
BY = Actor("system:testing", "Nơi nhận")


@pytest.fixture
def project() -> Project:
    return make_project(make_plan(), "P-1", kind="new")


def told(project: Project, *, on: date = MARCH, progress: str = "", paid: int | None = None, note: str = "") -> bool:
    one = Heard(project=project.code, progress=progress, paid=paid, note=note)
    heard = hear(project.plan_id, [one], on=on, source=f"Báo cáo {on:%m/%Y}", by=BY, at=AT)
    project.refresh_from_db()
    return bool(heard)


def paid(project: Project) -> list[tuple[Any, ...]]:
    return list(project.money.filter(measure="paid").order_by("fund").values_list("fund", "amount", "as_of", "source"))


def put(project: Project, measure: str, amount: int, fund: str, **more: Any) -> None:
    Money.objects.create(project=project, measure=measure, amount=amount, fund=fund, **{"year": 2026, **more})


def test_how_far_it_is_and_what_was_paid_is_heard_with_one_line(project: Project) -> None:
    before = Plan.objects.get().revision
    assert told(project, progress="running", paid=500, note="Đang đấu thầu")
    assert (project.progress, project.finished_on, project.note) == ("running", None, "Đang đấu thầu")
    assert paid(project) == [("whole", 500, MARCH, "Báo cáo 03/2026")]
    assert Plan.objects.get().revision == before + 1
    line = Entry.objects.get(event="plans.projects_heard")
    assert line.facts["projects"] == [
        {"code": "P-1", "progress": ["planned", "running"], "note": ["", "Đang đấu thầu"], "paid": ["", "500"]}
    ]
    assert not told(project, progress="running", paid=500), "nothing new"
    assert Entry.objects.filter(event="plans.projects_heard").count() == 1
    told(project, on=JUNE, progress="done")
    assert (project.progress, project.finished_on, project.note) == ("done", JUNE, "Đang đấu thầu")


def test_a_later_report_replaces_and_an_earlier_one_changes_nothing(project: Project) -> None:
    told(project, on=JUNE, progress="done", paid=900)
    assert not told(project, on=MARCH, progress="running", paid=500)
    assert (project.progress, paid(project)) == ("done", [("whole", 900, JUNE, "Báo cáo 06/2026")])
    told(project, on=date(2026, 12, 31), paid=1000)
    told(project, on=date(2027, 3, 31), paid=50)
    assert [(row[0], row[1]) for row in paid(project)] == [("whole", 1000), ("whole", 50)], "another year, another row"


def test_the_source_is_known_where_all_of_a_year_comes_from_one(project: Project) -> None:
    put(project, "allocated", 700, "local_it")
    told(project, paid=300)
    assert [row[:2] for row in paid(project)] == [("local_it", 300)]
    put(project, "allocated", 100, "central")
    told(project, on=JUNE, paid=400)
    assert [row[:2] for row in paid(project)] == [("whole", 400)], "and nothing is counted twice"


def test_what_a_planner_wrote_stays_and_the_rest_stands_beside_it(project: Project) -> None:
    put(project, "paid", 200, "central")
    told(project, paid=500)
    assert [row[:2] for row in paid(project)] == [("central", 200), ("whole", 300)]
    assert projects(project.plan)[0].paid == 500
    assert not told(project, paid=500)
    put(project, "paid", 800, "local_it", as_of=date(2026, 12, 31))
    assert not told(project, on=JUNE, paid=600), "the plan knows of a later day"


def test_what_the_planner_says_of_a_later_day_wins(project: Project) -> None:
    writer = make_writer(project.plan)
    follow_project(project.pk, progress="stopped", by=writer, at=AT)
    assert not told(project, on=date(2025, 12, 31), progress="running")
    assert told(project, progress="running", paid=5)
    row = project.money.get()
    set_money(
        project.pk, Amount(fund="central", measure="paid", amount=5, year=2026), money_id=row.pk, by=writer, at=AT
    )
    assert paid(project) == [("central", 5, None, "")], "what is split by hand is the planner's"


@pytest.mark.parametrize(
    ("state", "decided", "hears"),
    [("published", True, True), ("draft", True, True), ("draft", False, False), ("ended", True, False)],
)
def test_a_plan_hears_while_it_holds(project: Project, state: str, decided: bool, hears: bool) -> None:
    Plan.objects.update(state=State(state), decided_on=MARCH if decided else None)
    assert told(project, progress="running") is hears


def test_the_page_says_of_which_day_it_is_and_who_told_it(project: Project, client: Client) -> None:
    told(project, paid=500)
    post = make_post(project.plan.drafter, Role.PLANNER)
    client.force_login(post.account, "congvu.people.backends.AccountBackend")
    page = client.get(reverse("plans-money", args=[project.plan.slug, project.pk])).content.decode()
    assert "đến 31/03/2026 · Báo cáo 03/2026" in page
    assert "chưa tách theo nguồn" in page
    assert '<option value="whole"' not in page, "who writes money knows its source"


def test_what_is_not_split_is_local_and_other_money_nowhere(project: Project) -> None:
    assert Fund.WHOLE not in (*LOCAL, *BUDGET, *NOT_BUDGET)
    told(project, on=JUNE, paid=500)
    put(project, "allocated", 70, "whole")
    for key, layout in LAYOUTS.items():
        cells = [line.cells for line in table(project.plan, key, year=2027).rows if line.project]
        for row in cells:
            some = [cell for cell, column in zip(row, layout.columns, strict=True)
                    if isinstance(column.shows, Sum) and len(column.shows.funds) < len(Fund)]  # fmt: skip
            assert not any(some), key
    t8 = next(line.cells for line in table(project.plan, "T8", year=2027).rows if line.project)
    assert 500 in t8, "until 30/6, of all sources together"
    grid = next(one for one in grids(project) if one.rows[0][1][0] and one.rows[0][1][0].measure == "paid")
    assert (grid.rows[0][0], grid.whole) == ("chưa tách theo nguồn", 500)
