"""The pages: what they show, to whom, and where their numbers lead."""

import argparse
import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_post
from congvu.measures import commands, services
from congvu.measures.models import Measure, Run
from congvu.measures.rules import METRICS
from congvu.measures.selectors.counters import COUNTERS
from congvu.measures.selectors.lists import LISTS
from congvu.measures.tests.conftest import AT, World
from congvu.people.models import Account

pytestmark = pytest.mark.django_db
MARCH = {"ky": "thang", "nam": "2026", "so": "3"}
BEHIND = re.compile(r'<a href="(/so-do/[^"]+)">([\d.]+)<')


def entered(agency: Agency, role: str) -> Client:
    account = make_post(agency, role).account
    client = Client()
    client.force_login(account, "congvu.people.backends.AccountBackend")
    return client


def page(client: Client, name: str, *args: object, **params: str) -> str:
    answer = client.get(reverse(name, args=args), params)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


@pytest.fixture
def counted(books: World) -> World:
    services.count(COUNTERS, date(2026, 2, 27), date(2026, 4, 2), by=books.admin, at=AT)
    return books


def test_the_catalogue_names_every_metric(counted: World, django_assert_max_num_queries: Any) -> None:
    client = entered(counted.one, Role.PLANNER)
    with django_assert_max_num_queries(12):
        html = page(client, "measures-catalogue")
    for metric in METRICS.values():
        assert f"<code>{metric.key}</code>" in html
    assert "từ 27/02/2026 đến hết 02/04/2026" in html
    assert str(METRICS["ws.active"].why_dark) in html
    assert "/so-do/dem-lai/" not in html
    rows = client.get(reverse("measures-catalogue"), {"dang": "csv"}).content.decode("utf-8-sig").splitlines()
    assert len(rows) == len(METRICS) + 1


def test_a_metric_shows_the_agencies_that_its_reader_may_see(
    counted: World, django_assert_max_num_queries: Any
) -> None:
    client = entered(counted.root, Role.LEADER)
    with django_assert_max_num_queries(14):
        html = page(client, "measures-metric", "dvc.dossiers", **MARCH)
    assert all(code in html for code in ("H98.31", "H98.33", "H98.40"))
    assert "4 trên 4 cơ quan có số liệu" in html
    assert "chart-svg" in html
    html = page(entered(counted.one, Role.UNIT_HEAD), "measures-metric", "dvc.dossiers", **MARCH)
    assert "H98.31" in html
    assert "H98.33" not in html


def test_every_number_leads_to_what_it_counts(books: World) -> None:
    client = entered(books.root, Role.LEADER)
    make_post(books.below, Role.CLERK, account=make_post(books.one, Role.SPECIALIST).account)
    services.count(COUNTERS, date(2026, 2, 27), date(2026, 4, 2), by=books.admin, at=AT)
    looked: set[str] = set()
    for key in COUNTERS:
        for address, told in BEHIND.findall(page(client, "measures-metric", key, **MARCH)):
            answer = client.get(address.replace("&amp;", "&"), follow=True)
            assert answer.status_code == 200, address
            if key in LISTS and METRICS[key].name and key not in {"onestop.served", "portal.sections"}:
                rows = client.get(address.replace("&amp;", "&") + "&dang=csv").content.decode("utf-8-sig").splitlines()
                assert len(rows) - 1 == int(told), (key, address)
            looked.add(key)
    assert {"dvc.dossiers", "dvc.open", "hr.officials", "onestop.units", "onestop.units_feeding"} <= looked


def test_it_can_be_taken_away(counted: World) -> None:
    client = entered(counted.one, Role.LEADER)
    for form, begins in (("ods", b"PK"), ("csv", b"\xef\xbb\xbf"), ("pdf", b"%PDF")):
        answer = client.get(reverse("measures-metric", args=["hr.officials"]), {**MARCH, "dang": form})
        assert answer.content.startswith(begins)
    assert client.get(reverse("measures-metric", args=["no.such"])).status_code == 404
    assert "Chưa có phần" in page(client, "measures-metric", "ws.active")


def test_nobody_looks_behind_the_figures_of_others(counted: World) -> None:
    client = entered(counted.one, Role.PLANNER)
    for key in ("dvc.dossiers", "hr.officials"):
        assert client.get(reverse("measures-behind", args=[key, "H98.33"]), {"ngay": "2026-03-31"}).status_code == 404
        assert client.get(reverse("measures-behind", args=[key, "H98.31"]), {"ngay": "x"}).status_code == 404
    assert entered(counted.other, Role.CLERK).get(reverse("measures-catalogue")).status_code == 403


def test_an_administrator_asks_for_days_and_watches_them_counted(books: World) -> None:
    client = Client()
    client.force_login(Account.objects.get(username="admin-h98"), "congvu.people.backends.AccountBackend")
    address = reverse("measures-count")
    answer = client.post(address, {"first": "05/03/2026", "last": "01/03/2026"})
    assert answer.status_code == 422
    assert "05/03/2026" in answer.content.decode()
    answer = client.post(address, {"first": "01/03/2026", "last": "05/03/2026", "metrics": ["dvc.dossiers"]})
    assert answer.status_code == 302
    html = page(client, "measures-count")
    assert '<progress max="5" value="0"' in html
    assert "hx-trigger" in html
    services.go_on(at=timezone.now())
    html = page(client, "measures-count")
    assert "<progress" not in html
    assert "hx-trigger" not in html
    assert Run.objects.get().metrics == ["dvc.dossiers"]
    assert entered(books.one, Role.ADMIN).get(address).status_code == 403


def test_the_command_counts_and_lists(books: World, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    commands.add_commands(parser.add_subparsers())

    def run(*words: str) -> int:
        arguments = parser.parse_args(["measures", *words])
        return int(arguments.run(arguments))

    assert run("count", "--from", "2026-03-01", "--to", "2026-03-02", "--metric", "dvc.dossiers") == 0
    assert Measure.objects.count() == 2 * 4
    assert "1 metrics were counted on 2 days" in capsys.readouterr().out
    assert run("count", "--from", "2026-03-02", "--to", "2026-03-01") == 2
    assert run("list") == 0
    assert "dvc.dossiers\tflow\t2026-03-01 – 2026-03-02" in capsys.readouterr().out
    assert run("list", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)) == len(METRICS)
