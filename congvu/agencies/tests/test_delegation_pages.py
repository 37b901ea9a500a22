"""The pages on which officials give their posts over, see who stands in for whom, and end it early."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from congvu.agencies import services
from congvu.agencies.models import Agency, Delegation, Post, Remit
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import BEGINNING, make_agency, make_post
from congvu.base.actors import system
from congvu.people.models import Account
from congvu.people.testing import make_account

pytestmark = [pytest.mark.django_db, pytest.mark.urls("congvu.agencies.tests.urls")]
DAY = timedelta(days=1)
LIST = "/uy-quyen/"


@pytest.fixture
def commune() -> Agency:
    root = make_agency("H24", Kind.PROVINCE_COMMITTEE)
    commune = make_agency("H24.101", parent=root, name="Ủy ban nhân dân phường Mẫu")
    stop = make_agency("H24.101.01", Kind.ONE_STOP, parent=commune)
    make_post(stop, Role.CLERK, account=make_account("clerk", name="Cán bộ Mẫu"))
    for role in (Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER, Role.ADMIN):
        make_post(commune, role, account=make_account(role, name=f"Mẫu {role}"), title=f"Chức {role}")
    make_account("citizen")
    beside = make_agency("H24.102", parent=root)
    make_post(beside, Role.LEADER, account=make_account("beside"))
    return commune


def client_of(username: str) -> Client:
    client = Client()
    if username != "stranger":
        client.force_login(Account.objects.get(username=username), backend="congvu.people.backends.AccountBackend")
    return client


def post_of(username: str) -> Post:
    return Post.objects.get(account__username=username)


def typed(to: str, *, days: int = 3, **more: str) -> dict[str, str]:
    today = timezone.localdate()
    first, last = f"{today + DAY:%d/%m/%Y}", f"{today + days * DAY:%d/%m/%Y}"
    receiver = str(Account.objects.get(username=to).pk)
    return {"to": receiver, "from_": first, "until": last, "reason": "Nghỉ phép", **more}


def give(holder: str, to: str, *, begins: int = 0, days: int = 3) -> Delegation:
    now = timezone.now() + begins * DAY
    return services.delegate(
        post_of(holder), to=Account.objects.get(username=to), from_=now, until=now + days * DAY, reason="Nghỉ phép",
        by=system("test", "Hệ thống"), at=timezone.now(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "listed", "made", "ended"),
    [
        ("stranger", 302, 302, 302),
        ("citizen", 403, 403, 403),
        ("clerk", 200, 404, 404),
        ("specialist", 200, 200, 200),
        ("unit_head", 200, 404, 200),
        ("leader", 200, 200, 200),
        ("admin", 200, 200, 200),
        ("beside", 200, 404, 404),
    ],
)
def test_who_opens_what(who: str, listed: int, made: int, ended: int, commune: Agency) -> None:
    given = give("specialist", "unit_head")
    client = client_of(who)
    assert client.get(LIST).status_code == listed
    assert client.get(f"{LIST}vi-tri/{post_of('specialist').pk}/").status_code == made
    assert client.get(f"{LIST}{given.pk}/ket-thuc/").status_code == ended


def test_an_official_gives_the_own_post_over_and_takes_it_back(commune: Agency) -> None:
    client, post = client_of("specialist"), post_of("specialist")
    form = client.get(f"{LIST}vi-tri/{post.pk}/").content.decode()
    assert "Mẫu specialist vắng mặt: Chức specialist" in form
    assert "Mẫu leader, Chức leader" in form
    assert "beside" not in form
    answer = client.post(f"{LIST}vi-tri/{post.pk}/", typed("leader", from_hour="13h30", until_hour="11:30"))
    assert answer["Location"] == LIST
    made = Delegation.objects.get()
    assert f"{timezone.localtime(made.valid_from):%H:%M}" == "13:30"
    assert f"{timezone.localtime(made.valid_until):%H:%M}" == "11:30"
    coming = client.get(f"{LIST}?xem=sap").content.decode()
    assert "Mẫu leader" in coming
    assert client.post(f"{LIST}{made.pk}/ket-thuc/")["Location"] == LIST
    over = client.get(f"{LIST}?xem=xong").content.decode()
    assert "kết thúc sớm lúc" in over
    assert client.post(f"{LIST}{made.pk}/ket-thuc/").status_code == 422


def test_days_without_hours_are_whole_days(commune: Agency) -> None:
    client_of("leader").post(f"{LIST}vi-tri/{post_of('clerk').pk}/", typed("unit_head"))
    made = Delegation.objects.get()
    first, last = timezone.localtime(made.valid_from), timezone.localtime(made.valid_until)
    assert (first.time(), last.time()) == (first.min.time(), last.min.time())
    assert last - first == 3 * DAY
    assert made.made_by == "Mẫu leader"


def test_what_is_wrong_stands_at_its_field(commune: Agency) -> None:
    client, url = client_of("specialist"), f"{LIST}vi-tri/{post_of('specialist').pk}/"
    for wrong, sentence in (
        ({"until_hour": "25:00"}, "Hãy nhập giờ dạng giờ:phút"),
        ({"until": "01/07/2025"}, "Khoảng thời gian ủy quyền đã qua"),
        ({"reason": ""}, "reason"),
        ({"to": "999999"}, "999999"),
    ):
        answer = client.post(url, {**typed("leader"), **wrong})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert not Delegation.objects.exists()


def test_the_stand_in_acts_and_the_page_says_for_whom(commune: Agency) -> None:
    give("leader", "unit_head")
    page = client_of("unit_head").get(LIST).content.decode()
    assert "Mẫu leader" in page
    assert "đang ủy quyền" in page


def test_lists_take_as_many_queries_however_long_they_are(
    commune: Agency, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        give("specialist", "leader", begins=4 * number)
    client = client_of("admin")
    with django_assert_max_num_queries(9):
        page = client.get(f"{LIST}?xem=sap")
    assert len(page.context["rows"]) == 50
    following = client.get(f"{LIST}?xem=sap&after={page.context['next']}")
    assert len(following.context["rows"]) == 9
    assert following.context["next"] is None


def test_fields_are_given_moved_and_ended_on_pages(commune: Agency) -> None:
    building = make_agency("H24.101.04", Kind.DEPARTMENT, parent=commune)
    land = make_agency("H24.101.05", Kind.DEPARTMENT, parent=commune, sector="environment")
    client, today = client_of("admin"), timezone.localdate()
    day = f"{today:%d/%m/%Y}"
    page = f"/quan-tri/co-quan/{building.pk}/"
    assert "Chưa phụ trách lĩnh vực nào" in client.get(page).content.decode()
    assert client.post(f"{page}linh-vuc/", {"sector": "construction", "on": day})["Location"] == page
    remit = building.remits.get()
    moving = {"to_agency": land.code, "on": day, "decision": "12/QĐ-UBND"}
    moved = client.post(f"/quan-tri/linh-vuc/{remit.pk}/chuyen/", moving)
    assert moved["Location"] == f"/quan-tri/co-quan/{land.pk}/"
    shown = client.get(moved["Location"]).content.decode()
    assert "12/QĐ-UBND" in shown
    last = Remit.objects.get(agency=land, sector="environment")
    early = client.post(f"/quan-tri/linh-vuc/{last.pk}/ket-thuc/", {"on": f"{BEGINNING - DAY:%d/%m/%Y}"})
    assert "Ngày kết thúc phải sau ngày bắt đầu" in early.content.decode()
    assert client.post(f"/quan-tri/linh-vuc/{last.pk}/ket-thuc/", {"on": day}).status_code == 302
