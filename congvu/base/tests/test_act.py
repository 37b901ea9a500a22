"""In which seats somebody acts, until when, and under which name."""

from datetime import UTC, datetime, timedelta

from congvu.base.actors import STRANGER, Actor, Seat, system

END = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
GIVEN = Seat(7, "leader", END, "Trần Mẫu Bình", frozenset({12}))
BY = Actor("official:5", "Nguyễn Mẫu An", frozenset({Seat(7, "unit_head"), GIVEN}))


def test_seats_are_the_same_by_agency_and_role_alone() -> None:
    assert Seat(7, "leader") == GIVEN
    assert len({Seat(7, "leader"), GIVEN}) == 1


def test_a_delegated_seat_counts_until_just_before_its_end_however_old_the_actor() -> None:
    assert BY.holds("leader", at=7)
    assert BY.holds("leader", at=7, on=END - SECOND)
    assert not BY.holds("leader", at=7, on=END)
    assert not BY.holds("leader", on=END + SECOND)
    assert BY.holds("unit_head", at=7, on=END + SECOND)
    assert BY.agencies("leader") == {7}
    assert not BY.agencies("leader", on=END)


def test_who_acts_for_somebody_says_so_and_who_acts_in_an_own_seat_does_not() -> None:
    assert BY.name_at(7, "leader") == "Nguyễn Mẫu An (thay Trần Mẫu Bình)"
    assert BY.name_at(7, "unit_head") == BY.name_at(8, "leader") == "Nguyễn Mẫu An"
    assert BY.acting(7, "leader") == Actor(BY.id, "Nguyễn Mẫu An (thay Trần Mẫu Bình)", BY.seats)
    assert system("seal", "Hệ thống").name_at(7, "admin") == "Hệ thống"


def test_work_in_hand_is_one_s_own_or_of_who_gave_that_seat_over() -> None:
    assert BY.stands_for(5, 7, "unit_head")
    assert BY.stands_for(12, 7, "leader")
    assert not BY.stands_for(12, 7, "unit_head")
    assert not BY.stands_for(13, 7, "leader")
    assert not STRANGER.stands_for(None, 7, "leader")
