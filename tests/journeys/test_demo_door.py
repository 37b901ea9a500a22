"""The demonstration's door: a newcomer takes any role with one click and is led through its steps."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from congvu.agencies.demo import Province
from tests.journeys.conftest import Look, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROLES = {
    "mot-cua.hong-bang": "Tiếp nhận hồ sơ",
    "chuyen-vien.hong-bang": "Việc của tôi",
    "truong-phong.xay-dung": "Việc của tôi",
    "lanh-dao.hong-bang": "Việc của tôi",
    "quan-tri": "Cơ quan",
}
STEPS = 10  # the second administrator, and the step of it, are in the whole demonstration only


def test_every_role_is_one_click_away(visit: Visit, look: Look) -> None:
    newcomer = visit()
    newcomer.goto("/dang-nhap/")
    newcomer.get_by_role("link", name="Chọn một tài khoản trình diễn").click()
    look(newcomer, "demo-door")
    for username, place in ROLES.items():
        newcomer.goto("/trinh-dien/")
        newcomer.get_by_role("button", name=re.compile(rf"{re.escape(username)}$")).click()
        expect(newcomer).to_have_url(re.compile("/ban-lam-viec/"))
        expect(newcomer.get_by_role("navigation", name="Mục chính")).to_contain_text(place)


def test_the_tour_leads_through_its_pages(visit: Visit) -> None:
    newcomer = visit()
    newcomer.goto("/trinh-dien/")
    steps = newcomer.get_by_role("heading", name=re.compile(r"^\d+\. "))
    expect(steps).to_have_count(STEPS)
    for number in range(STEPS):
        newcomer.goto("/trinh-dien/")
        begin(newcomer, number)
        expect(newcomer).not_to_have_url(re.compile("/trinh-dien/|/dang-nhap/"))
        expect(newcomer.get_by_role("heading", level=1)).to_be_visible()


def begin(newcomer: Page, number: int) -> None:
    step = newcomer.get_by_role("listitem").filter(
        has=newcomer.get_by_role("heading", name=re.compile(rf"^{number + 1}\. "))
    )
    step.get_by_role("button").or_(step.get_by_role("link")).click()


def test_elsewhere_the_door_does_not_exist(visit: Visit, province: Province, settings: Settings) -> None:
    settings.DEMO = False
    stranger = visit()
    answer = stranger.goto("/trinh-dien/")
    assert answer
    assert answer.status == 404
    stranger.goto("/dang-nhap/")
    expect(stranger.get_by_role("link", name="Chọn một tài khoản trình diễn")).to_have_count(0)
