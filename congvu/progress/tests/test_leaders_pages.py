"""The leaders' pages: the states of every target, nothing hidden and nothing invented, in a few queries."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_post
from congvu.measures.rules import term
from congvu.plans.models import Indicator, Money
from congvu.plans.testing import make_indicator, make_plan, make_project, make_target
from congvu.progress.rules import State
from congvu.progress.selectors import courses, open_data, standing
from congvu.progress.selectors.standing import Line
from congvu.progress.testing import SCOPE, Province
from congvu.reporting.models import Value
from congvu.reporting.testing import make_report

pytestmark = pytest.mark.django_db
TODAY = date(2027, 2, 1)


def sign_in(agency: Agency, role: str = Role.LEADER) -> Client:
    client = Client()
    client.force_login(make_post(agency, role).account, "congvu.people.backends.AccountBackend")
    return client


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_at: TODAY)


def text_of(client: Client, name: str, *args: object, **asked: str) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_agencies_that_reach_it_are_counted_on_the_page_and_in_open_data(province: Province) -> None:
    Indicator.objects.update(over_agencies="units")
    for number, n in ((1, 100), (2, 100), (3, 99)):
        province.report(number, n)
    page = text_of(sign_in(province.plan.issuer), "progress-plan", province.plan.slug, nam="2026")
    assert "Quý 4/2026: 2/3 cơ quan đạt 100%." in page
    assert "2/3 cơ quan đạt</" in page
    assert "66,67%" not in page, "agencies are no per cent"
    aims = courses.aims([province.plan])[province.plan.pk]
    told = [one for one in open_data.rows(province.plan, aims, today=TODAY) if one.status == "consolidated" and one.n]
    assert [(one.n, one.d, one.value, one.unit, one.known) for one in told] == [
        (Decimal(2), None, Decimal(2), "count", 3)
    ]


def test_a_plan_on_one_page(province: Province) -> None:
    for number in (1, 2, 3):
        province.report(number, 40, period="2026-Q3")
        province.report(number, 100 if number < 3 else 99)
    Value.objects.filter(period="2026-Q4").update(measured_n=90, measured_d=100)
    behind = make_indicator("M-02", name="Văn bản điện tử")
    make_target(province.plan, behind, scope=SCOPE.write(), value=10)
    late = make_project(province.plan, "P-9", name="Trung tâm dữ liệu", start=2026, end=2026)
    Money.objects.create(project=late, fund="central", measure="estimate", amount=2_000_000_000)
    Money.objects.create(project=late, fund="central", measure="paid", year=2026, amount=500_000_000)
    page = text_of(sign_in(province.plan.issuer), "progress-plan", province.plan.slug, nam="2026")
    assert "Quý 4/2026 mới là 99,67%, lộ trình đến đó cần 100%." in page
    assert "Chưa có số liệu nào được báo cáo." in page, "nobody told the second target"
    assert 'id="behind"' in page
    assert 'id="unknown"' in page
    assert re.search(r"<strong>3<small>/3</small></strong> <span>cơ quan đã báo cáo, Quý 4/2026", page)
    assert "Phải xong trong năm 2026, nay chưa hoàn thành." in page
    assert "2.000.000.000" in page
    assert "500.000.000" in page
    assert page.count('<svg class="chart-svg"') == 5, (
        "the states, one way, two of money... and nothing of what is unknown"
    )
    assert "Hệ thống đo: 12/2026 90%" in page or "Hệ thống đo: 2026 90%" in page


def test_the_table_is_taken_away(province: Province) -> None:
    province.report(1, 100)
    answer = sign_in(province.plan.issuer).get(
        reverse("progress-plan", args=[province.plan.slug]), {"nam": "2026", "dang": "csv"}
    )
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert any("M-01" in row and "1" in row and "3" in row for row in rows)


def test_the_list_tells_how_many_stand_how(province: Province) -> None:
    for number in (1, 2, 3):
        province.report(number, 100)
    page = text_of(sign_in(province.plan.issuer), "progress-plans")
    assert f'<a href="/tien-do/{province.plan.slug}/?nam=2027#reached">1</a>' in page
    assert "3/3" in page


def test_who_may_not_see_a_draft_does_not_find_it(province: Province) -> None:
    draft = make_plan("du-thao", issuer=province.plan.issuer, drafter=province.departments[0], state="draft", number="")
    client = sign_in(province.departments[1])
    assert client.get(reverse("progress-plan", args=[draft.slug])).status_code == 404
    assert Client().get(reverse("progress-plans")).status_code == 302
    assert sign_in(province.departments[2], Role.CLERK).get(reverse("progress-plans")).status_code == 403


def test_the_page_costs_the_same_however_much_there_is(province: Province) -> None:
    client = sign_in(province.plan.issuer)
    address = reverse("progress-plan", args=[province.plan.slug])

    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        return len(counted)

    province.report(1, 50)
    cost()
    before = cost()
    for number in range(2, 6):
        make_target(province.plan, make_indicator(f"M-1{number}"), scope=SCOPE.write())
        make_project(province.plan, f"P-{number}", start=2020, end=2021)
    for number in (2, 3):
        province.report(number, 50)
    assert cost() == before <= 26


def test_summaries_and_lines_agree(province: Province) -> None:
    province.report(1, 100)
    [summary] = standing.summaries([province.plan], today=TODAY)
    lines = standing.lines(province.plan, year=2027, today=TODAY)
    assert summary.counts == standing.counts(lines)
    assert lines[0].known[-1][0] == term("2026-Q4")


def test_a_year_that_is_over_is_shown_as_things_stood_then(province: Province) -> None:
    indicator = make_indicator("M-28", direction="up")
    make_target(province.plan, indicator, scope=SCOPE.write(), year=2028, value=90, baseline_n=0, baseline_d=100)
    make_report(province.duty, province.departments[1], "2026-Q4", {indicator: (20, 100)})
    later = date(2030, 3, 1)

    def line(year: int) -> Line:
        found = standing.lines(province.plan, year=year, today=later)
        return next(one for one in found if one.aim.indicator == indicator)

    assert line(2026).standing.state == State.BEHIND, "20 % where the way asks for 30"
    assert line(2028).standing.state == State.UNKNOWN, "of its end nobody told anything"


def test_an_agency_that_ended_since_was_expected_and_told_nothing(province: Province) -> None:
    province.report(1, 50)
    province.report(2, 50, state="void", submitted_at=None)
    province.report(3, 50, state="void", submitted_at=None)
    Agency.objects.filter(pk=province.departments[1].pk).update(valid_to=date(2027, 1, 15))
    told = courses.reported([province.plan], today=TODAY)[province.plan.pk]
    assert (told.known, told.expected) == (1, 2), "of the third, the duty was called off"
