"""Numbers are given once, called in their order, and told on the screen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import STRANGER, Actor, system
from congvu.base.refusals import Refusal
from congvu.people.models import Account
from congvu.queues import selectors, services
from congvu.queues.models import Line, Ticket
from congvu.queues.rules import MOST_WAITING, State, likely_wait, written

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DAY = AT.date()
SYSTEM = system("test", "Thử")


@pytest.fixture
def counter() -> Agency:
    commune = make_agency("H98.31", Kind.COMMUNE_COMMITTEE, parent=make_agency("H98", Kind.PROVINCE_COMMITTEE))
    return make_agency("H98.31.01", Kind.ONE_STOP, parent=commune)


@pytest.fixture
def line(counter: Agency) -> Line:
    return services.open_line(counter, letter="a", name="Hộ  tịch", by=SYSTEM, at=AT)


@pytest.fixture
def clerk(counter: Agency) -> Actor:
    return make_official(counter, Role.CLERK, on=DAY)


def later(minutes: int) -> datetime:
    return AT + timedelta(minutes=minutes)


def test_numbers_begin_anew_each_day_in_their_line(line: Line) -> None:
    tickets = [services.take(line.pk, by=STRANGER, at=later(one)) for one in range(2)]
    tomorrow = services.take(line.pk, by=STRANGER, at=AT + timedelta(days=1))
    assert [str(one) for one in [*tickets, tomorrow]] == ["A001", "A002", "A001"]


def test_the_longest_waiting_is_called_then_served_or_missed(line: Line, clerk: Actor) -> None:
    for minutes in range(3):
        services.take(line.pk, by=STRANGER, at=later(minutes))
    first = services.call_next(line.pk, window=" 3 ", by=clerk, at=later(5))
    second = services.call_next(line.pk, window="4", by=clerk, at=later(6))
    assert [(str(one), one.window, one.state) for one in (first, second)] == [
        ("A001", "3", State.CALLED),
        ("A002", "4", State.CALLED),
    ]
    assert services.finish(first.pk, by=clerk, at=later(9)).state == State.SERVED
    assert services.finish(second.pk, missed=True, by=clerk, at=later(9)).state == State.MISSED
    assert [str(one) for one in selectors.called(line.agency_id, on=DAY)] == ["A002", "A001"]
    assert selectors.at_window(clerk, line.agency_id, on=DAY) == []
    assert selectors.at_window(STRANGER, line.agency_id, on=DAY) == []


def test_who_waits_is_told_how_long(line: Line, clerk: Actor) -> None:
    tickets = [services.take(line.pk, by=STRANGER, at=AT) for _ in range(5)]
    assert selectors.place(tickets[4]) == selectors.Place(4, None)
    for minutes in (10, 14, 20):
        services.call_next(line.pk, window="1", by=clerk, at=later(minutes))
    assert selectors.place(tickets[4]) == selectors.Place(1, timedelta(minutes=5))
    assert likely_wait(3, [timedelta(minutes=4), timedelta(minutes=6)]) == timedelta(minutes=15)
    assert written("B", 1234) == "B1234"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"letter": "AB"}, "queues.letter_bad"),
        ({"letter": "Đ"}, "queues.letter_bad"),
        ({"name": " "}, "queues.name_empty"),
        ({"name": "x" * 101}, "queues.too_long"),
        ({}, "queues.letter_taken"),
    ],
)
def test_a_line_is_opened_rightly_or_not(line: Line, given: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        services.open_line(line.agency, **{"letter": "A", "name": "Đất đai", **given}, by=SYSTEM, at=AT)
    assert refused.value.code == code


def test_a_closed_line_gives_no_numbers_and_its_letter_may_be_used_again(line: Line, clerk: Actor) -> None:
    services.take(line.pk, by=STRANGER, at=AT)
    services.close_line(line.pk, by=SYSTEM, at=AT)
    for deed in (services.close_line, services.take):
        with pytest.raises(Refusal, match=r"queues\.closed"):
            deed(line.pk, by=SYSTEM, at=AT)
    assert services.call_next(line.pk, window="1", by=clerk, at=AT).number == 1
    assert services.open_line(line.agency, letter="A", name="Mới", by=SYSTEM, at=AT).pk != line.pk


def test_what_is_refused_at_the_window(line: Line, clerk: Actor, counter: Agency) -> None:
    other = make_official(make_agency("H98.31.02", Kind.ONE_STOP, parent=counter.parent), Role.CLERK, on=DAY)
    ticket = services.take(line.pk, by=STRANGER, at=AT)
    for by, window, code in (
        (other, "1", "not_yours"),
        (clerk, " ", "window_empty"),
        (clerk, "x" * 21, "too_long"),
    ):
        with pytest.raises(Refusal) as refused:
            services.call_next(line.pk, window=window, by=by, at=AT)
        assert refused.value.code == f"queues.{code}"
    with pytest.raises(Refusal, match=r"queues\.not_called"):
        services.finish(ticket.pk, by=clerk, at=AT)
    services.call_next(line.pk, window="1", by=clerk, at=AT)
    with pytest.raises(Refusal, match=r"queues\.nobody"):
        services.call_next(line.pk, window="1", by=clerk, at=AT)
    with pytest.raises(Refusal, match=r"queues\.not_found"):
        services.take(0, by=STRANGER, at=AT)
    with pytest.raises(Refusal, match=r"queues\.not_found"):
        services.finish(0, by=clerk, at=AT)
    with pytest.raises(Refusal, match=r"queues\.not_admin"):
        services.close_line(line.pk, by=clerk, at=AT)


def test_a_child_at_the_screen_does_not_fill_the_day(line: Line) -> None:
    Ticket.objects.bulk_create(
        Ticket(line=line, day=DAY, number=number, taken_at=AT) for number in range(1, MOST_WAITING + 1)
    )
    with pytest.raises(Refusal, match=r"queues\.full"):
        services.take(line.pk, by=STRANGER, at=AT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"state": State.CALLED},
        {"state": State.WAITING, "called_at": AT},
        {"state": State.SERVED, "called_at": AT, "window": "1", "done_at": AT - timedelta(minutes=1)},
    ],
)
def test_the_database_refuses_a_ticket_that_cannot_be(line: Line, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.create(line=line, day=DAY, number=1, taken_at=AT, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.create(agency=line.agency, letter="a", name="x")


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_once_call_two_numbers_and_ten_citizens_get_ten(line: Line, clerk: Actor) -> None:
    def both(deed: object, times: int) -> list[str]:
        def one(_: int) -> str:
            try:
                return str(deed())  # type: ignore[operator]
            finally:
                connection.close()

        with ThreadPoolExecutor(times) as pool:
            return sorted(pool.map(one, range(times)))

    given = both(lambda: services.take(line.pk, by=STRANGER, at=AT), 6)
    assert given == [f"A00{number}" for number in range(1, 7)]
    assert both(lambda: services.call_next(line.pk, window="1", by=clerk, at=later(1)), 2) == ["A001", "A002"]


def test_the_pages_call_finish_open_and_close(counter: Agency, client: Client, clerk: Actor) -> None:
    admin = make_official(counter, Role.ADMIN, on=timezone.localdate())
    client.force_login(Account.objects.get(pk=admin.account_id or 0), "congvu.people.backends.AccountBackend")
    address = reverse("queues-lines", args=[counter.pk])
    assert client.post(address, {"letter": "?", "name": "Đất đai"}).status_code == 422
    assert client.post(address, {"letter": "B", "name": "Đất đai"}).status_code == 302
    line = Line.objects.get()
    services.take(line.pk, by=STRANGER, at=timezone.now())

    client.force_login(Account.objects.get(pk=clerk.account_id or 0), "congvu.people.backends.AccountBackend")
    page = client.post(reverse("queues-call-next", args=[line.pk]), {"window": "7"}, follow=True).content.decode()
    assert "B001" in page
    assert 'value="7"' in page
    assert "Quầy 7" in client.get(reverse("queues-screen", args=[counter.code])).content.decode()
    client.post(reverse("queues-finish", args=[Ticket.objects.get().pk]), {"missed": "1"})
    assert Ticket.objects.get().state == State.MISSED
    assert client.get(reverse("queues-screen", args=["H98"])).status_code == 404
    assert (
        "Không còn ai chờ"
        in client.post(reverse("queues-call-next", args=[line.pk]), {"window": "7"}, follow=True).content.decode()
    )
