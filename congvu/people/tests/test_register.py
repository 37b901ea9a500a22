"""A citizen registers by a code to an address, comes back without the password, and moves to another address."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from congvu.base.actors import STRANGER, Actor
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.people import services
from congvu.people.models import Account, Code, Consent, Party
from congvu.people.rules import Assurance, Purpose
from congvu.people.services import Sent
from congvu.people.testing import PASSWORD, make_account

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SECRET = "bí mật của nơi này"
HOW: dict[str, Any] = {"source": "192.0.2.7", "secret": SECRET}
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


def register(contact: str = "Mau@Hop-Thu.example", *, at: datetime = AT, **more: Any) -> Sent:
    typed = {"name": " Trần  Thị Mẫu ", "contact": contact, "password": PASSWORD, "consent": "1", **HOW, **more}
    return services.register(**typed, at=at)


def confirm(sent: Sent, digits: str = "", *, at: datetime = AT) -> Account:
    return services.confirm(sent.code.key, digits or sent.digits, secret=SECRET, at=at)


def citizen(account: Account) -> Actor:
    return Actor(f"citizen:{account.pk}", account.name)


def wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 10**6:06}"


def test_there_is_an_account_with_its_party_and_consent_once_the_code_is_typed() -> None:
    sent = register()
    assert (sent.code.address, len(sent.digits), Account.objects.count()) == ("mau@hop-thu.example", 6, 0)
    account = confirm(sent, f" {sent.digits[:3]} {sent.digits[3:]} ")
    assert (account.kind, account.assurance, account.email) == ("citizen", Assurance.CONTACT, "mau@hop-thu.example")
    assert account.check_password(PASSWORD)
    party = Party.objects.get(account=account)
    assert (party.kind, party.name) == ("person", "Trần Thị Mẫu")
    assert Consent.objects.get(account=account).given_at == AT
    events = list(Entry.objects.values_list("event", "actor"))
    assert events == [(f"people.{one}", f"citizen:{account.pk}") for one in ("citizen_registered", "consented")]
    assert "mau@hop-thu" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_a_telephone_is_known_in_one_spelling_and_needs_no_password() -> None:
    account = confirm(register("0901 234 567", password=""))
    assert (account.phone, account.email, account.has_usable_password()) == ("+84901234567", "", False)


def test_neither_the_digits_nor_the_password_lie_in_the_database() -> None:
    sent = register()
    row = str(Code.objects.values().get())
    assert sent.digits not in row.replace(sent.code.key, "")
    assert PASSWORD not in row
    confirm(sent)
    assert Code.objects.get().told == {}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"name": " "}, "people.name_empty"),
        ({"contact": "0901"}, "people.contact_bad"),
        ({"contact": "mau@"}, "people.contact_bad"),
        ({"password": "ngan"}, "people.password_weak"),
        ({"consent": ""}, "people.consent_missing"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_sent(typed: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        register(**{"contact": "mau@hop-thu.example", **typed})
    assert refused.value.code == code
    assert not Code.objects.exists()


def test_an_address_that_has_an_account_gets_no_digits_and_the_asker_does_not_see_that() -> None:
    owner = make_account("cd-1", kind="citizen", email="mau@hop-thu.example")
    sent = register()
    assert (sent.digits, sent.code.account) == ("", owner)
    for guess in ("", "000000"):
        with pytest.raises(Refusal) as refused:
            confirm(sent, guess or "123456")
        assert refused.value.code == "people.code_wrong"


def test_the_fifth_wrong_try_is_the_last() -> None:
    sent = register()
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(Refusal) as refused:
            confirm(sent, wrong(sent.digits))
        assert (refused.value.code, refused.value.facts["left"]) == ("people.code_wrong", left)
    with pytest.raises(Refusal) as refused:
        confirm(sent)
    assert refused.value.code == "people.code_over"


@pytest.mark.parametrize(("after", "good"), [(timedelta(minutes=10), False), (timedelta(minutes=9, seconds=59), True)])
def test_a_code_lasts_ten_minutes(after: timedelta, good: bool) -> None:
    sent = register()
    if good:
        assert confirm(sent, at=AT + after)
        return
    with pytest.raises(Refusal) as refused:
        confirm(sent, at=AT + after)
    assert refused.value.code == "people.code_over"


def test_a_code_is_good_once() -> None:
    sent = register()
    confirm(sent)
    with pytest.raises(Refusal) as refused:
        confirm(sent)
    assert refused.value.code == "people.code_over"


def test_two_who_prove_one_address_get_one_account() -> None:
    first, second = register(), register()
    confirm(first)
    with pytest.raises(Refusal) as refused:
        confirm(second)
    assert refused.value.code == "people.code_over"
    assert Account.objects.count() == Party.objects.count() == 1


def test_after_a_minute_new_digits_take_the_place_of_the_old_ones() -> None:
    sent = register()
    with pytest.raises(Refusal) as refused:
        services.resend(sent.code.key, Purpose.REGISTER, secret=SECRET, at=AT + timedelta(seconds=20))
    assert (refused.value.code, refused.value.facts["seconds"]) == ("people.code_too_soon", 40)
    again = services.resend(sent.code.key, Purpose.REGISTER, secret=SECRET, at=AT + MINUTE)
    if again.digits != sent.digits:
        with pytest.raises(Refusal):
            confirm(sent, at=AT + MINUTE)
    assert confirm(again, at=AT + 10 * MINUTE)


def test_no_more_than_three_letters_for_one_code_and_ten_codes_for_one_address_a_day() -> None:
    sent = register()
    for minute in (1, 2):
        services.resend(sent.code.key, Purpose.REGISTER, secret=SECRET, at=AT + minute * MINUTE)
    with pytest.raises(Refusal) as refused:
        services.resend(sent.code.key, Purpose.REGISTER, secret=SECRET, at=AT + 3 * MINUTE)
    assert refused.value.code == "people.codes_too_many"
    for number in range(9):
        register(source=f"192.0.2.{number}")
    with pytest.raises(Refusal) as refused:
        register(source="198.51.100.1")
    assert refused.value.code == "people.codes_too_many"
    assert register(at=AT + timedelta(days=1), source="198.51.100.1")


def test_a_robot_gets_thirty_codes_an_hour() -> None:
    for number in range(30):
        register(f"mau-{number}@hop-thu.example", password="")
    with pytest.raises(Refusal) as refused:
        register("mau-30@hop-thu.example")
    assert refused.value.code == "people.codes_too_many"
    assert register("mau-31@hop-thu.example", source="192.0.2.8")


def test_a_code_of_one_kind_is_none_of_another() -> None:
    sent = register()
    with pytest.raises(Refusal) as refused:
        services.reset_password(sent.code.key, sent.digits, password=PASSWORD, secret=SECRET, at=AT)
    assert refused.value.code == "people.code_over"


def test_a_forgotten_password_is_replaced_by_a_code() -> None:
    account = make_account("cd-1", kind="citizen", email="mau@hop-thu.example", password=PASSWORD)
    sent = services.ask_reset("mau@hop-thu.example", **HOW, at=AT)
    with pytest.raises(Refusal) as refused:
        services.reset_password(sent.code.key, sent.digits, password="ngan", secret=SECRET, at=AT)
    assert refused.value.code == "people.password_weak"
    assert Code.objects.get().tries == 0
    services.reset_password(sent.code.key, sent.digits, password="mot-cau-dai-hon", secret=SECRET, at=AT)
    account.refresh_from_db()
    assert account.check_password("mot-cau-dai-hon")
    assert Entry.objects.latest("pk").event == "people.password_reset"


@pytest.mark.parametrize("kind", ["official", "closed", "nobody"])
def test_nobody_but_a_citizen_with_an_open_account_gets_digits_for_a_new_password(kind: str) -> None:
    if kind != "nobody":
        make_account("cd-1", kind="official" if kind == "official" else "citizen", email="mau@hop-thu.example",
                     is_active=kind != "closed")  # fmt: skip
    assert services.ask_reset("mau@hop-thu.example", **HOW, at=AT).digits == ""


def test_an_address_is_changed_when_the_new_one_is_proved() -> None:
    account = make_account("cd-1", kind="citizen", email="mau@hop-thu.example")
    sent = services.ask_contact(account, "0901234567", **HOW, by=citizen(account), at=AT)
    account.refresh_from_db()
    assert account.phone == ""
    moved = services.confirm_contact(account, sent.code.key, sent.digits, secret=SECRET, by=citizen(account), at=AT)
    assert (moved.phone, moved.email) == ("+84901234567", "mau@hop-thu.example")
    assert Entry.objects.get().facts == {"channel": "sms"}


def test_an_address_is_changed_by_its_owner_to_one_that_is_nobodys() -> None:
    account = make_account("cd-1", kind="citizen", email="mau@hop-thu.example")
    other = make_account("cd-2", kind="citizen", email="khac@hop-thu.example")
    official = make_account("can-bo", email="can-bo@xa.example")
    for who, by, contact, code in (
        (account, STRANGER, "0901234567", "people.not_yours"),
        (account, citizen(other), "0901234567", "people.not_yours"),
        (official, Actor(f"official:{official.pk}", ""), "0901234567", "people.not_citizen"),
        (account, citizen(account), "MAU@hop-thu.example", "people.contact_same"),
    ):
        with pytest.raises(Refusal) as refused:
            services.ask_contact(who, contact, **HOW, by=by, at=AT)
        assert refused.value.code == code
    sent = services.ask_contact(account, "khac@hop-thu.example", **HOW, by=citizen(account), at=AT)
    assert sent.digits == ""


def test_a_code_for_one_account_moves_no_other() -> None:
    account, other = (make_account(f"cd-{number}", kind="citizen") for number in (1, 2))
    sent = services.ask_contact(account, "0901234567", **HOW, by=citizen(account), at=AT)
    with pytest.raises(Refusal) as refused:
        services.confirm_contact(other, sent.code.key, sent.digits, secret=SECRET, by=citizen(other), at=AT)
    assert refused.value.code == "people.code_over"


def test_a_notice_is_agreed_to_once_a_version() -> None:
    account = make_account("cd-1", kind="citizen")
    for version in ("1", "1", "2"):
        services.agree(account, version=version, by=citizen(account), at=AT)
    assert Consent.objects.count() == Entry.objects.count() == 2
    with pytest.raises(Refusal) as refused:
        services.agree(account, version="", by=citizen(account), at=AT)
    assert refused.value.code == "people.consent_missing"


@pytest.mark.parametrize("field", ["email", "phone"])
def test_the_database_keeps_one_address_for_one_citizen_and_does_not_mind_officials(field: str) -> None:
    for username, kind in (("cd-1", "citizen"), ("a.mau", "official"), ("b.mau", "official")):
        make_account(username, kind=kind, **{field: "x"})
    with pytest.raises(IntegrityError, match=field), transaction.atomic():
        make_account("cd-2", kind="citizen", **{field: "x"})


def test_the_database_counts_no_sixth_try_and_knows_the_purposes() -> None:
    code = register().code
    for field, value, name in (("tries", 6, "code_is_tried_a_few_times"), ("purpose", "x", "code_purpose_is_known")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Code.objects.filter(pk=code.pk).update(**{field: value})


def test_the_database_keeps_one_running_consent_to_a_version() -> None:
    account = make_account("cd-1", kind="citizen")
    Consent.objects.create(account=account, version="1", given_at=AT)
    with pytest.raises(IntegrityError, match=r"consent|UNIQUE"), transaction.atomic():
        Consent.objects.create(account=account, version="1", given_at=AT)
