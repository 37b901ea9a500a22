"""Every page of the house in a real browser: for everybody, however narrow the window, and by keyboard alone.

The pages are those of the permission matrix, each shown to the first who may open it, and every form of it that says
what is wrong. The browser asks Django's test client in place of a server: so each page stands on the stage of the
matrix, which is rolled back, and a new address is looked at as soon as it has its row there.
"""

import contextvars
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Route
from pytest_django import Settings

from congvu.people.models import Totp
from congvu.people.rules import Assurance, Identity
from congvu.people.views.entering import HALF
from congvu.people.views.identity import CAME
from tests.browser import DESK, axe, is_fault, spills
from tests.house.plans import Plans
from tests.house.test_permissions import ASKED, BEFORE, DEEDS, PAGES, arguments, rows, typed
from tests.house.world import ORDER, World, rolled_back

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
Begin = Callable[[World, Client], object]
SITE = "http://localhost"
# Half of a screen, which is what 200 % leave of it, and what WCAG 1.4.10 asks of 1280 px at 400 %.
WIDTHS = (640, 320)
# A part of a page, and what only leads on to one.
NOT_PAGES = {"web-communes", "payments-back", "online-draft"}
# These look different to everybody before whom the case is laid.
SEEN_ALSO_BY = {
    "dossier-page": ("specialist", "leader"),
    **dict.fromkeys(
        (
            *("plans-plan", "plans-section", "plans-targets", "plans-target", "plans-baselines", "plans-projects"),
            *("plans-project", "plans-budgets", "plans-doubts", "plans-comments", "plans-versions", "plans-legal"),
            *("progress-scheme", "reporting-report"),
        ),
        ("top planner",),
    ),
}
CITIZEN = {"name": "Trần Thị Mẫu", "contact": "mau@hop-thu.example", "password": "mot cau du dai", "consent": "true"}
# What axe does not tell: one way of speaking about the page, and where the keyboard is.
LOOK = """() => {
  const faults = [], told = (node) => node.outerHTML.slice(0, 140);
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  if (twice.length) faults.push(`ids are there twice: ${[...new Set(twice)].join(", ")}`);
  const heads = document.querySelectorAll("h1").length;
  if (heads !== 1) faults.push(`${heads} h1 instead of one`);
  if (!/^(vi|en)$/.test(document.documentElement.lang)) faults.push("the page does not say its language");
  if (/^\\s*·|^\\s*$/.test(document.title)) faults.push("the page has no title of its own");
  for (const node of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
    if (node.disabled || node.tabIndex < 0 || !node.checkVisibility({visibilityProperty: true})) continue;
    node.focus();
    if (document.activeElement !== node) continue;
    const style = getComputedStyle(node);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push(`focus unseen: ${told(node)}`);
    const line = node.getClientRects()[0];
    const over = document.elementFromPoint(line.x + line.width / 2, line.y + line.height / 2);
    if (over && !node.contains(over) && !over.contains(node)) faults.push(`focus covered: ${told(node)}`);
  }
  return faults;
}"""


@pytest.fixture(scope="module")
def world(browser: Browser, django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The stage of the matrix; made after the browser, whose loop decides which connection the thread has."""
    with django_db_blocker.unblock(), rolled_back():
        yield World()


class Window:
    """The browser's one page, which shows what the test client was answered."""

    def __init__(self, browser: Browser) -> None:
        self.page = browser.new_page(base_url=SITE, locale="vi-VN", viewport=DESK)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", lambda said: self.faults.append(said.text) if is_fault(said) else None)
        self.page.route("**/*", self.answer)
        self.page.add_init_script(Axe().axe_script)  # which spares its way into each page one by one
        self.faults: list[str] = []
        self.ask: Callable[[str], HttpResponseBase]
        self.shown: tuple[str, HttpResponseBase]

    def answer(self, route: Route) -> None:
        """Give the page itself, a file of its style, or what the page asks for meanwhile."""
        place = route.request.url.removeprefix(SITE)
        if place.startswith("/static/"):
            route.fulfill(path=Path(str(finders.find(place.removeprefix("/static/").split("?")[0]))))
            return
        answer = self.shown[1] if place == self.shown[0] else self.ask(place)
        body = answer.getvalue()
        route.fulfill(status=answer.status_code, headers=dict(answer.items()), body=body)

    def show(self, client: Client, address: str, answer: HttpResponseBase) -> list[str]:
        """What is wrong with the page that was answered."""
        if not answer.headers["Content-Type"].startswith("text/html"):
            return []  # a file, which other programmes show
        assert "Location" not in answer.headers, "it leads away: see BEGUN, NOT_PAGES"
        here = contextvars.copy_context()  # the connection of the test, inside whose transaction all this is
        self.ask = lambda place: here.run(client.get, place)
        self.shown, self.faults = (address, answer), []
        self.page.set_viewport_size(DESK)
        self.page.goto(address)
        found = axe(self.page)
        self.page.keyboard.press("Tab")  # from now on the focus is shown as to somebody who uses the keyboard
        found += self.page.evaluate(LOOK)
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 800})
            found += [f"wider than {width} px"] if spills(self.page) else []
        return found + self.faults


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Window]:
    window = Window(browser)
    yield window
    window.page.close()


