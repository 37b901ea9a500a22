"""The day begins with the inbox: exact counts, a flat page, and for everybody what is theirs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_agency, make_post
from congvu.base.actors import Actor
from congvu.dossiers.services import steps
from congvu.dossiers.testing import a_dossier
from congvu.inbox.models import Duty
from congvu.inbox.rules import Bucket, State
from congvu.people.models import Account
from congvu.people.testing import make_account

pytestmark = pytest.mark.django_db
BACKEND = "congvu.people.backends.AccountBackend"


@pytest.fixture
def agency() -> Agency:
    return make_agency("H98.31", short_name="UBND phường Ví Dụ")


def signed_in(agency: Agency, *roles: str) -> Client:
    account = make_account("can-bo")
    for role in roles:
        make_post(agency, role, account=account)
    return client_of(account)


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account, BACKEND)
    return client


def account_of(actor: Actor) -> Account:
    assert actor.account_id
    return Account.objects.get(pk=actor.account_id)


def duties(agency: Agency, number: int, *, hours: int = 48, state: State = State.NEW) -> None:
    now = timezone.now()
    Duty.objects.bulk_create(
        Duty(
            subject=f"{state}:{each}",
            agency=agency,
            role=Role.SPECIALIST,
            state=state,
            code=f"H98-{state}-{each:05d}",
            title="Đăng ký khai tử",
            step="Kiểm tra hồ sơ",
            who="Trần Thị Mẫu",
            address=f"/ho-so/{state}-{each}/",
            due_at=now + timedelta(hours=hours, minutes=each),
            since=now,
        )
        for each in range(number)
    )


def shown(client: Client, **asked: str) -> str:
    answer = client.get(reverse("desk-home"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_stranger_is_sent_to_sign_in_and_a_citizen_is_refused() -> None:
    assert Client().get(reverse("desk-home")).headers["Location"].startswith(reverse("people-sign-in"))
    assert client_of(make_account("cong-dan")).get(reverse("desk-home")).status_code == 403


def test_a_dossier_waits_for_who_has_the_next_step() -> None:
    dossier, stage = a_dossier()
    clients = {role: client_of(account_of(actor)) for role, actor in stage.cast.items()}
    assert dossier.code in shown(clients[Role.SPECIALIST])
    assert dossier.code not in shown(clients[Role.LEADER])
    assert dossier.code not in shown(clients[Role.CLERK])
    steps.take(dossier.pk, element="examine", by=stage.cast[Role.SPECIALIST], at=timezone.now())
    assert dossier.code not in shown(clients[Role.SPECIALIST], nhom=Bucket.NEW)
    in_hand = shown(clients[Role.SPECIALIST], nhom=Bucket.IN_HAND)
    assert dossier.code in in_hand
    assert stage.cast[Role.SPECIALIST].name in in_hand


def test_the_tabs_count_exactly_and_say_where_the_reader_is(agency: Agency) -> None:
    duties(agency, 3, hours=240)
    duties(agency, 2, state=State.IN_HAND, hours=-5)
    duties(agency, 1, state=State.WAITING, hours=-5)
    client = signed_in(agency, Role.SPECIALIST)
    tabs = client.get(reverse("desk-home"), {"nhom": "overdue"}).context["tabs"]
    assert {str(tab["label"]): tab["count"] for tab in tabs} == {
        "Tất cả": 6,
        "Mới đến": 3,
        "Đang xử lý": 2,
        "Quá hạn": 2,
        "Chờ công dân": 1,
        "Chờ trả kết quả": 0,
    }
    assert [str(tab["label"]) for tab in tabs if tab["here"]] == ["Quá hạn"]
    empty = client.get(reverse("desk-home"), {"nhom": "stuck"}).context["tabs"]
    assert [(str(tab["label"]), tab["count"]) for tab in empty if tab["here"]] == [("Đứng yên", 0)]
    page = shown(client, nhom="overdue")
    assert page.count("quá hạn") == 2
    assert page.count('class="count count--bad"') == 1
    assert "H98-new" not in page


def test_what_is_due_within_a_day_is_marked(agency: Agency) -> None:
    duties(agency, 1, hours=5)
    assert "state--wait" in shown(signed_in(agency, Role.SPECIALIST))


def test_an_unknown_bucket_or_page_shows_everything_from_the_top(agency: Agency) -> None:
    duties(agency, 1)
    assert "H98-new-00000" in shown(signed_in(agency, Role.SPECIALIST), nhom="x", sau="y")


def test_the_pages_turn_to_the_end_and_back(agency: Agency) -> None:
    duties(agency, 120)
    client = signed_in(agency, Role.SPECIALIST)
    address, seen = reverse("desk-home"), []
    while address:
        answer = client.get(address)
        seen += [duty.code for duty, _ in answer.context["duties"]]
        assert ("Trang đầu" in answer.content.decode()) == (len(seen) > 50)
        address = answer.context["older_url"]
    assert seen == [f"H98-new-{each:05d}" for each in range(120)]


def test_a_page_that_has_become_empty_leads_back(agency: Agency) -> None:
    duties(agency, 60)
    client = signed_in(agency, Role.SPECIALIST)
    address = client.get(reverse("desk-home")).context["older_url"]
    Duty.objects.filter(code__gt="H98-new-00049").delete()
    assert "Hết danh sách" in client.get(address).content.decode()


def test_the_inbox_costs_the_same_for_ten_duties_and_for_a_thousand(agency: Agency) -> None:
    client = signed_in(agency, Role.SPECIALIST, Role.CLERK)
    shown(client)  # the office's timetable is in memory from now on
    costs = []
    for number, state in ((10, State.NEW), (1000, State.IN_HAND)):
        duties(agency, number, state=state)
        with CaptureQueriesContext(connection) as queries:
            shown(client)
        costs.append(len(queries))
    inbox = [query for query in queries if "inbox_duty" in query["sql"]]
    assert costs[0] == costs[1]
    assert len(inbox) == 2  # all the counts are one query, the page is the other
    assert costs[1] == 7, [query["sql"] for query in queries]


def test_a_clerk_begins_with_receiving(agency: Agency) -> None:
    receive = f'class="button button--primary" href="{reverse("dossier-receive")}"'
    assert receive in shown(signed_in(agency, Role.CLERK))


def test_a_specialist_is_not_offered_to_receive(agency: Agency) -> None:
    page = shown(signed_in(agency, Role.SPECIALIST))
    assert reverse("dossier-receive") not in page
    assert "Không còn việc nào đang chờ bạn." in page
    assert "Không có việc nào trong nhóm này." in shown(client_again(), nhom="overdue")


def client_again() -> Client:
    return client_of(Account.objects.get(username="can-bo"))


def test_who_only_administers_finds_the_way_to_that(agency: Agency) -> None:
    client = signed_in(agency, Role.ADMIN)
    page = shown(client)
    assert "Việc của tôi" not in page
    cards = client.get(reverse("desk-home")).context["cards"]
    assert len(cards) == 5
    for card in cards:
        assert client.get(card["url"]).status_code == 200


def test_an_administrator_who_also_works_has_an_inbox(agency: Agency) -> None:
    page = shown(signed_in(agency, Role.ADMIN, Role.LEADER))
    assert "Việc của tôi" in page
    assert reverse("agencies-list") in page
