"""A period is added up, frozen, explained and measured beside; the receiver's pages show it, and nobody else's do."""

import argparse
import csv
import io
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official, make_post, noon
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.measures.models import Measure
from congvu.measures.rules import term
from congvu.people.testing import make_account
from congvu.plans.models import Assignment, Target
from congvu.plans.testing import make_indicator, make_plan, make_target
from congvu.reporting.commands import add_commands
from congvu.reporting.models import Value
from congvu.reporting.rules import State
from congvu.reporting.selectors.beside import measured_beside
from congvu.reporting.selectors.consolidating import consolidated, figures
from congvu.reporting.selectors.explaining import explain
from congvu.reporting.selectors.reading import read
from congvu.reporting.services.consolidating import consolidate
from congvu.reporting.testing import make_duty, make_report

pytestmark = pytest.mark.django_db
APRIL = noon(date(2026, 4, 20))


class World:
    """A province whose drafter receives the quarterly reports of three communes."""

    def __init__(self) -> None:
        self.province = make_agency("H99", Kind.PROVINCE_COMMITTEE)
        self.office = make_agency("H99.1", Kind.OFFICE, parent=self.province)
        self.communes = [make_agency(f"H99.3{number}", parent=self.province) for number in range(3)]
        self.plan = make_plan(issuer=self.province, drafter=self.office)
        self.duty = make_duty(self.plan)
        self.indicator = make_indicator(metric_n="dvc.on_time", metric_d="dvc.settled")
        self.target = make_target(self.plan, self.indicator, value=90)
        self.planner = make_official(self.office, Role.PLANNER)

    def tell(self, place: int, n: Any, d: Any, **more: Any) -> Any:
        return make_report(self.duty, self.communes[place], "2026-Q1", {self.indicator: (n, d)}, **more)

    def measure(self, place: int, n: int, d: int) -> None:
        for metric, number in (("dvc.on_time", n), ("dvc.settled", d)):
            Measure.objects.update_or_create(
                metric=metric, agency=self.communes[place], day=date(2026, 2, 2),
                defaults={"n": number, "counted_at": APRIL},
            )  # fmt: skip

    def freeze(self, **more: Any) -> Any:
        return consolidate(self.duty.pk, "2026-Q1", **{"by": self.planner, "at": APRIL, **more})


@pytest.fixture
def world() -> World:
    return World()


def signed_in(agency: Any, role: str) -> Client:
    account = make_account(f"client-{role}-{agency.code}".lower().replace(".", "-"))
    make_post(agency, role, account=account)
    client = Client()
    client.force_login(account, "congvu.people.backends.AccountBackend")
    return client


def test_what_was_frozen_stays_and_the_difference_is_shown(world: World) -> None:
    world.tell(0, 9, 10)
    made = world.freeze(sent_to="Bộ Khoa học và Công nghệ")
    assert (made.number, made.known, made.expected) == (1, 1, 3)
    assert [one["code"] for one in made.content["silent"]] == ["H99.31", "H99.32"]
    world.tell(1, 1, 10)
    again = world.freeze()
    assert again.number == 2
    made.refresh_from_db()
    assert made.content["lines"][0]["figure"]["n"] == "9"
    assert again.content["lines"][0]["figure"]["n"] == "10"
    assert Entry.objects.filter(event="reporting.consolidated").count() == 2
    page = signed_in(world.office, Role.PLANNER).get(reverse("reporting-consolidation", args=[made.pk]))
    text = page.content.decode()
    assert "9/10 (90%)" in text
    assert "10/20 (50%)" in text


def test_a_consolidation_does_not_change_when_measures_do(world: World) -> None:
    world.tell(0, 9, 10)
    world.measure(0, 5, 10)
    made = world.freeze()
    world.measure(0, 8, 10)
    made.refresh_from_db()
    assert made.content["lines"][0]["measured"]["n"] == "5"
    assert measured_beside(world.plan, term("2026-Q1"))[world.indicator.pk].n == 8


