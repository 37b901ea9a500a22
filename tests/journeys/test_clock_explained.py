""" "Why is it due then?", and an administrator who records a day on which nobody works."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from congvu.agencies.demo import Province
from congvu.dossiers.models import Dossier
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import send
from tests.journeys.scenes import LAND, received, working_day_before

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DECISION = "12729/VPCP-KGVX"


def test_a_swapped_day_is_previewed_recorded_and_told(visit: Visit, province: Province, look: Look) -> None:
    dossier = received(province, LAND, province.departments["environment"])
    was = dossier.clock.due_at
    day = f"{working_day_before(dossier):%d/%m/%Y}"
    specialist, admin = visit("chuyen-vien.moi-truong"), visit("quan-tri")
    told = why(specialist, dossier)
    expect(told).to_contain_text("10 ngày làm việc")
    expect(told).not_to_contain_text(DECISION)
    look(specialist, "clock-why")

    record_the_day(admin, province, day)
    expect(admin.get_by_role("heading", level=1)).to_contain_text(f"Ngày {day} nghỉ: Nghỉ bù")
    affected = admin.get_by_role("row").filter(has_text=dossier.code)
    expect(affected).to_contain_text(f"{timezone.localtime(was):%d/%m/%Y}")
    look(admin, "day-preview")
    assert Dossier.objects.get().clock.due_at == was
    send(admin, "Ghi vào lịch")
    expect(admin.locator("main")).to_contain_text("Hạn trả của 1 hồ sơ đang chạy được tính lại.")
    look(admin, "day-recorded")

    now = Dossier.objects.get().clock.due_at
    assert now > was
    told = why(specialist, dossier)
    expect(told).to_contain_text(DECISION)
    expect(told).to_contain_text(day)
    expect(specialist.locator(".clock-due").first).to_contain_text(f"{timezone.localtime(now):%d/%m/%Y}")
    look(specialist, "clock-why-swapped")


def why(page: Page, dossier: Dossier) -> Locator:
    """One click on the dossier's page: the clock's own account."""
    page.goto(f"/ho-so/{dossier.code}/")
    page.locator("aside summary", has_text="Vì sao là giờ này?").click()
    return page.locator("aside .clock-lines")


def record_the_day(admin: Page, province: Province, day: str) -> None:
    admin.goto(f"/quan-tri/co-quan/{province.committee.pk}/")
    admin.get_by_role("link", name="Ghi ngày đặc biệt").click()
    admin.get_by_label("Ngày", exact=True).fill(day)
    admin.get_by_label("Nghỉ", exact=True).check()
    admin.get_by_label("Lý do").fill("Nghỉ bù")
    admin.get_by_label("Số quyết định").fill(DECISION)
    send(admin, "Ghi vào lịch")
