"""The pages of an import, without script: a file, its columns, its doubts beside their cells, and the deed."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_post
from congvu.plans.models import Import, Plan
from congvu.plans.rules.words import State
from congvu.plans.testing import make_plan
from congvu.plans.tests.test_importing import HEAD, ROWS, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    plan = make_plan(state=State.DRAFT, number="", decided_on=None)
    make_agency("H99.1", Kind.DEPARTMENT, parent=plan.issuer, name="Sở Mẫu")
    return plan


def signed_in(plan: Plan, role: str) -> Client:
    client = Client()
    client.force_login(make_post(plan.drafter, role).account, "congvu.people.backends.AccountBackend")
    return client


@pytest.fixture
def planner(plan: Plan) -> Client:
    return signed_in(plan, Role.PLANNER)


def upload(client: Client, body: bytes, *, name: str = "bieu.ods", kind: str = "projects") -> Any:
    there = reverse("plans-imports", args=["ke-hoach-mau"])
    return client.post(there, {"kind": kind, "file": SimpleUploadedFile(name, body)})


def send(client: Client, found: Import, **said: str) -> Any:
    there = reverse("plans-import-change", args=["ke-hoach-mau", found.pk])
    return client.post(there, {key.replace("__", ":"): word for key, word in said.items()})


def page(client: Client, found: Import) -> str:
    response = client.get(reverse("plans-import", args=["ke-hoach-mau", found.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_from_the_file_to_the_plan(planner: Client, plan: Plan) -> None:
    done = upload(planner, sheet(HEAD, *ROWS))
    found = Import.objects.get()
    assert done.headers["Location"] == reverse("plans-import", args=[plan.slug, found.pk])
    seen = page(planner, found)
    for text in (
        "226.330",
        "Ô E3",
        "226\u00a0330",
        "226,33",
        "<mark>226.330</mark>",
        "Sở Ví dụ",
        'name="way:E3:number"',
    ):
        assert text in seen
    assert 'name="take"' not in seen
    wrong = send(planner, found, decide="", **{"way__E3__number": "~", "typed__E3__number": "226.330"})
    assert wrong.status_code == 422
    assert 'value="226.330"' in wrong.content.decode()
    both = send(planner, found, decide="", **{"way__E3__number": "empty", "typed__E3__number": "5"})
    assert both.status_code == 422
    send(planner, found, decide="", **{"way__E3__number": "=226.330", "way__lead__so vi du": "words"})
    seen = page(planner, found)
    assert 'name="take"' in seen
    assert "226.330.000" in seen
    send(planner, found, take="")
    assert list(plan.projects.values_list("name", flat=True)) == ["Cổng thông tin", "Thư điện tử"]
    assert 'name="take"' not in page(planner, found)


def test_a_decision_is_opened_again_and_a_file_is_dropped(planner: Client, plan: Plan) -> None:
    upload(planner, sheet(HEAD, ROWS[1]))
    found = Import.objects.get()
    send(planner, found, decide="", **{"way__E2__number": "empty"})
    assert 'value="E2:number"' in page(planner, found)
    send(planner, found, reopen="E2:number")
    found.refresh_from_db()
    assert found.decisions == {}
    assert send(planner, found, drop="").status_code == 302
    assert "Đã bỏ" in planner.get(reverse("plans-imports", args=[plan.slug])).content.decode()


def test_columns_and_table_are_said(planner: Client, plan: Plan) -> None:
    upload(planner, sheet((*HEAD[:4], "Số tiền"), *ROWS))
    found = Import.objects.get()
    said = {"head": "1", "unit": "1000", "c1": "name", "c4": "money", "c4-measure": "need", "c4-fund": "local_it"}
    send(planner, found, shape="", **said)
    assert "Cột E: số liệu này phải nói của năm nào." in page(planner, found)
    send(planner, found, shape="", **said, **{"c4-when": "2026", "c2": "value", "c3": "<script>"})
    found.refresh_from_db()
    assert found.mapping["columns"] == {"1": ["name", "", "", ""], "4": ["money", "need", "2026", "local_it"]}
    send(planner, found, choose="", table="0")
    assert send(planner, found, choose="", table="9").status_code == 422


@pytest.mark.parametrize("body", [b"%PDF-1.7 x", b"", b"PK\x03\x04 x"])
def test_what_cannot_be_read_is_not_kept(planner: Client, plan: Plan, body: bytes) -> None:
    response = upload(planner, body)
    assert response.status_code == 422
    assert "id_file-error" in response.content.decode()
    assert not Import.objects.exists()


def test_others_do_not_see_it(planner: Client, plan: Plan) -> None:
    upload(planner, sheet(HEAD, ROWS[0]))
    found = Import.objects.get()
    there = reverse("plans-import", args=[plan.slug, found.pk])
    assert signed_in(plan, Role.CLERK).get(there).status_code == 403
    other = make_plan(
        "ke-hoach-khac",
        issuer=plan.issuer,
        drafter=make_agency("H97", Kind.DEPARTMENT),
        state="draft",
        number="",
        decided_on=None,
    )
    stranger = signed_in(other, Role.PLANNER)
    assert stranger.get(there).status_code == 404
    assert send(stranger, found, drop="").status_code == 404


def test_the_page_asks_the_database_the_same_however_long_the_table(planner: Client, plan: Plan) -> None:
    counts = []
    for many in (2, 60):
        rows = [(str(one), f"Dự án {many} {one}", "2026", "Sở Mẫu", "1.500") for one in range(many)]
        upload(planner, sheet(HEAD, *rows))
        found = Import.objects.first()
        assert found
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page(planner, found)
        counts.append(len(asked))
    assert counts[0] == counts[1] < 30


def test_a_page_of_many_doubts_is_bounded(planner: Client, plan: Plan) -> None:
    rows = [(str(one), f"Dự án {one}", "2026", "Sở Mẫu", "1.500") for one in range(200)]
    upload(planner, sheet(HEAD, *rows))
    found = Import.objects.get()
    seen = page(planner, found)
    assert seen.count('class="doubt') == 30
    assert len(seen) < 400_000
