"""The counter's and the dossier's pages in a real browser: for everybody, on every screen, with and without script."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.dossiers.services import Upload
from congvu.dossiers.tests.conftest import Open, Play, account_of
from congvu.files.selectors import shelf
from congvu.files.testing import pdf, stored
from congvu.procedures.models import Edition
from congvu.procedures.testing import edition
from tests.browser import PHONE, axe, spills
from tests.browser import opened as opened_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BACKEND = "congvu.people.backends.AccountBackend"


def sign_in(page: Page, actor: Actor) -> None:
    client = Client()
    client.force_login(account_of(actor), BACKEND)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.goto(reverse("people-sign-in"))  # the cookie belongs to the server that the page speaks to
    server = "/".join(page.url.split("/")[:3])
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server}])


@pytest.fixture
def unscripted(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    with opened_page(browser, live_server, java_script_enabled=False) as page:
        yield page


@pytest.fixture
def asked(opened: Open) -> Play:
    """A death with a scanned paper, whose citizen must bring something more."""
    play = opened()
    play.receive()
    play.take()
    play.ask()
    play.supply(uploads=[Upload(stored(shelf(), pdf(2), name="giay-bao-tu.pdf"), "giay-bao-tu.pdf")])
    return play


def addresses(play: Play) -> list[str]:
    code, published = play.dossier.code, play.dossier.edition_id
    scan = play.dossier.scans.get().pk
    return [
        reverse("dossier-receive"),
        reverse("dossier-intake", args=[published]),
        reverse("dossier-received", args=[code]),
        reverse("dossier-page", args=[code]),
        reverse("dossier-file", args=[code, scan]),
        reverse("dossier-register"),
        reverse("dossier-register") + "?trang-thai=stopped",
        reverse("dossier-search") + "?q=mau",
        reverse("dossier-search") + "?q=khong-ai",
        reverse("papers-preview"),
    ]


def faults(page: Page, address: str) -> list[str]:
    answer = page.goto(address)
    assert answer
    assert (answer.status, page.url.endswith(address)) == (200, True)
    return [f"{address}: {fault}" for fault in [*axe(page), *(["spills"] if spills(page) else [])]]


@pytest.mark.parametrize("role", [Role.CLERK, Role.SPECIALIST])
def test_nothing_shuts_anybody_out_at_a_desk(page: Page, asked: Play, role: Role) -> None:
    sign_in(page, asked.stage.cast[role])
    every = addresses(asked) if role == Role.CLERK else [reverse("dossier-page", args=[asked.dossier.code])]
    assert [fault for address in every for fault in faults(page, address)] == []


@pytest.mark.parametrize("role", [Role.CLERK, Role.SPECIALIST])
def test_nothing_shuts_anybody_out_on_a_phone(phone: Page, asked: Play, role: Role) -> None:
    sign_in(phone, asked.stage.cast[role])
    every = addresses(asked) if role == Role.CLERK else [reverse("dossier-page", args=[asked.dossier.code])]
    assert [fault for address in every for fault in faults(phone, address)] == []


def test_a_form_that_came_back_reads_well_on_both_screens(page: Page, play: Play) -> None:
    sign_in(page, play.clerk)
    page.goto(reverse("dossier-intake", args=[play.dossier.edition_id]))
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    expect(page.locator(".mistakes")).to_be_focused()
    for link in page.locator(".mistakes a").all():
        assert page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']").count() == 1
    assert (axe(page), spills(page)) == ([], False)
    page.set_viewport_size(PHONE)
    assert (axe(page), spills(page)) == ([], False)


def test_the_fee_follows_what_is_typed_and_enter_accepts_nothing(page: Page, play: Play) -> None:
    copies = edition("chung-thuc/ban-sao")
    sign_in(page, play.clerk)
    page.goto(reverse("dossier-intake", args=[copies.pk]))
    expect(page.locator("[name=applicant-name]")).to_be_focused()
    page.locator("[name=answers-pages]").fill("5")
    page.locator("[name=answers-copies]").fill("3")
    expect(page.locator("#estimate")).to_contain_text("21.000")
    page.locator("[name=answers-copies]").fill("2")
    page.locator("[name=answers-copies]").press("Enter")
    expect(page.locator("#estimate")).to_contain_text("14.000")
    assert page.url.endswith(reverse("dossier-intake", args=[copies.pk]))


def test_without_script_a_button_tells_the_fee_and_a_tick_counts_a_paper(unscripted: Page, play: Play) -> None:
    copies: Edition = edition("chung-thuc/ban-sao")
    sign_in(unscripted, play.clerk)
    unscripted.goto(reverse("dossier-intake", args=[copies.pk]))
    unscripted.locator("[name=answers-pages]").fill("5")
    unscripted.locator("[name=answers-copies]").fill("3")
    unscripted.locator("[data-full]").first.check()
    unscripted.get_by_role("button", name="Tính lại").click()
    expect(unscripted.locator("#estimate")).to_contain_text("21.000")
    expect(unscripted.locator(".input--count").first).to_have_value("1")
    expect(unscripted.locator("[data-full]").first).to_be_checked()
    expect(unscripted.locator(".mistakes")).to_have_count(0)


def test_only_the_number_that_the_applicant_has_is_asked(page: Page, play: Play) -> None:
    sign_in(page, play.clerk)
    page.goto(reverse("dossier-intake", args=[play.dossier.edition_id]))
    expect(page.locator("[name=applicant-org_code]")).to_be_hidden()
    page.get_by_label("Doanh nghiệp").check()
    expect(page.locator("[name=applicant-org_code]")).to_be_visible()
    expect(page.locator("[name=applicant-id_number]")).to_be_hidden()


def test_one_click_counts_the_required_papers_and_a_changed_count_takes_its_tick(page: Page, play: Play) -> None:
    sign_in(page, play.clerk)
    page.goto(reverse("dossier-intake", args=[play.dossier.edition_id]))
    page.get_by_role("button", name="Đủ giấy tờ bắt buộc").click()
    first, tick = page.locator(".input--count").first, page.locator("[data-full]").first
    expect(first).to_have_value("1")
    expect(tick).to_be_checked()
    first.fill("2")
    expect(tick).not_to_be_checked()


def test_a_refused_deed_keeps_its_form_open_and_leads_to_the_field(page: Page, play: Play) -> None:
    sign_in(page, play.specialist)
    page.goto(reverse("dossier-page", args=[play.dossier.code]))
    page.locator("summary", has_text="Yêu cầu bổ sung").click()
    page.get_by_label("Cần bổ sung, mỗi dòng một mục").fill("Giấy báo tử")
    page.get_by_role("button", name="Gửi yêu cầu, dừng thời hạn").click()
    expect(page.get_by_label("Cần bổ sung, mỗi dòng một mục")).to_have_value("Giấy báo tử")
    page.locator(".mistakes a").click()
    expect(page.get_by_label("Lý do, in trên phiếu")).to_be_focused()
    assert axe(page) == []
    page.get_by_role("button", name="Hoàn thành bước này").click()
    page.locator(".mistakes a").first.click()
    expect(page.locator("[name^=result-]").first).to_be_focused()
    assert axe(page) == []


def test_the_result_is_asked_for_only_by_who_proposes_it(page: Page, play: Play) -> None:
    sign_in(page, play.specialist)
    page.goto(reverse("dossier-page", args=[play.dossier.code]))
    expect(page.locator("#id_result")).to_be_visible()
    page.locator("[name=choice][value=propose_refuse]").check()
    expect(page.locator("#id_result")).to_be_hidden()
    expect(page.get_by_label("Ý kiến, lý do (bắt buộc)")).to_be_visible()
