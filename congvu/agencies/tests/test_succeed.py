"""One agency takes another's place in one deed: posts, fields, delegations, the one-stop, and what is below."""

from datetime import UTC, date, datetime, timedelta

import pytest

from congvu.agencies import selectors, services
from congvu.agencies.models import Agency, Delegation, Post
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official, make_post, noon
from congvu.base.actors import Seat, system
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.people.models import Account
from congvu.people.testing import make_account

ON = date(2026, 3, 2)
AT = noon(ON)
DAY = timedelta(days=1)
SYSTEM = system("test", "Hệ thống")

pytestmark = pytest.mark.django_db


class Merger:
    """Two communes with everything that can go over."""

    def __init__(self) -> None:
        self.root = make_agency("H24", Kind.PROVINCE_COMMITTEE)
        self.old, self.old_stop = self._commune("H24.101")
        self.new, self.new_stop = self._commune("H24.102")
        self.office = make_agency("H24.101.05", Kind.DIVISION, parent=self.old)

    def _commune(self, code: str) -> tuple[Agency, Agency]:
        commune = make_agency(code, parent=self.root)
        stop = make_agency(f"{code}.01", Kind.ONE_STOP, parent=commune)
        make_post(stop, Role.CLERK)
        for role in (Role.SPECIALIST, Role.LEADER):
            make_post(commune, role)
        return commune, stop

    def merge(self) -> services.Succession:
        return services.succeed(self.old, self.new, on=ON, by=SYSTEM, at=AT)

    def seats(self, username: str, on: date = ON) -> frozenset[Seat]:
        return selectors.actor_for(Account.objects.get(username=username), at=noon(on)).seats


@pytest.fixture
def merger() -> Merger:
    return Merger()


def test_people_sit_at_the_successor_from_the_day_on(merger: Merger) -> None:
    merger.merge()
    before, after = ON - DAY, ON
    assert merger.seats("leader-h24.101", before) == {Seat(merger.old.pk, "leader")}
    assert merger.seats("leader-h24.101", after) == {Seat(merger.new.pk, "leader")}
    assert merger.seats("clerk-h24.101.01", after) == {Seat(merger.new_stop.pk, "clerk")}
    assert merger.seats("leader-h24.102", after) == {Seat(merger.new.pk, "leader")}


def test_the_deed_says_what_went_over_in_one_line(merger: Merger) -> None:
    services.grant_remit(merger.old, "land", on=date(2026, 1, 1), by=SYSTEM, at=AT - DAY)
    done = merger.merge()
    assert [(old.code, new.code) for old, new in done.agencies] == [
        ("H24.101", "H24.102"), ("H24.101.01", "H24.102.01"),
    ]  # fmt: skip
    assert len(done.posts) == 3
    assert all(old.account_id == new.account_id and old.valid_to == new.valid_from == ON for old, new in done.posts)
    assert done.moved == (merger.office,)
    assert [(remit.agency, remit.sector) for remit in done.remits] == [(merger.new, "land")]
    entry = Entry.objects.exclude(event="agencies.remit_granted").get()
    assert (entry.event, entry.subject) == ("agencies.succeeded", f"agencies.agency:{merger.old.pk}")
    assert (entry.facts["posts"], entry.facts["remits"], entry.facts["moved"]) == (3, 1, 1)
    assert entry.facts["closed"] == [["H24.101", "H24.102"], ["H24.101.01", "H24.102.01"]]


def test_the_old_ones_are_closed_and_what_was_below_is_below_the_new(merger: Merger) -> None:
    merger.merge()
    for old, new in ((merger.old, merger.new), (merger.old_stop, merger.new_stop)):
        old.refresh_from_db()
        assert (old.valid_to, old.successor) == (ON, new)
    assert set(selectors.children(merger.new.pk, on=ON)) == {merger.new_stop, merger.office}
    assert selectors.receiving_unit(merger.new, on=ON) == merger.new_stop
    moving = selectors.what_moves(merger.old, on=ON)
    assert not moving.posts
    assert not moving.remits
    assert not moving.children


def test_the_preview_counts_what_will_go(merger: Merger) -> None:
    make_post(merger.old, Role.UNIT_HEAD, valid_from=ON + DAY)
    moving = selectors.what_moves(merger.old, on=ON)
    assert (len(moving.posts), len(moving.coming), moving.one_stop) == (2, 1, merger.old_stop)
    assert list(moving.children) == [merger.office]


