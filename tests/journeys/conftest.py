"""The stage of the journeys: the demonstration's province with one procedure published, and visitors to it."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from congvu.agencies.demo import PASSWORD, Province, build_province
from congvu.base.actors import system
from congvu.dossiers.testing import moment
from congvu.procedures.testing import edition
from tests.browser import DESK, PHONE, axe, opened, spills

Visit = Callable[..., Page]
Look = Callable[[Page, str], None]


@pytest.fixture
def province(live_server: Any, settings: Settings) -> Province:
    """Hải Phòng with its demonstration accounts, and "Đăng ký khai tử" published."""
    settings.DEMO = True
    settings.PUBLIC_ADDRESS = live_server.url
    built = build_province(by=system("journeys", "Người dựng cảnh"), at=moment("2025-07-01 07:30"))
    edition("ho-tich/khai-tu")
    return built


@pytest.fixture
def visit(browser: Browser, live_server: Any, province: Province) -> Iterator[Visit]:
    """Open a page of one's own at a desk; with a username, signed in by the form."""
    with ExitStack() as visits:

        def come(username: str = "", **options: Any) -> Page:
            page = visits.enter_context(opened(browser, live_server, **{"viewport": DESK, **options}))
            if username:
                page.goto("/dang-nhap/")
                page.get_by_label("Tên đăng nhập").fill(username)
                page.get_by_label("Mật khẩu").fill(PASSWORD)
                page.locator("main").get_by_role("button", name="Đăng nhập").click()
                page.wait_for_url("**/ban-lam-viec/**")
            return page

        yield come


@pytest.fixture
def look() -> Iterator[Look]:
    """Look at a page as it stands, as wide as a desk's screen and as a phone's: axe finds nothing, and nobody must
    scroll sideways. What was found is told in the end, together; pictures go to the folder CONGVU_SHOTS."""
    found: list[str] = []
    shots = os.environ.get("CONGVU_SHOTS")

    def look(page: Page, name: str) -> None:
        before = page.viewport_size or DESK
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            found.extend(f"{name}, {size['width']} px: {violation}" for violation in axe(page))
            if spills(page):
                found.append(f"{name}, {size['width']} px: wider than the screen")
            if shots:
                page.screenshot(path=Path(shots) / f"{name}-{size['width']}.png", full_page=True)
        page.set_viewport_size(before)

    yield look
    if found:
        pytest.fail("\n".join(found))
