"""Passkeys: real signatures of a key made of software, and what is refused about them."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.people import services
from congvu.people.models import Account, Passkey, RecoveryCode
from congvu.people.rules import Place
from congvu.people.rules.passkeys import MOST
from congvu.people.selectors import has_second_factor
from congvu.people.testing import make_account
from congvu.people.tests.authenticator import Authenticator

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SECRET, HERE = "bí mật", Place("tinh.example", "https://tinh.example")
ASKED, OTHER = b"cau-hoi-mot-lan-0000000000000001", b"cau-hoi-mot-lan-0000000000000002"

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> Account:
    return make_account("cd-1", kind="citizen", email="mau@hop-thu.example")


def who(account: Account) -> Actor:
    return Actor(f"citizen:{account.pk}", account.name)


def add(
    account: Account, key: Authenticator, answer: str = "", *, by: Actor | None = None, name: str = ""
) -> list[str]:
    return services.add_passkey(
        account, answer or key.make(ASKED), challenge=ASKED, place=HERE, name=name, secret=SECRET,
        by=by or who(account), at=AT,
    )  # fmt: skip


def enter(answer: str, challenge: bytes = ASKED) -> Account:
    return services.enter_with_passkey(answer, challenge=challenge, place=HERE, at=AT)


def refused(code: str, answer: str, challenge: bytes = ASKED) -> None:
    with pytest.raises(Refusal) as refusal:
        enter(answer, challenge)
    assert refusal.value.code == code


def test_a_key_that_was_made_opens_the_account_alone(account: Account) -> None:
    key = Authenticator()
    assert len(add(account, key, name="  Điện thoại ")) == RecoveryCode.objects.count() == 10
    assert enter(key.show(ASKED)) == account
    kept = Passkey.objects.get()
    assert (kept.name, kept.sign_count, kept.used_at) == ("Điện thoại", 1, AT)
    assert Entry.objects.get().event == "people.passkey_added"
    assert has_second_factor(account.pk)


def test_recovery_codes_come_with_the_first_key_only(account: Account) -> None:
    add(account, Authenticator())
    assert add(account, Authenticator(credential=b"khoa-mau-000002")) == []


@pytest.mark.parametrize(
    "forged",
    [
        Authenticator(host="gia-mao.example"),
        Authenticator(origin="https://gia-mao.example"),
    ],
)
def test_a_key_of_another_place_is_not_taken(account: Account, forged: Authenticator) -> None:
    with pytest.raises(Refusal) as refusal:
        add(account, forged)
    assert refusal.value.code == "people.passkey_bad"


@pytest.mark.parametrize("answer", ["", "{}", "không phải JSON", '{"id": 1}', "[]", "null"])
def test_what_is_no_answer_is_refused_and_breaks_nothing(account: Account, answer: str) -> None:
    with pytest.raises(Refusal) as refusal:
        add(account, Authenticator(), answer or "x")
    assert refusal.value.code == "people.passkey_bad"
    refused("people.passkey_bad", answer)


def test_an_answer_to_another_question_is_refused(account: Account) -> None:
    key = Authenticator()
    add(account, key)
    refused("people.passkey_bad", key.show(OTHER))
    refused("people.passkey_bad", key.show(ASKED), challenge=b"")


def test_a_stranger_who_knows_the_name_of_a_key_has_not_the_key(account: Account) -> None:
    add(account, Authenticator())
    refused("people.passkey_bad", Authenticator(count=5).show(ASKED))
    refused("people.passkey_bad", Authenticator(credential=b"khoa-khac").show(ASKED))


def test_a_copied_key_is_found_by_its_count(account: Account) -> None:
    key = Authenticator()
    add(account, key)
    enter(key.show(ASKED))
    enter(key.show(ASKED))
    copy = Authenticator(count=0, key=key.key)
    refused("people.passkey_bad", copy.show(ASKED))


def test_a_key_that_asked_for_no_finger_comes_after_the_password_only(account: Account) -> None:
    key = Authenticator(verifies=False)
    add(account, key)
    refused("people.passkey_bad", key.show(ASKED))
    services.check_passkey(account, key.show(ASKED), challenge=ASKED, place=HERE, at=AT)


def test_an_officials_key_alone_opens_nothing() -> None:
    official, key = make_account("can-bo"), Authenticator()
    add(official, key, by=Actor(f"official:{official.pk}", official.name))
    refused("people.officials_door", key.show(ASKED))


def test_after_the_password_only_the_accounts_own_keys_count(account: Account) -> None:
    key, other = Authenticator(), make_account("cd-2", kind="citizen")
    add(account, key)
    with pytest.raises(Refusal) as refusal:
        services.check_passkey(other, key.show(ASKED), challenge=ASKED, place=HERE, at=AT)
    assert refusal.value.code == "people.passkey_bad"


def test_a_key_belongs_to_one_account_and_an_account_has_ten_at_most(account: Account) -> None:
    add(account, Authenticator())
    with pytest.raises(Refusal) as refusal:
        add(account, Authenticator())
    assert refusal.value.code == "people.passkey_there"
    for number in range(MOST - 1):
        add(account, Authenticator(credential=f"khoa-{number}".encode()))
    with pytest.raises(Refusal) as refusal:
        add(account, Authenticator(credential=b"khoa-cuoi"))
    assert refusal.value.code == "people.passkeys_many"


def test_a_key_is_dropped_by_its_owner_unless_it_is_the_only_way_in(account: Account) -> None:
    add(account, Authenticator())
    passkey = Passkey.objects.get()
    other = make_account("cd-2", kind="citizen")
    with pytest.raises(Refusal) as refusal:
        services.drop_passkey(passkey.pk, by=who(other), at=AT)
    assert refusal.value.code == "people.not_yours"
    Account.objects.filter(pk=account.pk).update(email="")
    with pytest.raises(Refusal) as refusal:
        services.drop_passkey(passkey.pk, by=who(account), at=AT)
    assert refusal.value.code == "people.only_way_in"
    assert Passkey.objects.exists()
    Account.objects.filter(pk=account.pk).update(email="mau@hop-thu.example")
    services.drop_passkey(passkey.pk, by=who(account), at=AT)
    assert not Passkey.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert Entry.objects.latest("pk").event == "people.passkey_dropped"


def test_the_database_keeps_a_key_once(account: Account) -> None:
    add(account, Authenticator())
    with pytest.raises(IntegrityError, match="credential"), transaction.atomic():
        Passkey.objects.create(account=account, credential=Passkey.objects.get().credential, public_key=b"", made_at=AT)