def first(table: str, wanted: str) -> list[tuple[str, str]]:
    """Each address that has this sign, and the first actor who has it."""
    found = []
    for name, signs in rows(table).items():
        each = signs.replace("|", "").split()
        every = zip(ORDER, each if len(each) > 1 else each * len(ORDER), strict=True)
        who = [actor for actor, sign in every if sign == wanted]
        found += [(name, who[0])] if who and name not in NOT_PAGES | BEGUN.keys() else []
    return found


def posted(name: str, typed: dict[str, str]) -> Begin:
    """Where the page comes after a form."""

    def begin(world: World, client: Client) -> None:
        client.post(reverse(name), typed)

    return begin


def knows_the_password(world: World, client: Client) -> None:
    account = world.account("citizen")
    kept = {"account": account.pk, "password": account.get_session_auth_hash(), "goal": "", "at": world.at.timestamp()}
    Totp.objects.create(account=account, shared="", made_at=world.at, confirmed_at=world.at)
    keep(client, HALF, kept)


def came_with_identity(world: World, client: Client) -> None:
    identity = Identity("https://id.example", "17", "Trần Thị Mẫu", "", "", Assurance.EID_2)
    keep(client, CAME, {"identity": asdict(identity), "goal": "", "at": world.at.timestamp()})


def keep(client: Client, key: str, kept: dict[str, Any]) -> None:
    session = client.session
    session[key] = kept
    session.save()


def nothing(world: World, client: Client) -> None:
    """The page has no beginning but its address."""


# Pages in the middle of something: for whom, and how it began.
BEGUN: dict[str, tuple[str, Begin]] = {
    "account-confirm": ("stranger", posted("account-register", CITIZEN)),
    "account-reset": ("stranger", posted("account-forgot", CITIZEN)),
    "account-contact-confirm": ("citizen", posted("account-contact", CITIZEN)),
    "account-totp": ("citizen", posted("account-totp-begin", {})),
    "account-second": ("stranger", knows_the_password),
    "account-identity-new": ("stranger", came_with_identity),
    "account-identity-link": ("citizen", came_with_identity),
    "people-demo": ("stranger", nothing),
    "notices-letters": ("stranger", nothing),
    "online-supply": ("filer", lambda world, client: world.ask()),
    "online-newer": ("filer", lambda world, client: world.newer(in_days=0)),
}
# Pages that look different later on: what has happened by then, and to whom they are shown.
LATER: dict[str, tuple[Callable[[Plans], object], str]] = {
    "plans-plan": (Plans.approve, "top planner"),
    "reporting-report": (Plans.tell, "top planner"),
    "progress-scheme": (Plans.verifying, "top planner"),
    "progress-sheet": (Plans.confirming, "planner"),
}
BAD = """<!doctype html><title> · Công Vụ</title><style>.off { outline: none } .wide { width: 700px }</style>
<h1 id="a">Một</h1><h1 id="a">Hai</h1><p class="wide"><a class="off" href="/">Ba</a></p><input><script>bad</script>"""
SHOWN = {**ASKED, "statistics-list": "?do=received&tu=2026-01-01&den=2027-01-01"}
SEEN = [*first(PAGES, "."), *((name, actor) for name, actors in SEEN_ALSO_BY.items() for actor in actors)]


def test_what_is_wrong_is_seen(window: Window) -> None:
    answer = HttpResponse(BAD, headers={"Content-Security-Policy": "script-src 'self'"})
    found = "\n".join(window.show(Client(), "/", answer))
    for fault in ("html-has-lang", "label:", "ids are there twice: a", "2 h1", "its language", "title of its own"):
        assert fault in found
    for fault in ("focus unseen: <a", "wider than 640 px", "wider than 320 px", "inline script"):
        assert fault in found


@pytest.mark.parametrize(("name", "actor"), SEEN)
def test_a_page_shuts_nobody_out(name: str, actor: str, world: World, window: Window) -> None:
    with rolled_back(), world.as_it_was():
        address = reverse(name, args=arguments(world, name)) + SHOWN.get(name, "")
        client = world.client(actor)
        assert window.show(client, address, client.get(address)) == []


@pytest.mark.parametrize("name", BEGUN)
def test_a_page_in_the_middle_shuts_nobody_out(name: str, world: World, window: Window, settings: Settings) -> None:
    settings.DEMO = True
    actor, begin = BEGUN[name]
    with rolled_back(), world.as_it_was():
        address, client = reverse(name, args=arguments(world, name)), world.client(actor)
        begin(world, client)
        assert window.show(client, address, client.get(address)) == []


@pytest.mark.parametrize("name", LATER)
def test_a_page_later_on_shuts_nobody_out(name: str, world: World, window: Window) -> None:
    happens, actor = LATER[name]
    with rolled_back(), world.as_it_was():
        happens(world.plans)
        address, client = reverse(name, args=arguments(world, name)), world.client(actor)
        assert window.show(client, address, client.get(address)) == []


@pytest.mark.parametrize(("name", "actor"), first(DEEDS, "!"))
def test_a_form_that_came_back_shuts_nobody_out(name: str, actor: str, world: World, window: Window) -> None:
    with rolled_back(), world.as_it_was():
        if name in BEFORE:
            BEFORE[name](world)
        address = reverse(name, args=arguments(world, name))
        client = world.client(actor)
        assert window.show(client, address, client.post(address, typed(world, name))) == []
