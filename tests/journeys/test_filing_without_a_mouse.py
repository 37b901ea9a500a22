"""From the front door to the code of one's own dossier, by keyboard alone: no key but those that every keyboard has."""

import re

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from congvu.agencies.demo import PASSWORD
from congvu.agencies.testing import make_citizen
from congvu.files.testing import pdf
from congvu.online.models import Submission
from congvu.people.models import Account
from tests.journeys.conftest import Visit
from tests.journeys.deeds import ANSWERS, PERSON
from tests.journeys.test_without_a_mouse import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAPER: FilePayload = {"name": "to-khai.pdf", "mimeType": "application/pdf", "buffer": pdf()}


@pytest.fixture
def citizen(visit: Visit) -> Page:
    """Somebody who has an account, before the front door."""
    account = Account.objects.get(pk=make_citizen("mau@hop-thu.example").account_id or 0)
    account.email = account.username
    account.set_password(PASSWORD)
    account.save()
    page = visit()
    page.goto("/")
    return page


def test_a_citizen_files_from_home_by_keyboard_alone(citizen: Page) -> None:
    find(citizen, "Tìm thủ tục", "khai tu")
    press(citizen, link(citizen, "Đăng ký khai tử"))
    press(citizen, link(citizen, "Nộp trực tuyến"))
    sign_in(citizen)
    press(citizen, button(citizen, "Bắt đầu"))
    expect(heading(citizen)).to_contain_text("Nơi nộp")
    find(citizen, "Tìm nơi nộp", "hong bang")
    choose(citizen, citizen.get_by_role("group", name="Nơi tiếp nhận hồ sơ").get_by_role("radio").first)
    go_on(citizen)
    fill_in(citizen, PERSON)
    go_on(citizen)
    while "/to-khai/" in citizen.url:
        fill_in(citizen, ANSWERS)
        go_on(citizen)
    attach(citizen, "death_notice")
    go_on(citizen)
    go_on(citizen)
    expect(heading(citizen)).to_have_text("Xem lại và nộp")
    press(citizen, button(citizen, "Nộp hồ sơ"))
    expect(heading(citizen)).to_contain_text("Đã gửi hồ sơ")
    submission = Submission.objects.get()
    assert submission.code in citizen.locator("main").inner_text()
    assert submission.answers["deceased_name"] == ANSWERS["Họ, chữ đệm, tên người chết"]
    assert submission.files.count() == 1


def link(page: Page, name: str) -> Locator:
    return page.locator("main").get_by_role("link", name=name).first


def button(page: Page, name: str) -> Locator:
    return page.locator("main").get_by_role("button", name=name)


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def press(page: Page, wanted: Locator) -> None:
    """Walk to a button or a link, and press Enter."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def go_on(page: Page) -> None:
    press(page, button(page, "Tiếp tục"))
    expect(page.locator(".mistakes")).to_have_count(0)


def find(page: Page, label: str, words: str) -> None:
    """Search in the field of this label."""
    tab_to(page, page.get_by_label(label))
    page.keyboard.type(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def sign_in(page: Page) -> None:
    tab_to(page, page.get_by_label(re.compile("^(Thư điện tử|Tên đăng nhập)")))
    page.keyboard.type("mau@hop-thu.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, wanted: Locator) -> None:
    """Walk to a group of choices, and with the arrows to the one that is wanted."""
    group = page.locator(f"[name='{wanted.get_attribute('name')}']")
    if group.locator(":scope:checked").count() == 0:
        tab_to(page, group.first)
        page.keyboard.press("Space")
    else:
        tab_to(page, group.locator(":scope:checked"))
    for _ in range(group.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    pytest.fail("the arrows do not lead to every choice")


def fill_in(page: Page, told: dict[str, str]) -> None:
    """Answer what this page asks."""
    for label, value in told.items():
        group = page.get_by_role("radiogroup", name=label)
        field = page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(\(|$)"))
        if group.count():
            choose(page, group.get_by_label(value, exact=True))
        elif field.count():
            tab_to(page, field)
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(value)


def attach(page: Page, key: str) -> None:
    """Choose a file in the dialogue that Enter opens, and send it."""
    tab_to(page, page.locator(f"#id_file-{key}"))
    with page.expect_file_chooser() as dialogue:
        page.keyboard.press("Enter")
    dialogue.value.set_files(PAPER)
    press(page, page.locator(f"button[name=upload][value={key}]"))
    expect(page.locator(f"#id_paper-{key}")).to_contain_text("to-khai")
