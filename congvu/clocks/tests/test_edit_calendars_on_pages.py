"""The administrator's pages set hours and record days; nobody else's request changes anything."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from congvu.agencies import selectors
from congvu.agencies.models import Agency, CalendarDay, Hours
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_post
from congvu.base.actors import system
from congvu.clocks import services
from congvu.clocks.models import Clock
from congvu.clocks.tests.calendar_2026 import budget
from congvu.journal.models import Entry
from congvu.people.models import Account
from congvu.people.testing import make_account

pytestmark = [pytest.mark.django_db, pytest.mark.urls("congvu.clocks.tests.urls")]

WEEK = {f"day{number}": "07:00-11:00, 13h30 – 16h30" if number < 5 else "" for number in range(7)}
DAY = {"day": "02/01/2026", "works": "no", "name": "Hoán đổi", "decision": "12729/VPCP-KGVX"}


@pytest.fixture
def commune() -> Agency:
    root, other = (make_agency(code, Kind.PROVINCE_COMMITTEE) for code in ("H24", "H29"))
    commune = make_agency("H24.101", parent=root)
    for role in Role:
        make_post(commune, role, account=make_account(role))
    make_post(root, Role.ADMIN, account=make_account("root"))
    make_post(other, Role.ADMIN, account=make_account("other"))
    make_account("citizen")
    return commune


def client_of(username: str) -> Client:
    client = Client()
    if username != "stranger":
        account = Account.objects.get(username=username)
        client.force_login(account, backend="congvu.people.backends.AccountBackend")
    return client


WHO = {
    "stranger": 302, "citizen": 403, "clerk": 403, "specialist": 403, "unit_head": 403, "leader": 403,
    "other": 404, "admin": 200, "root": 200,
}  # fmt: skip


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_pages_and_deeds_are_for_the_administrators_of_the_agency(who: str, status: int, commune: Agency) -> None:
    client, base = client_of(who), f"/quan-tri/co-quan/{commune.pk}"
    assert client.get(f"{base}/gio/").status_code == status
    assert client.get(f"{base}/ngay/2026/").status_code == status
    client.post(f"{base}/gio/", {**WEEK, "valid_from": "01/01/2026"})
    client.post(f"{base}/ngay/2026/", DAY)
    assert Hours.objects.exists() == CalendarDay.objects.exists() == (status == 200)
    count = CalendarDay.objects.count()
    client.post(f"{base}/ngay/2026/ngay-le/")
    assert (CalendarDay.objects.count() > count) == (who == "root")
    CalendarDay.objects.get_or_create(agency=commune, day=date(2026, 1, 2), defaults={"works": False, "name": "Nghỉ"})
    client.post(f"{base}/ngay/bo/", {"day": "2026-01-02"})
    assert CalendarDay.objects.filter(agency=commune).exists() == (status != 200)


def test_the_week_is_read_as_people_write_it(commune: Agency) -> None:
    data = {**WEEK, "day5": "7h30-11h30", "receives_only": "true", "valid_from": "01/01/2026"}
    response = client_of("admin").post(f"/quan-tri/co-quan/{commune.pk}/gio/", data)
    assert response["Location"] == f"/quan-tri/co-quan/{commune.pk}/"
    week = selectors.week_of(commune.pk, on=date(2026, 3, 2))
    assert week.owner == commune
    assert [(row.opens, row.closes) for row in week.days[0][1]] == [
        (time(7), time(11)),
        (time(13, 30), time(16, 30)),
    ]
    assert [(row.opens, row.counts) for row in week.days[5][1]] == [(time(7, 30), False)]


@pytest.mark.parametrize("typed", ["sáng", "07:30", "25:00-26:00", "11:30-07:30"])
def test_hours_that_cannot_be_come_back_with_all_that_was_typed(typed: str, commune: Agency) -> None:
    data = {**WEEK, "day0": typed, "valid_from": "01/01/2026"}
    response = client_of("admin").post(f"/quan-tri/co-quan/{commune.pk}/gio/", data)
    assert response.status_code == 422
    assert f'value="{typed}"' in response.content.decode()
    assert not Hours.objects.exists()


def test_an_empty_week_follows_the_agency_above_again(commune: Agency) -> None:
    client, url = client_of("admin"), f"/quan-tri/co-quan/{commune.pk}/gio/"
    client.post(url, {**WEEK, "valid_from": "01/01/2026"})
    client.post(url, {"valid_from": "01/02/2026"})
    assert selectors.week_of(commune.pk, on=date(2026, 1, 15)).owner == commune
    assert selectors.week_of(commune.pk, on=date(2026, 3, 2)).owner is None


def test_a_day_for_everybody_is_recorded_at_a_root_only(commune: Agency) -> None:
    data = {**DAY, "for_all": "true"}
    client_of("admin").post(f"/quan-tri/co-quan/{commune.pk}/ngay/2026/", data)
    assert CalendarDay.objects.get().agency == commune
    client_of("root").post(f"/quan-tri/co-quan/{commune.parent_id}/ngay/2026/", data)
    assert CalendarDay.objects.filter(agency=None, decision="12729/VPCP-KGVX").exists()
    url = f"/quan-tri/co-quan/{commune.pk}/ngay/bo/"
    assert client_of("admin").post(url, {"day": "2026-01-02", "for_all": "1"}).status_code == 403
    assert CalendarDay.objects.filter(agency=None).exists()


# A look before the deed


def running(commune: Agency, at: datetime, given: str = "3 working_day") -> Clock:
    return services.start(budget(given), agency_id=commune.pk, label=f"H24-{Clock.objects.count() + 1}/1", at=at)


def tomorrow() -> date:
    """The next weekday: a clock of some days that starts now runs over it."""
    day = timezone.localdate() + timedelta(1)
    while day.weekday() > 4:
        day += timedelta(1)
    return day


def fingerprint(page: str) -> str:
    found = re.search(r'name="fingerprint" value="(\w+)"', page)
    assert found
    return found[1]


def test_a_day_that_moves_a_dossier_is_shown_first_and_recorded_when_confirmed(commune: Agency) -> None:
    clock = running(commune, timezone.now())
    client, url = client_of("admin"), f"/quan-tri/co-quan/{commune.pk}/ngay/2026/"
    typed = {**DAY, "day": f"{tomorrow():%d/%m/%Y}", "name": "Nghỉ bão"}
    page = client.post(url, typed)
    told = page.content.decode()
    assert page.status_code == 200
    assert "H24-1/1" in told
    assert "H24-1/" not in "".join(re.findall(r'href="([^"]+)"', told)), "an administrator opens no dossier"
    assert all(f'value="{said}"' in told for said in typed.values()), "nothing typed is lost"
    assert not CalendarDay.objects.exists()
    done = client.post(url, {**typed, "fingerprint": fingerprint(told)}, follow=True)
    assert "Hạn trả của 1 hồ sơ đang chạy được tính lại." in done.content.decode()
    assert CalendarDay.objects.get().name == "Nghỉ bão"
    was = clock.due_at
    clock.refresh_from_db()
    assert clock.due_at > was


def test_who_goes_back_finds_all_that_was_typed(commune: Agency) -> None:
    running(commune, timezone.now())
    client, url = client_of("admin"), f"/quan-tri/co-quan/{commune.pk}/ngay/2026/"
    typed = {**DAY, "day": f"{tomorrow():%d/%m/%Y}", "name": "Nghỉ bão"}
    page = client.post(url, {**typed, "fingerprint": "x", "back": "1"})
    assert page.status_code == 200
    assert all(f'value="{said}"' in page.content.decode() for said in typed.values())
    hours = {**WEEK, "valid_from": typed["day"], "back": "1"}
    page = client.post(f"/quan-tri/co-quan/{commune.pk}/gio/", hours)
    assert WEEK["day0"] in page.content.decode()
    assert not CalendarDay.objects.exists()
    assert not Hours.objects.exists()


def test_an_official_who_works_on_dossiers_can_open_them_from_the_list(commune: Agency) -> None:
    make_post(commune, Role.CLERK, account=Account.objects.get(username="admin"))
    running(commune, timezone.now())
    typed = {**DAY, "day": f"{tomorrow():%d/%m/%Y}"}
    page = client_of("admin").post(f"/quan-tri/co-quan/{commune.pk}/ngay/2026/", typed).content.decode()
    assert 'href="/ho-so/H24-1/"' in page


def test_hours_and_removal_ask_as_well(commune: Agency) -> None:
    running(commune, timezone.now())
    client, base = client_of("admin"), f"/quan-tri/co-quan/{commune.pk}"
    hours = {**WEEK, "valid_from": f"{timezone.localdate():%d/%m/%Y}", "day5": "", "season_from": ""}
    page = client.post(f"{base}/gio/", hours)
    assert page.status_code == 200
    assert not Hours.objects.exists()
    assert client.post(f"{base}/gio/", {**hours, "fingerprint": fingerprint(page.content.decode())}).status_code == 302
    assert Hours.objects.exists()
    by = system("tests", "Kiểm thử")
    services.record_day(tomorrow(), works=False, name="Nghỉ", decision="", agency=commune, by=by, at=timezone.now())
    running(commune, timezone.now())
    typed = {"day": f"{tomorrow()}"}
    page = client.post(f"{base}/ngay/bo/", typed)
    assert CalendarDay.objects.exists()
    assert client.post(f"{base}/ngay/bo/", {**typed, "back": "1"}).status_code == 302
    assert CalendarDay.objects.exists()
    client.post(f"{base}/ngay/bo/", {**typed, "fingerprint": fingerprint(page.content.decode())})
    assert not CalendarDay.objects.exists()


def test_dossiers_that_would_be_overdue_are_named_and_want_a_confirmation_with_a_reason(commune: Agency) -> None:
    now = timezone.now()
    clock = running(commune, now - timedelta(21), "1 working_day")
    Clock.objects.filter(pk=clock.pk).update(due_at=now + timedelta(3))  # as if the days between had been off
    client, url = client_of("admin"), f"/quan-tri/co-quan/{commune.pk}/ngay/2026/"
    typed = {**DAY, "day": f"{timezone.localdate():%d/%m/%Y}"}
    told = client.post(url, typed).content.decode()
    assert "1 hồ sơ đang đúng hạn sẽ thành quá hạn" in told
    assert "Tôi xác nhận 1 hồ sơ thành quá hạn" in told
    typed["fingerprint"] = fingerprint(told)
    refused = client.post(url, typed)
    assert refused.status_code == 409
    assert "H24-1/1" in refused.content.decode()
    assert "chưa ghi gì" in refused.content.decode()
    refused = client.post(url, {**typed, "accepts_overdue": "true"})
    assert refused.status_code == 422
    assert "Hãy nêu lý do" in refused.content.decode()
    said = {**typed, "accepts_overdue": "true", "overdue_reason": "Quyết định đến muộn"}
    assert client.post(url, said).status_code == 302
    assert "Quyết định đến muộn" in Entry.objects.filter(event="clocks.reprojected").latest("pk").facts["reason"]


def test_a_preview_that_is_no_longer_true_is_shown_anew(commune: Agency) -> None:
    running(commune, timezone.now())
    client, url = client_of("admin"), f"/quan-tri/co-quan/{commune.pk}/ngay/2026/"
    typed = {**DAY, "day": f"{tomorrow():%d/%m/%Y}"}
    seen = fingerprint(client.post(url, typed).content.decode())
    running(commune, timezone.now())
    again = client.post(url, {**typed, "fingerprint": seen})
    told = again.content.decode()
    assert again.status_code == 409
    assert "chưa ghi gì" in told
    assert "H24-2/1" in told
    assert client.post(url, {**typed, "fingerprint": fingerprint(told)}).status_code == 302


SUMMER = {f"season{number}": "06:30-10:30, 14:00-17:00" if number < 5 else "" for number in range(7)}


def test_a_season_has_hours_of_its_own_and_the_page_brings_them_back(commune: Agency) -> None:
    client, address = client_of("admin"), f"/quan-tri/co-quan/{commune.pk}/gio/"
    typed = {**WEEK, **SUMMER, "valid_from": "01/01/2026", "season_from": "16/04", "season_to": "15/10"}
    assert client.post(address, typed).status_code == 302
    timetable = selectors.timetable(commune.pk)
    for day, opens in (
        (date(2026, 4, 15), 7),
        (date(2026, 4, 16), 6),
        (date(2026, 10, 15), 6),
        (date(2026, 10, 16), 7),
    ):
        assert timetable.sessions(day)[0].start.hour == opens
    again = client.get(address).context["form"].initial
    assert (again["season_from"], again["season_to"]) == ("16/04", "15/10")
    assert again["season0"] == "06:30-10:30, 14:00-17:00"
    assert again["day0"] == "07:00-11:00, 13:30-16:30"


@pytest.mark.parametrize(
    "typed", [{"season_from": "16/04"}, {"season_from": "16/04", "season_to": "15/10"}, {"season0": "07:00-11:00"}]
)
def test_half_a_season_comes_back_with_all_that_was_typed(typed: dict[str, str], commune: Agency) -> None:
    address = f"/quan-tri/co-quan/{commune.pk}/gio/"
    answer = client_of("admin").post(address, {**WEEK, **typed, "valid_from": "01/01/2026"})
    assert answer.status_code == 422
    assert "ngày đầu, ngày cuối" in answer.content.decode()
    assert all(said in answer.content.decode() for said in typed.values())
    assert not Hours.objects.exists()


def test_a_day_that_no_year_has_is_no_season(commune: Agency) -> None:
    typed = {**WEEK, **SUMMER, "valid_from": "01/01/2026", "season_from": "31/04", "season_to": "x"}
    answer = client_of("admin").post(f"/quan-tri/co-quan/{commune.pk}/gio/", typed)
    assert answer.content.decode().count("ví dụ 16/04") >= 2
