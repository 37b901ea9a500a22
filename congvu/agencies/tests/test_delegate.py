"""Somebody absent gives a post over: dated, told, without chains, and ending by itself."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from congvu.agencies import selectors, services
from congvu.agencies.models import Agency, Delegation, Post
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official, make_post
from congvu.base.actors import Actor, Seat, system
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.people.models import Account
from congvu.people.testing import make_account

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
SYSTEM = system("test", "Hệ thống")

pytestmark = pytest.mark.django_db


class House:
    """A commune with a one-stop: a leader, a unit head, two specialists, a clerk, and an administrator above."""

    def __init__(self) -> None:
        self.root = make_agency("H24", Kind.PROVINCE_COMMITTEE)
        self.commune = make_agency("H24.101", parent=self.root)
        self.stop = make_agency("H24.101.01", Kind.ONE_STOP, parent=self.commune)
        self.posts: dict[str, Post] = {}
        places = {"clerk": self.stop, "leader": self.commune, "unit_head": self.commune, "admin": self.commune}
        for role, agency in places.items():
            self.posts[role] = make_post(agency, role, account=make_account(role, name=f"Mẫu {role}"))
        for name in ("one", "two"):
            account = make_account(name, name=f"Mẫu {name}")
            self.posts[name] = make_post(self.commune, Role.SPECIALIST, account=account)

    def account(self, name: str) -> Account:
        return Account.objects.get(pk=self.posts[name].account_id)

    def actor(self, name: str, at: datetime = AT) -> Actor:
        return selectors.actor_for(self.account(name), at=at)

    def give(self, name: str, to: str, *, by: Actor | None = None, at: datetime = AT, **more: Any) -> Delegation:
        given = {"from_": AT + DAY, "until": AT + 5 * DAY, "reason": "Nghỉ phép", **more}
        return services.delegate(self.posts[name], to=self.account(to), by=by or self.actor(name, at), at=at, **given)


@pytest.fixture
def house() -> House:
    return House()


def seat_of(actor: Actor, agency: Agency, role: str) -> Seat | None:
    return next((seat for seat in actor.seats if seat == Seat(agency.pk, role)), None)


def test_it_begins_and_ends_by_itself_to_the_second(house: House) -> None:
    made = house.give("leader", "unit_head", decision="7/UQ-UBND")
    before, first, last, after = (
        house.actor("unit_head", moment)
        for moment in (made.valid_from - SECOND, made.valid_from, made.valid_until - SECOND, made.valid_until)
    )
    assert [actor.holds(Role.LEADER, at=house.commune.pk) for actor in (before, first, last, after)] == [
        False, True, True, False,
    ]  # fmt: skip
    seat = seat_of(first, house.commune, Role.LEADER)
    assert seat
    assert (seat.until, seat.for_name, seat.for_accounts) == (
        made.valid_until, "Mẫu leader", frozenset({house.posts["leader"].account_id}),
    )  # fmt: skip
    assert first.name_at(house.commune.pk, Role.LEADER) == "Mẫu unit_head (thay Mẫu leader)"
    assert first.holds(Role.UNIT_HEAD, at=house.commune.pk)
    assert house.actor("leader", made.valid_from).holds(Role.LEADER)


def test_an_actor_made_before_the_end_holds_the_seat_no_longer_a_second_after(house: House) -> None:
    made = house.give("leader", "unit_head")
    old = house.actor("unit_head", made.valid_until - SECOND)
    assert old.holds(Role.LEADER, at=house.commune.pk, on=made.valid_until - SECOND)
    assert not old.holds(Role.LEADER, at=house.commune.pk, on=made.valid_until + SECOND)
    with pytest.raises(Refusal, match=r"agencies\.delegation_ended") as refused:
        selectors.check_delegation(old, Role.LEADER, house.commune.pk, on=made.valid_until + SECOND)
    assert "Ủy quyền của Mẫu leader cho bạn đã hết từ 08:00:00 07/03/2026" in refused.value.sentence


def test_why_a_seat_is_gone_is_told_to_those_who_had_it_lately_only(house: House) -> None:
    made = house.give("leader", "unit_head")
    other = house.actor("two")
    selectors.check_delegation(other, Role.LEADER, house.commune.pk, on=made.valid_until + SECOND)
    mine = house.actor("unit_head", made.valid_until + 30 * DAY)
    selectors.check_delegation(mine, Role.LEADER, house.commune.pk, on=made.valid_until + 30 * DAY)
    selectors.check_delegation(mine, Role.CLERK, house.stop.pk, on=made.valid_until + SECOND)


def test_one_s_own_seat_wins_and_knows_whose_work_it_covers(house: House) -> None:
    house.give("one", "two")
    actor = house.actor("two", AT + 2 * DAY)
    seat = seat_of(actor, house.commune, Role.SPECIALIST)
    assert seat
    assert (seat.until, seat.for_name) == (None, "")
    assert seat.for_accounts == {house.posts["one"].account_id}
    assert actor.name_at(house.commune.pk, Role.SPECIALIST) == "Mẫu two"


def test_of_two_who_gave_the_same_seat_the_one_who_stays_away_longer_counts(house: House) -> None:
    house.give("one", "clerk")
    longer = house.give("two", "clerk", until=AT + 9 * DAY)
    seat = seat_of(house.actor("clerk", AT + 2 * DAY), house.commune, Role.SPECIALIST)
    assert seat
    assert (seat.until, seat.for_name) == (longer.valid_until, "Mẫu two")
    assert seat.for_accounts == {house.posts["one"].account_id, house.posts["two"].account_id}


def test_making_an_actor_stays_one_query(house: House, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    house.give("leader", "unit_head")
    account = house.account("unit_head")
    with django_assert_num_queries(1):
        assert len(selectors.actor_for(account, at=AT + 2 * DAY).seats) == 2


def test_it_ends_with_the_post_and_with_the_delegate_s_account(house: House) -> None:
    house.give("leader", "unit_head")
    house.give("one", "two")
    services.end_post(house.posts["leader"], on=date(2026, 3, 4), by=SYSTEM, at=AT)
    Account.objects.filter(username="two").update(is_active=False)
    assert not house.actor("unit_head", AT + 3 * DAY).holds(Role.LEADER)
    assert not house.actor("two", AT + 3 * DAY).seats


def test_the_journal_tells_both_deeds(house: House) -> None:
    made = house.give("leader", "unit_head", decision="7/UQ-UBND", reason="  Đi   họp ")
    services.end_delegation(made, by=house.actor("unit_head"), at=AT + 2 * DAY)
    first, second = Entry.objects.order_by("pk")
    assert (first.event, first.actor_name) == ("agencies.delegated", "Mẫu leader")
    assert first.facts["begins"] == "08:00 03/03/2026"
    assert (first.facts["to"], first.facts["reason"], first.facts["decision"]) == (
        "Mẫu unit_head", "Đi họp", "7/UQ-UBND",
    )  # fmt: skip
    assert (second.event, second.actor_name) == ("agencies.delegation_ended", "Mẫu unit_head")


def test_ended_early_it_is_over_at_once_and_only_once(house: House) -> None:
    made = house.give("leader", "unit_head")
    with pytest.raises(Refusal, match=r"agencies\.not_your_post"):
        services.end_delegation(made, by=house.actor("two"), at=AT)
    services.end_delegation(made, by=house.actor("leader"), at=AT + 2 * DAY)
    assert house.actor("unit_head", AT + 2 * DAY - SECOND).holds(Role.LEADER)
    late = house.actor("unit_head", AT + 2 * DAY)
    assert not late.holds(Role.LEADER)
    with pytest.raises(Refusal, match=r"agencies\.delegation_ended"):
        selectors.check_delegation(late, Role.LEADER, house.commune.pk, on=AT + 2 * DAY + SECOND)
    with pytest.raises(Refusal, match=r"agencies\.delegation_over"):
        services.end_delegation(made, by=house.actor("leader"), at=AT + 3 * DAY)


def test_called_off_before_it_began_it_never_counted(house: House) -> None:
    made = house.give("leader", "unit_head")
    services.end_delegation(made, by=house.actor("leader"), at=AT + SECOND)
    assert not house.actor("unit_head", AT + 2 * DAY).holds(Role.LEADER)
    house.give("leader", "two")


def test_it_begins_no_earlier_than_it_is_made(house: House) -> None:
    assert house.give("leader", "unit_head", from_=AT - 3 * DAY).valid_from == AT


@pytest.mark.parametrize(
    ("name", "to", "change", "refused"),
    [
        ("leader", "leader", {}, "to_oneself"),
        ("leader", "unit_head", {"until": AT + DAY}, "delegation_backwards"),
        ("leader", "unit_head", {"until": AT + SECOND}, "delegation_backwards"),
        ("leader", "unit_head", {"until": AT}, "delegation_past"),
        ("leader", "unit_head", {"until": AT + 181 * DAY + SECOND}, "delegation_too_long"),
        ("leader", "unit_head", {"reason": "  "}, "delegation_reason_empty"),
        ("admin", "unit_head", {}, "admin_stays"),
    ],
)
def test_what_cannot_be_is_refused(house: House, name: str, to: str, change: dict[str, Any], refused: str) -> None:
    with pytest.raises(Refusal, match=rf"agencies\.{refused}:") as found:
        house.give(name, to, **change)
    assert found.value.sentence
    assert not Delegation.objects.exists()
    assert not Entry.objects.exists()


def test_half_a_year_less_a_day_or_so_is_not_too_long(house: House) -> None:
    house.give("leader", "unit_head", until=AT + 181 * DAY)


def test_who_cannot_sign_in_or_works_elsewhere_receives_nothing(house: House) -> None:
    beside = make_agency("H24.102", parent=house.root)
    house.posts["beside"] = make_post(beside, Role.LEADER, account=make_account("beside"))
    with pytest.raises(Refusal, match=r"agencies\.not_a_colleague"):
        house.give("leader", "beside")
    citizen = make_account("citizen")
    with pytest.raises(Refusal, match=r"agencies\.not_a_colleague"):
        services.delegate(
            house.posts["leader"], to=citizen, from_=AT, until=AT + DAY, reason="Nghỉ", by=house.actor("leader"), at=AT
        )
    Account.objects.filter(username="unit_head").update(is_active=False)
    with pytest.raises(Refusal, match=r"agencies\.delegate_inactive"):
        house.give("leader", "unit_head")


def test_a_post_that_is_not_held_then_is_not_given_over(house: House) -> None:
    services.end_post(house.posts["one"], on=date(2026, 3, 3), by=SYSTEM, at=AT)
    with pytest.raises(Refusal, match=r"agencies\.post_not_held"):
        house.give("one", "two")


def test_no_post_is_given_over_twice_at_once(house: House) -> None:
    first = house.give("leader", "unit_head")
    with pytest.raises(Refusal, match=r"agencies\.delegated_already") as refused:
        house.give("leader", "one", from_=AT + 4 * DAY, until=AT + 8 * DAY)
    assert "Mẫu unit_head từ 08:00 03/03/2026 đến 08:00 07/03/2026" in refused.value.sentence
    house.give("leader", "one", from_=first.valid_until, until=AT + 8 * DAY)


def test_what_was_received_is_not_given_on(house: House) -> None:
    house.give("leader", "unit_head")
    with pytest.raises(Refusal, match=r"agencies\.delegated_seat"):
        house.give(
            "leader", "two", by=house.actor("unit_head", AT + 2 * DAY), at=AT + 2 * DAY,
            from_=AT + 6 * DAY, until=AT + 7 * DAY,
        )  # fmt: skip


def test_who_is_away_stands_in_for_nobody(house: House) -> None:
    house.give("unit_head", "one")
    with pytest.raises(Refusal, match=r"agencies\.delegate_away"):
        house.give("leader", "unit_head")
    with pytest.raises(Refusal, match=r"agencies\.stands_in"):
        house.give("one", "two")
    house.give("leader", "unit_head", from_=AT + 5 * DAY, until=AT + 6 * DAY)


def test_holder_leader_and_administrator_may_and_nobody_else(house: House) -> None:
    may: dict[str, Callable[[], Actor]] = {name: lambda name=name: house.actor(name) for name in house.posts}  # type: ignore[misc]
    may["root"] = lambda: make_official(house.root, Role.ADMIN)
    may["beside"] = lambda: make_official(make_agency("H24.102", parent=house.root), Role.LEADER)
    done = {}
    for number, (name, by) in enumerate(may.items()):
        span = {"from_": AT + (number + 1) * DAY, "until": AT + (number + 2) * DAY}
        try:
            house.give("clerk", "one", by=by(), **span)
        except Refusal as refusal:
            done[name] = refusal.code
        else:
            done[name] = ""
    no = "agencies.not_your_post"
    expected = {"clerk": "", "leader": "", "unit_head": no, "admin": "", "one": no, "two": no, "root": "", "beside": no}
    assert done == expected


def test_a_leader_by_delegation_may_only_while_it_lasts(house: House) -> None:
    made = house.give("leader", "unit_head")
    stand_in = house.actor("unit_head", made.valid_until - SECOND)
    span = {"from_": made.valid_until, "until": made.valid_until + DAY}
    with pytest.raises(Refusal, match=r"agencies\.not_your_post"):
        house.give("one", "two", by=stand_in, at=made.valid_until, **span)
    house.give("one", "two", by=stand_in, at=made.valid_until - SECOND, **span)
