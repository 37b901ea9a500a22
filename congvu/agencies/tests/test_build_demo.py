"""The demonstration province is whole, the same every time, and quickly there."""

from datetime import UTC, date, datetime
from time import process_time

import pytest
from django.db import transaction

from congvu.agencies import selectors
from congvu.agencies.demo import PASSWORD, SHOWN_SECTORS, Province, build_province
from congvu.agencies.models import Agency, Post
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import noon
from congvu.base.actors import Actor, Seat, system
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.people.models import Account

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
ON = date(2026, 3, 2)
BY = system("demo", "Bản trình diễn")

pytestmark = pytest.mark.django_db


def build() -> Province:
    return build_province(at=AT, by=BY)


def test_all_114_communes_have_a_one_stop_a_clerk_a_specialist_and_a_leader() -> None:
    province = build()
    assert len(province.communes) == 114
    for commune in province.communes:
        stop = province.one_stops[commune.pk]
        assert (stop.parent_id, stop.kind) == (commune.pk, Kind.ONE_STOP)
        for agency, role in ((stop, Role.CLERK), (commune, Role.SPECIALIST), (commune, Role.LEADER)):
            assert province.actor(agency, role).holds(role, at=agency.pk)
    assert Post.objects.filter(role=Role.CLERK).count() == 115


def test_every_department_can_work_and_is_received_for_at_the_centre() -> None:
    province = build()
    assert set(SHOWN_SECTORS) <= set(province.departments)
    for agency in province.departments.values():
        assert selectors.receiving_unit(agency, on=ON) == province.one_stop
        for role in (Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER):
            assert selectors.holders(agency.pk, role, on=ON).count() == 1


def test_an_actor_of_the_province_is_the_one_that_signs_in() -> None:
    province = build()
    clerk = Account.objects.get(username="mot-cua.hong-bang")
    assert clerk.check_password(PASSWORD)
    actor = selectors.actor_for(clerk, at=noon(ON))
    commune = Agency.objects.get(unit_code="11311", kind=Kind.COMMUNE_COMMITTEE)
    assert actor == province.actor(province.one_stops[commune.pk], Role.CLERK)


def test_everybody_is_recognisably_invented_and_few_can_sign_in() -> None:
    build()
    assert not Account.objects.exclude(name__contains=" Mẫu ").exists()
    shown = Account.objects.filter(is_demo=True)
    assert shown.count() == 3 * 5 + 8 * 4 + 3 + 2
    assert all(account.has_usable_password() for account in shown)
    assert not any(account.has_usable_password() for account in Account.objects.filter(is_demo=False))


def test_accounts_and_agencies_are_found_without_diacritics() -> None:
    build()
    assert [agency.name for agency in selectors.found_by("uy ban hong bang")] == ["Ủy ban nhân dân phường Hồng Bàng"]
    assert selectors.accounts(BY, "cat hai", on=ON).count() == 5


def test_the_same_province_is_built_every_time() -> None:
    def built() -> list[tuple[str, str, str, str]]:
        with transaction.atomic():
            build()
            posts = Post.objects.values_list("account__username", "account__name", "agency__code", "role")
            rows = list(posts.order_by("account__username"))
            transaction.set_rollback(True)
        return rows

    assert built() == built()


def test_it_is_built_in_under_three_seconds_of_work() -> None:
    begun = process_time()
    build()
    assert process_time() - begun < 3


def test_the_journal_tells_of_the_batch() -> None:
    province = build()
    entry = Entry.objects.get(event="agencies.province_built")
    assert entry.subject == f"agencies.agency:{province.committee.pk}"
    assert entry.facts["agencies"] == Agency.objects.count() == 1 + 16 + 1 + 114 + 114
    assert entry.facts["posts"] == Post.objects.count()


def test_it_is_built_once_and_by_the_system_only() -> None:
    build()
    with pytest.raises(Refusal, match=r"agencies\.code_taken"):
        build()
    with pytest.raises(Refusal, match=r"agencies\.not_admin"):
        build_province(at=AT, by=Actor("official:1", "Mẫu", frozenset({Seat(1, "admin")})))


def test_every_agency_follows_the_hours_of_the_city_and_the_public_holidays() -> None:
    province = build()
    commune = selectors.timetable(province.communes[0].pk)
    assert commune.works(ON)
    assert not commune.works(date(2026, 9, 2))
    assert not commune.works(date(2026, 1, 2))
    assert commune.works(date(2026, 1, 10))
    saturday = date(2026, 3, 7)
    centre = selectors.timetable(province.one_stop.pk)
    assert centre.opening(saturday)
    assert not centre.works(saturday)
    assert not commune.opening(saturday)
