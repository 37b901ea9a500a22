"""National e-identity: whose account it is, how surely, and which words of a provider are not believed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey
from pytest_django import Settings

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.people import openid, services
from congvu.people.models import Account, Linked, Party
from congvu.people.rules import Assurance, Identity
from congvu.people.testing import PASSWORD, make_account

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ISSUER = "https://id.example"
PROVIDER = openid.Provider(
    "VNeID", ISSUER, "congvu", "bí mật", "openid profile", "id_number", {"eid2": Assurance.EID_2}
)
KEY, FOREIGN = (ECKey.generate_key("P-256", {"kid": kid, "alg": "ES256"}) for kid in ("1", "1"))
KEYS = KeySet([KEY]).as_dict(private=False)

pytestmark = pytest.mark.django_db


def she(subject: str = "17", assurance: Assurance = Assurance.EID_2, issuer: str = ISSUER) -> Identity:
    return Identity(issuer, subject, "Trần Thị Mẫu", "001190000001", "eid2", assurance)


def who(account: Account) -> Actor:
    return Actor(f"citizen:{account.pk}", account.name)


def refused(code: str, deed: Any, *given: Any, **more: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        deed(*given, **more, at=AT)
    assert refusal.value.code == code


def test_somebody_new_gets_an_account_that_the_identity_opens() -> None:
    assert services.enter_with_identity(she(), at=AT) is None
    account = services.register_with_identity(she(), consent="1", at=AT)
    assert (account.name, account.assurance) == ("Trần Thị Mẫu", Assurance.EID_2)
    assert Party.objects.get(account=account).number == "001190000001"
    assert services.enter_with_identity(she(), at=AT + timedelta(hours=1)) == account
    linked = Linked.objects.get()
    assert (linked.issuer, linked.acr, linked.linked_at, linked.seen_at) == (
        ISSUER,
        "eid2",
        AT,
        AT + timedelta(hours=1),
    )
    refused("people.identity_taken", services.register_with_identity, she(), consent="1")
    refused("people.consent_missing", services.register_with_identity, she("18"), consent="")


def test_what_is_known_falls_when_the_provider_is_less_sure_and_is_journaled() -> None:
    account = services.register_with_identity(she(), consent="1", at=AT)
    services.enter_with_identity(she(assurance=Assurance.EID_1), at=AT)
    account.refresh_from_db()
    assert account.assurance == Assurance.EID_1
    assert Entry.objects.latest("pk").facts == {"was": 3, "now": 2}


def test_an_identity_is_linked_by_the_signed_in_owner_alone() -> None:
    account, other = (make_account(f"cd-{number}", kind="citizen", email=f"{number}@a.example") for number in (1, 2))
    official = make_account("can-bo")
    refused("people.not_yours", services.link_identity, account, she(), by=who(other))
    refused("people.not_citizen", services.link_identity, official, she(), by=Actor(f"official:{official.pk}", ""))
    services.link_identity(account, she(), by=who(account), at=AT)
    refused("people.identity_taken", services.link_identity, other, she(), by=who(other))
    refused("people.identity_there", services.link_identity, account, she("18"), by=who(account))
    services.link_identity(account, she(), by=who(account), at=AT + timedelta(days=1))
    assert services.enter_with_identity(she(), at=AT) == account


def test_without_the_identity_the_account_is_known_by_its_address_again() -> None:
    account = make_account("cd-1", kind="citizen", email="mau@hop-thu.example")
    linked = services.link_identity(account, she(), by=who(account), at=AT)
    assert services.unlink_identity(linked.pk, by=who(account), at=AT).assurance == Assurance.CONTACT
    assert services.enter_with_identity(she(), at=AT) is None


def test_an_identity_that_is_the_only_way_in_stays() -> None:
    account = services.register_with_identity(she(), consent="1", at=AT)
    other = make_account("cd-2", kind="citizen")
    linked = Linked.objects.get()
    refused("people.not_yours", services.unlink_identity, linked.pk, by=who(other))
    refused("people.only_way_in", services.unlink_identity, linked.pk, by=who(account))
    assert Linked.objects.exists()


def test_the_database_gives_an_identity_to_one_account_and_an_account_one_identity_there() -> None:
    account = services.register_with_identity(she(), consent="1", at=AT)
    other = make_account("cd-2", kind="citizen")
    row = {"assurance": 0, "linked_at": AT, "seen_at": AT}
    for owner, issuer, subject in ((other, ISSUER, "17"), (account, ISSUER, "18")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Linked.objects.create(account=owner, issuer=issuer, subject=subject, **row)
    with pytest.raises(IntegrityError, match="linked_assurance_is_known"), transaction.atomic():
        Linked.objects.create(account=other, issuer=ISSUER, subject="19", **{**row, "assurance": 9})


GOOD = {
    "iss": ISSUER,
    "aud": "congvu",
    "sub": "17",
    "nonce": "n",
    "iat": int(AT.timestamp()),
    "exp": int(AT.timestamp()) + 60,
    "name": "Trần Thị Mẫu",
    "acr": "eid2",
}


def believed(claims: dict[str, Any], *, key: Any = KEY, alg: str = "ES256") -> dict[str, Any]:
    token = jwt.encode({"alg": alg, "kid": "1"}, claims, key, algorithms=[alg])
    return openid._believed(PROVIDER, {"id_token": token, "access_token": "a"}, "n", KEYS, at=AT)


def test_a_token_signed_for_us_just_now_is_believed() -> None:
    assert believed(GOOD)["sub"] == "17"
    assert believed({**GOOD, "aud": ["congvu"]})["sub"] == "17"


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://khac.example"},
        {"aud": "khac"},
        {"aud": ["congvu", "khac"]},
        {"nonce": "khac"},
        {"nonce": None},
        {"exp": int(AT.timestamp()) - 61},
        {"iat": int(AT.timestamp()) + 3600},
        {"sub": None},
        {"at_hash": "khac"},
        {"azp": "khac"},
    ],
    ids=str,
)
def test_a_token_with_one_wrong_word_is_not_believed(lie: dict[str, Any]) -> None:
    claims = {key: value for key, value in {**GOOD, **lie}.items() if value is not None}
    with pytest.raises(openid.NotProved):
        believed(claims)


def test_a_token_of_another_key_or_of_a_shared_secret_is_not_believed() -> None:
    with pytest.raises(openid.NotProved):
        believed(GOOD, key=FOREIGN)
    with pytest.raises(openid.NotProved):
        believed(GOOD, key=OctKey.import_key("congvu" * 8), alg="HS256")


def test_without_a_provider_there_is_no_such_page(client: Client) -> None:
    assert client.get("/tai-khoan/dinh-danh/").status_code == 404
    assert client.get("/tai-khoan/dinh-danh/ve/").status_code == 404
    assert "Định danh điện tử" not in client.get("/tai-khoan/dang-nhap/").content.decode()


def test_a_provider_that_cannot_be_reached_is_said_plainly(client: Client, settings: Settings) -> None:
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    answer = client.get("/tai-khoan/dinh-danh/")
    assert answer.status_code == 424
    assert "Chưa xác thực được với VNeID" in answer.content.decode()


def test_nobody_comes_back_from_a_provider_who_was_not_sent_there(client: Client, settings: Settings) -> None:
    settings.OIDC_ISSUER = ISSUER
    assert client.get("/tai-khoan/dinh-danh/ve/?code=1&state=2")["Location"] == "/tai-khoan/dang-nhap/"
    session = client.session
    session["identity_asked"] = {"state": "a", "nonce": "b", "verifier": "c", "goal": "", "at": 4e9}
    session.save()
    answer = client.get("/tai-khoan/dinh-danh/ve/?code=1&state=2")
    assert answer.status_code == 424
    assert "identity_asked" not in client.session


def test_an_identity_waits_ten_minutes_for_its_owner_to_say_who_they_are(client: Client, settings: Settings) -> None:
    settings.OIDC_ISSUER = ISSUER
    assert client.get("/tai-khoan/dinh-danh/moi/")["Location"] == "/tai-khoan/dang-nhap/"
    came = {"issuer": ISSUER, "subject": "17", "name": "Trần Thị Mẫu", "number": "", "acr": "", "assurance": 3}
    session = client.session
    session["identity_came"] = {"identity": came, "goal": "/viec/", "at": 4e9}
    session.save()
    assert "Chào Trần Thị Mẫu" in client.get("/tai-khoan/dinh-danh/moi/").content.decode()
    assert client.post("/tai-khoan/dinh-danh/moi/", {"consent": ""}).status_code == 422
    # The owner of an account signs in first, and links it then.
    account = make_account("cd-1", kind="citizen", email="mau@hop-thu.example", password=PASSWORD)
    to = {"username": account.email, "password": PASSWORD, "next": "/tai-khoan/dinh-danh/lien-ket/"}
    assert client.post("/tai-khoan/dang-nhap/", to)["Location"] == "/tai-khoan/dinh-danh/lien-ket/"
    assert "Trần Thị Mẫu" in client.get("/tai-khoan/dinh-danh/lien-ket/").content.decode()
    assert client.post("/tai-khoan/dinh-danh/lien-ket/")["Location"] == "/tai-khoan/bao-mat/"
    assert Linked.objects.get().account == account
