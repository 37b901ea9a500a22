"""Signing in with e-identity at a real OpenID provider, over HTTP: the browser's part is played form by form."""

import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
import pyotp
import pytest
from django.test import Client
from lxml import html
from pytest_django import Settings

from congvu.people.models import Account, Linked, Visit
from congvu.people.rules import Assurance
from congvu.people.testing import PASSWORD, make_account
from congvu.site.doctor import identity
from tools.openid import NUMBER, Provider, provider

pytestmark = [pytest.mark.django_db, pytest.mark.peers]
BACK = "http://testserver/tai-khoan/dinh-danh/ve/"
PAGES = 12  # no provider asks more


@pytest.fixture(scope="module")
def there() -> Iterator[Provider]:
    with provider(back=BACK, factors=("password", "otp")) as running:
        yield running


@pytest.fixture(autouse=True)
def asked(there: Provider, settings: Settings) -> None:
    settings.OIDC_ISSUER = there.issuer
    settings.OIDC_CLIENT_ID = there.client_id
    settings.OIDC_CLIENT_SECRET = there.client_secret
    settings.OIDC_NAME = "Định danh mẫu"
    settings.OIDC_NUMBER_CLAIM = "preferred_username"
    settings.OIDC_LEVELS = {"pwd": 2, "mfa": 3}


def typed(page: html.HtmlElement, there: Provider) -> dict[str, str]:
    """A form of the provider as the person fills it in; a consent is given."""
    said = {
        "login": there.person,
        "password": there.password,
        "otp": pyotp.TOTP(there.app).now(),
    }
    form = page.forms[-1]
    fields = {name: value or "" for name, value in form.fields.items() if name}
    fields |= {name: said[name] for name in fields if name in said}
    buttons = {one.get("name"): one.get("value", "") for one in form.xpath(".//button[@name]")}
    return fields | {name: value for name, value in buttons.items() if value in ("accept", "consent", "login")}


def go(address: str, there: Provider) -> str:
    """The person at the provider, from the page to which we send the browser to the one it comes back to.

    It makes the same token twice in one second, and then fails.
    """
    time.sleep(1 - time.time() % 1)
    with httpx.Client(follow_redirects=False) as browser:
        answer = browser.get(address)
        for _page in range(PAGES):
            if answer.has_redirect_location:
                goal = urljoin(str(answer.url), answer.headers["Location"])
                if goal.startswith(BACK):
                    return goal
                answer = browser.get(goal)
                continue
            assert answer.status_code == 200, answer.text
            page: html.HtmlElement = html.document_fromstring(answer.text)
            action = urljoin(str(answer.url), page.forms[-1].action or "")
            answer = browser.post(action, data=typed(page, there))
    raise AssertionError(f"the provider asks on: {answer.text}")


def state_of(address: str) -> str:
    """By which an answer is known to belong to this question."""
    return parse_qs(urlsplit(address).query)["state"][0]


def sign_in(client: Client, there: Provider, goal: str = "") -> str:
    """Where this house leads after the provider."""
    sent = client.get(f"/tai-khoan/dinh-danh/?next={goal}")["Location"]
    assert sent.startswith(there.issuer)
    assert "code_challenge_method=S256" in sent
    came = urlsplit(go(sent, there))
    answer = client.get(f"{came.path}?{came.query}")
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_somebody_new_makes_an_account_and_the_identity_opens_it_ever_after(client: Client, there: Provider) -> None:
    assert "Định danh mẫu" in client.get("/tai-khoan/dang-nhap/").content.decode()
    assert sign_in(client, there, "/thu-tuc/") == "/tai-khoan/dinh-danh/moi/"
    assert "Chào Trần Thị Mẫu" in client.get("/tai-khoan/dinh-danh/moi/").content.decode()
    assert client.post("/tai-khoan/dinh-danh/moi/", {"consent": "true"})["Location"] == "/thu-tuc/"
    account = Account.objects.get()
    assert (account.name, account.assurance) == ("Trần Thị Mẫu", Assurance.EID_2)
    linked = Linked.objects.get()
    assert (linked.issuer, linked.subject, linked.number) == (there.issuer, there.person, NUMBER)
    assert set(linked.acr.split()) == {"pwd", "otp", "mfa"}
    elsewhere = Client()
    assert sign_in(elsewhere, there) == "/tai-khoan/"
    assert "Trần Thị Mẫu" in elsewhere.get("/tai-khoan/").content.decode()
    assert list(Visit.objects.values_list("way", flat=True)) == ["identity", "identity"]


