"""Who may open which page, and with how many queries."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from congvu.agencies import urls
from congvu.agencies.models import Agency, Post, Remit
from congvu.agencies.rules import Kind, Role
from congvu.agencies.services import calendars
from congvu.agencies.testing import make_agency, make_post
from congvu.base.actors import system
from congvu.people.models import Account
from congvu.people.testing import make_account

pytestmark = [pytest.mark.django_db, pytest.mark.urls("congvu.agencies.tests.urls")]

OTHERS = {"people-demo", "people-demo-enter", "delegations-list", "delegations-make", "delegations-end"}
PAGES = [entry for entry in urls.urlpatterns if entry.name not in OTHERS]
WHO = ["stranger", "citizen", "clerk", "specialist", "unit_head", "leader", "other admin", "commune admin", "admin"]


@pytest.fixture
def province() -> dict[str, Agency]:
    root = make_agency("H24", Kind.PROVINCE_COMMITTEE, name="Ủy ban nhân dân thành phố Mẫu")
    other = make_agency("H29", Kind.PROVINCE_COMMITTEE, name="Ủy ban nhân dân tỉnh Khác")
    commune = make_agency("H24.101", parent=root, name="Ủy ban nhân dân phường Hồng Bàng")
    stop = make_agency("H24.101.01", Kind.ONE_STOP, parent=commune, name="Một cửa phường Hồng Bàng")
    make_post(stop, Role.CLERK, account=make_account("clerk"))
    for role in (Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER):
        make_post(commune, role, account=make_account(role))
    make_post(other, Role.ADMIN, account=make_account("other-admin"))
    make_post(commune, Role.ADMIN, account=make_account("commune-admin"))
    make_post(root, Role.ADMIN, account=make_account("admin"))
    make_account("citizen")
    return {"root": root, "commune": commune, "stop": stop, "other": other}


def client_of(who: str) -> Client:
    client = Client()
    if who != "stranger":
        username = who.replace(" ", "-")
        client.force_login(Account.objects.get(username=username), backend="congvu.people.backends.AccountBackend")
    return client


def address(page: URLPattern, province: dict[str, Agency]) -> str:
    about = str(page.pattern)
    if "vi-tri" in about:
        row: Agency | Post | Account | Remit = Post.objects.get(account__username="clerk")
    elif "linh-vuc/<" in about:
        row = Remit.objects.create(agency=province["commune"], sector="land", valid_from=date(2025, 7, 1))
    elif "nguoi-dung" in about:
        row = Account.objects.get(username="clerk")
    else:
        row = province["commune"]
    return "/" + about.replace("<int:pk>", str(row.pk)).replace("<int:year>", "2026")


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_opens_to_the_administrators_of_its_agency_only(
    page: URLPattern, who: str, province: dict[str, Agency]
) -> None:
    about_one = "<int:pk>" in str(page.pattern)
    expected = {"stranger": 302, "commune admin": 200, "admin": 200, "other admin": 404 if about_one else 200}
    url = address(page, province)
    response = client_of(who).get(url)
    assert response.status_code == expected.get(who, 403)
    if who == "stranger":
        assert response["Location"] == f"/dang-nhap/?next={url}"


@pytest.mark.parametrize("who", WHO)
def test_nobody_but_its_administrators_changes_anything(who: str, province: dict[str, Agency]) -> None:
    client, before = client_of(who), snapshot()
    client.post(f"/quan-tri/co-quan/{province['commune'].pk}/doi-ten/", {"name": "Tên khác", "short_name": "Khác"})
    clerk = Account.objects.get(username="clerk")
    client.post(f"/quan-tri/nguoi-dung/{clerk.pk}/ngung/", {"reason": "Nghỉ hưu"})
    client.post(f"/quan-tri/vi-tri/{Post.objects.get(account=clerk).pk}/thoi-giu/", {"on": "02/03/2026"})
    assert (snapshot() != before) == (who in {"commune admin", "admin"})


def snapshot() -> list[object]:
    return [
        *Agency.objects.values_list("name", flat=True),
        *Account.objects.values_list("is_active", flat=True),
        *Post.objects.values_list("valid_to", flat=True),
    ]


def test_an_administrator_sees_only_what_lies_below(province: dict[str, Agency]) -> None:
    page = client_of("commune admin").get("/quan-tri/co-quan/?q=uy ban").content.decode()
    assert "phường Hồng Bàng" in page
    assert "tỉnh Khác" not in page
    people = client_of("commune admin").get("/quan-tri/nguoi-dung/").content.decode()
    assert "leader" in people
    assert "other-admin" not in people
    assert "citizen" not in people


def test_a_commune_cannot_take_over_the_province(province: dict[str, Agency]) -> None:
    client, root_admin = client_of("commune admin"), Account.objects.get(username="admin")
    new = {"password": "chiem-quyen-cap-tren"}
    assert client.post(f"/quan-tri/nguoi-dung/{root_admin.pk}/mat-khau/", new).status_code == 404
    data = {"username": "commune-admin", "role": "admin", "title": "Quản trị", "valid_from": "01/03/2026"}
    assert client.post(f"/quan-tri/co-quan/{province['root'].pk}/bo-nhiem/", data).status_code == 404
    assert not Post.objects.filter(agency=province["root"]).exclude(account=root_admin).exists()


def test_the_forms_do_their_deeds_and_lead_to_the_row(province: dict[str, Agency]) -> None:
    client, root = client_of("admin"), province["root"]
    data = {
        "code": "H24.04", "name": "Sở Xây dựng", "short_name": "Sở XD", "kind": "department",
        "valid_from": "01/07/2025", "sector": "construction",
    }  # fmt: skip
    made = client.post(f"/quan-tri/co-quan/{root.pk}/them/", data)
    agency = Agency.objects.get(code="H24.04")
    assert made["Location"] == f"/quan-tri/co-quan/{agency.pk}/"
    new = {
        "username": "le.mau", "name": "Lê Thị Mẫu", "agency": "H24.04", "role": "specialist", "title": "Chuyên viên",
        "valid_from": "02/03/2026", "password": "mot-mat-khau-kha-dai",
    }  # fmt: skip
    enrolled = client.post("/quan-tri/nguoi-dung/them/", new)
    account = Account.objects.get(username="le.mau")
    assert enrolled["Location"] == f"/quan-tri/nguoi-dung/{account.pk}/"
    assert Post.objects.get(account=account).valid_from == date(2026, 3, 2)
    assert account.check_password("mot-mat-khau-kha-dai")


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(province: dict[str, Agency]) -> None:
    data = {"code": "H24.101", "name": "Sở Xây dựng", "short_name": "Sở XD", "kind": "department"}
    response = client_of("admin").post(
        f"/quan-tri/co-quan/{province['root'].pk}/them/", {**data, "valid_from": "01/07/2025"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "Mã định danh H24.101 đã thuộc cơ quan khác" in page
    assert 'value="Sở Xây dựng"' in page
    assert not Agency.objects.filter(name="Sở Xây dựng").exists()


@pytest.mark.parametrize(
    ("url", "queries"),
    [("/quan-tri/co-quan/", 9), ("/quan-tri/co-quan/?q=uy ban", 8), ("/quan-tri/nguoi-dung/", 9)],
)
def test_lists_take_as_many_queries_however_long_they_are(
    url: str, queries: int, province: dict[str, Agency], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of("admin")
    for number in range(201, 231):
        commune = make_agency(f"H24.{number}", parent=province["root"], name=f"Ủy ban nhân dân xã {number}")
        make_post(commune, Role.LEADER)
    with django_assert_max_num_queries(queries):
        assert client.get(url).status_code == 200


def test_the_list_of_people_goes_on_where_the_page_ended(province: dict[str, Agency]) -> None:
    for number in range(60):
        make_post(province["stop"], Role.CLERK, account=make_account(f"them-{number:02}", name="Cùng Tên Mẫu"))
    client = client_of("admin")
    first = client.get("/quan-tri/nguoi-dung/?q=cung ten").context
    second = client.get(f"/quan-tri/nguoi-dung/?q=cung ten&after={first['next']}").context
    names = [account.username for page in (first, second) for account, _posts in page["rows"]]
    assert names == [f"them-{number:02}" for number in range(60)]
    assert second["next"] is None


def test_the_year_shows_holidays_with_their_decisions(province: dict[str, Agency]) -> None:
    calendars.record_day(
        date(2026, 1, 2), works=False, name="Hoán đổi", decision="12729/VPCP", agency=province["root"],
        by=system("test", "Hệ thống"), at=timezone.now(),
    )  # fmt: skip
    page = client_of("admin").get(f"/quan-tri/co-quan/{province['commune'].pk}/lich/2026/").content.decode()
    assert "02/01/2026" in page
    assert "12729/VPCP" in page
    assert client_of("admin").get(f"/quan-tri/co-quan/{province['commune'].pk}/lich/1066/").status_code == 404


def test_the_agency_page_says_whose_hours_it_follows(province: dict[str, Agency]) -> None:
    url = f"/quan-tri/co-quan/{province['stop'].pk}/"
    assert "Giờ hành chính chuẩn" in client_of("admin").get(url).content.decode()
    province["root"].hours.create(
        weekday=0, opens="07:00", closes="11:00", valid_from=timezone.localdate().replace(month=1, day=1)
    )
    page = client_of("admin").get(url).content.decode()
    assert "Giờ làm việc kế thừa từ Ủy ban nhân dân thành phố Mẫu" in page
    assert "07:00–11:00" in page


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("url", ["/trinh-dien/", "/trinh-dien/vao-vai/"])
def test_outside_the_demonstration_there_is_no_such_page(client: Client, url: str, method: str) -> None:
    make_account("mot-cua.mau", is_demo=True)
    call: Callable[..., object] = getattr(client, method)
    assert getattr(call(url, {"username": "mot-cua.mau"}), "status_code", 0) in {404, 405}
    assert "_auth_user_id" not in client.session


def test_the_demonstration_lets_in_its_own_accounts_only(settings: Settings, province: dict[str, Agency]) -> None:
    settings.DEMO = True
    make_post(province["stop"], Role.CLERK, account=make_account("mot-cua.mau", is_demo=True))
    client = Client(enforce_csrf_checks=True)
    page = client.get("/trinh-dien/").content.decode()
    assert "mot-cua.mau" in page
    assert "other-admin" not in page
    assert client.post("/trinh-dien/vao-vai/", {"username": "mot-cua.mau"}).status_code == 403
    client = Client()
    assert client.post("/trinh-dien/vao-vai/", {"username": "admin"}).status_code == 404
    answer = client.post("/trinh-dien/vao-vai/", {"username": "mot-cua.mau", "next": "//elsewhere.example/"})
    assert answer["Location"] == "/viec/"
    assert "_auth_user_id" in client.session
