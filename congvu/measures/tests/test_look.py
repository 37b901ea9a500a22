"""The pages in a browser: read by everybody, on a desk and on a phone."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_post
from congvu.measures import services
from congvu.measures.tests.conftest import AT, World
from congvu.people.models import Account
from tests.browser import axe, spills

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/so-do/",
    "/so-do/dem-lai/",
    "/so-do/dvc.dossiers/?ky=thang&nam=2026&so=3",
    "/so-do/ws.active/",
    "/so-do/hr.officials/H98/?ngay=2026-03-31",
)


def test_the_pages_can_be_used_by_everybody(page: Page, phone: Page, books: World) -> None:
    keys = ("dvc.dossiers", "hr.officials")
    services.count(keys, date(2026, 2, 1), date(2026, 4, 30), by=books.admin, at=AT)
    services.ask(keys, date(2026, 5, 1), date(2026, 5, 31), by=books.admin, at=AT)
    account = Account.objects.get(username="admin-h98")
    make_post(books.root, Role.LEADER, account=account)
    client = Client()
    client.force_login(account, "congvu.people.backends.AccountBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    for seen in (page, phone):
        seen.goto("/dang-nhap/")  # the cookie belongs to the server that the page speaks to
        server = "/".join(seen.url.split("/")[:3])
        seen.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server}])
        for address in PAGES:
            seen.goto(address)
            assert axe(seen) == [], address
            assert not spills(seen), address