def test_how_surely_the_provider_knows_is_read_by_our_own_table(
    client: Client, there: Provider, settings: Settings
) -> None:
    settings.OIDC_LEVELS = {"pwd": 2}
    sign_in(client, there)
    client.post("/tai-khoan/dinh-danh/moi/", {"consent": "true"})
    assert Account.objects.get().assurance == Assurance.EID_1
    settings.OIDC_LEVELS = {}
    sign_in(Client(), there)
    assert Account.objects.get().assurance == Assurance.NONE


def test_an_account_is_linked_by_who_is_signed_in_to_it(client: Client, there: Provider) -> None:
    account = make_account("cd-1", kind="citizen", email="mau@hop-thu.example", password=PASSWORD, assurance=1)
    # Of the same name, but that proves nothing: the stranger is offered a new account or to sign in.
    assert sign_in(Client(), there) == "/tai-khoan/dinh-danh/moi/"
    client.post("/tai-khoan/dang-nhap/", {"username": account.email, "password": PASSWORD})
    assert sign_in(client, there) == "/tai-khoan/bao-mat/"
    assert "Trần Thị Mẫu" in client.get("/tai-khoan/bao-mat/").content.decode()
    account.refresh_from_db()
    assert account.assurance == Assurance.EID_2
    assert sign_in(Client(), there) == "/tai-khoan/"


def test_an_answer_is_good_once_and_in_the_browser_that_asked(client: Client, there: Provider) -> None:
    came = urlsplit(go(client.get("/tai-khoan/dinh-danh/")["Location"], there))
    stranger = Client()
    stranger.get("/tai-khoan/dinh-danh/")
    assert stranger.get(f"{came.path}?{came.query}").status_code == 424
    other = Client()
    state = state_of(other.get("/tai-khoan/dinh-danh/")["Location"])
    assert other.get(f"{came.path}?code=khac&state={state}").status_code == 424
    assert client.get(f"{came.path}?{came.query}")["Location"] == "/tai-khoan/dinh-danh/moi/"
    assert client.get(f"{came.path}?{came.query}")["Location"] == "/tai-khoan/dang-nhap/"
    assert not Account.objects.exists()


def test_a_client_whose_secret_is_wrong_is_told_nothing(client: Client, there: Provider, settings: Settings) -> None:
    came = urlsplit(go(client.get("/tai-khoan/dinh-danh/")["Location"], there))
    settings.OIDC_CLIENT_SECRET = "sai"
    answer = client.get(f"{came.path}?{came.query}")
    assert answer.status_code == 424
    assert "Định danh mẫu" in answer.content.decode()


def test_the_doctor_asks_after_the_provider(there: Provider, settings: Settings) -> None:
    [finding] = identity()
    assert (finding.good, finding.mend) == (True, "")
    settings.OIDC_LEVELS = {}
    [finding] = identity()
    assert "CONGVU_OIDC_LEVELS" in finding.mend


def test_who_says_no_at_the_provider_comes_back_to_a_plain_page(client: Client, there: Provider) -> None:
    state = state_of(client.get("/tai-khoan/dinh-danh/")["Location"])
    answer = client.get(f"/tai-khoan/dinh-danh/ve/?error=access_denied&state={state}")
    assert answer.status_code == 424
