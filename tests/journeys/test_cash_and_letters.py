"""The day's cash book at a counter; and the letters that tell people what waits for them."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import Settings

from congvu.agencies.demo import Province
from congvu.agencies.selectors import timetable
from congvu.notices.services import greet, send_due
from congvu.notices.transports import Folder
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import paper, text_of
from tests.journeys.scenes import COPIES, DEATH, commune, received

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_clerk_takes_a_fee_and_closes_the_days_book(visit: Visit, province: Province, look: Look) -> None:
    dossier = received(province, COPIES, commune())
    sum_ = f"{dossier.fee:,}".replace(",", ".")
    clerk = visit("mot-cua.hong-bang")
    clerk.goto(f"/ho-so/{dossier.code}/")
    look(clerk, "fee-owed")
    clerk.get_by_role("button", name="Thu tiền mặt").click()
    clerk.wait_for_load_state()
    assert sum_ in text_of(paper(clerk, "Biên lai"))
    look(clerk, "fee-paid")

    clerk.get_by_role("navigation", name="Mục chính").get_by_role("link", name="Sổ quỹ").click()
    clerk.get_by_role("link", name="Sổ quỹ hôm nay").click()
    expect(clerk.get_by_role("row").filter(has_text=dossier.code)).to_contain_text(sum_)
    look(clerk, "cash-day")
    clerk.locator("summary", has_text="Khóa sổ ngày").click()
    clerk.get_by_label("Tiền mặt kiểm đếm được (đồng)").fill(str(dossier.fee - 1000))
    clerk.get_by_label("Nộp quỹ, nộp kho bạc (đồng)").fill(str(dossier.fee - 1000))
    clerk.get_by_role("button", name="Khóa sổ").click()
    expect(clerk.get_by_role("alert")).to_contain_text("Hãy đếm lại, hoặc ghi lý do.")
    clerk.get_by_label("Tiền mặt kiểm đếm được (đồng)").fill(str(dossier.fee))
    clerk.get_by_label("Nộp quỹ, nộp kho bạc (đồng)").fill(str(dossier.fee))
    clerk.get_by_role("button", name="Khóa sổ").click()
    expect(clerk.locator("main")).to_contain_text("khóa sổ")
    look(clerk, "cash-closed")
    assert sum_ in text_of(paper(clerk, "In sổ quỹ ngày"))


def test_the_mornings_letter_tells_what_waits(
    visit: Visit, province: Province, settings: Settings, tmp_path: Path, look: Look
) -> None:
    settings.MAIL_FOLDER = tmp_path / "mail"
    dossier = received(province, DEATH, commune(), days_ago=20)
    at = next_opening(dossier.agency_id)
    assert greet(address=settings.PUBLIC_ADDRESS, at=at)
    send_due(Folder(settings.MAIL_FOLDER, sender=settings.MAIL_FROM), at=at)
    specialist = visit("chuyen-vien.hong-bang")
    specialist.goto("/thu-bao/")
    look(specialist, "letters-wanted")
    specialist.get_by_role("link", name="Đọc thư trình diễn đã gửi cho bạn").click()
    look(specialist, "letters")
    specialist.locator("main table").get_by_role("link").first.click()
    expect(specialist.locator("main")).to_contain_text(dossier.code)
    look(specialist, "letter")
    specialist.locator("main").get_by_role("link", name=dossier.code).first.click()
    expect(specialist.get_by_role("heading", level=1)).to_have_text("Đăng ký khai tử")


def next_opening(agency_id: int) -> datetime:
    """Shortly after the office opens on its next working day."""
    days, day = timetable(agency_id), timezone.localdate() + timedelta(days=1)
    while not days.opening(day):
        day += timedelta(days=1)
    return days.opening(day)[0].start + timedelta(minutes=10)
