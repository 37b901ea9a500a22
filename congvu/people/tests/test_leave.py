"""A citizen closes the own account; old traces are forgotten; sign-ins are remembered roughly."""

from datetime import UTC, datetime, timedelta

import pytest

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.people import services
from congvu.people.models import Account, Code, Consent, Linked, Mandate, Party, Passkey, Totp, Visit
from congvu.people.rules import Assurance, Identity, Way
from congvu.people.rules.visits import browser_of, network_of
from congvu.people.selectors import about
from congvu.people.services.leaving import NOBODY
from congvu.people.testing import PASSWORD, make_account

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SECRET = "bí mật"
CHROME = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> Account:
    """One with everything that an account can have."""
    sent = services.register(
        name="Trần Thị Mẫu", contact="mau@hop-thu.example", password=PASSWORD, consent="1", source="", secret=SECRET,
        at=AT,
    )  # fmt: skip
    account = services.confirm(sent.code.key, sent.digits, secret=SECRET, at=AT)
    by = who(account)
    services.begin_totp(account, secret=SECRET, by=by, at=AT)
    Passkey.objects.create(account=account, credential="a", public_key=b"", name="Khóa", made_at=AT)
    services.link_identity(account, Identity("https://id.example", "17", "", "", "", Assurance.EID_2), by=by, at=AT)
    services.remember_visit(account, Way.PASSWORD, address="192.0.2.77", browser=CHROME, at=AT)
    services.claim_company("9999999997", "Công ty Mẫu", by=by, at=AT)
    services.ask_contact(account, "0901234567", source="", secret=SECRET, by=by, at=AT)
    account.refresh_from_db()
    return account


def who(account: Account) -> Actor:
    return Actor(f"citizen:{account.pk}", account.name)


@pytest.mark.parametrize("has_filed", [True, False])
def test_a_closed_account_holds_nobody_any_more(account: Account, has_filed: bool) -> None:
    services.close_account(account, has_filed=has_filed, by=who(account), at=AT)
    account.refresh_from_db()
    assert (account.name, account.email, account.phone, account.is_active) == (NOBODY, "", "", False)
    assert not account.has_usable_password()
    for model in (Totp, Passkey, Linked, Visit, Code):
        assert not model.objects.exists(), model
    assert Mandate.objects.get().ended_at == Consent.objects.get().withdrawn_at == AT
    assert Party.objects.get(account=account).name == ("Trần Thị Mẫu" if has_filed else NOBODY)
    assert Entry.objects.latest("pk").event == "people.account_closed"


def test_the_address_of_a_closed_account_is_free_again(account: Account) -> None:
    services.close_account(account, has_filed=False, by=who(account), at=AT)
    sent = services.register(
        name="Trần Thị Mẫu", contact="mau@hop-thu.example", password="", consent="1", source="", secret=SECRET, at=AT
    )
    assert sent.digits


def test_nobody_closes_anothers_account_and_officials_do_not_close_theirs(account: Account) -> None:
    official = make_account("can-bo")
    for of, by, code in (
        (account, Actor(f"official:{official.pk}", ""), "people.not_yours"),
        (official, Actor(f"official:{official.pk}", ""), "people.not_citizen"),
    ):
        with pytest.raises(Refusal) as refused:
            services.close_account(of, has_filed=False, by=by, at=AT)
        assert refused.value.code == code


def test_old_traces_are_forgotten(account: Account) -> None:
    assert services.forget(at=AT + timedelta(days=1)) == 0
    assert services.forget(at=AT + timedelta(days=1, seconds=1)) == 3  # two codes, an app that was never confirmed
    assert services.forget(at=AT + timedelta(days=181)) == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [("192.0.2.77", "192.0.2.0/24"), ("2001:db8:1:2::3", "2001:db8:1::/48"), ("unix:", ""), ("", "")],
)
def test_of_an_address_the_network_is_remembered(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("header", "browser"),
    [
        (CHROME, "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox, Linux"),
        ("curl/8", ""),
    ],
)
def test_of_a_browser_two_words_are_remembered(header: str, browser: str) -> None:
    assert browser_of(header) == browser


def test_everything_that_is_held_is_told(account: Account) -> None:
    told = {section.key: [dict(record.plain) for record in section.records] for section in about(account)}
    assert told["account"][0]["email"] == "mau@hop-thu.example"
    assert told["account"][0]["assurance"] == "Định danh điện tử mức độ 02"
    assert told["companies"][0]["number"] == "9999999997"
    assert told["consents"] == [{"version": "1", "given_at": AT.isoformat(), "withdrawn_at": None}]
    assert told["identities"][0]["issuer"] == "https://id.example"
    assert [one["kind"] for one in told["factors"]] == ["Khóa truy cập"]
    assert told["visits"][0]["network"] == "192.0.2.0/24"
    assert all(fact.label and fact.shown is not None for one in about(account) for r in one.records for fact in r.facts)
