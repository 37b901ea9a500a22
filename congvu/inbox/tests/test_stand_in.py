"""Whoever stands in for an absent colleague finds that colleague's work, and no more of it than the seat given over."""

from datetime import UTC, datetime, timedelta

import pytest

from congvu.agencies import services as agencies
from congvu.agencies.models import Agency, Post
from congvu.agencies.rules import Role
from congvu.agencies.selectors import actor_for
from congvu.agencies.testing import make_agency, make_post
from congvu.base.actors import Actor
from congvu.inbox import selectors, services
from congvu.inbox.rules import Lines
from congvu.inbox.services import Card
from congvu.people.testing import make_account

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
AT = Lines(now=NOW, soon=NOW + DAY, unopened=NOW - DAY, stuck=NOW - 3 * DAY)


@pytest.fixture
def agency() -> Agency:
    return make_agency("H98.31")


def taken(agency: Agency, name: str, post: Post) -> None:
    card = Card(code=name, title="Đăng ký khai tử", step="Kiểm tra", who="Trần Thị Mẫu", address="/")
    services.put(name, card, agency_id=agency.pk, role=post.role, due_at=NOW + DAY, at=NOW)
    services.take(name, account_id=post.account_id, at=NOW)


def give(post: Post, to: Post) -> None:
    by = actor_for(post.account, at=NOW)
    agencies.delegate(post, to=to.account, from_=NOW, until=NOW + DAY, reason="Nghỉ phép", by=by, at=NOW)


def seen(by: Actor) -> set[str]:
    return {duty.code for duty in selectors.page(by, None, AT).duties}


def test_the_work_that_the_absent_has_in_hand_is_found_while_it_lasts(agency: Agency) -> None:
    absent, other = (make_post(agency, Role.SPECIALIST, account=make_account(name)) for name in ("mot", "hai"))
    head = make_post(agency, Role.UNIT_HEAD)
    taken(agency, "of the absent", absent)
    taken(agency, "of another", other)
    assert seen(actor_for(head.account, at=NOW)) == set()
    give(absent, head)
    assert seen(actor_for(head.account, at=NOW)) == {"of the absent"}
    assert seen(actor_for(head.account, at=NOW + DAY)) == set()
    assert sum(selectors.counts(actor_for(head.account, at=NOW), AT).values()) > 0


def test_a_colleague_with_the_same_seat_finds_both_hands_work(agency: Agency) -> None:
    absent, other = (make_post(agency, Role.SPECIALIST, account=make_account(name)) for name in ("mot", "hai"))
    taken(agency, "of the absent", absent)
    taken(agency, "own", other)
    give(absent, other)
    assert seen(actor_for(other.account, at=NOW)) == {"of the absent", "own"}
    assert seen(actor_for(absent.account, at=NOW)) == {"of the absent"}


def test_what_the_absent_has_in_another_seat_stays_out_of_sight(agency: Agency) -> None:
    account = make_account("mot")
    leader = make_post(agency, Role.LEADER, account=account)
    specialist = make_post(agency, Role.SPECIALIST, account=account)
    other = make_post(agency, Role.SPECIALIST, account=make_account("hai"))
    taken(agency, "signed", leader)
    taken(agency, "examined", specialist)
    give(leader, other)
    assert seen(actor_for(other.account, at=NOW)) == {"signed"}
