"""The page of components in a real browser: reachable for everybody, at a desk and on a phone."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import axe, spills

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FACES = ["/thanh-phan/", "/thanh-phan/?mat=ban"]


@pytest.mark.parametrize("address", FACES)
def test_nothing_shuts_anybody_out_at_a_desk(page: Page, address: str) -> None:
    page.goto(address)
    assert axe(page) == []
    assert not spills(page)


@pytest.mark.parametrize("address", FACES)
def test_nothing_shuts_anybody_out_on_a_phone(phone: Page, address: str) -> None:
    phone.goto(address)
    assert axe(phone) == []
    assert not spills(phone)


@pytest.mark.parametrize("address", FACES)
def test_four_times_enlarged_a_page_still_needs_one_direction_of_scrolling_only(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})  # what WCAG 1.4.10 asks of 1280 px at 400 %
    page.goto(address)
    assert not spills(page)


def test_with_forced_colours_the_frame_of_a_thing_tells_what_its_colour_told(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto("/thanh-phan/?mat=ban")
    looks = "node => [getComputedStyle(node).outlineStyle, getComputedStyle(node).borderTopWidth]"
    here, other = page.locator(".tabs a[aria-current]"), page.locator(".tabs a:not([aria-current])").first
    assert (here.evaluate(looks)[0], other.evaluate(looks)[0]) == ("solid", "none")
    assert page.locator(".button--primary").first.evaluate(looks)[1] == "3px"
    drawn = "node => getComputedStyle(node).stroke === getComputedStyle(node.parentNode).color"
    assert page.locator("nav .icon").first.evaluate(drawn)


def test_who_wants_more_contrast_gets_darker_lines_and_words(page: Page) -> None:
    page.goto("/thanh-phan/")
    word = page.locator(".help").first
    before = word.evaluate("node => getComputedStyle(node).color")
    page.emulate_media(contrast="more")
    assert word.evaluate("node => getComputedStyle(node).color") != before
    assert axe(page) == []


def test_what_is_touched_on_a_phone_is_large_enough(phone: Page) -> None:
    phone.goto("/thanh-phan/")
    small = phone.evaluate(
        """() => [...document.querySelectorAll("button, .button, input:not([type=hidden]), select, textarea, nav a")]
            .filter((node) => node.offsetParent && node.getBoundingClientRect().height < 44)
            .filter((node) => !node.labels?.length || node.labels[0].getBoundingClientRect().height < 44)
            .map((node) => node.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_the_error_summary_takes_the_focus(page: Page) -> None:
    page.goto("/thanh-phan/")
    expect(page.locator(".mistakes")).to_be_focused()


def test_the_keyboard_walks_rows_and_shows_its_shortcuts(page: Page) -> None:
    page.goto("/thanh-phan/?mat=ban")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-rows] tr").nth(1).locator("a")).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    expect(page.locator("#keys")).to_contain_text("Dòng sau")
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    expect(page.locator("[data-rows] tr").nth(0).locator("a")).not_to_be_focused()


def test_dates_and_money_are_tidied_when_the_field_is_left(page: Page) -> None:
    page.goto("/thanh-phan/")
    page.locator("#id_day").fill("27032026")
    page.locator("#id_tax").fill("1250000")
    page.locator("#id_name").focus()
    expect(page.locator("#id_day")).to_have_value("27/03/2026")
    expect(page.locator("#id_tax")).to_have_value("1.250.000")


def test_a_form_is_sent_once_however_often_it_is_clicked(page: Page) -> None:
    page.goto("/thanh-phan/")
    sent: list[str] = []

    def answer(route: Route) -> None:
        sent.append(route.request.url)
        route.fulfill(status=204)  # the page stays, as it does while a slow answer is awaited

    page.route("**/ngon-ngu/", answer)
    switch = page.locator(".language button")
    switch.click()
    expect(switch).to_have_attribute("aria-busy", "true")
    switch.click()
    page.wait_for_timeout(300)
    assert len(sent) == 1
