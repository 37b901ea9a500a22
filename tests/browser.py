"""A real browser for the tests marked `browser`: Chromium, pages at the width of a desk and of a phone, and axe."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, ViewportSize, expect, sync_playwright

DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 30_000  # milliseconds; a machine that is busy with other things is no fault of a page
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found_chromium() -> str | None:
    """Where Chromium is: as CONGVU_CHROMIUM says, else on the path."""
    return os.environ.get("CONGVU_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run. It is missing? Then the test fails and says how to get it."""
    # The driver's event loop lives in this thread as long as the browser; Django would take that for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=found_chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


def is_fault(said: ConsoleMessage) -> bool:
    """A script or the CSP complains; that an answer was 404 or 409 is no fault, tests ask for such answers."""
    return said.type == "error" and not said.text.startswith("Failed to load resource: the server responded")


@contextmanager
def opened(browser: Browser, live_server: Any, **options: Any) -> Iterator[Page]:
    """A page with a visitor of its own. A fault in a script, or anything the CSP stops, fails the test in the end."""
    context = browser.new_context(base_url=live_server.url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if is_fault(said) else None)
    yield page
    context.close()
    assert faults == [], "the page's scripts or the content security policy complained"


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page as wide as an office screen."""
    with opened(browser, live_server, viewport=DESK) as page:
        yield page


@pytest.fixture
def phone(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page on a small phone, 360 px wide."""
    with opened(browser, live_server, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        yield page


Seen = TypeVar("Seen")


def of_the_page_that_comes(see: Callable[[Page], Seen]) -> Callable[[Page], Seen]:
    """See the page that stands in the end, not the one that goes.

    A click returns before the page that it asks for has come, so a script may find its page taken away from under it;
    then it looks again at the one that came. What fails five times is no matter of arriving, and is told.
    """

    @wraps(see)
    def seen(page: Page) -> Seen:
        for _ in range(4):
            try:
                page.wait_for_load_state()
                return see(page)
            except Error:
                page.wait_for_timeout(250)
        return see(page)

    return seen


@of_the_page_that_comes
def axe(page: Page) -> list[str]:
    """What is wrong with the page by WCAG 2.2 AA, one sentence for each finding; an empty list is what is wanted.

    Only findings leave the page, and axe is put into it once: that takes a third of the time.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    asked = {"runOnly": {"type": "tag", "values": STANDARD}, "resultTypes": ["violations"]}
    violations = page.evaluate("asked => axe.run(asked).then(found => found.violations)", asked)
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:160]}"
        for violation in violations
        for node in violation["nodes"]
    ]


@of_the_page_that_comes
def spills(page: Page) -> bool:
    """Whether the page is wider than the screen, so that a reader must scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