@pytest.mark.parametrize(
    ("period", "at", "who", "code"),
    [
        ("2026", APRIL, Role.PLANNER, "reporting.no_such_period"),
        ("nonsense", APRIL, Role.PLANNER, "reporting.no_such_period"),
        ("2026-Q3", APRIL, Role.PLANNER, "reporting.not_begun"),
        ("2026-Q1", APRIL, Role.CLERK, "reporting.not_receiver"),
    ],
)
def test_what_cannot_be_consolidated(world: World, period: str, at: Any, who: str, code: str) -> None:
    by = world.planner if who == Role.PLANNER else make_official(world.office, who)
    with pytest.raises(Refusal) as refused:
        consolidate(world.duty.pk, period, by=by, at=at)
    assert refused.value.code == code


def test_measured_figures_stand_beside_and_alone_where_nobody_reports(world: World) -> None:
    world.measure(0, 8, 10)
    world.measure(1, 1, 90)
    figure = measured_beside(world.plan, term("2026-Q1"))[world.indicator.pk]
    assert [figure.n, figure.d, figure.known, figure.expected] == [9, 100, 2, 3]
    found = explain(world.plan, "M-01", "2026-Q1")
    assert found.alone
    assert found.figure.n == 9
    world.tell(0, 9, 10)
    assert not explain(world.plan, "M-01", "2026-Q1").alone


def test_explaining_tells_every_step(world: World) -> None:
    Assignment.objects.create(target=world.target, agency=world.communes[2], exempt=True, reason="hải đảo")
    report = world.tell(0, 9, 10)
    report.values.update(measured_n=7, measured_d=10, reason="hồ sơ giấy", source="auto_edited")
    told = "\n".join(line.text for part in explain(world.plan, "M-01", "2026-Q1").chapters for line in part.lines)
    for said in (
        "ít nhất 90%", "Ngày 31/03/2026: 2 cơ quan", "hải đảo", "9/10 (90%)", "7/10 (70%)", "hồ sơ giấy",
        "Cơ quan H99.31: chưa báo cáo", "1 trên 2 cơ quan", "Đạt mục tiêu", "dvc.on_time",
    ):  # fmt: skip
        assert said in told, said