def test_a_one_stop_without_a_like_is_put_below_the_successor(merger: Merger) -> None:
    bare = make_agency("H24.103", parent=merger.root)
    done = services.succeed(merger.old, bare, on=ON, by=SYSTEM, at=AT)
    assert set(done.moved) == {merger.old_stop, merger.office}
    merger.old_stop.refresh_from_db()
    assert (merger.old_stop.valid_to, merger.old_stop.parent) == (None, bare)
    assert merger.seats("clerk-h24.101.01") == {Seat(merger.old_stop.pk, "clerk")}


def test_who_worked_at_both_keeps_one_post(merger: Merger) -> None:
    both = Account.objects.get(username="leader-h24.101")
    kept = make_post(merger.new, Role.LEADER, account=both)
    later = Account.objects.get(username="specialist-h24.101")
    coming = make_post(merger.new, Role.SPECIALIST, account=later, valid_from=ON + 9 * DAY)
    done = merger.merge()
    assert kept in [new for _old, new in done.posts]
    assert merger.new.posts.filter(account=both).count() == 1
    between = merger.new.posts.filter(account=later).exclude(pk=coming.pk).get()
    assert (between.valid_from, between.valid_to) == (ON, ON + 9 * DAY)


def test_posts_that_begin_later_and_end_later_keep_their_days(merger: Merger) -> None:
    coming = make_post(merger.old, Role.UNIT_HEAD, valid_from=ON + DAY, valid_to=ON + 5 * DAY)
    gone = make_post(merger.old, Role.UNIT_HEAD, account=make_account("gone"), valid_to=ON - DAY)
    merger.merge()
    moved = merger.new.posts.get(role=Role.UNIT_HEAD)
    assert (moved.account_id, moved.valid_from, moved.valid_to) == (coming.account_id, ON + DAY, ON + 5 * DAY)
    coming.refresh_from_db()
    assert coming.valid_to == coming.valid_from
    assert Post.objects.get(pk=gone.pk).valid_to == ON - DAY


def test_who_stands_in_goes_on_standing_in(merger: Merger) -> None:
    leader = Post.objects.get(account__username="leader-h24.101")
    deputy = Account.objects.get(username="specialist-h24.101")
    began = AT - 3 * DAY
    services.delegate(leader, to=deputy, from_=began, until=AT + 4 * DAY, reason="Nghỉ", by=SYSTEM, at=began)
    services.delegate(leader, to=deputy, from_=AT + 6 * DAY, until=AT + 7 * DAY, reason="Họp", by=SYSTEM, at=began)
    merger.merge()
    midnight = selectors.midnight(ON)
    seats = selectors.actor_for(deputy, at=midnight).seats
    assert seats == {Seat(merger.new.pk, "specialist"), Seat(merger.new.pk, "leader")}
    assert selectors.actor_for(deputy, at=midnight - timedelta(seconds=1)).holds("leader", at=merger.old.pk)
    assert not selectors.actor_for(deputy, at=AT + 5 * DAY).holds("leader")
    assert selectors.actor_for(deputy, at=AT + 6 * DAY).holds("leader", at=merger.new.pk)
    assert Delegation.objects.count() == 4


def test_what_cannot_succeed_is_refused_and_nothing_moves(merger: Merger) -> None:
    for old, new, on, refused in (
        (merger.old, merger.old, ON, "own_successor"),
        (merger.old, merger.new, ON + DAY, "not_yet"),
        (merger.old, merger.new, date(2025, 7, 1), "ends_too_early"),
        (merger.old, merger.office, ON, "in_a_circle"),
    ):
        with pytest.raises(Refusal, match=rf"agencies\.{refused}:"):
            services.succeed(old, new, on=on, by=SYSTEM, at=AT)
    merger.merge()
    with pytest.raises(Refusal, match=r"agencies\.closed:"):
        merger.merge()
    other = make_agency("H24.104", parent=merger.root)
    with pytest.raises(Refusal, match=r"agencies\.closed:"):
        services.succeed(other, merger.old, on=ON, by=SYSTEM, at=AT)


def test_only_who_administers_both_may(merger: Merger) -> None:
    for place, role in ((merger.old, Role.ADMIN), (merger.new, Role.ADMIN), (merger.root, Role.LEADER)):
        with pytest.raises(Refusal, match=r"agencies\.not_admin"):
            services.succeed(merger.old, merger.new, on=ON, by=make_official(place, role), at=AT)
    services.succeed(merger.old, merger.new, on=ON, by=make_official(merger.root, Role.ADMIN), at=AT)


def test_closing_waits_for_posts_that_begin_later(merger: Merger) -> None:
    empty = make_agency("H24.105", parent=merger.root)
    make_post(empty, Role.LEADER, valid_from=ON + DAY)
    with pytest.raises(Refusal, match=r"agencies\.has_posts"):
        services.close(empty, on=ON, by=SYSTEM, at=datetime(2026, 3, 1, tzinfo=UTC))
