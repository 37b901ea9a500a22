"""Two who give posts over in the same moment: what cannot stand beside the other comes too late."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from congvu.agencies import services
from congvu.agencies.models import Delegation, Post
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_agency, make_post
from congvu.base.actors import system
from congvu.base.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do them in one thread each; a refusal is its code."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> str:
        try:
            start.wait(timeout=10)
            deed()
        except Refusal as refusal:
            return refusal.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def give(post: Post, to: Post) -> Callable[[], object]:
    by = system("test", "Hệ thống")
    return lambda: services.delegate(post, to=to.account, from_=AT, until=AT + DAY, reason="Nghỉ", by=by, at=AT)


def posts() -> tuple[Post, Post, Post]:
    commune = make_agency("H24.101")
    one, two, three = (make_post(commune, role) for role in (Role.LEADER, Role.UNIT_HEAD, Role.SPECIALIST))
    return one, two, three


def test_a_post_is_given_to_one_of_two() -> None:
    leader, head, specialist = posts()
    assert at_once(give(leader, head), give(leader, specialist)) == ["agencies.delegated_already", "done"]
    assert Delegation.objects.count() == 1


def test_two_do_not_stand_in_for_one_another() -> None:
    leader, head, _ = posts()
    refused, done = at_once(give(leader, head), give(head, leader))
    assert (refused in {"agencies.delegate_away", "agencies.stands_in"}, done) == (True, "done")


def test_an_early_end_and_another_one_end_it_once() -> None:
    leader, head, _ = posts()
    give(leader, head)()
    made, by = Delegation.objects.get(), system("test", "Hệ thống")
    later = AT + timedelta(hours=1)
    ends = [lambda: services.end_delegation(made, by=by, at=later)] * 3
    assert at_once(*ends) == ["agencies.delegation_over", "agencies.delegation_over", "done"]