def test_the_command_line_explains_and_consolidates(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    def call(*words: str) -> int:
        parser = argparse.ArgumentParser()
        add_commands(parser.add_subparsers())
        arguments = parser.parse_args(["plans", *words])
        return int(arguments.run(arguments))

    world.tell(0, 9, 10)
    plan = world.plan.slug
    assert call("explain", plan, "M-01/2026", "2026") == 0
    assert "9/10 (90%)" in capsys.readouterr().out
    for wrong in ("M-77", "M-01/2027"):
        with pytest.raises(Refusal, match=r"reporting\.no_such_indicator"):
            call("explain", plan, wrong, "2026-Q1")
    assert call("consolidate", plan, "R-1", "2026-Q1", "--send-to", "Bộ") == 1
    assert "1 of 3 agencies" in capsys.readouterr().out
    assert world.duty.consolidations.get().sent_to == "Bộ"


def test_the_pages_lead_from_the_sum_to_the_agency_and_its_report(world: World) -> None:
    Assignment.objects.create(target=world.target, agency=world.communes[2], exempt=True, reason="hải đảo")
    report = world.tell(0, 9, 10)
    world.measure(0, 8, 10)
    client = signed_in(world.office, Role.PLANNER)
    whole = reverse("reporting-consolidated", args=[world.duty.pk, "2026-Q1"])
    text = client.get(whole).content.decode()
    figure = reverse("reporting-figure", args=[world.duty.pk, "2026-Q1", "M-01"])
    assert figure in text
    assert "1<small>/3</small>" in text
    assert "hải đảo" in text
    text = client.get(figure).content.decode()
    assert reverse("reporting-report", args=[report.pk]) in text
    assert "8/10 (80%)" in text
    behind = reverse("measures-behind", args=["dvc.on_time", "H99.30"])
    assert behind not in text, "what stands behind a commune's measure is not the office's to read"
    above = signed_in(world.province, Role.PLANNER)
    offered = re.search(rf'href="({behind}[^"]+)"', above.get(figure).content.decode())
    assert offered
    assert above.get(unescape(offered[1])).status_code == 200
    assert client.get(reverse("reporting-explain", args=[world.plan.slug, "M-01", "2026-Q1"])).status_code == 200
    done = client.post(reverse("reporting-consolidate", args=[world.duty.pk, "2026-Q1"]), {"sent_to": "Bộ"})
    assert done.status_code == 302
    assert client.get(done.headers["Location"]).status_code == 200


def test_the_table_is_taken_away_with_everybody_who_is_silent(world: World) -> None:
    world.tell(0, 9, 10)
    client = signed_in(world.office, Role.LEADER)
    address = reverse("reporting-consolidated", args=[world.duty.pk, "2026-Q1"])
    rows = list(csv.reader(io.StringIO(client.get(address, {"dang": "csv"}).content.decode("utf-8-sig"))))
    assert rows[1][0] == "M-01"
    assert "Cơ quan H99.31, Cơ quan H99.32" in rows[1]
    assert client.get(address, {"dang": "ods"}).content[:2] == b"PK"


def test_others_do_not_see_what_agencies_told(world: World) -> None:
    addresses = [
        reverse("reporting-consolidated", args=[world.duty.pk, "2026-Q1"]),
        reverse("reporting-figure", args=[world.duty.pk, "2026-Q1", "M-01"]),
        reverse("reporting-explain", args=[world.plan.slug, "M-01", "2026-Q1"]),
        reverse("reporting-consolidation", args=[world.freeze().pk]),
    ]
    commune, specialist = signed_in(world.communes[0], Role.PLANNER), signed_in(world.office, Role.SPECIALIST)
    for address in addresses:
        assert commune.get(address).status_code == 404, address
        assert specialist.get(address).status_code == 403, address
        assert Client().get(address).status_code == 302, address


def test_a_whole_answer_of_agencies_costs_as_many_queries_as_a_few(world: World) -> None:
    def asked() -> list[int]:
        deeds: list[Callable[[], object]] = [
            lambda: consolidated(world.duty, "2026-Q1"),
            lambda: figures(world.plan, [term("2026-Q1")]),
            lambda: figures(world.plan, [term("2026-Q1"), term("2026-Q2"), term("2026")]),
            lambda: measured_beside(world.plan, term("2026-Q1")),
        ]
        found = []
        for deed in deeds:
            with CaptureQueriesContext(connection) as queries:
                deed()
            found.append(len(queries))
        return found

    def more(numbers: range) -> None:
        for number in numbers:
            make_agency(f"H99.5{number}", parent=world.province)
            how = {"over_agencies": "units"} if number % 2 else {"over_time": "sum", "unit": "count"}
            make_target(world.plan, make_indicator(f"M-1{number}", metric_n="dvc.settled", **how), value=1)
        indicators = [one.indicator for one in Target.objects.filter(plan=world.plan).select_related("indicator")]
        told = dict.fromkeys(indicators, (1 if numbers.stop < 5 else None, 2))
        for agency in world.province.children.filter(code__gt="H99.2", kind=Kind.COMMUNE_COMMITTEE):
            if not world.duty.reports.filter(agency=agency).exists():
                make_report(world.duty, agency, "2026-Q1", told)
        world.measure(0, 1, 2)

    more(range(1, 3))
    Value.objects.filter(agency=world.communes[0], indicator=world.indicator).update(n=None)
    make_report(world.duty, make_agency("H99.7", parent=world.province), "2026-Q1", state=State.OPEN)
    few = asked()
    more(range(3, 9))
    assert asked() == few
    assert max(few) <= 20


def test_the_sums_read_the_rows_of_their_period_through_the_index(world: World) -> None:
    world.tell(0, 9, 10)
    reading = read(world.plan, [term("2026-Q1")])
    for sql, marks in (*reading.relations(), *read(world.plan, [term("2026")]).relations()):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL enable_seqscan = off")  # few rows are read faster without any index
                cursor.execute("EXPLAIN " + sql, marks)
            else:
                cursor.execute("EXPLAIN QUERY PLAN " + sql, marks)
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert "value_to_add_up" in plan
        assert "SCAN v" not in plan
