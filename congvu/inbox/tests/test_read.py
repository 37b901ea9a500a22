"""The inbox counts exactly, turns pages without losing a duty, and stays quick among everybody else's work."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor
from congvu.base.working_time import SpecialDay, Timetable
from congvu.inbox import selectors, services
from congvu.inbox.models import Duty
from congvu.inbox.rules import WARNINGS, Bucket, Lines, State, ago, days_ago
from congvu.inbox.services import Card

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
AT = Lines(now=NOW, soon=NOW + DAY, unopened=NOW - 4 * HOUR, stuck=NOW - 3 * DAY)
INDEXES = ("duty_by_bucket", "duty_by_due_time")


@pytest.fixture
def agency() -> Agency:
    return make_agency("H98.31")


@pytest.fixture
def viewer(agency: Agency) -> Actor:
    return make_official(agency, Role.SPECIALIST)


def put(agency: Agency, name: str, *, role: str = Role.SPECIALIST, state: State = State.NEW, hours: float = 48) -> Duty:
    card = Card(code=name, title="Đăng ký khai tử", step="Kiểm tra", who="Trần Thị Mẫu", address=f"/ho-so/{name}/")
    due_at = NOW + hours * HOUR
    return services.put(name, card, agency_id=agency.pk, role=role, due_at=due_at, at=NOW, state=state)


def bulk(agency: Agency, number: int, *, role: str = Role.SPECIALIST) -> None:
    states = list(State)
    Duty.objects.bulk_create(
        Duty(
            subject=f"{agency.code}:{role}:{each}",
            agency=agency,
            role=role,
            state=states[each % len(states)],
            code=f"{each}",
            title="Đăng ký khai tử",
            step="Kiểm tra",
            who="Trần Thị Mẫu",
            address="/",
            due_at=NOW + (each // 3 - number // 6) * HOUR,  # three at a time are due together
            since=NOW,
        )
        for each in range(number)
    )


def names(viewer: Actor, bucket: Bucket | None = None) -> list[str]:
    return [duty.code for duty in selectors.page(viewer, bucket, AT).duties]


def test_every_duty_is_counted_in_its_state_and_by_its_time(agency: Agency, viewer: Actor) -> None:
    put(agency, "new")
    put(agency, "soon", state=State.IN_HAND, hours=23)
    put(agency, "late", state=State.IN_HAND, hours=-1)
    put(agency, "waiting", state=State.WAITING, hours=-1)
    put(agency, "to hand over", state=State.HAND_OVER, hours=1)
    counts = selectors.counts(viewer, AT)
    assert counts == {
        Bucket.NEW: 1,
        Bucket.UNOPENED: 0,
        Bucket.IN_HAND: 2,
        Bucket.STUCK: 0,
        Bucket.DUE_SOON: 1,
        Bucket.OVERDUE: 1,
        Bucket.WAITING: 1,
        Bucket.HAND_OVER: 1,
    }
    assert names(viewer) == ["late", "waiting", "to hand over", "soon", "new"]
    assert {bucket: names(viewer, bucket) for bucket in Bucket} == {
        Bucket.NEW: ["new"],
        Bucket.UNOPENED: [],
        Bucket.IN_HAND: ["late", "soon"],
        Bucket.STUCK: [],
        Bucket.DUE_SOON: ["soon"],
        Bucket.OVERDUE: ["late"],
        Bucket.WAITING: ["waiting"],
        Bucket.HAND_OVER: ["to hand over"],
    }


def test_nobody_sees_the_duties_of_other_seats_or_what_a_colleague_has_taken(agency: Agency, viewer: Actor) -> None:
    colleague = make_official(make_agency("H98.32"), Role.SPECIALIST)
    put(make_agency("H98.33"), "elsewhere")
    put(agency, "another role", role=Role.LEADER)
    put(agency, "taken")
    put(agency, "mine")
    services.take("taken", account_id=colleague.account_id)
    services.take("mine", account_id=viewer.account_id)
    assert names(viewer) == ["mine"]
    assert sum(selectors.counts(viewer, AT).values()) == 1
    assert names(Actor("official:0", "Ai đó")) == []


@pytest.mark.parametrize("bucket", [None, *Bucket])
def test_turning_pages_shows_every_duty_once_in_order(agency: Agency, viewer: Actor, bucket: Bucket | None) -> None:
    bulk(agency, 120)
    expected = [duty.pk for duty in selectors.page(viewer, bucket, AT, size=1000).duties]
    seen: list[int] = []
    after = ""
    while True:
        page = selectors.page(viewer, bucket, AT, after=after, size=7)
        seen += [duty.pk for duty in page.duties]
        if not (after := page.after):
            break
    assert seen == expected
    assert len(seen) == (selectors.counts(viewer, AT)[bucket] if bucket else 120)


@pytest.mark.parametrize("key", ["x", "-", "20260302-1", "99999999999999999999-1", "20260302030000000000-x"])
def test_a_key_that_cannot_be_read_starts_at_the_top(agency: Agency, viewer: Actor, key: str) -> None:
    put(agency, "one")
    assert len(selectors.page(viewer, None, AT, after=key).duties) == 1


@pytest.mark.parametrize(
    ("bucket", "read"),
    [
        ("the counts", lambda viewer: selectors.counts(viewer, AT)),
        ("everything", lambda viewer: selectors.page(viewer, None, AT)),
        *[(name.value, lambda viewer, name=name: selectors.page(viewer, name, AT)) for name in Bucket],
    ],
)
@pytest.mark.parametrize("seats", [1, 3])
@pytest.mark.parametrize("analysed", [False, True])
def test_reading_uses_the_index(bucket: str, read: Callable[[Actor], object], seats: int, analysed: bool) -> None:
    agencies = [make_agency(f"H98.{number}") for number in range(40)]
    for agency in agencies:
        for role in (Role.CLERK, Role.SPECIALIST):
            bulk(agency, 60, role=role)
    viewers = [make_official(agency, Role.SPECIALIST) for agency in agencies[:seats]]
    viewer = Actor(viewers[0].id, viewers[0].name, frozenset().union(*(each.seats for each in viewers)))
    if analysed or connection.vendor == "postgresql":  # which keeps such figures by itself
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE inbox_duty")
    with CaptureQueriesContext(connection) as queries:
        read(viewer)
    assert len(queries) == 1
    plan = plan_of(queries[0]["sql"])
    assert any(index in plan for index in INDEXES), plan
    assert "SCAN inbox_duty" not in plan
    assert "Seq Scan on inbox_duty" not in plan


def plan_of(query: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + query)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_on_a_sunday_what_is_due_on_monday_is_due_soon(viewer: Actor) -> None:
    sunday = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    assert selectors.lines(viewer, now=sunday).soon == datetime(2026, 11, 24, 4, 30, tzinfo=UTC)


def test_what_nobody_opened_and_what_stands_still_is_found_until_it_moves(agency: Agency, viewer: Actor) -> None:
    for name in ("fresh", "unopened", "taken", "stuck", "resumed", "asked"):
        put(agency, name)
    Duty.objects.filter(code__in=["unopened", "stuck", "resumed"]).update(since=NOW - 4 * DAY)
    services.take("taken", account_id=viewer.account_id, at=NOW)
    Duty.objects.filter(code__in=["stuck", "resumed", "asked"]).update(state=State.IN_HAND)
    services.move(["resumed"], state=State.WAITING)
    services.move(["resumed"], state=State.IN_HAND, at=NOW)
    services.move(["asked"], state=State.WAITING)
    found = {bucket: sorted(names(viewer, bucket)) for bucket in WARNINGS}
    assert found == {Bucket.UNOPENED: ["unopened"], Bucket.STUCK: ["stuck"], Bucket.DUE_SOON: [], Bucket.OVERDUE: []}
    assert selectors.counts(viewer, AT)[Bucket.STUCK] == 1


@pytest.mark.parametrize(
    ("hours", "now", "then"),
    [
        (4, "2026-11-26 16:00", "2026-11-26 10:00"),  # 07:30 to 11:30, 13:30 to 17:00
        (4, "2026-11-23 08:00", "2026-11-20 13:30"),  # a Monday: half an hour of it, and Friday afternoon
        (4, "2026-11-22 10:00", "2026-11-20 11:00"),  # a Sunday
    ],
)
def test_working_time_is_counted_back_over_nights_and_weekends(hours: int, now: str, then: str) -> None:
    assert ago(timedelta(hours=hours), _local(now), Timetable()) == _local(then)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-26 16:00", "2026-11-23 16:00"),
        ("2026-11-23 08:00", "2026-11-18 08:00"),  # a Monday
        ("2026-11-22 10:00", "2026-11-17 23:59"),  # a Sunday: Wednesday, Thursday and Friday have passed
    ],
)
def test_working_days_are_counted_back(now: str, then: str) -> None:
    assert days_ago(3, _local(now), Timetable()).replace(second=0, microsecond=0) == _local(then)


def test_where_nobody_ever_works_nothing_is_stuck() -> None:
    holidays = {(NOW + number * DAY).date(): SpecialDay(False, "Nghỉ") for number in range(-500, 1)}
    assert ago(HOUR, NOW, Timetable(special=holidays)) < NOW - 399 * DAY
    assert days_ago(3, NOW, Timetable(special=holidays)) < NOW - 399 * DAY


def _local(text: str) -> datetime:
    return datetime.strptime(f"{text} +0700", "%Y-%m-%d %H:%M %z")
