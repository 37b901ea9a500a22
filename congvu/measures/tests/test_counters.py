"""What each counter counts, and that parts of agencies are counted with the agency that they belong to."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from congvu.agencies.models import Agency, CalendarDay, Delegation, Post
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official, make_post
from congvu.base.actors import system
from congvu.content import services as content
from congvu.content.testing import Desk
from congvu.measures.selectors.counters import COUNTERS, Span
from congvu.measures.tests.conftest import AT, World, dossier, keep, moment
from congvu.people import services as people
from congvu.people.models import Account, Visit
from congvu.procedures.models import Edition, Procedure

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
BY = system("test", "Thử")


def counted(key: str, agency: Agency, first: date = FIRST, last: date = LAST) -> list[int]:
    span = Span(first, last, at=AT)
    return COUNTERS[key](span).numbers.get(agency.pk, [0] * span.size)


def on(key: str, agency: Agency, day: date = FIRST) -> int:
    return counted(key, agency, day, day)[0]


def test_flows_are_what_the_books_tell_of_each_day(books: World) -> None:
    def total(key: str, agency: Agency = books.one) -> int:
        return sum(counted(key, agency, FIRST, date(2026, 4, 30)))

    assert (total("dvc.dossiers"), total("dvc.dossiers_online")) == (5, 2)
    assert (total("dvc.settled"), total("dvc.on_time"), total("dvc.results_returned")) == (4, 3, 4)
    assert (total("dvc.fee_due"), total("dvc.paid_online"), total("dvc.results_electronic")) == (1, 0, 0)
    assert (total("dvc.rated"), total("dvc.satisfied")) == (0, 0)
    assert counted("dvc.dossiers", books.one, date(2026, 3, 2), date(2026, 3, 4)) == [2, 1, 0]


def test_a_counter_is_counted_with_its_agency(books: World) -> None:
    assert sum(counted("onestop.received", books.root)) == 4  # of the departments
    assert sum(counted("onestop.received", books.commune)) == 1
    assert sum(counted("onestop.received", books.one)) == 0
    dossier(9, "H98.32", date(2026, 3, 5))  # a division's own, which is a part of the department
    keep()
    assert counted("dvc.dossiers", books.one, date(2026, 3, 5), date(2026, 3, 5)) == [1]


def test_stocks_of_the_books_stand_on_what_was_before(books: World) -> None:
    open_ = counted("dvc.open", books.one, date(2026, 3, 1), date(2026, 3, 8))
    assert open_ == [0, 2, 3, 2, 2, 2, 1, 1]
    assert counted("dvc.open", books.one, date(2026, 3, 6), date(2026, 3, 8)) == open_[5:]
    assert counted("dvc.overdue", books.one, date(2026, 3, 7), date(2026, 3, 10)) == [0, 0, 1, 1]


def test_a_sign_of_life_counts_for_thirty_days(books: World) -> None:
    days = counted("onestop.units_feeding", books.commune, date(2026, 3, 14), date(2026, 4, 15))
    assert days == [0, *[1] * 30, 0, 0]
    assert counted("dvc.kinds_online", books.commune, date(2026, 3, 14), date(2026, 4, 15)) == days
    assert on("onestop.units_working", books.commune, date(2026, 4, 13)) == 1
    assert on("onestop.units_working", books.commune, date(2026, 4, 14)) == 0
    assert on("onestop.units_feeding", books.other, date(2026, 3, 20)) == 0


def test_the_books_are_known_from_their_beginning_to_where_they_were_kept(books: World) -> None:
    known = COUNTERS["dvc.dossiers"](Span(date(2026, 6, 25), date(2026, 7, 4), at=AT)).known
    assert (known.first, known.last) == (date(2026, 1, 1), date(2026, 6, 30))


def test_one_stops(world: World) -> None:
    assert [on("onestop.units", one) for one in (world.root, world.commune, world.one)] == [1, 1, 0]
    assert [on("onestop.served", one) for one in (world.root, world.commune, world.one)] == [1, 1, 1]
    lonely = make_agency("H97", Kind.COMMUNE_COMMITTEE)
    assert (on("onestop.served", lonely), on("org.agencies", lonely)) == (0, 1)


def test_people_are_counted_once_however_many_posts_they_hold(world: World) -> None:
    account = make_post(world.one, Role.SPECIALIST).account
    make_post(world.below, Role.UNIT_HEAD, account=account)
    make_post(world.below, Role.CLERK, valid_from=date(2026, 3, 2), valid_to=date(2026, 3, 4))
    assert counted("hr.officials", world.one, FIRST, date(2026, 3, 4)) == [1, 2, 2, 1]
    assert counted("hr.posts_filled", world.one, FIRST, date(2026, 3, 4)) == [2, 3, 3, 2]
    assert on("hr.leaders", world.one) == 1
    assert on("hr.officials", world.root) == 1  # its administrator


def test_a_closed_account_counts_until_it_was_closed(world: World) -> None:
    account = make_post(world.one, Role.LEADER).account
    people.deactivate(account, reason="Nghỉ", by=BY, at=moment(date(2026, 3, 3)))
    people.reactivate(account, by=BY, at=moment(date(2026, 3, 5)))
    assert counted("hr.accounts", world.one, FIRST, date(2026, 3, 6)) == [1, 1, 0, 0, 1, 1]
    Account.objects.filter(pk=account.pk).update(is_active=False)  # of which the journal tells nothing
    assert on("hr.accounts", world.one) == 0


def test_who_signed_in_counts_for_thirty_days_while_sign_ins_are_kept(world: World) -> None:
    account = make_post(world.one, Role.LEADER).account
    for day in (date(2026, 5, 1), date(2026, 5, 10)):
        Visit.objects.create(account=account, way="password", at=moment(day))
    days = counted("hr.accounts_active", world.one, date(2026, 4, 30), date(2026, 6, 9))
    assert days == [0, *[1] * 39, 0]
    known = COUNTERS["hr.accounts_active"](Span(FIRST, LAST, at=AT)).known
    assert known.first == date(2026, 2, 1)


def test_delegations_count_at_the_end_of_the_day(world: World) -> None:
    post = make_post(world.below, Role.UNIT_HEAD)
    delegate = make_post(world.one, Role.SPECIALIST).account
    given: dict[str, Any] = {"post": post, "delegate": delegate, "reason": "Nghỉ", "made_at": AT, "made_by": "Mẫu"}
    Delegation.objects.create(
        valid_from=moment(date(2026, 3, 2)), valid_until=moment(date(2026, 3, 5), 0), **given
    )  # to the end of the 4th
    assert counted("org.delegations", world.one, FIRST, date(2026, 3, 6)) == [0, 1, 1, 1, 0, 0]
    Delegation.objects.update(ended_at=moment(date(2026, 3, 3)), ended_by="Mẫu")
    assert counted("org.delegations", world.one, FIRST, date(2026, 3, 6)) == [0, 1, 0, 0, 0, 0]


def test_a_calendar_is_ones_own_or_one_above(world: World) -> None:
    assert on("org.calendars", world.commune) == 0
    CalendarDay.objects.create(agency=world.root, day=date(2026, 9, 2), works=False, name="Quốc khánh")
    assert [on("org.calendars", one) for one in (world.root, world.commune)] == [1, 1]
    assert on("org.calendars", world.commune, date(2025, 12, 31)) == 0
    CalendarDay.objects.create(agency=None, day=date(2025, 9, 2), works=False, name="Quốc khánh")
    assert on("org.calendars", world.commune, date(2025, 12, 31)) == 1


def publish(code: str, kind: str, sector: str, level: int, scope: str, since: date, number: str = "1") -> None:
    procedure, _made = Procedure.objects.get_or_create(
        code=code,
        defaults={
            "slug": code.replace(".", "-"), "name": f"Thủ tục {code}", "kind": kind, "sector": sector,
            "level": level, "scope": scope, "field_code": "x", "field_name": "X",
        },
    )  # fmt: skip
    Edition.objects.create(
        procedure=procedure, number=number, valid_from=since, digest=f"{code}/{number}", form_schema={}, bpmn="",
        content={"service_level": {"level": level, "scope": scope}}, result_template="", examples={},
        published_at=AT, published_by="Mẫu",
    )  # fmt: skip


@pytest.fixture
def published(world: World) -> World:
    """Two of justice, one of construction, one of communes; the first rises from level 2 to 4 on 3 March."""
    publish("1.1", Kind.DEPARTMENT, "justice", 2, "information", date(2025, 1, 1))
    publish("1.1", Kind.DEPARTMENT, "justice", 4, "full", date(2026, 3, 3), "2")
    publish("1.2", Kind.DEPARTMENT, "justice", 3, "partial", date(2025, 1, 1))
    publish("1.3", Kind.DEPARTMENT, "construction", 3, "partial", date(2025, 1, 1))
    publish("1.4", Kind.COMMUNE_COMMITTEE, "", 4, "full", date(2026, 3, 2))
    return world


def test_procedures_count_where_the_remit_is_at_the_level_of_the_day(published: World) -> None:
    def days(key: str, agency: Agency) -> list[int]:
        return counted(key, agency, FIRST, date(2026, 3, 4))

    assert days("dvc.procedures", published.one) == [2, 2, 2, 2]
    assert days("dvc.level3plus", published.one) == [1, 1, 2, 2]
    assert days("dvc.level4", published.one) == [0, 0, 1, 1]
    assert days("dvc.partial", published.one) == [1, 1, 1, 1]
    assert days("dvc.full", published.one) == [0, 0, 1, 1]
    assert days("dvc.procedures", published.commune) == [0, 1, 1, 1]
    assert days("dvc.procedures", published.root) == [0, 0, 0, 0]
    published.other.remits.update(valid_to=date(2026, 3, 2))
    assert days("dvc.procedures", published.other) == [1, 0, 0, 0]


def test_the_catalogue_of_a_province_has_each_procedure_once(published: World) -> None:
    make_agency("H98.41", Kind.COMMUNE_COMMITTEE, parent=published.root)
    assert counted("dvc.catalogue", published.root, FIRST, date(2026, 3, 4)) == [3, 4, 4, 4]
    assert on("dvc.catalogue_level3plus", published.root, LAST) == 4
    assert on("dvc.catalogue_level4", published.root, LAST) == 2
    assert on("dvc.catalogue", published.one, LAST) == 2


def test_pages_stand_from_their_publication_until_they_are_taken_down() -> None:
    desk, at = Desk(), datetime.fromisoformat("2026-03-02T09:00+07:00")
    version = desk.page("Giới thiệu", section="gioi-thieu", at=at)
    desk.page("Lịch nghỉ", section="thong-bao", at=at, valid_until=date(2026, 3, 3))
    assert counted("content.pages", desk.agency, FIRST, date(2026, 3, 5)) == [0, 2, 2, 1, 1]
    assert counted("content.published", desk.agency, FIRST, date(2026, 3, 5)) == [0, 2, 0, 0, 0]
    content.withdraw(version.pk, reason="Sai", by=desk.leader, at=at + timedelta(days=3))
    assert counted("content.pages", desk.agency, FIRST, date(2026, 3, 6)) == [0, 2, 2, 1, 0, 0]
    assert counted("portal.active", desk.agency, FIRST, date(2026, 3, 6)) == [0, 1, 1, 1, 0, 0]


def test_a_portal_passes_when_it_has_all_groups_that_can_be_looked_at() -> None:
    desk = Desk()
    slugs = ("gioi-thieu", "tin-tuc", "chi-dao-dieu-hanh", "pho-bien-phap-luat", "chuong-trinh-cong-tac",
             "du-an-mua-sam", "lien-he")  # fmt: skip
    for slug in slugs:
        desk.page(f"Trang {slug}", section=slug)
    day = date(2026, 3, 10)
    assert (on("portal.sections", desk.agency, day), on("portal.checklist_ok", desk.agency, day)) == (7, 0)
    publish("1.9", Kind.PROVINCE_COMMITTEE, "", 3, "partial", date(2025, 1, 1))
    desk.page(
        "Quyết định", section="van-ban", text_number="1/QĐ-UBND", issuer="UBND", issued_on=day, validity="in_force"
    )
    assert (on("portal.sections", desk.agency, day), on("portal.checklist_ok", desk.agency, day)) == (9, 1)
    found = COUNTERS["portal.checklist_ok"](Span(day, day, at=AT))
    assert (found.covered, found.coverage) == (9, 10)


def test_counting_costs_the_same_however_many_agencies(books: World, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        made = make_agency(f"H98.5{number:02}", Kind.COMMUNE_COMMITTEE, parent=books.root)
        make_official(made, Role.LEADER)
    span = Span(FIRST, LAST, at=AT)
    with django_assert_max_num_queries(32):
        for counter in COUNTERS.values():
            counter(span)
    assert Post.objects.count() == 21
